//! Envelopes, and what is in those that bring no records.

use crate::names_a_path;
use handover_domain::PROTOCOL;
use handover_domain::wire::{
    Closing, Enrolment, Envelope, EnvelopeError, Feed, NewKey, Problem, Receipt, Request, Type,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// An envelope, which comes back from either way of writing it and opens as what it says it is, or as nothing.
pub fn envelope(bytes: &[u8]) -> Option<Envelope> {
    let envelope = match Envelope::parse(bytes) {
        Ok(envelope) => envelope,
        Err(refused) => {
            names_a_path(&refused);
            return None;
        }
    };
    assert_eq!(Envelope::parse(envelope.to_json().as_bytes()).as_ref(), Ok(&envelope));
    if let Ok(again) = Envelope::parse_compact(&envelope.to_compact()) {
        assert_eq!(again, envelope);
    }
    let typ = envelope.typ();
    for expected in Type::EVERY {
        match envelope.open(*expected) {
            Ok(opened) => {
                assert_eq!(typ, Ok(*expected));
                assert!(envelope.to_compact().as_bytes().starts_with(&opened.signing_input));
            }
            Err(EnvelopeError::WrongType(is, _)) => assert_eq!(typ, Ok(is)),
            // Of the right type, and in another piece of it something is wrong.
            Err(EnvelopeError::Unreadable(_)) => {}
            Err(algorithm) => assert_eq!(typ, Err(algorithm)),
        }
    }
    Some(envelope)
}

/// What else is signed, and what head office refuses with: each comes back, and what is refused is told by its path.
pub fn check(bytes: &[u8]) {
    match Receipt::parse(bytes) {
        Ok(receipt) => {
            let written = serde_json::to_vec(&receipt).expect("a receipt is written");
            assert_eq!(Receipt::parse(&written), Ok(receipt));
        }
        Err(fault) => names_a_path(&fault),
    }
    match Feed::parse(bytes) {
        Ok(feed) => {
            assert!(feed.protocol <= PROTOCOL);
            assert_eq!(Feed::edition(bytes), Ok((feed.shop.clone(), feed.version)));
            let written = serde_json::to_vec(&feed).expect("a feed is written");
            assert_eq!(Feed::parse(&written), Ok(feed));
        }
        Err(fault) => names_a_path(&fault),
    }
    match Closing::parse(bytes) {
        Ok(closing) => assert_eq!(Closing::parse(closing.to_json().as_bytes()), Ok(closing)),
        Err(fault) => names_a_path(&fault),
    }
    if let Ok(status) = std::str::from_utf8(bytes).map(status)
        && let Some(problem) = Problem::recognise(status, bytes)
    {
        assert_eq!(both_ways(&problem, None), problem);
    }
    read(bytes, Enrolment::to_json);
    read(bytes, NewKey::to_json);
    read(bytes, Request::to_json);
}

/// What serde reads, written as a tablet writes it and as head office does.
pub fn read<T: DeserializeOwned + Serialize + PartialEq + Debug>(
    bytes: &[u8],
    write: impl Fn(&T) -> String,
) -> Option<T> {
    let value: T = serde_json::from_slice(bytes).ok()?;
    assert_eq!(both_ways(&value, Some(write(&value))), value);
    Some(value)
}

fn both_ways<T: DeserializeOwned + Serialize>(value: &T, tablets: Option<String>) -> T {
    let written = serde_json::to_string(value).expect("what was read is written");
    if let Some(tablets) = tablets {
        assert_eq!(written, tablets, "two ways of writing it differ");
    }
    serde_json::from_str(&written).expect("what was written is read")
}

/// A status that a body names, so that it can be one of head office's refusals.
fn status(text: &str) -> u16 {
    let digits = text.split_once("\"status\":").map_or("", |(_, rest)| rest);
    digits.get(..3).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}
