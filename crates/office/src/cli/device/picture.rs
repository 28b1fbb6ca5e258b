//! The enrolment link as a QR code (ISO/IEC 18004), to be shown to a tablet's camera.

use anyhow::{Context, Result};
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The margin that a reader needs, in modules.
const QUIET: i32 = 4;

/// Writes the picture of a link.
pub fn write(link: &str, file: &Path) -> Result<()> {
    let svg =
        drawn(link).with_context(|| format!("{link} is too long for a QR code, so no picture was made"))?;
    fs::write(file, svg).with_context(|| format!("{} cannot be written", file.display()))
}

fn drawn(link: &str) -> Option<String> {
    let code = QrCode::encode_binary(link.as_bytes(), QrCodeEcc::Medium).ok()?;
    let width = code.size() + 2 * QUIET;
    let modules = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let mut path = String::new();
    for (x, y) in modules.filter(|(x, y)| code.get_module(*x, *y)) {
        // Writing to a string cannot fail.
        write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).ok()?;
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" width=\"480\" height=\"480\">\
         <path fill=\"#fff\" d=\"M0 0h{width}v{width}h-{width}z\"/><path d=\"{path}\"/></svg>\n"
    ))
}
