//! A tablet's configuration, signed by head office, with a version that only rises.

use super::people::{Person, ShopKey};
use crate::brand::Brand;
use crate::complaint::Number;
use crate::ids::{AdvisorId, DeviceId, KeyId, ShopId};
use crate::json::{self, Fault, Node, words};
use crate::language::Text;
use crate::record::Mode;
use serde::Serialize;

words! {
    /// Whose eyes a key stands for.
    Use {
        /// Answers; opened when head office receives them.
        Records = "records",
        /// Words and contact; opened only for customer care, each opening logged.
        Care = "care",
        /// Words, contact and notes of complaints, as well; opened on the shop's tablets with six words.
        Shop = "shop",
    }
}

/// The public half of a key that parts are sealed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReaderKey {
    /// Whose eyes it stands for.
    #[serde(rename = "use")]
    pub purpose: Use,
    /// X25519, 32 bytes.
    #[serde(with = "crate::base64")]
    pub public_key: Vec<u8>,
}

/// A questionnaire package, as the exact text that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PublishedPackage(pub String);

/// A service or sales advisor, as customers know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advisor {
    /// The id in links and reports.
    pub id: AdvisorId,
    /// The name on the badge.
    pub name: String,
}

/// How long a tablet keeps what head office has acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// Days after the receipt; never purged before.
    pub days: u32,
}

/// The payload of a config envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Config {
    /// [`crate::PROTOCOL`].
    pub protocol: u32,
    /// Rises with every change; an older one is refused.
    pub version: u64,
    /// The tablet this is for.
    pub device: DeviceId,
    /// Its shop.
    pub shop: ShopId,
    /// The shop's name, as customers read it.
    pub shop_name: Text,
    /// The tablet's own number, unique over all tablets; complaint numbers begin with it.
    pub number: u16,
    /// The dealer's own looks.
    #[serde(default)]
    pub brand: Brand,
    /// Whether its records count.
    pub mode: Mode,
    /// Head office's P-256 key, uncompressed point (65 bytes); pinned at enrolment.
    #[serde(with = "crate::base64")]
    pub signing_key: Vec<u8>,
    /// The keys that parts are sealed for.
    pub readers: Vec<ReaderKey>,
    /// The shop's advisors.
    pub advisors: Vec<Advisor>,
    /// Who works with the shop's tablets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The shop's own key, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop_key: Option<ShopKey>,
    /// The tablet's key that it was made for, so that a file cannot set up another tablet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyId>,
    /// The questionnaires, one a kind of visit at most.
    pub packages: Vec<PublishedPackage>,
    /// The version of the privacy notice that the kiosk shows.
    pub notice: u32,
    /// How long acknowledged records stay.
    pub retention: Retention,
}

/// What whoever carries records has to know of a configuration; the rest is the page's to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Rises with every change.
    pub version: u64,
    /// The tablet it is for.
    pub device: DeviceId,
    /// Its shop.
    pub shop: ShopId,
    /// Head office's key.
    pub signing_key: Vec<u8>,
    /// The tablet's key that it was made for.
    pub key: Option<KeyId>,
    /// How long acknowledged records stay.
    pub retention: Retention,
}

/// Why a configuration was not taken; the one before stays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Not the JSON of a configuration.
    #[error("the configuration is not readable: {0}")]
    Unreadable(String),
    /// Written by a later protocol.
    #[error("the configuration needs a newer version of this page (protocol {0})")]
    Later(u32),
    /// For another tablet, or signed by another head office than the pinned one.
    #[error("the configuration is for another tablet or from another head office")]
    NotOurs,
    /// Older than the one in use.
    #[error("the configuration (version {given}) is older than the one in use ({current})")]
    Stale {
        /// What arrived.
        given: u64,
        /// What is in use.
        current: u64,
    },
    /// A questionnaire in it is not valid.
    #[error("a questionnaire in the configuration is not valid: {0}")]
    Package(String),
    /// There is no key to seal for, or one that is no key.
    #[error("the configuration lacks a valid key for `{0}`")]
    Key(Use),
}

