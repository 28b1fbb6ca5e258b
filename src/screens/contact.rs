//! How to be reached: a consent of its own, never ticked beforehand; refusing never blocks (`P1`, `P2`).

use super::ui::Ui;
use crate::components::{
    Look, Shape, button, element, field, fixed, frame, group, heading, line, text, tick,
};
use crate::texts;
use handover_domain::contact::{self, ContactPart, MAX_NAME, MAX_PHONE, Purpose};
use handover_domain::session::Event;
use leptos::prelude::*;
use std::sync::Arc;

/// The contact screen.
pub fn contact(ui: Ui) -> AnyView {
    let (name, phone) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // The purpose agreed to, or nothing; a text, as every other signal here is one.
    let agreed = RwSignal::new(String::new());
    let part = move || {
        let purpose = Purpose::from_word(&agreed.get())?;
        ContactPart::new(&name.get(), &phone.get(), purpose)
    };
    let send = Arc::new(move || {
        if let Some(part) = untrack(part) {
            ui.tell(Event::ContactGiven(part));
        }
    });
    let agree = Arc::new(move || {
        let before = agreed.get_untracked();
        agreed.set(if before.is_empty() {
            Purpose::AnswerComplaint.word().to_owned()
        } else {
            String::new()
        });
    });
    let looks = ui.read(move |session| {
        (texts::of(session.language).phone_looks)(&contact::look(&phone.get())).to_owned()
    });
    let label = |id, words| element("p", vec![fixed("id", id), fixed("class", "label")], vec![text(words)]);
    let none = Arc::new(String::new);
    let fields = vec![
        group(
            "labelled",
            vec![
                label("name-label", ui.say(|t| t.name_label)),
                field(Shape::Line, name, ui.room(MAX_NAME), "name-label", none),
            ],
        ),
        group(
            "labelled",
            vec![
                label("phone-label", ui.say(|t| t.phone_label)),
                field(Shape::Phone, phone, ui.room(MAX_PHONE), "phone-label", looks),
            ],
        ),
    ];
    let ways = vec![
        button(Look::MainWhen(Arc::new(move || part().is_some())), ui.say(|t| t.contact_send), send),
        button(Look::Other, ui.say(|t| t.contact_none), ui.telling(|| Event::NoContact)),
    ];
    let middle = vec![
        heading(ui.say(|t| t.contact_title)),
        line("lead", ui.say(|t| t.contact_note)),
        group("fields", fields),
        tick(Arc::new(move || !agreed.get().is_empty()), ui.say(|t| t.contact_consent), agree),
        group("answers", ways),
    ];
    let quiet = |label, event: fn() -> Event| button(Look::Quiet, label, ui.telling(event));
    let below = vec![
        quiet(ui.say(|t| t.back), || Event::Back),
        group("room", vec![]),
        quiet(ui.say(|t| t.leave), || Event::Leave),
    ];
    frame(vec![], vec![group("question", middle)], below)
}
