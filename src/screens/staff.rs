//! How it goes with the records, and files for when there is no network. Counts, never answers.

use super::frame::frame;
use super::ui::Ui;
use crate::components::{
    Look, button, count, element, file_button, fixed, group, heading, line, live, told, when, word,
};
use crate::texts;
use handover_domain::session::{Event, File, Session, Span, Staff, State};
use leptos::prelude::*;
use std::sync::Arc;

/// What the longer of the two files holds unless staff want another span: a month, and the day it was made on.
const MONTH_DAYS: u32 = 31;
const YEAR_DAYS: u32 = 366;

fn of<T: Default>(session: &Session, read: impl FnOnce(&Staff) -> T) -> T {
    match &session.state {
        State::Staff(staff) => read(staff),
        _ => T::default(),
    }
}

fn news(session: &Session) -> String {
    of(session, |staff| match &staff.file {
        File::Busy => "…".to_owned(),
        File::Done(news) => news.clone(),
    })
}

/// Whether another file may be asked for.
fn is_idle(session: &Session) -> bool {
    of(session, |staff| staff.file != File::Busy)
}

fn is_told(session: &Session) -> bool {
    of(session, |staff| !staff.told.lines.is_empty())
}

/// What the courier says of how it goes.
fn facts(session: &Session) -> AnyView {
    let said = of(session, |staff| staff.told.clone());
    let line = |class, words: &String| element("p", vec![fixed("class", class)], vec![word(words)]);
    let lines = said.lines.iter().map(|words| line("fact", words));
    group("facts", lines.chain(said.warnings.iter().map(|words| line("notice", words))).collect())
}

/// The staff screen.
pub fn staff(ui: Ui) -> AnyView {
    let unless = |is: fn(&Session) -> bool, says: fn(&texts::Texts) -> &'static str| {
        when(ui.read(move |session| !is(session)), Arc::new(move || line("notice", ui.say(says))))
    };
    let ready = || Look::OtherWhen(ui.read(is_idle));
    let days = RwSignal::new(MONTH_DAYS);
    let last_days = ui.read(move |session| (texts::of(session.language).save_days)(days.get()));
    let ways = vec![
        button(Look::Main, ui.say(|t| t.send_now), ui.telling(|| Event::SendNow)),
        button(ready(), ui.say(|t| t.save_pending), ui.telling(|| Event::Export(Span::Pending))),
        button(
            ready(),
            last_days,
            Arc::new(move || ui.tell(Event::Export(Span::Days(days.get_untracked())))),
        ),
        file_button(ui.say(|t| t.read_file), ui.telling(|| Event::FileChosen)),
    ];
    let middle = vec![
        heading(ui.say(|t| t.staff)),
        live(ui.read(facts)),
        unless(is_told, |t| t.staff_note),
        unless(|session| session.durable, |t| t.not_durable),
        group("ways", ways),
        count(ui.say(|t| t.days), days, 1, YEAR_DAYS),
        told("status", "note", ui.read(news)),
    ];
    frame(vec![], middle, vec![button(Look::Quiet, ui.say(|t| t.close), ui.telling(|| Event::StaffDone))])
}
