//! Whatever happens in whatever order: a legal state, no panic, and nothing kept that was not on the path.

use crate::support::{self, load, option};
use handover_domain::answer::Value;
use handover_domain::hash::Hash;
use handover_domain::ids::QuestionId;
use handover_domain::language::Language;
use handover_domain::questionnaire::{Package, Question, QuestionType};
use handover_domain::record::Outcome;
use handover_domain::seal;
use handover_domain::session::{
    Draft, Effect, EnrolProblem, Event, Given, Kiosk, Reason, SaveProblem, Session, State, update,
};
use handover_domain::slip::Slip;
use handover_domain::survey::VisitInfo;
use handover_domain::visit::Channel;
use handover_domain::wire::EnrolCode;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::sync::{Arc, LazyLock};

static KIOSKS: LazyLock<[Arc<Kiosk>; 2]> =
    LazyLock::new(|| [support::kiosk(&support::service(), 1), support::kiosk(&support::bank(), 2)]);

/// An answer that a question takes.
pub fn some_answer(question: &Question) -> Value {
    match question.kind {
        QuestionType::Rating | QuestionType::YesNo | QuestionType::Single => {
            Value::Choice(question.options[0].id.clone())
        }
        QuestionType::Multi => Value::Choices(vec![question.options[0].id.clone()]),
        QuestionType::Nps | QuestionType::Number => Value::Number(question.range.unwrap().0),
        QuestionType::Text => Value::Text("words".into()),
    }
}

/// What a finger may do; answers are drawn against the question that is on the screen then.
#[derive(Debug, Clone)]
enum Act {
    /// An answer that fits, by number.
    Fitting(usize),
    /// Anything else.
    Event(Event),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => any::<usize>().prop_map(Act::Fitting),
        3 => Just(Act::Event(Event::Back)),
        2 => Just(Act::Event(Event::Agreed)),
        2 => Just(Act::Event(Event::Start(Language::ZhCn))),
        6 => event().prop_map(Act::Event),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let kiosk = || (0..2_usize).prop_map(|n| Arc::clone(&KIOSKS[n]));
    let slip = Slip::of(1, &Hash::of(b"header"));
    let code = EnrolCode::parse("7K3F-9M2X").unwrap();
    prop_oneof![
        prop::option::of(kiosk()).prop_map(Event::Started),
        kiosk().prop_map(Event::Enrolled),
        kiosk().prop_map(Event::Configured),
        Just(Event::CodeGiven(code)),
        Just(Event::CodeMistyped),
        Just(Event::EnrolFailed(EnrolProblem::Unreachable)),
        Just(Event::Visit(VisitInfo::default())),
        prop::sample::select(&Language::ALL[..]).prop_map(Event::LanguageChosen),
        Just(Event::Declined),
        any_value().prop_map(Event::Answered),
        Just(Event::Leave),
        Just(Event::Stay),
        Just(Event::LeaveKeeping),
        Just(Event::LeaveDeleting),
        Just(Event::Saved(slip)),
        Just(Event::NotSaved(SaveProblem::Full)),
        Just(Event::TryAgain),
        Just(Event::Finished),
        Just(Event::NotDurable),
    ]
}

/// Any value at all, mostly one that does not fit.
fn any_value() -> impl Strategy<Value = Value> {
    let ids = prop::sample::select(vec!["yes", "no", "fair", "price", "people", "perhaps"]);
    prop_oneof![
        ids.clone().prop_map(|id| Value::Choice(option(id))),
        prop::collection::vec(ids, 0..4)
            .prop_map(|ids| Value::Choices(ids.into_iter().map(option).collect())),
        any::<i64>().prop_map(Value::Number),
        any::<String>().prop_map(Value::Text),
        Just(Value::Written),
        Just(Value::NotApplicable),
        Just(Value::Skipped),
    ]
}

