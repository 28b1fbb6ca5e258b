//! Sealing contexts, prepared ahead of the submit; each serves one part.

use crate::browser::random;
use handover_domain::ids::KeyId;
use handover_domain::seal::{Prepared, SealError};
use handover_domain::session::Kiosk;
use handover_domain::wire::Use;

/// The contexts at hand.
#[derive(Default)]
pub(super) struct Sealer {
    ready: Vec<Prepared>,
}

impl Sealer {
    /// Makes one context for every key of this set-up that has none yet.
    pub fn prepare(&mut self, kiosk: &Kiosk) {
        for purpose in [Use::Records, Use::Care, Use::Shop] {
            for recipient in kiosk.recipients(purpose) {
                if !self.ready.iter().any(|ready| ready.key() == recipient.id()) {
                    // A key that cannot seal was refused with its configuration; a late failure shows at the submit.
                    self.ready.extend(recipient.prepare(&mut random::source()));
                }
            }
        }
    }

    /// A context for each reader of a part, prepared or made now.
    pub fn contexts(&mut self, kiosk: &Kiosk, readers: &[Use]) -> Result<Vec<Prepared>, SealError> {
        let mut contexts = Vec::new();
        for recipient in readers.iter().flat_map(|purpose| kiosk.recipients(*purpose)) {
            contexts.push(match self.take(recipient.id()) {
                Some(ready) => ready,
                None => recipient.prepare(&mut random::source())?,
            });
        }
        Ok(contexts)
    }

    fn take(&mut self, key: &KeyId) -> Option<Prepared> {
        let at = self.ready.iter().position(|ready| ready.key() == key)?;
        Some(self.ready.swap_remove(at))
    }
}
