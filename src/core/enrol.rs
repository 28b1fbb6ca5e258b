//! Enrolment: a key of our own, a one-time code, and head office's signed set-up in return.

use super::Core;
use crate::browser::http::{self, Ask};
use crate::browser::keys::DeviceKey;
use crate::browser::log::warn;
use crate::store::Store;
use crate::sync::open_config;
use handover_domain::session::{EnrolProblem, Event, Kiosk};
use handover_domain::wire::{EnrolCode, Enrolment, Problem, Reason, Type};
use std::rc::Rc;
use std::sync::Arc;

const PATH: &str = "/api/v1/enrolments";

pub(super) async fn enrol(core: Core, given: EnrolCode) {
    match asked(core, given).await {
        Ok(kiosk) => {
            let kiosk = Arc::new(kiosk);
            core.start_sync(&kiosk);
            core.dispatch(Event::Enrolled(kiosk));
        }
        Err(problem) => core.dispatch(Event::EnrolFailed(problem)),
    }
}

async fn asked(core: Core, given: EnrolCode) -> Result<Kiosk, EnrolProblem> {
    let store = core.tools().store.borrow().clone().ok_or(EnrolProblem::Storage)?;
    let key = key(core, &store).await?;
    let enrolment = Enrolment {
        protocol: handover_domain::PROTOCOL,
        code: given,
        public_key: key.public.clone(),
        app: env!("CARGO_PKG_VERSION").into(),
    };
    let body = key
        .sign(Type::Enrolment, enrolment.to_json().as_bytes())
        .await
        .map_err(|_| EnrolProblem::Storage)?
        .to_json();
    let reply = http::ask(Ask { path: PATH, body: Some(&body), authorization: None })
        .await
        .map_err(|_| EnrolProblem::Unreachable)?;
    if reply.status != 200 {
        return Err(match Problem::recognise(reply.status, &reply.body) {
            Some(problem) if problem.reason == Reason::BadCode => EnrolProblem::BadCode,
            Some(problem) => {
                warn("head office refused the enrolment", &problem.detail);
                EnrolProblem::NotTrusted
            }
            None => EnrolProblem::Unreachable,
        });
    }
    let kiosk = open_config(&reply.body, None).await.map_err(|refused| {
        warn("the set-up was not taken", &refused);
        EnrolProblem::NotTrusted
    })?;
    let text = String::from_utf8(reply.body).map_err(|_| EnrolProblem::NotTrusted)?;
    store.keep_config(&text).await.map_err(|_| EnrolProblem::Storage)?;
    Ok(kiosk)
}

/// The key is kept before the code is spent, so that an answer that got lost can be asked for again.
async fn key(core: Core, store: &Rc<Store>) -> Result<DeviceKey, EnrolProblem> {
    if let Some(key) = core.tools().key.borrow().clone() {
        return Ok(key);
    }
    let key = DeviceKey::generate().await.map_err(|_| EnrolProblem::Storage)?;
    store.keep_device_key(&key).await.map_err(|_| EnrolProblem::Storage)?;
    *core.tools().key.borrow_mut() = Some(key.clone());
    Ok(key)
}
