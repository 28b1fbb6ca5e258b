//! Who works with a shop's tablets, and the key that opens its complaints there.

use crate::ids::PersonId;
use crate::json::{Node, words};
use serde::Serialize;

words! {
    /// What somebody may do on a tablet. Nobody there reads an answer or a score.
    Role {
        /// Starts handovers, sees complaint clocks and records steps.
        Staff = "staff",
        /// Approves remedies, opens complaints with the six words, changes settings.
        Manager = "manager",
    }
}

/// Somebody of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The id in records and reports.
    pub id: PersonId,
    /// The name on the badge.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// What their PIN becomes.
    pub pin: Stretched,
}

/// A secret, stretched (PBKDF2 with HMAC-SHA-256, RFC 8018), so that guessing it is slow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretched {
    /// 16 random bytes.
    #[serde(with = "crate::base64")]
    pub salt: Vec<u8>,
    /// How many rounds.
    pub rounds: u32,
    /// 32 bytes of what comes out.
    #[serde(with = "crate::base64")]
    pub hash: Vec<u8>,
}

/// The shop's key: complaints' words, contacts and notes are sealed for it as well. Its private half is wrapped under six
/// words that no tablet keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShopKey {
    /// X25519, 32 bytes.
    #[serde(with = "crate::base64")]
    pub public_key: Vec<u8>,
    /// 16 random bytes, for stretching the six words as PINs are.
    #[serde(with = "crate::base64")]
    pub salt: Vec<u8>,
    /// How many rounds.
    pub rounds: u32,
    /// The private half under AES-256-GCM: 12 bytes of nonce, then 32 of key and 16 of tag.
    #[serde(with = "crate::base64")]
    pub wrapped: Vec<u8>,
}

impl Person {
    pub(super) fn read(node: &Node<'_>) -> Self {
        let pin = node.field("pin");
        Self {
            id: PersonId::read(&node.field("id")),
            name: node.field("name").owned(),
            role: Role::read(&node.field("role")),
            pin: Stretched {
                salt: pin.field("salt").bytes(),
                rounds: pin.field("rounds").u32(),
                hash: pin.field("hash").bytes(),
            },
        }
    }
}

impl ShopKey {
    pub(super) fn read(node: &Node<'_>) -> Self {
        Self {
            public_key: node.field("public_key").bytes(),
            salt: node.field("salt").bytes(),
            rounds: node.field("rounds").u32(),
            wrapped: node.field("wrapped").bytes(),
        }
    }
}
