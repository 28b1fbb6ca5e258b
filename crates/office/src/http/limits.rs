//! How often somebody may ask: each tablet by its number, once its signature was verified, and everybody else by address.
//!
//! So nobody uses up what another tablet may ask by naming it, and a tablet is never held back by strangers at its address.

use crate::refused::Refused;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;

/// What may be asked at once, in seconds of what may be asked on average: a tablet that was alone for a month sends what it
/// has back to back.
const SAVED_UP: NonZeroU32 = NonZeroU32::new(100).expect("a hundred is not zero");

/// There are as many keys as 16 bits tell apart, and so never more in memory.
type Limiter = RateLimiter<u16, HashMapStateStore<u16>, DefaultClock>;

/// Who asked how often.
pub struct Limits {
    tablets: Limiter,
    addresses: Limiter,
    /// Which addresses share an allowance is chance, and another one after each start.
    spread: RandomState,
}

impl Limits {
    /// So many requests a second on average, for each tablet and each address.
    pub fn new(rate: NonZeroU32) -> Self {
        let quota = Quota::per_second(rate).allow_burst(rate.saturating_mul(SAVED_UP));
        Self {
            tablets: RateLimiter::hashmap(quota),
            addresses: RateLimiter::hashmap(quota),
            spread: RandomState::new(),
        }
    }

    /// Counts a request that this tablet signed.
    pub fn tablet(&self, number: u16) -> Result<(), Refused> {
        check(&self.tablets, number)
    }

    /// Counts a request that no enrolled tablet signed.
    pub fn address(&self, address: IpAddr) -> Result<(), Refused> {
        let [first, second, ..] = self.spread.hash_one(neighbourhood(address)).to_le_bytes();
        check(&self.addresses, u16::from_le_bytes([first, second]))
    }
}

fn check(limiter: &Limiter, key: u16) -> Result<(), Refused> {
    limiter.check_key(&key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        Refused::TooOften(wait.as_secs() + 1)
    })
}

/// Whoever has one address of IPv6 has all that begin with the same 64 bits.
fn neighbourhood(address: IpAddr) -> u64 {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_bits().into(),
        IpAddr::V6(address) => (address.to_bits() >> 64) as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(mut ask: impl FnMut() -> Result<(), Refused>) -> usize {
        (0..10_000).take_while(|_| ask().is_ok()).count()
    }

    #[test]
    fn each_has_an_allowance_of_its_own_and_is_told_when_to_come_again() {
        let limits = Limits::new(NonZeroU32::MIN);
        let [home, neighbour] = ["2001:db8::1", "2001:db8::2"].map(|text| text.parse().unwrap());
        assert!((100..110).contains(&spent(|| limits.tablet(7))));
        assert!((100..110).contains(&spent(|| limits.address(home))));
        assert!(limits.address(neighbour).is_err() && limits.tablet(8).is_ok());
        // Some share an allowance by chance, and never all of these.
        assert!((0..9).any(|other: u32| limits.address(IpAddr::V4(other.into())).is_ok()));
        assert!(matches!(limits.tablet(7), Err(Refused::TooOften(1 | 2))));
    }

    #[test]
    fn however_many_ask_the_memory_stays_bounded() {
        let limits = Limits::new(NonZeroU32::MIN);
        for address in 0..200_000_u32 {
            limits.address(IpAddr::V4(address.into())).unwrap();
        }
        assert!(limits.addresses.len() <= 65_536);
    }
}
