//! Taking a tablet out of use: everything goes to head office first, and only what head office has signed for is deleted.

use super::desk::Desk;
use super::door;
use super::facts::Facts;
use crate::browser::log::warn;
use crate::browser::timer::sleep;
use handover_domain::record::{EventPart, Happened};
use leptos::prelude::*;

/// Sends all, and then empties the tablet. Where something does not arrive, it waits, and nothing is deleted.
pub(super) async fn retire(desk: Desk) {
    if !desk.is_manager_now() {
        return;
    }
    let person = desk.who.get_untracked().map(|person| person.id);
    if let Err(error) = desk.note(EventPart { person, ..EventPart::of(Happened::Retired) }).await {
        return warn("that the tablet is retired was not written down, so it is not", &error);
    }
    // What the courier tells from here on is of a journal that has this record.
    desk.facts.set(None);
    while desk.is_manager_now() {
        desk.hurry();
        sleep(1000).await;
        if desk.facts.with_untracked(|facts| facts.as_ref().is_some_and(is_drained)) {
            return door::wipe();
        }
    }
}

/// Nothing is here that head office has not signed for.
fn is_drained(facts: &Facts) -> bool {
    facts.has_arrived() && facts.sync.as_ref().is_some_and(|sync| sync.quarantined == 0)
}
