//! Secrets that people carry: PINs, and six words: those of a shop's key, and those of head office's own keys in escrow.
//! Each is shown once, when it is made; head office keeps only what came of stretching it.

mod pin;
mod shop_key;
mod words;

pub use pin::Pin;
pub use shop_key::NewShopKey;
pub use words::{Wrapped, draw, typed};

use aws_lc_rs::pbkdf2::{PBKDF2_HMAC_SHA256, derive};
use std::num::NonZeroU32;

/// How often a secret is hashed before it is kept (OWASP's advice for PBKDF2 with HMAC-SHA-256).
const ROUNDS: u32 = 600_000;
const SALT: usize = 16;

/// This machine has no random source, so no secret was made.
#[derive(Debug, thiserror::Error)]
#[error("this machine gives no random numbers, so nothing was made: {0}")]
pub struct NoRandom(getrandom::Error);

fn random<const N: usize>() -> Result<[u8; N], NoRandom> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoRandom)?;
    Ok(bytes)
}

/// PBKDF2 with HMAC-SHA-256 (RFC 8018), as a tablet computes it.
fn stretch(secret: &str, salt: &[u8], rounds: u32) -> [u8; 32] {
    // Nothing was ever stretched by none, so that whatever claims it does not open, as with any other wrong number.
    let rounds = NonZeroU32::new(rounds).unwrap_or(NonZeroU32::MIN);
    let mut stretched = [0; 32];
    derive(PBKDF2_HMAC_SHA256, rounds, salt, secret.as_bytes(), &mut stretched);
    stretched
}

#[cfg(test)]
mod tests {
    use super::*;
    use handover_domain::base64;

    /// The vectors of RFC 7914, section 11, cut to 32 bytes.
    #[test]
    fn stretching_is_the_function_of_the_standard() {
        let once = stretch("passwd", b"salt", 1);
        assert_eq!(base64::encode(&once), "VawEblbjCJ_sFpHCJUS2BflBhSFt3gRl5oudV8INrLw");
        let often = stretch("Password", b"NaCl", 80_000);
        assert_eq!(base64::encode(&often), "TdzY9guYviGDDO5e8icB-WQaRBjQTAQUrv8Ih2s0q1Y");
    }
}
