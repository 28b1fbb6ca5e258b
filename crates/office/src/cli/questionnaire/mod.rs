//! `questionnaire`

mod diff;
mod list;

use crate::clock;
use crate::folder::Home;
use crate::ingest::{PublishError, publish};
use crate::office::Office;
use anyhow::{Context, Result};
use clap::Subcommand;
use handover_domain::questionnaire::{Flaw, Package};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Questionnaire {
    /// Name every flaw of a package, where it is and how to mend it
    Check {
        /// The packages
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Let the tablets ask a package from now on
    Publish {
        /// The package
        file: PathBuf,
    },
    /// Say what differs between two packages, and whether their scores may be compared; the code is 0 where nothing
    /// differs, 1 where something does, 2 where one of them cannot be read
    Diff {
        /// The package before: a file, or a published one as id@version
        before: String,
        /// The package after, likewise
        after: String,
    },
    /// The versions that were published, which are in use, and how many responses came to each
    List,
}

pub async fn run(home: &Home, command: Questionnaire) -> Result<ExitCode> {
    match command {
        Questionnaire::Check { files } => check(&files),
        Questionnaire::Publish { file } => publish_file(home, &file).await,
        Questionnaire::Diff { before, after } => diff::run(home, &before, &after).await,
        Questionnaire::List => list::run(home).await,
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn check(files: &[PathBuf]) -> Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for file in files {
        match Package::load(&read(file)?) {
            Ok(package) => say!(
                "{}: {} version {} is right, {} questions.",
                file.display(),
                package.id(),
                package.reference.version,
                package.questions.len()
            ),
            Err(flaws) => {
                code = ExitCode::FAILURE;
                print(file, &flaws)?;
            }
        }
    }
    Ok(code)
}

fn print(file: &Path, flaws: &[Flaw]) -> Result<()> {
    say!("{}:", file.display());
    for flaw in flaws {
        say!("{flaw}");
    }
    Ok(())
}

async fn publish_file(home: &Home, file: &Path) -> Result<ExitCode> {
    let bytes = read(file)?;
    let office = Office::open(home).await?;
    let mut tx = office.store.write().await?;
    match publish(&mut tx, &office.keys, &bytes, clock::now()).await {
        Ok(published) => {
            office.store.commit(tx).await?;
            let (id, version) = (published.package.id(), published.package.reference.version);
            if published.in_use {
                say!("{id} version {version} is published.");
            } else {
                say!("{id} version {version} is kept for scoring; a higher version stays in use.");
            }
            if published.read_again > 0 {
                say!("{} records could be read thanks to it.", published.read_again);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(PublishError::Flaws(flaws)) => {
            print(file, &flaws)?;
            say!("The questionnaire was refused, and the one in use stays.");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}
