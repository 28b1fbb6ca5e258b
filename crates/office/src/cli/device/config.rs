//! `device config`

use super::find_enrolled;
use crate::configs;
use crate::office::Office;
use crate::outgoing;
use anyhow::{Context, Result};
use std::path::Path;

pub async fn run(office: &Office, id: &str, file: &Path) -> Result<()> {
    let mut tx = office.store.read().await?;
    let tablet = find_enrolled(&mut tx, id).await?;
    let config = configs::of(&mut tx, &office.keys, &tablet).await?;
    drop(tx);
    outgoing::write(file, &office.keys, &[], &config)
        .with_context(|| format!("{} cannot be written", file.display()))?;
    say!("The configuration of tablet {} is in {}; take it to the tablet.", tablet.number, file.display());
    Ok(())
}
