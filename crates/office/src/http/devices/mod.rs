//! `/api/v1/devices`: the tablets.

pub mod keys;

use super::Service;
use super::description::refusals;
use super::description::words::{Id, ModeWord, Name, Time};
use super::people::{self, Asking, json, meant, unreadable};
use crate::db::chains::Chain;
use crate::refused::Refused;
use crate::tablets::{self, Listed};
use crate::users::Act;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use handover_domain::record::Mode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

refusals!(Unreadable, SignedOut, Forbidden, NotFound, TooManyRequests);

/// Which tablets are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Those of this shop only
    shop: Option<String>,
}

/// Which tablet is meant.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "it is described and never made")]
pub struct Meant {
    /// Its id or its number
    id: String,
}

/// Tablets.
#[derive(Serialize, ToSchema)]
pub struct TabletList {
    devices: Vec<ListedTablet>,
}

/// A tablet.
#[derive(Serialize, ToSchema)]
pub struct ListedTablet {
    /// With which the numbers of its complaints begin
    number: u16,
    #[schema(value_type = Id)]
    id: String,
    /// `enrolled` or `revoked`
    state: String,
    #[schema(value_type = ModeWord)]
    mode: Mode,
    #[schema(value_type = Name)]
    shop: String,
    /// The kiosk's version that it last said
    app: String,
    #[schema(value_type = Time)]
    last_seen: String,
    /// `empty`, `whole`, `gaps`, `lost` or `fork`: what `handover-office audit` tells in full
    #[schema(value_type = String)]
    chain: Chain,
    /// How many new keys it asks to go on with
    keys_asked: usize,
}

/// Tablets: whose each is, when it was heard, how its chain stands
#[utoipa::path(
    get,
    path = "/api/v1/devices",
    operation_id = "devices",
    tag = "people",
    params(Asked),
    security(("session" = [])),
    responses((status = 200, description = "The tablets", body = TabletList), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    asking: Asking,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refused> {
    asking.everywhere(Act::SetUp)?;
    let Query(Asked { shop }) =
        asked.map_err(|_| unreadable("the address does not ask for tablets as this one takes it"))?;
    let shop = people::shop(shop)?;
    let mut tx = service.office.store.read().await?;
    let listed = tablets::list(&mut tx, shop.as_ref()).await?;
    Ok(json(&TabletList { devices: listed.into_iter().map(told).collect() }))
}

/// Takes no more records from a tablet
///
/// What it sent stays, and it keeps what it has not sent. Nothing takes it back; a tablet that is enrolled anew is another one.
#[utoipa::path(
    post,
    path = "/api/v1/devices/{id}/revocations",
    operation_id = "revoke_device",
    tag = "people",
    params(Meant),
    security(("session" = [])),
    responses((status = 204, description = "It is revoked"), Refusals)
)]
pub async fn revoke(
    State(service): State<Arc<Service>>,
    asking: Asking,
    typed: Result<Path<String>, PathRejection>,
) -> Result<StatusCode, Refused> {
    asking.everywhere(Act::SetUp)?;
    tablets::revoke(&service.office, &meant(typed)?, asking.id()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn told(tablet: Listed) -> ListedTablet {
    ListedTablet {
        number: tablet.number,
        id: tablet.id.to_string(),
        state: tablet.state.into(),
        mode: tablet.mode,
        shop: tablet.shop.to_string(),
        app: tablet.app,
        last_seen: tablet.last_seen,
        chain: tablet.chain,
        keys_asked: tablet.keys_asked,
    }
}
