//! How it goes with the tablet: what waits and why, room, clock, versions, chain; and files for when there is no network.

use super::setup::{file_news, is_free};
use super::{Desk, minute, screen, span};
use crate::components::{
    Look, button, count, element, file_button, fixed, group, heading, line, live, told, when, word,
};
use crate::staff::desk::SAME_MS;
use crate::staff::facts::{Facts, Offline};
use leptos::prelude::*;
use std::sync::Arc;

/// What the longer of the two files holds unless staff want another span: a month, and the day it was made on.
const MONTH_DAYS: u32 = 31;
const YEAR_DAYS: u32 = 366;
const MB: u64 = 1_000_000;

/// Why nothing moves, and the rest of what there is to know; and what somebody should look after.
fn told_of(desk: Desk, facts: &Facts) -> (Vec<String>, Vec<String>) {
    let words = desk.words();
    let (mut lines, mut warnings) = (Vec::new(), Vec::new());
    match &facts.sync {
        None => lines.push(words.no_setup.into()),
        Some(sync) => {
            lines.push((words.waiting)(sync.waiting).into());
            lines.push((words.counts)(sync.pending, sync.quarantined));
            lines.extend(sync.oldest.as_ref().map(|at| (words.oldest)(&minute(at))));
            lines.extend(sync.receipt.as_ref().map(|at| (words.receipt)(&minute(at))));
            match sync.ahead_ms {
                Some(ms) if ms.unsigned_abs() >= SAME_MS => {
                    warnings.push((words.clock_off)(&span(words, ms), ms > 0));
                }
                Some(_) => lines.push(words.clock_right.into()),
                None => {}
            }
        }
    }
    if let Some((offline, file)) = &facts.offline {
        let told = if *offline == Offline::Ready { &mut lines } else { &mut warnings };
        told.push((words.offline)(*offline, file));
    }
    if facts.given_up {
        warnings.push(words.given_up.into());
    }
    if let Some(room) = facts.room {
        lines.push((words.room)(room.used / MB, room.quota / MB));
        if room.persistent {
            lines.push(words.durable.into());
        } else {
            warnings.push(words.not_durable.into());
        }
        // Four fifths are used, or what is kept back is.
        if !room.kept_back || room.used / 4 >= room.quota / 5 {
            warnings.push(words.low.into());
        }
    }
    let packages = desk.kiosk.with(|kiosk| {
        let all = kiosk.as_ref().map(|kiosk| kiosk.packages()).unwrap_or_default();
        all.iter().map(|p| format!("{} {}", p.id(), p.reference.version)).collect::<Vec<_>>().join(", ")
    });
    lines.push((words.versions)(&facts.app, if packages.is_empty() { "–" } else { &packages }));
    lines.extend(facts.head.as_ref().map(|(seq, hash)| (words.chain)(*seq, hash)));
    lines.extend(facts.key.as_ref().map(|key| (words.key)(key)));
    (lines, warnings)
}

fn facts(desk: Desk) -> AnyView {
    let facts = desk.facts.get();
    let (lines, warnings) = match &facts {
        Some(facts) => told_of(desk, facts),
        None => (Vec::new(), vec![desk.words().no_news.to_owned()]),
    };
    let line = |class, words: &String| element("p", vec![fixed("class", class)], vec![word(words)]);
    let all = lines.iter().map(|words| line("fact", words));
    group("facts", all.chain(warnings.iter().map(|words| line("notice", words))).collect())
}

/// The screen.
pub(super) fn tablet(desk: Desk) -> AnyView {
    let ready = || Look::OtherWhen(desk.read(is_free));
    let days = RwSignal::new(MONTH_DAYS);
    let last_days = desk.read(move |desk| (desk.words().save_days)(days.get()));
    let ways = vec![
        button(Look::Main, desk.say(|w| w.send_now), desk.act(Desk::hurry)),
        button(ready(), desk.say(|w| w.save_pending), desk.act(|desk| desk.export(None))),
        button(ready(), last_days, desk.act(move |desk| desk.export(Some(days.get_untracked())))),
        file_button(desk.say(|w| w.read_file), desk.act(Desk::bring)),
    ];
    let nobody = desk.read(|desk| {
        desk.room.get().free
            && desk.kiosk.with(|kiosk| kiosk.as_ref().is_some_and(|kiosk| kiosk.config.people.is_empty()))
    });
    let middle = vec![
        heading(desk.say(|w| w.tablet)),
        live(desk.read(facts)),
        when(nobody, Arc::new(move || line("note", desk.say(|w| w.no_people)))),
        group("ways", ways),
        count(desk.say(|w| w.days), days, 1, YEAR_DAYS),
        told("status", "note", desk.read(file_news)),
    ];
    screen(desk, middle, vec![])
}
