//! What a record says: opened, read, and held against the questions it answers.

use super::content::content;
use super::event::{self, Event};
use super::handover::{self, Handed};
use super::step::{self, Did};
use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError};
use crate::keys::Keys;
use handover_domain::complaint::Complaint;
use handover_domain::hash::Hash;
use handover_domain::questionnaire::Package;
use handover_domain::record::{AnswersPart, Core, Header, Kind, Mode, Outcome, PartName, Record};
use std::collections::BTreeSet;

/// What a record says.
pub enum Said {
    /// Nothing that would count: training, a test.
    Nothing,
    /// This, not yet held against its questionnaire.
    Something(Box<Facts>),
    /// What happened to the tablet; it never counts, so its mode does not matter.
    Happened(Box<Event>),
    /// What was done about a complaint; where it was not live, it is in no list.
    Did(Box<Did>),
    /// That the tablet was handed to a customer; where it was not live, it is not counted.
    Handed(Box<Handed>),
    /// Something that cannot be read, and why.
    Unreadable(String),
}

/// A live record of a customer that was read.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Its open head.
    pub core: Core,
    /// What it is.
    pub what: What,
    /// The hash of the questionnaire it answers.
    pub package: Hash,
    /// Its answers.
    pub answers: AnswersPart,
}

/// What customers say.
#[derive(Debug, Clone)]
pub enum What {
    /// A survey, and how it ended.
    Response(Outcome),
    /// A complaint, and what it says in the open.
    Complaint(Complaint),
}

/// Opens what head office may open on arrival.
pub fn said(record: &Record, header: &Header, keys: &Keys) -> Said {
    let core = &header.core;
    let what = match core.kind {
        Kind::DeviceEvent => return or_why(event::read(record, core, keys), Said::Happened),
        Kind::ComplaintStep => return or_why(step::read(core), Said::Did),
        Kind::Handover => return or_why(handover::read(record, core, keys), Said::Handed),
        Kind::Response | Kind::Complaint if core.mode != Mode::Live => return Said::Nothing,
        Kind::Response => {
            core.outcome.map(What::Response).ok_or("the header does not say how the survey ended")
        }
        Kind::Complaint => core
            .complaint
            .clone()
            .map(What::Complaint)
            .ok_or("the header does not say which complaint this is: number, category and severity"),
    };
    or_why(what.map_err(Into::into).and_then(|what| open(record, core, what, keys)), Said::Something)
}

fn or_why<T>(read: Result<T, String>, said: fn(Box<T>) -> Said) -> Said {
    read.map_or_else(Said::Unreadable, |read| said(Box::new(read)))
}

fn open(record: &Record, core: &Core, what: What, keys: &Keys) -> Result<Facts, String> {
    let package = core.package.as_ref().ok_or("the header does not say which questionnaire was asked")?;
    let answers = content(record, PartName::Answers, keys)?;
    Ok(Facts { core: core.clone(), what, package: package.hash, answers })
}

/// The facts of a record whose questionnaire is known and takes its answers; else why not.
pub async fn fitting<'a>(
    conn: &mut Conn,
    loaded: &mut Loaded,
    said: &'a Said,
) -> Result<Option<Result<&'a Facts, String>>, StoreError> {
    let facts = match said {
        Said::Nothing | Said::Happened(_) | Said::Did(_) | Said::Handed(_) => return Ok(None),
        Said::Unreadable(reason) => return Ok(Some(Err(reason.clone()))),
        Said::Something(facts) => facts,
    };
    let Some(package) = loaded.get(conn, facts.package).await? else {
        return Ok(Some(Err(format!("the questionnaire {} was never published here", facts.package))));
    };
    Ok(Some(facts.fit(&package).map(|()| &**facts)))
}

impl Facts {
    /// Whether the questionnaire takes these answers; else why not.
    pub fn fit(&self, package: &Package) -> Result<(), String> {
        fits(self.questions(package)?, &self.answers)
    }

    /// The questions it answers: those of the survey, or those of the complaint form.
    fn questions<'a>(&self, package: &'a Package) -> Result<&'a Package, String> {
        match (&self.what, &package.complaint) {
            (What::Response(_), _) => Ok(package),
            (What::Complaint(_), Some(form)) => Ok(&form.package),
            (What::Complaint(_), None) => {
                Err(format!("the questionnaire {} has no complaint form", self.package))
            }
        }
    }
}

fn fits(questions: &Package, part: &AnswersPart) -> Result<(), String> {
    if part.visit != questions.visit {
        return Err("the answers are about another kind of visit than their questionnaire".into());
    }
    let asked: BTreeSet<_> = part.asked.iter().collect();
    let mut answered = BTreeSet::new();
    for id in &asked {
        questions
            .question(id)
            .ok_or_else(|| format!("there is no question `{id}` among those it answers"))?;
    }
    for answer in &part.answers {
        let id = &answer.question;
        if !asked.contains(id) || !answered.insert(id) {
            return Err(format!("`{id}` was answered without being asked, or twice"));
        }
        if questions.question(id).is_none_or(|question| !question.takes(&answer.value)) {
            return Err(format!("the question `{id}` does not take the answer given to it"));
        }
    }
    Ok(())
}
