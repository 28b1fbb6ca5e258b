//! What happened to the tablet itself: a journal that came back short is told of, in the journal.

use super::{Core, save};
use crate::browser::log::warn;
use crate::browser::{breakdowns, random};
use crate::pen::Pen;
use crate::store::Store;
use handover_domain::ids::{Epoch, OrderRef};
use handover_domain::record::{EventPart, Happened};
use handover_domain::session::Kiosk;
use handover_tablet::journal::{self, Missing, Write};

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
        let write: &mut Write<'_> = &mut |next| tools.pen.event(kiosk, next, &event);
        match journal::begin_anew(store, Epoch(random::uuid4()), &told, write).await {
            Ok(last) => save::afterwards(store, &last).await,
            // Found again at the next start.
            Err(error) => return warn("the loss could not be told of yet", &error),
        }
    }
}

/// Writes down that something happened; whether that lies in the journal.
pub(super) async fn note(pen: &Pen, store: &Store, kiosk: &Kiosk, event: EventPart) -> bool {
    match pen.note(store, kiosk, &event).await {
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
    let place = breakdowns::untold();
    let event = EventPart { place: Some(place.clone()), ..EventPart::of(Happened::Breakdown) };
    if !place.is_empty() && happened(core, event).await {
        breakdowns::told();
    }
}

/// Tells the journal that a handover ended without a survey.
pub(super) async fn no_survey(core: Core, order: OrderRef) {
    let event = EventPart { order: Some(order), ..EventPart::of(Happened::NoSurvey) };
    happened(core, event).await;
}

/// Tells the journal that something happened; whether it is told.
pub(super) async fn happened(core: Core, event: EventPart) -> bool {
    match (core.store(), core.kiosk()) {
        (Some(store), Some(kiosk)) => note(&core.tools().pen, &store, &kiosk, event).await,
        _ => false,
    }
}
