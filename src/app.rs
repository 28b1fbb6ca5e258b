//! The one screen switch.

use crate::core::Core;
use crate::screens::{Asking, Attract, Consent, NotSaved, OutOfService, Saving, Setup, Thanks};
use handover_domain::ids::QuestionId;
use handover_domain::session::{SavingStage, Session, State};
use leptos::prelude::*;

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
        State::Asking(asking) | State::Leaving(asking) => {
            Screen::Asking(asking.survey.question().id.clone())
        }
        State::Saving(saving) => match saving.stage {
            SavingStage::Writing => Screen::Saving,
            SavingStage::Failed(_) => Screen::NotSaved,
        },
        State::Thanks(_) => Screen::Thanks,
        State::OutOfService(_) => Screen::OutOfService,
    }
}

/// The whole page.
#[component]
pub fn App() -> AnyView {
    let core = Core::provide();
    let session = core.session();
    let now = Memo::new(move |_| session.with(screen));
    let name = Signal::derive(move || session.with(|session| session.state.name()));
    Effect::new(move |_| {
        let tag = session.with(|session| session.language.tag());
        if let Some(root) = document().document_element() {
            // A page whose language cannot be named is still readable.
            root.set_attribute("lang", tag).ok();
        }
    });
    let shown = move || match now.get() {
        Screen::Starting => ().into_any(),
        Screen::Setup => view! { <Setup /> }.into_any(),
        Screen::Attract => view! { <Attract /> }.into_any(),
        Screen::Consent => view! { <Consent /> }.into_any(),
        Screen::Asking(_) => view! { <Asking /> }.into_any(),
        Screen::Saving => view! { <Saving /> }.into_any(),
        Screen::NotSaved => view! { <NotSaved /> }.into_any(),
        Screen::Thanks => view! { <Thanks /> }.into_any(),
        Screen::OutOfService => view! { <OutOfService /> }.into_any(),
    };
    view! { <main data-screen=name>{shown}</main> }.into_any()
}
