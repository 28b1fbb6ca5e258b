//! `GET /api/v1/calls/due`

use super::super::Service;
use super::super::description::refusals;
use super::super::description::words::{Day, Name, Time, VisitWord};
use super::super::people::{Asking, json, unreadable};
use super::{ListedCall, Subject, shops_of};
use crate::calls::{self, Due, Item, Kind, Question, Wanted};
use crate::refused::Refused;
use crate::users::Act;
use crate::{clock, days};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use handover_domain::moment;
use handover_domain::visit::Visit;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

refusals!(Unreadable, SignedOut, Forbidden, TooManyRequests);

/// How many calls and how many questions are told at most: more than anybody calls in a day.
const MOST: usize = 500;
/// So many days may a call be late without being named.
const BACK: u32 = 30;
/// The most days back, and the most months without a visit.
const MOST_BACK: u32 = 3660;
const MOST_MONTHS: u32 = 120;

/// Which calls are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The day, `YYYY-MM-DD`; without it, today
    on: Option<String>,
    /// This shop only
    shop: Option<String>,
    /// The shops of this region only
    region: Option<String>,
    /// How many days a call may be late and is still listed: 30 without it, 3660 at most
    back: Option<u32>,
    /// Customers too who have not come for so many months, 1 to 120
    lapsed: Option<u32>,
}

/// What is to be done on a day.
#[derive(Serialize, ToSchema)]
pub struct DueCalls {
    #[schema(value_type = Day)]
    on: String,
    /// Calls whose last day came before this are not listed
    #[schema(value_type = Day)]
    since: String,
    /// Whom to call, what is most late first; 500 at most
    calls: Vec<DueCall>,
    /// How many more there are
    more_calls: usize,
    /// What is with the supervisor, the oldest first; 500 at most
    questions: Vec<OpenQuestion>,
    /// How many more there are
    more_questions: usize,
    /// How many visits are so old that their customers may have lapsed, and name none
    nameless: u64,
}

/// Somebody who is to be called.
#[derive(Serialize, ToSchema)]
pub struct DueCall {
    #[schema(value_type = Name)]
    shop: String,
    about: Subject,
    due: WhenDue,
    /// How many days it is late
    late: i64,
    /// How often nobody was reached by it so far
    tries: usize,
    /// The visit, where it is about one
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    visit: Option<VisitMade>,
}

/// Which call is due, and when.
#[derive(Serialize, ToSchema)]
pub struct WhenDue {
    /// `3dc`, `7dc`, `second`, `lapsed` or `complaint`
    #[schema(value_type = String)]
    call: Kind,
    /// The first day for it
    #[schema(value_type = Day)]
    from: String,
    /// The last day; missing where there is none
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Day>, nullable = false)]
    last: Option<String>,
    /// The moment that the customer asked for
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Time>, nullable = false)]
    at: Option<String>,
}

impl From<&Due> for WhenDue {
    fn from(due: &Due) -> Self {
        Self {
            call: due.kind,
            from: due.from.to_string(),
            last: due.last.map(|day| day.to_string()),
            at: due.at.as_ref().map(moment::write),
        }
    }
}

/// The visit that a call follows.
#[derive(Serialize, ToSchema)]
pub struct VisitMade {
    #[schema(value_type = VisitWord)]
    visit: Visit,
    /// Its day at the shop
    #[schema(value_type = Day)]
    day: String,
    /// The id of the advisor
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    advisor: Option<String>,
    /// The model of the car, as the dealer's list has it
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    model: Option<String>,
}

/// What a call could not answer, and nobody has answered since.
#[derive(Serialize, ToSchema)]
pub struct OpenQuestion {
    call: ListedCall,
    /// The last day for the answer
    #[schema(value_type = Day)]
    last: String,
}

/// Whom to call on a day, and what waits for an answer
///
/// As `handover-office calls due` lists them. Without a shop or a region, all that are theirs who ask; one that is named has to be theirs.
#[utoipa::path(
    get,
    path = "/api/v1/calls/due",
    operation_id = "calls_due",
    tag = "people",
    params(Asked),
    security(("session" = [])),
    responses((status = 200, description = "What is to be done", body = DueCalls), Refusals)
)]
pub async fn show(
    State(service): State<Arc<Service>>,
    asking: Asking,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(asked) =
        asked.map_err(|_| unreadable("the address does not ask for calls due as this one takes it"))?;
    let on = match &asked.on {
        Some(day) => days::day(day).map_err(|error| unreadable(&error))?,
        None => clock::today(),
    };
    let back = asked.back.unwrap_or(BACK);
    if back > MOST_BACK || asked.lapsed.is_some_and(|months| !(1..=MOST_MONTHS).contains(&months)) {
        return Err(unreadable("`back` is 3660 days at most, and `lapsed` 1 to 120 months"));
    }
    let wanted = Wanted { on, back, lapsed: asked.lapsed };
    let mut tx = service.office.store.read().await?;
    let (shop, region) = (asked.shop.as_deref(), asked.region.as_deref());
    let reach = asking.within(&mut tx, Act::CallCustomers, shop, region).await?;
    let shops = shops_of(&mut tx, reach).await?;
    let lists = calls::lists(&mut tx, &shops, wanted).await?;
    let told = DueCalls {
        on: on.to_string(),
        since: wanted.oldest().to_string(),
        more_calls: lists.calls.len().saturating_sub(MOST),
        calls: lists.calls.iter().take(MOST).map(|item| due(item, wanted)).collect(),
        more_questions: lists.questions.len().saturating_sub(MOST),
        questions: lists.questions.iter().take(MOST).map(question).collect(),
        nameless: lists.nameless,
    };
    Ok(json(&told))
}

fn due(item: &Item, wanted: Wanted) -> DueCall {
    let Item { shop, about, due, visited, tries } = item;
    DueCall {
        shop: shop.to_string(),
        about: Subject::of(about),
        due: due.into(),
        late: due.late(wanted.on),
        tries: *tries,
        visit: visited.as_ref().map(|visited| VisitMade {
            visit: visited.visit,
            day: visited.day.to_string(),
            advisor: visited.advisor.clone(),
            model: visited.model.clone(),
        }),
    }
}

fn question(question: &Question) -> OpenQuestion {
    OpenQuestion { call: ListedCall::of(&question.call), last: question.last.to_string() }
}