/// The n-th of the answers this question takes.
fn fitting(question: &Question, n: usize) -> Value {
    let mut all: Vec<Value> =
        question.options.iter().map(|option| Value::Choice(option.id.clone())).collect();
    if question.kind == QuestionType::Multi {
        let ids: Vec<_> = question.options.iter().map(|option| option.id.clone()).collect();
        all = (1..1_usize << ids.len())
            .map(|bits| (0..ids.len()).filter(|i| bits >> i & 1 == 1).map(|i| ids[i].clone()).collect())
            .map(Value::Choices)
            .collect();
    }
    if let Some((min, max)) = question.range {
        all.extend((min..=max).map(Value::Number));
    }
    if question.kind == QuestionType::Text {
        all.extend(["words", "  ", "\u{202e}\u{0}"].map(|words| Value::Text(words.into())));
    }
    all.extend(question.not_applicable.then_some(Value::NotApplicable));
    all.extend(question.optional.then_some(Value::Skipped));
    all[n % all.len()].clone()
}

/// A draft says what the package, asked again with its answers, would have asked.
fn check(draft: &Draft, package: &Package) -> Result<(), TestCaseError> {
    prop_assert_eq!(&draft.package, &package.reference);
    let part = &draft.answers;
    // A partial survey does not tell that there were words; what hangs on them may have been asked.
    let words = |id: &QuestionId| {
        let silent = draft.outcome == Outcome::Partial && part.asked.contains(id);
        (silent && package.question(id)?.kind == QuestionType::Text).then_some(&Value::Written)
    };
    let value = |id: &QuestionId| {
        let told = part.answers.iter().find(|answer| answer.question == *id).map(|answer| &answer.value);
        told.or_else(|| words(id))
    };
    let mut path = Vec::new();
    for i in package.select(draft.record, Channel::Kiosk) {
        let question = &package.questions[i];
        let look = |id: &QuestionId| {
            path.contains(id).then_some(())?;
            Some((package.question(id)?, value(id)?))
        };
        if question.show_if.as_ref().is_none_or(|condition| condition.holds(&look)) {
            path.push(question.id.clone());
        }
    }
    let on_path: Vec<_> = path.iter().filter(|id| part.asked.contains(id)).cloned().collect();
    prop_assert_eq!(&part.asked, &on_path, "each once, on the path {:?}", path);
    let answered: Vec<_> = part.answers.iter().map(|answer| answer.question.clone()).collect();
    prop_assert!(answered.iter().all(|id| part.asked.contains(id)));
    let in_order: Vec<_> = part.asked.iter().filter(|id| answered.contains(id)).cloned().collect();
    prop_assert_eq!(&answered, &in_order, "each once, in the order of asking");
    for answer in &part.answers {
        prop_assert!(package.question(&answer.question).unwrap().takes(&answer.value));
        prop_assert!(!matches!(answer.value, Value::Text(_)), "words belong into the text part");
    }
    let written: Vec<_> =
        part.answers.iter().filter(|a| a.value == Value::Written).map(|a| a.question.clone()).collect();
    match draft.outcome {
        Outcome::Completed => {
            prop_assert_eq!(&part.asked, &path);
            prop_assert_eq!(&answered, &path, "a completed survey has an answer to everything");
            let words = draft.text.iter().flat_map(|text| &text.comments);
            prop_assert_eq!(words.map(|comment| comment.question.clone()).collect::<Vec<_>>(), written);
        }
        Outcome::Partial => {
            prop_assert_eq!(&draft.text, &None);
            prop_assert!(written.is_empty(), "what is not kept is not told of");
            prop_assert!(part.answers.iter().any(|a| a.value != Value::Skipped), "nothing to keep");
        }
    }
    Ok(())
}

/// Which state may follow which.
fn may_follow(before: &str, after: &str) -> bool {
    let next: &[&str] = match before {
        "starting" => &["setup", "attract"],
        "attract" => &["consent"],
        "consent" => &["attract", "asking"],
        "asking" => &["consent", "leaving", "saving"],
        "leaving" => &["asking", "attract", "saving"],
        "saving" => &["not-saved", "thanks", "attract"],
        "not-saved" => &["saving", "attract"],
        "setup" | "thanks" => &["attract"],
        _ => &[],
    };
    // Storage may break anywhere; nothing leads back from there.
    before == after || after == "out-of-service" || next.contains(&after)
}

