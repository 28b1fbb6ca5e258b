//! The first moments of a page: what is missing is said plainly, what is there is taken up.

use super::{Core, courier, stock};
use crate::browser::log::warn;
use crate::browser::timer::sleep;
use crate::browser::{link, manners, page};
use crate::store::{Store, reserve_room};
use crate::sync::open_config;
use handover_domain::session::{Event, Kiosk, Reason};
use handover_tablet::{Setting, Storage, StoreError, journal};
use std::rc::Rc;
use std::sync::Arc;

/// How far a page came.
enum Stands {
    /// It works.
    Working,
    /// Another window of this tablet works.
    Second,
    /// It cannot work here.
    Broken,
}

pub(super) async fn start(core: Core) {
    let stands = stand(core).await;
    // Before, there was nothing that the screen for staff could lie over.
    page::on_call("#staff", move || core.dispatch(Event::StaffCalled));
    match stands {
        Stands::Working => settle_in(core).await,
        // Started anew, so that nothing of before the other window's records is still held here.
        Stands::Second if manners::outlive_the_other().await.is_ok() => page::reload(),
        Stands::Second | Stands::Broken => {}
    }
}

async fn stand(core: Core) -> Stands {
    let link = link::take();
    if let Some(language) = link.language {
        core.dispatch(Event::LanguageChosen(language));
    }
    let broken = |reason| {
        core.dispatch(Event::Broken(reason));
        Stands::Broken
    };
    if !page::is_secure() {
        return broken(Reason::NoSecureContext);
    }
    if is_second().await {
        broken(Reason::Elsewhere);
        return Stands::Second;
    }
    let found = match open(core).await {
        Ok(found) => found,
        Err(error) => {
            warn("the store cannot be opened", &error);
            return broken(match error {
                StoreError::Full => Reason::StorageFull,
                StoreError::Later => Reason::UpdateNeeded,
                _ => Reason::NoStorage,
            });
        }
    };
    match found {
        Found::Kiosk(kiosk) => core.dispatch(Event::Started(Some(kiosk))),
        Found::Nothing => core.dispatch(Event::Started(None)),
        Found::Unreadable => {
            core.dispatch(Event::Started(None));
            core.dispatch(Event::SetupLost);
        }
    }
    follow(core, link);
    Stands::Working
}

/// The page stands; now the database may become this build's, and the courier go.
async fn settle_in(core: Core) {
    let Some(store) = core.store() else { return };
    if let Err(error) = store.renew().await {
        warn("nothing can be written yet", &error);
    }
    if let Err(error) = store.migrate().await {
        warn("the database stays as the version before wrote it", &error);
    }
    courier::start(core);
    stock::breakdowns(core).await;
    if let Err(error) = write_beside(&store).await {
        warn("the database lies there alone", &error);
    }
    if let Err(error) = reserve_room().await {
        warn("no room is kept back for the last complaint", &error);
    }
}

/// What lies beside the database may have been cleared while that was not.
async fn write_beside(store: &Store) -> Result<(), StoreError> {
    if let Some(head) = store.head().await? {
        journal::witness(store, &head).await?;
    }
    match store.setting(Setting::Config).await? {
        Some(envelope) => store.keep_config_copy(&envelope).await,
        None => Ok(()),
    }
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

/// What the tablet knows of itself.
enum Found {
    Kiosk(Arc<Kiosk>),
    /// Never enrolled.
    Nothing,
    /// Enrolled, and the set-up cannot be read.
    Unreadable,
}

async fn open(core: Core) -> Result<Found, StoreError> {
    let store = Rc::new(Store::open().await?);
    *core.tools().store.borrow_mut() = Some(Rc::clone(&store));
    // A refusal is no harm: it is asked again at every start, and staff are told.
    if let Err(error) = page::persist().await {
        warn("the browser does not say whether it keeps what is stored", &error);
    }
    let found = set_up(&store).await?;
    if let Found::Kiosk(kiosk) = &found {
        stock::take(core, &store, kiosk).await;
    }
    Ok(found)
}

/// The set-up that is kept, or its copy beside the database. It is verified again at every start, by the key it was
/// pinned to.
async fn set_up(store: &Store) -> Result<Found, StoreError> {
    let kept = store.setting(Setting::Config).await?;
    let copy = store.config_copy().await;
    let found = if kept.is_none() && copy.is_none() { Found::Nothing } else { Found::Unreadable };
    for (envelope, is_copy) in [(kept, false), (copy, true)] {
        let Some(envelope) = envelope else { continue };
        match open_config(envelope.as_bytes(), None).await {
            Ok(kiosk) => {
                if is_copy {
                    store.keep_setting(Setting::Config, &envelope).await?;
                }
                return Ok(Found::Kiosk(Arc::new(kiosk)));
            }
            Err(refused) => warn("a set-up that is kept cannot be used", &refused),
        }
    }
    Ok(found)
}

/// What the link asked for, once the tablet knows where it stands.
fn follow(core: Core, link: link::Link) {
    if let Some(visit) = link.visit {
        core.dispatch(Event::Visit(visit));
    }
    if let Some(typed) = link.enrol {
        core.dispatch(Event::CodeGiven(typed));
    }
}
