//! Phone numbers of mainland China, Hong Kong and Taiwan as people write them, and any other in E.164.
//!
//! Numbering plans: MIIT for mainland China, OFCA for Hong Kong, NCC for Taiwan; E.164 (ITU-T) for the rest.

/// Where a number belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// +86
    Mainland,
    /// +852
    HongKong,
    /// +886
    Taiwan,
    /// Any other, written with its country code.
    Abroad,
}

/// What a number looks like while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Nothing there yet.
    Empty,
    /// More digits may make it one.
    Unfinished,
    /// A number, in E.164.
    Good(Place, String),
    /// No more digits will make it one.
    Wrong,
}

/// One form of number: where, its first digits, and least and most digits in all.
struct Form {
    place: Place,
    /// How it begins; a later row is for what no row before begins like.
    begins: &'static [&'static str],
    digits: (usize, usize),
    /// Put in place of that many leading digits.
    code: &'static str,
    drop: usize,
}

/// As dialled within the place; a longer beginning comes first.
#[rustfmt::skip]
const WITHIN: &[Form] = &[
    // Mobiles.
    Form { place: Place::Mainland, begins: &["13", "14", "15", "16", "17", "18", "19"], digits: (11, 11), code: "+86", drop: 0 },
    Form { place: Place::Taiwan, begins: &["09"], digits: (10, 10), code: "+886", drop: 1 },
    Form { place: Place::HongKong, begins: &["2", "3", "5", "6", "7", "8", "9"], digits: (8, 8), code: "+852", drop: 0 },
    // Landlines. A mainland area code and number have 11 or 12 digits, those of Taiwan 9 or 10.
    Form { place: Place::Mainland, begins: &["010"], digits: (11, 11), code: "+86", drop: 1 },
    Form { place: Place::Taiwan, begins: &["02", "03", "04", "05", "06", "07", "08"], digits: (9, 10), code: "+886", drop: 1 },
    Form { place: Place::Mainland, begins: &["02"], digits: (11, 11), code: "+86", drop: 1 },
    Form { place: Place::Mainland, begins: &["03", "04", "05", "06", "07", "08", "09"], digits: (11, 12), code: "+86", drop: 1 },
];

/// With a country code: `+` or `00` and these.
#[rustfmt::skip]
const ABROAD: &[Form] = &[
    Form { place: Place::Mainland, begins: &["8613", "8614", "8615", "8616", "8617", "8618", "8619"], digits: (13, 13), code: "+", drop: 0 },
    Form { place: Place::Mainland, begins: &["86"], digits: (12, 13), code: "+", drop: 0 },
    Form { place: Place::HongKong, begins: &["852"], digits: (11, 11), code: "+", drop: 0 },
    Form { place: Place::Taiwan, begins: &["8869"], digits: (12, 12), code: "+", drop: 0 },
    Form { place: Place::Taiwan, begins: &["886"], digits: (11, 12), code: "+", drop: 0 },
    // E.164: 15 digits at most; no country has numbers of fewer than 7 with its code.
    Form { place: Place::Abroad, begins: &["1", "2", "3", "4", "5", "6", "7", "8", "9"], digits: (7, 15), code: "+", drop: 0 },
];

/// Looks at a number as it is typed: spaces, dashes, dots, brackets and full-width digits are fine.
pub fn look(typed: &str) -> Look {
    let mut digits = String::new();
    let mut abroad = false;
    for c in typed.trim().chars() {
        match c {
            '+' | '＋' if digits.is_empty() && !abroad => abroad = true,
            '０'..='９' => digits.extend(char::from_u32(u32::from(c) - u32::from('０') + u32::from('0'))),
            '0'..='9' => digits.push(c),
            ' ' | '-' | '－' | '.' | '(' | ')' | '（' | '）' | '–' | '\u{a0}' | '\u{3000}' => {}
            _ => return Look::Wrong,
        }
    }
    if let Some(rest) = digits.strip_prefix("00").filter(|_| !abroad) {
        digits = rest.to_owned();
        abroad = true;
    }
    if digits.is_empty() {
        return if abroad { Look::Unfinished } else { Look::Empty };
    }
    among(if abroad { ABROAD } else { WITHIN }, &digits)
}

fn among(forms: &[Form], digits: &str) -> Look {
    let mut may_become = false;
    for form in forms {
        let begins = form.begins.iter().any(|begin| digits.starts_with(begin));
        if begins && (form.digits.0..=form.digits.1).contains(&digits.len()) {
            return Look::Good(
                form.place,
                format!("{}{}", form.code, digits.get(form.drop..).unwrap_or_default()),
            );
        }
        // `1` may still become `13…`.
        let beginning = begins || form.begins.iter().any(|begin| begin.starts_with(digits));
        may_become |= beginning && digits.len() < form.digits.0;
        // The country is known: the row for any other is not asked.
        if begins && form.code == "+" {
            break;
        }
    }
    if may_become { Look::Unfinished } else { Look::Wrong }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them_are_read() {
        for (typed, place, e164) in [
            ("138 0013 8000", Place::Mainland, "+8613800138000"),
            ("１３８００１３８０００", Place::Mainland, "+8613800138000"),
            ("+86 138-0013-8000", Place::Mainland, "+8613800138000"),
            ("0086 13800138000", Place::Mainland, "+8613800138000"),
            ("010-62770334", Place::Mainland, "+861062770334"),
            ("021 6277 0334", Place::Mainland, "+862162770334"),
            ("0755-26770334", Place::Mainland, "+8675526770334"),
            ("0312 6770334", Place::Mainland, "+863126770334"),
            ("9123 4567", Place::HongKong, "+85291234567"),
            ("+852 2123 4567", Place::HongKong, "+85221234567"),
            ("0912-345-678", Place::Taiwan, "+886912345678"),
            ("(02) 2771-2171", Place::Taiwan, "+886227712171"),
            ("049-2345678", Place::Taiwan, "+886492345678"),
            ("+886 912 345 678", Place::Taiwan, "+886912345678"),
            ("+49 30 901820", Place::Abroad, "+4930901820"),
            ("+1 (212) 555-0100", Place::Abroad, "+12125550100"),
        ] {
            assert_eq!(look(typed), Look::Good(place, e164.into()), "{typed}");
        }
    }

    #[test]
    fn a_number_is_unfinished_until_it_is_one_or_can_no_longer_become_one() {
        assert_eq!(look(" "), Look::Empty);
        for typed in ["1", "138", "1380013800", "0", "02", "0912", "+", "+8", "+861", "9123", "00"] {
            assert!(matches!(look(typed), Look::Unfinished | Look::Empty), "{typed} {:?}", look(typed));
        }
        for typed in [
            "12",
            "110",
            "138001380001",
            "abc",
            "+",
            "1380013800a",
            "+0123",
            "+1234567890123456",
            "👍",
            "1+2",
        ] {
            if typed != "+" {
                assert_eq!(look(typed), Look::Wrong, "{typed}");
            }
        }
    }

    #[test]
    fn while_a_good_number_is_typed_it_is_never_called_wrong() {
        for number in [
            "13800138000",
            "01062770334",
            "075526770334",
            "0912345678",
            "0227712171",
            "+8613800138000",
            "+85221234567",
            "91234567",
        ] {
            for end in 1..number.len() {
                assert_ne!(look(&number[..end]), Look::Wrong, "{}", &number[..end]);
            }
        }
    }
}
