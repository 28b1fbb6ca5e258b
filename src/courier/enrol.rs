//! Enrolment: a key of our own, a one-time code, and head office's signed set-up in return.

use super::browser::Browser;
use super::{APP, desk, new_key};
use crate::browser::log::warn;
use crate::store::Store;
use crate::sync::word;
use handover_domain::wire::{EnrolCode, Enrolment, Envelope, Problem, Reason, Type, Writer};
use handover_tablet::{Ask, Outside, Setting, Storage};
use wasm_bindgen::JsValue;

const PATH: &str = "/api/v1/enrolments";

/// Asks head office with a code; the page takes up what comes back.
pub(super) async fn enrol(store: &Store, browser: &Browser, code: &str) {
    match asked(store, browser, code).await {
        Ok(envelope) => desk::tell(word::ENROLLED, envelope, JsValue::NULL),
        Err(why) => tell(why),
    }
}

/// Writes the same wish into a file, to be taken to head office by hand.
pub(super) async fn enrol_by_file(store: &Store, browser: &Browser, code: &str) {
    match wish(store, browser, code).await {
        Ok(wish) => {
            let mut file = Writer::default();
            desk::piece(&file.line(&wish));
            match browser.sign(Type::Closing, file.closing().to_json().as_bytes()).await {
                Ok(closing) => {
                    desk::piece(&format!("{}\n", closing.to_json()));
                    desk::tell(word::FILE, "enrolment", desk::file());
                }
                Err(_) => tell(word::NOT_KEPT),
            }
        }
        Err(why) => tell(why),
    }
}

/// Why it did not work, in a word of [`crate::sync::word`]; the tablet is as before.
type Why = &'static str;

fn tell(why: Why) {
    desk::tell(word::NOT_ENROLLED, why, JsValue::NULL);
}

/// The wish to be enrolled, signed by the key that it announces.
async fn wish(store: &Store, browser: &Browser, code: &str) -> Result<Envelope, Why> {
    let code = EnrolCode::parse(code).map_err(|_| word::BAD_CODE)?;
    // The key is kept before the code is spent, so that an answer that got lost can be asked for again.
    let key = match browser.key() {
        Some(key) => key,
        None => new_key(store).await.map_err(|_| word::NOT_KEPT)?,
    };
    browser.hold(key.clone());
    let enrolment =
        Enrolment { protocol: handover_domain::PROTOCOL, code, public_key: key.public, app: APP.into() };
    let signed = browser.sign(Type::Enrolment, enrolment.to_json().as_bytes()).await;
    signed.map_err(|_| word::NOT_KEPT)
}

async fn asked(store: &Store, browser: &Browser, code: &str) -> Result<String, Why> {
    let body = wish(store, browser, code).await?.to_json();
    let reply = browser
        .ask(Ask { path: PATH, body: Some(&body), authorization: None })
        .await
        .map_err(|_| word::UNREACHABLE)?;
    if reply.status != 200 {
        return Err(match Problem::recognise(reply.status, &reply.body) {
            Some(problem) if problem.reason == Reason::BadCode => word::BAD_CODE,
            Some(problem) => {
                warn("head office refused the enrolment", &problem.detail);
                word::NOT_TRUSTED
            }
            None => word::UNREACHABLE,
        });
    }
    // A key that was waiting for approval is known by now.
    store.keep_setting(Setting::NewKey, "").await.map_err(|_| word::NOT_KEPT)?;
    String::from_utf8(reply.body).map_err(|_| word::NOT_TRUSTED)
}
