//! What every refusal looks like, and what each of them means.

#![expect(dead_code, reason = "these are described and never made")]

use super::words::ReasonWord;
use handover_domain::wire::Reason;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// Problem details (RFC 9457) with two members of our own.
#[derive(ToSchema)]
pub struct Problem {
    /// `urn:handover:problem:` and the reason
    #[schema(rename = "type")]
    kind: String,
    /// The reason in a few words
    title: String,
    /// The HTTP status
    status: u16,
    /// A sentence for people
    detail: String,
    /// `handover-office/1`, by which head office is told from a proxy
    handover: String,
    /// For programs
    reason: ReasonWord,
}

/// What any route may answer.
const ANYWHERE: [Reason; 3] = [Reason::HeaderTooLarge, Reason::Broken, Reason::Unavailable];

/// These refusals and those that any route may answer, by status.
pub fn responses(reasons: &[Reason]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, Vec<Reason>> = BTreeMap::new();
    for reason in reasons.iter().chain(&ANYWHERE) {
        by_status.entry(reason.status()).or_default().push(*reason);
    }
    by_status
        .into_iter()
        .map(|(status, reasons)| (status.to_string(), response(status, &reasons).into()))
        .collect()
}

fn response(status: u16, reasons: &[Reason]) -> Response {
    let lines = reasons.iter().map(|reason| format!("`{reason}`: {}", meaning(*reason)));
    let schema = Ref::from_schema_name(Problem::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let mut response = ResponseBuilder::new()
        .description(lines.collect::<Vec<_>>().join("; "))
        .content("application/problem+json", content);
    let header = |kind, what: &str| {
        let schema = ObjectBuilder::new().schema_type(SchemaType::Type(kind));
        HeaderBuilder::new().schema(Some(schema)).description(Some(what)).build()
    };
    if status == 401 {
        response = response.header("WWW-Authenticate", header(Type::String, "`Handover`"));
    }
    if status == 429 || status == 503 {
        response =
            response.header("Retry-After", header(Type::Integer, "Seconds until it is worth trying again"));
    }
    response.build()
}

/// When head office refuses for this reason.
fn meaning(reason: Reason) -> &'static str {
    match reason {
        Reason::Unreadable => "not JSON, or not the JSON expected here",
        Reason::UnknownDevice => "no tablet has this key, or there is no tablet of this id",
        Reason::RevokedDevice => "head office revoked the tablet",
        Reason::WrongSignature => {
            "the signature does not fit the key, or was made for another tablet or path"
        }
        Reason::SignedOut => "nobody is signed in by this cookie, or the name or the password is wrong",
        Reason::Forbidden => {
            "whoever is signed in may not see or do this, or a page of another site asks in their name"
        }
        Reason::BadCode => "the enrolment code is unknown, used or expired",
        Reason::NotApproved => "the tablet's new key waits for head office's approval",
        Reason::NotFound => "nothing at this address, or nothing of this number or code",
        Reason::MethodNotAllowed => "not with this method",
        Reason::TooLarge => "more than 256 KiB or 50 records",
        Reason::UnsupportedMediaType => "another type than JSON, another encoding than gzip",
        Reason::WrongRecord => {
            "a part is not what its header names, a record of another tablet, or what does not fit what is here already"
        }
        Reason::LaterProtocol => "written by a later version",
        Reason::TooManyRequests => "this tablet, or this address, asks too often",
        Reason::HeaderTooLarge => "address and head of the request have more than 16 KiB",
        Reason::Broken => "head office broke down over this request",
        Reason::Unavailable => "head office cannot store or answer now, or the body was cut short",
    }
}
