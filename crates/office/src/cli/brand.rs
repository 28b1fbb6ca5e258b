//! `shop brand`

use super::known::no_shop;
use crate::db::shops;
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Context, Result};
use clap::Args;
use handover_domain::brand::{Brand, BrandError, Colour, Logo};
use handover_domain::ids::ShopId;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// The shop
    shop: String,
    #[command(flatten)]
    looks: Looks,
}

/// What is not named stays as it is.
#[derive(Args)]
#[group(required = true, multiple = true)]
struct Looks {
    /// Buttons and lines, like #0d4a5c; dark enough for white letters
    #[arg(long, value_name = "COLOUR")]
    accent: Option<String>,
    /// The ground of the page, like #fbfaf7; light enough for dark letters
    #[arg(long, value_name = "COLOUR")]
    ground: Option<String>,
    /// A PNG, JPEG, WebP or SVG file of at most 48 KB
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// Back to Handover's own looks
    #[arg(long, conflicts_with_all = ["accent", "ground", "logo"])]
    clear: bool,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let shop = ShopId::new(options.shop)?;
    let office = Office::open(home).await?;
    let mut tx = office.store.write().await?;
    let before = shops::brand(&mut tx, &shop).await?.with_context(|| no_shop(&shop))?;
    let logo = options.looks.logo.as_deref().map(read).transpose()?;
    let stays = || format!("The looks of shop {shop} stay as they are");
    let after = changed(&before, &options.looks, logo).with_context(stays)?;
    if after == before {
        say!("Shop {shop} looked so already.");
        return Ok(ExitCode::SUCCESS);
    }
    shops::put_brand(&mut tx, &shop, &after).await?;
    office.store.commit(tx).await?;
    say!("The looks of shop {shop} are set: {}.", described(&after));
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn changed(before: &Brand, looks: &Looks, logo: Option<Vec<u8>>) -> Result<Brand, BrandError> {
    let mut brand = if looks.clear { Brand::default() } else { before.clone() };
    if let Some(accent) = &looks.accent {
        brand.accent = Some(Colour::accent(accent)?);
    }
    if let Some(ground) = &looks.ground {
        brand.ground = Some(Colour::ground(ground)?);
    }
    if let Some(logo) = logo {
        brand.logo = Some(Logo::new(logo)?);
    }
    Ok(brand)
}

fn described(brand: &Brand) -> String {
    let colour =
        |colour: &Option<Colour>| colour.as_ref().map_or("Handover's own", Colour::as_str).to_owned();
    let logo = brand.logo.as_ref().map_or("none", |logo| &logo.kind);
    format!("accent {}, ground {}, logo {logo}", colour(&brand.accent), colour(&brand.ground))
}
