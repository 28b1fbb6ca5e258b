//! What is expected in the form language: the screen, its question, and what was to be kept.

use super::language::Scenario;
use crate::support;
use handover_domain::answer::Value;
use handover_domain::session::{Draft, Event, State, Thanks};

impl Scenario {
    /// The question on the screen.
    #[track_caller]
    pub fn expect(self, question: &str) -> Self {
        assert!(matches!(self.session.state.name(), "asking" | "complaint"), "{:?}", self.session.state);
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

    /// The countdown is on, with so many seconds left.
    #[track_caller]
    pub fn expect_idle(self, left_s: u64) -> Self {
        match &self.session.state {
            State::Idle(idle) => assert_eq!(idle.left_s, left_s),
            other => panic!("no countdown: {other:?}"),
        }
        self
    }

    /// Whether an apology is due on this question.
    #[track_caller]
    pub fn expect_sorry(self, sorry: bool) -> Self {
        let question = &self.asked().question().id;
        assert_eq!(self.asked().is_sorry(), sorry, "an apology on `{question}`");
        self
    }

    /// The questions on the screen, of which groups share one.
    #[track_caller]
    pub fn expect_together(self, questions: &[&str]) -> Self {
        let here: Vec<&str> = self.asked().questions().into_iter().map(|q| q.id.as_str()).collect();
        assert_eq!(here, questions);
        self
    }

    /// The answer given to any question on the path.
    #[track_caller]
    pub fn expect_answer(self, question: &str, answer: Option<&str>) -> Self {
        let given = answer.map(|option| match option {
            "skip" => Value::Skipped,
            option => Value::Choice(support::option(option)),
        });
        assert_eq!(self.asked().answer_to(&support::question(question)), given.as_ref(), "{question}");
        self
    }

    /// So many records were told of on the thank-you.
    #[track_caller]
    pub fn expect_receipts(self, n: usize) -> Self {
        assert_eq!(self.thanks().receipts.len(), n, "{:?}", self.thanks().receipts);
        self
    }

    /// Whether something was said to be wrong.
    #[track_caller]
    pub fn expect_raised(self, raised: bool) -> Self {
        assert_eq!(self.thanks().raised, raised);
        self
    }

    /// Whether the thank-you offers to take a complaint down.
    #[track_caller]
    pub fn expect_offer(self, offered: bool) -> Self {
        assert_eq!(self.thanks().offers_complaint(), offered);
        self
    }

    /// The thank-you, also while a countdown lies over it.
    #[track_caller]
    pub fn thanks(&self) -> &Thanks {
        match self.session.state.underneath() {
            State::Thanks(thanks) => thanks,
            other => panic!("nobody is thanked: {other:?}"),
        }
    }
}
