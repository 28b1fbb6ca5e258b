//! `calls list`

use super::{MOMENT, called, meant};
use crate::calls::{self, Call, REACHED, Rate, SURVEYED, Survey};
use crate::cli::counted;
use crate::cli::days::Span;
use crate::clock;
use crate::db::{calls as noted, word};
use crate::folder::Home;
use crate::office::Office;
use crate::report;
use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
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
    let shops = meant(&mut tx, options.shop.as_deref()).await?;
    // What is still to come is not due yet.
    let today = clock::today();
    let until = to.parse().unwrap_or(today).min(today);
    let since = from.parse().unwrap_or(NaiveDate::MIN);
    let (mut all, mut rates, mut sum) = (Vec::new(), Vec::new(), Rate::default());
    for shop in shops {
        all.extend(noted::between(&mut tx, &shop, (&from, &to)).await?);
        let rate = calls::rates(&mut tx, &shop, (since, until)).await?;
        sum.join(rate);
        rates.push((shop.to_string(), rate));
    }
    all.sort_by_key(|call| (call.at, call.id));
    say!("{}", counted(all.len(), "call"));
    for call in &all {
        say!("{}", line(call));
    }
    if rates.len() > 1 {
        rates.push(("all".into(), sum));
    }
    let width = rates.iter().map(|(shop, _)| shop.len()).max().unwrap_or(0).max("shop".len());
    say!(
        "{:width$}  due  reached  share (target {REACHED} %)  full survey  share (target {SURVEYED} %)",
        "shop"
    );
    for (shop, Rate { due, reached, surveyed }) in rates {
        let (called, asked) = (share(reached, due), share(surveyed, reached));
        say!("{shop:width$}  {due:>3}  {reached:>7}  {called:>19}  {surveyed:>11}  {asked:>19}");
    }
    say!("Due are the first and the second call after each visit, on their last day.");
    Ok(ExitCode::SUCCESS)
}

/// A share in percent; of nothing there is none.
fn share(part: u64, of: u64) -> String {
    if of == 0 { "–".into() } else { format!("{:.1} %", report::share(part, of) * 100.0) }
}

fn line(call: &Call) -> String {
    let Call { shop, id, about, kind, at, by, outcome, survey, again, supervisor, corrects, sealed } = call;
    let mut cells = vec![
        at.format(MOMENT).to_string(),
        id.to_string(),
        called(*kind),
        about.to_string(),
        format!("shop {shop}"),
        word(outcome),
    ];
    if *survey != Survey::None {
        cells.push(format!("{} survey", word(survey)));
    }
    cells.push(format!("by {by}"));
    cells.extend(again.map(|again| format!("again at {}", again.format(MOMENT))));
    if *supervisor {
        cells.push("for the supervisor".into());
    }
    cells.extend(corrects.map(|id| format!("corrects {id}")));
    if sealed.is_some() {
        cells.push("with words".into());
    }
    cells.join("  ")
}
