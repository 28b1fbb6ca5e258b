//! `complaints step`

use crate::complaints::{self, Ask, number};
use crate::db::complaints::Listed;
use crate::folder::Home;
use crate::office::Office;
use crate::users::Reach;
use anyhow::Result;
use clap::Args;
use handover_domain::complaint::{Remedy, Step, StepKind};
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
    let step = Step { number, kind: options.kind, remedy: options.remedy, by };
    let ask = Ask { id: RecordId(Uuid::now_v7()), step, note: options.note.clone() };
    let office = Office::existing(home).await?;
    let Listed { shop, course, .. } =
        complaints::step(&office, ask, &Reach::Everywhere, &Reach::Everywhere).await?;
    let number = course.complaint.number;
    say!("Complaint {number}: {} is noted. The tablets of shop {shop} learn it.", options.kind);
    Ok(ExitCode::SUCCESS)
}
