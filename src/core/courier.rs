//! What the courier brings is taken up here: a set-up only once it was verified and is kept.

use super::{Core, staff, stock};
use crate::browser::log::warn;
use crate::browser::page;
use crate::browser::task::spawn;
use crate::sync::{News, open_config, start as start_courier, tell, word};
use handover_domain::record::{EventPart, Happened};
use handover_domain::session::{Event, Kiosk};
use handover_tablet::{Setting, Storage, StoreError};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Starts the courier.
pub(super) fn start(core: Core) {
    start_courier(move |news| heard(core, news));
    page::on_return(|| tell(word::HURRY, JsValue::NULL));
}

fn heard(core: Core, news: News) {
    match news {
        News::Config(envelope) => spawn(configured(core, envelope)),
        News::Enrolled(envelope) => spawn(enrolled(core, envelope)),
        News::Drawn(text, picture) => core.drawn.set((text, picture)),
    }
}

async fn configured(core: Core, envelope: String) {
    let Some(current) = core.kiosk() else { return };
    match open_config(envelope.as_bytes(), Some(&current)).await {
        Ok(newer) if newer.config.version > current.config.version => match keep(core, &envelope).await {
            Ok(()) => {
                core.dispatch(Event::Configured(Arc::new(newer)));
                staff::tell(word::SET_UP, "");
                tell(word::CONFIGURED, JsValue::NULL);
            }
            Err(error) => warn("a newer set-up could not be kept, the one in use stays", &error),
        },
        Ok(_) => {}
        Err(refused) => warn("a newer set-up was not taken, the one in use stays", &refused),
    }
}

async fn enrolled(core: Core, envelope: String) {
    match taken_up(core, &envelope).await {
        Ok(kiosk) => {
            core.dispatch(Event::Enrolled(Arc::new(kiosk)));
            staff::tell(word::SET_UP, "");
            // The first record of a tablet goes the way of all others, so that it shows whether they arrive.
            stock::happened(core, EventPart::of(Happened::Enrolled)).await;
        }
        Err(why) => staff::tell(word::NOT_ENROLLED, why),
    }
}

/// Why not is a word that staff have a sentence for.
async fn taken_up(core: Core, envelope: &str) -> Result<Kiosk, &'static str> {
    let current = core.kiosk();
    let kiosk = open_config(envelope.as_bytes(), current.as_deref()).await.map_err(|refused| {
        warn("the set-up was not taken", &refused);
        // What a tablet has recorded is this tablet's, and sealed for this head office: it becomes no other one.
        if current.is_some() { word::OTHER_TABLET } else { word::NOT_TRUSTED }
    })?;
    keep(core, envelope).await.map_err(|_| word::NOT_KEPT)?;
    if let Some(store) = core.store() {
        stock::take(core, &store, &kiosk).await;
    }
    tell(word::CONFIGURED, JsValue::NULL);
    Ok(kiosk)
}

/// A configuration is used only once it is kept; the copy beside the database may outlive that.
async fn keep(core: Core, envelope: &str) -> Result<(), StoreError> {
    let store = core.store().ok_or_else(|| StoreError::Unavailable("it is not open".into()))?;
    store.keep_setting(Setting::Config, envelope).await?;
    if let Err(error) = store.keep_config_copy(envelope).await {
        warn("the set-up lies in the database alone", &error);
    }
    Ok(())
}
