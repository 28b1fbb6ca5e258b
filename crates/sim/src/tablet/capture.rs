//! A customer: a record is written, and only then is anybody thanked.

use super::{Page, Tablet, stock};
use crate::bugs::Bug;
use crate::ledger::Attempt;
use crate::seen::Seen;
use crate::writing;
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_tablet::{StoreError, journal};
use std::cell::Cell;
use std::rc::Rc;

/// A customer comes; nobody is asked where the page does not stand yet.
pub fn capture(tablet: &Rc<Tablet>) {
    let Some(page) = tablet.page.borrow().clone() else { return };
    let own = Rc::clone(tablet);
    tablet.writing.set(tablet.writing.get() + 1);
    tablet.begin(async move {
        save(&own, &page).await;
        own.writing.set(own.writing.get() - 1);
    });
}

/// Where it fails the answers stay on the screen, and the customer may try again.
async fn save(tablet: &Tablet, page: &Page) {
    let world = &tablet.world;
    let id = RecordId(world.chance.uuid());
    let said = vec![7; size(tablet)];
    for _ in 0..world.chance.between(1, 3) {
        let last = Cell::new(None);
        let saved = journal::append(&*tablet.disk, &page.known, Epoch(world.chance.uuid()), &mut |next| {
            let record = writing::survey(&page.hand(tablet), next, id, said.clone());
            let attempt = Attempt {
                id,
                device: page.device,
                epoch: next.epoch,
                seq: next.seq,
                record: record.clone(),
                loss: None,
            };
            last.set(Some(record.hash()));
            poison(tablet, id);
            world.ledger.borrow_mut().attempts.insert(record.hash(), attempt);
            Ok((id, record))
        })
        .await;
        match saved {
            Ok(head) => {
                thank(tablet, head.hash);
                tablet.nudge();
                if let Err(error) = journal::witness(&*tablet.disk, &head).await {
                    tablet.tell(|| format!("the witness was not kept: {error}"));
                }
                return;
            }
            // The disk may have been full when the page began.
            Err(StoreError::Short) => stock::take(tablet, page).await,
            Err(error) => {
                world.count(Seen::Refused, 1);
                tablet.tell(|| format!("record {id} was not saved: {error}"));
                if world.bug == Some(Bug::ThanksAnyway)
                    && let Some(hash) = last.get()
                {
                    return thank(tablet, hash);
                }
            }
        }
        world.clock.sleep(world.chance.between(500, 20_000)).await;
    }
}

fn thank(tablet: &Tablet, hash: Hash) {
    let world = &tablet.world;
    world.count(Seen::Shown, 1);
    let mut ledger = world.ledger.borrow_mut();
    ledger.shown.push(hash);
    if let Some(attempt) = ledger.attempts.get(&hash) {
        tablet.tell(|| format!("thanks for {} ({} in {})", attempt.id, attempt.seq, attempt.epoch));
    }
}

/// Most are small, some fill a batch, few are more than any batch may hold.
fn size(tablet: &Tablet) -> usize {
    let chance = &tablet.world.chance;
    let (low, high) = match chance.below(2_000) {
        0 => (200_000, 210_000),
        1..20 => (30_000, 60_000),
        _ => (8, 300),
    };
    usize::try_from(chance.between(low, high)).unwrap_or(8)
}

/// Some records are such that head office refuses them.
fn poison(tablet: &Tablet, id: RecordId) {
    let world = &tablet.world;
    if world.strikes(Seen::Poison) {
        world.office.borrow_mut().poison.insert(id);
    } else if world.strikes(Seen::Rejected) {
        world.office.borrow_mut().rejected.insert(id);
    }
}
