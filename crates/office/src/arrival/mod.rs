//! One record as it arrives: checked against its own header and against the tablet that sent it.

mod content;
mod event;
mod handover;
mod reading;
mod step;

pub use event::Event;
pub use handover::Handed;
pub use reading::{Facts, Said, What, fitting, said};
pub use step::{Did, fits as remedy_fits};

pub use crate::db::devices::Device;

use crate::clock;
use crate::keys::Keys;
use crate::refused::Refused;
use chrono::TimeDelta;
use handover_domain::hash::Hash;
use handover_domain::record::{Header, Record};

/// A record that may be stored.
pub struct Arrival {
    /// As it travelled.
    pub record: Record,
    /// Its header, read.
    pub header: Header,
    /// The hash of its header.
    pub hash: Hash,
    /// Its place in the journal, as the database counts.
    pub seq: i64,
    /// How far head office's clock is ahead of the tablet's.
    pub ahead: TimeDelta,
    /// The day it belongs to in reports.
    pub day: String,
    /// What it says, as far as head office may open it on arrival.
    pub said: Said,
}

impl Arrival {
    /// Checks a record. One that does not pass makes the whole batch be refused.
    pub fn check(
        place: usize,
        record: Record,
        device: &Device,
        ahead: TimeDelta,
        keys: &Keys,
    ) -> Result<Self, Refused> {
        let header = record.check().map_err(|e| Refused::record(place, &e))?;
        let core = &header.core;
        if core.device != device.id || core.shop != device.shop {
            let sentence =
                format!("it is of tablet {} in shop {}, not of the sender", core.device, core.shop);
            return Err(Refused::WrongRecord(place, sentence));
        }
        let seq = i64::try_from(core.seq).ok().filter(|seq| *seq > 0).ok_or_else(|| {
            Refused::WrongRecord(place, format!("{} is no place in a journal, which counts from 1", core.seq))
        })?;
        Ok(Self {
            hash: record.hash(),
            seq,
            ahead,
            day: clock::day(core.captured_at, ahead),
            said: said(&record, &header, keys),
            record,
            header,
        })
    }
}
