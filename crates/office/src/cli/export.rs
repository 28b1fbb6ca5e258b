//! `export`

use super::days::Span;
use super::known;
use super::{language, who};
use crate::export::{self, ExportError, Format, Target, Wanted, What};
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Context, Result, ensure};
use clap::Args;
use handover_domain::ids::ShopId;
use handover_domain::language::Language;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args)]
pub struct Options {
    /// Which rows
    #[arg(long, value_enum)]
    what: What,
    /// How they are written
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    #[command(flatten)]
    span: Span,
    /// One shop only
    #[arg(long)]
    shop: Option<String>,
    /// Answers with their handover numbers: whoever has the dealer's system too can tell whose answers they are
    #[arg(long)]
    orders: bool,
    /// The language of the shops' names
    #[arg(long, value_name = "TAG", default_value = "zh-CN", value_parser = language)]
    lang: Language,
    /// The file to write, which is there whole or not at all; without it, the standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let days = options.span.read()?;
    ensure!(
        options.format != Format::Xlsx || options.out.is_some() || !io::stdout().is_terminal(),
        "A workbook is nothing to read in a terminal, so nothing was exported; name a file with --out."
    );
    let office = Office::existing(home).await?;
    let shop = options.shop.map(ShopId::new).transpose()?;
    if let Some(shop) = &shop {
        let mut tx = office.store.read().await?;
        known::shop(&mut tx, shop).await?;
    }
    let out = options.out.as_deref();
    let target = Target::open(out).context("The file cannot be begun, so nothing was exported")?;
    let wanted = Wanted {
        what: options.what,
        format: options.format,
        days,
        shop,
        orders: options.orders,
        language: options.lang,
        by: who(),
    };
    let note = export::note(&office, &wanted).await?;
    let rows = match export::run(Arc::new(office), wanted, note, target).await {
        // Whoever reads the output may stop before its end; `main` knows it by its kind.
        Err(ExportError::Io(error)) => return Err(error).context("The export was broken off before its end"),
        done => done?,
    };
    if let Some(path) = out {
        say!("{}: {rows} rows", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
