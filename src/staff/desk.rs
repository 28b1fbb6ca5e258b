//! What staff see, and what they may do.

use super::door::{ask, say};
use super::facts::{Facts, FileNews};
use super::{books, door, lock, words};
use crate::browser::log::warn;
use crate::browser::task::spawn;
use crate::browser::timer::sleep;
use crate::browser::{clock, file};
use crate::components::{Act, Live};
use crate::pen::Pen;
use crate::store::{self, Store};
use crate::sync::{open_config, word};
use chrono::{DateTime, FixedOffset, TimeDelta};
use handover_domain::complaint::{Course, Number};
use handover_domain::ids::PageId;
use handover_domain::language::Language;
use handover_domain::lockout::Lockout;
use handover_domain::record::{EventPart, Happened};
use handover_domain::session::{Habits, Kiosk};
use handover_domain::shop::Books;
use handover_domain::wire::{ListedVisit, Person, Role};
use handover_tablet::{Head, Setting, Storage, StoreError, journal};
use leptos::prelude::*;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// How often clocks and counts are looked at anew.
const LOOK_S: u64 = 20;

/// How long before something is due staff are called.
const SOON_MS: i64 = 600_000;

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
    /// Seconds until each person may try a PIN again.
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

thread_local! {
    static TOOLS: OnceCell<Rc<Tools>> = const { OnceCell::new() };
}

/// What everything is done with.
pub(super) struct Tools {
    pub store: Store,
    pub pen: Pen,
    pub pages: RefCell<books::Pages>,
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

    /// Sets it; it takes effect at once.
    pub fn keep_habits(self, language: Language, habits: Habits) {
        let kept = store::keep_habits(language, habits);
        if kept.is_ok() {
            say(word::HABITS, "");
        }
        self.news.set(if kept.is_ok() { News::Saved } else { News::NotWritten });
        let person = self.who.get_untracked().map(|person| person.id);
        spawn(async move {
            let event = EventPart { person, ..EventPart::of(Happened::SettingsChanged) };
            if let Err(error) = self.note(event).await {
                warn("that the settings were changed was not written down", &error);
            }
        });
    }

    /// The page made room.
    pub fn enter(self, room: &HtmlElement) {
        let has = |name| room.has_attribute(name);
        let (sets_up, lost) = (has("data-setup"), has("data-lost"));
        self.room.set(Room { sets_up, lost, free: has("data-free") });
        self.out.set(room.get_attribute("data-out"));
        self.now.set(clock::wall());
        self.go(Place::Opening);
        ask(word::WATCH, true);
        let page = room.get_attribute("data-page").and_then(|id| Uuid::try_parse(&id).ok());
        let code = room.get_attribute("data-code");
        spawn(async move {
            if let Err(error) = open(self, PageId(page.unwrap_or_default())).await {
                // Where nothing can be read, what the courier tells is all there is.
                warn("what the tablet keeps cannot be read", &error);
                return self.go(if sets_up { Place::Setup } else { Place::Tablet });
            }
            self.configured().await;
            if sets_up {
                self.go(Place::Setup);
                if let Some(code) = code {
                    self.enrol(&code);
                }
                return;
            }
            let has_people = self
                .kiosk
                .with_untracked(|kiosk| kiosk.as_ref().is_some_and(|kiosk| !kiosk.config.people.is_empty()));
            let is_free = self.room.with_untracked(|room| room.free);
            self.go(if has_people && is_free { Place::Locked } else { Place::Tablet });
        });
    }

