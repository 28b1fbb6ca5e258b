//! `GET /api/v1/calls`

use super::super::Service;
use super::super::description::refusals;
use super::super::people::{Asking, after, json, next, span, unreadable};
use super::ListedCall;
use crate::db::calls;
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

refusals!(Unreadable, SignedOut, Forbidden, TooManyRequests);

/// How many are told at a time.
const PAGE: usize = 200;

/// Which calls are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The first day, `YYYY-MM-DD`, where the call was made; without days, all of them
    from: Option<String>,
    /// The last day
    to: Option<String>,
    /// This shop only
    shop: Option<String>,
    /// The shops of this region only
    region: Option<String>,
    /// Go on after the page whose `next` this is
    after: Option<String>,
}

/// Calls, the earliest first.
#[derive(Serialize, ToSchema)]
pub struct CallPage {
    /// 200 of them at most
    calls: Vec<ListedCall>,
    /// What to name as `after` to go on; missing where there are no more
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// Calls that were made
///
/// Entries that were corrected among them. Without a shop or a region, all that are theirs who ask; one that is named has to be theirs.
#[utoipa::path(
    get,
    path = "/api/v1/calls",
    operation_id = "calls",
    tag = "people",
    params(Asked),
    security(("session" = [])),
    responses((status = 200, description = "Calls, the earliest first", body = CallPage), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    asking: Asking,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(asked) =
        asked.map_err(|_| unreadable("the address does not ask for calls as this one takes it"))?;
    let (from, to) = span(asked.from.as_deref(), asked.to.as_deref())?;
    let behind = asked.after.as_deref().map(after).transpose()?;
    let mut tx = service.office.store.read().await?;
    let (shop, region) = (asked.shop.as_deref(), asked.region.as_deref());
    let reach = asking.within(&mut tx, Act::CallCustomers, shop, region).await?;
    let all = calls::page(&mut tx, &reach, (&from, &to), behind, PAGE).await?;
    Ok(json(&CallPage {
        next: all.last().filter(|_| all.len() == PAGE).map(|call| next(call.at, call.id)),
        calls: all.iter().map(ListedCall::of).collect(),
    }))
}
