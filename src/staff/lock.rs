//! Who is there: a PIN for each person, and waits for who guesses.

use super::desk::{Desk, Place};
use super::tools::tools;
use crate::browser::log::warn;
use crate::browser::secrets;
use crate::store::Store;
use handover_domain::ids::PersonId;
use handover_domain::lockout::Lockout;
use handover_domain::record::{EventPart, Happened};
use handover_domain::wire::Person;
use handover_tablet::{Setting, Storage, StoreError};
use leptos::prelude::*;

/// What came of a secret that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    /// It is the one.
    Right,
    /// It is not.
    Wrong,
    /// There is still to be waited.
    TooSoon,
    /// It could not be written down that it was tried, and so it was not.
    NotWritten,
}

/// Opens the desk for a person whose PIN this is.
pub(super) async fn unlock(desk: Desk, person: Person, typed: &str) -> Tried {
    let happened = |happened| EventPart { person: Some(person.id.clone()), ..EventPart::of(happened) };
    let tried = match begin(desk, &person.id).await {
        Tried::Right => match secrets::is_pin(&person.pin, typed).await {
            Ok(true) => end(desk, &person.id).await,
            Ok(false) => Tried::Wrong,
            Err(error) => {
                warn("the PIN could not be looked at", &error);
                Tried::NotWritten
            }
        },
        not_now => return not_now,
    };
    let event = happened(if tried == Tried::Right { Happened::Unlocked } else { Happened::WrongPin });
    if let Err(error) = desk.note(event).await {
        warn("who is there was not written down", &error);
        return Tried::NotWritten;
    }
    if tried == Tried::Right {
        desk.who.set(Some(person));
        desk.go(Place::Overview);
        // What other tablets and head office did meanwhile.
        desk.hurry();
        desk.refresh().await;
    }
    tried
}

/// A secret is about to be tried by this person: whether it may, which is kept before it is. The same waits hold for PINs and
/// for the six words.
pub(super) async fn begin(desk: Desk, person: &PersonId) -> Tried {
    if desk.lockout.with_untracked(|lockout| lockout.left_ms(person)) > 0 {
        return Tried::TooSoon;
    }
    change(desk, |lockout| lockout.tries(person)).await
}

/// It was right.
pub(super) async fn end(desk: Desk, person: &PersonId) -> Tried {
    change(desk, |lockout| lockout.right(person)).await
}

/// So much page time went by.
pub(super) async fn pass(desk: Desk, ms: u64) {
    if desk.lockout.with_untracked(Lockout::is_waiting) {
        change(desk, |lockout| lockout.pass(ms)).await;
    }
}

/// Takes up what is kept, once.
pub(super) async fn take_up(desk: Desk, store: &Store) -> Result<(), StoreError> {
    let kept = store.setting(Setting::Lockout).await?;
    desk.lockout.set(Lockout::parse(&kept.unwrap_or_default()));
    Ok(())
}

/// Changed in memory first, so that none of two changes at once is lost, and then kept.
async fn change(desk: Desk, change: impl FnOnce(&mut Lockout)) -> Tried {
    desk.lockout.update(change);
    let text = desk.lockout.with_untracked(Lockout::write);
    let Some(tools) = tools() else { return Tried::NotWritten };
    match tools.store.keep_setting(Setting::Lockout, &text).await {
        Ok(()) => Tried::Right,
        Err(error) => {
            warn("who has to wait was not kept", &error);
            Tried::NotWritten
        }
    }
}
