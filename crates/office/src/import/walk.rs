//! A walk through a file, line by line: each is verified as HTTP would verify it.

use super::fault::Fault;
use super::lines::Lines;
use crate::db::Conn;
use crate::db::devices::Device;
use crate::identity;
use crate::ingest::{Road, Verified, verify};
use crate::office::Office;
use chrono::{DateTime, Utc};
use handover_domain::hash::Hash;
use handover_domain::wire::{Closing, EnvelopeError, FileFault, Line, Type};
use std::path::Path;

/// A file of a tablet, up to some line.
pub struct Walk<'a> {
    lines: Lines,
    seen: &'a dyn Fn(u64),
    tablet: Option<Device>,
    closing: Option<Closing>,
}

/// What a whole file holds.
pub struct Whole {
    /// The tablet that wrote it.
    pub tablet: Device,
    /// Its signed last line: equal ones close equal files.
    pub closing: Closing,
    /// The hash of its bytes.
    pub sum: Hash,
}

impl<'a> Walk<'a> {
    /// Begins at the first line. How many bytes were read is told as it goes.
    pub fn begin(path: &Path, seen: &'a dyn Fn(u64)) -> Result<Self, Fault> {
        Ok(Self { lines: Lines::begin(path, &[Type::Batch])?, seen, tablet: None, closing: None })
    }

    /// The next batch, fully checked; none once the file has ended as it should.
    pub async fn next(
        &mut self,
        conn: &mut Conn,
        office: &Office,
        now: DateTime<Utc>,
    ) -> Result<Option<Verified>, Fault> {
        while let Some(Line { number, typ, opened }) = self.lines.line()? {
            (self.seen)(self.lines.bytes().len() as u64 + 1);
            let refused = |error| Fault::refused(number, error);
            let tablet = identity::of(conn, &opened).await.map_err(refused)?;
            self.is_of(tablet.clone(), number)?;
            if typ == Type::Closing {
                let unreadable = |e| FileFault::Line(number, EnvelopeError::from(e));
                self.closing = Some(Closing::parse(&opened.payload).map_err(unreadable)?);
            } else {
                let verified = verify(office, tablet, &opened, Road::File, now).await;
                return verified.map(Some).map_err(refused);
            }
        }
        Ok(None)
    }

    /// What the file holds, after the last batch.
    pub fn end(self) -> Result<Whole, Fault> {
        self.lines.finish()?;
        match (self.tablet, self.closing) {
            (Some(tablet), Some(closing)) => Ok(Whole { tablet, closing, sum: self.lines.sum() }),
            _ => Err(self.lines.cut()),
        }
    }

    fn is_of(&mut self, tablet: Device, line: u64) -> Result<(), Fault> {
        match &self.tablet {
            Some(before) if before.id != tablet.id => {
                Err(Fault::Mixed { line, tablet: tablet.number, before: before.number })
            }
            _ => {
                self.tablet = Some(tablet);
                Ok(())
            }
        }
    }
}
