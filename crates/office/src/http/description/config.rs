//! What a tablet is told of its shop.

#![expect(dead_code, reason = "these are described and never made")]

use super::words::{Base64, Colour, Id, KeyId, ModeWord, Name, RoleWord, UseWord};
use utoipa::ToSchema;

/// A tablet's configuration. Its envelope is of the type `handover-config+json`.
#[derive(ToSchema)]
pub struct Config {
    #[schema(minimum = 0)]
    protocol: u32,
    /// Rises with every change
    version: u64,
    /// The tablet that it is for
    device: Id,
    shop: Name,
    shop_name: Text,
    /// The tablet's own; the numbers of its complaints begin with it
    #[schema(minimum = 1, maximum = 32767)]
    number: u16,
    brand: Brand,
    mode: ModeWord,
    /// Head office's P-256 key, the uncompressed point
    signing_key: Base64,
    readers: Vec<ReaderKey>,
    advisors: Vec<Advisor>,
    #[schema(nullable = false)]
    people: Option<Vec<Person>>,
    #[schema(nullable = false)]
    shop_key: Option<ShopKey>,
    /// The tablet's key that it was made for
    #[schema(nullable = false)]
    key: Option<KeyId>,
    /// Each questionnaire, as the text that was published
    packages: Vec<String>,
    /// The version of the privacy notice
    notice: u32,
    retention: Retention,
}

/// A name in the languages of the page.
#[derive(ToSchema)]
pub struct Text {
    #[schema(rename = "zh-CN", nullable = false)]
    zh_cn: Option<String>,
    #[schema(rename = "zh-TW", nullable = false)]
    zh_tw: Option<String>,
    #[schema(nullable = false)]
    en: Option<String>,
}

/// The dealer's own looks.
#[derive(ToSchema)]
pub struct Brand {
    #[schema(nullable = false)]
    accent: Option<Colour>,
    #[schema(nullable = false)]
    ground: Option<Colour>,
    #[schema(nullable = false)]
    logo: Option<Logo>,
}

/// A picture.
#[derive(ToSchema)]
pub struct Logo {
    /// Its media type
    #[schema(rename = "type")]
    kind: String,
    data: Base64,
}

/// A key that parts are sealed for.
#[derive(ToSchema)]
pub struct ReaderKey {
    #[schema(rename = "use")]
    purpose: UseWord,
    /// X25519
    public_key: Base64,
}

/// Somebody who advises customers.
#[derive(ToSchema)]
pub struct Advisor {
    id: Name,
    name: String,
}

/// Somebody who works with the tablets.
#[derive(ToSchema)]
pub struct Person {
    id: Name,
    name: String,
    role: RoleWord,
    pin: Stretched,
}

/// A PIN, stretched by PBKDF2 with HMAC-SHA-256.
#[derive(ToSchema)]
pub struct Stretched {
    salt: Base64,
    rounds: u32,
    hash: Base64,
}

/// The shop's key, its private half wrapped under six words.
#[derive(ToSchema)]
pub struct ShopKey {
    /// X25519
    public_key: Base64,
    salt: Base64,
    rounds: u32,
    /// Nonce, key and tag under AES-256-GCM
    wrapped: Base64,
}

/// How long acknowledged records stay on the tablet.
#[derive(ToSchema)]
pub struct Retention {
    days: u32,
}
