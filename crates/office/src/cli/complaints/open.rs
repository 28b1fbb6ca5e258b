//! `complaints --open`

use super::super::who;
use super::CAPTURED;
use crate::complaints::{self, Opened, Opening, Step};
use crate::folder::Home;
use crate::office::Office;
use crate::terminal::{line, words};
use crate::users::Reach;
use anyhow::Result;
use handover_domain::complaint::Number;
use handover_domain::contact::{MAX_NAME, MAX_PHONE};
use handover_domain::ids::QuestionId;
use handover_domain::language::Language;
use handover_domain::record::{AnswersPart, Mode};
use std::process::ExitCode;

pub async fn run(home: &Home, number: &Number, language: Language) -> Result<ExitCode> {
    let office = Office::existing(home).await?;
    let found = complaints::open(&office, number, &Reach::Everywhere, &who(), language).await?;
    if found.len() > 1 {
        say!(
            "{} records have the number {number}; the customer's time and shop tell which is meant.",
            found.len()
        );
    }
    for Opening { shop, record, opened } in &found {
        match opened {
            Some(opened) => print(opened)?,
            None => say!(
                "{number}: the record {record} of shop {shop} is not here any more; run `handover-office audit`."
            ),
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print(opened: &Opened) -> Result<()> {
    head(opened)?;
    match &opened.around {
        Ok(answers) => around(answers)?,
        Err(why) => say!("visit: {why}"),
    }
    match &opened.text {
        Ok(text) => {
            for comment in &text.comments {
                say!("  {}: {}", comment.question, words(&comment.text));
            }
        }
        Err(why) => say!("words: {why}"),
    }
    for (question, label) in &opened.chosen {
        say!("  {question}: {}", words(label));
    }
    match &opened.contact {
        Ok(contact) => {
            let (name, phone) = (line(&contact.name, MAX_NAME), line(&contact.phone, MAX_PHONE));
            say!("contact: {name}, {phone} (for: {})", contact.consent);
        }
        Err(why) => say!("contact: {why}"),
    }
    if opened.core.complaint.is_some() {
        steps(&opened.steps)?;
    }
    Ok(())
}

/// What stands in the open.
fn head(Opened { core, captured, tablet, slip, waiting, .. }: &Opened) -> Result<()> {
    if let Some(complaint) = &core.complaint {
        let (number, category, department) = (&complaint.number, complaint.category, complaint.department);
        let captured = captured.format(CAPTURED);
        say!("{number}  {captured}  {}  {category}  {department}  {}", core.shop, complaint.severity);
    }
    say!("record: {}, tablet {tablet}, receipt code {slip}", core.id);
    match (core.mode, waiting) {
        (Mode::Training | Mode::Test, _) => say!("mode: {}, so it is in no list", core.mode),
        (Mode::Live, Some(why)) => say!("it is in no list yet, since it could not be read: {why}"),
        (Mode::Live, None) => {}
    }
    Ok(())
}

/// What surrounds the complaint: the visit, and the survey it came from.
fn around(answers: &AnswersPart) -> Result<()> {
    let AnswersPart { visit, channel, language, advisor, order, origin, .. } = answers;
    let order = order.as_ref().map_or(String::new(), |order| format!(", handover {order}"));
    let advisor = advisor.as_ref().map_or(String::new(), |advisor| format!(", advisor {advisor}"));
    say!("visit: {visit}{order}{advisor}, taken on the {channel} in {language}");
    let asked = |question: &QuestionId| format!(", at the question {question}");
    match origin {
        Some(origin) => say!(
            "came from: the survey {}{}",
            origin.record,
            origin.question.as_ref().map_or(String::new(), asked)
        ),
        None => say!("came from: no survey"),
    }
    Ok(())
}

/// What was done, by whom, and what was written about it.
fn steps(steps: &[Step]) -> Result<()> {
    say!("{}", if steps.is_empty() { "steps: none yet" } else { "steps:" });
    for Step { taken, name, note } in steps {
        let done = &taken.done;
        let at = done.at.moment().map(|at| at.format(CAPTURED).to_string()).unwrap_or_default();
        let remedy = done.remedy.map_or(String::new(), |remedy| format!(": {remedy}"));
        let name = name.as_ref().map_or(String::new(), |name| format!(" {}", line(name, MAX_NAME)));
        let whence = if taken.own { ", at head office" } else { "" };
        say!("  {at}  {}{remedy}  by {}{name}{whence}", done.kind, done.by);
        match note {
            Some(Ok(note)) => say!("    {}", words(note)),
            Some(Err(why)) => say!("    (note: {why})"),
            None => {}
        }
    }
    Ok(())
}
