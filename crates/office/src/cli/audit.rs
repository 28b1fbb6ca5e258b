//! `audit`

use super::counted;
use crate::audit::{self, Audited};
use crate::db::quarantine;
use crate::db::slips::{self, Fit};
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Context, Result};
use chrono::{DateTime, FixedOffset};
use clap::Args;
use handover_domain::hash::Hash;
use handover_domain::record::{Header, Kind, Mode, Outcome};
use handover_domain::slip::Slip;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// Look for the record of one receipt code instead
    #[arg(long, value_name = "CODE")]
    slip: Option<String>,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let office = Office::existing(home).await?;
    if let Some(code) = options.slip {
        return slip(&office, &code).await;
    }
    let mut tx = office.store.read().await?;
    let audit = audit::run(&mut tx, &office.keys).await?;
    for audited in &audit.journals {
        print(audited)?;
    }
    for finding in &audit.findings {
        say!("{finding}");
    }
    match audit.count() {
        0 => {
            let (tablets, records) = (audit.tablets, audit.records());
            say!("audit: {}, {}, chain whole", counted(tablets, "tablet"), counted(records, "record"));
            Ok(ExitCode::SUCCESS)
        }
        n => {
            say!("audit: {}", counted(n, "finding"));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn print(audited: &Audited) -> Result<()> {
    let Audited { journal, records, findings, notes, .. } = audited;
    let records = counted(*records, "record");
    let state = if findings.is_empty() { "ok" } else { "see below" };
    let (tablet, epoch) = (journal.tablet, journal.epoch.get(..8).unwrap_or(&journal.epoch));
    say!(
        "tablet {tablet} (shop {}) journal {epoch}: {records}, highest {}: {state}",
        journal.shop,
        audited.highest
    );
    for note in notes {
        say!("  note: {note}");
    }
    for finding in findings {
        say!("  tablet {tablet}: {finding}");
    }
    Ok(())
}

async fn slip(office: &Office, code: &str) -> Result<ExitCode> {
    let slip = Slip::parse(code).with_context(|| {
        format!("`{code}` is not a receipt code; read it from the slip again, like 12-7K3F-9M2X-C.")
    })?;
    let mut tx = office.store.read().await?;
    let fits = slips::fits(&mut tx, slip).await?;
    let mut whole = false;
    for Fit { tablet, shop, id, header, in_conflict } in &fits {
        let what = if *in_conflict {
            whole = true;
            "kept in conflict with another record of this id".into()
        } else if !slip.fits(slip.seq, &Hash::of(header.as_bytes())) {
            "whose header is not the one that was received: it was altered here".into()
        } else {
            whole = true;
            let read = quarantine::reason(&mut tx, shop, *id).await?.is_none();
            described(Header::parse(header).as_ref().ok(), read)
        };
        say!("found: tablet {tablet}, record {id}, {what}");
    }
    if fits.is_empty() {
        say!("no record fits {slip}: it was never received, or it was altered or removed");
        for sentence in audit::whereabouts(&mut tx, slip).await? {
            say!("  {sentence}");
        }
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn described(header: Option<&Header>, read: bool) -> String {
    let Some(header) = header else { return "its header is not readable".into() };
    let core = &header.core;
    let captured: DateTime<FixedOffset> = core.captured_at;
    let what = match (core.kind, core.outcome, &core.complaint) {
        (Kind::Response, Some(Outcome::Completed), _) => "a completed survey".into(),
        (Kind::Response, Some(Outcome::Partial), _) => "a survey left before the end".into(),
        (Kind::Response, None, _) => "a survey that does not say how it ended".into(),
        (Kind::Complaint, _, Some(complaint)) => format!("the complaint {}", complaint.number),
        (Kind::Complaint, _, None) => "a complaint without a number".into(),
        (Kind::ComplaintStep, _, _) => match &core.step {
            Some(step) => format!("the step {} of complaint {}", step.kind, step.number),
            None => "a step of a complaint".into(),
        },
        (Kind::Handover, _, _) => "a handover".into(),
        (Kind::DeviceEvent, _, _) => "an event of the tablet".into(),
    };
    let state = match core.mode {
        _ if !read => format!("{what}, kept but not readable yet"),
        Mode::Training | Mode::Test => format!("{what}, training or test, not counted"),
        Mode::Live => what,
    };
    format!("captured {}, {state}", captured.format("%Y-%m-%d %H:%M %:z"))
}
