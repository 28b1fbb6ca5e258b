//! Why a call is not noted, in sentences for whoever wanted to note it.

use super::words::Unsealed;
use crate::db::StoreError;
use crate::refused::Refused;
use chrono::NaiveDate;
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, RecordId, ShopId};
use handover_domain::wire::Reason;

/// Why a call is not noted. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The shop.
    #[error("There is no shop `{0}`, so nothing was noted; `handover-office shop add {0}` adds it.")]
    UnknownShop(ShopId),
    /// The order.
    #[error(
        "No order {0} is known{place}, so nothing was noted: it is in no list of visits, and no tablet was handed over for it.",
        place = .1.as_ref().map_or(String::new(), |shop| format!(" in shop {shop}"))
    )]
    UnknownOrder(OrderRef, Option<ShopId>),
    /// The order is known to more than one shop.
    #[error("The order {0} is known in the shops {1}, so nothing was noted; say which shop is meant.")]
    SeveralShops(OrderRef, String),
    /// The complaint is not here, in no list, or not the only one of its number.
    #[error(transparent)]
    Complaint(#[from] Refused),
    /// It is another shop's.
    #[error("Complaint {0} is one of shop {1}, so nothing was noted; leave the shop out.")]
    OtherShop(Number, ShopId),
    /// Nobody can have been called.
    #[error(
        "The customer of complaint {0} cannot be called, so nothing was noted: no contact was left, or it was erased."
    )]
    NoContact(Number),
    /// It is yet to come.
    #[error("{0} is yet to come, so nothing was noted; say when the call was made.")]
    Future(String),
    /// Before the visit.
    #[error("The call on {0} came before the visit on {1}, so nothing was noted.")]
    BeforeVisit(NaiveDate, NaiveDate),
    /// Before the complaint.
    #[error("The call came before complaint {0} was made, so nothing was noted.")]
    BeforeComplaint(Number),
    /// A survey, and nobody spoke with the customer.
    #[error(
        "A survey is answered by a customer who was reached, so nothing was noted; the outcome is reached, or the survey none."
    )]
    Survey,
    /// A question, and nobody spoke with the customer.
    #[error("Only a customer who was reached can ask what goes to the supervisor, so nothing was noted.")]
    Supervisor,
    /// Another time, without one.
    #[error("A customer who asks for another time says which, so nothing was noted; say when to call again.")]
    NoTime,
    /// A time, and nobody is to be called.
    #[error("Nobody is called again after this outcome, so nothing was noted; leave the time for it out.")]
    Again,
    /// A time that is over.
    #[error("The time for calling again comes before the call, so nothing was noted.")]
    AgainBefore,
    /// A customer who lapsed, and a complaint.
    #[error(
        "Calls to customers who stopped coming are about their last order, so nothing was noted; leave `lapsed` out."
    )]
    Lapsed,
    /// There is no such entry.
    #[error(
        "There is no call {0} about the same to be corrected, so nothing was noted; `calls list` shows them."
    )]
    NothingToCorrect(RecordId),
    /// It is corrected already.
    #[error("Call {0} was corrected by call {1} already, so nothing was noted; correct that one.")]
    Corrected(RecordId, RecordId),
    /// The id is another entry's.
    #[error("Another call is noted under the id {0}, and stays as it is; nothing was noted.")]
    Other(RecordId),
    /// The words.
    #[error("{0}, so nothing was noted.")]
    Words(#[from] Unsealed),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        let sentence = refusal.to_string();
        match refusal {
            Refusal::Complaint(refused) => refused,
            Refusal::Store(error) | Refusal::Words(Unsealed::Store(error)) => Self::Store(error),
            Refusal::UnknownShop(_) | Refusal::UnknownOrder(..) | Refusal::NothingToCorrect(_) => {
                Self::Said(Reason::NotFound, sentence)
            }
            // Not of what was said, but of head office's own key.
            Refusal::Words(Unsealed::Key(_)) => Self::Said(Reason::Unavailable, sentence),
            _ => Self::Said(Reason::WrongRecord, sentence),
        }
    }
}
