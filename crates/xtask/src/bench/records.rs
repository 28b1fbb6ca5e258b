//! `cargo xtask records`: a journal's worth of records for a tablet that is enrolled, as its customers would have made
//! them: asked by the session, sealed for head office, chained. For benches and tests that need thousands.

use std::fs;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use chrono::TimeDelta;
use handover_domain::answer::Value;
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, PageId, RecordId};
use handover_domain::language::Language;
use handover_domain::moment;
use handover_domain::questionnaire::{Question, QuestionType, Role};
use handover_domain::record::{Core, Kind, OpenPart, Outcome, PartName, Record};
use handover_domain::seal::Prepared;
use handover_domain::session::{Draft, Effect, Event, Given, Kiosk, Session, State, update};
use handover_domain::wire::{Config, Envelope, Type, Use};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use uuid::Uuid;

/// The beginning of an epoch and of a record id, in which its place fills the rest.
const EPOCH: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0000;
/// The first of them was captured then; one a minute follows.
const FIRST: &str = "2026-11-01T09:00:00+08:00";

/// Prints so many records, one a line: id, hash, text; and, last, the journal's head as the store keeps it.
pub fn print(config: &Path, count: u64, seed: u64) -> Result<()> {
    let envelope = fs::read(config).with_context(|| format!("{} cannot be read.", config.display()))?;
    let opened = Envelope::parse(&envelope).and_then(|envelope| envelope.open(Type::Config))?;
    let kiosk = Arc::new(Kiosk::new(Config::parse(&opened.payload)?)?);
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let epoch = Epoch(Uuid::from_u128(EPOCH | u128::from(seed)));
    let mut out = BufWriter::new(stdout().lock());
    let mut prev = Hash::NONE;
    for seq in 1..=count {
        let id = RecordId(Uuid::from_u128(EPOCH | u128::from(seed) << 32 | u128::from(seq)));
        let draft = asked(&kiosk, id)?;
        let core = open_head(&kiosk, &draft, epoch, seq, prev)?;
        let record = sealed(&kiosk, &core, &draft, &mut random)?;
        prev = record.hash();
        writeln!(out, "{id} {prev} {}", record.to_json())?;
    }
    writeln!(out, "{count} {epoch} {count} {prev}")?;
    Ok(())
}

/// One customer, who answers whatever is asked and writes a sentence.
fn asked(kiosk: &Arc<Kiosk>, record: RecordId) -> Result<Arc<Draft>> {
    let mut session = Session::new(Language::ZhCn);
    let mut events =
        vec![Event::Agreed, Event::Start(Language::ZhCn), Event::Started(Some(Arc::clone(kiosk)))];
    for tap in 0_u64.. {
        let event = match (events.pop(), &session.state) {
            (Some(event), _) => event,
            (None, State::Asking(asking)) if asking.survey.question().role == Role::Group => {
                Event::GroupsNamed(Vec::new())
            }
            (None, State::Asking(asking)) => Event::Answered(answer(asking.survey.question())),
            (None, state) => return Err(anyhow!("The survey ends at `{}`.", state.name())),
        };
        let (next, effects) = update(session, event, Given { now_ms: tap * 2100, record });
        session = next;
        if let Some(Effect::Save(draft)) = effects.into_iter().next() {
            return Ok(draft);
        }
    }
    unreachable!("every survey has an end")
}

fn answer(question: &Question) -> Value {
    match question.kind {
        QuestionType::Text => Value::Text("洗车很干净，等的时间有点长。".into()),
        QuestionType::Nps => Value::Number(8),
        QuestionType::Number => Value::Number(question.range.map_or(1, |(min, _)| min)),
        _ => question.options.get(1).map_or(Value::Skipped, |option| match question.kind {
            QuestionType::Multi => Value::Choices(vec![option.id.clone()]),
            _ => Value::Choice(option.id.clone()),
        }),
    }
}

fn open_head(kiosk: &Kiosk, draft: &Draft, epoch: Epoch, seq: u64, prev: Hash) -> Result<Core> {
    let first = moment::parse(FIRST).context("A moment of this program is none.")?;
    Ok(Core {
        protocol: handover_domain::PROTOCOL,
        id: draft.record,
        shop: kiosk.config.shop.clone(),
        device: kiosk.config.device,
        epoch,
        seq,
        prev,
        kind: Kind::Response,
        outcome: Some(Outcome::Completed),
        mode: kiosk.config.mode,
        captured_at: first + TimeDelta::minutes(i64::try_from(seq)?),
        page_id: PageId(Uuid::from_u128(EPOCH)),
        page_ms: seq * 60_000,
        clock_suspect: false,
        app: env!("CARGO_PKG_VERSION").into(),
        complaint: None,
        step: None,
        handover: None,
        package: Some(draft.package.clone()),
        notice: Some(kiosk.config.notice),
    })
}

fn sealed(kiosk: &Kiosk, core: &Core, draft: &Draft, random: &mut ChaCha20Rng) -> Result<Record> {
    let mut part = |name, purpose, plain: String| {
        let readers: Result<Vec<Prepared>, _> =
            kiosk.recipients(purpose).map(|recipient| recipient.prepare(random)).collect();
        readers.map(|readers| OpenPart { name, plain: plain.into_bytes(), readers })
    };
    let mut parts = vec![part(PartName::Answers, Use::Records, draft.answers.to_json())?];
    if let Some(text) = &draft.text {
        parts.push(part(PartName::Text, Use::Care, text.to_json())?);
    }
    Ok(Record::write(core, parts)?)
}
