//! `keys escrow` and `keys restore`

use crate::clock;
use crate::db;
use crate::folder::{Folder, Home};
use crate::keys::{self, Escrow};
use crate::office::{Office, known_keys};
use crate::target::Target;
use anyhow::{Context, Result, ensure};
use std::io::{IsTerminal, Write, stdin};
use std::path::Path;
use std::process::ExitCode;

/// More than the words that anybody types.
const MOST: usize = 1000;

pub async fn escrow(office: &Office, out: &Path) -> Result<()> {
    ensure!(!out.exists(), "{} is there already, and was left as it is; choose another name.", out.display());
    let known = db::keys::all(&mut office.store.read().await?).await?;
    let (escrow, words) = Escrow::make(office.keys.folder(), &known, clock::now().to_rfc3339())?;
    write(out, &escrow).with_context(|| format!("No keys were written to {}", out.display()))?;
    say!("{words}");
    say!(
        "These six words open {}, which holds all private keys of this head office. They are shown only now and kept \
         nowhere: write them down, and keep them apart from the file, and both apart from backups of the database.",
        out.display()
    );
    Ok(())
}

fn write(out: &Path, escrow: &Escrow) -> Result<()> {
    let target = Target::open(Some(out))?;
    let mut file = target.writer()?;
    file.write_all((serde_json::to_string_pretty(escrow)? + "\n").as_bytes())?;
    file.flush()?;
    Ok(target.keep()?)
}

pub async fn restore(home: &Home, path: &Path) -> Result<ExitCode> {
    let refused = || format!("No key was restored from {}, and nothing was changed", path.display());
    let bytes = std::fs::read(path).with_context(refused)?;
    let escrow = Escrow::read(&bytes).with_context(refused)?;
    let (store, known) = known_keys(home).await.with_context(refused)?;
    store.close().await;
    ensure!(!known.is_empty(), "{}: this database knows no keys yet. Restore its backup first.", refused());
    escrow.is_of(&known).with_context(refused)?;
    let words = read_words().with_context(refused)?;
    let folder = Folder::open(home).with_context(refused)?.keys();
    let restored = keys::restore(&escrow, &words, &folder, &known).with_context(refused)?;
    for file in &restored.here {
        say!("{file} was there, and is the same.");
    }
    for file in &restored.made {
        say!("{file} is restored.");
    }
    for file in &restored.unknown {
        say!("{file} is not known to this database, which is older: `keys rotate` takes it up.");
    }
    for file in &restored.missing {
        say!(
            "{file} was made after this escrow and is missing still; head office does not start without it."
        );
    }
    Ok(if restored.missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What stands on a command line, everybody on the machine can read, and what is typed in sight stays in the terminal; so
/// the words come another way.
fn read_words() -> Result<String> {
    let mut words = String::new();
    if stdin().is_terminal() {
        words = rpassword::prompt_password("The six words, which are not shown: ")?;
    } else {
        stdin().read_line(&mut words)?;
    }
    ensure!(
        !words.trim().is_empty() && words.len() < MOST,
        "The six words are read from the standard input, and there were none"
    );
    Ok(words)
}
