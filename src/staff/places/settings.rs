//! What the shop manager sets: the tablet's habits, enrolling anew, taking the tablet out of use.

use super::setup::{by_code, written_news};
use super::{Desk, chosen_from, option, screen};
use crate::components::{
    Look, button, element, fixed, group, heading, line, text, tick, told, unfolding_all, when,
};
use crate::staff::retiring;
use handover_domain::language::Language;
use handover_domain::session::{Habits, TextSize};
use leptos::prelude::*;
use std::sync::Arc;

/// How long screens may wait, in seconds.
const PATIENCE_S: [u64; 4] = [45, 60, 90, 150];

/// The screen.
pub(super) fn settings(desk: Desk) -> AnyView {
    let set = RwSignal::new(desk.habits());
    let keep = move |language: Language, habits: Habits| {
        set.set((language, habits));
        desk.keep_habits(language, habits);
    };
    let languages = desk.read(move |_| {
        let choice = |language: Language| {
            option(language.tag(), crate::texts::of(language).language, set.get().0 == language)
        };
        Language::ALL.map(choice).into()
    });
    let patiences = desk.read(move |desk| {
        let choice = |seconds: u64| {
            option(&seconds.to_string(), &(desk.words().patience)(seconds), set.get().1.patience_s == seconds)
        };
        PATIENCE_S.map(choice).into()
    });
    let pick_language = Arc::new(move |tag: &str| {
        if let Some(language) = Language::from_tag(tag) {
            keep(language, set.get_untracked().1);
        }
    });
    let pick_patience = Arc::new(move |seconds: &str| {
        if let Ok(patience_s) = seconds.parse() {
            let (language, habits) = set.get_untracked();
            keep(language, Habits { patience_s, ..habits });
        }
    });
    let is_large = desk.read(move |_| set.get().1.text == TextSize::Large);
    let size = Arc::new(move || {
        let (language, habits) = set.get_untracked();
        let text = if habits.text == TextSize::Large { TextSize::Usual } else { TextSize::Large };
        keep(language, Habits { text, ..habits });
    });
    let sure = RwSignal::new(false);
    let pending = desk.read(|desk| {
        desk.facts.with(|facts| {
            let sync = facts.as_ref().and_then(|facts| facts.sync.as_ref());
            sync.map_or(0, |sync| sync.pending + sync.quarantined)
        })
    });
    let retire = vec![
        line("note", desk.say(|w| w.retire_note)),
        when(
            desk.read({
                let pending = Arc::clone(&pending);
                move |_| pending() > 0
            }),
            {
                let pending = Arc::clone(&pending);
                let waits = desk.read(move |desk| (desk.words().retire_waits)(pending()));
                Arc::new(move || line("notice", Arc::clone(&waits)))
            },
        ),
        button(
            Look::OtherWhen(desk.read(move |_| !sure.get())),
            desk.say(|w| w.retire_sure),
            Arc::new(move || {
                sure.set(true);
                desk.later(retiring::retire(desk));
            }),
        ),
        when(
            desk.read(move |_| sure.get()),
            Arc::new(move || told("status", "note", desk.say(|w| w.retiring))),
        ),
    ];
    let anew = std::iter::once(line("note", desk.say(|w| w.re_enrol_note))).chain(by_code(desk)).collect();
    let middle = vec![
        heading(desk.say(|w| w.settings)),
        chosen_from("language-label", desk.say(|w| w.home_language), languages, pick_language),
        chosen_from("patience-label", desk.say(|w| w.patience_label), patiences, pick_patience),
        tick(is_large, desk.say(|w| w.large_text), size),
        told("status", "note", desk.read(written_news)),
        element("h2", vec![], vec![text(desk.say(|w| w.preview))]),
        preview(desk),
        unfolding_all(desk.say(|w| w.re_enrol), anew),
        unfolding_all(desk.say(|w| w.retire), retire),
    ];
    screen(desk, middle, vec![])
}

/// The dealer's colours and logo, as the first screen wears them.
fn preview(desk: Desk) -> AnyView {
    crate::components::live(desk.read(|desk| {
        let Some(kiosk) = desk.kiosk.get() else { return crate::components::nothing() };
        let name = kiosk.config.shop_name.get(desk.language.get()).to_owned();
        let logo = kiosk.config.brand.logo.as_ref().map(|logo| {
            let attributes = vec![fixed("class", "logo"), fixed("src", &logo.url()), fixed("alt", "")];
            element("img", attributes, vec![])
        });
        let name = element("p", vec![fixed("class", "shop")], vec![crate::components::word(&name)]);
        let start = crate::texts::of(desk.language.get()).start;
        let start =
            element("p", vec![fixed("class", "button button-main")], vec![crate::components::word(start)]);
        group("preview", logo.into_iter().chain([name, start]).collect())
    }))
}
