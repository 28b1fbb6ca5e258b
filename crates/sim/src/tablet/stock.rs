//! Taking stock: what is missing is told of before anything else is written.

use super::{Page, Tablet};
use crate::bugs::Bug;
use crate::ledger::Attempt;
use crate::seen::Seen;
use crate::writing;
use handover_domain::ids::{Epoch, RecordId};
use handover_tablet::journal::{Missing, Next};
use handover_tablet::{Storage, StoreError, journal};

/// Looks whether the journal is as long as it once was; every loss is told of by a record of its own.
pub(super) async fn take(tablet: &Tablet, page: &Page) {
    if tablet.world.bug == Some(Bug::TakesNoStock) {
        return;
    }
    loop {
        match journal::missing(&*tablet.disk).await {
            Ok(None) => return witness_again(tablet).await,
            Ok(Some(missing)) => {
                if let Err(error) = tell(tablet, page, missing).await {
                    return tablet.tell(|| format!("the loss could not be told of yet: {error}"));
                }
            }
            Err(error) => return tablet.tell(|| format!("the journal could not be looked through: {error}")),
        }
    }
}

/// What lies beside the database may have been lost by itself: it is written anew at every start.
async fn witness_again(tablet: &Tablet) {
    if let Ok(Some(head)) = tablet.disk.head().await
        && let Err(error) = journal::witness(&*tablet.disk, &head).await
    {
        tablet.tell(|| format!("the witness was not kept: {error}"));
    }
}

async fn tell(tablet: &Tablet, page: &Page, Missing { loss, told }: Missing) -> Result<(), StoreError> {
    let world = &tablet.world;
    tablet.tell(|| format!("misses {} to {} of {}", loss.from, loss.through, loss.epoch));
    let mut write = |next: &Next| {
        let id = RecordId(world.chance.uuid());
        let record = writing::loss(&page.hand(tablet), next, id, loss);
        let attempt = Attempt {
            id,
            device: page.device,
            epoch: next.epoch,
            seq: next.seq,
            record: record.clone(),
            loss: Some(loss),
        };
        world.ledger.borrow_mut().attempts.insert(record.hash(), attempt);
        Ok((id, record))
    };
    let fresh = Epoch(world.chance.uuid());
    let last = journal::begin_anew(&*tablet.disk, fresh, &told, &mut write).await?;
    world.count(Seen::LossTold, 1);
    // While more is to be told of, the witness stays as it is.
    if let Err(error) = journal::witness(&*tablet.disk, &last).await {
        tablet.tell(|| format!("the witness was not kept: {error}"));
    }
    Ok(())
}
