//! The first moments of a page: what is missing is said plainly, what is there is taken up.

use super::Core;
use crate::browser::log::warn;
use crate::browser::timer::sleep;
use crate::browser::{link, manners, page};
use crate::store::{Store, StoreError};
use crate::sync::open_config;
use handover_domain::session::{Event, Kiosk, Reason};
use handover_domain::wire::EnrolCode;
use std::rc::Rc;
use std::sync::Arc;

pub(super) async fn start(core: Core) {
    let link = link::take();
    if let Some(language) = link.language {
        core.dispatch(Event::LanguageChosen(language));
    }
    if !page::is_secure() {
        return core.dispatch(Event::Broken(Reason::NoSecureContext));
    }
    if is_second().await {
        core.dispatch(Event::Broken(Reason::Elsewhere));
        // Started anew, so that nothing of before the other window's records is still held here.
        if manners::outlive_the_other().await.is_ok() {
            page::reload();
        }
        return;
    }
    let found = match open(core).await {
        Ok(found) => found,
        Err(error) => {
            warn("the store cannot be opened", &error);
            return core.dispatch(Event::Broken(match error {
                StoreError::Full => Reason::StorageFull,
                StoreError::Later => Reason::UpdateNeeded,
                _ => Reason::NoStorage,
            }));
        }
    };
    if let Some(kiosk) = &found {
        core.start_sync(kiosk);
    }
    core.dispatch(Event::Started(found));
    follow(core, link);
}

/// Whether another window works. One that is just being closed or reloaded holds on for a moment.
async fn is_second() -> bool {
    for _ in 0..3 {
        if !matches!(manners::become_the_one().await, Ok(false)) {
            return false;
        }
        sleep(300).await;
    }
    true
}

async fn open(core: Core) -> Result<Option<Arc<Kiosk>>, StoreError> {
    let tools = core.tools();
    let store = Rc::new(Store::open().await?);
    *tools.key.borrow_mut() = store.device_key().await?;
    let config = store.config().await?;
    *tools.store.borrow_mut() = Some(Rc::clone(&store));
    // A refusal is no harm: `persist` is asked again at every start, and setup tells staff.
    if let Ok(false) | Err(_) = page::persist().await {
        core.dispatch(Event::NotDurable);
    }
    let Some(config) = config else { return Ok(None) };
    taken_up(&config).await.map(|kiosk| Some(Arc::new(kiosk)))
}

/// The configuration is verified again at every start, by the key it was pinned to.
async fn taken_up(envelope: &str) -> Result<Kiosk, StoreError> {
    let unreadable = |e: &dyn std::error::Error| StoreError::Unreadable(e.to_string());
    open_config(envelope.as_bytes(), None).await.map_err(|e| unreadable(&e))
}

/// What the link asked for, once the tablet knows where it stands.
fn follow(core: Core, link: link::Link) {
    if let Some(visit) = link.visit {
        core.dispatch(Event::Visit(visit));
    }
    if let Some(typed) = link.enrol {
        core.dispatch(EnrolCode::parse(&typed).map_or(Event::CodeMistyped, Event::CodeGiven));
    }
}
