//! The next step of a complaint: which one, which remedy, a note.

use super::complaint::find;
use super::{Desk, chosen_from, labelled, option};
use crate::components::{Act, Live, Look, Pick, Shape, button, group, told, when};
use crate::staff::desk::News;
use crate::staff::writing;
use handover_domain::complaint::{Course, NotNow, Number, Remedy, Step, StepKind};
use leptos::prelude::*;
use std::sync::Arc;

const NOTE: usize = 500;

/// What is filled in.
#[derive(Clone)]
struct Form {
    desk: Desk,
    number: Number,
    kind: RwSignal<Option<StepKind>>,
    remedy: RwSignal<Option<Remedy>>,
    note: RwSignal<String>,
    busy: RwSignal<bool>,
}

impl Form {
    fn course(&self) -> Option<Course> {
        find(self.desk, &self.number)
    }

    /// The steps there may be. What a manager alone may do is shown to all, so that they know whom to ask.
    fn open(&self) -> Vec<StepKind> {
        let Some(course) = self.course() else { return Vec::new() };
        StepKind::ALL.into_iter().filter(|kind| course.may(*kind, true).is_ok()).collect()
    }

    /// Why the chosen one may not be recorded.
    fn refused(&self) -> Option<NotNow> {
        self.course()?.may(self.kind.get()?, self.desk.is_manager()).err()
    }

    fn is_ready(&self) -> bool {
        let is_whole = self.kind.get() != Some(StepKind::RemedyChosen) || self.remedy.get().is_some();
        self.kind.get().is_some() && is_whole && self.refused().is_none() && !self.busy.get()
    }

    fn record(&self) {
        let by = self.desk.who.with_untracked(|who| who.as_ref().map(|person| person.id.clone()));
        let (Some(kind), Some(by), true) = (self.kind.get_untracked(), by, untrack(|| self.is_ready()))
        else {
            return;
        };
        let remedy = self.remedy.get_untracked().filter(|_| kind == StepKind::RemedyChosen);
        let step = Step { number: self.number.clone(), kind, remedy, by };
        let form = self.clone();
        self.busy.set(true);
        self.desk.later(async move {
            let note = form.note.get_untracked();
            let written = writing::step(form.desk, step, note).await;
            form.busy.set(false);
            form.desk.news.set(if written.is_ok() { News::Recorded } else { News::NotWritten });
            if written.is_ok() {
                form.kind.set(None);
                form.note.set(String::new());
            }
        });
    }
}

fn kinds(form: &Form) -> AnyView {
    let (desk, chosen) = (form.desk, form.kind);
    let of = form.clone();
    let all = desk.read(move |desk| {
        let here = of.kind.get();
        let one = |kind: StepKind| option(kind.word(), (desk.words().step)(kind), here == Some(kind));
        of.open().into_iter().map(one).collect()
    });
    let pick: Pick = Arc::new(move |word: &str| {
        desk.news.set(News::None);
        chosen.set(StepKind::from_word(word));
    });
    chosen_from("step-label", desk.say(|w| w.next_step), all, pick)
}

fn remedies(form: &Form) -> AnyView {
    let (desk, remedy) = (form.desk, form.remedy);
    let all = desk.read(move |desk| {
        let here = remedy.get();
        Remedy::ALL.map(|of| option(of.word(), (desk.words().remedy)(of), here == Some(of))).into()
    });
    let pick: Pick = Arc::new(move |word: &str| remedy.set(Remedy::from_word(word)));
    chosen_from("remedy-label", desk.say(|w| w.remedy_label), all, pick)
}

fn details(form: Form) -> AnyView {
    let desk = form.desk;
    let (label, hint) = (desk.say(|w| w.note_label), desk.say(|w| w.note_note));
    let note = labelled("note-label", label, Shape::Words, form.note, NOTE, hint);
    let (refused, ready) = (form.clone(), form.clone());
    let refusal = desk.read(move |desk| {
        refused.refused().map(|why| (desk.words().not_now)(why).to_owned()).unwrap_or_default()
    });
    let go: Act = Arc::new(move || form.record());
    let look = Look::MainWhen(desk.read(move |_| ready.is_ready()));
    group(
        "labelled",
        vec![note, told("alert", "note", refusal), button(look, desk.say(|w| w.record_step), go)],
    )
}

/// The form, as long as the complaint is open.
pub(super) fn step(desk: Desk, number: Number) -> AnyView {
    let form = Form {
        desk,
        number,
        kind: RwSignal::new(None),
        remedy: RwSignal::new(None),
        note: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
    };
    let (of, kind) = (form.clone(), form.kind);
    let is_open = desk.read(move |_| of.course().is_some_and(|course| !course.is_closed()));
    let part = |show: fn(Form) -> AnyView| -> Live<AnyView> {
        let form = form.clone();
        Arc::new(move || show(form.clone()))
    };
    group(
        "labelled",
        vec![
            when(is_open, part(|form| kinds(&form))),
            when(
                desk.read(move |_| kind.get() == Some(StepKind::RemedyChosen)),
                part(|form| remedies(&form)),
            ),
            when(desk.read(move |_| kind.get().is_some()), part(details)),
        ],
    )
}
