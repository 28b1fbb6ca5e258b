//! `cargo xtask records`: a journal's worth of records for a tablet that is enrolled, as its customers would have made
//! them: asked by the session, sealed for head office, chained. For benches and tests that need thousands.

use std::fs;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono::TimeDelta;
use handover_domain::answer::Value;
use handover_domain::ids::{Epoch, PageId, RecordId};
use handover_domain::language::Language;
use handover_domain::moment;
use handover_domain::questionnaire::{Question, QuestionType};
use handover_domain::session::Kiosk;
use handover_domain::wire::{Config, Envelope, Type};
use handover_synthetic::{Chance, End, Journal, Manner, Visit, When};
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
    let first = moment::parse(FIRST).context("A moment of this program is none.")?;
    let epoch = Epoch(Uuid::from_u128(EPOCH | u128::from(seed)));
    let seals = Chance::of(seed, "seals").source().clone();
    let mut journal = Journal::new(Arc::clone(&kiosk), epoch, seals);
    let mut out = BufWriter::new(stdout().lock());
    for seq in 1..=count {
        let id = RecordId(Uuid::from_u128(EPOCH | u128::from(seed) << 32 | u128::from(seq)));
        let End::Save(draft) = Visit::walk_in(&kiosk).survey(Language::ZhCn, id, &mut Second)? else {
            bail!("A survey ended without a record.");
        };
        let when = When {
            at: first + TimeDelta::minutes(i64::try_from(seq)?),
            page: PageId(Uuid::from_u128(EPOCH)),
            page_ms: seq * 60_000,
            suspect: false,
        };
        let (written, _) = journal.draft(&draft, when)?;
        writeln!(out, "{id} {} {}", written.tip.hash, written.record.to_json())?;
    }
    writeln!(out, "{count} {epoch} {count} {}", journal.tip().hash)?;
    Ok(())
}

/// A customer who answers whatever is asked, mostly with the second option, and writes a sentence.
struct Second;

impl Manner for Second {
    fn pause_ms(&mut self) -> u64 {
        2100
    }

    fn answer(&mut self, question: &Question) -> Value {
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
}
