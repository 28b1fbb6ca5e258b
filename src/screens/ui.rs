//! What every screen begins with: the session to read, the words of the moment, the way to tell what happened.

use crate::components::Choice;
use crate::core::Core;
use crate::texts::{self, Texts};
use handover_domain::session::{Event, Session};
use leptos::prelude::*;
use std::sync::Arc;

/// A screen's eyes and hands.
#[derive(Clone, Copy)]
pub struct Ui {
    core: Core,
    session: ReadSignal<Session>,
}

impl Ui {
    /// For the screens of this core.
    pub fn new(core: Core) -> Self {
        Self { core, session: core.session() }
    }

    /// One of the kiosk's own texts.
    pub(super) fn say(self, pick: fn(&Texts) -> &'static str) -> Signal<String> {
        self.read(move |session| pick(texts::of(session.language)).to_owned())
    }

    /// Something of the session, as text.
    pub(super) fn read(self, read: impl Fn(&Session) -> String + Send + Sync + 'static) -> Signal<String> {
        let read: Arc<dyn Fn(&Session) -> String + Send + Sync> = Arc::new(read);
        Signal::derive(move || self.session.with(|session| read(session)))
    }

    /// Options made from the session.
    pub(super) fn list(
        self,
        read: impl Fn(&Session) -> Vec<Choice> + Send + Sync + 'static,
    ) -> Signal<Vec<Choice>> {
        let read: Arc<dyn Fn(&Session) -> Vec<Choice> + Send + Sync> = Arc::new(read);
        Signal::derive(move || self.session.with(|session| read(session)))
    }

    /// Whether something holds of the session.
    pub(super) fn is(self, holds: fn(&Session) -> bool) -> Signal<bool> {
        Memo::new(move |_| self.session.with(holds)).into()
    }

    /// The session as it is now, for what a screen is built from.
    pub(super) fn now<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// Tells what happened.
    pub(super) fn tell(self, event: Event) {
        self.core.dispatch(event);
    }

    /// A button's answer that tells this.
    pub(super) fn telling(self, event: Event) -> Callback<()> {
        Callback::new(move |()| self.tell(event.clone()))
    }
}
