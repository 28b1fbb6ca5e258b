//! `GET /api/v1/log`

use super::Service;
use super::description::refusals;
use super::description::words::Time;
use super::people::{Asking, json, unreadable};
use crate::clock;
use crate::days;
use crate::db::deeds::{self, Deed, Place};
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
const PAGE: usize = 500;

/// What is asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The first day, `YYYY-MM-DD`, in UTC
    from: String,
    /// The last day
    to: String,
    /// Go on after the page whose `next` this is
    after: Option<String>,
}

/// What was done, the oldest first.
#[derive(Serialize, ToSchema)]
pub struct Log {
    /// 500 of them at most
    deeds: Vec<ToldDeed>,
    /// What to name as `after` to go on; missing where there is no more
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// Something that was done.
#[derive(Serialize, ToSchema)]
pub struct ToldDeed {
    #[schema(value_type = Time)]
    at: String,
    /// Who did it
    by: String,
    /// `opened`, `exported`, `erased`, `signed in`, `role granted` and others, as docs/privacy.md lists them
    did: String,
    /// About whom or what
    about: String,
}

/// Who opened, exported, erased or changed what
#[utoipa::path(
    get,
    path = "/api/v1/log",
    operation_id = "log",
    tag = "people",
    params(Asked),
    security(("session" = [])),
    responses((status = 200, description = "What was done, the oldest first", body = Log), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    asking: Asking,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refused> {
    // Not everything in it belongs to a shop.
    asking.everywhere(Act::ReadLog)?;
    let Query(Asked { from, to, after }) =
        asked.map_err(|_| unreadable("the address does not ask for the log as this one takes it"))?;
    let span = days::between(&from, &to).map_err(|error| unreadable(&error))?;
    let (from, to) = days::moments(span).ok_or_else(|| unreadable("there is no such day in any log"))?;
    let after = match after {
        None => Place::before(from),
        Some(text) => Place::parse(&text)
            .ok_or_else(|| unreadable("`after` is what an earlier answer gave as `next`"))?,
    };
    let mut tx = service.office.store.read().await?;
    let most = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let deeds = deeds::between(&mut tx, &after, to, most).await?;
    Ok(json(&Log {
        next: deeds.last().filter(|_| deeds.len() == PAGE).map(|last| last.place().to_string()),
        deeds: deeds.into_iter().map(told).collect(),
    }))
}

fn told(Deed { at, member, did, about, .. }: Deed) -> ToldDeed {
    ToldDeed { at: clock::iso(at), by: member, did, about }
}
