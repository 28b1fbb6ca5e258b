//! `simulate`: synthetic tablets that enrol, answer and sync through the public API.

mod client;
mod crew;
mod post;
mod serving;
mod setup;

use crate::clock;
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Context, Result, anyhow, ensure};
use chrono::{DateTime, FixedOffset};
use clap::Args;
use client::Client;
use crew::Done;
use handover_domain::wire::EnrolCode;
use handover_synthetic::Span;
use serving::Serving;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;

/// Seconds east of UTC of the synthetic showrooms.
const ZONE: i32 = 8 * 3600;

#[derive(Args)]
pub struct Options {
    /// How many shops, each with one tablet or two
    #[arg(long, default_value_t = 12, value_parser = shops)]
    shops: usize,
    /// Over how many days, up to today
    #[arg(long, default_value_t = 90, value_parser = days)]
    days: u32,
    /// Another number tells another story; the same one the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A head office that is running; without it, the one of --data is served on loopback meanwhile
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// A file with enrolment codes of that head office, one a line and tablet, where its database is not at hand
    #[arg(long, value_name = "FILE", requires = "url", conflicts_with = "shops")]
    codes: Option<PathBuf>,
    /// What time it is, so that a test can tell the same story twice
    #[arg(long, value_name = "MOMENT", hide = true)]
    now: Option<DateTime<FixedOffset>>,
}

/// Enough for a national network.
fn shops(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| (1..=2000).contains(count));
    count.ok_or_else(|| "the number of shops is from 1 to 2000".into())
}

/// Enough to compare a year with the one before.
fn days(text: &str) -> Result<u32, String> {
    let count = text.parse().ok().filter(|count| (1..=1100).contains(count));
    count.ok_or_else(|| "the number of days is from 1 to 1100".into())
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let Options { shops, days, seed, url, codes, now } = options;
    let zone = FixedOffset::east_opt(ZONE).context("The showrooms have no time zone")?;
    let now = now.unwrap_or_else(|| clock::now().fixed_offset()).with_timezone(&zone);
    let span = Span { seed, shops, days, now };
    let done = match url {
        Some(url) => elsewhere(home, &url, codes.as_deref(), span).await?,
        None => here(home, span).await?,
    };
    let Some((Done { tablets, records }, took)) = done else { return Ok(ExitCode::SUCCESS) };
    let seconds = took.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = records as f64 / seconds;
    say!("{records} records of {tablets} tablets in {seconds:.1} s: {rate:.0} a second.");
    Ok(ExitCode::SUCCESS)
}

/// With the head office of this data folder, served for as long as it takes; nothing where the shops are there already.
async fn here(home: &Home, span: Span) -> Result<Option<(Done, Duration)>> {
    let office = Arc::new(Office::open(home).await?);
    let Some(codes) = setup::make(&office, span).await? else { return Ok(None) };
    let serving = Serving::begin(Arc::clone(&office))?;
    let done = work(Client::new(&serving.url)?, span, codes).await;
    serving.end().await?;
    office.store.close().await;
    done.map(Some)
}

/// With a head office that is running.
async fn elsewhere(
    home: &Home,
    url: &str,
    codes: Option<&Path>,
    span: Span,
) -> Result<Option<(Done, Duration)>> {
    let client = Client::new(url)?;
    let codes = codes.map(read).transpose()?;
    let asked = client.clone();
    spawn_blocking(move || asked.is_there()).await??;
    let codes = match codes {
        Some(codes) => codes,
        None => match setup::make(&at_hand(home).await?, span).await? {
            Some(codes) => codes,
            None => return Ok(None),
        },
    };
    work(client, span, codes).await.map(Some)
}

async fn work(client: Client, span: Span, codes: Vec<EnrolCode>) -> Result<(Done, Duration)> {
    let begun = Instant::now();
    let done = spawn_blocking(move || crew::work(&client, span, &codes)).await??;
    Ok((done, begun.elapsed()))
}

/// The head office whose service was named.
async fn at_hand(home: &Home) -> Result<Office> {
    Office::existing(home).await.context(
        "The codes for the tablets are made in the database of the head office at --url, so name its --data or --db as \
         well; or make them there with `handover-office device code SHOP` and give them with --codes FILE. Nothing was sent",
    )
}

fn read(file: &Path) -> Result<Vec<EnrolCode>> {
    let shown = file.display();
    let text =
        fs::read_to_string(file).with_context(|| format!("{shown} cannot be read, so nothing was sent"))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let code = |(number, line): (usize, &str)| {
        EnrolCode::parse(line.trim())
            .map_err(|error| anyhow!("{shown}, line {number}: {error}. Nothing was sent."))
    };
    let codes = lines.map(code).collect::<Result<Vec<_>>>()?;
    ensure!(!codes.is_empty(), "There is no enrolment code in {shown}, so nothing was sent.");
    Ok(codes)
}
