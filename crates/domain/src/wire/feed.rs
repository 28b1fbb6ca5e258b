//! What the tablets of a shop have to know of each other and of head office: complaints and the steps taken, and the
//! visits that are expected. No answer, no name, no contact, no plate.

use crate::complaint::{Complaint, Course, Done};
use crate::ids::{AdvisorId, OrderRef, ShopId};
use crate::json::{self, Fault, Node};
use crate::moment::Written;
use crate::visit::Visit;
use serde::Serialize;

/// A visit of the dealer's list (`V4`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedVisit {
    /// The handover number.
    pub order: OrderRef,
    /// The kind of visit.
    pub visit: Visit,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Who advises the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advisor: Option<AdvisorId>,
    /// The model, as the dealer's system calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// What the odometer showed, in kilometres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mileage_km: Option<u32>,
}

/// The payload of a feed envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// The shop it is for.
    pub shop: ShopId,
    /// Rises with every change; an older one is refused.
    pub version: u64,
    /// The complaints that are open, and those closed lately.
    pub complaints: Vec<Course>,
    /// The visits of these days.
    pub visits: Vec<ListedVisit>,
}

impl ListedVisit {
    fn read(node: &Node<'_>) -> Self {
        Self {
            order: OrderRef::read(&node.field("order")),
            visit: Visit::read(&node.field("visit")),
            day: node.field("day").owned(),
            advisor: node.optional("advisor").map(|id| AdvisorId::read(&id)),
            model: node.optional("model").map(|model| model.owned()),
            mileage_km: node.optional("mileage_km").map(|km| km.u32()),
        }
    }
}

fn course(node: &Node<'_>) -> Course {
    let complaint = Complaint::read(&node.field("complaint"));
    let mut course = Course::new(complaint, Written::read(&node.field("captured_at")));
    course.add(node.field("steps").list(Done::read));
    course
}

/// A later protocol is not understood here.
fn protocol(node: &Node<'_>) -> u32 {
    let at = node.field("protocol");
    let protocol = at.u32();
    if protocol > crate::PROTOCOL {
        at.fault(format_args!("this version reads up to protocol {}", crate::PROTOCOL));
    }
    protocol
}

impl Feed {
    /// Whose feed a payload is, and its version: what has to be known to keep it.
    pub fn edition(payload: &[u8]) -> Result<(ShopId, u64), Fault> {
        json::read(payload, |node: &Node<'_>| {
            protocol(node);
            (ShopId::read(&node.field("shop")), node.field("version").u64())
        })
    }

    /// Reads the payload of a verified envelope.
    pub fn parse(payload: &[u8]) -> Result<Self, Fault> {
        json::read(payload, |node: &Node<'_>| Self {
            protocol: protocol(node),
            shop: ShopId::read(&node.field("shop")),
            version: node.field("version").u64(),
            complaints: node.field("complaints").list(course),
            visits: node.field("visits").list(ListedVisit::read),
        })
    }
}
