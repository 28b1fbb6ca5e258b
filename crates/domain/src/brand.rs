//! A dealer's own looks: two colours and a logo, held to what can still be read.

use crate::base64;
use crate::json::Node;
use serde::{Deserialize, Serialize};

/// The largest logo, in bytes: it travels with every configuration.
pub const MAX_LOGO: usize = 48 * 1024;
/// White letters on the accent must stand out by this much (WCAG 2.2, 1.4.6).
const LEAST_CONTRAST: f64 = 7.0;

/// A dealer's looks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Brand {
    /// Buttons, faces and lines; dark enough for white letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Colour>,
    /// The ground of the page; light enough for dark letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Colour>,
    /// A picture instead of the shop's name alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
}

/// A colour, `#0d4a5c`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(String);

/// A picture, as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// `image/png`, `image/jpeg`, `image/webp` or `image/svg+xml`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The file.
    #[serde(with = "crate::base64")]
    pub data: Vec<u8>,
}

/// Why looks were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrandError {
    /// Not `#rrggbb`.
    #[error("`{0}` is not a colour; write it like #0d4a5c")]
    NoColour(String),
    /// White letters could not be read on it.
    #[error("white letters on {0} cannot be read from half a metre: choose a darker accent")]
    Pale(String),
    /// Dark letters could not be read on it.
    #[error("dark letters on {0} cannot be read from half a metre: choose a lighter ground")]
    Dark(String),
    /// Neither PNG, JPEG, WebP nor SVG.
    #[error("the logo is not a PNG, JPEG, WebP or SVG file")]
    NoPicture,
    /// Too many bytes.
    #[error("the logo has {0} bytes; keep it within 49152 (48 KB)")]
    Large(usize),
}

impl Colour {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Result<Self, BrandError> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6);
        match hex.filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())) {
            Some(hex) => Ok(Self(format!("#{}", hex.to_ascii_lowercase()))),
            None => Err(BrandError::NoColour(text.chars().take(40).collect())),
        }
    }

    /// An accent: white letters must be readable on it.
    pub fn accent(text: &str) -> Result<Self, BrandError> {
        let colour = Self::parse(text)?;
        let contrast = (1.0 + 0.05) / (colour.luminance() + 0.05);
        if contrast < LEAST_CONTRAST { Err(BrandError::Pale(colour.0)) } else { Ok(colour) }
    }

    /// A ground: the darker of the page's two inks for soft words must be readable on it.
    pub fn ground(text: &str) -> Result<Self, BrandError> {
        let colour = Self::parse(text)?;
        let ink = Self("#454c55".into()).luminance();
        let contrast = (colour.luminance() + 0.05) / (ink + 0.05);
        if contrast < LEAST_CONTRAST { Err(BrandError::Dark(colour.0)) } else { Ok(colour) }
    }

    /// As it is written in a style sheet.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// WCAG's relative luminance.
    fn luminance(&self) -> f64 {
        let part = |at: usize| {
            let value = u8::from_str_radix(&self.0[at..at + 2], 16).unwrap_or(0);
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn read(node: &Node<'_>) -> Self {
        Self::parse(node.text()).unwrap_or_else(|_| {
            node.fault(format_args!("expected a colour like #0d4a5c"));
            Self(String::new())
        })
    }
}

impl TryFrom<String> for Colour {
    type Error = BrandError;
    fn try_from(text: String) -> Result<Self, BrandError> {
        Self::parse(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

impl Logo {
    /// Takes a file, whose kind its first bytes tell.
    pub fn new(data: Vec<u8>) -> Result<Self, BrandError> {
        if data.len() > MAX_LOGO {
            return Err(BrandError::Large(data.len()));
        }
        let kind = match &data[..] {
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
            text if is_svg(text) => "image/svg+xml",
            _ => return Err(BrandError::NoPicture),
        };
        Ok(Self { kind: kind.into(), data })
    }

    /// For an `img`, in which no script of the file runs.
    pub fn url(&self) -> String {
        // Browsers want the other base64 here.
        let data = base64::encode(&self.data).replace('-', "+").replace('_', "/");
        format!("data:{};base64,{data}", self.kind)
    }

    fn read(node: &Node<'_>) -> Self {
        Self { kind: node.field("type").owned(), data: node.field("data").bytes() }
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or_default().trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg") || (text.starts_with("<?xml") && text.contains("<svg"))
}

impl Brand {
    /// Reads it at a node.
    pub fn read(node: &Node<'_>) -> Self {
        Self {
            accent: node.optional("accent").map(|at| Colour::read(&at)),
            ground: node.optional("ground").map(|at| Colour::read(&at)),
            logo: node.optional("logo").map(|at| Logo::read(&at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_could_not_be_read_are_refused() {
        assert_eq!(Colour::accent("#0D4A5C").unwrap().as_str(), "#0d4a5c");
        assert_eq!(Colour::accent("#ffcc00"), Err(BrandError::Pale("#ffcc00".into())));
        assert_eq!(Colour::ground("#fbfaf7").unwrap().as_str(), "#fbfaf7");
        assert_eq!(Colour::ground("#333333"), Err(BrandError::Dark("#333333".into())));
        for none in ["", "red", "#12345", "#12345g", "#0d4a5c;}"] {
            assert_eq!(Colour::parse(none), Err(BrandError::NoColour(none.into())));
        }
    }

    #[test]
    fn a_logo_is_a_picture_by_its_first_bytes() {
        assert_eq!(Logo::new(b"\x89PNG\r\n".to_vec()).unwrap().kind, "image/png");
        assert_eq!(Logo::new(b" <svg xmlns='x'/>".to_vec()).unwrap().kind, "image/svg+xml");
        assert_eq!(Logo::new(b"<html>".to_vec()), Err(BrandError::NoPicture));
        assert_eq!(Logo::new(vec![0; MAX_LOGO + 1]), Err(BrandError::Large(MAX_LOGO + 1)));
        assert!(Logo::new(vec![0x89, b'P', b'N', b'G', 0xfb, 0xff]).unwrap().url().ends_with("iVBOR/v/"));
    }
}
