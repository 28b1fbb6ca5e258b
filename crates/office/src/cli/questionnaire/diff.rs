//! `questionnaire diff`

use super::read;
use crate::db::packages::{self, Loaded};
use crate::diff::{self, Diff, Fit, Fits};
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Context, Result, anyhow};
use handover_domain::ids::PackageId;
use handover_domain::questionnaire::Package;
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Whoever asks whether something differs has to know that nobody could say.
const UNKNOWN: u8 = 2;

pub async fn run(home: &Home, before: &str, after: &str) -> Result<ExitCode> {
    let packages = match (package(home, before).await, package(home, after).await) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            for error in [before.err(), after.err()].into_iter().flatten() {
                eprintln!("{error:#}");
            }
            return Ok(ExitCode::from(UNKNOWN));
        }
    };
    let (before, after) = (&packages.0, &packages.1);
    if before.hash() == after.hash() {
        say!("Both are the same, to the byte: {} version {}.", after.id(), after.reference.version);
        return Ok(ExitCode::SUCCESS);
    }
    let Diff { changes, fits } = diff::between(before, after);
    for change in &changes {
        say!("{change}.");
    }
    if changes.is_empty() {
        say!("Only the layout of the file differs: nothing that is asked or scored.");
    }
    print(&fits)?;
    Ok(ExitCode::FAILURE)
}

/// The package of a file, or the published one of an id and a version.
async fn package(home: &Home, named: &str) -> Result<Arc<Package>> {
    let file = Path::new(named);
    match named.rsplit_once('@') {
        Some((id, version)) if !file.exists() => published(home, id, version).await,
        _ => {
            let flawed = |flaws: Vec<_>| {
                let flaws: Vec<String> = flaws.iter().map(ToString::to_string).collect();
                anyhow!("{named} is no questionnaire:\n{}", flaws.join("\n"))
            };
            Package::load(&read(file)?).map(Arc::new).map_err(flawed)
        }
    }
}

async fn published(home: &Home, id: &str, version: &str) -> Result<Arc<Package>> {
    let unknown = || {
        format!(
            "{id}@{version} was never published here; `handover-office questionnaire list` shows what was"
        )
    };
    let known = PackageId::new(id)?;
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let versions = packages::versions(&mut tx, &known).await?;
    let hash = version.parse().ok().and_then(|version: u32| versions.get(&version));
    let package = Loaded::default().get(&mut tx, *hash.with_context(unknown)?).await?;
    package.with_context(unknown)
}

fn print(fits: &Fits) -> Result<()> {
    if fits.are_sure() {
        say!("Scores remain comparable: the index, by stage and by question.");
        return Ok(());
    }
    for (id, fit) in &fits.questions {
        tell(&format!("question `{id}`"), fit)?;
    }
    for (id, fit) in &fits.stages {
        tell(&format!("stage `{id}`"), fit)?;
    }
    tell(&"the index", &fits.index)?;
    say!("Scores of all other questions and stages remain comparable.");
    Ok(())
}

fn tell(what: &impl Display, fit: &Fit) -> Result<()> {
    match (&fit.breaks[..], &fit.doubts[..]) {
        ([], []) => {}
        ([], doubts) => say!("Scores of {what} are comparable with care: {}.", doubts.join("; ")),
        (breaks, _) => say!("Scores of {what} are not comparable: {}.", breaks.join("; ")),
    }
    Ok(())
}
