//! The form language: `survey("short").answer("appointment", "yes").expect("appointment_rating")`.
//! What happens is here; what is expected of it is in `expect`.

use crate::support;
use handover_domain::answer::Value;
use handover_domain::complaint::{Complaint, Number};
use handover_domain::contact::{ContactPart, Purpose};
use handover_domain::hash::Hash;
use handover_domain::ids::Epoch;
use handover_domain::language::Language;
use handover_domain::questionnaire::QuestionType;
use handover_domain::record::Outcome;
use handover_domain::session::{
    Draft, Effect, Event, Filed, Given, Kiosk, Receipt, SaveProblem, Session, What, update,
};
use handover_domain::slip::Slip;
use handover_domain::survey::{Survey, VisitInfo};
use std::sync::Arc;
use uuid::Uuid;

/// A tablet, what it was told and what it wants done.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub session: Session,
    pub effects: Vec<Effect>,
    now_ms: u64,
    records: u64,
    kept: u64,
}

/// A tablet on which nothing has happened yet.
pub fn tablet() -> Scenario {
    Scenario { session: Session::new(Language::En), effects: Vec::new(), now_ms: 0, records: 0, kept: 0 }
}

/// A set-up with one of the packages.
pub fn set_up(package: &str, version: u64) -> Arc<Kiosk> {
    let json = match package {
        "short" => support::short(),
        "full" => support::full(),
        "bank" => support::bank(),
        "service" => support::shipped(support::SERVICE),
        "delivery" => support::shipped(support::DELIVERY),
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

/// What a customer takes home of the first record.
pub fn receipt() -> Receipt {
    receipt_at(1, None)
}

/// What the shell makes of a draft that it wrote at this place of the journal.
pub fn receipt_of(draft: &Draft, seq: u64) -> Receipt {
    receipt_at(
        seq,
        match draft.what {
            What::Response(_) => None,
            What::Complaint(Filed { category, department, severity }) => Some(Complaint {
                number: Number::issue(42, Epoch(Uuid::from_u128(9)), seq),
                category,
                department,
                severity,
                contact: draft.contact.is_some(),
            }),
        },
    )
}

fn receipt_at(seq: u64, complaint: Option<Complaint>) -> Receipt {
    Receipt {
        slip: Slip::of(seq, &Hash::of(b"header")),
        at: "2026-11-25T14:40:00+08:00".parse().unwrap(),
        complaint,
    }
}

/// Contact details left for one purpose.
pub fn contact(name: &str, phone: &str) -> ContactPart {
    ContactPart::new(name, phone, Purpose::AnswerComplaint).expect("a phone number")
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

    /// Wants to complain: the notice comes before it on the attract screen, nowhere else.
    pub fn complain(self) -> Self {
        self.tell(Event::Complain(Language::En))
    }

    /// Names groups: `groups(&[("age", "35_44")])`.
    pub fn groups(self, named: &[(&str, &str)]) -> Self {
        let named = named.iter().map(|(id, option)| (support::question(id), support::option(option)));
        self.tell(Event::GroupsNamed(named.collect()))
    }

    /// Leaves contact details on the contact screen.
    pub fn contact(self, name: &str, phone: &str) -> Self {
        self.expect_screen("contact").tell(Event::ContactGiven(contact(name, phone)))
    }

    /// Does not want to be contacted.
    pub fn no_contact(self) -> Self {
        self.expect_screen("contact").tell(Event::NoContact)
    }

    /// Nobody has touched the tablet for so many seconds.
    pub fn quiet(self, seconds: u64) -> Self {
        self.quiet_ms(seconds * 1000)
    }

    pub fn quiet_ms(self, quiet_ms: u64) -> Self {
        self.tell(Event::Tick { quiet_ms })
    }

    /// The page goes away.
    pub fn gone(self) -> Self {
        self.tell(Event::Gone)
    }

    /// What was to be saved last is on disk.
    pub fn saved(mut self) -> Self {
        self.kept += 1;
        let last = self.drafts().last().map(|draft| receipt_of(draft, self.kept));
        self.expect_screen("saving").tell(Event::Saved(last.expect("something was to be saved")))
    }

    pub fn not_saved(self, problem: SaveProblem) -> Self {
        self.expect_screen("saving").tell(Event::NotSaved(problem)).expect_screen("not-saved")
    }

    /// A newer set-up with the same package arrives.
    pub fn configured(self, version: u64) -> Self {
        self.tell(Event::Configured(set_up("short", version)))
    }

    pub fn visit(self, info: VisitInfo) -> Self {
        self.tell(Event::Visit(info))
    }

    /// Every draft that was to be saved, oldest first.
    pub fn drafts(&self) -> Vec<&Draft> {
        let drafts = self.effects.iter().filter_map(|effect| match effect {
            Effect::Save(draft) => Some(&**draft),
            Effect::NoSurvey(_) => None,
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
        let survey = self.session.survey();
        survey.unwrap_or_else(|| panic!("no question is on the screen: {:?}", self.session.state))
    }
}

/// How a survey ended that was to be saved.
pub fn outcome(draft: &Draft) -> Outcome {
    match draft.what {
        What::Response(outcome) => outcome,
        What::Complaint(_) => panic!("a survey was expected: {draft:#?}"),
    }
}

/// What a complaint is filed under that was to be saved.
pub fn filed(draft: &Draft) -> Filed {
    match draft.what {
        What::Complaint(filed) => filed,
        What::Response(_) => panic!("a complaint was expected: {draft:#?}"),
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
