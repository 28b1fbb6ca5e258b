//! A tablet's journal: each record sealed for its readers and closed over the one before, as the kiosk does it.

use chrono::{DateTime, FixedOffset};
use handover_domain::PROTOCOL;
use handover_domain::complaint::{Complaint, Number, Step};
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, PageId, RecordId};
use handover_domain::record::{
    Core, EventPart, HandoverPart, Kind, NotePart, OpenPart, PartName, Record, VehiclePart,
};
use handover_domain::seal::{Prepared, SealError};
use handover_domain::session::{Draft, Kiosk, Receipt, What};
use handover_domain::slip::Slip;
use handover_domain::wire::{Tip, Use};
use rand_chacha::ChaCha20Rng;
use std::sync::Arc;

/// When something is written, by the tablet's clocks.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// By the one on the wall.
    pub at: DateTime<FixedOffset>,
    /// The life of the page.
    pub page: PageId,
    /// Milliseconds since it began.
    pub page_ms: u64,
    /// The two have parted ways.
    pub suspect: bool,
}

/// A record in its place.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its id.
    pub id: RecordId,
    /// How far the journal has come with it.
    pub tip: Tip,
    /// When it was captured, by the tablet's clock.
    pub at: DateTime<FixedOffset>,
    /// The record.
    pub record: Record,
}

/// What a part says, and who reads it.
type Part = (PartName, &'static [Use], String);

/// The records of one tablet, one after the other.
pub struct Journal {
    kiosk: Arc<Kiosk>,
    last: Tip,
    random: ChaCha20Rng,
}

impl Journal {
    /// An empty one; its seals take their randomness from here.
    pub fn new(kiosk: Arc<Kiosk>, epoch: Epoch, random: ChaCha20Rng) -> Self {
        Self { kiosk, last: Tip { epoch, seq: 0, hash: Hash::NONE }, random }
    }

    /// How far it has come.
    pub fn tip(&self) -> Tip {
        self.last
    }

    /// Writes what a customer said, and returns what they take home.
    pub fn draft(&mut self, draft: &Draft, when: When) -> Result<(Written, Receipt), SealError> {
        let mut core = self.core(draft.record, Kind::Response, when);
        core.package = Some(draft.package.clone());
        core.notice = Some(self.kiosk.config.notice);
        // The shop reads complaints, which it has to act on, and never what was said in a survey.
        let mut readers: &'static [Use] = &[Use::Care];
        match draft.what {
            What::Response(outcome) => {
                core.outcome = Some(outcome);
                core.handover.clone_from(&draft.answers.order);
            }
            What::Complaint(filed) => {
                readers = &[Use::Care, Use::Shop];
                core.kind = Kind::Complaint;
                core.complaint = Some(Complaint {
                    number: Number::issue(self.kiosk.config.number, core.epoch, core.seq),
                    category: filed.category,
                    department: filed.department,
                    severity: filed.severity,
                    contact: draft.contact.is_some(),
                });
            }
        }
        let mut parts: Vec<Part> = vec![(PartName::Answers, &[Use::Records], draft.answers.to_json())];
        parts.extend(draft.text.as_ref().map(|text| (PartName::Text, readers, text.to_json())));
        parts.extend(draft.contact.as_ref().map(|contact| (PartName::Contact, readers, contact.to_json())));
        let written = self.write(&core, parts)?;
        let slip = Slip::of(core.seq, &written.tip.hash);
        Ok((written, Receipt { slip, at: core.captured_at, complaint: core.complaint }))
    }

    /// Writes that the tablet is handed to a customer.
    pub fn handover(
        &mut self,
        id: RecordId,
        handover: &HandoverPart,
        vehicle: &VehiclePart,
        when: When,
    ) -> Result<Written, SealError> {
        let mut core = self.core(id, Kind::Handover, when);
        core.handover = Some(handover.order.clone());
        let mut parts: Vec<Part> = vec![(PartName::Handover, &[Use::Records], handover.to_json())];
        if *vehicle != VehiclePart::default() {
            parts.push((PartName::Vehicle, &[Use::Care], vehicle.to_json()));
        }
        self.write(&core, parts)
    }

    /// Writes what was done about a complaint.
    pub fn step(
        &mut self,
        id: RecordId,
        step: Step,
        note: Option<&str>,
        when: When,
    ) -> Result<Written, SealError> {
        let mut core = self.core(id, Kind::ComplaintStep, when);
        core.step = Some(step);
        let note = note.map(|note| NotePart { note: note.into() }.to_json());
        let part = note.map(|note| (PartName::Note, [Use::Care, Use::Shop].as_slice(), note));
        self.write(&core, part.into_iter().collect())
    }

    /// Writes what happened to the tablet.
    pub fn happened(&mut self, id: RecordId, event: &EventPart, when: When) -> Result<Written, SealError> {
        let core = self.core(id, Kind::DeviceEvent, when);
        self.write(&core, vec![(PartName::Event, &[Use::Records], event.to_json())])
    }

    fn core(&self, id: RecordId, kind: Kind, when: When) -> Core {
        let config = &self.kiosk.config;
        Core {
            protocol: PROTOCOL,
            id,
            shop: config.shop.clone(),
            device: config.device,
            epoch: self.last.epoch,
            seq: self.last.seq + 1,
            prev: self.last.hash,
            kind,
            outcome: None,
            mode: config.mode,
            captured_at: when.at,
            page_id: when.page,
            page_ms: when.page_ms,
            clock_suspect: when.suspect,
            app: env!("CARGO_PKG_VERSION").into(),
            complaint: None,
            step: None,
            handover: None,
            package: None,
            notice: None,
        }
    }

    fn write(&mut self, core: &Core, parts: Vec<Part>) -> Result<Written, SealError> {
        let mut open = Vec::new();
        for (name, readers, plain) in parts {
            let recipients = readers.iter().flat_map(|purpose| self.kiosk.recipients(*purpose));
            let readers: Result<Vec<Prepared>, _> =
                recipients.map(|recipient| recipient.prepare(&mut self.random)).collect();
            open.push(OpenPart { name, plain: plain.into_bytes(), readers: readers? });
        }
        let record = Record::write(core, open)?;
        self.last = Tip { seq: core.seq, hash: record.hash(), ..self.last };
        Ok(Written { id: core.id, tip: self.last, at: core.captured_at, record })
    }
}
