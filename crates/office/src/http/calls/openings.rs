//! `POST /api/v1/calls/openings`

use super::super::Service;
use super::super::body::Coding;
use super::super::description::refusals;
use super::super::description::words::{ComplaintNumber, Id, Name};
use super::super::people::{self, Asking, json, read, unreadable};
use super::{ListedCall, about};
use crate::calls::{self, Meant, Opened, Words};
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::{Request, State};
use axum::response::Response;
use handover_domain::ids::RecordId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

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

/// Which calls are to be opened: one, or all about an order or a complaint.
#[derive(Deserialize, ToSchema)]
pub struct OpenCalls {
    #[schema(value_type = Option<Id>)]
    id: Option<Uuid>,
    /// The handover number
    #[schema(value_type = Option<Name>)]
    order: Option<String>,
    #[schema(value_type = Option<ComplaintNumber>)]
    complaint: Option<String>,
    /// The shop, where more than one has this order
    #[schema(value_type = Option<Name>)]
    shop: Option<String>,
}

/// What was said in calls.
#[derive(Serialize, ToSchema)]
pub struct OpenedCalls {
    /// The earliest first
    calls: Vec<OpenedCall>,
}

/// What was said in a call.
#[derive(Serialize, ToSchema)]
pub struct OpenedCall {
    call: ListedCall,
    /// What was said
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    said: Option<String>,
    /// What is next
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
    /// Why nothing can be read, where nothing can: `none`, `erased`, or what is wrong with it
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    closed: Option<String>,
}

/// Opens what was said in calls
///
/// That each is opened, and by whom, is on record before anything is read. Calls of a shop that is not theirs who ask are answered like such
/// as there are not.
#[utoipa::path(
    post,
    path = "/api/v1/calls/openings",
    operation_id = "open_calls",
    tag = "people",
    params(Coding),
    request_body = OpenCalls,
    security(("session" = [])),
    responses((status = 200, description = "What was said", body = OpenedCalls), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    request: Request,
) -> Result<Response, Refused> {
    let mut tx = service.office.store.read().await?;
    let reach = asking.reach(&mut tx, Act::OpenWords).await?;
    drop(tx);
    let OpenCalls { id, order, complaint, shop } = read(request).await?;
    let meant = match id {
        Some(id) if order.is_none() && complaint.is_none() => Meant::Call(RecordId(id)),
        Some(_) => return Err(unreadable("name an id, an order or a complaint, and only one of them")),
        None => Meant::About(about(order.as_deref(), complaint.as_deref())?),
    };
    let shop = people::shop(shop)?;
    let opened = calls::open(&service.office, &meant, shop.as_ref(), &reach, asking.id()).await?;
    Ok(json(&OpenedCalls { calls: opened.into_iter().map(told).collect() }))
}

fn told(Opened { call, words }: Opened) -> OpenedCall {
    let (Words { said, next }, closed) = match words {
        Ok(words) => (words, None),
        Err(why) => (Words::default(), Some(why)),
    };
    OpenedCall { call: ListedCall::of(&call), said, next, closed }
}
