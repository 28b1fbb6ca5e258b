//! Opening what was sealed (RFC 9180), by the library that also speaks TLS: it takes half the time of the one that tablets seal
//! with, and every record that arrives is opened.

use handover_domain::seal::{self, SealError};
use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_CHACHA20_POLY1305 as SUITE;
use rustls::crypto::hpke::{EncapsulatedSecret, Hpke, HpkePrivateKey};

/// Opens sealed bytes with the private half of their key.
pub fn open(private: &HpkePrivateKey, associated: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let (enc, ciphertext) = seal::halves(sealed)?;
    let enc = EncapsulatedSecret(enc.to_vec());
    let opened = SUITE.open(&enc, seal::INFO, associated, ciphertext, private);
    seal::inflate(&opened.map_err(|_| SealError::Broken)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use handover_domain::seal::{Recipient, key_pair};
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    fn pair(seed: u8) -> (HpkePrivateKey, Recipient) {
        let (private, public) = key_pair([seed; 32]);
        (private.into(), Recipient::new(&public).unwrap())
    }

    #[test]
    fn what_the_tablets_library_sealed_opens_for_its_key_alone_and_only_as_it_was() {
        let (key, recipient) = pair(7);
        let prepared = recipient.prepare(&mut ChaCha20Rng::seed_from_u64(1)).unwrap();
        let sealed = prepared.seal(b"head", b"said").unwrap();
        assert_eq!(open(&key, b"head", &sealed).unwrap(), b"said");
        assert_eq!(open(&pair(8).0, b"head", &sealed), Err(SealError::Broken));
        assert_eq!(open(&key, b"another head", &sealed), Err(SealError::Broken));
        for place in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[place] ^= 1;
            assert_eq!(open(&key, b"head", &altered), Err(SealError::Broken), "byte {place}");
            assert_eq!(open(&key, b"head", &sealed[..place]), Err(SealError::Broken), "{place} bytes");
        }
    }

    /// A key of low order would make the secret the same for everybody (RFC 9180, section 7.1.4).
    #[test]
    fn a_key_that_makes_no_secret_is_refused() {
        for first in [0, 1] {
            let mut sealed = vec![0; 80];
            sealed[0] = first;
            assert_eq!(open(&pair(7).0, b"head", &sealed), Err(SealError::Broken));
        }
    }
}
