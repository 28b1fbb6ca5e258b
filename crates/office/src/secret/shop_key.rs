//! The key of a shop: complaints are sealed for it too, and its tablets open them with six words.

use super::{NoRandom, ROUNDS, SALT, random, stretch};
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use bip39::Language;
use handover_domain::seal;
use handover_domain::wire::ShopKey;

const WORDS: usize = 6;
const NONCE: usize = 12;

/// A key that was made just now.
pub struct NewShopKey {
    /// Six words of the English list of BIP 39 with single spaces between, 66 bits, to be told to the shop's manager.
    pub words: String,
    /// What tablets and head office keep of it.
    pub kept: ShopKey,
}

impl NewShopKey {
    /// Makes one.
    ///
    /// # Panics
    /// Never: a cipher in memory takes 32 bytes.
    pub fn make() -> Result<Self, NoRandom> {
        let words = words()?;
        let (private, public_key) = seal::key_pair(random()?);
        let (salt, nonce) = (random::<SALT>()?, random::<NONCE>()?);
        let cipher = Aes256Gcm::new(&Key::<Aes256Gcm>::from(stretch(&words, &salt, ROUNDS)));
        let sealed = cipher.encrypt(&Nonce::from(nonce), &private[..]);
        let sealed = sealed.expect("a cipher in memory takes 32 bytes");
        let wrapped = [&nonce[..], &sealed].concat();
        Ok(Self { words, kept: ShopKey { public_key, salt: salt.to_vec(), rounds: ROUNDS, wrapped } })
    }
}

fn words() -> Result<String, NoRandom> {
    let list = Language::English.word_list();
    let drawn = random::<{ 2 * WORDS }>()?;
    // The list has 2048 words, which divides what two bytes can be: none is likelier than another.
    let word = |pair: &[u8]| list[usize::from(u16::from_be_bytes([pair[0], pair[1]])) % list.len()];
    Ok(drawn.chunks_exact(2).map(word).collect::<Vec<_>>().join(" "))
}
