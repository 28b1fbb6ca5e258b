//! `POST /api/v1/calls`

use super::super::Service;
use super::super::body::Coding;
use super::super::description::refusals;
use super::super::description::words::{ComplaintNumber, Id, Name, Time};
use super::super::people::{Asking, json, minted, read, shop, unreadable};
use super::due::WhenDue;
use super::{ListedCall, about};
use crate::calls::{self, Noted, Outcome, Survey, Wish, Words};
use crate::clock;
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::{Request, State};
use axum::response::Response;
use chrono::{DateTime, FixedOffset};
use handover_domain::ids::RecordId;
use handover_domain::moment;
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

/// A call that was made, about either an order or a complaint.
#[derive(Deserialize, ToSchema)]
pub struct NewCall {
    /// A UUID of version 7 that whoever sends it made: sent twice, it is noted once
    #[schema(value_type = Id)]
    id: Uuid,
    /// The handover number
    #[schema(value_type = Option<Name>)]
    order: Option<String>,
    #[schema(value_type = Option<ComplaintNumber>)]
    complaint: Option<String>,
    /// The shop, where more than one has this order
    #[schema(value_type = Option<Name>)]
    shop: Option<String>,
    /// The call was about why the customer stopped coming, not about the last visit
    #[serde(default)]
    lapsed: bool,
    /// When the call was made, by the clock of whoever called
    #[schema(value_type = Time)]
    at: String,
    /// `reached`, `later`, `declined`, `not_reached` or `wrong_number`
    #[schema(value_type = String)]
    outcome: Outcome,
    /// How much of a survey was answered: `full`, `partial` or `none`, which it is without it
    #[schema(value_type = Option<String>)]
    survey: Option<Survey>,
    /// When the customer is to be called again; with `later` it has to be there
    #[schema(value_type = Option<Time>)]
    again_at: Option<String>,
    /// What was said; sealed, and read by opening it only
    said: Option<String>,
    /// What is next; sealed likewise
    next: Option<String>,
    /// Something could not be answered at once and goes to the supervisor, to be answered within two days
    #[serde(default)]
    supervisor: bool,
    /// An entry that was wrong and that this one stands for
    #[schema(value_type = Option<Id>)]
    corrects: Option<Uuid>,
}

/// A call as it was noted.
#[derive(Serialize, ToSchema)]
pub struct NotedCall {
    call: ListedCall,
    /// The next call that is due about the same; missing where none is, or the same was noted before
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<WhenDue>,
}

/// Notes a call
///
/// By whoever is signed in; what was said is sealed for customer care, and that a call was noted is on record. The same call under the same
/// `id` again changes nothing; another one under it is refused, and the first stays. Nothing is altered later: what was wrong is corrected
/// by another entry.
#[utoipa::path(
    post,
    path = "/api/v1/calls",
    operation_id = "note_call",
    tag = "people",
    params(Coding),
    request_body = NewCall,
    security(("session" = [])),
    responses((status = 200, description = "The call as it was noted", body = NotedCall), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    request: Request,
) -> Result<Response, Refused> {
    let mut tx = service.office.store.read().await?;
    asking.reach(&mut tx, Act::CallCustomers).await?;
    // Others read while the body comes.
    drop(tx);
    let new: NewCall = read(request).await?;
    let mut tx = service.office.store.read().await?;
    let reach = asking.within(&mut tx, Act::CallCustomers, new.shop.as_deref(), None).await?;
    drop(tx);
    let wish = wish(new, &asking)?;
    let mut tx = service.office.store.write().await?;
    let Noted { call, next, .. } =
        calls::note(&mut tx, &service.office.keys, wish, &reach, asking.id(), clock::now()).await?;
    service.office.store.commit(tx).await?;
    Ok(json(&NotedCall { call: ListedCall::of(&call), next: next.as_ref().map(WhenDue::from) }))
}

fn wish(new: NewCall, asking: &Asking) -> Result<Wish, Refused> {
    Ok(Wish {
        id: minted(new.id)?,
        about: about(new.order.as_deref(), new.complaint.as_deref())?,
        shop: shop(new.shop)?,
        lapsed: new.lapsed,
        at: time(&new.at)?,
        by: asking.0.user.id.clone(),
        outcome: new.outcome,
        survey: new.survey.unwrap_or(Survey::None),
        again: new.again_at.as_deref().map(time).transpose()?,
        supervisor: new.supervisor,
        corrects: new.corrects.map(RecordId),
        words: Words::typed(new.said.as_deref(), new.next.as_deref()),
    })
}

fn time(text: &str) -> Result<DateTime<FixedOffset>, Refused> {
    moment::parse(text).ok_or_else(|| unreadable("a time is written as 2026-11-26T14:05:00+08:00"))
}
