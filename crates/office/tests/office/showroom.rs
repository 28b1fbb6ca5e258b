//! What showroom staff do with a tablet: handovers, and steps of complaints.

use crate::tablet::{Tablet, completed};
use chrono::{DateTime, FixedOffset, Utc};
use handover_domain::complaint::{Number, Remedy, Step, StepKind};
use handover_domain::ids::{OrderRef, PersonId, RecordId};
use handover_domain::record::{Core, HandoverPart, Kind, Mode, NotePart, PartName, Record, VehiclePart};
use handover_domain::visit::Visit;
use handover_domain::wire::Use;
use uuid::Uuid;

/// One step, by `p1`.
pub struct Act {
    pub step: Step,
    pub mode: Mode,
    pub at: DateTime<FixedOffset>,
    pub note: Option<String>,
}

/// That this was done about the complaint of this number.
pub fn did(kind: StepKind, number: &str) -> Act {
    let remedy = (kind == StepKind::RemedyChosen).then_some(Remedy::Repair);
    let step =
        Step { number: Number::parse(number).unwrap(), kind, remedy, by: PersonId::new("p1").unwrap() };
    Act { step, mode: Mode::Live, at: Utc::now().into(), note: None }
}

impl Act {
    pub fn at(mut self, at: DateTime<FixedOffset>) -> Self {
        self.at = at;
        self
    }

    pub fn wrote(mut self, note: &str) -> Self {
        self.note = Some(note.into());
        self
    }

    pub fn training(mut self) -> Self {
        self.mode = Mode::Training;
        self
    }
}

/// The part of a handover of a service, by `p1`.
pub fn handover(order: &str) -> HandoverPart {
    HandoverPart {
        visit: Visit::Service,
        order: OrderRef::new(order).unwrap(),
        advisor: None,
        by: Some(PersonId::new("p1").unwrap()),
        model: Some("车型 A".into()),
        mileage_km: Some(20_400),
        second: false,
        listed: true,
    }
}

impl Tablet {
    /// The open head of what staff record.
    fn staff_core(&self, kind: Kind, mode: Mode, at: DateTime<FixedOffset>) -> Core {
        Core {
            id: RecordId(Uuid::now_v7()),
            kind,
            mode,
            captured_at: at,
            outcome: None,
            package: None,
            notice: None,
            ..self.core(&completed())
        }
    }

    pub fn step_core(&self, act: &Act) -> Core {
        let core = self.staff_core(Kind::ComplaintStep, act.mode, act.at);
        Core { step: Some(act.step.clone()), ..core }
    }

    /// Writes a step into the journal.
    pub fn act(&mut self, act: &Act) -> Record {
        let core = self.step_core(act);
        let notes = act.note.iter().map(|note| NotePart { note: note.clone() }.to_json().into_bytes());
        let notes: Vec<Vec<u8>> = notes.collect();
        let parts =
            notes.into_iter().map(|plain| self.part_for(PartName::Note, &[Use::Care, Use::Shop], plain));
        let record = Record::write(&core, parts.collect()).unwrap();
        self.append(record)
    }

    pub fn handover_core(&self, part: &HandoverPart, mode: Mode) -> Core {
        let core = self.staff_core(Kind::Handover, mode, Utc::now().into());
        Core { handover: Some(part.order.clone()), ..core }
    }

    /// Writes a handover into the journal.
    pub fn hand_over(&mut self, part: &HandoverPart, mode: Mode) -> Record {
        let core = self.handover_core(part, mode);
        let vehicle = VehiclePart { plate: Some("京AD12345".into()), vin: None };
        let parts = vec![
            self.open_part(PartName::Handover, Use::Records, part.to_json().into_bytes()),
            self.open_part(PartName::Vehicle, Use::Care, vehicle.to_json().into_bytes()),
        ];
        let record = Record::write(&core, parts).unwrap();
        self.append(record)
    }
}
