//! The one screen switch.

use crate::components::{HEADING, changing, element, live, nothing};
use crate::core::Core;
use crate::screens::{Ui, asking, attract, consent, not_saved, out_of_service, saving, setup, thanks};
use handover_domain::ids::QuestionId;
use handover_domain::session::{SavingStage, Session, State};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Which screen is on; a screen is built anew only when this changes, so that words half typed
/// survive a change of language.
#[derive(Debug, Clone, PartialEq)]
enum Screen {
    Starting,
    Setup,
    Attract,
    Consent,
    Asking(QuestionId),
    Saving,
    NotSaved,
    Thanks,
    OutOfService,
}

fn screen(session: &Session) -> Screen {
    match &session.state {
        State::Starting => Screen::Starting,
        State::Setup(_) => Screen::Setup,
        State::Attract(_) => Screen::Attract,
        State::Consent(_) => Screen::Consent,
        State::Asking(asking) | State::Leaving(asking) => Screen::Asking(asking.survey.question().id.clone()),
        State::Saving(saving) => match saving.stage {
            SavingStage::Writing => Screen::Saving,
            SavingStage::Failed(_) => Screen::NotSaved,
        },
        State::Thanks(_) => Screen::Thanks,
        State::OutOfService(_) => Screen::OutOfService,
    }
}

/// The whole page.
pub fn app() -> AnyView {
    let core = Core::start();
    let ui = Ui::new(core);
    let session = core.session();
    let now = Memo::new(move |_| session.with(screen));
    let name = move || session.with(|session| Some(session.state.name().to_owned()));
    Effect::new(move |_| name_language(session.with(|session| session.language.tag())));
    Effect::new(move |_| {
        now.track();
        focus_heading();
    });
    let shown = live(Arc::new(move || match now.get() {
        Screen::Starting => nothing(),
        Screen::Setup => setup(ui),
        Screen::Attract => attract(ui),
        Screen::Consent => consent(ui),
        Screen::Asking(_) => asking(ui),
        Screen::Saving => saving(ui),
        Screen::NotSaved => not_saved(ui),
        Screen::Thanks => thanks(ui),
        Screen::OutOfService => out_of_service(ui),
    }));
    element("main", vec![changing("data-screen", Arc::new(name))], vec![shown])
}

/// A page whose language cannot be named is still readable.
fn name_language(tag: &str) {
    if let Some(root) = document().document_element() {
        root.set_attribute("lang", tag).ok();
    }
}

/// A new screen is read out from its heading on.
fn focus_heading() {
    let heading =
        document().get_element_by_id(HEADING).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(heading) = heading {
        // A heading that cannot take the focus is still read in order.
        heading.focus().ok();
    }
}
