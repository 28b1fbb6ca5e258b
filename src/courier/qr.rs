//! A QR code (ISO/IEC 18004), as one path. It is drawn here, since choosing its mask takes long where a customer looks.

use super::desk;
use crate::sync::word;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// The margin that a reader needs, in modules.
const QUIET: i32 = 4;

/// Draws the code of a text, and tells the page: the text, and the picture. One that is too long has none.
pub(super) fn draw(text: &str) {
    if let Some(picture) = drawn(text) {
        desk::tell(word::DRAWN, text, picture);
    }
}

/// The inside of an SVG picture, with its width and height in front.
fn drawn(text: &str) -> Option<String> {
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = format!("{} <path d=\"", size + 2 * QUIET);
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            // Writing to a string cannot fail.
            write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).ok()?;
        }
    }
    path.push_str("\"/>");
    Some(path)
}
