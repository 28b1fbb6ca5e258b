//! The only interpreter of the domain's effects, and the one way screens speak to the rest.
//!
//! Screens read [`Core::session`] and send events through [`Core::dispatch`]; what follows from an event is
//! decided by [`handover_domain::session::update`] and carried out here.

mod enrol;
mod save;
mod sealer;
mod start;

use crate::browser::keys::DeviceKey;
use crate::browser::task::spawn;
use crate::browser::timer::{Nudge, sleep};
use crate::browser::{clock, manners, random};
use crate::store::Store;
use crate::sync;
use handover_domain::ids::{PageId, RecordId};
use handover_domain::session::{Effect, Event, Given, Kiosk, Session, State, is_due, update};
use leptos::prelude::*;
use sealer::Sealer;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// The kiosk's heart; copied freely.
#[derive(Clone, Copy)]
pub struct Core {
    session: RwSignal<Session>,
}

thread_local! {
    /// The page has one core, and its tools live as long as the page.
    static TOOLS: OnceCell<Rc<Tools>> = const { OnceCell::new() };
}

/// What effects need; filled while the page starts.
struct Tools {
    page: PageId,
    store: RefCell<Option<Rc<Store>>>,
    key: RefCell<Option<DeviceKey>>,
    sealer: RefCell<Sealer>,
    sync: RefCell<Option<Nudge>>,
}

impl Tools {
    fn new() -> Self {
        Self {
            page: PageId(random::uuid4()),
            store: RefCell::default(),
            key: RefCell::default(),
            sealer: RefCell::default(),
            sync: RefCell::default(),
        }
    }
}

impl Core {
    /// Makes the core and starts.
    pub fn start() -> Self {
        clock::trust();
        let session = Session::new(crate::browser::link::preferred_language());
        let core = Self { session: RwSignal::new(session) };
        manners::take_on(move || core.dispatch(Event::Gone));
        spawn(start::start(core));
        spawn(core.watch());
        core
    }

    /// Looks once a second whether anybody is still there.
    async fn watch(self) {
        loop {
            sleep(1000).await;
            let quiet_ms = manners::quiet_ms();
            if self.session.with_untracked(|session| is_due(session, quiet_ms)) {
                self.dispatch(Event::Tick { quiet_ms });
            }
        }
    }

    /// The session, to be read.
    pub fn session(self) -> ReadSignal<Session> {
        self.session.read_only()
    }

    /// Tells what happened; what follows is shown and done.
    pub fn dispatch(self, event: Event) {
        if matches!(event, Event::Start(_) | Event::Complain(_)) {
            manners::fill();
        }
        let given = Given { now_ms: clock::page_ms(), record: RecordId(random::uuid7()) };
        let effects = self.session.try_update(|session| {
            let before = std::mem::replace(session, Session::new(session.language));
            let (next, effects) = update(before, event, given);
            *session = next;
            effects
        });
        let effects = effects.unwrap_or_default();
        for effect in effects {
            self.perform(effect);
        }
        self.prepare_seals();
    }

    fn perform(self, effect: Effect) {
        match effect {
            Effect::Enrol(code) => spawn(enrol::enrol(self, code)),
            Effect::Save(draft) => spawn(save::save(self, draft)),
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
                tools.sealer.borrow_mut().prepare(&kiosk);
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

    /// Sync begins with the enrolment, or with the page where that was done before.
    fn start_sync(self, kiosk: &Arc<Kiosk>) {
        let tools = self.tools();
        let (Some(store), Some(key)) = (tools.store.borrow().clone(), tools.key.borrow().clone()) else {
            return;
        };
        let nudge =
            sync::start(store, key, Arc::clone(kiosk), move |newer| self.dispatch(Event::Configured(newer)));
        *tools.sync.borrow_mut() = Some(nudge);
    }
}
