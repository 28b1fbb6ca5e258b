//! A customer who answers a shipped package by a rule, from the attract screen to the record.

use crate::properties::checks;
use crate::support;
use handover_domain::answer::Value;
use handover_domain::hash::Hash;
use handover_domain::ids::{QuestionId, RecordId};
use handover_domain::language::Language;
use handover_domain::questionnaire::{Choice, Condition, MAX_SCREENS, Package, Question, QuestionType, Role};
use handover_domain::session::{Attract, Draft, Effect, Event, Given, Kiosk, Session, State, update};
use std::sync::{Arc, LazyLock};

/// A shipped package on a tablet.
pub struct Shipped {
    pub kiosk: Arc<Kiosk>,
    pub package: Arc<Package>,
}

static SERVICE: LazyLock<Shipped> = LazyLock::new(|| Shipped::new(support::SERVICE));
static DELIVERY: LazyLock<Shipped> = LazyLock::new(|| Shipped::new(support::DELIVERY));

/// Both packages.
pub fn both() -> [&'static Shipped; 2] {
    [&SERVICE, &DELIVERY]
}

impl Shipped {
    fn new(text: &str) -> Self {
        let kiosk = support::kiosk(&support::shipped(text), 1);
        let package = Arc::clone(kiosk.package(None).expect("it is asked on a tablet"));
        Self { kiosk, package }
    }
}

impl std::fmt::Display for Shipped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.package.id())
    }
}

/// What a customer saw and left.
pub struct Walked {
    /// The questions, screen by screen.
    pub screens: Vec<Vec<QuestionId>>,
    /// Start, Agree, and one a screen.
    pub taps: usize,
    pub draft: Arc<Draft>,
}

impl Walked {
    pub fn saw(&self, id: &QuestionId) -> bool {
        self.screens.iter().flatten().any(|seen| seen == id)
    }
}

/// Answers by a rule to the end. On the way, every screen is one further and none is beyond the twelfth; at the end,
/// the record says what was on the screens and nothing else.
pub fn walk(shipped: &Shipped, record: RecordId, mut rule: impl FnMut(&Question) -> Value) -> Walked {
    let mut session = Session::new(Language::En);
    (session.kiosk, session.state) = (Some(Arc::clone(&shipped.kiosk)), State::Attract(Attract::default()));
    let mut taps = 0;
    let mut saved = Vec::new();
    let mut tap = |session: Session, event| {
        taps += 1;
        let (session, effects) = update(session, event, Given { now_ms: taps * 700, record });
        saved.extend(effects);
        session
    };
    session = tap(session, Event::Start(Language::En));
    session = tap(session, Event::Agreed);
    let mut screens: Vec<Vec<QuestionId>> = Vec::new();
    while let State::Asking(asking) = &session.state {
        let here = asking.survey.questions();
        screens.push(here.iter().map(|question| question.id.clone()).collect());
        assert!(screens.len() <= MAX_SCREENS, "{shipped}, {record}: {screens:?}");
        let (place, length) = asking.survey.progress();
        assert_eq!(place, screens.len(), "{shipped}, {record}: {screens:?}");
        assert!(length <= MAX_SCREENS, "{shipped}, {record}: {length} screens announced");
        let event = if asking.survey.question().role == Role::Group {
            let named = here.iter().filter_map(|group| match rule(group) {
                Value::Choice(option) => Some((group.id.clone(), option)),
                _ => None,
            });
            Event::GroupsNamed(named.collect())
        } else {
            Event::Answered(rule(asking.survey.question()))
        };
        session = tap(session, event);
    }
    let [Effect::Save(draft)] = &saved[..] else { panic!("{shipped}, {record}: {saved:?}") };
    let draft = Arc::clone(draft);
    checks::check(&draft, &shipped.kiosk).unwrap_or_else(|e| panic!("{shipped}, {record}: {e}"));
    let seen: Vec<QuestionId> = screens.concat();
    assert_eq!(draft.answers.asked, seen, "{shipped}, {record}");
    Walked { screens, taps: usize::try_from(taps).unwrap(), draft }
}

/// Which of the answers that say nothing about satisfaction is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Else {
    First,
    Last,
}

/// The best answer; nothing written, nothing told of oneself.
pub fn best(question: &Question, or: Else) -> Value {
    let good: Vec<&Choice> = question.options.iter().filter(|option| !option.bad).collect();
    let most = good.iter().filter_map(|option| option.points).max();
    let best: Vec<&Choice> = good.into_iter().filter(|option| option.points == most).collect();
    match question.kind {
        QuestionType::Nps | QuestionType::Number => Value::Number(question.range.unwrap().1),
        _ if question.optional => Value::Skipped,
        QuestionType::Multi => Value::Choices(vec![pick(&best, or).id.clone()]),
        _ => Value::Choice(pick(&best, or).id.clone()),
    }
}

/// The worst answer; everything written, everything told.
pub fn worst(question: &Question, or: Else) -> Value {
    let all: Vec<&Choice> = question.options.iter().collect();
    let bad: Vec<&Choice> = all.iter().copied().filter(|option| option.bad).collect();
    match question.kind {
        QuestionType::Nps | QuestionType::Number => Value::Number(question.range.unwrap().0),
        QuestionType::Text => Value::Text("words".into()),
        QuestionType::Multi => Value::Choices(all.iter().map(|option| option.id.clone()).collect()),
        _ => Value::Choice(pick(if bad.is_empty() { &all } else { &bad }, or).id.clone()),
    }
}

/// Any answer, drawn so that the same one is drawn tomorrow.
pub fn drawn(question: &Question, record: RecordId, round: u8) -> Value {
    let seed = [record.0.as_bytes(), question.id.as_str().as_bytes(), &[round]].concat();
    let Hash(bytes) = Hash::of(&seed);
    crate::properties::fitting(question, usize::from(u16::from_be_bytes([bytes[0], bytes[1]])))
}

/// Every comparison within a condition.
pub fn leaves(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().flat_map(leaves).collect(),
        Condition::Not(not) => leaves(not),
        leaf => vec![leaf],
    }
}

fn pick<'a>(choices: &[&'a Choice], or: Else) -> &'a Choice {
    match or {
        Else::First => choices[0],
        Else::Last => choices[choices.len() - 1],
    }
}
