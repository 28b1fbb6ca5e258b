//! What the routes have in common that people use: who asks, from where, what is theirs, and how bodies look.

use super::Service;
use super::body;
use super::description::words::Name;
use super::peer::Peer;
use crate::clock;
use crate::days;
use crate::db::{Conn, regions};
use crate::refused::Refused;
use crate::terminal::line;
use crate::users::{self, Act, Grants, Member, Reach};
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, FixedOffset};
use handover_domain::ids::{RecordId, RegionId, ShopId};
use handover_domain::language::Language;
use handover_domain::record::Comment;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// The prefix keeps other sites of the same host from setting it.
pub const COOKIE: &str = "__Host-handover";
/// More of a fault than anybody reads.
const MAX_FAULT: usize = 300;

/// What was written.
#[derive(Serialize, ToSchema)]
pub struct Words {
    /// The question that was answered
    #[schema(value_type = Name)]
    question: String,
    /// As it was typed
    text: String,
}

impl Words {
    /// An answer in words.
    pub fn of(comment: Comment) -> Self {
        Self { question: comment.question.to_string(), text: comment.text }
    }
}

/// Whoever asks, where they are signed in.
pub struct Asking(pub Member);

impl FromRequestParts<Arc<Service>> for Asking {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Self, Refused> {
        let peer = Peer::from_request_parts(parts, service).await;
        let Ok(Peer(address)) = peer;
        if parts.method != Method::GET && parts.method != Method::HEAD {
            by_own_page(&parts.headers)?;
        }
        let found = match token(&parts.headers) {
            Some(token) => users::session::find(&service.office, token, clock::now()).await,
            None => Err(Refused::SignedOut),
        };
        if found.is_err() {
            service.limits.address(address)?;
        }
        found.map(Self)
    }
}

impl Asking {
    /// Where they may do this; refused where they may nowhere.
    pub async fn reach(&self, conn: &mut Conn, act: Act) -> Result<Reach, Refused> {
        reach(conn, &self.0.grants, act).await
    }

    /// The same within a shop and a region that they name, which have to be theirs.
    pub async fn within(
        &self,
        conn: &mut Conn,
        act: Act,
        shop: Option<&str>,
        region: Option<&str>,
    ) -> Result<Reach, Refused> {
        let grants = &self.0.grants;
        let mut reach = reach(conn, grants, act).await?;
        if let Some(region) = region {
            let region = RegionId::new(region).map_err(|error| unreadable(&error.to_string()))?;
            if !grants.allow_region(act, &region) {
                return Err(Refused::Forbidden);
            }
            let of_shops = regions::of_shops(conn).await?.into_iter();
            let there = of_shops.filter(|(_, of)| of == region.as_str());
            reach = reach.within(there.filter_map(|(shop, _)| ShopId::new(shop).ok()).collect());
        }
        if let Some(shop) = shop {
            let shop = ShopId::new(shop).map_err(|error| unreadable(&error.to_string()))?;
            // In another region than the one that was named is no fault, and nothing.
            if region.is_none() && !reach.holds(&shop) {
                return Err(Refused::Forbidden);
            }
            reach = reach.within(BTreeSet::from([shop]));
        }
        Ok(reach)
    }

    /// Refused where they may not do this everywhere.
    pub fn everywhere(&self, act: Act) -> Result<(), Refused> {
        if self.0.grants.allow_everywhere(act) { Ok(()) } else { Err(Refused::Forbidden) }
    }

    /// By which name the log knows them.
    pub fn id(&self) -> &str {
        self.0.user.id.as_str()
    }
}

/// Where these grants allow this; refused where they do nowhere.
pub async fn reach(conn: &mut Conn, grants: &Grants, act: Act) -> Result<Reach, Refused> {
    if grants.allow_somewhere(act) {
        Ok(Reach::of(conn, grants, act).await?)
    } else {
        Err(Refused::Forbidden)
    }
}

/// Refuses what a page of another origin asks, of a neighbouring one too, whose requests bring the cookie along. Browsers
/// say where a request comes from, and no page can alter that (Fetch Metadata); other programs say nothing.
pub fn by_own_page(headers: &HeaderMap) -> Result<(), Refused> {
    match headers.get("sec-fetch-site").map(HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(Refused::ForeignPage),
    }
}

/// The token in a request's cookie.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';'));
    cookies.find_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// A body of JSON.
pub async fn read<T: DeserializeOwned>(request: Request) -> Result<T, Refused> {
    serde_json::from_slice(&body::json(request).await?).map_err(|error| {
        let fault = line(&error.to_string(), MAX_FAULT);
        unreadable(&format!("the body is not what this address takes: {fault}"))
    })
}

/// 200 with JSON.
///
/// # Panics
/// Never for what it is used with: every field of that has a JSON form.
pub fn json(told: &impl Serialize) -> Response {
    let body = serde_json::to_string(told).expect("every field of it has a JSON form");
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// What stands in the address.
pub fn meant(typed: Result<Path<String>, PathRejection>) -> Result<String, Refused> {
    typed.map(|Path(typed)| typed).map_err(|_| Refused::NotFound)
}

/// The first day and the last as the database writes them; each `""` where neither is named.
pub fn span(from: Option<&str>, to: Option<&str>) -> Result<(String, String), Refused> {
    match (from, to) {
        (None, None) => Ok((String::new(), String::new())),
        (Some(from), Some(to)) => {
            let (from, to) = days::between(from, to).map_err(|error| unreadable(&error))?;
            Ok((from.to_string(), to.to_string()))
        }
        _ => Err(unreadable("name the first day and the last, or neither")),
    }
}

/// What to name as `after` to go on behind this one in a list by time.
pub fn next(at: DateTime<FixedOffset>, id: RecordId) -> String {
    format!("{}.{id}", at.timestamp_millis())
}

/// Where to go on: a moment in milliseconds since 1970, and an id.
pub fn after(text: &str) -> Result<(i64, RecordId), Refused> {
    let place = text.split_once('.').and_then(|(ms, id)| Some((ms.parse().ok()?, id.parse().ok()?)));
    place.ok_or_else(|| unreadable("`after` is what an earlier answer gave as `next`"))
}

/// The shop of this id, where one is named.
pub fn shop(id: Option<String>) -> Result<Option<ShopId>, Refused> {
    id.map(ShopId::new).transpose().map_err(|error| unreadable(&error.to_string()))
}

/// The id that whoever sends something made for it.
pub fn minted(id: Uuid) -> Result<RecordId, Refused> {
    let is_made_so = id.get_version_num() == 7;
    is_made_so.then_some(RecordId(id)).ok_or_else(|| unreadable("the id is to be a UUID of version 7"))
}

/// The language of this tag.
pub fn language(tag: Option<&str>) -> Result<Language, Refused> {
    let Some(tag) = tag else { return Ok(Language::ZhCn) };
    let known = Language::ALL.map(Language::tag).join(", ");
    Language::from_tag(tag).ok_or_else(|| unreadable(&format!("the languages are {known}")))
}

/// That something was asked which cannot be understood.
pub fn unreadable(sentence: &str) -> Refused {
    Refused::Unreadable(sentence.trim_end_matches('.').to_owned())
}
