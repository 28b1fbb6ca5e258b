//! The chains at head office: whole, but for what was told, set apart or forked.

use super::Held;
use crate::seen::Seen;
use crate::world::World;
use handover_domain::chain::{self, Break, Link};
use handover_domain::ids::{DeviceId, Epoch};
use std::collections::BTreeMap;

pub(super) fn check(world: &World, all: &Held<'_>) {
    let mut journals: BTreeMap<(DeviceId, Epoch), Vec<Link>> = BTreeMap::new();
    for row in &all.office.rows {
        let link = Link { seq: row.seq, hash: row.hash, prev: row.prev };
        journals.entry((row.device, row.epoch)).or_default().push(link);
    }
    for ((device, epoch), mut links) in journals {
        links.sort_by_key(|link| (link.seq, link.hash));
        let forked = all.ledger.forked.contains(&epoch);
        for one in chain::check(&links) {
            let explained = match one {
                Break::Fork(_) => {
                    world.count(Seen::Forks, 1);
                    forked
                }
                Break::Missing(from, through) => {
                    forked || (from..=through).all(|seq| is_explained(all, device, epoch, seq))
                }
                // Whatever else does not fit is right only where two go on from one place.
                _ => forked,
            };
            if !explained {
                world.breaks(|| format!("in the journal {epoch} of tablet {device}: {one:?}"));
            }
        }
    }
}

/// Whether somebody knows why this place is not at head office.
fn is_explained(all: &Held<'_>, device: DeviceId, epoch: Epoch, seq: u64) -> bool {
    let mut there = all
        .ledger
        .attempts
        .iter()
        .filter(|(_, attempt)| attempt.device == device && attempt.epoch == epoch && attempt.seq == seq);
    there.any(|(hash, attempt)| {
        all.accounts_for(*hash, attempt) || all.office.conflicts.contains(&(attempt.id, *hash))
    })
}
