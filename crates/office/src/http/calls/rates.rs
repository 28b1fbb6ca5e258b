//! `GET /api/v1/calls/rates`

use super::super::Service;
use super::super::description::refusals;
use super::super::description::words::Name;
use super::super::people::{Asking, json, unreadable};
use super::shops_of;
use crate::calls::{self, REACHED, Rate, SURVEYED};
use crate::refused::Refused;
use crate::users::Act;
use crate::{clock, days};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

refusals!(Unreadable, SignedOut, Forbidden, TooManyRequests);

/// Over which days.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The first day, `YYYY-MM-DD`, on which calls were due at the latest
    from: String,
    /// The last day
    to: String,
    /// This shop only
    shop: Option<String>,
    /// The shops of this region only
    region: Option<String>,
}

/// How many of the customers who were to be called were reached.
#[derive(Serialize, ToSchema)]
pub struct CallRates {
    /// Shop by shop
    shops: Vec<ShopRate>,
    /// All of them together
    all: CallRate,
    /// The share of those due that is to be reached at least, in percent
    reached_target: u64,
    /// The share of those reached that is to answer in full at least, in percent
    surveyed_target: u64,
}

/// Those of a shop.
#[derive(Serialize, ToSchema)]
pub struct ShopRate {
    #[schema(value_type = Name)]
    shop: String,
    rate: CallRate,
}

/// How many.
#[derive(Serialize, ToSchema)]
pub struct CallRate {
    /// First and second calls after a visit whose last day came
    due: u64,
    /// In how many of them the customer was reached
    reached: u64,
    /// In how many of these a full survey was made
    surveyed: u64,
}

impl From<Rate> for CallRate {
    fn from(Rate { due, reached, surveyed }: Rate) -> Self {
        Self { due, reached, surveyed }
    }
}

/// How many were reached of those due, and how many of them answered in full
///
/// What is still to come is not due yet. Without a shop or a region, all that are theirs who ask; one that is named has to be theirs.
#[utoipa::path(
    get,
    path = "/api/v1/calls/rates",
    operation_id = "call_rates",
    tag = "people",
    params(Asked),
    security(("session" = [])),
    responses((status = 200, description = "The rates", body = CallRates), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    asking: Asking,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(asked) = asked.map_err(|_| unreadable("name the first day and the last"))?;
    let (from, to) = days::between(&asked.from, &asked.to).map_err(|error| unreadable(&error))?;
    let mut tx = service.office.store.read().await?;
    let (shop, region) = (asked.shop.as_deref(), asked.region.as_deref());
    let reach = asking.within(&mut tx, Act::ReadScores, shop, region).await?;
    let (mut shops, mut all) = (Vec::new(), Rate::default());
    for shop in shops_of(&mut tx, reach).await? {
        let rate = calls::rates(&mut tx, &shop, (from, to.min(clock::today()))).await?;
        all.join(rate);
        shops.push(ShopRate { shop: shop.to_string(), rate: rate.into() });
    }
    let (reached_target, surveyed_target) = (REACHED, SURVEYED);
    Ok(json(&CallRates { shops, all: all.into(), reached_target, surveyed_target }))
}
