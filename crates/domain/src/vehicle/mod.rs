//! What identifies a vehicle: its VIN (车架号) and its plate (车牌号). Both are sealed before they touch a disk.

mod plate;
mod vin;

pub use plate::{Plate, PlateKind};
pub use vin::{BadVin, Vin};

/// What was typed, in capitals, without what people put between the letters; full-width letters become narrow ones.
fn plain(typed: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        0xFF01..=0xFF5E => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let letters =
        typed.chars().map(narrow).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '·' | '•' | '.'));
    letters.map(|c| c.to_ascii_uppercase()).collect()
}
