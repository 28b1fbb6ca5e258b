//! `/api/v1/calls`: whom customer care calls, what came of it, and how many were reached (`F1`, `F2`).

pub mod due;
pub mod list;
pub mod note;
pub mod openings;
pub mod rates;

use super::description::words::{ComplaintNumber, Id, Name, Time};
use super::people::unreadable;
use crate::calls::{About, Call, Kind, Outcome, Survey};
use crate::complaints::number;
use crate::db::{Conn, shops};
use crate::refused::Refused;
use crate::users::Reach;
use handover_domain::ids::{OrderRef, ShopId};
use handover_domain::moment;
use serde::Serialize;
use utoipa::ToSchema;

/// What a call is about: an order or a complaint.
#[derive(Serialize, ToSchema)]
pub struct Subject {
    /// The handover number
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>, nullable = false)]
    order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ComplaintNumber>, nullable = false)]
    complaint: Option<String>,
}

impl Subject {
    fn of(about: &About) -> Self {
        match about {
            About::Order(order) => Self { order: Some(order.to_string()), complaint: None },
            About::Complaint(number) => Self { order: None, complaint: Some(number.to_string()) },
        }
    }
}

/// A call that was made, without what was said.
#[derive(Serialize, ToSchema)]
pub struct ListedCall {
    #[schema(value_type = Id)]
    id: String,
    #[schema(value_type = Name)]
    shop: String,
    about: Subject,
    /// Which one: `3dc` after a service, `7dc` after a delivery, `second`, `lapsed`, `complaint`
    #[schema(value_type = String)]
    call: Kind,
    /// When
    #[schema(value_type = Time)]
    at: String,
    /// Who called
    #[schema(value_type = Name)]
    by: String,
    /// `reached`, `later`, `declined`, `not_reached` or `wrong_number`
    #[schema(value_type = String)]
    outcome: Outcome,
    /// How much of a survey was answered: `full`, `partial` or `none`
    #[schema(value_type = String)]
    survey: Survey,
    /// When the customer is to be called again
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Time>, nullable = false)]
    again_at: Option<String>,
    /// Whether something could not be answered at once, and went to the supervisor
    supervisor: bool,
    /// The entry that this one stands for
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>, nullable = false)]
    corrects: Option<String>,
    /// Whether words of it are kept
    words: bool,
}

impl ListedCall {
    fn of(call: &Call) -> Self {
        Self {
            id: call.id.to_string(),
            shop: call.shop.to_string(),
            about: Subject::of(&call.about),
            call: call.kind,
            at: moment::write(&call.at),
            by: call.by.to_string(),
            outcome: call.outcome,
            survey: call.survey,
            again_at: call.again.as_ref().map(moment::write),
            supervisor: call.supervisor,
            corrects: call.corrects.map(|id| id.to_string()),
            words: call.sealed.is_some(),
        }
    }
}

/// What a call is about: the one of the two that is named.
fn about(order: Option<&str>, complaint: Option<&str>) -> Result<About, Refused> {
    match (order, complaint) {
        (Some(order), None) => {
            OrderRef::new(order).map(About::Order).map_err(|error| unreadable(&error.to_string()))
        }
        (None, Some(typed)) => number(typed).map(About::Complaint),
        _ => Err(unreadable("a call is about an order or a complaint; name one of them")),
    }
}

/// Every shop within reach.
async fn shops_of(conn: &mut Conn, reach: Reach) -> Result<Vec<ShopId>, Refused> {
    match reach {
        Reach::Shops(shops) => Ok(shops.into_iter().collect()),
        Reach::Everywhere => Ok(shops::ids(conn).await?),
    }
}
