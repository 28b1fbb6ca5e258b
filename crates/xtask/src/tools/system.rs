//! Debian's package manager, where there is one and we may use it.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::paths::Workspace;
use crate::process;

/// Whether [`install`] has a chance: apt-get, and the right to use it without a password.
pub fn can_install(workspace: &Workspace) -> bool {
    apt_get(workspace).is_some()
}

/// Installs Debian packages; false if this machine does not let us.
pub fn install(workspace: &Workspace, packages: &[&str]) -> Result<bool> {
    let Some(apt_get) = apt_get(workspace) else {
        return Ok(false);
    };
    let run = |arguments: &[&str]| {
        let mut command = workspace.command(apt_get[0]);
        process::run(command.args(&apt_get[1..]).args(arguments))
    };
    // A stale list of one source need not keep the packages from being found in another.
    run(&["update"])?;
    let mut arguments = vec!["install", "--yes"];
    arguments.extend(packages);
    run(&arguments)
}

/// Takes Debian packages apart in a folder, without installing them; false if this machine does not let us.
pub fn unpack(workspace: &Workspace, packages: &[&str], folder: &Path) -> Result<bool> {
    let Some(apt_get) = apt_get(workspace) else {
        return Ok(false);
    };
    process::run(workspace.command(apt_get[0]).args(&apt_get[1..]).arg("update"))?;
    let mut download = workspace.command("apt-get");
    if !process::run(download.arg("download").args(packages).current_dir(folder))? {
        return Ok(false);
    }
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "deb") {
            ensure!(
                process::run(workspace.command("dpkg").arg("-x").arg(&file).arg(folder))?,
                "{} cannot be taken apart.",
                file.display()
            );
            fs::remove_file(file)?;
        }
    }
    Ok(true)
}

/// How to call apt-get here: as root, or through sudo if that asks for no password.
fn apt_get(workspace: &Workspace) -> Option<Vec<&'static str>> {
    workspace.which("apt-get")?;
    // At run level 1 no service starts that comes along.
    let apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get"];
    if process::output(workspace.command("id").arg("-u"))? == "0" {
        return Some(apt_get.to_vec());
    }
    workspace.which("sudo")?;
    process::output(workspace.command("sudo").args(["-n", "true"]))?;
    Some([&["sudo", "-n"], &apt_get[..]].concat())
}
