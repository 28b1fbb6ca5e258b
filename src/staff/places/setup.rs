//! Setting the tablet up: a code, or files where there is no network; then each step with how it stands.

use super::{Desk, asked};
use crate::components::{
    Act, Look, Shape, button, element, file_button, fixed, form, frame, group, heading, line, live, nothing,
    told, unfolding_all, when, word,
};
use crate::staff::desk::News;
use crate::staff::facts::{Facts, Offline};
use leptos::prelude::*;
use std::sync::Arc;

/// What became of the code.
fn note(desk: Desk) -> String {
    let words = desk.words();
    match desk.news.get() {
        News::Mistyped => words.code_mistyped.into(),
        News::Connecting => words.connecting.into(),
        News::NotEnrolled(why) => (words.not_enrolled)(&why).into(),
        _ if desk.room.get().lost => words.setup_lost.into(),
        _ => words.code_note.into(),
    }
}

/// What became of a file.
pub(super) fn file_news(desk: Desk) -> String {
    match desk.news.get() {
        News::Busy => "…".into(),
        News::File(news) => (desk.words().file)(&news),
        _ => String::new(),
    }
}

/// What became of what was to be written down.
pub(super) fn written_news(desk: Desk) -> String {
    match desk.news.get() {
        News::NotWritten => desk.words().not_written.into(),
        News::Saved => desk.words().saved.into(),
        News::Recorded => desk.words().step_recorded.into(),
        _ => String::new(),
    }
}

/// Whether nothing is under way.
pub(super) fn is_free(desk: Desk) -> bool {
    !matches!(desk.news.get(), News::Busy | News::Connecting)
}

/// The screen: for a code while there is no set-up, and for the steps once there is.
pub(super) fn setup(desk: Desk) -> AnyView {
    let has = Memo::new(move |_| desk.kiosk.with(Option::is_some));
    live(Arc::new(move || if has.get() { done(desk) } else { code(desk) }))
}

fn code(desk: Desk) -> AnyView {
    let mut middle = vec![heading(desk.say(|w| w.setup_title)), line("lead", desk.say(|w| w.setup_note))];
    middle.extend(by_code(desk));
    middle.push(when(
        desk.read(|desk| desk.facts.with(|facts| facts.as_ref().is_some_and(is_fleeting))),
        Arc::new(move || line("notice", desk.say(|w| w.not_durable))),
    ));
    // Whether it starts without a network; `src/appliance/keep.js` knows, and says it here.
    middle.push(group("note offline", vec![]));
    frame(vec![], middle, vec![])
}

/// A code to type, and files; also for a tablet that enrols anew.
pub(super) fn by_code(desk: Desk) -> Vec<AnyView> {
    let code = RwSignal::new(String::new());
    let connect: Act = Arc::new(move || desk.enrol(&code.get_untracked()));
    let save: Act = Arc::new(move || desk.request(&code.get_untracked()));
    let ready = desk.read(is_free);
    let go = button(Look::MainWhen(Arc::clone(&ready)), desk.say(|w| w.connect), Arc::clone(&connect));
    let fields = asked("code-label", desk.say(|w| w.code_label), Shape::Code, code, 20, desk.read(note), go);
    let files = vec![
        line("note", desk.say(|w| w.by_file_note)),
        group(
            "ways",
            vec![
                button(Look::OtherWhen(ready), desk.say(|w| w.save_request), save),
                file_button(desk.say(|w| w.read_file), desk.act(Desk::bring)),
            ],
        ),
        told("status", "note", desk.read(file_news)),
    ];
    vec![form("code", connect, vec![fields]), unfolding_all(desk.say(|w| w.by_file), files)]
}

fn is_fleeting(facts: &Facts) -> bool {
    facts.room.is_some_and(|room| !room.persistent)
}

/// How a step stands.
fn steps(desk: Desk) -> Vec<(&'static str, bool, String)> {
    let words = desk.words();
    let facts = desk.facts.get().unwrap_or_default();
    let offline = facts.offline.as_ref();
    // Started from is not asked for here: that needs a tablet that was left alone for some seconds.
    let is_offline = matches!(offline, Some((Offline::Ready | Offline::Unproven | Offline::Older, _)));
    let trouble = |is: bool, words: String| if is { String::new() } else { words };
    let (durable, arrived) = (!is_fleeting(&facts) && facts.room.is_some(), facts.has_arrived());
    let offline_note = offline.map(|(offline, file)| (words.offline)(*offline, file)).unwrap_or_default();
    vec![
        (words.step_key, facts.key.is_some(), String::new()),
        (words.step_config, true, String::new()),
        (words.step_storage, durable, trouble(durable || facts.room.is_none(), words.not_durable.into())),
        (words.step_offline, is_offline, trouble(is_offline, offline_note)),
        (words.step_record, arrived, trouble(arrived, words.record_waits.into())),
    ]
}

fn done(desk: Desk) -> AnyView {
    let shop = desk.read(move |desk| {
        desk.kiosk.with(|kiosk| {
            let config = kiosk.as_ref().map(|kiosk| &kiosk.config);
            let shop = |config: &handover_domain::wire::Config| {
                (desk.words().shop_is)(config.shop_name.get(desk.language.get()), config.number)
            };
            config.map(shop).unwrap_or_default()
        })
    });
    let list = live(Arc::new(move || {
        let step = |(words, is_done, note): (&str, bool, String)| {
            let mark = if is_done { "✓" } else { "…" };
            let attributes =
                vec![fixed("class", "step"), fixed("data-done", if is_done { "yes" } else { "no" })];
            let note = if note.is_empty() {
                nothing()
            } else {
                element("p", vec![fixed("class", "note")], vec![word(&note)])
            };
            let mark = element("span", vec![fixed("class", "mark")], vec![word(mark)]);
            element("li", attributes, vec![mark, group("labelled", vec![word(words), note])])
        };
        element("ul", vec![fixed("class", "steps")], steps(desk).into_iter().map(step).collect())
    }));
    let middle = vec![heading(desk.say(|w| w.done_title)), line("lead", shop), list];
    frame(vec![], middle, vec![button(Look::Main, desk.say(|w| w.begin), desk.act(Desk::close))])
}
