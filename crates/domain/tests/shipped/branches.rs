//! Every branch, both ways: for each question that hangs on others, answers on which it appears and answers on
//! which it does not, found in the package and followed to the record.

use super::walk::{Else, Shipped, Walked, best, both, drawn, leaves, walk};
use crate::support::record;
use handover_domain::answer::Value;
use handover_domain::ids::{QuestionId, RecordId};
use handover_domain::questionnaire::{Asked, Condition, Package, Question, QuestionType};
use handover_domain::visit::Channel;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The questions that a question's condition looks at.
fn looked_at(question: &Question) -> BTreeSet<QuestionId> {
    let leaves = question.show_if.iter().flat_map(leaves).filter_map(|leaf| match leaf {
        Condition::Answered(id) => Some(id),
        Condition::Equals(equals) => Some(&equals.question),
        Condition::AtMost(bound) | Condition::AtLeast(bound) => Some(&bound.question),
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => None,
    });
    leaves.cloned().collect()
}

/// All that it hangs on, by whatever way; the gates themselves come with what they hang on.
fn hangs_on(package: &Package, question: &Question) -> BTreeSet<QuestionId> {
    let mut all = looked_at(question);
    for id in all.clone() {
        all.extend(hangs_on(package, package.question(&id).unwrap()));
    }
    all
}

/// Answers that stand for all that conditions can tell apart.
fn samples(question: &Question) -> Vec<Value> {
    let mut all: Vec<Value> = match (question.kind, question.range) {
        (QuestionType::Text, _) => vec![Value::Text("words".into())],
        (QuestionType::Multi, _) => {
            question.options.iter().map(|option| Value::Choices(vec![option.id.clone()])).collect()
        }
        (_, Some((min, max))) => (min..=max.min(min + 20)).map(Value::Number).collect(),
        _ => question.options.iter().map(|option| Value::Choice(option.id.clone())).collect(),
    };
    all.extend(question.optional.then_some(Value::Skipped));
    all.extend(question.not_applicable.then_some(Value::NotApplicable));
    all
}

/// Every way to answer these questions.
fn ways(package: &Package, questions: &BTreeSet<QuestionId>) -> Vec<Vec<(QuestionId, Value)>> {
    let mut ways = vec![Vec::new()];
    for id in questions {
        let with = |way: &Vec<(QuestionId, Value)>| {
            let way = way.clone();
            let id = id.clone();
            samples(package.question(&id).unwrap()).into_iter().map(move |value| {
                let mut way = way.clone();
                way.push((id.clone(), value));
                way
            })
        };
        ways = ways.iter().flat_map(with).collect();
    }
    ways
}

/// Records for which the question and everything it hangs on may be asked.
fn records(package: &Package, question: &Question, needed: &BTreeSet<QuestionId>) -> Vec<RecordId> {
    let may_be_asked = |id: &RecordId| {
        let selected = package.select(*id, Channel::Kiosk);
        let has = |id: &QuestionId| selected.iter().any(|i| package.questions[*i].id == *id);
        has(&question.id) && needed.iter().all(has)
    };
    (0..2_000).map(record).filter(may_be_asked).take(5).collect()
}

/// A survey in which these are answered like that, and everything else as well as can be.
fn follow(shipped: &Shipped, record: RecordId, way: &[(QuestionId, Value)]) -> Walked {
    walk(shipped, record, |question| {
        let chosen = way.iter().find(|(id, _)| *id == question.id);
        chosen.map_or_else(|| best(question, Else::First), |(_, value)| value.clone())
    })
}

/// Follows one question's branch both ways.
fn both_ways(shipped: &Shipped, question: &Question) {
    let package = &shipped.package;
    let id = &question.id;
    let needed = hangs_on(package, question);
    let direct = looked_at(question);
    let records = records(package, question, &needed);
    assert!(!records.is_empty(), "{shipped}: no record asks `{id}` and what it hangs on");
    let (mut shown, mut hidden) = (None, None);
    for way in ways(package, &needed) {
        for record in &records {
            let walked = follow(shipped, *record, &way);
            let was_asked = direct.iter().any(|gate| walked.saw(gate));
            if walked.saw(id) {
                assert!(was_asked, "{shipped}: `{id}` without any question that it hangs on");
                shown.get_or_insert(walked);
            } else if was_asked {
                hidden.get_or_insert(walked);
            }
            if shown.is_some() && hidden.is_some() {
                break;
            }
        }
    }
    let shown = shown.unwrap_or_else(|| panic!("{shipped}: no answers lead to `{id}`"));
    assert!(shown.draft.answers.asked.contains(id));
    if always_follows(package, question) {
        assert!(hidden.is_none(), "{shipped}: `{id}` is left out although its gate is answered");
    } else {
        let hidden = hidden.unwrap_or_else(|| panic!("{shipped}: no answers lead past `{id}`"));
        assert!(!hidden.draft.answers.asked.contains(id));
    }
}

/// Whether it hangs on a question only in order to count as one with it (`Q2`): it follows whatever is answered.
fn always_follows(package: &Package, question: &Question) -> bool {
    let Some(Condition::Answered(gate)) = &question.show_if else { return false };
    let gate = package.question(gate).unwrap();
    !gate.optional && !gate.not_applicable && gate.asked == Asked::Always
}

#[test]
fn every_question_that_hangs_on_others_appears_on_one_path_and_not_on_another() {
    let mut branches = 0;
    for shipped in both() {
        let on_tablets = |question: &&Arc<Question>| question.channels.contains(&Channel::Kiosk);
        let hanging = shipped.package.questions.iter().filter(|question| question.show_if.is_some());
        for question in hanging.filter(on_tablets) {
            both_ways(shipped, question);
            branches += 1;
        }
    }
    assert!(branches >= 20, "{branches} branches: are these the full banks?");
}

#[test]
fn every_question_can_come_up_on_each_of_its_channels() {
    for shipped in both() {
        let package = &shipped.package;
        for channel in [Channel::Kiosk, Channel::Phone, Channel::Letter] {
            let selected: BTreeSet<usize> =
                (0..1_000).flat_map(|n| package.select(record(n), channel)).collect();
            for (i, question) in package.questions.iter().enumerate() {
                assert_eq!(
                    selected.contains(&i),
                    question.channels.contains(&channel),
                    "{shipped}: `{}` by {channel}",
                    question.id
                );
            }
        }
    }
}

#[test]
fn every_question_for_tablets_is_on_some_customers_screen() {
    for shipped in both() {
        let mut seen = BTreeSet::new();
        for n in 0..300 {
            let walked = walk(shipped, record(n), |question| drawn(question, record(n), 1));
            seen.extend(walked.screens.concat());
        }
        let missing: Vec<_> = shipped
            .package
            .questions
            .iter()
            .filter(|question| question.channels.contains(&Channel::Kiosk) && !seen.contains(&question.id))
            .map(|question| question.id.as_str())
            .collect();
        assert!(missing.is_empty(), "{shipped}: {missing:?}");
    }
}
