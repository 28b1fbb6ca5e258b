//! `keys`

mod escrow;
mod list;

use crate::clock;
use crate::folder::{Folder, Home};
use crate::ingest;
use crate::keys::{self, Purpose};
use crate::office::{Office, OpenError, known_keys};
use anyhow::{Result, ensure};
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Keys {
    /// Make the keys, before anything else is done
    New,
    /// List every key: its use, how much is sealed for it, and which tablets still seal for it
    List,
    /// Make a new key that tablets seal for from their next configuration on; those before it go on opening
    Rotate {
        /// Which one
        purpose: Which,
        /// Make another signing key in place of one that is lost or stolen, and enrol every tablet anew
        #[arg(long)]
        enrol_anew: bool,
    },
    /// Delete an old key for which nothing is sealed, and no tablet seals any more
    Retire {
        /// Its id, as `keys list` shows it
        id: String,
    },
    /// Write all private keys into one file, and print the six words that open it, once
    Escrow {
        /// The file, which must not be there yet
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Put key files back that are missing; the six words are read from the standard input
    Restore {
        /// The file that `keys escrow` wrote
        file: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Which {
    /// Opens answers
    Records,
    /// Opens words, for customer care
    Care,
    /// Signs receipts and configurations
    Signing,
}

pub async fn run(home: &Home, command: Keys) -> Result<ExitCode> {
    match command {
        Keys::New => new(home).await?,
        Keys::List => list::list(&Office::existing(home).await?).await?,
        Keys::Rotate { purpose: Which::Signing, enrol_anew: true } => replace_signing(home).await?,
        Keys::Rotate { purpose, enrol_anew } => {
            ensure!(
                !enrol_anew,
                "Tablets follow another key of this kind by themselves; leave --enrol-anew out."
            );
            rotate(&Office::existing(home).await?, purpose).await?;
        }
        Keys::Retire { id } => retire(&Office::existing(home).await?, &id).await?,
        Keys::Escrow { out } => escrow::escrow(&Office::existing(home).await?, &out).await?,
        Keys::Restore { file } => return escrow::restore(home, &file).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// What the first start of anything else does too; made by itself, the keys can be put away before there is anything to
/// lose.
async fn new(home: &Home) -> Result<()> {
    let known = match known_keys(home).await {
        Ok((store, known)) => {
            store.close().await;
            known
        }
        // There is no folder yet.
        Err(OpenError::Folder(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    ensure!(
        known.is_empty(),
        "This head office has its keys, so none were made; `keys list` shows them, and `keys rotate` makes another one."
    );
    let office = Office::open(home).await?;
    say!("The keys are in {}.", office.keys.folder().display());
    say!(
        "Put them away before anything is sealed for them: `keys escrow` writes them into one file under six words."
    );
    office.store.close().await;
    Ok(())
}

async fn rotate(office: &Office, which: Which) -> Result<()> {
    let (purpose, what) = match which {
        Which::Records => (Purpose::Records, "answers"),
        Which::Care => (Purpose::Care, "words"),
        Which::Signing => (Purpose::Signing, ""),
    };
    let rotated = keys::rotate(&office.store, &office.keys, purpose, clock::now()).await?;
    say!("Tablets seal {what} for the key {} from their next configuration on.", rotated.id);
    say!(
        "Its private half is in {}. Copy that file to every other instance of this head office now, and into your backup; \
         keys in escrow are out of date. The keys before it stay, and open what was sealed for them.",
        office.keys.folder().join(&rotated.file).display()
    );
    if rotated.was_there {
        let mut tx = office.store.write().await?;
        let read = ingest::read_again(&mut tx, &office.keys).await?;
        office.store.commit(tx).await?;
        say!(
            "The file lay there already, and was taken up; {} could be read by it.",
            super::counted(read, "record")
        );
    }
    Ok(())
}

/// The file of the one before may be missing, so head office is not opened.
async fn replace_signing(home: &Home) -> Result<()> {
    let folder = Folder::existing(home)?.keys();
    let (store, _) = known_keys(home).await?;
    let made = keys::replace_signing(&store, &folder, clock::now()).await?;
    store.close().await;
    say!("Head office signs with the key {} once every instance is started again.", made.id);
    say!(
        "Its private half is in {}. Copy that file to every other instance, and into your backup; keys in escrow are out of \
         date.",
        folder.join(&made.file).display()
    );
    say!(
        "No tablet believes this key yet. Of each: have it write what it has not sent into a file, `import` that file, and \
         enrol it anew as the one it was, with `device code SHOP --tablet NUMBER`."
    );
    Ok(())
}

async fn retire(office: &Office, id: &str) -> Result<()> {
    let retired = keys::retire(&office.store, &office.keys, id, clock::now()).await?;
    let file = office.keys.folder().join(&retired.file);
    if retired.was_there {
        say!("The key is retired, and {} is deleted.", file.display());
    } else {
        say!("The key is retired; {} was not here.", file.display());
    }
    say!(
        "Run the same on every other instance, restart the service, and destroy copies in backups and escrow. What older \
         backups of the database hold sealed for it can then not be opened any more."
    );
    Ok(())
}
