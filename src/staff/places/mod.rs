//! The screens of the staff's program, one file each.

mod complaint;
mod lock;
mod overview;
mod said;
mod settings;
mod setup;
mod start;
mod step;
mod tablet;

use super::desk::{Desk, Place};
use crate::components::{
    Choice, HEADING, Live, Look, Many, Pick, Room, Row, Shape, button, changing, choices, element, field,
    fixed, frame, group, line, listen, live, nothing, text, when, word,
};
use crate::looks;
use handover_domain::complaint::Complaint;
use leptos::prelude::*;
use std::sync::Arc;

/// What stands in the room.
pub(super) fn room(desk: Desk) -> AnyView {
    let shown = Memo::new(move |_| desk.place.get());
    Effect::new(move |_| {
        if shown.get() != Place::Opening {
            looks::attend(HEADING);
        }
    });
    let name = desk.read(|desk| Some(name(&desk.place.get()).to_owned()));
    let place = live(Arc::new(move || match shown.get() {
        Place::Opening => nothing(),
        Place::Setup => setup::setup(desk),
        Place::Locked => lock::lock(desk),
        Place::Overview => overview::overview(desk),
        Place::Start => start::start(desk),
        Place::Complaint(number) => complaint::complaint(desk, number),
        Place::Tablet => tablet::tablet(desk),
        Place::Settings => settings::settings(desk),
    }));
    element("div", vec![fixed("class", "frame"), changing("data-place", name)], vec![place])
}

/// The word in `data-place`.
fn name(place: &Place) -> &'static str {
    match place {
        Place::Opening => "opening",
        Place::Setup => "setup",
        Place::Locked => "locked",
        Place::Overview => "overview",
        Place::Start => "start",
        Place::Complaint(_) => "complaint",
        Place::Tablet => "tablet",
        Place::Settings => "settings",
    }
}

/// A screen for whoever is here: ways between the screens above, ways out below.
fn screen(desk: Desk, middle: Vec<AnyView>, below: Vec<AnyView>) -> AnyView {
    let mode = when(
        desk.read(|desk| {
            desk.kiosk.with(|kiosk| kiosk.as_ref().is_some_and(|kiosk| kiosk.config.mode != LIVE))
        }),
        Arc::new(move || line("notice", desk.read(mode))),
    );
    let stage = std::iter::once(mode).chain(middle).collect();
    let lock = when(desk.read(|desk| desk.who.with(Option::is_some)), {
        Arc::new(move || button(Look::Quiet, desk.say(|w| w.lock), desk.act(Desk::lock)))
    });
    let out = vec![lock, button(Look::Quiet, desk.say(|w| w.close), desk.act(Desk::close))];
    frame(vec![tabs(desk)], vec![group("desk", stage)], below.into_iter().chain(out).collect())
}

const LIVE: handover_domain::record::Mode = handover_domain::record::Mode::Live;

fn mode(desk: Desk) -> String {
    desk.kiosk
        .with(|kiosk| kiosk.as_ref().map(|kiosk| (desk.words().mode)(kiosk.config.mode)).unwrap_or_default())
        .to_owned()
}

/// The screens there are for whoever is here.
fn tabs(desk: Desk) -> AnyView {
    live(Arc::new(move || {
        let words = desk.words();
        let here = desk.who.get();
        let mut all = Vec::new();
        if here.is_some() {
            all.push((words.overview, Place::Overview));
        }
        all.push((words.tablet, Place::Tablet));
        if desk.is_manager() {
            all.push((words.settings, Place::Settings));
        }
        let tab = |(name, place): (&str, Place)| {
            let is_here = desk.place.get() == place;
            let attributes = vec![
                fixed("type", "button"),
                fixed("aria-current", if is_here { "page" } else { "false" }),
                listen("click", move |_| desk.go(place.clone())),
            ];
            element("button", attributes, vec![word(name)])
        };
        let name = here.map(|person| format!("{} · {}", person.name, (words.role)(person.role)));
        let person = element("span", vec![fixed("class", "person")], vec![word(&name.unwrap_or_default())]);
        let tabs = element("div", vec![fixed("class", "tabs")], all.into_iter().map(tab).collect());
        group("tabs-line", vec![tabs, person])
    }))
}

/// A field under a label of its own.
fn labelled(
    id: &'static str,
    label: Live<String>,
    shape: Shape,
    content: RwSignal<String>,
    most: usize,
    note: Live<String>,
) -> AnyView {
    let room = Room { most, cut: Arc::new(String::new) };
    under(id, label, field(shape, content, room, id, note))
}

/// Something under a label of its own.
fn under(id: &'static str, label: Live<String>, widget: AnyView) -> AnyView {
    let attributes = vec![fixed("id", id), fixed("class", "label")];
    group("labelled", vec![element("p", attributes, vec![text(label)]), widget])
}

/// A choice under a label of its own.
fn chosen_from(id: &'static str, label: Live<String>, all: Live<Vec<Choice>>, pick: Pick) -> AnyView {
    under(id, label, choices(Many::One, Row::Chips, id, "", all, pick))
}

/// One of its options.
fn option(id: &str, label: &str, chosen: bool) -> Choice {
    Choice { id: id.to_owned(), label: label.to_owned(), mood: None, chosen }
}

/// What a complaint is filed under.
fn filed(words: &super::words::Words, complaint: &Complaint) -> String {
    let Complaint { severity, category, department, .. } = *complaint;
    format!(
        "{} · {} · {}",
        (words.severity)(severity),
        (words.category)(category),
        (words.department)(department)
    )
}

/// The same with a button beside it, which the enter key presses as well.
fn asked(
    id: &'static str,
    label: Live<String>,
    shape: Shape,
    content: RwSignal<String>,
    most: usize,
    note: Live<String>,
    go: AnyView,
) -> AnyView {
    let room = Room { most, cut: Arc::new(String::new) };
    under(id, label, group("code-line", vec![field(shape, content, room, id, note), go]))
}

/// A moment to the minute, as the tablet's clock shows it: `2026-11-22 10:15`.
fn minute(written: &str) -> String {
    let utc = if written.ends_with('Z') { " UTC" } else { "" };
    format!("{}{utc}", written.get(..16).unwrap_or(written).replace('T', " "))
}

/// A span of time in words, by its two largest units.
fn span(words: &super::words::Words, ms: i64) -> String {
    let minutes = ms.abs() / 60_000;
    (words.span)(minutes / 1440, minutes / 60 % 24, minutes % 60)
}
