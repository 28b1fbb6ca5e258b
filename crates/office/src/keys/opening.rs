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