    /// The room is gone: whoever was there is not there any more.
    pub fn leave(self) {
        ask(word::WATCH, JsValue::NULL);
        self.lock();
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

    /// What the courier tells, and the page of a new set-up.
    pub fn heard(self, word: &str, first: &JsValue, second: &JsValue) {
        let said = first.as_string().unwrap_or_default();
        match word {
            word::PROGRESS => {
                self.facts.set(Facts::read(&said));
                // What came with it may be a step that somebody else took.
                if self.who.with_untracked(Option::is_some) {
                    spawn(self.refresh());
                }
            }
            word::FILE => {
                if second.is_truthy() {
                    door::save(second);
                }
                self.news.set(News::File(FileNews::read(&said)));
            }
            word::NOT_ENROLLED => self.news.set(News::NotEnrolled(said)),
            word::SET_UP => {
                // It may have come with a file, of which staff are still to read.
                self.news.update(|news| {
                    if matches!(news, News::Connecting | News::Mistyped | News::NotEnrolled(_)) {
                        *news = News::None;
                    }
                });
                spawn(self.configured());
            }
            _ => {}
        }
    }

    /// Tries a code that was typed, or that a link brought.
    pub fn enrol(self, typed: &str) {
        match handover_domain::wire::EnrolCode::parse(typed) {
            Ok(code) => {
                self.news.set(News::Connecting);
                ask(word::ENROL, code.to_string());
            }
            Err(_) => self.news.set(News::Mistyped),
        }
    }

    /// Writes a file that asks for enrolment with the code that was typed.
    pub fn request(self, typed: &str) {
        match handover_domain::wire::EnrolCode::parse(typed) {
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

    /// Takes up the set-up that is kept.
    async fn configured(self) {
        let Some(tools) = tools() else { return };
        let kept = tools.store.setting(Setting::Config).await.ok().flatten();
        let kiosk = match kept {
            Some(envelope) => open_config(envelope.as_bytes(), None).await.map(Arc::new).ok(),
            None => None,
        };
        self.kiosk.set(kiosk);
        self.refresh().await;
    }

    /// Looks what is new in the journal and in the feed.
    pub async fn refresh(self) {
        let Some(tools) = tools() else { return };
        self.now.set(clock::wall() + self.ahead());
        let Some(kiosk) = self.kiosk.get_untracked() else { return };
        match books::read(&tools, &kiosk).await {
            Ok(found) => {
                self.courses.set(found.books.complaints(
                    kiosk.config.mode,
                    found.feed.as_ref(),
                    self.ahead(),
                ));
                self.has_feed.set(found.feed.is_some());
                self.visits.set(found.feed.map(|feed| feed.visits).unwrap_or_default());
                self.books.set(Arc::new(found.books));
                self.call();
            }
            Err(error) => warn("the journal cannot be looked through", &error),
        }
    }

    /// How far head office's clock is ahead of this tablet's, where they do not agree: complaints go by head office's.
    fn ahead(self) -> TimeDelta {
        let ms = self.facts.with_untracked(|facts| facts.as_ref()?.sync.as_ref()?.ahead_ms).unwrap_or(0);
        if ms.unsigned_abs() < SAME_MS { TimeDelta::zero() } else { TimeDelta::milliseconds(ms) }
    }

    /// Has the page call staff when something is due next; only who has seen what there is takes back a call.
    fn call(self) {
        if self.who.with_untracked(Option::is_some) {
            let due = self.courses.with_untracked(|all| {
                let open = all.iter().filter(|course| !course.is_closed());
                open.filter_map(Course::next).map(|clock| clock.due - self.ahead()).min()
            });
            store::call(due.map(|due| due.timestamp_millis() - SOON_MS));
        }
    }

    /// Time passes: clocks are drawn anew, and who waits to try a PIN again waits less.
    pub async fn tick(self) {
        for second in 1_u64.. {
            sleep(1000).await;
            lock::pass(self, 1000).await;
            if second.is_multiple_of(LOOK_S) && self.who.with_untracked(Option::is_some) {
                self.refresh().await;
            }
        }
    }

    /// Writes down that something happened.
    pub async fn note(self, event: EventPart) -> Result<(), StoreError> {
        let (Some(tools), Some(kiosk)) = (tools(), self.kiosk.get_untracked()) else { return Ok(()) };
        let last = tools.pen.note(&tools.store, &kiosk, &event).await?;
        written(&tools, &last).await;
        Ok(())
    }
}

/// A record is safe; the rest may fail without harm.
pub(super) async fn written(tools: &Tools, last: &Head) {
    ask(word::GO, JsValue::NULL);
    if let Err(error) = journal::witness(&tools.store, last).await {
        warn("the witness was not kept", &error);
    }
}

/// What everything is done with, once it is open.
pub(super) fn tools() -> Option<Rc<Tools>> {
    TOOLS.with(|tools| tools.get().cloned())
}

async fn open(desk: Desk, page: PageId) -> Result<(), StoreError> {
    if tools().is_none() {
        let tools = Tools { store: Store::open().await?, pen: Pen::new(page), pages: RefCell::default() };
        // Opened twice at once, the first one is as good as the second.
        TOOLS.with(|place| place.set(Rc::new(tools)).ok());
        lock::take_up(desk).await?;
    }
    Ok(())
}
