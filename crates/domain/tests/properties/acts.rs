//! What a finger, a page and a shell may do, sensible or not.

use super::KIOSKS;
use crate::scenario::language::{contact, receipt, receipt_of};
use crate::support::{option, question};
use handover_domain::answer::Value;
use handover_domain::ids::{AdvisorId, OptionId, OrderRef, QuestionId};
use handover_domain::language::Language;
use handover_domain::questionnaire::{Question, QuestionType, Role};
use handover_domain::session::{Comfort, Draft, Event, Habits, SaveProblem, Session, State, Step, TextSize};
use handover_domain::survey::{Survey, VisitInfo};
use handover_domain::visit::Visit;
use proptest::prelude::*;
use std::sync::Arc;

/// An answer that a question takes.
pub fn some_answer(question: &Question) -> Value {
    if question.role == Role::Group {
        return Value::Skipped;
    }
    match question.kind {
        QuestionType::Rating | QuestionType::YesNo | QuestionType::Single => {
            Value::Choice(question.options[0].id.clone())
        }
        QuestionType::Multi => Value::Choices(vec![question.options[0].id.clone()]),
        QuestionType::Nps | QuestionType::Number => Value::Number(question.range.unwrap().0),
        QuestionType::Text => Value::Text("words".into()),
    }
}

/// What happens next; what fits is drawn against what is on the screen then.
#[derive(Debug, Clone)]
pub enum Act {
    /// Something that leads on from here, by number.
    Fitting(usize),
    /// Anything else.
    Event(Event),
}

pub fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        14 => any::<usize>().prop_map(Act::Fitting),
        2 => Just(Act::Event(Event::Back)),
        1 => Just(Act::Event(Event::Complain(Language::ZhTw))),
        5 => event().prop_map(Act::Event),
    ]
}

impl Act {
    /// The event that this act is here; `last` is what was to be saved last.
    pub fn event(self, session: &Session, last: Option<&Draft>, seq: u64) -> Event {
        match self {
            Self::Event(event) => event,
            Self::Fitting(n) => fitting_event(session, last, seq, n),
        }
    }
}

fn fitting_event(session: &Session, last: Option<&Draft>, seq: u64, n: usize) -> Event {
    let one_of = |events: &[Event]| events[n % events.len()].clone();
    match &session.state {
        State::Attract(_) => one_of(&[Event::Start(Language::ZhCn), Event::Complain(Language::En)]),
        State::Consent(_) => Event::Agreed,
        State::Asking(asking) => forth(&asking.survey, n),
        State::Complaining(complaining) => match complaining.step {
            Step::Question => forth(&complaining.survey, n),
            Step::Contact => one_of(&[Event::ContactGiven(contact("王敏", "13800138000")), Event::NoContact]),
        },
        State::Leaving(_) => one_of(&[Event::Stay, Event::LeaveKeeping, Event::Stay, Event::LeaveDeleting]),
        State::Idle(_) => one_of(&[Event::Stay, Event::Tick { quiet_ms: 600_000 }]),
        State::Saving(_) => Event::Saved(last.map_or_else(receipt, |draft| receipt_of(draft, seq))),
        State::Thanks(_) => one_of(&[Event::Finished, Event::Complain(Language::ZhCn)]),
        State::Staff(_) => one_of(&[
            Event::StaffDone,
            Event::HandedOver(handover()),
            Event::TakenBack,
            Event::Tick { quiet_ms: 120_000 },
        ]),
        State::Starting | State::Setup(_) | State::OutOfService(_) => {
            Event::Answered(Value::Number(i64::try_from(n % 11).unwrap()))
        }
    }
}

/// The n-th way on from the screen of a survey.
pub fn forth(survey: &Survey, n: usize) -> Event {
    let question = survey.question();
    if question.role != Role::Group {
        return Event::Answered(fitting(question, n));
    }
    let mut named: Vec<(QuestionId, OptionId)> = Vec::new();
    let mut n = n;
    for group in survey.questions() {
        let ways = group.options.len() + 1;
        named.extend(group.options.get(n % ways).map(|option| (group.id.clone(), option.id.clone())));
        n /= ways;
    }
    Event::GroupsNamed(named)
}

/// Anything that may be told, mostly where it makes no sense.
pub fn event() -> impl Strategy<Value = Event> {
    let kiosk = || (0..KIOSKS.len()).prop_map(|n| Arc::clone(&KIOSKS[n]));
    prop_oneof![
        prop::option::of(kiosk()).prop_map(Event::Started),
        kiosk().prop_map(Event::Enrolled),
        kiosk().prop_map(Event::Configured),
        Just(Event::CodeGiven("<script>".into())),
        Just(Event::Visit(VisitInfo::default())),
        Just(Event::Visit(handover())),
        prop::sample::select(&Language::ALL[..]).prop_map(Event::LanguageChosen),
        prop::sample::select(&Language::ALL[..]).prop_map(Event::Complain),
        Just(Event::ComfortChosen(Comfort::default().resized().contrasted())),
        Just(Event::Agreed),
        Just(Event::Declined),
        any_value().prop_map(Event::Answered),
        prop::collection::vec(any_group(), 0..3).prop_map(Event::GroupsNamed),
        Just(Event::ContactGiven(contact("", "+49 30 901820"))),
        Just(Event::NoContact),
        Just(Event::Leave),
        Just(Event::Stay),
        Just(Event::LeaveKeeping),
        Just(Event::LeaveDeleting),
        prop::sample::select(&[0_u64, 60_000, 84_999, 85_000, 120_000, 144_999, 145_000, u64::MAX][..])
            .prop_map(|quiet_ms| Event::Tick { quiet_ms }),
        Just(Event::Gone),
        Just(Event::Saved(receipt())),
        Just(Event::NotSaved(SaveProblem::Full)),
        Just(Event::TryAgain),
        Just(Event::Finished),
        Just(Event::SetupLost),
        Just(Event::StaffCalled),
        Just(Event::StaffDone),
        Just(Event::HandedOver(handover())),
        Just(Event::TakenBack),
        prop::bool::ANY.prop_map(Event::StaffWanted),
        (30_u64..300).prop_map(|patience_s| {
            Event::HabitsSet(Language::En, Habits { patience_s, text: TextSize::Large })
        }),
    ]
}

/// What a link may tell of a visit.
pub fn handover() -> VisitInfo {
    VisitInfo {
        visit: Some(Visit::Service),
        order: Some(OrderRef::new("RO-1001").unwrap()),
        advisor: Some(AdvisorId::new("a1").unwrap()),
    }
}

fn any_group() -> impl Strategy<Value = (QuestionId, OptionId)> {
    let ids = prop::sample::select(vec!["age", "region", "overall", "nowhere"]);
    let options = prop::sample::select(vec!["35_44", "north", "fair", "120"]);
    (ids, options).prop_map(|(id, of)| (question(id), option(of)))
}

/// Any value at all, mostly one that does not fit.
pub fn any_value() -> impl Strategy<Value = Value> {
    let ids =
        prop::sample::select(vec!["yes", "no", "fair", "price", "people", "other", "unsafe", "perhaps"]);
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
pub fn fitting(question: &Question, n: usize) -> Value {
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
