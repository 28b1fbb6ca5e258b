//! Bytes on the wire: base64url without padding (RFC 4648 §5), as in JWS.
//!
//! Nothing secret passes here, so that it may be short instead of constant in time.

use serde::{Deserialize, Deserializer, Serializer};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Text of these bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut bits = 0_u32;
        for place in 0..3 {
            bits = bits << 8 | u32::from(three.get(place).copied().unwrap_or(0));
        }
        // Whole bytes are told by one letter more than there are bytes.
        for place in 0..=three.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    text
}

/// What each letter stands for; whatever is none, for more than any of them. A look-up is several times as fast as to
/// compare, and head office reads thousands of records a second.
const VALUES: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut value = 0_u8;
    while value < 64 {
        values[LETTERS[value as usize] as usize] = value;
        value += 1;
    }
    values
};

/// The bytes of this text, or `None` where it is not base64url. Bytes have one way to be written: bits that
/// tell nothing must be zero.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    for letters in text.as_bytes().chunks(4) {
        let (mut bits, mut seen) = (0_u32, 0);
        for place in 0..4 {
            let value = letters.get(place).map_or(0, |letter| VALUES[usize::from(*letter)]);
            seen |= value;
            bits = bits << 6 | u32::from(value);
        }
        let [_, three @ ..] = bits.to_be_bytes();
        let (told, rest) = three.split_at(letters.len() - 1);
        if seen > 63 || told.is_empty() || rest.iter().any(|byte| *byte != 0) {
            return None;
        }
        // Always three, a number that is known where this is compiled; those that tell nothing go at the end.
        bytes.extend_from_slice(&three);
    }
    bytes.truncate(text.len() * 3 / 4);
    Some(bytes)
}

/// For `#[serde(with = "crate::base64")]`.
pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&encode(bytes))
}

/// For `#[serde(with = "crate::base64")]`.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(from)?;
    decode(&text).ok_or_else(|| serde::de::Error::custom("expected base64url without padding"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_rfc_4648_are_written_as_there() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(encode(&[0xfb, 0xff, 0xfe]), "-__-");
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes: Vec<u8>) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }

        #[test]
        fn what_is_read_is_written_as_it_was(text in "[A-Za-z0-9_=+/-]{0,9}") {
            if let Some(bytes) = decode(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
