//! What a record is, in the open: never what was said.

use crate::complaint::{Complaint, Step};
use crate::hash::Hash;
use crate::ids::{DeviceId, Epoch, OrderRef, PageId, RecordId, ShopId};
use crate::json::{Object, words};
use crate::moment;
use crate::questionnaire::PackageRef;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

words! {
    /// The kinds of record.
    Kind {
        /// A customer's survey, completed or partial.
        Response = "response",
        /// A customer's complaint.
        Complaint = "complaint",
        /// What was done about a complaint, by somebody of the shop.
        ComplaintStep = "complaint_step",
        /// The tablet is handed over to a customer.
        Handover = "handover",
        /// Something that happened to the tablet.
        DeviceEvent = "device_event",
    }
}

words! {
    /// How a survey ended.
    Outcome {
        /// Sent by the customer.
        Completed = "completed",
        /// Left before the end.
        Partial = "partial",
    }
}

words! {
    /// Whether a record counts.
    Mode {
        /// Real customers.
        Live = "live",
        /// Staff learning the tablet; never reaches a score.
        Training = "training",
        /// A test; never reaches a score.
        Test = "test",
    }
}

/// The open head of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// The record's id.
    pub id: RecordId,
    /// The shop the tablet is enrolled for.
    pub shop: ShopId,
    /// The tablet.
    pub device: DeviceId,
    /// The life of its journal.
    pub epoch: Epoch,
    /// Place in the journal, from 1, without gaps.
    pub seq: u64,
    /// The hash of the record at `seq - 1`, or [`Hash::NONE`].
    pub prev: Hash,
    /// What it is.
    pub kind: Kind,
    /// How the survey ended; responses only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Whether it counts.
    pub mode: Mode,
    /// What the tablet's clock said at capture, with its offset.
    #[serde(with = "crate::moment")]
    pub captured_at: DateTime<FixedOffset>,
    /// The life of the page.
    pub page_id: PageId,
    /// Milliseconds since that page began, by a clock that only goes forward.
    pub page_ms: u64,
    /// The wall clock and the page clock parted ways since the last record.
    pub clock_suspect: bool,
    /// The kiosk's version.
    pub app: String,
    /// Number, category, department and severity; complaints only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint: Option<Complaint>,
    /// What was done about which complaint; steps only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// The handover number, so that a second one for the same is seen; handovers, and the surveys that came of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<OrderRef>,
    /// The questionnaire; responses and complaints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageRef>,
    /// The version of the privacy notice agreed to; responses and complaints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<u32>,
}

impl Core {
    /// The exact text that enters the header.
    pub fn to_json(&self) -> String {
        let core = Object::new()
            .number("protocol", self.protocol.into())
            .shown("id", &self.id)
            .shown("shop", &self.shop)
            .shown("device", &self.device)
            .shown("epoch", &self.epoch)
            .number("seq", self.seq)
            .shown("prev", &self.prev)
            .shown("kind", &self.kind)
            .shown_if("outcome", self.outcome.as_ref().map(|outcome| outcome as _))
            .shown("mode", &self.mode)
            .text("captured_at", &moment::write(&self.captured_at))
            .shown("page_id", &self.page_id)
            .number("page_ms", self.page_ms)
            .json("clock_suspect", if self.clock_suspect { "true" } else { "false" })
            .text("app", &self.app);
        let core = match &self.complaint {
            Some(complaint) => core.json("complaint", &complaint.to_json()),
            None => core,
        };
        let core = match &self.step {
            Some(step) => core.json("step", &step.to_json()),
            None => core,
        };
        let core = core.shown_if("handover", self.handover.as_ref().map(|order| order as _));
        let core = match &self.package {
            Some(package) => core.json("package", &package.to_json()),
            None => core,
        };
        match self.notice {
            Some(notice) => core.number("notice", notice.into()),
            None => core,
        }
        .end()
    }
}
