//! What every screen begins with: the session to read, the words of the moment, the way to tell what happened.

use crate::components::Choice;
use crate::core::{Core, use_core};
use crate::texts::{self, Texts};
use handover_domain::session::{Event, Session};
use leptos::prelude::*;

/// A screen's hands and eyes.
#[derive(Clone, Copy)]
pub(super) struct Ui {
    core: Core,
    session: ReadSignal<Session>,
}

impl Ui {
    pub fn new() -> Self {
        let core = use_core();
        Self { core, session: core.session() }
    }

    /// One of the kiosk's own texts.
    pub fn say(self, pick: fn(&Texts) -> &'static str) -> Signal<String> {
        self.read(move |session| pick(texts::of(session.language)).to_owned())
    }

    /// Something of the session, as text.
    pub fn read(self, read: impl Fn(&Session) -> String + Send + Sync + 'static) -> Signal<String> {
        Signal::derive(move || self.session.with(&read))
    }

    /// Options made from the session.
    pub fn list(self, read: impl Fn(&Session) -> Vec<Choice> + Send + Sync + 'static) -> Signal<Vec<Choice>> {
        Signal::derive(move || self.session.with(&read))
    }

    /// Whether something holds of the session.
    pub fn is(self, holds: fn(&Session) -> bool) -> Signal<bool> {
        Memo::new(move |_| self.session.with(holds)).into()
    }

    /// The session as it is now, for what a screen is built from.
    pub fn now<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// The tag of the language of the screen.
    pub fn tag(self) -> Signal<&'static str> {
        Signal::derive(move || self.session.with(|session| session.language.tag()))
    }

    /// Tells what happened.
    pub fn tell(self, event: Event) {
        self.core.dispatch(event);
    }

    /// A button's answer that tells this.
    pub fn telling(self, event: Event) -> Callback<()> {
        Callback::new(move |()| self.tell(event.clone()))
    }
}