fn step(session: Session, event: Event, n: u64) -> Result<(Session, Vec<Arc<Draft>>), TestCaseError> {
    let before = session.clone();
    let given = Given { now_ms: n * 700, record: support::record(n) };
    let durable = before.durable && event != Event::NotDurable;
    let (after, effects) = update(session, event, given);
    let (old, new) = (before.state.name(), after.state.name());
    prop_assert!(may_follow(old, new), "{} → {}", old, new);
    let attract = matches!(after.state, State::Attract(_));
    if attract {
        prop_assert_eq!(&after.next_kiosk, &None);
    } else {
        prop_assert_eq!(&after.kiosk, &before.kiosk, "the set-up changes only where nobody is answering");
    }
    if let State::Asking(asking) | State::Leaving(asking) = &after.state {
        let (place, length) = asking.survey.progress();
        prop_assert!((1..=length).contains(&place) && length <= 12, "{} of {}", place, length);
    }
    prop_assert_eq!(after.durable, durable);
    let mut drafts = Vec::new();
    for effect in effects {
        match effect {
            Effect::Save(draft) => {
                prop_assert_eq!(new, "saving");
                prop_assert_ne!(old, "saving");
                check(&draft, after.kiosk.as_ref().unwrap().package(None).unwrap())?;
                drafts.push(draft);
            }
            Effect::FinishAfter(_) => prop_assert_eq!((old, new), ("saving", "thanks")),
            Effect::Enrol(_) => prop_assert_eq!(new, "setup"),
        }
    }
    prop_assert_eq!(drafts.len(), usize::from(new == "saving" && old != "saving"));
    Ok((after, drafts))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_events_ends_in_a_legal_state(bank in 0_usize..2, acts in prop::collection::vec(act(), 1..80)) {
        let mut session = Session::new(Language::En);
        (session, _) = step(session, Event::Started(Some(Arc::clone(&KIOSKS[bank]))), 0)?;
        for (n, act) in (1..).zip(acts) {
            let event = match (&session.state, act) {
                (State::Asking(asking), Act::Fitting(n)) => Event::Answered(fitting(asking.survey.question(), n)),
                (_, Act::Fitting(n)) => Event::Answered(Value::Number(i64::try_from(n % 11).unwrap())),
                (_, Act::Event(event)) => event,
            };
            (session, _) = step(session, event, n)?;
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
    fn whoever_answers_to_the_end_leaves_one_whole_record(record in 0_u64..1_000_000, picks in prop::collection::vec(any::<usize>(), 12)) {
        let given = |n: u64| Given { now_ms: n * 700, record: support::record(record) };
        let mut session = Session::new(Language::En);
        let bank = Arc::clone(&KIOSKS[1]);
        for event in [Event::Started(Some(Arc::clone(&bank))), Event::Start(Language::En), Event::Agreed] {
            (session, _) = update(session, event, given(0));
        }
        let mut drafts = Vec::new();
        for (n, pick) in (1..).zip(picks) {
            let State::Asking(asking) = &session.state else { break };
            let event = Event::Answered(fitting(asking.survey.question(), pick));
            let (next, effects) = update(session, event, given(n));
            session = next;
            drafts.extend(effects);
        }
        prop_assert_eq!(session.state.name(), "saving", "twelve answers are always enough");
        let [Effect::Save(draft)] = &drafts[..] else { panic!("{drafts:?}") };
        prop_assert_eq!(draft.outcome, Outcome::Completed);
        check(draft, bank.package(None).unwrap())?;
    }

    #[test]
    fn bytes_of_any_kind_are_a_package_or_a_list_of_flaws(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(flaws) = Package::load(&bytes) {
            prop_assert!(!flaws.is_empty());
        }
    }

    #[test]
    fn cleaned_words_stay_cleaned(words in any::<String>()) {
        use handover_domain::answer::clean;
        let once = clean(&words);
        prop_assert_eq!(&clean(&once), &once);
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
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

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

#[test]
fn the_bank_of_these_tests_has_every_type() {
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
}
