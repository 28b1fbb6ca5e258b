//! `complaints`, without more

use super::CAPTURED;
use super::Options;
use crate::cli::known;
use crate::clock;
use crate::db::complaints::{self, Listed};
use crate::db::numbers;
use crate::folder::Home;
use crate::office::Office;
use crate::users::Reach;
use anyhow::Result;
use chrono::{DateTime, Utc};
use handover_domain::complaint::{Course, Deadline, Severity, StepKind};
use handover_domain::ids::ShopId;
use std::process::ExitCode;

pub async fn run(home: &Home, options: &Options) -> Result<ExitCode> {
    let (from, to) = options.span.read()?;
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let mut reach = Reach::Everywhere;
    if let Some(shop) = &options.shop {
        let shop = ShopId::new(shop.as_str())?;
        known::shop(&mut tx, &shop).await?;
        reach = Reach::Shops([shop].into());
    }
    let span = complaints::Span { from: &from, to: &to, reach: &reach };
    let all = complaints::list(&mut tx, span).await?;
    let unread = numbers::unread(&mut tx, span).await?;
    let now = clock::now();
    let count = |which: &dyn Fn(&Course) -> bool| all.iter().filter(|listed| which(&listed.course)).count();
    let major = count(&|course| course.complaint.severity == Severity::Major);
    let silent = count(&|course| !course.complaint.contact);
    let late = count(&|course| is_late(course, now));
    let s = if all.len() == 1 { "" } else { "s" };
    say!("{} complaint{s}, {major} major, {silent} without contact, {late} overdue", all.len());
    for listed in &all {
        say!("{}", line(listed, now));
    }
    if unread > 0 {
        say!(
            "Kept, but not readable yet and so not in this list: {unread}. `handover-office audit` says why."
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// One line, with the clock of `C4` that runs out next or ran out first.
fn line(listed: &Listed, now: DateTime<Utc>) -> String {
    let Listed { shop, course, captured, contact_erased, records, .. } = listed;
    let complaint = &course.complaint;
    let contact = match (complaint.contact, contact_erased) {
        (true, _) => "contact",
        (false, true) => "contact erased",
        (false, false) => "no contact wanted",
    };
    let twins = if *records > 1 { format!("  number shared by {records} records") } else { String::new() };
    format!(
        "{}  {}  {shop}  {:19}  {:13}  {:9}  {contact}  {}{twins}",
        complaint.number,
        captured.format(CAPTURED),
        complaint.category.word(),
        complaint.department.word(),
        complaint.severity.word(),
        state(course, now),
    )
}

fn is_late(course: &Course, now: DateTime<Utc>) -> bool {
    !course.is_closed() && course.next().is_some_and(|clock| clock.left_ms(now.fixed_offset()) < 0)
}

/// Where it stands: how it ended, or what is due.
fn state(course: &Course, now: DateTime<Utc>) -> String {
    if course.is_closed() {
        let last = course.first(&[StepKind::Satisfied, StepKind::NotSatisfied]);
        let last = last.or_else(|| course.first(&[StepKind::CarriedOut]));
        return last.map_or_else(
            || "closed".into(),
            |last| {
                let day = last.at.moment().map(|at| at.format("%Y-%m-%d").to_string()).unwrap_or_default();
                format!("closed {day}, {}", last.kind.word().replace('_', " "))
            },
        );
    }
    let Some(clock) = course.next() else { return "nothing due".into() };
    let what = match clock.deadline {
        Deadline::ToDepartment => "to the department",
        Deadline::FirstContact => "first contact",
        Deadline::Agreement => "agreement",
        Deadline::Revisit => "revisit",
    };
    let state = if is_late(course, now) { "overdue since" } else { "due" };
    format!("{what} {state} {}", clock.due.format("%Y-%m-%d %H:%M"))
}
