//! Who are you? A name, and a PIN.

use super::{Desk, Place, asked};
use crate::components::{
    Act, Choice, HEADING, Look, Many, Row, Shape, button, choices, form, frame, group, heading, when,
};
use crate::staff::lock::{Tried, unlock};
use handover_domain::ids::PersonId;
use handover_domain::wire::Person;
use leptos::prelude::*;
use std::sync::Arc;

const LONGEST: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Try {
    None,
    Trying,
    Came(Tried),
}

fn people(desk: Desk) -> Vec<Person> {
    desk.kiosk.with(|kiosk| kiosk.as_ref().map(|kiosk| kiosk.config.people.clone()).unwrap_or_default())
}

/// The screen.
pub(super) fn lock(desk: Desk) -> AnyView {
    let chosen: RwSignal<Option<PersonId>> = RwSignal::new(None);
    let pin = RwSignal::new(String::new());
    let came = RwSignal::new(Try::None);
    let named = desk.read(move |desk| {
        let choice = |person: Person| Choice {
            chosen: chosen.with(|id| id.as_ref() == Some(&person.id)),
            label: format!("{} · {}", person.name, (desk.words().role)(person.role)),
            id: person.id.to_string(),
            mood: None,
        };
        people(desk).into_iter().map(choice).collect()
    });
    let choose = Arc::new(move |id: &str| {
        chosen.set(PersonId::new(id).ok());
        pin.set(String::new());
        came.set(Try::None);
    });
    let wait_s = move || {
        chosen.with(|id| id.as_ref().map_or(0, |id| desk.lockout.with(|l| l.left_ms(id)))).div_ceil(1000)
    };
    let note = desk.read(move |desk| {
        let words = desk.words();
        match (wait_s(), came.get()) {
            (0, Try::None) => words.pin_note.into(),
            (0, Try::Trying) => words.pin_trying.into(),
            (0, Try::Came(Tried::NotWritten)) => words.not_written.into(),
            (0, Try::Came(_)) => words.pin_wrong.into(),
            (seconds, _) => (words.pin_wait)(seconds),
        }
    });
    let may = Arc::new(move || wait_s() == 0 && came.get() != Try::Trying && !pin.with(String::is_empty));
    let open: Act = {
        let may: Arc<dyn Fn() -> bool + Send + Sync> = may.clone();
        Arc::new(move || {
            let person =
                people(desk).into_iter().find(|person| Some(&person.id) == chosen.get_untracked().as_ref());
            let Some(person) = person.filter(|_| untrack(|| may())) else { return };
            let typed = pin.get_untracked();
            came.set(Try::Trying);
            desk.later(async move {
                let tried = unlock(desk, person, &typed).await;
                // Where it was right, this screen is gone.
                if tried != Tried::Right {
                    pin.set(String::new());
                    came.set(Try::Came(tried));
                }
            });
        })
    };
    let asks = when(desk.read(move |_| chosen.with(Option::is_some)), {
        Arc::new(move || {
            // Built anew for each person and each try, so that nothing that was typed stays in it.
            let field = crate::components::live(Arc::new({
                let (note, open, may) = (Arc::clone(&note), Arc::clone(&open), may.clone());
                move || {
                    chosen.track();
                    came.track();
                    let go = button(Look::MainWhen(may.clone()), desk.say(|w| w.unlock), Arc::clone(&open));
                    asked(
                        "pin-label",
                        desk.say(|w| w.pin_label),
                        Shape::Pin,
                        pin,
                        LONGEST,
                        Arc::clone(&note),
                        go,
                    )
                }
            }));
            form("code", Arc::clone(&open), vec![field])
        })
    });
    // On a full disk nobody can be let in, since no try could be kept; how it goes and the files are there all the same.
    let way_round = when(desk.read(move |_| came.get() == Try::Came(Tried::NotWritten)), {
        Arc::new(move || {
            let go = desk.act(|desk| desk.go(Place::Tablet));
            button(Look::Other, desk.say(|w| w.tablet), go)
        })
    });
    let everybody = choices(Many::One, Row::Chips, HEADING, "", named, choose);
    let middle = vec![heading(desk.say(|w| w.who)), everybody, asks, way_round];
    frame(
        vec![],
        vec![group("desk", middle)],
        vec![button(Look::Quiet, desk.say(|w| w.close), desk.act(Desk::close))],
    )
}
