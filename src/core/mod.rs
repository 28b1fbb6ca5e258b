//! The only interpreter of the domain's effects, and the one way screens speak to the rest.
//!
//! Screens read [`Core::session`] and send events through [`Core::dispatch`]; what follows from an event is
//! decided by [`handover_domain::session::update`] and carried out here.

mod courier;
mod save;
mod staff;
mod start;
mod stock;

use crate::browser::task::spawn;
use crate::browser::timer::sleep;
use crate::browser::{clock, manners, random};
use crate::pen::Pen;
use crate::store::{Store, is_called};
use crate::sync;
use crate::sync::word;
use handover_domain::ids::{PageId, RecordId};
use handover_domain::session::{Effect, Event, Given, Kiosk, Session, State, is_due, update};
use leptos::prelude::*;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// How long the screen before stays while a record is written.
const UNSEEN_MS: u64 = 150;

/// The kiosk's heart; copied freely.
#[derive(Clone, Copy)]
pub struct Core {
    session: RwSignal<Session>,
    /// The last text whose QR code was drawn, and the code.
    drawn: RwSignal<(String, String)>,
}

thread_local! {
    /// The page has one core, and its tools live as long as the page.
    static TOOLS: OnceCell<Rc<Tools>> = const { OnceCell::new() };
}

/// What effects need; filled while the page starts.
struct Tools {
    pen: Pen,
    store: RefCell<Option<Rc<Store>>>,
}

impl Tools {
    fn new() -> Self {
        Self { pen: Pen::new(PageId(random::uuid4())), store: RefCell::default() }
    }
}

impl Core {
    /// Makes the core and starts.
    pub fn start() -> Self {
        clock::trust();
        let session = Session::new(crate::browser::link::preferred_language());
        let core = Self { session: RwSignal::new(session), drawn: RwSignal::default() };
        if let Some(set) = staff::habits() {
            core.dispatch(set);
        }
        manners::take_on(move || core.dispatch(Event::Gone));
        staff::listen(core);
        spawn(start::start(core));
        spawn(core.watch());
        core
    }

    /// Looks once a second whether anybody is still there.
    async fn watch(self) {
        loop {
            sleep(1000).await;
            self.call_if_due();
            let quiet_ms = manners::quiet_ms();
            if self.session.with_untracked(|session| is_due(session, quiet_ms)) {
                self.dispatch(Event::Tick { quiet_ms });
            }
        }
    }

    /// Calls staff, or no more. While a customer answers, that can wait.
    fn call_if_due(self) {
        let shown = |session: &Session| matches!(session.state, State::Attract(_)).then_some(session.wanted);
        if let Some(before) = self.session.with_untracked(shown) {
            let wanted = is_called(clock::wall().timestamp_millis());
            if wanted != before {
                self.dispatch(Event::StaffWanted(wanted));
            }
        }
    }

    /// The session, to be read.
    pub fn session(self) -> ReadSignal<Session> {
        self.session.read_only()
    }

    /// Has the QR code of a text drawn, which takes a moment: width, blank, and the inside of an SVG picture.
    pub fn draw(self, text: String) -> impl Fn() -> String {
        sync::tell(word::DRAW, text.as_str());
        move || self.drawn.with(|(of, picture)| if *of == text { picture.clone() } else { String::new() })
    }

    /// Brings the staff's program to the room that was made for it.
    pub fn call_staff(self) {
        staff::bring();
    }

    /// Which life of the page this is.
    pub fn page(self) -> PageId {
        self.tools().pen.page()
    }

    /// Tells what happened; what follows is shown and done.
    pub fn dispatch(self, event: Event) {
        if matches!(event, Event::Start(_) | Event::Complain(_)) {
            manners::fill();
        }
        let given = Given { now_ms: clock::page_ms(), record: RecordId(random::uuid7()) };
        let effects = self.session.try_update_untracked(|session| {
            let before = std::mem::replace(session, Session::new(session.language));
            let (next, effects) = update(before, event, given);
            *session = next;
            effects
        });
        // What is to be done begins before the screen is drawn: the disk is the slower of the two.
        for effect in effects.unwrap_or_default() {
            self.perform(effect);
        }
        if self.is_writing() {
            spawn(self.show_late());
        } else {
            self.session.notify();
        }
        self.prepare_seals();
    }

    /// A record is being written: to draw that would take longer than to write it, and the disk would wait for us. So the
    /// screen before stays, deaf, unless the disk is slow.
    async fn show_late(self) {
        sleep(UNSEEN_MS).await;
        if self.is_writing() {
            self.session.notify();
        }
    }

    fn is_writing(self) -> bool {
        self.session
            .with_untracked(|session| matches!(&session.state, State::Saving(saving) if saving.is_writing()))
    }

    fn perform(self, effect: Effect) {
        match effect {
            Effect::Save(draft) => spawn(save::save(self, draft)),
            Effect::NoSurvey(order) => spawn(stock::no_survey(self, order)),
        }
    }

    /// While a customer reads the first question, the slow half of sealing is done.
    fn prepare_seals(self) {
        let kiosk = self.session.with_untracked(|session| match session.state {
            State::Asking(_) | State::Complaining(_) => session.kiosk.clone(),
            _ => None,
        });
        if let Some(kiosk) = kiosk {
            let tools = self.tools();
            spawn(async move {
                sleep(200).await;
                tools.pen.prepare(&kiosk);
            });
        }
    }

    #[expect(clippy::unused_self, reason = "the tools are the core's, wherever they lie")]
    fn tools(self) -> Rc<Tools> {
        TOOLS.with(|tools| Rc::clone(tools.get_or_init(|| Rc::new(Tools::new()))))
    }

    fn kiosk(self) -> Option<Arc<Kiosk>> {
        self.session.with_untracked(|session| session.kiosk.clone())
    }

    /// The store, once it is open.
    fn store(self) -> Option<Rc<Store>> {
        self.tools().store.borrow().clone()
    }
}
