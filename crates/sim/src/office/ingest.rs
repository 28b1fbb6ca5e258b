//! A batch from envelope to receipt: everything is checked before anything is stored.

use super::set_up::json;
use super::{Office, Row, refusal, shop};
use crate::bugs::Bug;
use crate::seen::Seen;
use crate::world::World;
use handover_domain::PROTOCOL;
use handover_domain::hash::Hash;
use handover_domain::ids::{DeviceId, RecordId};
use handover_domain::record::{EventPart, Header, Kind, Record};
use handover_domain::wire::{Batch, Entry, Envelope, Opened, Problem, Reason, Receipt, Status, Type};

/// A batch that was checked.
pub(super) struct Checked {
    device: DeviceId,
    batch: Batch,
    headers: Vec<Header>,
}

impl Office {
    /// Checks the whole of a batch.
    pub(super) fn check(&self, world: &World, opened: &Opened) -> Result<Checked, Problem> {
        let device = self.signer(world, opened)?;
        let batch =
            Batch::parse(&opened.payload).map_err(|error| refusal(Reason::Unreadable, &error.to_string()))?;
        if batch.device != device {
            return Err(refusal(Reason::WrongSignature, "signed for another tablet"));
        }
        let mut headers = Vec::new();
        for record in &batch.records {
            let header = record.check().map_err(|error| refusal(Reason::WrongRecord, &error.to_string()))?;
            let core = &header.core;
            if core.device != device || core.shop != shop() || core.seq == 0 {
                return Err(refusal(Reason::WrongRecord, "a record is not the sender's"));
            }
            if self.poison.contains(&core.id) {
                return Err(refusal(Reason::WrongRecord, "a record cannot be taken"));
            }
            headers.push(header);
        }
        Ok(Checked { device, batch, headers })
    }

    /// Stores it, in one transaction; the receipt, signed.
    pub(super) fn keep(&mut self, world: &World, checked: Checked) -> Envelope {
        let Checked { device, batch, headers } = checked;
        let mut results = Vec::new();
        for (record, header) in batch.records.into_iter().zip(headers) {
            results.push(self.record(world, record, &header));
        }
        if world.strikes(Seen::SloppyReceipt) {
            sloppy(world, &mut results);
        }
        let custody = self.custody(device);
        let receipt = Receipt {
            protocol: PROTOCOL,
            batch_id: batch.batch_id,
            server_time: world.time().into(),
            results,
            contiguous_through: custody.iter().map(|(epoch, through, _)| (*epoch, *through)).collect(),
            held: custody.iter().map(|(epoch, _, held)| (*epoch, *held)).collect(),
            config_version: self.config_version,
            feed_version: 0,
        };
        world.office_key.sign(Type::Receipt, &json(&receipt))
    }

    fn record(&mut self, world: &World, record: Record, header: &Header) -> Entry {
        let (id, hash) = (header.core.id, record.hash());
        let entry = |status, reason: Option<&str>| Entry { id, hash, status, reason: reason.map(Into::into) };
        if self.rejected.contains(&id) {
            return entry(Status::Rejected, Some("this record cannot be taken"));
        }
        if world.strikes(Seen::Retried) {
            return entry(Status::Retry, None);
        }
        match self.find(id) {
            Some(row) if row.erased => {
                world.count(Seen::ErasedAgain, 1);
                entry(Status::Erased, None)
            }
            Some(row) if row.hash == hash => {
                world.count(Seen::Duplicates, 1);
                if world.bug == Some(Bug::StoresTwice) {
                    self.rows.push(row.clone());
                }
                entry(Status::Duplicate, None)
            }
            Some(_) => {
                if !self.conflicts.contains(&(id, hash)) {
                    self.conflicts.push((id, hash));
                }
                entry(Status::Conflict, Some("another record is in custody under this id; both are kept"))
            }
            None => {
                if world.bug != Some(Bug::SignsWithoutStoring) || !world.chance.hits(500) {
                    self.store(world, record, header, hash);
                }
                entry(Status::Stored, None)
            }
        }
    }

    fn store(&mut self, world: &World, mut record: Record, header: &Header, hash: Hash) {
        let core = &header.core;
        if world.bug == Some(Bug::Alters) && world.chance.hits(500) {
            record.parts.clear();
        }
        let loss = (core.kind == Kind::DeviceEvent)
            .then(|| serde_json::from_slice::<EventPart>(&record.parts.first()?.data).ok()?.loss);
        self.by_id.insert(core.id, self.rows.len());
        self.custody.entry((core.device, core.epoch)).or_default().insert((core.seq, core.id));
        self.rows.push(Row {
            id: core.id,
            device: core.device,
            epoch: core.epoch,
            seq: core.seq,
            prev: core.prev,
            hash,
            record,
            erased: false,
            loss: loss.flatten(),
        });
        world.ledger.borrow_mut().ever.insert((core.id, hash));
        world.count(Seen::Arrived, 1);
    }
}

/// A receipt that says too little, or something of records that nobody asked about.
fn sloppy(world: &World, results: &mut Vec<Entry>) {
    if results.is_empty() {
        return;
    }
    let at = world.chance.index(results.len());
    match world.chance.below(3) {
        0 => drop(results.remove(at)),
        1 => results[at].hash = Hash::of(b"another"),
        _ => {
            let id = RecordId(world.chance.uuid());
            results
                .insert(at, Entry { id, hash: Hash::of(b"nobody's"), status: Status::Stored, reason: None });
        }
    }
}
