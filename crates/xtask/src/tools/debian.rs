//! Programs of Debian's packages that single tests want: other hosts, other engines.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::{Found, Tool, system, version_in};
use crate::paths::Workspace;
use crate::process;

/// A program of that kind.
pub struct Packaged {
    pub name: &'static str,
    pub why: &'static str,
    /// What it is called on the path.
    pub program: &'static str,
    /// Has it say its version; empty where it does not.
    pub version: &'static [&'static str],
    pub packages: &'static [&'static str],
    pub is_needed: bool,
    /// Where the program lies in its package, if that is a service: installed, it would start by itself, so that it is
    /// only taken out of its package.
    pub unpacked: Option<&'static str>,
}

/// What a program asks of the system, seen from outside.
pub const STRACE: Packaged = Packaged {
    name: "strace",
    why: "to count how often the browser puts a record on the disk",
    program: "strace",
    version: &["--version"],
    packages: &["strace"],
    is_needed: true,
    unpacked: None,
};

pub const NGINX: Packaged = Packaged {
    name: "nginx",
    why: "to try its documented configuration",
    program: "nginx",
    version: &["-v"],
    packages: &["nginx"],
    is_needed: false,
    unpacked: Some("usr/sbin/nginx"),
};

pub const CADDY: Packaged = Packaged {
    name: "Caddy",
    why: "to try its documented configuration",
    program: "caddy",
    version: &["version"],
    packages: &["caddy"],
    is_needed: false,
    unpacked: Some("usr/bin/caddy"),
};

pub const FIREFOX: Packaged = Packaged {
    name: "Firefox",
    why: "to run the kiosk in its engine",
    program: "firefox-esr",
    version: &["--version"],
    packages: &["firefox-esr"],
    is_needed: false,
    unpacked: None,
};

pub const WEBKIT: Packaged = Packaged {
    name: "WebKit",
    why: "to run the kiosk in the engine of an iPad",
    program: "WebKitWebDriver",
    version: &[],
    packages: &["webkit2gtk-driver", "xvfb", "fonts-noto-cjk"],
    is_needed: false,
    unpacked: None,
};

impl Tool for Packaged {
    fn name(&self) -> &'static str {
        self.name
    }

    fn why(&self) -> &'static str {
        self.why
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let place = workspace.which(self.program).or_else(|| self.unpacked_here(workspace))?;
        let version = if self.version.is_empty() {
            String::new()
        } else {
            let said = process::output(workspace.command(&place).args(self.version))?;
            version_in(&said)?.to_owned()
        };
        Some(Found { version, place: place.display().to_string() })
    }

    fn plan(&self, _: &Workspace) -> String {
        format!("{} will be brought by apt-get, which takes a minute at most.", self.name)
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let done = if self.unpacked.is_some() {
            let folder = folder(workspace);
            fs::create_dir_all(&folder)?;
            system::unpack(workspace, self.packages, &folder)?
        } else {
            system::install(workspace, self.packages)?
        };
        ensure!(done, "Install {}, then start again.", self.name);
        Ok(())
    }

    fn is_needed(&self) -> bool {
        self.is_needed
    }
}

impl Packaged {
    fn unpacked_here(&self, workspace: &Workspace) -> Option<PathBuf> {
        let place = folder(workspace).join(self.unpacked?);
        place.is_file().then_some(place)
    }
}

/// Where packages are unpacked; every clone finds them there.
fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("debian")
}
