//! A QR code (ISO/IEC 18004), drawn in one path.

use super::layout::drawing;
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// The margin that a reader needs, in modules.
const QUIET: i32 = 4;

/// The code of a text; `None` where it is too long for one.
pub fn qr(text: &str) -> Option<AnyView> {
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::from("<path d=\"");
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            // Writing to a string cannot fail.
            write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).ok()?;
        }
    }
    path.push_str("\"/>");
    let width = u32::try_from(size + 2 * QUIET).ok()?;
    Some(drawing("qr", width, width, &path))
}
