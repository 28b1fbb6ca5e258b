//! A batch, from its envelope to what head office reads of its records.

use crate::{content, has_time, keys, memory, message, names_a_line, one_byte_changed, record};
use handover_domain::PROTOCOL;
use handover_domain::record::Record;
use handover_domain::wire::{Batch, BatchError, Envelope, MAX_RECORDS, Stored, Type};
use handover_office::sign;

/// How much more memory a batch takes than its text has bytes: a number of two letters is a value of many bytes.
const TIMES: usize = 64;

/// Takes bytes as an envelope, as what is in one, as a record of it, and as what is sealed in that.
///
/// # Panics
/// Where a promise is broken.
pub fn batch(bytes: &[u8]) {
    if let Some(payload) = memory::within(TIMES, bytes, envelope) {
        self::payload(&payload);
    }
    if self::payload(bytes) && has_time(bytes) {
        signature(bytes);
    }
    if let Some(found) = std::str::from_utf8(bytes).ok().and_then(Record::parse) {
        record::check(&found);
    }
    content::check(bytes);
}

/// What is in an envelope of a batch.
fn envelope(bytes: &[u8]) -> Option<Vec<u8>> {
    let envelope = message::envelope(bytes)?;
    let opened = envelope.open(Type::Batch).ok()?;
    Some(opened.payload)
}

/// Whether it is a batch.
fn payload(bytes: &[u8]) -> bool {
    match memory::within(TIMES, bytes, Batch::parse) {
        Ok(batch) => {
            assert!(batch.records.len() <= MAX_RECORDS);
            comes_back(&batch);
            batch.records.iter().for_each(record::check);
            true
        }
        Err(BatchError::TooMany(records)) => {
            assert!(records > MAX_RECORDS);
            false
        }
        Err(BatchError::Later(protocol)) => {
            assert!(protocol > PROTOCOL);
            false
        }
        Err(unreadable) => {
            names_a_line(&unreadable);
            false
        }
    }
}

/// The tablet writes a batch of the texts in its journal; read by head office it is the same again.
fn comes_back(batch: &Batch) {
    let written = Batch {
        protocol: batch.protocol,
        batch_id: batch.batch_id,
        device: batch.device,
        sent_at: batch.sent_at,
        app: batch.app.clone(),
        head: batch.head,
        records: batch.records.iter().map(|record| Stored(record.to_json())).collect(),
    };
    let written = written.to_json();
    assert_eq!(serde_json::to_string(batch).ok().as_ref(), Some(&written), "two ways of writing it differ");
    let again = Batch::parse(written.as_bytes()).expect("what was written is read");
    assert_eq!(again.records, batch.records);
    assert_eq!(serde_json::to_string(&again).ok(), Some(written));
}

/// Whatever byte of a signed batch is changed: it is refused, or it says what it said.
fn signature(payload: &[u8]) {
    let text = keys::signed(Type::Batch, payload).to_json();
    let whole = Envelope::parse(text.as_bytes()).and_then(|envelope| envelope.open(Type::Batch));
    let whole = whole.expect("what was signed is an envelope");
    assert!(sign::verifies(&keys::PUBLIC, &whole));
    let Some((at, changed)) = one_byte_changed(text.as_bytes()) else { return };
    let Ok(other) = Envelope::parse(&changed).and_then(|envelope| envelope.open(Type::Batch)) else { return };
    if sign::verifies(&keys::PUBLIC, &other) {
        assert_eq!(other, whole, "byte {at} was changed unseen");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_golden_batch_is_one_in_its_envelope_and_without() {
        let inside = envelope(include_bytes!("../../crates/domain/tests/golden/envelope.json"));
        assert!(payload(&inside.unwrap()));
        assert!(payload(include_bytes!("../../crates/domain/tests/golden/batch.json")));
        assert!(!payload(b"{\"protocol\":2}"));
    }
}
