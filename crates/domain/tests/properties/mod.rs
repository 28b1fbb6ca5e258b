//! Whatever happens in whatever order: a legal state, no panic, and nothing kept that was not on the path.

mod acts;
pub mod checks;
mod codes;
mod contents;

pub use acts::{fitting, some_answer};

use crate::support::{self, load};
use acts::{act, event, forth};
use checks::{check, step};
use handover_domain::language::Language;
use handover_domain::questionnaire::{MAX_SCREENS, QuestionType, Role};
use handover_domain::record::Outcome;
use handover_domain::session::{
    Draft, Effect, Event, Given, Kiosk, Reason, Session, State, Step, What, update,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

static KIOSKS: LazyLock<[Arc<Kiosk>; 4]> = LazyLock::new(|| {
    [
        support::kiosk(&support::short(), 1),
        support::kiosk(&support::bank(), 2),
        support::kiosk(&support::full(), 3),
        // Until its gate is answered there is no room for a reason.
        support::kiosk(&support::crowded("rgrrrrrrtt"), 4),
    ]
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_events_ends_in_a_legal_state(bank in 0_usize..4, acts in prop::collection::vec(act(), 1..80)) {
        let mut session = Session::new(Language::En);
        let mut drafts: Vec<Arc<Draft>> = Vec::new();
        (session, _) = step(session, Event::Started(Some(Arc::clone(&KIOSKS[bank]))), 0)?;
        for (n, act) in (1..).zip(acts) {
            let event = act.event(&session, drafts.last().map(|draft| &**draft), n);
            let (next, saved) = step(session, event, n)?;
            session = next;
            drafts.extend(saved);
        }
    }

    #[test]
    fn events_before_the_store_is_open_do_no_harm(acts in prop::collection::vec(event(), 1..20)) {
        let mut session = Session::new(Language::En);
        for (n, event) in (1..).zip(acts) {
            (session, _) = step(session, event, n)?;
        }
        (session, _) = step(session, Event::Broken(Reason::NoStorage), 99)?;
        prop_assert_eq!(session.state.name(), "out-of-service");
    }

    #[test]
    fn whoever_answers_to_the_end_leaves_one_whole_record(bank in 1_usize..4, record in 0_u64..1_000_000, picks in prop::collection::vec(any::<usize>(), 12)) {
        let given = |n: u64| Given { now_ms: n * 700, record: support::record(record) };
        let mut session = Session::new(Language::En);
        let bank = Arc::clone(&KIOSKS[bank]);
        for event in [Event::Started(Some(Arc::clone(&bank))), Event::Start(Language::En), Event::Agreed] {
            (session, _) = update(session, event, given(0));
        }
        let mut drafts = Vec::new();
        let mut places = Vec::new();
        for (n, pick) in (1..).zip(picks) {
            let State::Asking(asking) = &session.state else { break };
            places.push(asking.survey.progress().0);
            let event = forth(&asking.survey, pick);
            let (next, effects) = update(session, event, given(n));
            session = next;
            drafts.extend(effects);
        }
        prop_assert_eq!(session.state.name(), "saving", "twelve screens are always enough");
        prop_assert_eq!(&places, &(1..=places.len()).collect::<Vec<_>>(), "every answer leads one screen on");
        let [Effect::Save(draft)] = &drafts[..] else { panic!("{drafts:?}") };
        prop_assert_eq!(draft.what, What::Response(Outcome::Completed));
        check(draft, &bank)?;
    }

    #[test]
    fn whoever_complains_to_the_end_leaves_one_complaint(picks in prop::collection::vec(any::<usize>(), 14)) {
        let mut session = Session::new(Language::En);
        (session, _) = step(session, Event::Started(Some(Arc::clone(&KIOSKS[2]))), 0)?;
        let mut drafts = Vec::new();
        let mut screens = 0;
        let begin = [Event::Complain(Language::En), Event::Agreed].map(acts::Act::Event);
        for (n, act) in (1..).zip(begin.into_iter().chain(picks.into_iter().map(acts::Act::Fitting))) {
            if matches!(session.state, State::Saving(_)) {
                break;
            }
            screens += usize::from(matches!(&session.state, State::Complaining(at) if at.step == Step::Question));
            let (next, saved) = step(session.clone(), act.event(&session, None, n), n)?;
            session = next;
            drafts.extend(saved);
        }
        let [draft] = &drafts[..] else { panic!("{drafts:?}") };
        prop_assert!(matches!(draft.what, What::Complaint(_)));
        prop_assert!(screens <= MAX_SCREENS);
    }
}

/// What chance does not reach it cannot find anything in.
#[test]
fn chance_reaches_every_screen() {
    let mut reached = BTreeSet::new();
    let mut runner = TestRunner::deterministic();
    for _ in 0..100 {
        let acts = prop::collection::vec(act(), 1..80).new_tree(&mut runner).unwrap().current();
        let mut session = Session::new(Language::En);
        (session, _) = step(session, Event::Started(Some(Arc::clone(&KIOSKS[2]))), 0).unwrap();
        let mut last: Option<Arc<Draft>> = None;
        for (n, act) in (1..).zip(acts) {
            reached.insert(session.state.name());
            let event = act.event(&session, last.as_deref(), n);
            let (next, saved) = step(session, event, n).unwrap();
            session = next;
            last = saved.last().cloned().or(last);
        }
    }
    let wanted = [
        "attract",
        "consent",
        "asking",
        "complaint",
        "contact",
        "leaving",
        "idle",
        "saving",
        "not-saved",
        "thanks",
        "recorded",
        "staff",
    ];
    assert_eq!(reached, wanted.into());
}

#[test]
fn the_bank_of_these_tests_has_every_type_and_every_role() {
    let bank = load(&support::bank());
    for kind in [
        QuestionType::Rating,
        QuestionType::YesNo,
        QuestionType::Single,
        QuestionType::Multi,
        QuestionType::Nps,
        QuestionType::Text,
        QuestionType::Number,
    ] {
        assert!(bank.questions.iter().any(|question| question.kind == kind), "{kind:?}");
    }
    let form = &bank.complaint.as_ref().expect("a complaint form").package;
    for role in [Role::Ask, Role::Reason, Role::Group, Role::Influence, Role::Category, Role::Reach] {
        let mut all = bank.questions.iter().chain(&form.questions);
        assert!(all.any(|question| question.role == role), "{role:?}");
    }
}
