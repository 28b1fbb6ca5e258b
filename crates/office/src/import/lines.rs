//! A file line by line, in flat memory.

use super::fault::Fault;
use handover_domain::hash::Hash;
use handover_domain::wire::{EnvelopeError, FileFault, Line, MAX_BYTES, Reader, Type};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A file of a tablet, up to some line.
pub struct Lines<R = File> {
    file: BufReader<R>,
    kinds: &'static [Type],
    reader: Reader,
    bytes: Vec<u8>,
    sum: Sha256,
    count: u64,
}

impl Lines {
    /// Begins at the first line; between it and the signed end only these kinds may stand.
    pub fn begin(path: &Path, kinds: &'static [Type]) -> Result<Self, Fault> {
        let file = File::open(path)?;
        if file.metadata()?.is_file() { Ok(Self::of(file, kinds)) } else { Err(Fault::NoFile) }
    }
}

impl<R: Read> Lines<R> {
    /// The same of what is not in a file.
    pub fn of(file: R, kinds: &'static [Type]) -> Self {
        Self {
            file: BufReader::new(file),
            kinds,
            reader: Reader::default(),
            bytes: Vec::new(),
            sum: Sha256::new(),
            count: 0,
        }
    }

    /// The next line, taken apart; none at the end of a whole file.
    pub fn line(&mut self) -> Result<Option<Line>, Fault> {
        self.bytes.clear();
        // A line break more than a line may have: a file without any is not read into memory to see that.
        let most = MAX_BYTES as u64 + 1;
        if self.file.by_ref().take(most).read_until(b'\n', &mut self.bytes)? == 0 {
            return match self.count {
                0 => Err(Fault::Empty),
                _ => self.reader.finish().map(|()| None).map_err(Into::into),
            };
        }
        self.count += 1;
        self.sum.update(&self.bytes);
        let ended = self.bytes.pop_if(|last| *last == b'\n').is_some();
        if self.bytes.len() > MAX_BYTES {
            return Err(Fault::Long(self.count));
        }
        if self.bytes.last() == Some(&b'\r') {
            return Err(Fault::LineBreaks(self.count));
        }
        match self.reader.line(&self.bytes, self.kinds) {
            Err(FileFault::Line(line, EnvelopeError::Unreadable(_))) if !ended => Err(Fault::CutWithin(line)),
            Err(FileFault::Line(1, EnvelopeError::WrongType(Type::Enrolment, Type::Batch))) => {
                Err(Fault::Wish)
            }
            read => Ok(Some(read?)),
        }
    }

    /// The bytes of the line that was read last.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The hash of all that was read.
    pub fn sum(&self) -> Hash {
        Hash(self.sum.clone().finalize().into())
    }

    /// Whether the file ended as it should.
    pub fn finish(&self) -> Result<(), Fault> {
        Ok(self.reader.finish()?)
    }

    /// That it did not.
    pub fn cut(&self) -> Fault {
        Fault::Whole(FileFault::Cut(self.count))
    }
}
