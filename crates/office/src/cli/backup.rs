//! `backup` and `restore`

use super::counted;
use crate::backup::{self, Contents};
use crate::clock;
use crate::folder::Home;
use crate::office::{Office, OpenError, fresh_store};
use anyhow::{Context, Result, ensure};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub struct Backup {
    /// The file, which must not be there yet
    file: PathBuf,
}

#[derive(Args)]
pub struct Restore {
    /// The file that `backup` wrote
    file: PathBuf,
}

pub async fn backup(home: &Home, Backup { file }: Backup) -> Result<ExitCode> {
    let office = Office::existing(home).await?;
    ensure!(
        !file.exists(),
        "{} is there already, and was left as it is; choose another name.",
        file.display()
    );
    let made = backup::write(&office.store, &file, clock::now()).await;
    let contents = made.with_context(|| {
        format!("No backup was written to {}; head office goes on as it was", file.display())
    })?;
    say!("{} is in {}.", told(&contents), file.display());
    say!(
        "The keys are not in it: keep a copy of {}/keys, or what `keys escrow` writes, in another place.",
        home.folder.display()
    );
    office.store.close().await;
    Ok(ExitCode::SUCCESS)
}

pub async fn restore(home: &Home, Restore { file }: Restore) -> Result<ExitCode> {
    let (folder, store) = fresh_store(home).await?;
    let restored = backup::restore(&store, &file).await;
    store.close().await;
    let contents =
        restored.with_context(|| format!("{} was not restored, and nothing was changed", file.display()))?;
    say!("{} is restored.", told(&contents));
    match Office::existing(home).await {
        Ok(office) => {
            say!("The keys fit it. Start the service, wait until the tablets were heard, then run `audit`.");
            office.store.close().await;
            Ok(ExitCode::SUCCESS)
        }
        Err(OpenError::Keys(_)) => {
            say!(
                "Now put the key files into {}, or have `keys restore` do it with what `keys escrow` wrote; without them \
                 head office does not start.",
                folder.keys().display()
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Err(error.into()),
    }
}

fn told(contents: &Contents) -> String {
    let (records, rows) = (contents.records, contents.rows);
    let number = |n: u64, what| counted(usize::try_from(n).unwrap_or(usize::MAX), what);
    format!(
        "The state of {} ({}, {} in all)",
        contents.made_at,
        number(records, "record"),
        number(rows, "row")
    )
}
