//! What a record says: opened, read, and held against the questionnaire it answers.

use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError};
use crate::keys::Keys;
use handover_domain::hash::Hash;
use handover_domain::questionnaire::Package;
use handover_domain::record::{AnswersPart, Core, Header, Kind, Mode, Outcome, PartName, Record};
use std::collections::BTreeSet;

/// What a record says.
pub enum Said {
    /// Nothing that would count: an event, training, a test.
    Nothing,
    /// These answers, not yet held against their questionnaire.
    Answers(Box<Facts>),
    /// Something that cannot be read, and why.
    Unreadable(String),
}

/// A live response that was read.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Its open head.
    pub core: Core,
    /// How it ended.
    pub outcome: Outcome,
    /// The hash of the questionnaire it answers.
    pub package: Hash,
    /// Its answers.
    pub answers: AnswersPart,
}

/// Opens what head office may open on arrival.
pub fn said(record: &Record, header: &Header, keys: &Keys) -> Said {
    let core = &header.core;
    if core.kind != Kind::Response || core.mode != Mode::Live {
        return Said::Nothing;
    }
    match open(record, core, keys) {
        Ok(facts) => Said::Answers(Box::new(facts)),
        Err(reason) => Said::Unreadable(reason),
    }
}

fn open(record: &Record, core: &Core, keys: &Keys) -> Result<Facts, String> {
    let outcome = core.outcome.ok_or("the header does not say how the survey ended")?;
    let package = core.package.as_ref().ok_or("the header does not say which questionnaire was asked")?;
    let part = record
        .parts
        .iter()
        .find(|part| part.name == PartName::Answers && part.key == keys.records.id)
        .ok_or("there is no answers part sealed for head office's key")?;
    let plain = record.open(part, &keys.records.private).map_err(|e| e.to_string())?;
    let answers =
        serde_json::from_slice(&plain).map_err(|e| format!("the answers part is not readable: {e}"))?;
    Ok(Facts { core: core.clone(), outcome, package: package.hash, answers })
}

/// The facts of a response whose questionnaire is known and takes its answers; else why not.
pub async fn fitting<'a>(
    conn: &mut Conn,
    loaded: &mut Loaded,
    said: &'a Said,
) -> Result<Option<Result<&'a Facts, String>>, StoreError> {
    let facts = match said {
        Said::Nothing => return Ok(None),
        Said::Unreadable(reason) => return Ok(Some(Err(reason.clone()))),
        Said::Answers(facts) => facts,
    };
    let Some(package) = loaded.get(conn, facts.package).await? else {
        return Ok(Some(Err(format!("the questionnaire {} was never published here", facts.package))));
    };
    Ok(Some(fits(&package, &facts.answers).map(|()| &**facts)))
}

fn fits(package: &Package, part: &AnswersPart) -> Result<(), String> {
    if part.visit != package.visit {
        return Err("the answers are about another kind of visit than their questionnaire".into());
    }
    let asked: BTreeSet<_> = part.asked.iter().collect();
    let mut answered = BTreeSet::new();
    for id in &asked {
        package.question(id).ok_or_else(|| format!("the questionnaire has no question `{id}`"))?;
    }
    for answer in &part.answers {
        let id = &answer.question;
        if !asked.contains(id) || !answered.insert(id) {
            return Err(format!("`{id}` was answered without being asked, or twice"));
        }
        if package.question(id).is_none_or(|question| !question.takes(&answer.value)) {
            return Err(format!("the question `{id}` does not take the answer given to it"));
        }
    }
    Ok(())
}
