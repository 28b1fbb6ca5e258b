//! Sealing: HPKE (RFC 9180) in base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
//!
//! A sealed part is `enc (32 bytes) ‖ ciphertext`. The plaintext is deflated (RFC 1951) and filled with
//! zeros to a multiple of [`BLOCK`], so that the size of a part does not tell which answer was given.

use crate::ids::KeyId;
use hpke::aead::{AeadCtxS, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::CryptoRng;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};

type Key = <X25519HkdfSha256 as Kem>::PublicKey;
type Secret = <X25519HkdfSha256 as Kem>::PrivateKey;

/// Sealed plaintext comes in multiples of this many bytes: three times what the longest survey deflates to,
/// so that neither how many questions were answered nor how shows in the size.
pub const BLOCK: usize = 1024;
/// More than any part may hold once inflated; a bomb stops here.
pub const MAX_PLAIN: usize = 1 << 20;
/// What tells our seals from those of any other use of the same keys.
pub const INFO: &[u8] = b"handover 1 part";
const ENC: usize = 32;

/// Why a part could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// A public or private key of the wrong length or value.
    #[error("the key is not a valid X25519 key")]
    Key,
    /// The seal does not fit: another key, other associated data, or altered bytes.
    #[error(
        "the seal does not open: the bytes were altered, moved to another record, or sealed for another key"
    )]
    Broken,
    /// It opened, but what was inside is not deflated data within the limit.
    #[error("the sealed content is not readable or larger than 1 MiB")]
    Content,
}

/// Someone who may read a part: the public half of a key.
#[derive(Clone)]
pub struct Recipient {
    id: KeyId,
    key: Key,
}

impl Recipient {
    /// Takes 32 bytes of an X25519 public key.
    pub fn new(public_key: &[u8]) -> Result<Self, SealError> {
        let key = Key::from_bytes(public_key).map_err(|_| SealError::Key)?;
        Ok(Self { id: KeyId::of(public_key), key })
    }

    /// The id of the key, named in every header that seals for it.
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// Does the slow half of sealing ahead of the submit.
    pub fn prepare(&self, random: &mut impl CryptoRng) -> Result<Prepared, SealError> {
        let (enc, context) = hpke::setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &self.key,
            INFO,
            random,
        )
        .map_err(|_| SealError::Key)?;
        Ok(Prepared { key: self.id.clone(), enc: enc.to_bytes().to_vec(), context })
    }
}

/// A sealing context that serves exactly one part.
pub struct Prepared {
    key: KeyId,
    enc: Vec<u8>,
    context: AeadCtxS<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>,
}

impl Prepared {
    /// The id of the key this context seals for.
    pub fn key(&self) -> &KeyId {
        &self.key
    }

    /// Seals plaintext under associated data.
    pub fn seal(mut self, associated: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut padded = crate::deflate::deflate(plain);
        padded.resize(padded.len().next_multiple_of(BLOCK), 0);
        let ciphertext = self.context.seal(&padded, associated).map_err(|_| SealError::Broken)?;
        let mut sealed = self.enc;
        sealed.extend(ciphertext);
        Ok(sealed)
    }
}

/// Opens sealed bytes with the private half (32 bytes) of their key.
pub fn open(private_key: &[u8], associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let secret = Secret::from_bytes(private_key).map_err(|_| SealError::Key)?;
    let (enc, ciphertext) = halves(sealed)?;
    let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(enc).map_err(|_| SealError::Broken)?;
    let mut context = hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret,
        &enc,
        INFO,
    )
    .map_err(|_| SealError::Broken)?;
    let padded = context.open(ciphertext, associated).map_err(|_| SealError::Broken)?;
    inflate(&padded)
}

/// The encapsulated key and the ciphertext of sealed bytes.
pub fn halves(sealed: &[u8]) -> Result<(&[u8], &[u8]), SealError> {
    sealed.split_at_checked(ENC).ok_or(SealError::Broken)
}

/// A new key pair from 32 random bytes: `(private, public)`.
pub fn key_pair(random: [u8; 32]) -> (Vec<u8>, Vec<u8>) {
    let (private, public) = X25519HkdfSha256::derive_keypair(&random);
    (private.to_bytes().to_vec(), public.to_bytes().to_vec())
}

/// What was sealed, out of its padding: the zeros behind the deflated stream are left unread, since it knows its own end.
pub fn inflate(padded: &[u8]) -> Result<Vec<u8>, SealError> {
    miniz_oxide::inflate::decompress_to_vec_with_limit(padded, MAX_PLAIN).map_err(|_| SealError::Content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn sealed(plain: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let (private, public) = key_pair([7; 32]);
        let mut random = ChaCha20Rng::from_seed([1; 32]);
        let prepared = Recipient::new(&public).unwrap().prepare(&mut random).unwrap();
        (private, prepared.seal(b"core", plain).unwrap())
    }

    #[test]
    fn what_was_sealed_opens_again() {
        let (private, bytes) = sealed("很满意".as_bytes());
        assert_eq!(open(&private, b"core", &bytes).unwrap(), "很满意".as_bytes());
    }

    #[test]
    fn another_record_another_key_or_one_changed_bit_does_not_open() {
        let (private, mut bytes) = sealed(b"fair");
        assert_eq!(open(&private, b"another core", &bytes), Err(SealError::Broken));
        assert_eq!(open(&key_pair([8; 32]).0, b"core", &bytes), Err(SealError::Broken));
        bytes[40] ^= 1;
        assert_eq!(open(&private, b"core", &bytes), Err(SealError::Broken));
        assert_eq!(open(&private, b"core", &bytes[..10]), Err(SealError::Broken));
    }

    #[test]
    fn the_size_does_not_tell_the_answer() {
        let survey = |answers: usize, choice: &str| {
            let answer =
                |n| format!(r#"{{"question":"question_{n}","value":{{"choice":"{choice}"}},"ms":{n}731}}"#);
            (0..answers).map(answer).collect::<Vec<_>>().join(",")
        };
        let smallest = sealed(survey(1, "fair").as_bytes()).1.len();
        for answers in 1..=12 {
            for choice in ["very_satisfied", "satisfied", "fair", "dissatisfied"] {
                assert_eq!(
                    sealed(survey(answers, choice).as_bytes()).1.len(),
                    smallest,
                    "{answers} {choice}"
                );
            }
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let (private, bytes) = sealed(&vec![0; MAX_PLAIN + 1]);
        assert_eq!(open(&private, b"core", &bytes), Err(SealError::Content));
    }
}
