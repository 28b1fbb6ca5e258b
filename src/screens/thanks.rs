//! It is safe: thanks, what happens next by when, and a slip to take home.

use super::ui::Ui;
use crate::components::{
    Look, button, drawing, element, fixed, group, heading, line, live, nothing, plain, word,
};
use crate::texts::{self, Texts};
use chrono::{DateTime, FixedOffset, TimeDelta, Timelike};
use handover_domain::complaint::{Clocks, Complaint, HOUR_MS};
use handover_domain::session::{Event, Receipt, Session, State};
use leptos::prelude::*;
use std::sync::Arc;

/// What of a thank-you is shown; the rest may hold a whole survey that goes on behind it.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each of these lines is there or not")]
struct Shown {
    receipts: Vec<Receipt>,
    raised: bool,
    offers_complaint: bool,
    has_complaint: bool,
    goes_on: bool,
}

fn shown(session: &Session) -> Shown {
    match session.state.underneath() {
        State::Thanks(thanks) => Shown {
            receipts: thanks.receipts.clone(),
            raised: thanks.raised,
            offers_complaint: thanks.offers_complaint(),
            has_complaint: thanks.complaint().is_some(),
            goes_on: thanks.back.is_some(),
        },
        _ => Shown::default(),
    }
}

/// The thank-you.
pub fn thanks(ui: Ui) -> AnyView {
    let thanks = Arc::new(ui.now(shown));
    let Some(last) = thanks.receipts.last() else { return nothing() };
    let complained = last.complaint.is_some();
    let title = ui.say(if complained { |t| t.complaint_title } else { |t| t.thanks_title });
    let mut said = vec![heading(title)];
    let told = Arc::clone(&thanks);
    let promised = live(ui.read(move |session| {
        let promises = promises(&told.receipts, texts::of(session.language));
        group("promises", promises.iter().map(|promise| line("lead", says(promise))).collect())
    }));
    if complained {
        said.push(promised);
    } else {
        said.push(line("lead", ui.say(|t| t.thanks_note)));
        if thanks.has_complaint {
            said.push(promised);
        }
        if thanks.raised {
            said.push(line("lead", ui.say(|t| t.raised)));
        }
    }
    let mut ways = Vec::new();
    if thanks.offers_complaint {
        said.push(line("lead", ui.say(|t| t.offer)));
        ways.push(button(Look::Other, ui.say(|t| t.complain), ui.complaining()));
    }
    let done = if thanks.goes_on { ui.say(|t| t.go_on) } else { ui.say(|t| t.done) };
    ways.insert(0, button(Look::Main, done, ui.telling(|| Event::Finished)));
    said.push(group("answers", ways));
    let slip = live(ui.read(move |session| slip(ui, session, &thanks.receipts)));
    plain(vec![group("closing", vec![group("said", said), slip])])
}

fn says(words: &str) -> crate::components::Live<String> {
    let words = words.to_owned();
    Arc::new(move || words.clone())
}

/// What happens next with the last complaint of this visit, by when (`C4`, `Q7`).
fn promises(receipts: &[Receipt], texts: &Texts) -> Vec<String> {
    let mut complained =
        receipts.iter().rev().filter_map(|receipt| Some((receipt, receipt.complaint.as_ref()?)));
    let Some((receipt, complaint)) = complained.next() else { return Vec::new() };
    if !complaint.contact {
        return vec![texts.no_contact.to_owned()];
    }
    let clocks = Clocks::of(complaint.severity);
    let by = |ms| moment(receipt.at, ms, texts);
    vec![
        (texts.contact_by)(clocks.first_contact / HOUR_MS, &by(clocks.first_contact)),
        (texts.answer_by)(&by(clocks.agreement)),
    ]
}

/// A moment so many milliseconds later, as one says it today.
fn moment(at: DateTime<FixedOffset>, later_ms: i64, texts: &Texts) -> String {
    let then = at + TimeDelta::milliseconds(later_ms);
    let days = (then.date_naive() - at.date_naive()).num_days();
    (texts.moment)(days, &format!("{}:{:02}", then.hour(), then.minute()))
}

/// The slip: codes, how to have data erased, and all of it as a QR code for the customer's phone.
fn slip(ui: Ui, session: &Session, receipts: &[Receipt]) -> AnyView {
    let texts = texts::of(session.language);
    let Some(last) = receipts.last() else { return nothing() };
    let mut carried = vec![super::attract::shop_name(session)];
    let mut parts = Vec::new();
    for Complaint { number, .. } in receipts.iter().filter_map(|receipt| receipt.complaint.as_ref()) {
        parts.push(code(texts.number_label, "data-complaint", &number.to_string()));
        carried.push(format!("{} {number}", texts.number_label));
    }
    let promised = promises(receipts, texts);
    let note = if promised.is_empty() { texts.receipt_note } else { texts.erase };
    carried.extend(promised);
    let receipt = last.slip.to_string();
    parts.push(code(texts.receipt_label, "data-receipt", &receipt));
    carried.push(format!("{} {receipt}", texts.receipt_label));
    carried.push(note.to_owned());
    let words = group("slip-words", [parts, vec![line("note", says(note))]].into_iter().flatten().collect());
    let code = ui.code(carried.join("\n"));
    let picture = live(Arc::new(move || {
        code().map_or_else(nothing, |(width, picture)| drawing("qr", width, width, &picture))
    }));
    let code = vec![group("qr-place", vec![picture]), line("note", says(texts.take_home))];
    group("slip", vec![words, group("slip-code", code)])
}

fn code(label: &str, name: &'static str, code: &str) -> AnyView {
    let attributes = vec![fixed("class", "slip-number"), fixed(name, code)];
    group("slip-line", vec![line("note", says(label)), element("p", attributes, vec![word(code)])])
}