impl From<Fault> for ConfigError {
    fn from(fault: Fault) -> Self {
        Self::Unreadable(fault.to_string())
    }
}

impl ReaderKey {
    fn read(node: &Node<'_>) -> Self {
        Self { purpose: Use::read(&node.field("use")), public_key: node.field("public_key").bytes() }
    }
}

impl PublishedPackage {
    fn read(node: &Node<'_>) -> Self {
        Self(node.owned())
    }
}

impl Advisor {
    fn read(node: &Node<'_>) -> Self {
        Self { id: AdvisorId::read(&node.field("id")), name: node.field("name").owned() }
    }
}

/// The tablet's number; one that was set up before tablets had numbers is 0 until its next configuration.
fn number(node: &Node<'_>) -> u16 {
    let Some(at) = node.member("number") else { return 0 };
    let number = at.u16();
    if number > Number::MAX_TABLET {
        at.fault(format_args!("expected a number up to {}", Number::MAX_TABLET));
    }
    number
}

/// The version is read by itself: what a later one looks like beyond it is not known here.
fn protocol(node: &Node<'_>) -> Result<u32, ConfigError> {
    let protocol = node.field("protocol").u32();
    if protocol > crate::PROTOCOL { Err(ConfigError::Later(protocol)) } else { Ok(protocol) }
}

fn retention(node: &Node<'_>) -> Retention {
    Retention { days: node.field("retention").field("days").u32() }
}

impl Outline {
    /// Reads it from the payload of an envelope.
    pub fn parse(payload: &[u8]) -> Result<Self, ConfigError> {
        json::read(payload, |node: &Node<'_>| {
            protocol(node)?;
            Ok(Self {
                version: node.field("version").u64(),
                device: DeviceId::read(&node.field("device")),
                shop: ShopId::read(&node.field("shop")),
                signing_key: node.field("signing_key").bytes(),
                key: node.optional("key").map(|key| KeyId::read(&key)),
                retention: retention(node),
            })
        })?
    }
}

impl Config {
    /// Reads the payload of an envelope.
    pub fn parse(payload: &[u8]) -> Result<Self, ConfigError> {
        json::read(payload, Self::read)?
    }

    fn read(node: &Node<'_>) -> Result<Self, ConfigError> {
        Ok(Self {
            protocol: protocol(node)?,
            version: node.field("version").u64(),
            device: DeviceId::read(&node.field("device")),
            shop: ShopId::read(&node.field("shop")),
            shop_name: Text::read(&node.field("shop_name")),
            number: number(node),
            brand: node.optional("brand").map(|brand| Brand::read(&brand)).unwrap_or_default(),
            mode: Mode::read(&node.field("mode")),
            signing_key: node.field("signing_key").bytes(),
            readers: node.field("readers").list(ReaderKey::read),
            advisors: node.field("advisors").list(Advisor::read),
            people: node.optional("people").map(|people| people.list(Person::read)).unwrap_or_default(),
            shop_key: node.optional("shop_key").map(|key| ShopKey::read(&key)),
            key: node.optional("key").map(|key| KeyId::read(&key)),
            packages: node.field("packages").list(PublishedPackage::read),
            notice: node.field("notice").u32(),
            retention: retention(node),
        })
    }

    /// Whether this may replace the configuration in use: same tablet, same head office, newer version.
    pub fn may_replace(&self, current: &Self) -> Result<(), ConfigError> {
        if self.device != current.device || self.signing_key != current.signing_key {
            return Err(ConfigError::NotOurs);
        }
        if self.version < current.version {
            return Err(ConfigError::Stale { given: self.version, current: current.version });
        }
        Ok(())
    }

    /// The id of head office's signing key.
    pub fn signing_key_id(&self) -> KeyId {
        KeyId::of(&self.signing_key)
    }
}
