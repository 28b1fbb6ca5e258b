//! Randomness and ids, from the browser's secure source.

use handover_domain::rand_core::{CryptoRng, Rng, UnwrapErr};
use uuid::{Builder, Uuid};

/// The secure random source.
pub fn source() -> impl CryptoRng {
    UnwrapErr(getrandom::SysRng)
}

/// Uniform over all of `u64`.
pub fn number() -> u64 {
    source().next_u64()
}

/// A `UUIDv7` (RFC 9562): sorts by the wall clock, unique even where that is wrong.
pub fn uuid7() -> Uuid {
    let mut random = [0; 10];
    source().fill_bytes(&mut random);
    let now = super::clock::wall().timestamp_millis();
    Builder::from_unix_timestamp_millis(u64::try_from(now).unwrap_or(0), &random).into_uuid()
}

/// A `UUIDv4`: says nothing about time.
pub fn uuid4() -> Uuid {
    let mut random = [0; 16];
    source().fill_bytes(&mut random);
    Builder::from_random_bytes(random).into_uuid()
}
