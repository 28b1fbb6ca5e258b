//! `shop` and `advisor`

use super::known::{self, names};
use super::{brand, shop_key};
use crate::db::{regions, shops};
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Result, ensure};
use clap::Subcommand;
use handover_domain::ids::{AdvisorId, RegionId, ShopId};
use handover_domain::language::{Language, Text};
use handover_domain::wire;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Shop {
    /// Add a shop, or rename it
    Add {
        /// Its id, in records and reports
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
    /// Put a shop into a region, or into none
    Region {
        /// The shop
        shop: String,
        /// The region's id; `none` for none
        region: String,
    },
    /// Set the colours and the logo that its tablets show
    Brand(brand::Options),
    /// Make the key that opens complaints on the shop's tablets with six words, which are shown once
    Key(shop_key::Options),
}

#[derive(Subcommand)]
pub enum Advisor {
    /// Add an advisor, or rename one
    Add {
        /// The shop
        shop: String,
        /// The id in links and reports
        id: String,
        /// The name on the badge
        name: String,
    },
}

pub async fn shop(home: &Home, command: Shop) -> Result<ExitCode> {
    match command {
        Shop::Add { id, name_zh_cn, name_zh_tw, name_en } => {
            add(home, ShopId::new(id)?, &names([name_zh_cn, name_zh_tw, name_en])).await
        }
        Shop::Region { shop, region: id } => region(home, &ShopId::new(shop)?, &RegionId::new(id)?).await,
        Shop::Brand(options) => brand::run(home, options).await,
        Shop::Key(options) => shop_key::run(home, options).await,
    }
}

async fn add(home: &Home, id: ShopId, names: &Text) -> Result<ExitCode> {
    let written = |language| !names.get(language).trim().is_empty();
    ensure!(Language::ALL.into_iter().all(written), "A shop's name cannot be empty; write it.");
    let office = Office::open(home).await?;
    let mut tx = office.store.write().await?;
    let changed = shops::put(&mut tx, &id, names).await?;
    office.store.commit(tx).await?;
    say!("{}", if changed { format!("Shop {id} is set.") } else { format!("Shop {id} was already so.") });
    Ok(ExitCode::SUCCESS)
}

async fn region(home: &Home, shop: &ShopId, region: &RegionId) -> Result<ExitCode> {
    let office = Office::open(home).await?;
    let mut tx = office.store.write().await?;
    known::shop(&mut tx, shop).await?;
    let id = if region.as_str() == "none" { "" } else { region.as_str() };
    if !id.is_empty() {
        known::region(&mut tx, region).await?;
    }
    let changed = regions::put_shop(&mut tx, shop, id).await?;
    office.store.commit(tx).await?;
    let place = if id.is_empty() { "no region".to_owned() } else { format!("region {id}") };
    say!("Shop {shop} {} in {place}.", if changed { "is" } else { "was already" });
    Ok(ExitCode::SUCCESS)
}

pub async fn advisor(home: &Home, command: Advisor) -> Result<ExitCode> {
    let Advisor::Add { shop, id, name } = command;
    let (shop, id) = (ShopId::new(shop)?, AdvisorId::new(id)?);
    ensure!(!name.trim().is_empty(), "An advisor's name cannot be empty; write it.");
    let office = Office::open(home).await?;
    let mut tx = office.store.write().await?;
    known::shop(&mut tx, &shop).await?;
    let advisor = wire::Advisor { id, name };
    let changed = shops::put_advisor(&mut tx, &shop, &advisor).await?;
    office.store.commit(tx).await?;
    let state = if changed { "is set" } else { "was already so" };
    say!("Advisor {} of shop {shop} {state}.", advisor.id);
    Ok(ExitCode::SUCCESS)
}
