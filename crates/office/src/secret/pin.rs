//! The PIN of somebody who works with a shop's tablets.

use super::{NoRandom, ROUNDS, SALT, random, stretch};
use handover_domain::wire::Stretched;

/// The highest multiple of all the PINs there are that four random bytes reach.
const EVEN: u32 = u32::MAX / 1_000_000 * 1_000_000;

/// A PIN that was made just now.
pub struct Pin {
    /// Six digits, to be told to one person.
    pub digits: String,
    /// What tablets and head office keep of it.
    pub kept: Stretched,
}

impl Pin {
    /// Makes one; each is as likely as any other.
    pub fn make() -> Result<Self, NoRandom> {
        let digits = loop {
            let drawn = u32::from_be_bytes(random()?);
            if drawn < EVEN {
                break format!("{:06}", drawn % 1_000_000);
            }
        };
        let salt = random::<SALT>()?;
        let hash = stretch(&digits, &salt, ROUNDS).to_vec();
        Ok(Self { kept: Stretched { salt: salt.to_vec(), rounds: ROUNDS, hash }, digits })
    }
}
