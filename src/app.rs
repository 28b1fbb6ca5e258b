//! The one screen switch, and what lies over it.

use crate::components::{HEADING, changing, element, fixed, live, nothing, text, when};
use crate::core::Core;
use crate::looks;
use crate::screens::{
    Ui, asking, attract, consent, contact, corner, idle, leaving, not_saved, out_of_service, room, saving,
    thanks,
};
use crate::texts;
use handover_domain::ids::QuestionId;
use handover_domain::session::{SavingStage, Session, State, Step};
use leptos::prelude::*;
use std::sync::Arc;

/// Which screen is on; a screen is built anew only when this changes, so that words half typed
/// survive a change of language, a countdown and the question whether to leave.
#[derive(Debug, Clone, PartialEq)]
enum Screen {
    Starting,
    Attract,
    Consent,
    Asking(QuestionId),
    Contact,
    Saving,
    NotSaved,
    Thanks(usize),
    OutOfService,
    Room,
}

fn screen(session: &Session) -> Screen {
    match session.state.underneath() {
        State::Attract(_) => Screen::Attract,
        State::Consent(_) => Screen::Consent,
        State::Asking(asking) => Screen::Asking(asking.survey.question().id.clone()),
        State::Complaining(complaining) => match complaining.step {
            Step::Question => Screen::Asking(complaining.survey.question().id.clone()),
            Step::Contact => Screen::Contact,
        },
        State::Saving(saving) => match saving.stage {
            SavingStage::Writing => Screen::Saving,
            SavingStage::Failed(_) => Screen::NotSaved,
        },
        State::Thanks(thanks) => Screen::Thanks(thanks.receipts.len()),
        State::OutOfService(_) => Screen::OutOfService,
        State::Setup(_) | State::Staff(_) => Screen::Room,
        // The last two lie over something else, and are never underneath.
        State::Starting | State::Leaving(_) | State::Idle(_) => Screen::Starting,
    }
}

/// Whether something lies over the screen, and what.
fn over(session: &Session) -> &'static str {
    match session.state {
        State::Leaving(_) => "leaving",
        State::Idle(_) => "idle",
        _ => "",
    }
}

/// The whole page.
pub fn app() -> AnyView {
    let core = Core::start();
    let ui = Ui::new(core);
    let session = core.session();
    let now = Memo::new(move |_| session.with(screen));
    let above = Memo::new(move |_| session.with(over));
    let name = move || session.with(|session| Some(session.state.name().to_owned()));
    Effect::new(move |before: Option<(Screen, &str)>| {
        session.with(looks::draw);
        let here = (now.get(), above.get());
        // Nobody reads the moment of saving, and whoever listens is told what follows.
        if here.0 != Screen::Saving && before.as_ref() != Some(&here) {
            looks::attend(if here.1.is_empty() { HEADING } else { "dialog-title" });
        }
        here
    });
    let shown = live(Arc::new(move || {
        let now = now.get();
        looks::rest();
        match now {
            Screen::Starting => nothing(),
            Screen::Attract => attract(ui),
            Screen::Consent => consent(ui),
            Screen::Asking(_) => asking(ui),
            Screen::Contact => contact(ui),
            Screen::Saving => saving(ui),
            Screen::NotSaved => not_saved(ui),
            Screen::Thanks(_) => thanks(ui),
            Screen::OutOfService => out_of_service(ui),
            Screen::Room => room(ui),
        }
    }));
    let inert = move || (!above.get().is_empty()).then(String::new);
    let under = element(
        "div",
        vec![fixed("class", "under"), changing("inert", Arc::new(inert))],
        vec![corner(ui), shown],
    );
    let dialogs = vec![
        when(Arc::new(move || above.get() == "leaving"), Arc::new(move || leaving(ui))),
        when(Arc::new(move || above.get() == "idle"), Arc::new(move || idle(ui))),
    ];
    // Outside the screens, so that it is the same element that changes and is read out.
    let progress =
        element("p", vec![fixed("class", "unseen"), fixed("role", "status")], vec![text(told(ui))]);
    let children = std::iter::once(under).chain(dialogs).chain([progress]).collect();
    element("main", vec![changing("data-screen", Arc::new(name))], children)
}

/// What was chosen and how far the customer is, for whoever does not see it.
fn told(ui: Ui) -> crate::components::Live<String> {
    ui.read(|session| match session.survey() {
        Some(survey) => {
            let (at, of) = survey.progress();
            let chosen = survey.chosen_before();
            let mut words: Vec<&str> =
                chosen.iter().map(|option| option.label.get(session.language)).collect();
            let progress = texts::progress(session, at, of);
            words.push(&progress);
            words.join(". ")
        }
        None => String::new(),
    })
}
