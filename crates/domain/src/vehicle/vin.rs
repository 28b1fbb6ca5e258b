//! The vehicle identification number: ISO 3779, and its check digit by GB 16735.

use super::plain;

const LENGTH: usize = 17;
/// Where the check digit stands, from 0.
const CHECK: usize = 8;
/// How much each place counts; the check digit's own does not.
const WEIGHTS: [u32; LENGTH] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// A VIN whose check digit fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vin(String);

/// Why what was typed is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadVin {
    /// So many letters and digits, and not 17.
    Length(usize),
    /// A letter that no VIN has: I, O and Q look like digits; the rest are no letters of it at all.
    Letter(char),
    /// All is there, and the check digit is another one: something was mistyped.
    Check,
}

impl Vin {
    /// Reads a VIN as people type it.
    pub fn parse(typed: &str) -> Result<Self, BadVin> {
        let text = plain(typed);
        let mut sum = 0;
        for (place, letter) in text.chars().enumerate() {
            let value = value(letter).ok_or(BadVin::Letter(letter))?;
            sum += value * WEIGHTS.get(place).unwrap_or(&0);
        }
        if text.len() != LENGTH {
            return Err(BadVin::Length(text.len()));
        }
        let check = char::from_digit(sum % 11, 10).unwrap_or('X');
        if text[CHECK..].starts_with(check) { Ok(Self(text)) } else { Err(BadVin::Check) }
    }

    /// Its 17 letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a letter counts: the alphabet in rows of nine, without I, O and Q.
fn value(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => letter.to_digit(10),
        'A'..='H' => Some(u32::from(letter) - u32::from('A') + 1),
        'J'..='N' => Some(u32::from(letter) - u32::from('J') + 1),
        'P' => Some(7),
        'R' => Some(9),
        'S'..='Z' => Some(u32::from(letter) - u32::from('S') + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vin_is_taken_as_people_type_it() {
        for typed in ["1M8GDM9AXKP042788", "1m8gdm9ax kp04-2788", "１M8GDM9AXKP042788", "11111111111111111"]
        {
            Vin::parse(typed).unwrap_or_else(|why| panic!("{typed}: {why:?}"));
        }
        assert_eq!(Vin::parse("LSGGF53X0CH000001").err(), Some(BadVin::Check));
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert_eq!(Vin::parse("1M8GDM9AXKP04278"), Err(BadVin::Length(16)));
        assert_eq!(Vin::parse(""), Err(BadVin::Length(0)));
        assert_eq!(Vin::parse("1M8GDM9AXKP0427880000"), Err(BadVin::Length(21)));
        assert_eq!(Vin::parse("1M8GDM9AXKP04278O"), Err(BadVin::Letter('O')));
        assert_eq!(Vin::parse("<script>"), Err(BadVin::Letter('<')));
        assert_eq!(Vin::parse("京1M8GDM9AXKP0427"), Err(BadVin::Letter('京')));
    }

    #[test]
    fn every_single_slip_of_a_digit_is_caught() {
        let right = "1M8GDM9AXKP042788";
        for place in 0..LENGTH {
            for other in '0'..='9' {
                let mut typed: Vec<char> = right.chars().collect();
                if typed[place].is_ascii_digit() && typed[place] != other {
                    typed[place] = other;
                    let typed: String = typed.into_iter().collect();
                    assert_eq!(Vin::parse(&typed), Err(BadVin::Check), "{typed}");
                }
            }
        }
    }
}
