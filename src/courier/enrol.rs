//! Enrolment: a key of our own, a one-time code, and head office's signed set-up in return.

use super::browser::Browser;
use super::words::{self, NotEnrolled};
use super::{APP, desk, new_key};
use crate::browser::log::warn;
use crate::store::Store;
use crate::sync::word;
use handover_domain::language::Language;
use handover_domain::wire::{EnrolCode, Enrolment, Problem, Reason, Type};
use handover_tablet::{Ask, Outside, Setting, Storage};
use wasm_bindgen::JsValue;

const PATH: &str = "/api/v1/enrolments";

/// Asks head office with a code, and the tag of the language in which to say that it did not work; the page takes up
/// what comes back.
pub(super) async fn enrol(store: &Store, browser: &Browser, code_and_language: &str) {
    let (code, tag) = code_and_language.rsplit_once(' ').unwrap_or((code_and_language, ""));
    match asked(store, browser, code).await {
        Ok(envelope) => desk::tell(word::ENROLLED, envelope, JsValue::NULL),
        Err(why) => tell(why, tag),
    }
}

/// The page could not take up what head office sent: not at all, or it could not keep it.
pub(super) fn not_taken(why: &str) {
    let (why, tag) = why.rsplit_once(' ').unwrap_or((why, ""));
    tell(if why == word::NOT_KEPT { NotEnrolled::Storage } else { NotEnrolled::NotTrusted }, tag);
}

fn tell(why: NotEnrolled, tag: &str) {
    let words = words::of(Language::from_tag(tag).unwrap_or(Language::En));
    desk::tell(word::NOT_ENROLLED, (words.not_enrolled)(why), JsValue::NULL);
}

async fn asked(store: &Store, browser: &Browser, code: &str) -> Result<String, NotEnrolled> {
    let code = EnrolCode::parse(code).map_err(|_| NotEnrolled::BadCode)?;
    // The key is kept before the code is spent, so that an answer that got lost can be asked for again.
    let key = match browser.key() {
        Some(key) => key,
        None => new_key(store).await.map_err(|_| NotEnrolled::Storage)?,
    };
    browser.hold(key.clone());
    let enrolment =
        Enrolment { protocol: handover_domain::PROTOCOL, code, public_key: key.public, app: APP.into() };
    let signed = browser.sign(Type::Enrolment, enrolment.to_json().as_bytes()).await;
    let body = signed.map_err(|_| NotEnrolled::Storage)?.to_json();
    let reply = browser
        .ask(Ask { path: PATH, body: Some(&body), authorization: None })
        .await
        .map_err(|_| NotEnrolled::Unreachable)?;
    if reply.status != 200 {
        return Err(match Problem::recognise(reply.status, &reply.body) {
            Some(problem) if problem.reason == Reason::BadCode => NotEnrolled::BadCode,
            Some(problem) => {
                warn("head office refused the enrolment", &problem.detail);
                NotEnrolled::NotTrusted
            }
            None => NotEnrolled::Unreachable,
        });
    }
    // A key that was waiting for approval is known by now.
    store.keep_setting(Setting::NewKey, "").await.map_err(|_| NotEnrolled::Storage)?;
    String::from_utf8(reply.body).map_err(|_| NotEnrolled::NotTrusted)
}
