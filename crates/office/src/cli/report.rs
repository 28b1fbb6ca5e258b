//! `report`

use super::days::Days;
use super::known;
use crate::clock;
use crate::folder::Home;
use crate::office::Office;
use crate::report::{self, Asked, By, Period};
use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use handover_domain::ids::{RegionId, ShopId};
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    days: Days,
    /// What the rows are
    #[arg(long, value_enum, default_value = "none")]
    by: By,
    /// The question whose answers are the groups, as with `--by group --group age_band`
    #[arg(long, value_name = "QUESTION")]
    group: Option<String>,
    /// What a row covers, with --by period
    #[arg(long, value_enum, default_value = "month")]
    period: Period,
    /// These shops only; may be given several times
    #[arg(long, value_name = "ID")]
    shop: Vec<String>,
    /// The shops of this region only
    #[arg(long, value_name = "ID", conflicts_with = "shop")]
    region: Option<String>,
    /// This kind of visit only: service or delivery
    #[arg(long)]
    visit: Option<String>,
    /// This channel only: kiosk, phone or letter
    #[arg(long)]
    channel: Option<String>,
    /// This package only, in one version if named: service or service@2
    #[arg(long, value_name = "ID[@VERSION]")]
    package: Option<String>,
    /// Print the arithmetic of one number instead: index, stage:ID, question:ID, recommendation or `top_box`
    #[arg(long, value_name = "WHAT")]
    explain: Option<String>,
    /// Who is to read it
    #[arg(long, value_enum, default_value = "office")]
    audience: Audience,
    /// How it is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Audience {
    /// Head office, which sees everything
    Office,
    /// People of a shop: closed weeks, and nothing that rests on fewer than five
    Shop,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for a terminal
    Text,
    /// JSON for other programs
    Json,
    /// Lines for a spreadsheet
    Csv,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let mut query = options.asked().query()?;
    if options.audience == Audience::Shop {
        ensure!(
            options.explain.is_none(),
            "The arithmetic shows each answer that counts, which is not for a shop; leave out --explain or --audience."
        );
        report::closed(&mut query, clock::now().date_naive())?;
    }
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    for shop in &query.shops {
        let shop = ShopId::new(shop.as_str())?;
        known::shop(&mut tx, &shop).await?;
    }
    if let Some(region) = &query.region {
        let region = RegionId::new(region.as_str())?;
        known::region(&mut tx, &region).await?;
    }
    if let Some(what) = &options.explain {
        say!("{}", report::explain(&mut tx, &query, what).await?.trim_end());
        return Ok(ExitCode::SUCCESS);
    }
    let mut report = report::build(&mut tx, &query).await?;
    if options.audience == Audience::Shop {
        report::veil(&mut report);
    }
    match options.format {
        Format::Text => say!("{}", report::text(&report).trim_end()),
        Format::Json => say!("{}", serde_json::to_string_pretty(&report)?),
        Format::Csv => say!("{}", report::csv(&report)?.trim_end()),
    }
    Ok(ExitCode::SUCCESS)
}

impl Options {
    fn asked(&self) -> Asked {
        let (from, to) = self.days.given();
        Asked {
            from,
            to,
            by: self.by,
            group: self.group.clone(),
            period: self.period,
            shops: self.shop.clone(),
            region: self.region.clone(),
            visit: self.visit.clone(),
            channel: self.channel.clone(),
            package: self.package.clone(),
        }
    }
}
