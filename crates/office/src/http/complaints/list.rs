//! `GET /api/v1/complaints`

use super::super::Service;
use super::super::description::refusals;
use super::super::people::{self, Asking, after, json, span, unreadable};
use super::{ListedComplaint, told};
use crate::clock;
use crate::db::complaints::{self, Listed, Narrowed, Span};
use crate::db::numbers;
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use handover_domain::complaint::Severity;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

refusals!(Unreadable, SignedOut, Forbidden, TooManyRequests);

/// How many are told at a time.
const PAGE: usize = 200;

/// Which complaints are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The first day, `YYYY-MM-DD`; without days, all of them
    from: Option<String>,
    /// The last day
    to: Option<String>,
    /// This shop only
    shop: Option<String>,
    /// The shops of this region only
    region: Option<String>,
    /// Only those that are so severe: `grievance`, `ordinary` or `major`
    severity: Option<String>,
    /// `true` for those about which something is still to be done
    open: Option<bool>,
    /// Go on after the page whose `next` this is
    after: Option<String>,
}

/// Complaints, the oldest first.
#[derive(Serialize, ToSchema)]
pub struct ComplaintPage {
    /// 200 of them at most
    complaints: Vec<ListedComplaint>,
    /// What to name as `after` to go on; missing where there are no more
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
    /// How many are kept of these days and shops that cannot be read yet, and so are in no list
    unread: u64,
}

/// Complaints, their clocks and what was done
///
/// Without a shop or a region, all that are theirs who ask; one that is named has to be theirs.
#[utoipa::path(
    get,
    path = "/api/v1/complaints",
    operation_id = "complaints",
    tag = "people",
    params(Asked),
    security(("session" = [])),
    responses((status = 200, description = "Complaints, the oldest first", body = ComplaintPage), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    asking: Asking,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(asked) =
        asked.map_err(|_| unreadable("the address does not ask for complaints as this one takes it"))?;
    let (from, to) = span(asked.from.as_deref(), asked.to.as_deref())?;
    let severity = asked.severity.as_deref().map(|word| {
        let known = Severity::WORDS.join(", ");
        Severity::from_word(word).ok_or_else(|| unreadable(&format!("a complaint is one of {known}")))
    });
    let which = Narrowed {
        severity: severity.transpose()?,
        // A closed one was closed before the end of time.
        closed_since: asked.open.unwrap_or(false).then_some(i64::MAX),
        after: asked.after.as_deref().map(after).transpose()?,
        most: i64::try_from(PAGE).ok(),
        ..Narrowed::default()
    };
    let mut tx = service.office.store.read().await?;
    let (shop, region) = (asked.shop.as_deref(), asked.region.as_deref());
    let reach = asking.within(&mut tx, Act::ReadComplaints, shop, region).await?;
    let span = Span { from: &from, to: &to, reach: &reach };
    let all = complaints::narrowed(&mut tx, span, which).await?;
    let now = clock::now().fixed_offset();
    Ok(json(&ComplaintPage {
        next: all.last().filter(|_| all.len() == PAGE).map(next),
        complaints: all.iter().map(|listed| told(listed, now)).collect(),
        unread: numbers::unread(&mut tx, span).await?,
    }))
}

fn next(listed: &Listed) -> String {
    people::next(listed.captured, listed.record)
}
