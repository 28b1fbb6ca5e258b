//! `cargo xtask release`: the kiosk as a folder that any web host serves, and what to tell that host.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Args;

use crate::paths::Workspace;
use crate::{kiosk, seal, selftest, tools};

/// How the usual hosts are told, with a place for the policy.
const HOSTS: [(&str, &str); 3] = [
    ("nginx.conf", include_str!("release/nginx.conf")),
    ("Caddyfile", include_str!("release/Caddyfile")),
    ("_headers", include_str!("release/_headers")),
];
const POLICY: &str = "{policy}";

#[derive(Args)]
pub struct Options {
    /// Where head office is, if another host than the kiosk's: <https://office.example.org>
    #[arg(long, value_name = "URL", value_parser = address)]
    head_office: Option<String>,
    /// The folder to make; one that is there is replaced where it is one of ours
    #[arg(long, value_name = "DIR", default_value = "release")]
    out: PathBuf,
    /// Add selftest.html, which tries a browser out; never on a site that customers use
    #[arg(long)]
    selftest: bool,
}

/// Head office's address, without the slash at its end.
fn address(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_safe = |rest: &str| {
        rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:/_~[]".contains(&byte))
            && !rest.starts_with('/')
    };
    match rest {
        Some(rest) if !rest.is_empty() && is_safe(rest) => Ok(text.to_owned()),
        _ => Err("an address looks like https://office.example.org, with a path at most".into()),
    }
}

/// Builds the kiosk and writes the folder.
pub fn write(workspace: &Workspace, options: &Options) -> Result<()> {
    tools::make_ready(workspace, tools::KIOSK)?;
    let dist = kiosk::build(workspace)?;
    let out = workspace.root.join(&options.out);
    let files = out.join("kiosk");
    ensure!(
        !out.exists() || files.join("sw.js").is_file() || fs::read_dir(&out)?.next().is_none(),
        "{} holds something else. Name another folder with --out; nothing was changed.",
        out.display()
    );
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    copy(&dist, &files)?;
    seal::close(workspace, &files, options.head_office.as_deref())?;
    if options.selftest {
        selftest::add(workspace, &files)?;
    }
    let hosting = out.join("hosting");
    fs::create_dir_all(&hosting)?;
    let policy =
        format!("{}; frame-ancestors 'none'", seal::policy(options.head_office.as_deref().unwrap_or("")));
    for (name, text) in HOSTS {
        fs::write(hosting.join(name), text.replace(POLICY, &policy))?;
    }
    fs::create_dir_all(out.join("off"))?;
    fs::write(out.join("off").join("sw.js"), seal::off(workspace)?)?;
    println!(
        "{} is ready. Serve kiosk/ over HTTPS with the headers in hosting/; docs/deploy.md says how.\n\
         off/sw.js is the kill switch: in the place of kiosk/sw.js it takes the offline copy off every tablet.",
        out.display()
    );
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &there)?;
        } else {
            fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_without_its_last_slash_and_nothing_else_is() {
        assert_eq!(address("https://office.example.org/").unwrap(), "https://office.example.org");
        assert_eq!(address("http://127.0.0.1:8080/handover").unwrap(), "http://127.0.0.1:8080/handover");
        for bad in [
            "",
            "https://",
            "office.example.org",
            "ftp://x",
            "https:///x",
            "https://x\"><script>",
            "https://x y",
            "https://x; *",
        ] {
            address(bad).unwrap_err();
        }
    }

    #[test]
    fn every_host_is_told_the_policy() {
        for (name, text) in HOSTS {
            assert_eq!(text.matches(POLICY).count(), 1, "{name}");
        }
    }
}
