//! `GET /api/v1/openapi.json`

use super::description::refusals;
use axum::http::header;
use axum::response::IntoResponse;
use std::sync::LazyLock;

/// The same for everybody, and as long as the program runs.
static TEXT: LazyLock<String> = LazyLock::new(super::description);

refusals!();

/// This description
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "describe",
    tag = "operations",
    responses((status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json"), Refusals)
)]
pub async fn show() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str())
}
