//! A complaint's words and contact, opened with the shop's six words by the shop manager; that they were opened is written
//! down before they are shown. What is opened lives in memory, as long as its screen.

use super::desk::Desk;
use super::lock::{self, Tried};
use super::tools::tools;
use super::{books, words};
use crate::browser::log::warn;
use crate::browser::secrets;
use handover_domain::answer::Value;
use handover_domain::complaint::{Complaint, Number};
use handover_domain::contact::ContactPart;
use handover_domain::ids::KeyId;
use handover_domain::language::Language;
use handover_domain::record::{Answer, EventPart, Happened, PartName, Record, TextPart};
use handover_domain::session::Kiosk;
use handover_domain::wire::Role;
use handover_tablet::Storage;
use leptos::prelude::*;

/// What was said, in lines: what it is about, and the words.
pub(super) type Opened = Vec<(String, String)>;

/// Why nothing was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// Whoever asks is no manager, or nobody is there.
    NotYou,
    /// The words were not tried, or not the right ones.
    Words(Tried),
    /// It is not in this tablet's journal.
    Elsewhere,
    /// It was not sealed for the shop.
    NotForShop,
    /// It is there, and does not open.
    Unreadable,
}

/// Whether a complaint could be opened here.
pub(super) async fn look(desk: Desk, complaint: &Complaint) -> Result<(), Closed> {
    sealed(desk, complaint).await.map(|_| ())
}

/// Opens a complaint with the six words.
pub(super) async fn open(desk: Desk, complaint: &Complaint, typed: &str) -> Result<Opened, Closed> {
    let manager = desk.who.get_untracked().filter(|person| person.role == Role::Manager);
    let manager = manager.ok_or(Closed::NotYou)?;
    let kiosk = desk.kiosk.get_untracked().ok_or(Closed::NotYou)?;
    let (record, key) = sealed(desk, complaint).await?;
    let shop_key = kiosk.config.shop_key.as_ref().ok_or(Closed::NotForShop)?;
    match lock::begin(desk, &manager.id).await {
        Tried::Right => {}
        not_now => return Err(Closed::Words(not_now)),
    }
    let spelled = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let private = secrets::open(shop_key, &spelled).await.map_err(|error| {
        warn("the shop's key could not be opened", &error);
        Closed::Unreadable
    })?;
    let happened = if private.is_some() { Happened::Opened } else { Happened::WrongWords };
    let number: Option<Number> = Some(complaint.number.clone());
    let event = EventPart { person: Some(manager.id.clone()), number, ..EventPart::of(happened) };
    if let Err(error) = desk.note(event).await {
        warn("that it was opened was not written down, so it was not", &error);
        return Err(Closed::Words(Tried::NotWritten));
    }
    let Some(private) = private else { return Err(Closed::Words(Tried::Wrong)) };
    lock::end(desk, &manager.id).await;
    let language = desk.language.get_untracked();
    read(&record, &key, &private, &kiosk, language).ok_or(Closed::Unreadable)
}

/// The record of a complaint, where it lies here and was sealed for the shop's key of now.
async fn sealed(desk: Desk, complaint: &Complaint) -> Result<(Record, KeyId), Closed> {
    let tools = tools().ok_or(Closed::Elsewhere)?;
    let at = desk.books.with_untracked(|books| books.place_of(complaint)).ok_or(Closed::Elsewhere)?;
    let place = books::place(&tools, at).ok_or(Closed::Elsewhere)?;
    let text = tools.store.record(place).await.map_err(|error| {
        warn("the complaint's record cannot be read", &error);
        Closed::Unreadable
    })?;
    let text = text.ok_or(Closed::Elsewhere)?;
    let record = Record::parse(&text).ok_or(Closed::Unreadable)?;
    let key = desk.kiosk.with_untracked(|kiosk| {
        kiosk.as_ref().and_then(|kiosk| kiosk.config.shop_key.as_ref()).map(|key| KeyId::of(&key.public_key))
    });
    let key = key.filter(|key| record.parts.iter().any(|part| part.key == *key));
    Ok((record, key.ok_or(Closed::NotForShop)?))
}

fn read(record: &Record, key: &KeyId, private: &[u8], kiosk: &Kiosk, language: Language) -> Option<Opened> {
    let words = words::of(language);
    let mut lines = Vec::new();
    for part in record.parts.iter().filter(|part| part.key == *key) {
        let plain = record.open_own(part, private)?;
        match part.name {
            PartName::Text => {
                let text = TextPart::parse(&plain).ok()?;
                lines.extend(text.answers.iter().filter_map(|answer| said(kiosk, language, answer)));
                for comment in text.comments {
                    lines.push((asked(kiosk, language, &comment.question.to_string()), comment.text));
                }
            }
            PartName::Contact => {
                let contact = ContactPart::parse(&plain).ok()?;
                lines.push((words.name_label.to_owned(), contact.name));
                lines.push((words.phone_label.to_owned(), contact.phone));
            }
            _ => {}
        }
    }
    Some(lines)
}

/// The question of a form, in whichever package has it; else its id.
fn asked(kiosk: &Kiosk, language: Language, id: &str) -> String {
    let mut questions = kiosk.forms().flat_map(|form| &form.package.questions);
    let found = questions.find(|question| question.id.as_str() == id);
    found.map_or_else(|| id.to_owned(), |question| question.text.get(language).to_owned())
}

/// What was chosen, in words; what was written comes with the comments.
fn said(kiosk: &Kiosk, language: Language, answer: &Answer) -> Option<(String, String)> {
    let id = answer.question.to_string();
    let mut questions = kiosk.forms().flat_map(|form| &form.package.questions);
    let question = questions.find(|question| question.id == answer.question);
    let label = |chosen: &handover_domain::ids::OptionId| {
        let option = question.and_then(|question| question.option(chosen));
        option.map_or_else(|| chosen.to_string(), |option| option.label.get(language).to_owned())
    };
    let words = match &answer.value {
        Value::Choice(chosen) => label(chosen),
        Value::Choices(all) => all.iter().map(label).collect::<Vec<_>>().join(", "),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Written | Value::NotApplicable | Value::Skipped => return None,
    };
    Some((asked(kiosk, language, &id), words))
}
