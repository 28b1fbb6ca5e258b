//! A customer answers a questionnaire to its end.

use crate::record;
use handover_domain::answer::Value;
use handover_domain::contact::{ContactPart, Purpose};
use handover_domain::hash::Hash;
use handover_domain::ids::{OptionId, QuestionId, RecordId};
use handover_domain::questionnaire::{Package, Question, QuestionType};
use handover_domain::record::Kind;
use handover_domain::session::{Draft, Kiosk, What};
use handover_domain::wire::{Config, PublishedPackage};
use handover_office::arrival::{self, Facts};
use handover_synthetic::{End, Manner, Visit};
use std::sync::{Arc, LazyLock};
use uuid::Builder;

/// What a tablet is set up by, but for its questionnaires.
static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let text = include_bytes!("../../crates/domain/tests/golden/config.json");
    Config::parse(text).expect("the golden configuration is valid")
});

/// Whatever stands in a valid questionnaire: whoever answers comes to an end, and head office takes the answers.
pub fn through(package: &Package, bytes: &[u8]) {
    let published = PublishedPackage(std::str::from_utf8(bytes).expect("a package is text").to_owned());
    let config = Config { packages: vec![published], ..CONFIG.clone() };
    let kiosk = Arc::new(Kiosk::new(config).expect("a valid package sets a tablet up"));
    let language = package.languages[0];
    let Hash(chance) = Hash::of(bytes);
    let record = RecordId(Builder::from_slice(&chance[..16]).expect("sixteen bytes").into_uuid());
    for place in [0, 1, 2] {
        let mut customer = Picks { chance, place };
        if kiosk.package(None).is_some() {
            let end = Visit::walk_in(&kiosk).survey(language, record, &mut customer);
            taken(package, &kept(end));
        }
        if package.complaint.is_some() {
            let end = Visit::walk_in(&kiosk).complain(language, record, &mut customer);
            taken(package, &kept(end));
        }
    }
}

fn kept(end: Result<End, impl std::fmt::Display>) -> Arc<Draft> {
    match end {
        Ok(End::Save(draft)) => draft,
        Ok(other) => panic!("whoever answers to the end leaves a record, and not {other:?}"),
        Err(stuck) => panic!("{stuck}"),
    }
}

fn taken(package: &Package, draft: &Draft) {
    let (kind, what) = match draft.what {
        What::Response(outcome) => (Kind::Response, arrival::What::Response(outcome)),
        // Its number is issued when it is written, and nothing here depends on it.
        What::Complaint(_) => return complaint(package, draft),
    };
    assert_eq!(draft.package, package.reference);
    let facts =
        Facts { core: record::core(kind), what, package: package.hash(), answers: draft.answers.clone() };
    assert_eq!(facts.fit(package), Ok(()), "head office takes the answers to what was asked");
}

fn complaint(package: &Package, draft: &Draft) {
    let form = package.complaint.as_ref().expect("a form was filled in");
    for answer in &draft.answers.answers {
        let question = form.package.question(&answer.question).expect("a question of the form");
        assert!(draft.answers.asked.contains(&answer.question) && question.takes(&answer.value));
    }
}

/// Takes one option after the other, from a place that follows from the questionnaire.
struct Picks {
    chance: [u8; 32],
    place: usize,
}

impl Picks {
    fn pick(&mut self, of: usize) -> usize {
        self.place += 1;
        usize::from(self.chance[self.place % self.chance.len()]) % of.max(1)
    }
}

impl Manner for Picks {
    fn pause_ms(&mut self) -> u64 {
        1000
    }

    fn answer(&mut self, question: &Question) -> Value {
        let pick = self.pick(question.options.len() + 1);
        let option = question.options.get(pick).or(question.options.first()).map(|option| option.id.clone());
        match (question.kind, option, question.range) {
            _ if question.not_applicable && pick == 0 => Value::NotApplicable,
            _ if question.optional && pick == question.options.len() => Value::Skipped,
            (QuestionType::Multi, Some(option), _) => Value::Choices(vec![option]),
            (_, Some(option), _) => Value::Choice(option),
            (_, None, Some((min, max))) => Value::Number(if pick == 0 { min } else { max }),
            (_, None, None) => Value::Text("好".into()),
        }
    }

    fn groups(&mut self, groups: &[&Arc<Question>]) -> Vec<(QuestionId, OptionId)> {
        let named = |question: &&Arc<Question>| {
            let pick = self.pick(question.options.len());
            Some((question.id.clone(), question.options.get(pick)?.id.clone()))
        };
        groups.iter().filter_map(named).collect()
    }

    fn contact(&mut self) -> Option<ContactPart> {
        ContactPart::new("王敏", "13800138000", Purpose::AnswerComplaint).filter(|_| self.pick(2) == 0)
    }
}
