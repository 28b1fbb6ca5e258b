//! Follow-up calls (`F1`, `F2`): who is to be called and when, what came of each call, and how many were reached.
//!
//! `due` and `rates` are the arithmetic, which is told the day; `lists` reads what they are told, `note` takes a call
//! down, `words` seals what was said, `open` reads it for whoever calls next, `erasing` takes it back.

mod due;
mod erasing;
mod lists;
mod note;
mod open;
mod rates;
pub mod refusal;
#[cfg(test)]
mod tests;
mod words;

pub use due::Due;
pub use erasing::erase;
pub use lists::{Item, Lists, Question, Wanted, due as lists, rates};
pub use note::{Noted, Wish, note};
pub use open::{Meant, Opened, open};
pub use rates::{REACHED, Rate, SURVEYED};
pub use words::{Sealed, Words};

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::ValueEnum;
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, PersonId, RecordId, ShopId};
use handover_domain::visit::Visit;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which call it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// The first one after a service (三日回访).
    #[serde(rename = "3dc")]
    AfterService,
    /// The first one after a delivery (七日回访).
    #[serde(rename = "7dc")]
    AfterDelivery,
    /// The one a week after the first (二次回访).
    #[serde(rename = "second")]
    Second,
    /// To a customer who has stopped coming (流失客户回访).
    #[serde(rename = "lapsed")]
    Lapsed,
    /// About a complaint (投诉回访).
    #[serde(rename = "complaint")]
    Complaint,
}

impl Kind {
    /// The first call after a visit of this kind.
    pub fn first(visit: Visit) -> Self {
        match visit {
            Visit::Service => Self::AfterService,
            Visit::Delivery => Self::AfterDelivery,
        }
    }

    /// Whether it follows a visit, which every visit is owed.
    pub fn follows_up(self) -> bool {
        match self {
            Self::AfterService | Self::AfterDelivery | Self::Second => true,
            Self::Lapsed | Self::Complaint => false,
        }
    }
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Outcome {
    /// Somebody spoke with the customer
    Reached,
    /// The customer asked to be called at another time
    Later,
    /// The customer wants no such calls
    Declined,
    /// Nobody answered
    NotReached,
    /// The number is another's, or none
    WrongNumber,
}

impl Outcome {
    /// Whether the customer was reached, as `F2` counts: one who asks for another time is still to be reached.
    pub fn reaches(self) -> bool {
        matches!(self, Self::Reached | Self::Declined)
    }

    /// Whether nobody is called after it unless somebody does so all the same.
    fn ends(self) -> bool {
        matches!(self, Self::Declined | Self::WrongNumber)
    }
}

/// How much of a survey was answered in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Survey {
    /// All of it
    Full,
    /// Some of it
    Partial,
    /// Nothing of it
    None,
}

/// What a call was about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A visit, by its handover number.
    Order(OrderRef),
    /// A complaint.
    Complaint(Number),
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order(order) => write!(f, "order {order}"),
            Self::Complaint(number) => write!(f, "complaint {number}"),
        }
    }
}

/// A call that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The shop.
    pub shop: ShopId,
    /// Its id; `UUIDv7`, minted by whoever notes it.
    pub id: RecordId,
    /// What it was about.
    pub about: About,
    /// Which call it was.
    pub kind: Kind,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who called.
    pub by: PersonId,
    /// What came of it.
    pub outcome: Outcome,
    /// How much of a survey was answered.
    pub survey: Survey,
    /// When the customer is to be called again.
    pub again: Option<DateTime<FixedOffset>>,
    /// Whether something could not be answered at once, and went to the supervisor.
    pub supervisor: bool,
    /// The entry that this one stands for.
    pub corrects: Option<RecordId>,
    /// What was said and what is next.
    pub sealed: Option<Sealed>,
}

impl Call {
    /// Its day, where the call was made.
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }
}

/// A visit as far as calls need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// What it was for.
    pub visit: Visit,
    /// Its day at the shop: that of the handover, or else the one that the dealer's list names.
    pub day: NaiveDate,
    /// The id of the advisor.
    pub advisor: Option<String>,
    /// The model of the car, where the dealer's list has it.
    pub model: Option<String>,
}

/// The entries that stand, the earliest call first: none that another one corrects.
pub fn standing(calls: &[Call]) -> Vec<&Call> {
    let stands = |call: &&Call| calls.iter().all(|other| other.corrects != Some(call.id));
    let mut standing: Vec<&Call> = calls.iter().filter(stands).collect();
    standing.sort_by_key(|call| (call.at, call.id));
    standing
}
