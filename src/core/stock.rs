//! What happened to the tablet itself: a journal that came back short is told of, in the journal.

use super::record::{About, head, sealed};
use super::{Core, Tools, save};
use crate::browser::log::warn;
use crate::browser::{breakdowns, random};
use crate::store::Store;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::record::{EventPart, Happened, Kind, PartName, Record};
use handover_domain::session::Kiosk;
use handover_domain::wire::Use;
use handover_tablet::StoreError;
use handover_tablet::journal::{self, Missing, Next, Write};

/// Looks whether the journal is as long as it once was; each life of it that is not is told of by a record of what is
/// missing.
pub(super) async fn take(core: Core, store: &Store, kiosk: &Kiosk) {
    let tools = core.tools();
    loop {
        let Missing { loss, told } = match journal::missing(store).await {
            Ok(None) => return,
            Ok(Some(missing)) => missing,
            Err(error) => return warn("the journal could not be looked through", &error),
        };
        let event = EventPart::lost(loss);
        let write: &mut Write<'_> = &mut |next| event_record(&tools, kiosk, next, &event);
        match journal::begin_anew(store, Epoch(random::uuid4()), &told, write).await {
            Ok(last) => save::afterwards(store, &last).await,
            // Found again at the next start.
            Err(error) => return warn("the loss could not be told of yet", &error),
        }
    }
}

/// Writes down that something happened; whether that lies in the journal.
pub(super) async fn note(tools: &Tools, store: &Store, kiosk: &Kiosk, event: EventPart) -> bool {
    let write: &mut Write<'_> = &mut |next| event_record(tools, kiosk, next, &event);
    match journal::append(store, &tools.known, Epoch(random::uuid4()), write).await {
        Ok(last) => {
            save::afterwards(store, &last).await;
            true
        }
        Err(error) => {
            warn("what happened to the tablet was not written down", &error);
            false
        }
    }
}

/// Tells the journal where a program broke down, if one did since the journal was last told.
pub(super) async fn breakdowns(core: Core) {
    let (Some(store), Some(kiosk)) = (core.store(), core.kiosk()) else { return };
    let place = breakdowns::untold();
    if !place.is_empty() {
        let event = EventPart { place: Some(place), ..EventPart::of(Happened::Breakdown) };
        if note(&core.tools(), &store, &kiosk, event).await {
            breakdowns::told();
        }
    }
}

fn event_record(
    tools: &Tools,
    kiosk: &Kiosk,
    next: &Next,
    event: &EventPart,
) -> Result<(RecordId, Record), StoreError> {
    let id = RecordId(random::uuid7());
    let about = About { id, kind: Kind::DeviceEvent, outcome: None, complaint: None, package: None };
    let open = head(tools, kiosk, next, about);
    let parts = vec![(PartName::Event, Use::Records, event.to_json())];
    Ok((id, sealed(tools, kiosk, &open, parts)?))
}
