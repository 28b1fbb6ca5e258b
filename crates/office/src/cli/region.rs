//! `region`

use super::known::names;
use crate::db::regions;
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Result, ensure};
use clap::Subcommand;
use handover_domain::ids::RegionId;
use handover_domain::language::{Language, Text};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Region {
    /// Add a region, or rename it
    Add {
        /// Its id, in reports
        id: String,
        /// Its name in simplified Chinese
        #[arg(long)]
        name_zh_cn: String,
        /// Its name in traditional Chinese
        #[arg(long)]
        name_zh_tw: String,
        /// Its name in English
        #[arg(long)]
        name_en: String,
    },
    /// List the regions and their shops
    List,
}

pub async fn run(home: &Home, command: Region) -> Result<ExitCode> {
    match command {
        Region::Add { id, name_zh_cn, name_zh_tw, name_en } => {
            add(home, &RegionId::new(id)?, &names([name_zh_cn, name_zh_tw, name_en])).await
        }
        Region::List => list(home).await,
    }
}

async fn add(home: &Home, id: &RegionId, names: &Text) -> Result<ExitCode> {
    let written = |language| !names.get(language).trim().is_empty();
    ensure!(id.as_str() != "none", "`none` means no region where a shop is put into one; choose another id.");
    ensure!(Language::ALL.into_iter().all(written), "A region's name cannot be empty; write it.");
    let office = Office::open(home).await?;
    let mut tx = office.store.write().await?;
    let changed = regions::put(&mut tx, id, names).await?;
    office.store.commit(tx).await?;
    say!("Region {id} {}.", if changed { "is set" } else { "was already so" });
    Ok(ExitCode::SUCCESS)
}

async fn list(home: &Home) -> Result<ExitCode> {
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let regions = regions::all(&mut tx).await?;
    let shops = regions::of_shops(&mut tx).await?;
    let within = |region: &str| {
        let shops: Vec<&str> =
            shops.iter().filter(|(_, of)| *of == region).map(|(shop, _)| shop.as_str()).collect();
        if shops.is_empty() { "no shops".to_owned() } else { shops.join(", ") }
    };
    if regions.is_empty() {
        say!("There are no regions; add one with `handover-office region add`.");
    }
    for (id, names) in &regions {
        say!("{id}  {}: {}", names.get(Language::En), within(id));
    }
    if shops.values().any(String::is_empty) && !regions.is_empty() {
        say!("in no region: {}", within(""));
    }
    Ok(ExitCode::SUCCESS)
}
