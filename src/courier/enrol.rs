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

/// Why enrolment did not succeed; the tablet is as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NotEnrolled {
    /// Head office could not be reached.
    Unreachable,
    /// The code is unknown, used or expired.
    BadCode,
    /// What came back cannot be trusted or read.
    NotTrusted,
    /// The tablet could not keep its key or configuration.
    Storage,
}

impl NotEnrolled {
    /// The word that staff have a sentence for.
    fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::BadCode => "bad-code",
            Self::NotTrusted => "not-trusted",
            Self::Storage => "storage",
        }
    }
}

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
                Err(_) => tell(NotEnrolled::Storage),
            }
        }
        Err(why) => tell(why),
    }
}

/// The page could not take up what head office sent: not at all, or it could not keep it.
pub(super) fn not_taken(why: &str) {
    tell(if why == word::NOT_KEPT { NotEnrolled::Storage } else { NotEnrolled::NotTrusted });
}

fn tell(why: NotEnrolled) {
    desk::tell(word::NOT_ENROLLED, why.word(), JsValue::NULL);
}

/// The wish to be enrolled, signed by the key that it announces.
async fn wish(store: &Store, browser: &Browser, code: &str) -> Result<Envelope, NotEnrolled> {
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
    signed.map_err(|_| NotEnrolled::Storage)
}

async fn asked(store: &Store, browser: &Browser, code: &str) -> Result<String, NotEnrolled> {
    let body = wish(store, browser, code).await?.to_json();
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
