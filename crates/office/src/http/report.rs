//! `GET /api/v1/report`

use super::Service;
use super::description::refusals;
use super::people::{Asking, json, unreadable};
use crate::clock;
use crate::db::{Conn, regions};
use crate::refused::Refused;
use crate::report::{self, By, Period, Query as Wanted, ReportError};
use crate::users::{Act, Grants};
use axum::extract::{Query, State};
use axum::http::Uri;
use axum::response::Response;
use handover_domain::ids::{RegionId, ShopId};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

refusals!(Unreadable, SignedOut, Forbidden, TooManyRequests);

/// What is asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The first day, `YYYY-MM-DD`
    from: String,
    /// The last day
    to: String,
    /// What the rows are: `none`, `shop`, `region`, `stage`, `question`, `advisor`, `visit`, `channel`, `version`, `period` or `group`
    #[param(value_type = Option<String>)]
    by: Option<By>,
    /// The question whose answers are the groups
    group: Option<String>,
    /// What a row covers, where rows are periods: `week`, `month`, `quarter` or `year`
    #[param(value_type = Option<String>)]
    period: Option<Period>,
    /// This shop only
    shop: Option<String>,
    /// This region only
    region: Option<String>,
    /// This kind of visit only
    visit: Option<String>,
    /// This channel only
    channel: Option<String>,
    /// This package only: `ID` or `ID@VERSION`
    package: Option<String>,
}

/// Scores
///
/// Whoever may see the scores of all shops need name none; anybody else names a shop or a region that is theirs. Who sees a shop as
/// one of it sees closed weeks, and nothing that rests on fewer than five.
#[utoipa::path(
    get,
    path = "/api/v1/report",
    operation_id = "report",
    tag = "people",
    params(Asked),
    security(("session" = [])),
    responses((status = 200, description = "The report, as `handover-office report --format json` prints it"), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    Asking(member): Asking,
    address: Uri,
) -> Result<Response, Refused> {
    let mut query = wanted(&address)?;
    let mut tx = service.office.store.read().await?;
    let is_veiled = allowed(&mut tx, &member.grants, &query).await?;
    if is_veiled {
        report::closed(&mut query, clock::now().date_naive()).map_err(|error| unreadable(&error.0))?;
    }
    let mut report = report::build(&mut tx, &query).await.map_err(|error| match error {
        ReportError::Unanswerable(error) => unreadable(&error.0),
        ReportError::Store(error) => error.into(),
    })?;
    if is_veiled {
        report::veil(&mut report);
    }
    Ok(json(&report))
}

/// Whether what they see is veiled; refused where they may see nothing of it.
async fn allowed(conn: &mut Conn, grants: &Grants, query: &Wanted) -> Result<bool, Refused> {
    if grants.allow_everywhere(Act::ReadScores) {
        return Ok(false);
    }
    if let Some(region) = &query.region {
        let region = RegionId::new(region.clone()).map_err(|error| unreadable(&error.to_string()))?;
        return if grants.allow_region(Act::ReadScores, &region) {
            Ok(false)
        } else {
            Err(Refused::Forbidden)
        };
    }
    let [shop] = &query.shops[..] else { return Err(Refused::Forbidden) };
    let shop = ShopId::new(shop.clone()).map_err(|error| unreadable(&error.to_string()))?;
    let region = regions::of_shop(conn, &shop).await?;
    if !grants.allow(Act::ReadScores, &shop, region.as_ref()) {
        return Err(Refused::Forbidden);
    }
    Ok(grants.are_veiled(&shop, region.as_ref()))
}

/// What an address asks of a report.
pub fn wanted(address: &Uri) -> Result<Wanted, Refused> {
    let Query(asked) = Query::<Asked>::try_from_uri(address)
        .map_err(|_| unreadable("the address does not ask for a report as this one takes it"))?;
    let Asked { from, to, by, group, period, shop, region, visit, channel, package } = asked;
    let (by, period) = (by.unwrap_or(By::None), period.unwrap_or(Period::Month));
    let shops = shop.into_iter().collect();
    let asked = report::Asked { from, to, by, group, period, shops, region, visit, channel, package };
    asked.query().map_err(|error| unreadable(&error.0))
}
