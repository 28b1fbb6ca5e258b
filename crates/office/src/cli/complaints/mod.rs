//! `complaints`

mod open;

use super::days::Span;
use super::shop::no_shop;
use crate::db::complaints::{self, Listed};
use crate::db::{numbers, shops};
use crate::office::Office;
use anyhow::{Context, Result};
use chrono::TimeDelta;
use clap::Args;
use handover_domain::complaint::{Clocks, Number, Severity};
use handover_domain::ids::ShopId;
use handover_domain::language::Language;
use std::path::Path;
use std::process::ExitCode;

/// A moment of capture, by the clock on the showroom's wall.
const CAPTURED: &str = "%Y-%m-%d %H:%M %:z";

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    span: Span,
    /// One shop only
    #[arg(long)]
    shop: Option<String>,
    /// Print all that was said in one complaint; that it is opened is logged first
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["from", "to", "shop"])]
    open: Option<String>,
    /// The language of the options that were chosen
    #[arg(long, value_name = "TAG", default_value = "zh-CN", value_parser = language, requires = "open")]
    lang: Language,
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::tag).join(", ");
    Language::from_tag(tag).ok_or_else(|| format!("the languages are {known}"))
}

/// A number as somebody typed it.
fn number(typed: &str) -> Result<Number> {
    Number::try_from(typed.to_owned()).with_context(|| format!("`{typed}` was mistyped, so nothing was done"))
}

/// That no record has this number.
fn unknown(number: &Number) -> String {
    format!(
        "No complaint with the number {number} is here. Either its tablet has not sent it yet, or there is none."
    )
}

pub async fn run(data: &Path, options: Options) -> Result<ExitCode> {
    match &options.open {
        Some(typed) => open::run(data, &number(typed)?, options.lang).await,
        None => list(data, &options).await,
    }
}

async fn list(data: &Path, options: &Options) -> Result<ExitCode> {
    let (from, to) = options.span.read()?;
    let office = Office::existing(data).await?;
    let mut tx = office.store.read().await?;
    if let Some(shop) = &options.shop {
        let shop = ShopId::new(shop.as_str())?;
        shops::names(&mut tx, &shop).await?.with_context(|| no_shop(&shop))?;
    }
    let shop = options.shop.as_deref().unwrap_or_default();
    let span = complaints::Span { from: &from, to: &to, shop };
    let all = complaints::list(&mut tx, span).await?;
    let unread = numbers::unread(&mut tx, span).await?;
    let major = all.iter().filter(|listed| listed.complaint.severity == Severity::Major).count();
    let silent = all.iter().filter(|listed| !listed.complaint.contact || listed.contact_erased).count();
    let s = if all.len() == 1 { "" } else { "s" };
    say!("{} complaint{s}, {major} major, {silent} without contact", all.len());
    for listed in &all {
        say!("{}", line(listed));
    }
    if unread > 0 {
        say!(
            "Kept, but not readable yet and so not in this list: {unread}. `handover-office audit` says why."
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// One line; the clocks are those of `C4`. Who left no contact cannot be contacted nor agreed with.
fn line(listed: &Listed) -> String {
    let Listed { shop, complaint, contact_erased, captured, records } = listed;
    let clocks = Clocks::of(complaint.severity);
    let due = |ms| (*captured + TimeDelta::milliseconds(ms)).format("%Y-%m-%d %H:%M");
    let contact = match (complaint.contact, contact_erased) {
        (true, false) => {
            let (contact, agreement) = (due(clocks.first_contact), due(clocks.agreement));
            format!("contact  first contact due {contact}  agreement due {agreement}")
        }
        (true, true) => "contact erased".into(),
        (false, _) => "no contact wanted".into(),
    };
    let twins = if *records > 1 { format!("  number shared by {records} records") } else { String::new() };
    format!(
        "{}  {}  {shop}  {:19}  {:13}  {:9}  {contact}{twins}",
        complaint.number,
        captured.format(CAPTURED),
        complaint.category.word(),
        complaint.department.word(),
        complaint.severity.word(),
    )
}
