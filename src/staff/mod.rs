//! The program of the people at the counter: it sets the tablet up, starts handovers, keeps complaint clocks and tells how
//! the tablet is. Counts, never answers and never scores (invariant 9).
//!
//! [`run`] waits for the page to make room and fills it. [`desk`] is what staff see and do, [`watching`] what happens there by
//! itself, [`places`] are its screens, one
//! file each, [`books`] is what the journal and head office's feed say, [`writing`] is what it writes into the journal. The
//! page is told only what concerns customers: see [`crate::sync::word`].

mod books;
mod desk;
mod door;
mod facts;
mod lock;
mod opening;
mod places;
mod retiring;
mod tools;
mod watching;
mod words;
mod writing;

use crate::browser::task::spawn;
use desk::Desk;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use std::cell::RefCell;

/// Starts the staff's program; it lives as long as the page.
pub fn run() {
    let owner = Owner::new();
    let desk = owner.with(Desk::new);
    // What staff see is kept as long as the page lives; each room that is made for it has an owner of its own.
    std::mem::forget(owner);
    door::speak(move |language| desk.language.set(language));
    door::hear(move |word, first, second| desk.heard(word, &first, &second));
    let mounted: RefCell<Option<UnmountHandle<_>>> = RefCell::default();
    door::attend(move |room| {
        drop(mounted.take());
        match room {
            Some(room) => {
                desk.enter(&room);
                mounted.replace(Some(mount_to(room, move || places::room(desk))));
            }
            None => desk.leave(),
        }
    });
    spawn(desk.tick());
}
