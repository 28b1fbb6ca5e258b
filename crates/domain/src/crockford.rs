//! Crockford's base 32, for everything that people read out or type: receipt codes, complaint numbers,
//! enrolment codes. And one check character, so that a slip of the tongue is noticed.

/// No I, L, O or U, so that it reads out well.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A character as Crockford's base 32 reads it, or `None`: small letters, O for 0, I and L for 1.
pub fn read(c: char) -> Option<char> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    u8::try_from(c).is_ok_and(|b| ALPHABET.contains(&b)).then_some(c)
}

/// A code as people type it, whose last character must be the check of those before: these, or `None`.
pub fn checked(typed: &str) -> Option<String> {
    let mut code: String =
        typed.chars().filter(|c| !matches!(c, '-' | ' ')).map(read).collect::<Option<_>>()?;
    let given = code.pop()?;
    (check(&code) == given).then_some(code)
}

/// The lowest `letters` letters of a number, five bits each.
pub fn letters(number: u64, letters: u32) -> String {
    (0..letters).rev().map(|i| char::from(ALPHABET[(number >> (5 * i) & 31) as usize])).collect()
}

/// The number these letters stand for.
pub fn number(letters: &str) -> Option<u64> {
    letters.bytes().try_fold(0, |n, b| Some(n << 5 | value(b)?))
}

/// A check character over GF(2⁵), in the manner of Damm: each step adds a letter and multiplies by α,
/// so every single slip and every swap of neighbours changes it.
pub fn check(body: &str) -> char {
    let times_alpha = |x: u64| x << 1 & 31 ^ if x & 16 == 0 { 0 } else { 0b0_0101 };
    let sum = body.bytes().fold(0, |sum, letter| times_alpha(sum ^ value(letter).unwrap_or(0)));
    char::from(ALPHABET[(sum & 31) as usize])
}

fn value(letter: u8) -> Option<u64> {
    ALPHABET.iter().position(|c| *c == letter).map(|at| at as u64)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Every single slip and every swap of neighbours in `code` must be refused by `parse`.
    pub fn notices_every_slip<T: PartialEq + std::fmt::Debug>(code: &str, parse: impl Fn(&str) -> Option<T>) {
        assert!(parse(code).is_some(), "{code}");
        assert_eq!(parse(&code.to_lowercase()), parse(code));
        let letters: Vec<char> = code.chars().filter(|c| *c != '-').collect();
        for at in 0..letters.len() {
            for other in ALPHABET.iter().map(|b| char::from(*b)).filter(|c| *c != letters[at]) {
                let mut wrong = letters.clone();
                wrong[at] = other;
                assert_eq!(parse(&wrong.iter().collect::<String>()), None, "{wrong:?} for {code}");
            }
            let mut swapped = letters.clone();
            swapped.swap(at, (at + 1) % letters.len());
            if at + 1 < letters.len() && swapped != letters {
                assert_eq!(parse(&swapped.iter().collect::<String>()), None, "{swapped:?} for {code}");
            }
        }
    }

    #[test]
    fn letters_and_numbers_are_two_ways_to_write_the_same() {
        for n in [0, 1, 31, 32, 0x8_0000, 0xF_FFFF] {
            assert_eq!(number(&letters(n, 4)), Some(n));
        }
        assert_eq!((letters(412, 4), number("U")), ("00CW".into(), None));
    }
}
