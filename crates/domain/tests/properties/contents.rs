//! Packages, words, seals, and how complaints are judged.

use super::KIOSKS;
use super::acts::any_value;
use crate::support::question;
use handover_domain::answer::Value;
use handover_domain::complaint::{Category, Department, Severity};
use handover_domain::language::Language;
use handover_domain::questionnaire::{Form, Package, Role};
use handover_domain::record::{Answer, AnswersPart, Comment, TextPart};
use handover_domain::seal;
use handover_domain::visit::{Channel, Visit};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

fn form() -> &'static Form {
    KIOSKS[2].form(None).unwrap()
}

/// Any answers at all to the form's questions and to others.
fn any_answers() -> impl Strategy<Value = AnswersPart> {
    let ids = prop::sample::select(vec!["about", "drivable", "faults", "story", "reach", "nowhere"]);
    let own = prop::sample::select(vec!["product_quality", "fitting", "sales", "unsafe", "brakes", "none"]);
    let own = own.prop_map(|id| Value::Choice(crate::support::option(id)));
    let answer = (ids, prop_oneof![own, any_value()], any::<u64>());
    prop::collection::vec(answer, 0..6).prop_map(|answers| AnswersPart {
        visit: Visit::Service,
        channel: Channel::Kiosk,
        language: Language::En,
        advisor: None,
        order: None,
        asked: Vec::new(),
        answers: answers
            .into_iter()
            .map(|(id, value, ms)| Answer { question: question(id), value, ms })
            .collect(),
        origin: None,
    })
}

fn any_text() -> impl Strategy<Value = TextPart> {
    let words = prop_oneof![
        any::<String>(),
        prop::sample::select(vec!["退款", "按三包", "REFUND", "my lawyer", "damage", "fine"])
            .prop_map(String::from),
    ];
    prop::collection::vec(words, 0..4).prop_map(|comments| TextPart {
        comments: comments.into_iter().map(|text| Comment { question: question("story"), text }).collect(),
        answers: Vec::new(),
    })
}

/// The options of a part that its questions have.
fn chosen(part: &AnswersPart) -> impl Iterator<Item = (Role, Option<Severity>, Option<Department>, &str)> {
    part.answers.iter().flat_map(|answer| {
        let ids = match &answer.value {
            Value::Choice(id) => std::slice::from_ref(id),
            Value::Choices(ids) => ids,
            _ => &[],
        };
        ids.iter().filter_map(|id| {
            let question = form().package.question(&answer.question)?;
            let option = question.option(id)?;
            Some((question.role, option.severity, option.department, id.as_str()))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_said_has_a_severity_and_nothing_makes_it_lighter(part in any_answers(), text in any_text()) {
        let severity = form().propose(&part, Some(&text));
        let options = chosen(&part).filter_map(|(_, severity, ..)| severity).max();
        prop_assert_eq!(form().propose(&part, None), options.unwrap_or(Severity::Grievance));
        prop_assert!(Some(severity) >= options);
        for comment in &text.comments {
            let alone = TextPart { comments: vec![comment.clone()], answers: Vec::new() };
            prop_assert!(severity >= form().propose(&part, Some(&alone)), "the worst word counts");
        }
        let nothing = AnswersPart { answers: Vec::new(), ..part };
        prop_assert!(severity >= form().propose(&nothing, Some(&text)), "the worst option counts");
    }

    #[test]
    fn whatever_was_said_is_filed_under_something(part in any_answers()) {
        let first = chosen(&part).find_map(|(role, _, department, id)| {
            (role == Role::Category).then_some((Category::from_word(id)?, department?))
        });
        let nowhere = (Category::Other, Department::CustomerCare);
        prop_assert_eq!(form().filed_under(&part), first.unwrap_or(nowhere));
        let none = chosen(&part).any(|(role, _, _, id)| role == Role::Reach && id == "none");
        prop_assert_eq!(form().wants_no_contact(&part), none);
    }

    #[test]
    fn bytes_of_any_kind_are_a_package_or_a_list_of_flaws(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(flaws) = Package::load(&bytes) {
            prop_assert!(!flaws.is_empty());
        }
    }

    #[test]
    fn cleaned_words_stay_cleaned_and_within_their_room(words in any::<String>(), most in 1_usize..60) {
        use handover_domain::answer::clean;
        let once = clean(&words, most);
        prop_assert_eq!(&clean(&once, most), &once);
        prop_assert!(once.chars().count() <= most);
        prop_assert!(clean(&words, 2000).starts_with(&once), "what is taken is the beginning");
        let misleading = |c: char| (c.is_control() && c != '\n' && c != '\t') || ('\u{202a}'..='\u{202e}').contains(&c);
        prop_assert!(!once.chars().any(misleading));
    }
}

/// Bytes of all kinds, some of which deflate well.
fn plain() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3000),
        prop::collection::vec(prop::sample::select(&b"ab{}\"satisfied"[..]), 0..3000),
        (any::<String>(), 0_usize..400).prop_map(|(words, times)| words.repeat(times).into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_sealed_opens_again_and_only_under_its_own_record(plain in plain(), seed: u8) {
        let (private, public) = seal::key_pair([seed; 32]);
        let mut random = ChaCha20Rng::from_seed([seed; 32]);
        let sealed = seal::Recipient::new(&public).unwrap().prepare(&mut random).unwrap().seal(b"core", &plain).unwrap();
        prop_assert_eq!((sealed.len() - 48) % seal::BLOCK, 0);
        prop_assert!(sealed.len() <= plain.len() + plain.len() / 64 + 48 + 2 * seal::BLOCK, "it grew");
        prop_assert_eq!(seal::open(&private, b"core", &sealed).unwrap(), plain);
        prop_assert!(seal::open(&private, b"another core", &sealed).is_err());
    }
}
