//! `POST /api/v1/comments/openings`

use super::Service;
use super::body::Coding;
use super::description::refusals;
use super::description::words::{Day, Id, Name};
use super::people::{Asking, Words, json, read, unreadable};
use crate::comments::{self, Written};
use crate::days;
use crate::db::words::{Key, Span};
use crate::refused::Refused;
use crate::users::Act;
use axum::extract::{Request, State};
use axum::response::Response;
use handover_domain::ids::ShopId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

refusals!(Unreadable, SignedOut, Forbidden, TooLarge, UnsupportedMediaType, TooManyRequests);

/// Which comments are to be opened.
#[derive(Deserialize, ToSchema)]
pub struct OpenComments {
    /// The first day
    #[schema(value_type = Day)]
    from: String,
    /// The last day
    #[schema(value_type = Day)]
    to: String,
    /// This shop only
    shop: Option<String>,
    /// The shops of this region only
    region: Option<String>,
    /// Go on after the page whose `next` this is
    after: Option<String>,
}

/// What customers wrote in surveys.
#[derive(Serialize, ToSchema)]
pub struct OpenedComments {
    /// 200 surveys at most, in the order of days
    surveys: Vec<OpenedSurvey>,
    /// What to name as `after` to go on; missing where there is no more
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next: Option<String>,
}

/// What was written in one survey.
#[derive(Serialize, ToSchema)]
pub struct OpenedSurvey {
    /// The day, as in reports
    #[schema(value_type = Day)]
    day: String,
    #[schema(value_type = Name)]
    shop: String,
    #[schema(value_type = Id)]
    record: String,
    words: Vec<Words>,
    /// Why they cannot be read, where they cannot
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    closed: Option<String>,
}

/// Opens what customers wrote in surveys
///
/// That each is opened, and by whom, is on record before anything is read. Without a shop or a region, all that are theirs who ask; one
/// that is named has to be theirs. Complaints are opened one by one, by their numbers.
#[utoipa::path(
    post,
    path = "/api/v1/comments/openings",
    operation_id = "open_comments",
    tag = "people",
    params(Coding),
    request_body = OpenComments,
    security(("session" = [])),
    responses((status = 200, description = "What was written", body = OpenedComments), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    request: Request,
) -> Result<Response, Refused> {
    let asked: OpenComments = read(request).await?;
    let (from, to) = days::between(&asked.from, &asked.to).map_err(|error| unreadable(&error))?;
    let after = asked.after.as_deref().map(after).transpose()?;
    let mut tx = service.office.store.read().await?;
    let (shop, region) = (asked.shop.as_deref(), asked.region.as_deref());
    let reach = asking.within(&mut tx, Act::OpenWords, shop, region).await?;
    drop(tx);
    let (from, to) = (from.to_string(), to.to_string());
    let span = Span { days: (&from, &to), reach: &reach, after: after.as_ref() };
    let page = comments::open(&service.office, &span, asking.id()).await?;
    Ok(json(&OpenedComments {
        surveys: page.written.into_iter().map(told).collect(),
        next: page.next.map(|Key { day, shop, record }| format!("{day}/{shop}/{record}")),
    }))
}

fn told(Written { day, shop, record, text }: Written) -> OpenedSurvey {
    let (words, closed) = match text {
        Ok(text) => (text.comments.into_iter().map(Words::of).collect(), None),
        Err(why) => (Vec::new(), Some(why)),
    };
    OpenedSurvey { day, shop: shop.to_string(), record: record.to_string(), words, closed }
}

fn after(text: &str) -> Result<Key, Refused> {
    let place = |text: &str| {
        let (day, rest) = text.split_once('/')?;
        let (shop, record) = rest.split_once('/')?;
        let day = days::day(day).ok()?.to_string();
        Some(Key { day, shop: ShopId::new(shop).ok()?, record: record.parse().ok()? })
    };
    place(text).ok_or_else(|| unreadable("`after` is what an earlier answer gave as `next`"))
}
