//! The description of the API in `OpenAPI` 3.1, generated from the routes themselves.
//!
//! What travels is declared in `handover-domain`, which the kiosk is built of and which knows nothing of descriptions. Its
//! shapes are told once more in these files; a test holds them against the golden bytes of the protocol, both ways.

mod config;
mod envelope;
mod feed;
mod message;
mod problem;
pub mod words;

use config::Config;
use envelope::Signed;
use feed::Feed;
use message::{Batch, Enrolment, NewKey, Receipt, Request};
pub use problem::{Problem, responses};

use super::people::COOKIE;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi};

/// A batch, signed by a tablet.
pub type SignedBatch = Signed<Batch>;
/// A configuration, signed by head office.
pub type SignedConfig = Signed<Config>;
/// A wish to be enrolled, signed by the key that it announces.
pub type SignedEnrolment = Signed<Enrolment>;
/// A feed, signed by head office.
pub type SignedFeed = Signed<Feed>;
/// A wish for another key, signed by that key.
pub type SignedNewKey = Signed<NewKey>;
/// A receipt, signed by head office.
pub type SignedReceipt = Signed<Receipt>;

/// Names everything that a route may refuse, beside what any of them may.
macro_rules! refusals {
    ($($reason:ident),*) => {
        /// What this route refuses.
        struct Refusals;

        impl utoipa::IntoResponses for Refusals {
            fn responses() -> std::collections::BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::Response>> {
                $crate::http::description::responses(&[$(handover_domain::wire::Reason::$reason),*])
            }
        }
    };
}
pub(super) use refusals;

/// Everything but the routes, which come from the router.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Handover head office",
        version = "1",
        description = "What tablets and the people who work there ask of head office. `docs/protocol.md` tells what it means; `version` is that of the protocol. \
                       Every refusal is a `Problem`: any other address answers 404 `not-found`, and another method 405 \
                       `method-not-allowed` with `Allow`.",
        license(name = "MIT", identifier = "MIT"),
    ),
    components(schemas(Problem, Request)),
    modifiers(&Callers)
)]
pub struct Description;

/// How a tablet that sends no body says who it is, and how people do.
struct Callers;

impl Modify for Callers {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let header = ApiKeyValue::with_description(
            "Authorization",
            "`Handover protected.payload.signature`: an envelope of the type `handover-request+json` in one line \
             (RFC 7515 §7.1), whose payload is a `Request`",
        );
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("tablet", SecurityScheme::ApiKey(ApiKey::Header(header)));
        let cookie = ApiKeyValue::with_description(
            COOKIE,
            "What signing in was answered with. A browser's request that changes or opens something has to come from a page \
             of this very origin, by its `Sec-Fetch-Site`",
        );
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}
