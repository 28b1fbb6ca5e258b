//! `handovers`

use super::days::Span;
use super::known;
use crate::db::handovers;
use crate::folder::Home;
use crate::office::Office;
use crate::report::{self, Rate};
use anyhow::Result;
use clap::Args;
use handover_domain::ids::ShopId;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    span: Span,
    /// One shop only
    #[arg(long)]
    shop: Option<String>,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let (from, to) = options.span.read()?;
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    if let Some(shop) = &options.shop {
        let shop = ShopId::new(shop.as_str())?;
        known::shop(&mut tx, &shop).await?;
    }
    let shop = options.shop.as_deref().unwrap_or_default();
    let rates = report::rates(&mut tx, handovers::Span { from: &from, to: &to, shop }).await?;
    if rates.is_empty() {
        say!("No tablet was handed to a customer in this span.");
        return Ok(ExitCode::SUCCESS);
    }
    let width = rates.iter().map(|rate| rate.shop.len()).max().unwrap_or(0).max("shop".len());
    say!("{:width$}  started  completed  partial  none  second  response rate", "shop");
    for rate in &rates {
        let Rate { shop, counts, .. } = rate;
        let started = counts.completed + counts.partial + counts.none + counts.second;
        say!(
            "{shop:width$}  {started:>7}  {:>9}  {:>7}  {:>4}  {:>6}  {rate}",
            counts.completed,
            counts.partial,
            counts.none,
            counts.second
        );
    }
    Ok(ExitCode::SUCCESS)
}
