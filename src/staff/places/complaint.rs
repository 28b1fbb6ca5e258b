//! One complaint: its clocks and what was done; below, the next step (`step.rs`), and for the shop manager what the customer
//! said (`said.rs`).

use super::{Desk, Place, filed, minute, overview, said, screen, span, step};
use crate::components::{Look, button, element, fixed, group, heading, live, nothing, told, when, word};
use handover_domain::complaint::{Clock, Course, Done, Number};
use handover_domain::moment;
use leptos::prelude::*;
use std::sync::Arc;

/// The complaint of this number, as far as it has come.
pub(super) fn find(desk: Desk, number: &Number) -> Option<Course> {
    desk.courses.with(|all| all.iter().find(|course| course.complaint.number == *number).cloned())
}

fn name(desk: Desk, id: &str) -> String {
    desk.kiosk.with(|kiosk| {
        let people = kiosk.as_ref().map(|kiosk| kiosk.config.people.as_slice()).unwrap_or_default();
        people
            .iter()
            .find(|person| person.id.as_str() == id)
            .map_or_else(|| id.to_owned(), |p| p.name.clone())
    })
}

/// The clocks, each with when it runs out and whether it was stopped in time.
fn clocks(desk: Desk, course: &Course) -> AnyView {
    let words = desk.words();
    let clock = |clock: Clock| {
        let left = clock.left_ms(desk.now.get());
        let text = span(words, left);
        let how = match (clock.met, left < 0) {
            (Some(_), false) => "✓".to_owned(),
            (Some(_), true) => format!("✓ {}", (words.overdue)(&text)),
            (None, true) => (words.overdue)(&text),
            (None, false) => (words.left)(&text),
        };
        let over = if left < 0 { "yes" } else { "no" };
        let cell = |class, text: &str| element("span", vec![fixed("class", class)], vec![word(text)]);
        let due = minute(&moment::write(&clock.due));
        let cells = vec![cell("what", (words.deadline)(clock.deadline)), cell("at", &due), cell("due", &how)];
        element("li", vec![fixed("class", "row"), fixed("data-over", over)], cells)
    };
    let all = course.clocks().into_iter().map(clock).collect();
    element("ul", vec![fixed("class", "rows clocks")], all)
}

fn steps(desk: Desk, course: &Course) -> AnyView {
    let words = desk.words();
    if course.steps.is_empty() {
        return element("p", vec![fixed("class", "note")], vec![word(words.no_steps)]);
    }
    let step = |done: &Done| {
        let remedy = done.remedy.map(|remedy| format!(" · {}", (words.remedy)(remedy))).unwrap_or_default();
        let what = format!("{}{remedy}", (words.step)(done.kind));
        let cell = |class, text: &str| element("span", vec![fixed("class", class)], vec![word(text)]);
        let cells = vec![
            cell("what", &what),
            cell("at", &minute(done.at.as_str())),
            cell("due", &name(desk, done.by.as_str())),
        ];
        element("li", vec![fixed("class", "row")], cells)
    };
    element("ul", vec![fixed("class", "rows")], course.steps.iter().map(step).collect())
}

/// The head of the screen, drawn anew when a clock moves on or a step arrives.
fn course(desk: Desk, number: &Number) -> AnyView {
    let words = desk.words();
    let Some(course) = find(desk, number) else { return nothing() };
    let complaint = &course.complaint;
    let what = filed(words, complaint);
    let (due, _) = overview::due(desk, words, &course);
    let text = |class, text: &str| element("p", vec![fixed("class", class)], vec![word(text)]);
    let contact = if complaint.contact { nothing() } else { text("notice", words.no_contact) };
    group(
        "course",
        vec![
            text("lead", &due),
            text("note", &format!("{what} · {}", (words.recorded)(&minute(course.captured_at.as_str())))),
            contact,
            clocks(desk, &course),
            element("h2", vec![], vec![word(words.steps)]),
            steps(desk, &course),
        ],
    )
}

/// The screen.
pub(super) fn complaint(desk: Desk, number: Number) -> AnyView {
    let title = number.to_string();
    let shown = {
        let number = number.clone();
        live(desk.read(move |desk| course(desk, &number)))
    };
    let manager = {
        let number = number.clone();
        when(desk.read(Desk::is_manager), Arc::new(move || said::said(desk, &number)))
    };
    let middle = vec![
        heading(Arc::new(move || title.clone())),
        shown,
        step::step(desk, number),
        told("status", "note", desk.read(super::setup::written_news)),
        manager,
    ];
    let back = button(Look::Quiet, desk.say(|w| w.back), desk.act(|desk| desk.go(Place::Overview)));
    screen(desk, middle, vec![back])
}
