//! What the courier brings is taken up here: a set-up only once it was verified and is kept.

use super::{Core, stock};
use crate::browser::file;
use crate::browser::log::warn;
use crate::browser::task::spawn;
use crate::browser::{clock, page};
use crate::sync::{News, open_config, start as start_courier, tell, word};
use handover_domain::moment;
use handover_domain::session::{Event, Kiosk, Told};
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
    let event = match news {
        News::Config(envelope) => return spawn(configured(core, envelope)),
        News::Enrolled(envelope) => return spawn(enrolled(core, envelope)),
        News::NotEnrolled(problem) => Event::EnrolFailed(problem),
        News::Drawn(text, picture) => return core.drawn.set((text, picture)),
        News::Progress(lines, warnings) => Event::HowItGoes(Told { lines, warnings }),
        News::File(news, blob) => {
            if blob.is_truthy() {
                file::save(&blob, &name());
            }
            Event::FileDone(news)
        }
    };
    core.dispatch(event);
}

/// A file's name says when it was made, and nothing about what is in it.
fn name() -> String {
    let now = moment::write(&clock::wall());
    format!("{}.handover", now.get(..19).unwrap_or(&now).replace(':', ""))
}

async fn configured(core: Core, envelope: String) {
    let Some(current) = core.kiosk() else { return };
    match open_config(envelope.as_bytes(), Some(&current)).await {
        Ok(newer) if newer.config.version > current.config.version => match keep(core, &envelope).await {
            Ok(()) => {
                core.dispatch(Event::Configured(Arc::new(newer)));
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
        Ok(kiosk) => core.dispatch(Event::Enrolled(Arc::new(kiosk))),
        // The courier has the words for it.
        Err(why) => tell(word::NOT_TAKEN, format!("{why} {}", core.language().tag())),
    }
}

async fn taken_up(core: Core, envelope: &str) -> Result<Kiosk, &'static str> {
    let kiosk = open_config(envelope.as_bytes(), None).await.map_err(|refused| {
        warn("the set-up was not taken", &refused);
        ""
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
