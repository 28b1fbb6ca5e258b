//! The complaint forms that are shipped: what they ask, whom it concerns (`C2`), and how bad it seems (`C3`).

use super::walk::{Shipped, both};
use crate::support;
use handover_domain::answer::Value;
use handover_domain::complaint::{Category, Severity};
use handover_domain::language::Language;
use handover_domain::questionnaire::{Form, Package, Question, QuestionType, Role};
use handover_domain::record::{Answer, AnswersPart, Comment, TextPart};
use handover_domain::session::{Draft, Effect, Event, Given, Session, State, Step, update};
use handover_domain::visit::Channel;
use std::sync::Arc;

/// What can hurt somebody, in simplified Chinese.
const SAFETY: [&str; 10] =
    ["刹车", "制动", "转向", "气囊", "安全带", "起火", "冒烟", "失去动力", "受伤", "失控"];

fn form(shipped: &Shipped) -> &Form {
    shipped.package.complaint.as_ref().expect("a complaint form")
}

fn question(package: &Package, role: Role) -> &Question {
    package.questions.iter().find(|question| question.role == role).unwrap()
}

/// The answers of a complaint in which these were chosen.
fn chosen(shipped: &Shipped, values: &[(&Question, Value)]) -> AnswersPart {
    AnswersPart {
        visit: shipped.package.visit,
        channel: Channel::Kiosk,
        language: Language::ZhCn,
        advisor: None,
        order: None,
        asked: values.iter().map(|(question, _)| question.id.clone()).collect(),
        answers: values
            .iter()
            .map(|(question, value)| Answer { question: question.id.clone(), value: value.clone(), ms: 1000 })
            .collect(),
        origin: None,
    }
}

/// How bad these words alone make it.
fn told(shipped: &Shipped, words: &str) -> Severity {
    let text = TextPart {
        comments: vec![Comment { question: support::question("what_happened"), text: words.into() }],
        answers: Vec::new(),
    };
    form(shipped).propose(&chosen(shipped, &[]), Some(&text))
}

/// Takes a complaint down from the attract screen; the questions that were asked, and the draft.
fn complain(shipped: &Shipped, mut rule: impl FnMut(&Question) -> Value) -> (Vec<String>, Arc<Draft>) {
    let mut session = Session::new(Language::ZhCn);
    let mut asked = Vec::new();
    let mut effects = Vec::new();
    let mut n = 0;
    let mut tell = |session: Session, event| {
        n += 1;
        let (session, more) = update(session, event, Given { now_ms: n, record: support::record(n) });
        effects.extend(more);
        session
    };
    for event in
        [Event::Started(Some(Arc::clone(&shipped.kiosk))), Event::Complain(Language::ZhCn), Event::Agreed]
    {
        session = tell(session, event);
    }
    while let State::Complaining(complaining) = &session.state {
        let event = match complaining.step {
            Step::Question => {
                asked.push(complaining.survey.question().id.to_string());
                Event::Answered(rule(complaining.survey.question()))
            }
            Step::Contact => {
                asked.push("contact".into());
                Event::NoContact
            }
        };
        session = tell(session, event);
    }
    let [Effect::Save(draft)] = &effects[..] else { panic!("{effects:?}") };
    crate::properties::checks::check(draft, &shipped.kiosk).unwrap();
    (asked, Arc::clone(draft))
}

#[test]
fn every_category_is_offered_with_a_department() {
    for shipped in both() {
        let category = question(&form(shipped).package, Role::Category);
        let offered: Vec<_> = category.options.iter().map(|option| option.id.as_str()).collect();
        for wanted in ["product_quality", "fitting", "use", "other", "after_sales_service", "sales"] {
            assert!(offered.contains(&wanted), "{shipped}: {wanted} is not among {offered:?}");
        }
        for option in &category.options {
            let part = chosen(shipped, &[(category, Value::Choice(option.id.clone()))]);
            let filed = (Category::from_word(option.id.as_str()).unwrap(), option.department.unwrap());
            assert_eq!(form(shipped).filed_under(&part), filed);
        }
    }
}

