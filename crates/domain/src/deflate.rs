//! Deflate (RFC 1951), the small half of it: one block of fixed codes, with repeats found by looking back.
//!
//! Parts are short and repeat themselves, so this comes close to a whole compressor,
//! which would be a tenth of what the kiosk may load.

/// The longest repeat that has a code.
const LONGEST: usize = 258;
/// The shortest one.
const SHORTEST: usize = 3;
/// How far a repeat is looked for; the format allows 32 KiB, and every step back takes time.
const LOOK_BACK: usize = 1024;
const END: u32 = 256;

/// Bytes that any inflater turns into these.
pub(crate) fn deflate(plain: &[u8]) -> Vec<u8> {
    let mut bits = Bits::default();
    // The last block, of fixed codes.
    bits.put(0b011, 3);
    let mut at = 0;
    while at < plain.len() {
        let (length, distance) = repeat(plain, at);
        if length < SHORTEST {
            bits.symbol(plain[at].into());
            at += 1;
        } else {
            bits.length(length);
            bits.distance(distance);
            at += length;
        }
    }
    bits.symbol(END);
    // Whole bytes only: what is left over is filled with zeros.
    bits.put(0, 7);
    bits.bytes
}

/// The longest earlier appearance of what comes at this place: its length, and how far back it is.
fn repeat(plain: &[u8], at: usize) -> (usize, usize) {
    let ahead = &plain[at..];
    let mut best = (0, 0);
    for distance in 1..=at.min(LOOK_BACK) {
        let behind = &plain[at - distance..];
        // Most places fall out here: what is to be longer must at least agree where the best one ends.
        if behind.get(best.0) != ahead.get(best.0) {
            continue;
        }
        let same = behind.iter().zip(ahead).take(LONGEST).take_while(|(a, b)| a == b).count();
        if same > best.0 {
            best = (same, distance);
        }
        if same == LONGEST {
            break;
        }
    }
    best
}

/// Bits in the order of the format: from the lowest bit of each byte up.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    open: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: usize, count: u32) {
        for bit in 0..count {
            self.open |= u32::from(value >> bit & 1 == 1) << self.count;
            self.count += 1;
            if self.count == 8 {
                self.bytes.extend(self.open.to_le_bytes().first());
                (self.open, self.count) = (0, 0);
            }
        }
    }

    /// Codes, unlike numbers, begin with their highest bit.
    fn code(&mut self, code: u32, count: u32) {
        self.put((code << (32 - count)).reverse_bits() as usize, count);
    }

    /// A byte, the end, or the class of a length (§3.2.6).
    fn symbol(&mut self, symbol: u32) {
        match symbol {
            0..=143 => self.code(0x30 + symbol, 8),
            144..=255 => self.code(0x190 + symbol - 144, 9),
            256..=279 => self.code(symbol - 256, 7),
            _ => self.code(0xc0 + symbol - 280, 8),
        }
    }

    /// Four classes to each power of two, and one for the longest (§3.2.5).
    fn length(&mut self, length: usize) {
        if length == LONGEST {
            return self.symbol(285);
        }
        let (class, rest, extra) = class(length - SHORTEST, 2);
        self.symbol(257 + class);
        self.put(rest, extra);
    }

    /// Two classes to each power of two.
    fn distance(&mut self, distance: usize) {
        let (class, rest, extra) = class(distance - 1, 1);
        self.code(class, 5);
        self.put(rest, extra);
    }
}

/// The class of a number, what is left of it, and in how many bits; `within` is how many of the bits behind
/// the highest one belong to the class.
fn class(number: usize, within: u32) -> (u32, usize, u32) {
    let extra = number.checked_ilog2().unwrap_or(0).saturating_sub(within);
    let upper = number >> extra;
    ((extra << within) + u32::try_from(upper).unwrap_or(0), number & ((1 << extra) - 1), extra)
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::inflate::decompress_to_vec;
    use proptest::prelude::*;

    fn inflated(plain: &[u8]) -> usize {
        let deflated = deflate(plain);
        assert_eq!(decompress_to_vec(&deflated).unwrap(), plain);
        deflated.len()
    }

    #[test]
    fn every_length_and_distance_inflates_again() {
        for length in 0..300 {
            inflated(&vec![7; length]);
        }
        let numbers: Vec<u8> = (0..600_u16).flat_map(u16::to_be_bytes).collect();
        for distance in (0..9).flat_map(|power| [(1 << power) - 1, 1 << power, (1 << power) + 1]) {
            inflated(&[b"once ", &numbers[..2 * distance], b"once "].concat());
        }
    }

    #[test]
    fn answers_shrink_to_less_than_half() {
        let answer = |n| format!(r#"{{"question":"question_{n}","value":{{"choice":"fair"}},"ms":{n}731}}"#);
        let answers = (0..12).map(answer).collect::<Vec<_>>().join(",");
        assert!(inflated(answers.as_bytes()) * 2 < answers.len());
    }

    proptest! {
        #[test]
        fn anything_inflates_again(plain in proptest::collection::vec(prop_oneof![Just(b'a'), any::<u8>()], 0..400)) {
            inflated(&plain);
        }
    }
}
