//! Six words, and what is wrapped under them.

use super::{NoRandom, ROUNDS, SALT, random, stretch};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use bip39::Language;
use serde::{Deserialize, Serialize};

const WORDS: usize = 6;
const NONCE: usize = 12;
/// The most rounds that are computed for somebody's file, so that none keeps the machine busy for long.
const MOST_ROUNDS: u32 = 10 * ROUNDS;

/// Secret bytes that only words open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped {
    /// What the words are stretched with.
    #[serde(with = "handover_domain::base64")]
    pub salt: Vec<u8>,
    /// How often.
    pub rounds: u32,
    /// The nonce of AES-256-GCM, and what it made of the bytes.
    #[serde(with = "handover_domain::base64")]
    pub sealed: Vec<u8>,
}

/// Draws six words of the English list of BIP 39 with single spaces between: 66 bits.
pub fn draw() -> Result<String, NoRandom> {
    let list = Language::English.word_list();
    let drawn = random::<{ 2 * WORDS }>()?;
    // The list has 2048 words, which divides what two bytes can be: none is likelier than another.
    let word = |pair: &[u8]| list[usize::from(u16::from_be_bytes([pair[0], pair[1]])) % list.len()];
    Ok(drawn.chunks_exact(2).map(word).collect::<Vec<_>>().join(" "))
}

/// Words as somebody typed them, in the form in which they were drawn.
pub fn typed(words: &str) -> String {
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl Wrapped {
    /// Wraps secret bytes under words; `beside` stands in the open, and has to be the same when they are opened.
    ///
    /// # Panics
    /// Never: a cipher in memory takes the bytes of a few keys.
    pub fn wrap(words: &str, secret: &[u8], beside: &[u8]) -> Result<Self, NoRandom> {
        let (salt, nonce) = (random::<SALT>()?, random::<NONCE>()?);
        let sealed = cipher(words, &salt, ROUNDS)
            .encrypt(&Nonce::from(nonce), Payload { msg: secret, aad: beside })
            .expect("a cipher in memory takes the bytes of a few keys");
        Ok(Self { salt: salt.to_vec(), rounds: ROUNDS, sealed: [&nonce[..], &sealed].concat() })
    }

    /// The secret bytes; none where these are not the words, or anything was altered.
    pub fn open(&self, words: &str, beside: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = self.sealed.split_first_chunk::<NONCE>()?;
        if self.rounds > MOST_ROUNDS {
            return None;
        }
        let cipher = cipher(words, &self.salt, self.rounds);
        cipher.decrypt(&Nonce::from(*nonce), Payload { msg: sealed, aad: beside }).ok()
    }
}

fn cipher(words: &str, salt: &[u8], rounds: u32) -> Aes256Gcm {
    Aes256Gcm::new(&Key::<Aes256Gcm>::from(stretch(words, salt, rounds)))
}
