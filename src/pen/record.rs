//! A record for the next place of the journal: its open head, and its parts sealed.

use super::Pen;
use crate::browser::clock;
use handover_domain::complaint::{Complaint, Step};
use handover_domain::ids::{OrderRef, RecordId};
use handover_domain::questionnaire::PackageRef;
use handover_domain::record::{Core, Kind, OpenPart, Outcome, PartName, Record};
use handover_domain::session::Kiosk;
use handover_domain::wire::Use;
use handover_tablet::StoreError;
use handover_tablet::journal::Next;

/// What is in a record's open head beyond what every record has.
pub struct About {
    /// The record's id.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// How a survey ended.
    pub outcome: Option<Outcome>,
    /// A complaint's number and what it is filed under.
    pub complaint: Option<Complaint>,
    /// What was done about a complaint.
    pub step: Option<Step>,
    /// Which handover begins.
    pub handover: Option<OrderRef>,
    /// The questionnaire that was asked.
    pub package: Option<PackageRef>,
}

/// A part before it is sealed.
pub struct Part<'a> {
    /// Which one.
    pub name: PartName,
    /// Whose eyes it is for.
    pub readers: &'a [Use],
    /// What it says, JSON.
    pub plain: String,
}

impl About {
    /// What has no more than its kind.
    pub fn of(id: RecordId, kind: Kind) -> Self {
        Self { id, kind, outcome: None, complaint: None, step: None, handover: None, package: None }
    }
}

impl Pen {
    /// The open head of a record at this place.
    pub fn head(&self, kiosk: &Kiosk, next: &Next, about: About) -> Core {
        // Customers agreed to a notice; what happens to the tablet concerns none.
        let notice = about.package.is_some().then_some(kiosk.config.notice);
        Core {
            protocol: handover_domain::PROTOCOL,
            id: about.id,
            shop: kiosk.config.shop.clone(),
            device: kiosk.config.device,
            epoch: next.epoch,
            seq: next.seq,
            prev: next.prev,
            kind: about.kind,
            outcome: about.outcome,
            mode: kiosk.config.mode,
            captured_at: clock::wall(),
            page_id: self.page,
            page_ms: clock::page_ms(),
            clock_suspect: clock::suspect(),
            app: env!("CARGO_PKG_VERSION").into(),
            complaint: about.complaint,
            step: about.step,
            handover: about.handover,
            package: about.package,
            notice,
        }
    }

    /// Seals each part for its readers, and closes the record.
    pub fn sealed(&self, kiosk: &Kiosk, core: &Core, parts: Vec<Part<'_>>) -> Result<Record, StoreError> {
        let failed = |error: &dyn std::error::Error| StoreError::Failed(error.to_string());
        let mut sealer = self.sealer.borrow_mut();
        let mut open = Vec::new();
        for Part { name, readers, plain } in parts {
            let readers = sealer.contexts(kiosk, readers).map_err(|e| failed(&e))?;
            open.push(OpenPart { name, plain: plain.into_bytes(), readers });
        }
        Record::write(core, open).map_err(|e| failed(&e))
    }
}
