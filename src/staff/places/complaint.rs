//! One complaint: its clocks, what was done, the next step, and for the shop manager what the customer said.

use super::{Desk, Place, asked, labelled, minute, overview, screen, span};
use crate::components::{
    Act, Choice, Look, Many, Row, Shape, button, choices, element, fixed, form, group, heading, line, live,
    nothing, text, told, when, word,
};
use crate::staff::desk::News;
use crate::staff::lock::Tried;
use crate::staff::opening::{self, Closed, Opened};
use crate::staff::writing;
use handover_domain::complaint::{Course, Number, Remedy, Step, StepKind};
use handover_domain::moment;
use leptos::prelude::*;
use std::sync::Arc;

const NOTE: usize = 500;
const WORDS: usize = 120;

fn find(desk: Desk, number: &Number) -> Option<Course> {
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
    let clock = |clock: handover_domain::complaint::Clock| {
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
    let step = |done: &handover_domain::complaint::Done| {
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
    let what = format!(
        "{} · {} · {}",
        (words.severity)(complaint.severity),
        (words.category)(complaint.category),
        (words.department)(complaint.department)
    );
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

/// A step to record: which one, which remedy, a note.
fn next(desk: Desk, number: Number) -> AnyView {
    let kind: RwSignal<Option<StepKind>> = RwSignal::new(None);
    let remedy: RwSignal<Option<Remedy>> = RwSignal::new(None);
    let note = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let of = {
        let number = number.clone();
        move || find(desk, &number)
    };
    let open = {
        let of = of.clone();
        move || -> Vec<StepKind> {
            let Some(course) = of() else { return Vec::new() };
            // What a manager alone may do is shown to all, so that they know whom to ask.
            StepKind::ALL.into_iter().filter(|kind| course.may(*kind, true).is_ok()).collect()
        }
    };
    let kinds = desk.read({
        let open = open.clone();
        move |desk| {
            let here = kind.get();
            let choice = |of: StepKind| Choice {
                id: of.word().to_owned(),
                label: (desk.words().step)(of).to_owned(),
                mood: None,
                chosen: here == Some(of),
            };
            open().into_iter().map(choice).collect()
        }
    });
    let remedies = desk.read(move |desk| {
        let here = remedy.get();
        let choice = |of: Remedy| Choice {
            id: of.word().to_owned(),
            label: (desk.words().remedy)(of).to_owned(),
            mood: None,
            chosen: here == Some(of),
        };
        Remedy::ALL.map(choice).into()
    });
    let refused = {
        let of = of.clone();
        move || kind.get().and_then(|kind| of()?.may(kind, desk.is_manager()).err())
    };
    let refusal = desk.read({
        let refused = refused.clone();
        move |desk| refused().map(|why| (desk.words().not_now)(why).to_owned()).unwrap_or_default()
    });
    let ready = desk.read(move |_| {
        let whole = kind.get() != Some(StepKind::RemedyChosen) || remedy.get().is_some();
        kind.get().is_some() && whole && refused().is_none() && !busy.get()
    });
    let go: Act = {
        let (number, ready) = (number.clone(), Arc::clone(&ready));
        Arc::new(move || {
            let by = desk.who.with_untracked(|who| who.as_ref().map(|person| person.id.clone()));
            let (Some(of), Some(by), true) = (kind.get_untracked(), by, untrack(|| ready())) else { return };
            let remedy = remedy.get_untracked().filter(|_| of == StepKind::RemedyChosen);
            let step = Step { number: number.clone(), kind: of, remedy, by };
            let words = note.get_untracked();
            busy.set(true);
            desk.later(async move {
                let written = writing::step(desk, step, words).await;
                busy.set(false);
                desk.news.set(if written.is_ok() { News::Recorded } else { News::NotWritten });
                if written.is_ok() {
                    kind.set(None);
                    note.set(String::new());
                }
            });
        })
    };
    let pick = Arc::new(move |word: &str| {
        desk.news.set(News::None);
        kind.set(StepKind::from_word(word));
    });
    let pick_remedy = Arc::new(move |word: &str| remedy.set(Remedy::from_word(word)));
    let label = |id, words| element("p", vec![fixed("id", id), fixed("class", "label")], vec![text(words)]);
    let which = when(desk.read(move |_| kind.get() == Some(StepKind::RemedyChosen)), {
        Arc::new(move || {
            let choices = choices(
                Many::One,
                Row::Chips,
                "remedy-label",
                "",
                Arc::clone(&remedies),
                pick_remedy.clone(),
            );
            group("labelled", vec![label("remedy-label", desk.say(|w| w.remedy_label)), choices])
        })
    });
    let details = when(desk.read(move |_| kind.get().is_some()), {
        Arc::new(move || {
            let note = labelled(
                "note-label",
                desk.say(|w| w.note_label),
                Shape::Words,
                note,
                NOTE,
                desk.say(|w| w.note_note),
            );
            let send =
                button(Look::MainWhen(Arc::clone(&ready)), desk.say(|w| w.record_step), Arc::clone(&go));
            group("labelled", vec![note, told("alert", "note", Arc::clone(&refusal)), send])
        })
    });
    let is_open = desk.read(move |_| of().is_some_and(|course| !course.is_closed()));
    group(
        "labelled",
        vec![
            when(is_open, {
                Arc::new(move || {
                    let all =
                        choices(Many::One, Row::Chips, "step-label", "", Arc::clone(&kinds), pick.clone());
                    group("labelled", vec![label("step-label", desk.say(|w| w.next_step)), all])
                })
            }),
            which,
            details,
        ],
    )
}

/// What the customer said, for the shop manager with the six words.
fn words(desk: Desk, number: Number) -> AnyView {
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let came: RwSignal<Option<Result<Opened, Closed>>> = RwSignal::new(None);
    let Some(course) = untrack(|| find(desk, &number)) else { return nothing() };
    let complaint = course.complaint;
    {
        let complaint = complaint.clone();
        desk.later(async move {
            if let Err(closed) = opening::look(desk, &complaint).await {
                came.set(Some(Err(closed)));
            }
        });
    }
    let note = desk.read(move |desk| {
        let words = desk.words();
        match came.get() {
            Some(Err(Closed::Words(Tried::TooSoon))) => {
                let left =
                    desk.who.with(|who| who.as_ref().map_or(0, |p| desk.lockout.with(|l| l.left_ms(&p.id))));
                if left > 0 { (words.pin_wait)(left.div_ceil(1000)) } else { words.words_note.into() }
            }
            Some(Err(Closed::Words(Tried::Wrong | Tried::Right))) => words.words_wrong.into(),
            Some(Err(Closed::Words(Tried::NotWritten) | Closed::NotYou)) => words.not_written.into(),
            Some(Err(Closed::Elsewhere)) => words.elsewhere.into(),
            Some(Err(Closed::NotForShop)) => words.no_shop_key.into(),
            Some(Err(Closed::Unreadable)) => words.unreadable.into(),
            Some(Ok(_)) | None => words.words_note.into(),
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
    let body = live(Arc::new(move || match came.get() {
        Some(Ok(lines)) => {
            let one = |(of, said): (String, String)| {
                let of = element("dt", vec![], vec![word(&of)]);
                vec![of, element("dd", vec![], vec![word(&said)])]
            };
            element("dl", vec![fixed("class", "said-here")], lines.into_iter().flat_map(one).collect())
        }
        Some(Err(Closed::Elsewhere | Closed::NotForShop)) => line("note", Arc::clone(&note)),
        _ => {
            let ready = desk.read(move |_| !busy.get() && !typed.with(|typed| typed.trim().is_empty()));
            let send = button(Look::OtherWhen(ready), desk.say(|w| w.open), Arc::clone(&go));
            let (label, note) = (desk.say(|w| w.words_label), Arc::clone(&note));
            let field = asked("words-label", label, Shape::Line, typed, WORDS, note, send);
            form("code", Arc::clone(&go), vec![field])
        }
    }));
    group("labelled", vec![element("h2", vec![], vec![text(desk.say(|w| w.words_title))]), body])
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
        when(desk.read(Desk::is_manager), Arc::new(move || words(desk, number.clone())))
    };
    let middle = vec![
        heading(Arc::new(move || title.clone())),
        shown,
        next(desk, number),
        told("status", "note", desk.read(super::setup::written_news)),
        manager,
    ];
    let back = button(Look::Quiet, desk.say(|w| w.back), desk.act(|desk| desk.go(Place::Overview)));
    screen(desk, middle, vec![back])
}
