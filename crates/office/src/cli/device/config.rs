//! `device config`

use super::find_enrolled;
use crate::db::devices;
use crate::office::Office;
use crate::outgoing::{self, News};
use crate::{clock, configs, feeds};
use anyhow::{Context, Result};
use std::path::Path;

pub async fn run(office: &Office, id: &str, file: &Path) -> Result<()> {
    let mut tx = office.store.read().await?;
    let tablet = find_enrolled(&mut tx, id).await?;
    // The tablet goes by the key that it was given last.
    let tablet = devices::by_newest_key(&mut tx, tablet.id).await?.unwrap_or(tablet);
    let config = configs::of(&mut tx, &office.keys, &tablet).await?;
    let feed = feeds::of(&mut tx, &tablet.shop, tablet.mode, clock::now()).await?;
    drop(tx);
    outgoing::write(file, &office.keys, &News { config: &config, feed: &feed })
        .with_context(|| format!("{} cannot be written", file.display()))?;
    say!("The configuration of tablet {} is in {}; take it to the tablet.", tablet.number, file.display());
    Ok(())
}
