//! What lies on the tablets: every record in one place, and set apart only with a reason.

use crate::tablet::Tablet;
use crate::world::World;
use handover_domain::hash::Hash;
use handover_domain::record::Identity;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The records that lie apart, whole and with a reason.
pub(super) fn check(world: &World, tablets: &[Rc<Tablet>]) -> BTreeSet<Hash> {
    let mut apart = BTreeSet::new();
    for tablet in tablets {
        let look = tablet.disk.memory.look();
        let mut noted: BTreeMap<u32, u32> = BTreeMap::new();
        let places = look.pending.iter().chain(look.stored.iter().map(|(place, _)| place));
        for place in places.chain(look.quarantined.iter().map(|(place, _)| place)) {
            *noted.entry(*place).or_default() += 1;
        }
        for (place, _) in &look.records {
            if noted.remove(place) != Some(1) {
                world.breaks(|| {
                    format!("place {place} of tablet {} is not pending, stored or apart", tablet.owner + 1)
                });
            }
        }
        if let Some(place) = noted.keys().next() {
            world.breaks(|| format!("place {place} of tablet {} is noted and empty", tablet.owner + 1));
        }
        for (place, reason) in &look.quarantined {
            let text = look.records.iter().find(|(there, _)| there == place).map(|(_, text)| text);
            if let Some(identity) = text.and_then(|text| Identity::of(text)).filter(|_| !reason.is_empty()) {
                apart.insert(identity.hash);
            }
        }
    }
    apart
}
