//! A walk through a file, line by line in flat memory: each line is verified as HTTP would verify it.

use super::fault::Fault;
use crate::db::Conn;
use crate::db::devices::Device;
use crate::identity;
use crate::ingest::{Road, Verified, verify};
use crate::keys::Keys;
use chrono::{DateTime, Utc};
use handover_domain::wire::{Closing, EnvelopeError, FileFault, Line, MAX_BYTES, Reader, Type};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A file of a tablet, up to some line.
pub struct Walk {
    file: BufReader<File>,
    reader: Reader,
    bytes: Vec<u8>,
    lines: u64,
    tablet: Option<Device>,
    closing: Option<Closing>,
}

/// What a whole file holds.
pub struct Whole {
    /// The tablet that wrote it.
    pub tablet: Device,
    /// Its signed last line: equal ones close equal files.
    pub closing: Closing,
}

impl Walk {
    /// Begins at the first line.
    pub fn begin(path: &Path) -> Result<Self, Fault> {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(Fault::NoFile);
        }
        Ok(Self {
            file: BufReader::new(file),
            reader: Reader::default(),
            bytes: Vec::new(),
            lines: 0,
            tablet: None,
            closing: None,
        })
    }

    /// The next batch, fully checked; none once the file has ended as it should.
    pub async fn next(
        &mut self,
        conn: &mut Conn,
        keys: &Keys,
        now: DateTime<Utc>,
    ) -> Result<Option<Verified>, Fault> {
        while let Some(Line { number, typ, opened }) = self.line()? {
            let refused = |error| Fault::refused(number, error);
            if typ == Type::Closing {
                let tablet = identity::of(conn, &opened).await.map_err(refused)?;
                self.is_of(tablet, number)?;
                let unreadable = |e| FileFault::Line(number, EnvelopeError::from(e));
                self.closing = Some(Closing::parse(&opened.payload).map_err(unreadable)?);
            } else {
                let batch = verify(conn, keys, &opened, Road::File, now).await.map_err(refused)?;
                self.is_of(batch.device.clone(), number)?;
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }

    /// What the file holds, after the last batch.
    pub fn end(self) -> Result<Whole, Fault> {
        self.reader.finish()?;
        match (self.tablet, self.closing) {
            (Some(tablet), Some(closing)) => Ok(Whole { tablet, closing }),
            _ => Err(Fault::Whole(FileFault::Cut(self.lines))),
        }
    }

    /// The next line, taken apart; none at the end of a whole file.
    fn line(&mut self) -> Result<Option<Line>, Fault> {
        self.bytes.clear();
        // A line break more than a line may have: a file without any is not read into memory to see that.
        let most = MAX_BYTES as u64 + 1;
        if self.file.by_ref().take(most).read_until(b'\n', &mut self.bytes)? == 0 {
            return match self.lines {
                0 => Err(Fault::Empty),
                _ => self.reader.finish().map(|()| None).map_err(Into::into),
            };
        }
        self.lines += 1;
        let ended = self.bytes.pop_if(|last| *last == b'\n').is_some();
        if self.bytes.len() > MAX_BYTES {
            return Err(Fault::Long(self.lines));
        }
        if self.bytes.last() == Some(&b'\r') {
            return Err(Fault::LineBreaks(self.lines));
        }
        match self.reader.line(&self.bytes, &[Type::Batch]) {
            Err(FileFault::Line(line, EnvelopeError::Unreadable(_))) if !ended => Err(Fault::CutWithin(line)),
            read => Ok(Some(read?)),
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
