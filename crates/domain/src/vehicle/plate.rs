//! Number plates: those of mainland China by GA 36, new-energy ones included; others as they are.

use super::plain;

/// The provinces, as plates begin with them.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// What ends a plate of a special use: trailer, driving school, police, Hong Kong, Macau, embassy, consulate.
const SPECIAL: &str = "挂学警港澳使领";
/// What marks a new-energy vehicle, driven by a battery alone or not.
const NEW_ENERGY: &str = "DABCEFGHJK";

/// A plate that can be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    text: String,
    /// What kind it looks like.
    pub kind: PlateKind,
}

/// What a plate looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlateKind {
    /// Mainland China, five places behind the city's letter.
    Mainland,
    /// Mainland China, new energy: six places.
    NewEnergy,
    /// Letters and digits, as elsewhere.
    Other,
}

impl Plate {
    /// Reads a plate as people type it; `None` where it can be none.
    pub fn parse(typed: &str) -> Option<Self> {
        let text = plain(typed);
        let mut rest = text.chars();
        let kind = if rest.next().is_some_and(|first| PROVINCES.contains(first)) {
            if !rest.next()?.is_ascii_uppercase() {
                return None;
            }
            mainland(&rest.collect::<Vec<char>>())?
        } else {
            let fits = (2..=8).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_alphanumeric())
                && text.bytes().any(|b| b.is_ascii_digit());
            fits.then_some(PlateKind::Other)?
        };
        Some(Self { text, kind })
    }

    /// The plate, without what was typed between.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// What stands behind the city's letter. No plate has I or O, which look like digits.
fn mainland(places: &[char]) -> Option<PlateKind> {
    let serial = |c: &char| c.is_ascii_digit() || c.is_ascii_uppercase() && !matches!(c, 'I' | 'O');
    let digits = |places: &[char]| places.iter().all(char::is_ascii_digit);
    match places {
        [first @ .., last] if first.len() == 4 && first.iter().all(serial) => {
            (serial(last) || SPECIAL.contains(*last)).then_some(PlateKind::Mainland)
        }
        // Small vehicles bear the mark first, large ones last.
        [mark, second, rest @ ..] if rest.len() == 4 && NEW_ENERGY.contains(*mark) => {
            (serial(second) && digits(rest)).then_some(PlateKind::NewEnergy)
        }
        [first @ .., mark] if first.len() == 5 && NEW_ENERGY.contains(*mark) => {
            digits(first).then_some(PlateKind::NewEnergy)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(typed: &str) -> Option<PlateKind> {
        Plate::parse(typed).map(|plate| plate.kind)
    }

    #[test]
    fn plates_are_taken_as_people_type_them() {
        assert_eq!(Plate::parse("京a·12345").unwrap().as_str(), "京A12345");
        for typed in ["京A12345", "沪B·A88F8", "粤Z1234港", "川A1234学", "浙A 12挂45"] {
            let expected = (!typed.contains("12挂45")).then_some(PlateKind::Mainland);
            assert_eq!(kind(typed), expected, "{typed}");
        }
    }

    #[test]
    fn new_energy_plates_have_six_places() {
        for typed in ["京AD12345", "沪A·DF0001", "粤BK12345", "京A12345D", "京A12345F"] {
            assert_eq!(kind(typed), Some(PlateKind::NewEnergy), "{typed}");
        }
        for typed in ["京A123456", "京AL12345", "京ADF00A1", "京A1234DF"] {
            assert_eq!(kind(typed), None, "{typed}");
        }
    }

    #[test]
    fn others_are_letters_and_digits() {
        for typed in ["AB-1234", "ABC 123", "KA 7777"] {
            assert_eq!(kind(typed), Some(PlateKind::Other), "{typed}");
        }
        for typed in
            ["", "京", "京A", "京A1234", "京AI2345", "<script>1</script>", "ABCDEF", "1", "123456789"]
        {
            assert_eq!(kind(typed), None, "{typed}");
        }
    }
}
