//! `PostgreSQL`'s own programs, as Debian's package has them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::{Found, Tool, numbers, system, version_in};
use crate::paths::Workspace;
use crate::process;

/// Where Debian puts them, by major version: not on the path.
const VERSIONS: &str = "/usr/lib/postgresql";

pub struct PostgreSql;

impl Tool for PostgreSql {
    fn name(&self) -> &'static str {
        "PostgreSQL"
    }

    fn why(&self) -> &'static str {
        "to try head office on the database of a large network"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let folder = programs(workspace)?;
        let said = process::output(workspace.command(folder.join("initdb")).arg("--version"))?;
        Some(Found { version: version_in(&said)?.to_owned(), place: folder.display().to_string() })
    }

    fn plan(&self, _: &Workspace) -> String {
        "PostgreSQL will be brought by apt-get, which takes a minute at most.".into()
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        let done = system::install(workspace, &["postgresql"])?;
        ensure!(done, "Install PostgreSQL, then start again.");
        Ok(())
    }

    fn is_needed(&self) -> bool {
        false
    }
}

/// The folder of `initdb` and `postgres`: one that is on the path, else Debian's newest.
pub fn programs(workspace: &Workspace) -> Option<PathBuf> {
    let named = workspace.which("initdb").and_then(|place| place.parent().map(Path::to_owned));
    named.or_else(|| {
        let folders = fs::read_dir(VERSIONS).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let newest = folders
            .filter(|folder| {
                ["initdb", "postgres"].iter().all(|name| folder.join("bin").join(name).is_file())
            })
            .max_by_key(|folder| numbers(&folder.file_name().unwrap_or_default().to_string_lossy()));
        newest.map(|folder| folder.join("bin"))
    })
}
