//! A file that carries what would else go over the network: one envelope a line, the bytes that HTTP would carry,
//! and a signed last line that counts and hashes the lines before it. So a file that was cut short, put together
//! by hand or altered is told from a whole one before anything of it is believed.

use super::{Envelope, EnvelopeError, Opened, Type};
use crate::hash::Hash;
use crate::json::{self, Fault, Node, Object};
use sha2::{Digest, Sha256};

/// The payload of the closing envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// How many lines come before this one.
    pub lines: u64,
    /// SHA-256 of those lines, each with its line break (LF).
    pub sha256: Hash,
}

impl Closing {
    /// The payload to sign.
    pub fn to_json(&self) -> String {
        Object::new()
            .number("protocol", self.protocol.into())
            .number("lines", self.lines)
            .shown("sha256", &self.sha256)
            .end()
    }

    /// Reads the payload of a verified envelope.
    pub fn parse(payload: &[u8]) -> Result<Self, Fault> {
        json::read(payload, |node: &Node<'_>| Self {
            protocol: node.field("protocol").u32(),
            lines: node.field("lines").u64(),
            sha256: Hash::read(&node.field("sha256")),
        })
    }
}

/// Counts and hashes lines.
#[derive(Clone, Default)]
struct Tally {
    lines: u64,
    hash: Sha256,
}

impl Tally {
    fn line(&mut self, line: &[u8]) {
        self.lines += 1;
        self.hash.update(line);
        self.hash.update(b"\n");
    }

    fn closing(&self) -> Closing {
        let sha256 = Hash(self.hash.clone().finalize().into());
        Closing { protocol: crate::PROTOCOL, lines: self.lines, sha256 }
    }
}

/// Writes a file line by line; whoever holds the key signs.
#[derive(Clone, Default)]
pub struct Writer(Tally);

impl Writer {
    /// The next line, with its line break.
    pub fn line(&mut self, envelope: &Envelope) -> String {
        let line = envelope.to_json();
        self.0.line(line.as_bytes());
        line + "\n"
    }

    /// What the last line has to hold, an envelope of [`Type::Closing`].
    pub fn closing(&self) -> Closing {
        self.0.closing()
    }
}

/// Why a tablet does not use a file from head office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileWhy {
    /// A line is none of such a file.
    Unreadable,
    /// It was cut short.
    Cut,
    /// Lines are missing, were added or altered.
    Altered,
    /// Another head office has signed it, or nobody.
    NotOurs,
    /// It is for another tablet of the same head office.
    OtherTablet,
    /// It was written by a later version.
    Later,
}

/// What is wrong with a file, and where; nothing of it is to be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// A line that is no envelope of a kind that may stand there.
    #[error("line {0} cannot be read: {1}")]
    Line(u64, EnvelopeError),
    /// Lines behind the last one.
    #[error("line {0} comes after the end of the file: it was put together from several")]
    Behind(u64),
    /// The last line is missing.
    #[error("the file ends after line {0} without its closing line: it was cut short")]
    Cut(u64),
    /// The last line speaks of other lines than these.
    #[error("lines were taken out of the file, added or altered: its closing line does not fit them")]
    Altered,
    /// Written by a later protocol.
    #[error("the file was written by protocol {0}; this version reads up to {max}", max = crate::PROTOCOL)]
    Later(u32),
}

/// A line that was taken apart; its signature is still to be verified, the closing one's too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Counts from 1.
    pub number: u64,
    /// What it holds.
    pub typ: Type,
    /// The envelope.
    pub opened: Opened,
}

/// Reads a file line by line.
#[derive(Clone, Default)]
pub struct Reader {
    tally: Tally,
    closed: bool,
}

impl Reader {
    /// Takes the next line, without its line break, where it is of one of these kinds or closes the file.
    pub fn line(&mut self, line: &[u8], kinds: &[Type]) -> Result<Line, FileFault> {
        let number = self.tally.lines + 1;
        if self.closed {
            return Err(FileFault::Behind(number + 1));
        }
        let fault = |error| FileFault::Line(number, error);
        let envelope = Envelope::parse(line).map_err(fault)?;
        let typ = envelope.typ().map_err(fault)?;
        if typ == Type::Closing {
            let opened = envelope.open(Type::Closing).map_err(fault)?;
            self.close(&opened, number)?;
            return Ok(Line { number, typ, opened });
        }
        // The first of the kinds stands for all of them in the sentence.
        let expected = if kinds.contains(&typ) { typ } else { kinds.first().copied().unwrap_or(typ) };
        let opened = envelope.open(expected).map_err(fault)?;
        self.tally.line(line);
        Ok(Line { number, typ, opened })
    }

