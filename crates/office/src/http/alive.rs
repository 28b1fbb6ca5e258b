//! `GET /healthz`

use super::description::refusals;
use axum::http::StatusCode;

refusals!();

/// Whether the service answers
#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "is_alive",
    tag = "operations",
    responses((status = 200, description = "It does; no body"), Refusals)
)]
pub async fn show() -> StatusCode {
    StatusCode::OK
}
