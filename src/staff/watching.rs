//! What happens in the room without anybody touching it: it is made and taken away, the courier tells something, time passes.

use super::desk::{Desk, News, Place, Room, SAME_MS};
use super::door::{self, ask};
use super::facts::{Facts, FileNews};
use super::tools::{open, tools};
use super::{books, lock};
use crate::browser::clock;
use crate::browser::log::warn;
use crate::browser::task::spawn;
use crate::browser::timer::sleep;
use crate::store;
use crate::sync::{open_config, word};
use chrono::{TimeDelta, Timelike};
use handover_domain::complaint::Course;
use handover_domain::ids::PageId;
use handover_tablet::{Setting, Storage};
use leptos::prelude::*;
use std::sync::Arc;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// How often clocks and counts are looked at anew.
const LOOK_S: u64 = 20;
/// How often while the tablet is set up: somebody stands there and waits for each step.
const STEP_S: u64 = 3;
/// How long before something is due staff are called.
const SOON_MS: i64 = 600_000;

impl Desk {
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

    /// What the courier tells, and the page of a new set-up.
    pub fn heard(self, word: &str, first: &JsValue, second: &JsValue) {
        let said = first.as_string().unwrap_or_default();
        match word {
            word::PROGRESS => {
                renew(self.facts, Facts::read(&said));
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

    /// Takes up the set-up that is kept.
    async fn configured(self) {
        let Some(tools) = tools() else { return };
        let kept = tools.store.setting(Setting::Config).await.unwrap_or_else(|error| {
            warn("the set-up cannot be read", &error);
            None
        });
        let kiosk = match kept {
            Some(envelope) => open_config(envelope.as_bytes(), None)
                .await
                .inspect_err(|refused| warn("the set-up that is kept cannot be used", refused))
                .map(Arc::new)
                .ok(),
            None => None,
        };
        self.kiosk.set(kiosk);
        self.refresh().await;
    }

    /// Looks what is new in the journal and in the feed.
    pub async fn refresh(self) {
        let Some(tools) = tools() else { return };
        // Seconds are drawn nowhere.
        let now = clock::wall() + self.ahead();
        renew(self.now, now.with_second(0).and_then(|now| now.with_nanosecond(0)).unwrap_or(now));
        let Some(kiosk) = self.kiosk.get_untracked() else { return };
        match books::read(&tools, &kiosk).await {
            Ok(found) => {
                let courses = found.books.complaints(kiosk.config.mode, found.feed.as_ref(), self.ahead());
                renew(self.courses, courses);
                renew(self.has_feed, found.feed.is_some());
                renew(self.visits, found.feed.map(|feed| feed.visits).unwrap_or_default());
                renew(self.books, Arc::new(found.books));
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
            // The courier tells of itself when it has done something; that the copy of the program is whole is not its doing.
            if second.is_multiple_of(STEP_S) && self.place.with_untracked(|place| *place == Place::Setup) {
                ask(word::WATCH, true);
            }
        }
    }
}

/// Takes up something, where it is new: what is drawn of it is drawn anew, and a tap on what stood there goes nowhere.
fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}