#[test]
fn a_complaint_of_every_category_can_be_taken_down_within_twelve_screens() {
    for shipped in both() {
        let package = &form(shipped).package;
        let category = question(package, Role::Category);
        for option in &category.options {
            for reach in &question(package, Role::Reach).options {
                let (asked, draft) = complain(shipped, |question| match question.role {
                    Role::Category => Value::Choice(option.id.clone()),
                    Role::Reach => Value::Choice(reach.id.clone()),
                    _ => super::walk::worst(question, super::walk::Else::First),
                });
                assert!(asked.len() <= 12, "{shipped}: {asked:?}");
                let wants_contact = reach.id.as_str() != "none";
                assert_eq!(asked.last().unwrap() == "contact", wants_contact, "{shipped}: {}", reach.id);
                assert!(draft.text.as_ref().is_some_and(|text| !text.comments.is_empty()));
            }
        }
    }
}

#[test]
fn whoever_says_no_more_than_has_to_be_said_can_still_complain() {
    for shipped in both() {
        let (asked, draft) = complain(shipped, |question| {
            let first = question.options.first().map(|option| Value::Choice(option.id.clone()));
            if question.optional { Value::Skipped } else { first.unwrap() }
        });
        assert!(asked.contains(&"contact".to_owned()), "{shipped}: {asked:?}");
        assert!(draft.text.as_ref().is_some_and(|text| text.comments.is_empty()));
    }
}

#[test]
fn what_can_hurt_somebody_is_major_by_itself() {
    for shipped in both() {
        let mut picks = 0;
        for question in &form(shipped).package.questions {
            for option in &question.options {
                let label = option.label.get(Language::ZhCn);
                let hurts = SAFETY.iter().any(|word| label.contains(word));
                if !hurts && option.severity != Some(Severity::Major) {
                    continue;
                }
                let value = match question.kind {
                    QuestionType::Multi => Value::Choices(vec![option.id.clone()]),
                    _ => Value::Choice(option.id.clone()),
                };
                let severity = form(shipped).propose(&chosen(shipped, &[(question, value)]), None);
                assert_eq!(severity, Severity::Major, "{shipped}: {label}");
                picks += usize::from(hurts);
            }
        }
        assert!(picks >= 4, "{shipped}: {picks} picks for what can hurt somebody");
    }
}

#[test]
fn the_three_guarantees_are_major_wherever_they_are_named() {
    for shipped in both() {
        for words in ["按三包规定，我要求换车", "三包", "依三包規定我要求換車"] {
            assert_eq!(told(shipped, words), Severity::Major, "{shipped}: {words}");
        }
        for question in &form(shipped).package.questions {
            for option in &question.options {
                if option.label.get(Language::ZhCn).contains("三包") {
                    assert_eq!(option.severity, Some(Severity::Major), "{shipped}: {}", option.id);
                }
            }
        }
    }
}

#[test]
fn words_are_understood_in_every_language() {
    let sentences = [
        ("高速上刹车失灵，差点出事", Severity::Major),
        ("高速公路上煞車失靈", Severity::Major),
        ("The BRAKES FAILED on the motorway.", Severity::Major),
        ("我老婆说孩子受伤了", Severity::Major),
        ("已经修了三次，还是老毛病", Severity::Ordinary),
        ("要求退款", Severity::Ordinary),
        ("要求賠償", Severity::Ordinary),
        ("I want my money back", Severity::Ordinary),
    ];
    for shipped in both() {
        for (words, severity) in sentences {
            assert_eq!(told(shipped, words), severity, "{shipped}: {words}");
        }
    }
}

#[test]
fn everyday_words_stay_a_grievance() {
    for shipped in both() {
        for words in [
            "",
            "等了很久才有人接待",
            "咖啡是凉的",
            "洗車沒洗乾淨",
            "刹车片换得很好，就是等太久",
            "The waiting room was cold and the coffee too",
            "Nobody told me when the car would be ready",
        ] {
            assert_eq!(told(shipped, words), Severity::Grievance, "{shipped}: {words}");
        }
    }
}
