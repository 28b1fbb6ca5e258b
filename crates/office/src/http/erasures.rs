//! `POST /api/v1/erasures`

use super::Service;
use super::body::Coding;
use super::description::refusals;
use super::description::words::PartWord;
use super::people::{Asking, json, read};
use crate::erasure::{self, Erasure, What, Wish};
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::{Request, State};
use axum::response::Response;
use handover_domain::record::PartName;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

refusals!(
    Unreadable,
    SignedOut,
    Forbidden,
    NotFound,
    TooLarge,
    UnsupportedMediaType,
    WrongRecord,
    TooManyRequests
);

/// What a customer wants to have erased.
#[derive(Deserialize, ToSchema)]
pub struct NewErasure {
    /// The number of the complaint, or the receipt code on the slip, as the customer quotes it
    code: String,
    /// What was said in a complaint as well, and what staff wrote about it; of a survey the words are erased in any case
    #[serde(default)]
    everything: bool,
    /// The id of the one record that is meant, where more than one has this code
    record: Option<String>,
    /// `true` to erase it; without it, what would be erased is told, and nothing is
    #[serde(default)]
    confirmed: bool,
}

/// What was erased, or would be.
#[derive(Serialize, ToSchema)]
pub struct ToldErasure {
    /// Whether it was erased
    erased: bool,
    /// `complaint` or `survey`
    of: String,
    /// The number or the code of what it is of
    code: String,
    /// What went, or would go
    #[schema(value_type = Vec<PartWord>)]
    parts: Vec<PartName>,
    /// What is left of what the customer said or left
    #[schema(value_type = Vec<PartWord>)]
    left: Vec<PartName>,
    /// The same for people, as `handover-office erase` prints it
    sentences: Vec<String>,
}

/// Erases at a customer's wish, by the code that they quote
///
/// First without `confirmed`: that tells what would be erased, and changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/erasures",
    operation_id = "erase",
    tag = "people",
    params(Coding),
    request_body = NewErasure,
    security(("session" = [])),
    responses((status = 200, description = "What was erased, or would be", body = ToldErasure), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    request: Request,
) -> Result<Response, Refused> {
    let mut tx = service.office.store.read().await?;
    let reach = asking.reach(&mut tx, Act::Erase).await?;
    drop(tx);
    let NewErasure { code, everything, record, confirmed } = read(request).await?;
    let wish = Wish { code: &code, everything, record: record.as_deref(), by: asking.id() };
    let erasure = if confirmed {
        erasure::erase(&service.office, &wish, &reach).await?
    } else {
        erasure::rehearse(&service.office, &wish, &reach).await?
    };
    Ok(json(&told(erasure)))
}

fn told(erasure: Erasure) -> ToldErasure {
    let sentences = erasure.sentences();
    let (of, code) = match erasure.what {
        What::Complaint(code) => ("complaint", code),
        What::Survey(code) => ("survey", code),
    };
    let Erasure { is_done: erased, done: parts, left, .. } = erasure;
    ToldErasure { erased, of: of.into(), code, parts, left, sentences }
}
