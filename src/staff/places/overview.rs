//! Counts of today and of the week, and the complaints somebody has to act on, with what is due first.

use super::{Desk, Place, filed, minute, screen, span};
use crate::components::{
    Look, button, element, fixed, group, heading, line, listen, live, nothing, when, word,
};
use crate::staff::words::Words;
use handover_domain::complaint::Course;
use handover_domain::shop::{Counts, week};
use leptos::prelude::*;
use std::sync::Arc;

/// How many closed complaints stay in sight.
const CLOSED: usize = 5;

fn counts(desk: Desk) -> AnyView {
    let words = desk.words();
    let Some(mode) = desk.kiosk.with(|kiosk| kiosk.as_ref().map(|kiosk| kiosk.config.mode)) else {
        return nothing();
    };
    let now = desk.now.get();
    let of = |from| desk.books.with(|books| books.counts(mode, from));
    let spans = [(words.today, of(now.date_naive())), (words.this_week, of(week(now)))];
    let cell = |tag, text: &str| element(tag, vec![], vec![word(text)]);
    let rate = |counts: &Counts| counts.response_rate().map_or("–".to_owned(), |rate| format!("{rate} %"));
    let head = [words.handovers, words.surveys, words.response_rate, words.complaints];
    let mut rows = vec![element(
        "tr",
        vec![],
        std::iter::once(cell("td", "")).chain(head.iter().map(|name| cell("th", name))).collect(),
    )];
    for (name, counts) in spans {
        let figures = [
            counts.handovers.to_string(),
            counts.surveys.to_string(),
            rate(&counts),
            counts.complaints.to_string(),
        ];
        let row = std::iter::once(cell("th", name)).chain(figures.iter().map(|figure| cell("td", figure)));
        rows.push(element("tr", vec![], row.collect()));
    }
    element("table", vec![fixed("class", "figures")], vec![element("tbody", vec![], rows)])
}

/// What is due next, in words, and whether that is over.
pub(super) fn due(desk: Desk, words: &Words, course: &Course) -> (String, bool) {
    if course.is_closed() {
        return (words.closed.into(), false);
    }
    match course.next() {
        Some(clock) => {
            let left = clock.left_ms(desk.now.get());
            let text = span(words, left);
            let when = if left < 0 { (words.overdue)(&text) } else { (words.left)(&text) };
            (format!("{} · {when}", (words.deadline)(clock.deadline)), left < 0)
        }
        None => (words.no_contact.into(), false),
    }
}

fn complaints(desk: Desk) -> AnyView {
    let words = desk.words();
    let all = desk.courses.get();
    let open = all.iter().filter(|course| !course.is_closed()).count();
    let row = |course: &Course| {
        let (due, over) = due(desk, words, course);
        let complaint = &course.complaint;
        let place = Place::Complaint(complaint.number.clone());
        let what = filed(words, complaint);
        let attributes = vec![
            fixed("type", "button"),
            fixed("class", "row"),
            fixed("data-over", if over { "yes" } else { "no" }),
            listen("click", move |_| desk.go(place.clone())),
        ];
        let cell = |class, text: &str| element("span", vec![fixed("class", class)], vec![word(text)]);
        let cells = vec![
            cell("number", &complaint.number.to_string()),
            cell("what", &what),
            cell("at", &minute(course.captured_at.as_str())),
            cell("due", &due),
        ];
        element("li", vec![], vec![element("button", attributes, cells)])
    };
    let title = if open == 0 { words.none_open.to_owned() } else { (words.open_complaints)(open) };
    let title = element("h2", vec![], vec![word(&title)]);
    let shown = all.iter().take(open + CLOSED).map(row).collect();
    group("complaints", vec![title, element("ul", vec![fixed("class", "rows")], shown)])
}

/// How old what head office says is.
fn heard(desk: Desk) -> String {
    let words = desk.words();
    let receipt =
        desk.facts.with(|facts| facts.as_ref().and_then(|facts| facts.sync.as_ref()?.receipt.clone()));
    match receipt {
        Some(at) if desk.has_feed.get() => (words.feed_of)(&minute(&at)),
        _ => words.no_feed.into(),
    }
}

/// The screen.
pub(super) fn overview(desk: Desk) -> AnyView {
    let out = when(desk.read(|desk| desk.out.with(Option::is_some)), {
        Arc::new(move || {
            let order = |desk: Desk| desk.out.get().unwrap_or_default();
            let words = desk.read(move |desk| (desk.words().out_now)(&order(desk)));
            let back = button(Look::Other, desk.say(|w| w.take_back), desk.act(Desk::take_back));
            group("notice with-way", vec![line("", words), back])
        })
    });
    let moved =
        when(desk.read(Desk::clock_moved), Arc::new(move || line("notice", desk.say(|w| w.clock_moved))));
    let middle = vec![
        heading(desk.say(|w| w.overview)),
        out,
        moved,
        live(desk.read(counts)),
        live(desk.read(complaints)),
        line("note", desk.read(heard)),
    ];
    let start = button(Look::Main, desk.say(|w| w.start), desk.act(|desk| desk.go(Place::Start)));
    screen(desk, middle, vec![start])
}
