//! The one place where a refusal becomes a status and a body (RFC 9457).

use crate::refused::Refused;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use handover_domain::wire::{Problem, Reason};

/// Seconds until it is worth trying again when head office cannot store.
const PAUSE: u64 = 5;

fn reason(refused: &Refused) -> Reason {
    match refused {
        Refused::Unreadable(_) | Refused::Conditions => Reason::Unreadable,
        Refused::UnknownDevice(_) | Refused::NoSuchDevice(_) => Reason::UnknownDevice,
        Refused::RevokedDevice(_) => Reason::RevokedDevice,
        Refused::WrongSignature | Refused::NotForThis => Reason::WrongSignature,
        // No code will serve until head office is asked, which the sentence says.
        Refused::BadCode(_) | Refused::NoNumberLeft(_) => Reason::BadCode,
        Refused::NotApproved(..) => Reason::NotApproved,
        Refused::Forbidden | Refused::ForeignPage => Reason::Forbidden,
        Refused::Said(reason, _) => *reason,
        Refused::WrongPassword | Refused::SignedOut => Reason::SignedOut,
        Refused::TooLarge(_) => Reason::TooLarge,
        Refused::WrongRecord(..) => Reason::WrongRecord,
        Refused::Later(_) => Reason::LaterProtocol,
        Refused::NotFound => Reason::NotFound,
        Refused::MethodNotAllowed => Reason::MethodNotAllowed,
        Refused::MediaType(_) => Reason::UnsupportedMediaType,
        Refused::TooOften(_) => Reason::TooManyRequests,
        Refused::HeadTooLarge(_) => Reason::HeaderTooLarge,
        Refused::Broken => Reason::Broken,
        Refused::Cut
        | Refused::Late
        | Refused::NotReady
        | Refused::NoKey
        | Refused::Lacking
        | Refused::Store(_) => Reason::Unavailable,
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let reason = reason(&self);
        let wait = match &self {
            Self::TooOften(seconds) => Some(*seconds),
            _ => (reason == Reason::Unavailable).then_some(PAUSE),
        };
        // What a database says is for head office's own log; the tablet is told what it means for it.
        let detail = match &self {
            Self::Store(error) => {
                tracing::error!("{error}");
                "head office cannot store at the moment; nothing was stored, send it again".to_owned()
            }
            // Nor is this logged: it may quote what was sent.
            other => format!("{other}{}", other.consequence()),
        };
        let problem = Problem::new(reason, detail);
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&problem).expect("every field of a problem has a JSON form");
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if reason.status() == 401 {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Handover"));
        }
        response.extensions_mut().insert(reason);
        response
    }
}
