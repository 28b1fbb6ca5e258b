//! What every screen begins with: the session to read, the words of the moment, the way to tell what happened.

use crate::components::{Act, Live, Room};
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
    pub(super) fn say(self, pick: fn(&Texts) -> &'static str) -> Live<String> {
        self.read(move |session| pick(texts::of(session.language)).to_owned())
    }

    /// Something of the session, read anew whenever that changes.
    pub fn read<T>(self, read: impl Fn(&Session) -> T + Send + Sync + 'static) -> Live<T> {
        Arc::new(move || self.session.with(&read))
    }

    /// The session as it is now, for what a screen is built from.
    pub(super) fn now<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// The QR code of a text, once it is drawn: its width, and the inside of a picture.
    pub(super) fn code(self, text: String) -> Live<Option<(u32, String)>> {
        let drawn = self.core.draw(text);
        Arc::new(move || {
            let drawn = drawn();
            let (width, picture) = drawn.split_once(' ')?;
            Some((width.parse().ok()?, picture.to_owned()))
        })
    }

    /// Brings the staff's program to the room that was made for it.
    pub(super) fn call_staff(self) {
        self.core.call_staff();
    }

    /// Which life of the page this is.
    pub(super) fn page(self) -> String {
        self.core.page().to_string()
    }

    /// Tells what happened.
    pub(super) fn tell(self, event: Event) {
        self.core.dispatch(event);
    }

    /// How much a field takes, and what it says of more.
    pub(super) fn room(self, most: usize) -> Room {
        Room { most, cut: self.read(move |session| (texts::of(session.language).cut)(most)) }
    }

    /// A button's answer that begins a complaint.
    pub(super) fn complaining(self) -> Act {
        Arc::new(move || self.tell(Event::Complain(self.now(|session| session.language))))
    }

    /// A button's answer that tells this.
    pub(super) fn telling(self, event: fn() -> Event) -> Act {
        Arc::new(move || self.tell(event()))
    }
}
