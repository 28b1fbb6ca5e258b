//! The form language: `survey("service").answer("appointment", "yes").expect("appointment_rating")`.

use crate::support;
use handover_domain::answer::Value;
use handover_domain::hash::Hash;
use handover_domain::language::Language;
use handover_domain::questionnaire::QuestionType;
use handover_domain::session::{Draft, Effect, Event, Given, Kiosk, SaveProblem, Session, State, update};
use handover_domain::slip::Slip;
use handover_domain::survey::{Survey, VisitInfo};
use std::sync::Arc;

/// A tablet, what it was told and what it wants done.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub session: Session,
    pub effects: Vec<Effect>,
    now_ms: u64,
    records: u64,
}

/// A tablet on which nothing has happened yet.
pub fn tablet() -> Scenario {
    Scenario { session: Session::new(Language::En), effects: Vec::new(), now_ms: 0, records: 0 }
}

/// A set-up with a shipped package.
pub fn set_up(package: &str, version: u64) -> Arc<Kiosk> {
    let json = match package {
        "service" => support::service(),
        "bank" => support::bank(),
        other => panic!("there is no package `{other}`"),
    };
    support::kiosk(&json, version)
}

/// An enrolled tablet that waits for a customer.
pub fn attract(package: &str) -> Scenario {
    tablet().tell(Event::Started(Some(set_up(package, 1)))).expect_screen("attract")
}

/// A customer who has agreed to answer and sees the first question.
pub fn survey(package: &str) -> Scenario {
    attract(package).begin()
}

/// A receipt code.
pub fn slip() -> Slip {
    Slip::of(1, &Hash::of(b"header"))
}

impl Scenario {
    /// Something happens, a second after what happened before.
    pub fn tell(mut self, event: Event) -> Self {
        self.now_ms += 1000;
        self.records += 1;
        let given = Given { now_ms: self.now_ms, record: support::record(self.records) };
        let (session, effects) = update(self.session, event, given);
        self.session = session;
        self.effects.extend(effects);
        self
    }

    pub fn begin(self) -> Self {
        self.tell(Event::Start(Language::En))
            .expect_screen("consent")
            .tell(Event::Agreed)
            .expect_screen("asking")
    }

    /// Answers the question, which must be the one on the screen: with an option, a number, words, `n/a` or `skip`.
    pub fn answer(self, question: &str, answer: &str) -> Self {
        let scenario = self.expect(question);
        let value = match (answer, scenario.asked().question().kind) {
            ("n/a", _) => Value::NotApplicable,
            ("skip", _) => Value::Skipped,
            (words, QuestionType::Text) => Value::Text(words.into()),
            (number, QuestionType::Nps | QuestionType::Number) => Value::Number(number.parse().unwrap()),
            (options, QuestionType::Multi) => {
                Value::Choices(options.split('+').map(support::option).collect())
            }
            (option, _) => Value::Choice(support::option(option)),
        };
        scenario.tell(Event::Answered(value))
    }

    pub fn back(self) -> Self {
        self.tell(Event::Back)
    }

    pub fn leave(self) -> Self {
        self.tell(Event::Leave).expect_screen("leaving")
    }

    pub fn saved(self) -> Self {
        self.expect_screen("saving").tell(Event::Saved(slip()))
    }

    pub fn not_saved(self, problem: SaveProblem) -> Self {
        self.expect_screen("saving").tell(Event::NotSaved(problem)).expect_screen("not-saved")
    }

    /// A newer set-up with the same package arrives.
    pub fn configured(self, version: u64) -> Self {
        self.tell(Event::Configured(set_up("service", version)))
    }

    pub fn visit(self, info: VisitInfo) -> Self {
        self.tell(Event::Visit(info))
    }

    /// The question on the screen.
    #[track_caller]
    pub fn expect(self, question: &str) -> Self {
        assert_eq!(self.session.state.name(), "asking");
        assert_eq!(self.asked().question().id, support::question(question));
        self
    }

    /// The state's name, as in `data-screen`.
    #[track_caller]
    pub fn expect_screen(self, name: &str) -> Self {
        assert_eq!(self.session.state.name(), name, "{:?}", self.session.state);
        self
    }

    /// Place and length of the path.
    #[track_caller]
    pub fn expect_progress(self, place: usize, length: usize) -> Self {
        assert_eq!(self.asked().progress(), (place, length));
        self
    }

    /// The answer that the question on the screen still bears.
    #[track_caller]
    pub fn expect_given(self, answer: Option<&str>) -> Self {
        let given = answer.map(|option| Value::Choice(support::option(option)));
        assert_eq!(self.asked().answer_here(), given.as_ref());
        self
    }

    /// The version of the set-up in use.
    #[track_caller]
    pub fn expect_config(self, version: u64) -> Self {
        assert_eq!(self.session.kiosk.as_ref().map(|kiosk| kiosk.config.version), Some(version));
        self
    }

    /// Nothing was to be kept so far.
    #[track_caller]
    pub fn expect_nothing_kept(self) -> Self {
        assert_eq!(self.drafts(), Vec::<&Draft>::new());
        self
    }

    /// Telling any of these now changes nothing and wants nothing done.
    #[track_caller]
    pub fn expect_unmoved_by(self, events: impl IntoIterator<Item = Event>) -> Self {
        for event in events {
            let after = self.clone().tell(event.clone());
            assert_eq!(after.session, self.session, "{event:?}");
            assert_eq!(after.effects, self.effects, "{event:?}");
        }
        self
    }

    /// Every draft that was to be saved, oldest first.
    pub fn drafts(&self) -> Vec<&Draft> {
        let drafts = self.effects.iter().filter_map(|effect| match effect {
            Effect::Save(draft) => Some(&**draft),
            _ => None,
        });
        drafts.collect()
    }

    /// The one draft that was to be saved.
    #[track_caller]
    pub fn draft(&self) -> &Draft {
        let drafts = self.drafts();
        let [draft] = drafts[..] else { panic!("one draft was expected: {drafts:#?}") };
        draft
    }

    /// The survey on the screen.
    #[track_caller]
    pub fn asked(&self) -> &Survey {
        match &self.session.state {
            State::Asking(asking) | State::Leaving(asking) => &asking.survey,
            other => panic!("no question is on the screen: {other:?}"),
        }
    }
}

/// The questions of a draft in order, each with its answer: `appointment=yes cleanliness=n/a`.
pub fn told(draft: &Draft) -> String {
    let asked = draft.answers.asked.iter().map(|id| {
        let answer = draft.answers.answers.iter().find(|answer| answer.question == *id);
        let value = match answer.map(|answer| &answer.value) {
            None => String::new(),
            Some(Value::Choice(option)) => option.to_string(),
            Some(Value::Choices(options)) => {
                options.iter().map(ToString::to_string).collect::<Vec<_>>().join("+")
            }
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Text(words)) => format!("“{words}”"),
            Some(Value::Written) => "written".into(),
            Some(Value::NotApplicable) => "n/a".into(),
            Some(Value::Skipped) => "skip".into(),
        };
        format!("{id}={value}")
    });
    asked.collect::<Vec<_>>().join(" ")
}
