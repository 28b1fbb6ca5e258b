//! `complaints --open`

use super::super::who;
use super::{CAPTURED, steps};
use crate::clock;
use crate::db::packages::Loaded;
use crate::db::records::{self, Kept};
use crate::db::{self, Conn, devices, erased, numbers, quarantine};
use crate::folder::Home;
use crate::keys::{Keys, Purpose};
use crate::office::Office;
use crate::terminal::{line, words};
use anyhow::{Result, bail};
use handover_domain::answer::{MAX_TEXT, Value};
use handover_domain::complaint::Number;
use handover_domain::contact::{ContactPart, MAX_NAME, MAX_PHONE};
use handover_domain::ids::{OptionId, QuestionId, RecordId, ShopId};
use handover_domain::language::Language;
use handover_domain::questionnaire::Form;
use handover_domain::record::{Answer, AnswersPart, Core, Header, Mode, PartName, PartRef, TextPart};
use handover_domain::slip::Slip;
use serde::de::DeserializeOwned;
use std::process::ExitCode;
use std::sync::Arc;

pub async fn run(home: &Home, number: &Number, language: Language) -> Result<ExitCode> {
    let office = Office::existing(home).await?;
    // Who reads is on record before anything is read.
    let mut tx = office.store.write().await?;
    let found = numbers::records(&mut tx, number).await?;
    if found.is_empty() {
        bail!(super::unknown(number));
    }
    for (shop, id) in &found {
        log(&mut tx, &office, shop, *id).await?;
    }
    office.store.commit(tx).await?;

    let mut tx = office.store.read().await?;
    let mut loaded = Loaded::default();
    if found.len() > 1 {
        say!(
            "{} records have the number {number}; the customer's time and shop tell which is meant.",
            found.len()
        );
    }
    for (shop, id) in &found {
        let Some(kept) = records::load(&mut tx, shop, *id).await? else {
            say!(
                "{number}: the record {id} of shop {shop} is not here any more; run `handover-office audit`."
            );
            continue;
        };
        print(&mut tx, &office, &mut loaded, &kept, language).await?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn log(conn: &mut Conn, office: &Office, shop: &ShopId, id: RecordId) -> Result<()> {
    let Some(kept) = records::load(conn, shop, id).await? else { return Ok(()) };
    let by = who();
    for name in [PartName::Text, PartName::Contact] {
        if kept.record.parts.iter().any(|part| part.name == name && office.keys.fits(Purpose::Care, part)) {
            db::words::log_opening(conn, shop, id, name, &by, clock::now()).await?;
        }
    }
    let Header { core, .. } = Header::parse(&kept.record.header)?;
    match &core.complaint {
        Some(complaint) => steps::log(conn, office, shop, &complaint.number, core.mode).await,
        None => Ok(()),
    }
}

async fn print(
    conn: &mut Conn,
    office: &Office,
    loaded: &mut Loaded,
    kept: &Kept,
    language: Language,
) -> Result<()> {
    let Header { core, parts } = Header::parse(&kept.record.header)?;
    head(conn, &core, kept).await?;
    let form = match &core.package {
        Some(package) => loaded.get(conn, package.hash).await?.and_then(|package| package.complaint.clone()),
        None => None,
    };
    let erased = erased::parts(conn, &core.shop, core.id).await?;
    let sealed = Sealed { keys: &office.keys, kept, parts, erased };
    let answers: Result<AnswersPart, String> = sealed.open(PartName::Answers, Purpose::Records);
    let text: Result<TextPart, String> = sealed.open(PartName::Text, Purpose::Care);
    match &answers {
        Ok(answers) => around(answers)?,
        Err(why) => say!("visit: {why}"),
    }
    match &text {
        Ok(text) => {
            for comment in &text.comments {
                say!("  {}: {}", comment.question, words(&comment.text));
            }
        }
        Err(why) => say!("words: {why}"),
    }
    // What was chosen stands with the words, for whoever answers; where those are erased, with the answers.
    let chosen = match (&text, &answers) {
        (Ok(text), _) if !text.answers.is_empty() => &text.answers[..],
        (_, Ok(answers)) => &answers.answers,
        _ => &[],
    };
    for answer in chosen {
        if let Some(label) = label(form.as_ref(), answer, language) {
            say!("  {}: {label}", answer.question);
        }
    }
    match sealed.open::<ContactPart>(PartName::Contact, Purpose::Care) {
        Ok(contact) => {
            let (name, phone) = (line(&contact.name, MAX_NAME), line(&contact.phone, MAX_PHONE));
            say!("contact: {name}, {phone} (for: {})", contact.consent);
        }
        Err(why) => say!("contact: {why}"),
    }
    steps::print(conn, office, &core).await
}

/// The parts of a record.
pub(super) struct Sealed<'a> {
    /// What opens them.
    pub keys: &'a Keys,
    /// Those that are here.
    pub kept: &'a Kept,
    /// Those that its header names.
    pub parts: Vec<PartRef>,
    /// The names of those that were erased.
    pub erased: Vec<String>,
}

impl Sealed<'_> {
    /// What a part says, or why it says nothing.
    pub fn open<T: DeserializeOwned>(&self, name: PartName, purpose: Purpose) -> Result<T, String> {
        let Some(plain) = self.keys.open_part(purpose, &self.kept.record, name) else {
            return Err(match self.parts.iter().any(|part| part.name == name) {
                _ if self.erased.contains(&name.to_string()) => "erased",
                true => "not here for head office's key",
                false => "none",
            }
            .into());
        };
        let plain = plain.map_err(|e| format!("cannot be opened: {e}"))?;
        serde_json::from_slice(&plain)
            .map_err(|e| format!("not readable: {}", line(&e.to_string(), MAX_TEXT)))
    }
}

/// What stands in the open.
async fn head(conn: &mut Conn, core: &Core, kept: &Kept) -> Result<()> {
    let tablet = devices::by_id(conn, &core.device.to_string()).await?.map_or(0, |device| device.number);
    let offset = core.captured_at.offset().local_minus_utc().into();
    let captured = clock::local(core.captured_at.timestamp_millis().saturating_add(kept.ahead), offset);
    let captured = captured.unwrap_or(core.captured_at).format(CAPTURED);
    if let Some(complaint) = &core.complaint {
        let (number, category, department) = (&complaint.number, complaint.category, complaint.department);
        say!("{number}  {captured}  {}  {category}  {department}  {}", core.shop, complaint.severity);
    }
    say!("record: {}, tablet {tablet}, receipt code {}", core.id, Slip::of(core.seq, &kept.record.hash()));
    let waiting = quarantine::reason(conn, &core.shop, core.id).await?;
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

/// What was chosen, as the customer read it; nothing where the answer is words, which stand by themselves.
fn label(form: Option<&Arc<Form>>, answer: &Answer, language: Language) -> Option<String> {
    let question = form.and_then(|form| form.package.question(&answer.question));
    let of = |id: &OptionId| {
        let option = question.and_then(|question| question.option(id));
        option.map_or_else(|| id.to_string(), |option| option.label.get(language).to_owned())
    };
    match &answer.value {
        Value::Choice(id) => Some(of(id)),
        Value::Choices(ids) => Some(ids.iter().map(of).collect::<Vec<_>>().join(", ")),
        Value::Number(n) => Some(n.to_string()),
        Value::Text(text) => Some(words(text)),
        Value::Written => None,
        Value::NotApplicable => Some("does not apply".into()),
        Value::Skipped => Some("passed over".into()),
    }
}
