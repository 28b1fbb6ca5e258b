//! What the customer said in a complaint, for the shop manager with the six words.

use super::complaint::find;
use super::{Desk, asked};
use crate::components::{
    Act, Live, Look, Shape, button, element, fixed, form, group, line, live, nothing, text, word,
};
use crate::staff::lock::Tried;
use crate::staff::opening::{self, Closed, Opened};
use handover_domain::complaint::Number;
use leptos::prelude::*;
use std::sync::Arc;

const WORDS: usize = 120;

type Came = RwSignal<Option<Result<Opened, Closed>>>;

/// What came of the words, or what they are for.
fn note(desk: Desk, came: Came) -> String {
    let words = desk.words();
    match came.get() {
        Some(Err(Closed::Words(Tried::TooSoon))) => {
            let left = desk.who.with(|who| {
                who.as_ref().map_or(0, |person| desk.lockout.with(|lockout| lockout.left_ms(&person.id)))
            });
            if left > 0 { (words.pin_wait)(left.div_ceil(1000)) } else { words.six_note.into() }
        }
        Some(Err(Closed::Words(Tried::Wrong | Tried::Right))) => words.six_wrong.into(),
        Some(Err(Closed::Words(Tried::NotWritten) | Closed::NotYou)) => words.not_written.into(),
        Some(Err(Closed::Elsewhere)) => words.elsewhere.into(),
        Some(Err(Closed::NotForShop)) => words.no_shop_key.into(),
        Some(Err(Closed::Unreadable)) => words.unreadable.into(),
        Some(Ok(_)) | None => words.six_note.into(),
    }
}

fn opened(lines: Opened) -> AnyView {
    let one = |(of, said): (String, String)| {
        let of = element("dt", vec![], vec![word(&of)]);
        vec![of, element("dd", vec![], vec![word(&said)])]
    };
    element("dl", vec![fixed("class", "said-here")], lines.into_iter().flat_map(one).collect())
}

/// The words to type, and what they open.
pub(super) fn said(desk: Desk, number: &Number) -> AnyView {
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let came: Came = RwSignal::new(None);
    let Some(course) = untrack(|| find(desk, number)) else { return nothing() };
    let complaint = course.complaint;
    let looked = complaint.clone();
    desk.later(async move {
        if let Err(closed) = opening::look(desk, &looked).await {
            came.set(Some(Err(closed)));
        }
    });
    let go: Act = Arc::new(move || {
        let words = typed.get_untracked();
        if words.trim().is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let complaint = complaint.clone();
        desk.later(async move {
            let opened = opening::open(desk, &complaint, &words).await;
            typed.set(String::new());
            busy.set(false);
            came.set(Some(opened));
        });
    });
    let told: Live<String> = desk.read(move |desk| note(desk, came));
    let body = live(Arc::new(move || match came.get() {
        Some(Ok(lines)) => opened(lines),
        Some(Err(Closed::Elsewhere | Closed::NotForShop)) => line("note", Arc::clone(&told)),
        _ => {
            let ready = desk.read(move |_| !busy.get() && !typed.with(|typed| typed.trim().is_empty()));
            let send = button(Look::OtherWhen(ready), desk.say(|w| w.open), Arc::clone(&go));
            let (label, note) = (desk.say(|w| w.six_label), Arc::clone(&told));
            let field = asked("words-label", label, Shape::Line, typed, WORDS, note, send);
            form("code", Arc::clone(&go), vec![field])
        }
    }));
    group("labelled", vec![element("h2", vec![], vec![text(desk.say(|w| w.said_title))]), body])
}
