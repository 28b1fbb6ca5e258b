//! Words and texts with one way to be written.

use handover_domain::complaint::{Category, Deadline, Department, Remedy, Severity, StepKind};
use handover_domain::record::{Mode, PartName};
use handover_domain::visit::{Channel, Visit};
use handover_domain::wire::{Reason, Role, Status, Use};
use std::borrow::Cow;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};

/// The words of the domain's enums, as they stand there.
macro_rules! enums {
    ($($name:ident: $words:ident,)*) => {$(
        #[doc = concat!("A word of [`", stringify!($words), "`].")]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
                words.enum_values(Some($words::WORDS.iter().copied())).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($words).into()
            }
        }
    )*};
}

enums! {
    ReasonWord: Reason,
    StatusWord: Status,
    UseWord: Use,
    RoleWord: Role,
    ModeWord: Mode,
    PartWord: PartName,
    VisitWord: Visit,
    ChannelWord: Channel,
    CategoryWord: Category,
    DepartmentWord: Department,
    SeverityWord: Severity,
    StepWord: StepKind,
    RemedyWord: Remedy,
    DeadlineWord: Deadline,
}

/// Texts with a pattern.
macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident = $pattern:literal,)*) => {$(
        $(#[doc = $doc])*
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let text = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
                text.pattern(Some($pattern)).description(Some(concat!($($doc),*).trim())).into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

texts! {
    /// base64url without padding (RFC 4648 §5)
    Base64 = "^[A-Za-z0-9_-]*$",
    /// SHA-256, as lower-case hex
    Sha256 = "^[0-9a-f]{64}$",
    /// The first 8 bytes of the SHA-256 of a public key, as lower-case hex
    KeyId = "^[0-9a-f]{16}$",
    /// A UUID with dashes
    Id = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    /// A name of a shop, an advisor, a person, a handover
    Name = "^[A-Za-z0-9_.-]{1,64}$",
    /// An enrolment code; on reading, small letters, missing dashes, `O` for `0`, `I` and `L` for `1` are fine
    Code = "^[0-9A-Za-z]{4}[- –—]*[0-9A-Za-z]{4}$",
    /// The number of a complaint; its last letter is a check letter
    ComplaintNumber = "^[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3}$",
    /// A colour
    Colour = "^#[0-9a-f]{6}$",
    /// A day
    Day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}

/// A moment by RFC 3339.
pub struct Time;

impl PartialSchema for Time {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
        text.format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))).into()
    }
}

impl ToSchema for Time {}
