//! Names of things: parsed once, then trusted. Nothing inside re-validates them.

use crate::json::Node;
use serde::{Deserialize, Serialize, Serializer};
use uuid::Uuid;

/// A name that does not follow the rule of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a valid {kind}: use 1 to 64 of the characters a-z, A-Z, 0-9, `_`, `-` and `.`")]
pub struct BadName {
    kind: &'static str,
    given: String,
}

impl BadName {
    fn of(kind: &'static str, text: &str) -> Self {
        Self { kind, given: text.chars().take(80).collect() }
    }
}

fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

fn name(kind: &'static str, node: &Node<'_>) -> String {
    let text = node.text();
    if !is_name(text) {
        node.fault(format_args!("{}", BadName::of(kind, text)));
    }
    text.to_owned()
}

fn uuid(node: &Node<'_>) -> Uuid {
    Uuid::try_parse(node.text()).unwrap_or_else(|_| {
        node.fault(format_args!("expected a UUID"));
        Uuid::nil()
    })
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks a name; the error says what may be in it.
            pub fn new(text: impl Into<String>) -> Result<Self, BadName> {
                let text = text.into();
                if is_name(&text) { Ok(Self(text)) } else { Err(BadName::of($kind, &text)) }
            }

            /// Reads it at a node.
            pub fn read(node: &Node<'_>) -> Self {
                Self(name($kind, node))
            }

            /// The name as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadName;
            fn try_from(text: String) -> Result<Self, BadName> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }
    )*};
}

macro_rules! uuids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads it at a node.
            pub fn read(node: &Node<'_>) -> Self {
                Self(uuid(node))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::try_parse(text).map(Self)
            }
        }
    )*};
}

names! {
    /// A showroom.
    ShopId = "shop id";
    /// A region of the network (小区).
    RegionId = "region id";
    /// A service or sales advisor (服务顾问, 销售顾问).
    AdvisorId = "advisor id";
    /// Somebody who works with a shop's tablets (店员).
    PersonId = "person id";
    /// An opaque handover number from the dealer's system; never a plate or a name.
    OrderRef = "handover number";
    /// A questionnaire package, over all its versions.
    PackageId = "package id";
    /// A question within a package.
    QuestionId = "question id";
    /// A stage of the visit (`S1`): appointment, reception, estimate, …
    StageId = "stage id";
    /// An option of a question.
    OptionId = "option id";
    /// A public key: the first 8 bytes of its SHA-256, in hex.
    KeyId = "key id";
}

uuids! {
    /// One record; `UUIDv7`, minted when the customer agrees to answer.
    RecordId;
    /// One enrolled tablet.
    DeviceId;
    /// One life of a tablet's journal. An empty database starts a new epoch.
    Epoch;
    /// One batch on its way to head office.
    BatchId;
    /// One life of the page, from load to unload.
    PageId;
}

impl KeyId {
    /// The id of a public key.
    pub fn of(public_key: &[u8]) -> Self {
        let digest = crate::hash::Hash::of(public_key);
        Self(base16ct::lower::encode_string(&digest.0[..8]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_markup_is_refused_with_what_is_allowed() {
        let refused = OrderRef::new("<script>").unwrap_err();
        assert!(refused.to_string().contains("a-z"), "{refused}");
        assert!(OrderRef::new("").is_err());
        assert!(OrderRef::new("x".repeat(65)).is_err());
        assert!(OrderRef::new("RO-2026.1121_7").is_ok());
    }
}