    fn close(&mut self, opened: &Opened, number: u64) -> Result<(), FileFault> {
        let closing = Closing::parse(&opened.payload)
            .map_err(|fault| FileFault::Line(number, EnvelopeError::Unreadable(fault.to_string())))?;
        if closing.protocol > crate::PROTOCOL {
            return Err(FileFault::Later(closing.protocol));
        }
        if (Closing { protocol: crate::PROTOCOL, ..closing }) != self.tally.closing() {
            return Err(FileFault::Altered);
        }
        self.closed = true;
        Ok(())
    }

    /// Whether the file is whole: its closing line was read, and nothing came after it.
    pub fn finish(&self) -> Result<(), FileFault> {
        if self.closed { Ok(()) } else { Err(FileFault::Cut(self.tally.lines)) }
    }
}

impl FileFault {
    /// The line it is about, where it is about one.
    pub fn line(&self) -> u64 {
        match self {
            Self::Line(line, _) | Self::Behind(line) | Self::Cut(line) => *line,
            Self::Altered | Self::Later(_) => 0,
        }
    }

    /// The same in one word.
    pub fn why(&self) -> FileWhy {
        match self {
            Self::Line(..) => FileWhy::Unreadable,
            Self::Cut(_) => FileWhy::Cut,
            Self::Behind(_) | Self::Altered => FileWhy::Altered,
            Self::Later(_) => FileWhy::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Unsigned;
    use super::*;
    use crate::ids::KeyId;

    fn envelope(typ: Type, payload: &str) -> Envelope {
        Unsigned::new(typ, &KeyId::of(b"key"), payload.as_bytes()).close(&[7; 64])
    }

    fn file(payloads: &[&str]) -> Vec<String> {
        let mut writer = Writer::default();
        let mut lines: Vec<String> =
            payloads.iter().map(|text| writer.line(&envelope(Type::Batch, text))).collect();
        lines.push(envelope(Type::Closing, &writer.closing().to_json()).to_json());
        lines
    }

    fn read(lines: &[String]) -> Result<Vec<String>, FileFault> {
        let mut reader = Reader::default();
        let mut payloads = Vec::new();
        for line in lines {
            let line = reader.line(line.trim_end().as_bytes(), &[Type::Batch])?;
            if line.typ == Type::Batch {
                payloads.push(String::from_utf8(line.opened.payload).unwrap());
            }
        }
        reader.finish()?;
        Ok(payloads)
    }

    #[test]
    fn what_was_written_is_read() {
        assert_eq!(read(&file(&["one", "two", "three"])).unwrap(), ["one", "two", "three"]);
        assert_eq!(read(&file(&[])).unwrap(), <[&str; 0]>::default());
    }

    #[test]
    fn whatever_is_cut_out_added_or_put_elsewhere_is_noticed() {
        let whole = file(&["one", "two", "three"]);
        for at in 0..3 {
            let mut less = whole.clone();
            less.remove(at);
            assert_eq!(read(&less), Err(FileFault::Altered));
            let mut more = whole.clone();
            more.insert(at, whole[at].clone());
            assert_eq!(read(&more), Err(FileFault::Altered));
        }
        for kept in 0..4 {
            assert_eq!(read(&whole[..kept]), Err(FileFault::Cut(kept as u64)));
        }
        let mut swapped = whole.clone();
        swapped.swap(0, 1);
        assert_eq!(read(&swapped), Err(FileFault::Altered));
        let two = [whole.clone(), whole].concat();
        assert_eq!(read(&two), Err(FileFault::Behind(5)));
    }

    #[test]
    fn a_line_that_is_none_is_named_by_its_number() {
        let mut lines = file(&["one", "two"]);
        lines[1] = "{\"protected\"".into();
        assert!(matches!(read(&lines), Err(FileFault::Line(2, EnvelopeError::Unreadable(_)))));
        let mut lines = file(&["one", "two"]);
        lines[1] = envelope(Type::Receipt, "{}").to_json();
        let wrong = FileFault::Line(2, EnvelopeError::WrongType(Type::Receipt, Type::Batch));
        assert_eq!(read(&lines), Err(wrong));
    }
}
