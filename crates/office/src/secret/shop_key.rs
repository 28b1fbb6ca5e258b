//! The key of a shop: complaints are sealed for it too, and its tablets open them with six words.

use super::{NoRandom, Wrapped, draw, random};
use handover_domain::seal;
use handover_domain::wire::ShopKey;

/// A key that was made just now.
pub struct NewShopKey {
    /// Six words, to be told to the shop's manager.
    pub words: String,
    /// What tablets and head office keep of it.
    pub kept: ShopKey,
}

impl NewShopKey {
    /// Makes one.
    pub fn make() -> Result<Self, NoRandom> {
        let words = draw()?;
        let (private, public_key) = seal::key_pair(random()?);
        let Wrapped { salt, rounds, sealed: wrapped } = Wrapped::wrap(&words, &private, &[])?;
        Ok(Self { words, kept: ShopKey { public_key, salt, rounds, wrapped } })
    }
}
