//! A record for the next place of the journal: its open head, and its parts sealed.

use super::Tools;
use crate::browser::clock;
use handover_domain::complaint::Complaint;
use handover_domain::ids::RecordId;
use handover_domain::questionnaire::PackageRef;
use handover_domain::record::{Core, Kind, OpenPart, Outcome, PartName, Record};
use handover_domain::session::Kiosk;
use handover_domain::wire::Use;
use handover_tablet::StoreError;
use handover_tablet::journal::Next;

/// What is in a record's open head beyond what every record has.
pub(super) struct About {
    pub id: RecordId,
    pub kind: Kind,
    pub outcome: Option<Outcome>,
    pub complaint: Option<Complaint>,
    pub package: Option<PackageRef>,
}

/// The open head of a record at this place.
pub(super) fn head(tools: &Tools, kiosk: &Kiosk, next: &Next, about: About) -> Core {
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
        page_id: tools.page,
        page_ms: clock::page_ms(),
        clock_suspect: clock::suspect(),
        app: env!("CARGO_PKG_VERSION").into(),
        complaint: about.complaint,
        package: about.package,
        notice,
    }
}

/// Seals each part for its readers, and closes the record.
pub(super) fn sealed(
    tools: &Tools,
    kiosk: &Kiosk,
    core: &Core,
    parts: Vec<(PartName, Use, String)>,
) -> Result<Record, StoreError> {
    let failed = |error: &dyn std::error::Error| StoreError::Failed(error.to_string());
    let mut sealer = tools.sealer.borrow_mut();
    let mut open = Vec::new();
    for (name, purpose, plain) in parts {
        let readers = sealer.contexts(kiosk, purpose).map_err(|e| failed(&e))?;
        open.push(OpenPart { name, plain: plain.into_bytes(), readers });
    }
    Record::write(core, open).map_err(|e| failed(&e))
}
