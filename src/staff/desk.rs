//! What staff see, and what they may do.

use super::door::{ask, say};
use super::facts::{Facts, FileNews};
use super::tools::{Tools, tools, written};
use super::words;
use crate::browser::log::warn;
use crate::browser::task::spawn;
use crate::browser::{clock, file};
use crate::components::{Act, Live};
use crate::store;
use crate::sync::word;
use chrono::{DateTime, FixedOffset};
use handover_domain::complaint::{Course, Number};
use handover_domain::language::Language;
use handover_domain::lockout::Lockout;
use handover_domain::record::{EventPart, Happened};
use handover_domain::session::{Habits, Kiosk};
use handover_domain::shop::Books;
use handover_domain::wire::{EnrolCode, ListedVisit, Person, Role};
use handover_tablet::StoreError;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Clocks that differ by less, in milliseconds, agree.
pub(super) const SAME_MS: u64 = 90_000;

/// A screen of the staff's program.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// What the tablet knows is being read.
    Opening,
    /// The tablet is being set up.
    Setup,
    /// Nobody has said who they are.
    Locked,
    /// Counts, and complaints with what is due.
    Overview,
    /// A handover is started.
    Start,
    /// One complaint.
    Complaint(Number),
    /// How it goes with the tablet.
    Tablet,
    /// What the shop manager sets.
    Settings,
}

/// What became of the last thing that was asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum News {
    #[default]
    None,
    /// Head office is being asked.
    Connecting,
    /// What was typed is no enrolment code.
    Mistyped,
    /// Why the tablet was not enrolled, in a word.
    NotEnrolled(String),
    /// A file is being written or read.
    Busy,
    /// What became of it.
    File(FileNews),
    /// Something could not be written down.
    NotWritten,
    /// Settings were.
    Saved,
    /// A step was.
    Recorded,
}

/// All of it; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub language: RwSignal<Language>,
    pub place: RwSignal<Place>,
    /// What the page made room for.
    pub room: RwSignal<Room>,
    pub kiosk: RwSignal<Option<Arc<Kiosk>>>,
    pub who: RwSignal<Option<Person>>,
    /// Who guessed, and how long each of them has to wait.
    pub lockout: RwSignal<Lockout>,
    pub facts: RwSignal<Option<Facts>>,
    pub news: RwSignal<News>,
    pub books: RwSignal<Arc<Books>>,
    pub courses: RwSignal<Vec<Course>>,
    pub visits: RwSignal<Vec<ListedVisit>>,
    /// Whether head office's feed was ever heard.
    pub has_feed: RwSignal<bool>,
    /// The handover number, while a customer has the tablet.
    pub out: RwSignal<Option<String>>,
    pub now: RwSignal<DateTime<FixedOffset>>,
}

