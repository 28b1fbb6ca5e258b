//! `calls note`

use super::{called, when};
use crate::calls::{About, Noted, Outcome, Survey, Wish, Words, note};
use crate::cli::who;
use crate::clock;
use crate::complaints;
use crate::db::word;
use crate::folder::Home;
use crate::office::Office;
use crate::users::Reach;
use anyhow::{Context, Result, bail};
use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone};
use clap::Args;
use handover_domain::ids::{OrderRef, PersonId, RecordId, ShopId};
use handover_domain::moment;
use std::process::ExitCode;
use uuid::Uuid;

#[derive(Args)]
pub struct Options {
    /// The order that the call was about
    #[arg(long, required_unless_present = "complaint", conflicts_with = "complaint")]
    order: Option<String>,
    /// The number of the complaint that it was about
    #[arg(long, value_name = "NUMBER")]
    complaint: Option<String>,
    /// The shop, where more than one has this order
    #[arg(long)]
    shop: Option<String>,
    /// The call was about why the customer stopped coming, not about the last visit
    #[arg(long, conflicts_with = "corrects")]
    lapsed: bool,
    /// Who called, by an id as `staff list` shows them, or one of head office's own
    #[arg(long, value_name = "PERSON")]
    by: String,
    /// What came of it
    #[arg(long, value_enum)]
    outcome: Outcome,
    /// When, as 2026-11-26 14:05 by this machine's clock, or 2026-11-26T14:05:00+08:00; without it, now
    #[arg(long, value_name = "TIME", value_parser = time)]
    at: Option<DateTime<FixedOffset>>,
    /// When the customer is to be called again, written likewise
    #[arg(long, value_name = "TIME", value_parser = time)]
    again_at: Option<DateTime<FixedOffset>>,
    /// How much of a survey was answered
    #[arg(long, value_enum, default_value = "none")]
    survey: Survey,
    /// What was said; sealed, and read with `calls open` only
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// What is next; sealed likewise
    #[arg(long, value_name = "WORDS")]
    next: Option<String>,
    /// Something could not be answered at once and goes to the supervisor, to be answered within two days
    #[arg(long)]
    supervisor: bool,
    /// An entry that was wrong and that this one stands for
    #[arg(long, value_name = "ID")]
    corrects: Option<RecordId>,
    /// The id of the entry, so that the same call is noted once however often this is run; without it, a new one
    #[arg(long, value_name = "ID")]
    id: Option<RecordId>,
}

fn time(text: &str) -> Result<DateTime<FixedOffset>, String> {
    let here = || {
        let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok()?;
        Some(Local.from_local_datetime(&naive).earliest()?.fixed_offset())
    };
    moment::parse(text)
        .or_else(here)
        .ok_or_else(|| "write a time as 2026-11-26 14:05, or as 2026-11-26T14:05:00+08:00".into())
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let about = match (&options.order, &options.complaint) {
        (Some(order), _) => About::Order(OrderRef::new(order.as_str()).context("Nothing was noted")?),
        (None, Some(number)) => About::Complaint(complaints::number(number)?),
        (None, None) => bail!("Say with --order or --complaint what the call was about; nothing was noted."),
    };
    let now = clock::now();
    let wish = Wish {
        id: options.id.unwrap_or_else(|| RecordId(Uuid::now_v7())),
        about,
        shop: options.shop.map(ShopId::new).transpose().context("Nothing was noted")?,
        lapsed: options.lapsed,
        at: options.at.unwrap_or_else(|| now.with_timezone(&Local).fixed_offset()),
        by: PersonId::new(options.by).context("Nothing was noted")?,
        outcome: options.outcome,
        survey: options.survey,
        again: options.again_at,
        supervisor: options.supervisor,
        corrects: options.corrects,
        words: Words::typed(options.note.as_deref(), options.next.as_deref()),
    };
    let office = Office::existing(home).await?;
    let mut tx = office.store.write().await?;
    let Noted { call, new, next } =
        note(&mut tx, &office.keys, wish, &Reach::Everywhere, &who(), now).await?;
    office.store.commit(tx).await?;
    if !new {
        say!("Call {} was noted before, and just so; nothing changed.", call.id);
        return Ok(ExitCode::SUCCESS);
    }
    let (kind, outcome) = (called(call.kind), word(&call.outcome));
    say!("{kind} about {} of shop {} is noted: {outcome}. Call {}.", call.about, call.shop, call.id);
    if let Some(due) = next {
        say!("The next call, {}, is due {}.", called(due.kind), when(&due));
    }
    Ok(ExitCode::SUCCESS)
}
