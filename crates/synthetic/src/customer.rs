//! One customer at a tablet, through the domain's own session.

use handover_domain::answer::Value;
use handover_domain::contact::ContactPart;
use handover_domain::ids::{OptionId, OrderRef, QuestionId, RecordId};
use handover_domain::language::Language;
use handover_domain::questionnaire::{Question, Role};
use handover_domain::session::{Draft, Effect, Event, Given, Kiosk, Receipt, Session, State, Step, update};
use handover_domain::survey::VisitInfo;
use std::mem;
use std::sync::Arc;
use uuid::Uuid;

/// More taps than any survey or complaint takes.
const MOST: usize = 200;

/// How a customer answers.
pub trait Manner {
    /// Milliseconds until the next tap.
    fn pause_ms(&mut self) -> u64;

    /// The answer to a question.
    fn answer(&mut self, question: &Question) -> Value;

    /// The groups that the customer names.
    fn groups(&mut self, _groups: &[&Arc<Question>]) -> Vec<(QuestionId, OptionId)> {
        Vec::new()
    }

    /// How the customer can be reached.
    fn contact(&mut self) -> Option<ContactPart> {
        None
    }

    /// Whether the customer walks away at the question on the screen.
    fn goes(&mut self) -> bool {
        false
    }
}

/// What came of it.
#[derive(Debug, PartialEq)]
pub enum End {
    /// Something to be written.
    Save(Arc<Draft>),
    /// The handover ended, and nobody answered.
    NoSurvey(OrderRef),
    /// Nothing.
    Nothing,
}

/// A customer who does not come to an end.
#[derive(Debug, thiserror::Error)]
#[error("a synthetic customer is stuck at `{0}`; is there a questionnaire for this visit?")]
pub struct Stuck(&'static str);

/// A customer's visit to the tablet.
pub struct Visit {
    session: Session,
    now_ms: u64,
}

impl Visit {
    /// Somebody walks up to the tablet.
    pub fn walk_in(kiosk: &Arc<Kiosk>) -> Self {
        let mut visit = Self { session: Session::new(Language::ZhCn), now_ms: 0 };
        visit.tell(Event::Started(Some(Arc::clone(kiosk))));
        visit
    }

    /// Staff hand the tablet to somebody.
    pub fn handed(kiosk: &Arc<Kiosk>, info: VisitInfo) -> Self {
        let mut visit = Self::walk_in(kiosk);
        visit.tell(Event::StaffCalled);
        visit.tell(Event::HandedOver(info));
        visit
    }

    /// Milliseconds since the customer has the tablet.
    pub fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// The customer answers the questionnaire.
    pub fn survey(
        &mut self,
        language: Language,
        record: RecordId,
        manner: &mut impl Manner,
    ) -> Result<End, Stuck> {
        self.tell(Event::Start(language));
        self.now_ms += manner.pause_ms();
        self.step(Event::Agreed, record);
        self.go_on(record, manner)
    }

    /// The customer complains: at the first screen, or after a survey.
    pub fn complain(
        &mut self,
        language: Language,
        record: RecordId,
        manner: &mut impl Manner,
    ) -> Result<End, Stuck> {
        self.step(Event::Complain(language), record);
        self.now_ms += manner.pause_ms();
        self.step(Event::Agreed, record);
        self.go_on(record, manner)
    }

    /// Staff take the tablet back before anything was answered.
    pub fn taken_back(&mut self) -> End {
        self.tell(Event::StaffCalled);
        self.step(Event::TakenBack, RecordId(Uuid::nil())).unwrap_or(End::Nothing)
    }

    /// It is written; whether the customer is asked to complain.
    pub fn saved(&mut self, receipt: Receipt) -> bool {
        self.tell(Event::Saved(receipt));
        matches!(&self.session.state, State::Thanks(thanks) if thanks.offers_complaint())
    }

    fn go_on(&mut self, record: RecordId, manner: &mut impl Manner) -> Result<End, Stuck> {
        for _ in 0..MOST {
            let event = match &self.session.state {
                State::Asking(_) if manner.goes() => Event::Gone,
                State::Asking(asking) if asking.survey.question().role == Role::Group => {
                    Event::GroupsNamed(manner.groups(&asking.survey.questions()))
                }
                State::Asking(asking) => Event::Answered(manner.answer(asking.survey.question())),
                State::Complaining(complaining) => match complaining.step {
                    Step::Question => Event::Answered(manner.answer(complaining.survey.question())),
                    Step::Contact => manner.contact().map_or(Event::NoContact, Event::ContactGiven),
                },
                State::Attract(_) => return Ok(End::Nothing),
                _ => break,
            };
            self.now_ms += manner.pause_ms();
            if let Some(end) = self.step(event, record) {
                return Ok(end);
            }
        }
        Err(Stuck(self.session.state.name()))
    }

    fn tell(&mut self, event: Event) {
        self.step(event, RecordId(Uuid::nil()));
    }

    fn step(&mut self, event: Event, record: RecordId) -> Option<End> {
        let session = mem::replace(&mut self.session, Session::new(Language::ZhCn));
        let (session, effects) = update(session, event, Given { now_ms: self.now_ms, record });
        self.session = session;
        effects.into_iter().next().map(|effect| match effect {
            Effect::Save(draft) => End::Save(draft),
            Effect::NoSurvey(order) => End::NoSurvey(order),
        })
    }
}