/// What the page made room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Room {
    /// The tablet has no set-up.
    pub sets_up: bool,
    /// It had one.
    pub lost: bool,
    /// No customer is at the tablet, and it could take one.
    pub free: bool,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            language: RwSignal::new(Language::ZhCn),
            place: RwSignal::new(Place::Opening),
            room: RwSignal::default(),
            kiosk: RwSignal::new(None),
            who: RwSignal::new(None),
            lockout: RwSignal::default(),
            facts: RwSignal::new(None),
            news: RwSignal::default(),
            books: RwSignal::default(),
            courses: RwSignal::default(),
            visits: RwSignal::default(),
            has_feed: RwSignal::new(false),
            out: RwSignal::new(None),
            now: RwSignal::new(clock::wall()),
        }
    }

    /// One of the program's words.
    pub fn say(self, pick: fn(&words::Words) -> &'static str) -> Live<String> {
        Arc::new(move || pick(self.words()).to_owned())
    }

    /// Something that is read anew whenever what it reads changes.
    pub fn read<T>(self, read: impl Fn(Self) -> T + Send + Sync + 'static) -> Live<T> {
        Arc::new(move || read(self))
    }

    /// A button's answer.
    pub fn act(self, act: impl Fn(Self) + Send + Sync + 'static) -> Act {
        Arc::new(move || act(self))
    }

    /// The words of the screen's language.
    pub fn words(self) -> &'static words::Words {
        words::of(self.language.get())
    }

    /// Goes to a screen.
    pub fn go(self, place: Place) {
        self.news.set(News::None);
        self.place.set(place);
    }

    /// Whether the tablet's clock was moved.
    pub fn clock_moved(self) -> bool {
        self.now.track();
        clock::suspect()
    }

    /// Whether the shop manager is here.
    pub fn is_manager(self) -> bool {
        self.who.with(|who| who.as_ref().is_some_and(|person| person.role == Role::Manager))
    }

    /// The same, for what is not drawn.
    pub fn is_manager_now(self) -> bool {
        untrack(|| self.is_manager())
    }

    /// What this tablet does unless it was set otherwise, and in which language.
    pub fn habits(self) -> (Language, Habits) {
        store::habits().unwrap_or((self.language.get_untracked(), Habits::default()))
    }

    /// Sets it, once it is written down that it is set; it takes effect at once.
    pub fn keep_habits(self, language: Language, habits: Habits) {
        let person = self.who.get_untracked().map(|person| person.id);
        spawn(async move {
            let event = EventPart { person, ..EventPart::of(Happened::SettingsChanged) };
            let kept = self.note(event).await.and_then(|()| store::keep_habits(language, habits));
            match &kept {
                Ok(()) => say(word::HABITS, ""),
                Err(error) => warn("the settings stay as they were", error),
            }
            self.news.set(if kept.is_ok() { News::Saved } else { News::NotWritten });
        });
    }

    /// Nobody has said who they are.
    pub fn lock(self) {
        self.who.set(None);
        self.go(Place::Locked);
    }

    /// Staff are done.
    #[expect(clippy::unused_self, reason = "screens know the desk alone")]
    pub fn close(self) {
        say(word::DONE, "");
    }

    /// Tries a code that was typed, or that a link brought.
    pub fn enrol(self, typed: &str) {
        match EnrolCode::parse(typed) {
            Ok(code) => {
                self.news.set(News::Connecting);
                ask(word::ENROL, code.to_string());
            }
            Err(_) => self.news.set(News::Mistyped),
        }
    }

    /// Writes a file that asks for enrolment with the code that was typed.
    pub fn request(self, typed: &str) {
        match EnrolCode::parse(typed) {
            Ok(code) => {
                self.news.set(News::Busy);
                ask(word::ENROL_BY_FILE, code.to_string());
            }
            Err(_) => self.news.set(News::Mistyped),
        }
    }

    /// Writes a file of what is pending, or of the last days.
    pub fn export(self, days: Option<u32>) {
        self.news.set(News::Busy);
        ask(word::EXPORT, days.map_or(JsValue::NULL, JsValue::from));
    }

    /// Reads the file that was chosen.
    pub fn bring(self) {
        self.news.set(News::Busy);
        ask(word::BRING, file::chosen());
    }

    /// Has the records go now.
    #[expect(clippy::unused_self, reason = "screens know the desk alone")]
    pub fn hurry(self) {
        ask(word::HURRY, JsValue::NULL);
    }

    /// The customer's turn is over.
    pub fn take_back(self) {
        say(word::TAKEN_BACK, "");
        self.out.set(None);
    }

    /// Does something that takes a while.
    #[expect(clippy::unused_self, reason = "screens know the desk alone")]
    pub fn later(self, act: impl Future<Output = ()> + 'static) {
        spawn(act);
    }

    /// What records are written with.
    pub fn at_hand(self) -> Result<(Rc<Tools>, Arc<Kiosk>), StoreError> {
        let missing = || StoreError::Unavailable("the tablet is not set up".into());
        Ok((tools().ok_or_else(missing)?, self.kiosk.get_untracked().ok_or_else(missing)?))
    }

    /// Writes down that something happened.
    pub async fn note(self, event: EventPart) -> Result<(), StoreError> {
        let (tools, kiosk) = self.at_hand()?;
        let last = tools.pen.note(&tools.store, &kiosk, &event).await?;
        written(&tools, &last).await;
        Ok(())
    }
}
