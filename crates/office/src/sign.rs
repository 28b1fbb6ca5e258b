//! ES256 as in JWS: ECDSA on P-256 with SHA-256, the signature as `r ‖ s`.

use crate::refused::Refused;
use handover_domain::ids::KeyId;
use handover_domain::wire::Opened;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};

/// Whether these bytes are an uncompressed point on the curve.
fn is_public_key(bytes: &[u8]) -> bool {
    bytes.len() == 65 && VerifyingKey::from_sec1_bytes(bytes).is_ok()
}

/// Whether the envelope was signed with the private half of this key. Browsers do not normalise `s`, so
/// a high one is as good as a low one.
pub fn verifies(public_key: &[u8], opened: &Opened) -> bool {
    let Ok(key) = VerifyingKey::from_sec1_bytes(public_key) else { return false };
    let Ok(signature) = Signature::from_slice(&opened.signature) else { return false };
    key.verify(&opened.signing_input, &signature).is_ok()
}

/// Whether an envelope was signed with the private half of the key that it announces.
pub fn announces(public_key: &[u8], opened: &Opened) -> Result<(), Refused> {
    if !is_public_key(public_key) {
        return Err(Refused::Unreadable("the public key is not an uncompressed P-256 point".into()));
    }
    if KeyId::of(public_key) != opened.key || !verifies(public_key, opened) {
        return Err(Refused::WrongSignature);
    }
    Ok(())
}

/// Signs with `k` derived from the message (RFC 6979), so that no random source is needed.
pub fn sign(key: &SigningKey, bytes: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign(bytes);
    signature.to_bytes().to_vec()
}
