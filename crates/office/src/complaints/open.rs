//! All that was said in a complaint, for whoever has to answer it.

use super::notes::{self, Step};
use super::sealed::Sealed;
use crate::clock;
use crate::db::packages::Loaded;
use crate::db::records::{self, Kept};
use crate::db::{self, Conn, devices, numbers, quarantine};
use crate::keys::Purpose;
use crate::office::Office;
use crate::refused::Refused;
use crate::users::Reach;
use chrono::{DateTime, FixedOffset};
use handover_domain::answer::Value;
use handover_domain::complaint::Number;
use handover_domain::contact::ContactPart;
use handover_domain::ids::{OptionId, QuestionId, RecordId, ShopId};
use handover_domain::language::Language;
use handover_domain::questionnaire::Form;
use handover_domain::record::{Answer, AnswersPart, Core, Header, PartName, TextPart};
use handover_domain::slip::Slip;

/// One of the records that a number stands for.
pub struct Opening {
    /// Its shop.
    pub shop: ShopId,
    /// Its id.
    pub record: RecordId,
    /// What it says; none where it is not here any more.
    pub opened: Option<Box<Opened>>,
}

/// What a complaint's record says. A part that says nothing says why.
pub struct Opened {
    /// What stands in the open.
    pub core: Core,
    /// When it was taken, as head office corrects it.
    pub captured: DateTime<FixedOffset>,
    /// The number of its tablet.
    pub tablet: u16,
    /// Its receipt code.
    pub slip: Slip,
    /// Why it could not be read on arrival, where it could not.
    pub waiting: Option<String>,
    /// The visit it is about.
    pub around: Result<AnswersPart, String>,
    /// What the customer wrote.
    pub text: Result<TextPart, String>,
    /// What was chosen, as the customer read it.
    pub chosen: Vec<(QuestionId, String)>,
    /// How to reach them.
    pub contact: Result<ContactPart, String>,
    /// What was done about it, the earliest first.
    pub steps: Vec<Step>,
}

/// Opens every record of a number within reach. Who reads is on record, durably, before anything is read.
pub async fn open(
    office: &Office,
    number: &Number,
    reach: &Reach,
    by: &str,
    language: Language,
) -> Result<Vec<Opening>, Refused> {
    let mut tx = office.store.write().await?;
    let mut found = numbers::records(&mut tx, number).await?;
    found.retain(|(shop, _)| reach.holds(shop));
    if found.is_empty() {
        return Err(super::unknown(number));
    }
    for (shop, id) in &found {
        log(&mut tx, office, shop, *id, by).await?;
    }
    office.store.commit(tx).await?;

    let mut tx = office.store.read().await?;
    let mut loaded = Loaded::default();
    let mut openings = Vec::new();
    for (shop, record) in found {
        let opened = match records::load(&mut tx, &shop, record).await? {
            Some(kept) => Some(Box::new(read(&mut tx, office, &mut loaded, &kept, language).await?)),
            None => None,
        };
        openings.push(Opening { shop, record, opened });
    }
    Ok(openings)
}

async fn log(conn: &mut Conn, office: &Office, shop: &ShopId, id: RecordId, by: &str) -> Result<(), Refused> {
    let Some(kept) = records::load(conn, shop, id).await? else { return Ok(()) };
    for name in [PartName::Text, PartName::Contact] {
        if kept.record.parts.iter().any(|part| part.name == name && office.keys.fits(Purpose::Care, part)) {
            db::words::log_opening(conn, shop, id, name, by, clock::now()).await?;
        }
    }
    let Header { core, .. } = records::header(&kept.record.header)?;
    match &core.complaint {
        Some(complaint) => notes::log(conn, office, shop, (&complaint.number, core.mode), by).await,
        None => Ok(()),
    }
}

async fn read(
    conn: &mut Conn,
    office: &Office,
    loaded: &mut Loaded,
    kept: &Kept,
    language: Language,
) -> Result<Opened, Refused> {
    let header = records::header(&kept.record.header)?;
    let core = &header.core;
    let form = match &core.package {
        Some(package) => loaded.get(conn, package.hash).await?.and_then(|package| package.complaint.clone()),
        None => None,
    };
    let tablet = devices::by_id(conn, &core.device.to_string()).await?.map_or(0, |device| device.number);
    let offset = core.captured_at.offset().local_minus_utc().into();
    let captured = clock::local(core.captured_at.timestamp_millis().saturating_add(kept.ahead), offset);
    let sealed = Sealed::of(conn, &office.keys, kept, &header).await?;
    let around: Result<AnswersPart, String> = sealed.open(PartName::Answers, Purpose::Records);
    let text: Result<TextPart, String> = sealed.open(PartName::Text, Purpose::Care);
    // What was chosen stands with the words, for whoever answers; where those are erased, with the answers.
    let chosen = match (&text, &around) {
        (Ok(text), _) if !text.answers.is_empty() => &text.answers[..],
        (_, Ok(answers)) => &answers.answers,
        _ => &[],
    };
    let label = |answer: &Answer| Some((answer.question.clone(), label(form.as_deref(), answer, language)?));
    Ok(Opened {
        captured: captured.unwrap_or(core.captured_at),
        tablet,
        slip: Slip::of(core.seq, &kept.record.hash()),
        waiting: quarantine::reason(conn, &core.shop, core.id).await?,
        chosen: chosen.iter().filter_map(label).collect(),
        contact: sealed.open(PartName::Contact, Purpose::Care),
        steps: notes::read(conn, office, core).await?,
        around,
        text,
        core: core.clone(),
    })
}

/// What was chosen, as the customer read it; nothing where the answer is words, which stand by themselves.
fn label(form: Option<&Form>, answer: &Answer, language: Language) -> Option<String> {
    let question = form.and_then(|form| form.package.question(&answer.question));
    let of = |id: &OptionId| {
        let option = question.and_then(|question| question.option(id));
        option.map_or_else(|| id.to_string(), |option| option.label.get(language).to_owned())
    };
    match &answer.value {
        Value::Choice(id) => Some(of(id)),
        Value::Choices(ids) => Some(ids.iter().map(of).collect::<Vec<_>>().join(", ")),
        Value::Number(n) => Some(n.to_string()),
        Value::Text(text) => Some(text.clone()),
        Value::Written => None,
        Value::NotApplicable => Some("does not apply".into()),
        Value::Skipped => Some("passed over".into()),
    }
}
