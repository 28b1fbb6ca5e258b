//! `complaints step`

use super::{number, unknown};
use crate::arrival::remedy_fits;
use crate::clock;
use crate::db::complaints::{self, Listed};
use crate::db::{Conn, feeds, numbers, steps};
use crate::folder::Home;
use crate::office::Office;
use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use handover_domain::answer::{MAX_TEXT, clean};
use handover_domain::complaint::{NotNow, Number, Remedy, Step, StepKind};
use handover_domain::ids::{PersonId, RecordId};
use std::process::ExitCode;
use uuid::Uuid;

#[derive(Args)]
pub struct Options {
    /// The number of the complaint
    number: String,
    /// What was done: `passed_on`, `contacted`, `confirmed`, `cause_found`, `remedy_chosen`, `remedy_approved`, `agreed`,
    /// `carried_out`, `satisfied` or `not_satisfied`
    #[arg(value_parser = kind)]
    kind: StepKind,
    /// Who did it, by an id as `staff list` shows them, or one of head office's own
    #[arg(long, value_name = "PERSON")]
    by: String,
    /// Which remedy was chosen: replace, repair, compensate or explain
    #[arg(long, value_parser = remedy)]
    remedy: Option<Remedy>,
    /// What is worth knowing about it
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
}

fn kind(word: &str) -> Result<StepKind, String> {
    let known = || StepKind::ALL.map(StepKind::word).join(", ");
    StepKind::from_word(&word.replace('-', "_")).ok_or_else(|| format!("the steps are {}", known()))
}

fn remedy(word: &str) -> Result<Remedy, String> {
    let known = || Remedy::ALL.map(Remedy::word).join(", ");
    Remedy::from_word(word).ok_or_else(|| format!("the remedies are {}", known()))
}

pub async fn run(home: &Home, options: &Options) -> Result<ExitCode> {
    let number = number(&options.number)?;
    let by = PersonId::new(options.by.as_str())?;
    let step = Step { number: number.clone(), kind: options.kind, remedy: options.remedy, by };
    let step = remedy_fits(step).map_err(|_| anyhow!(unfit(options.kind)))?;
    let note = options.note.as_deref().map(|note| clean(note, MAX_TEXT)).filter(|note| !note.is_empty());
    let office = Office::existing(home).await?;
    let mut tx = office.store.write().await?;
    let Listed { shop, course, .. } = find(&mut tx, &number).await?;
    if let Err(why) = course.may(step.kind, true) {
        bail!("{} Nothing was noted.", refusal(why, &number, step.kind));
    }
    steps::add_own(&mut tx, &shop, RecordId(Uuid::now_v7()), &step, note, clock::now()).await?;
    feeds::changed(&mut tx, &shop).await?;
    office.store.commit(tx).await?;
    say!("Complaint {number}: {} is noted. The tablets of shop {shop} learn it.", step.kind);
    Ok(ExitCode::SUCCESS)
}

fn unfit(kind: StepKind) -> &'static str {
    if kind == StepKind::RemedyChosen {
        "A remedy that was chosen has a name; say which with --remedy. Nothing was noted."
    } else {
        "Only remedy_chosen takes --remedy. Nothing was noted."
    }
}

/// The one complaint of this number that is in the list.
async fn find(conn: &mut Conn, number: &Number) -> Result<Listed> {
    let mut found = complaints::of_number(conn, number).await?;
    let records = numbers::records(conn, number).await?;
    match (found.len(), records.len()) {
        (_, 0) => bail!(unknown(number)),
        (0, _) => bail!(
            "Complaint {number} is in no list, since it was made in training or as a test or cannot be read yet, so nothing \
             was noted."
        ),
        (1, 1) => found.pop().context("one complaint was found"),
        (_, several) => bail!(
            "{several} records have the number {number}, so nothing was noted: it does not say which complaint is meant."
        ),
    }
}

fn refusal(why: NotNow, number: &Number, kind: StepKind) -> String {
    match why {
        NotNow::Closed => format!("Complaint {number} is closed."),
        NotNow::Before => format!("{kind} was noted for complaint {number} before."),
        NotNow::NoRemedy => {
            format!("No remedy was chosen for complaint {number} yet, which comes before {kind}.")
        }
        NotNow::NotApproved => {
            format!("The remedy of complaint {number} was not approved yet, which comes before {kind}.")
        }
        NotNow::NoContact => {
            format!(
                "The customer of complaint {number} cannot be contacted: no contact was left, or it was erased."
            )
        }
        NotNow::ManagerOnly => format!("Only a manager notes {kind}."),
    }
}
