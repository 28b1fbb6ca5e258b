//! Files that carry what else would go over the network, either way, and the dealer's list.

use crate::{keys, memory, message, one_byte_changed, tablet, visits};
use handover_domain::hash::Hash;
use handover_domain::wire::{
    Closing, Enrolment, Feed, FileFault, Line, MAX_BYTES, Outline, Reader, Receipt, Type, Writer,
};
use handover_office::import::{self, Fault, Lines};
use std::fs;

/// How much more memory one line takes than it has bytes.
const TIMES: usize = 64;
/// The most lines of a file that is made here.
const MOST: usize = 6;
/// What may stand in a file of a tablet or of head office.
const KINDS: &[Type] = &[Type::Batch, Type::Receipt, Type::Config, Type::Feed, Type::Enrolment];

/// Takes bytes as a file, as the payloads of one that is then signed, and as a dealer's list.
///
/// # Panics
/// Where a promise is broken.
pub fn file(bytes: &[u8]) {
    memory::within(TIMES, bytes, message::check);
    memory::within(TIMES, bytes, visits::check);
    alike(bytes);
    tablet::check(bytes, None);
    signed(bytes);
}

/// What was read of a file, or what is wrong with it.
type Read<E> = Result<Vec<Line>, E>;

/// As whoever holds all of it in memory reads it.
fn at_once(file: &[u8]) -> Read<FileFault> {
    let mut reader = Reader::default();
    let lines = file.strip_suffix(b"\n").unwrap_or(file).split(|byte| *byte == b'\n');
    let lines = lines.map(|line| reader.line(line, KINDS)).collect::<Result<_, _>>()?;
    reader.finish()?;
    Ok(lines)
}

/// As head office reads it, in flat memory.
fn by_lines(file: &[u8], kinds: &'static [Type]) -> Read<Fault> {
    let mut lines = Lines::of(file, kinds);
    let mut read = Vec::new();
    while let Some(line) = lines.line()? {
        read.push(line);
    }
    assert_eq!(lines.sum(), Hash::of(file), "all of it was read");
    Ok(read)
}

/// Both readers take the same, but for what head office alone looks at: the length of a line, and its break.
fn alike(file: &[u8]) -> Option<Vec<Line>> {
    let at_once = at_once(file);
    let by_lines = by_lines(file, KINDS);
    let lines = file.split_inclusive(|byte| *byte == b'\n');
    let odd =
        lines.clone().any(|line| line.len() > MAX_BYTES || line.ends_with(b"\r\n") || line.ends_with(b"\r"));
    match (at_once, by_lines) {
        (Ok(all), Ok(each)) => {
            assert_eq!(all, each);
            let (closing, before) = all.split_last().expect("a whole file has a last line");
            assert!(closing.typ == Type::Closing && before.iter().all(|line| line.typ != Type::Closing));
            assert_eq!(all.len(), lines.count());
            Some(all)
        }
        (Ok(_), Err(fault)) => {
            assert!(odd, "only head office refuses it: {fault}");
            None
        }
        (Err(fault), Ok(_)) => panic!("only head office takes it: {fault}"),
        (Err(fault), Err(refused)) => {
            assert!(fault.line() <= lines.count() as u64 + 1, "{fault}");
            assert!(!refused.to_string().contains('\0'));
            None
        }
    }
}

/// The file that these payloads make, one a line; whether whoever it is for takes it.
fn signed(payloads: &[u8]) -> bool {
    let mut writer = Writer::default();
    let mut text = String::new();
    let payloads = payloads.strip_suffix(b"\n").unwrap_or(payloads).split(|byte| *byte == b'\n');
    let payloads: Vec<_> = payloads.take(MOST).map(|payload| (kind(payload), payload)).collect();
    for (typ, payload) in &payloads {
        text += &writer.line(&keys::marked(*typ, payload));
    }
    let closing = text.len();
    text += &keys::marked(Type::Closing, writer.closing().to_json().as_bytes()).to_json();
    text += "\n";
    let file = text.as_bytes();
    if text.lines().all(|line| line.len() <= MAX_BYTES) {
        let read = alike(file).expect("what was written is read");
        let read: Vec<_> = read.iter().map(|line| (line.typ, &line.opened.payload[..])).collect();
        assert_eq!(read[..payloads.len()], payloads);
    }
    if payloads.iter().any(|(typ, _)| *typ != Type::Batch) {
        assert!(by_lines(file, &[Type::Batch]).is_err(), "what is no batch stands in a tablet's file");
    }
    changed(file, closing);
    match payloads[..] {
        [(Type::Enrolment, payload)] => enrolment(payload),
        _ => tablet::check(file, Some(&payloads)),
    }
}

/// What a payload looks like; whatever else is a batch, readable or not.
fn kind(payload: &[u8]) -> Type {
    if Outline::parse(payload).is_ok() {
        Type::Config
    } else if Feed::edition(payload).is_ok() {
        Type::Feed
    } else if Receipt::parse(payload).is_ok() {
        Type::Receipt
    } else if serde_json::from_slice::<Enrolment>(payload).is_ok() {
        Type::Enrolment
    } else {
        Type::Batch
    }
}

/// Whatever byte of a whole file is changed, and wherever it is cut, that is seen; what is said of it on the last line in a
/// place that is not signed changes nothing.
fn changed(file: &[u8], closing: usize) {
    let Some((at, other)) = one_byte_changed(file) else { return };
    let cut = at_once(&file[..at]);
    assert!(cut.is_err() || at + 1 == file.len(), "cut at {at}, it was taken");
    let Ok(lines) = at_once(&other) else { return };
    assert!(at >= closing, "byte {at} before the last line was changed unseen");
    let last = lines.last().expect("a whole file has a last line");
    let whole = at_once(file).expect("the file is whole");
    if keys::is_marked(&last.opened) {
        assert_eq!(lines, whole, "byte {at} of the last line was changed unseen");
    }
    Closing::parse(&last.opened.payload).expect("it was read before");
}

/// A wish to be enrolled is taken from a file where it was signed by the very key that it announces.
fn enrolment(payload: &[u8]) -> bool {
    let mut writer = Writer::default();
    let line = writer.line(&keys::signed(Type::Enrolment, payload));
    let closing = keys::signed(Type::Closing, writer.closing().to_json().as_bytes()).to_json();
    let folder = tempfile::tempdir().expect("a folder for a small file");
    let path = folder.path().join("wish.handover");
    fs::write(&path, line + &closing).expect("the folder is our own");
    let wish: Enrolment = serde_json::from_slice(payload).expect("it was read before");
    match import::enrolment(&path) {
        Ok(read) => {
            assert_eq!((&read, &read.public_key), (&wish, &*keys::PUBLIC));
            true
        }
        Err(Fault::Line(line, _)) => {
            assert!(line <= 2);
            false
        }
        Err(fault) => panic!("a file that is whole: {fault}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_here_is_taken_by_whoever_it_is_for() {
        assert!(signed(include_bytes!("../seeds/file/payloads-of-a-receipts-file")), "by a tablet");
        assert!(signed(include_bytes!("../seeds/file/payload-of-a-wish")), "by head office");
        assert!(
            !signed(include_bytes!("../../crates/domain/tests/golden/enrolment.json")),
            "another key signed"
        );
    }
}
