//! Nothing can be taken here, and why.

use super::frame::plain;
use super::ui::Ui;
use crate::components::{Heading, Line};
use crate::texts;
use handover_domain::session::{Session, State};
use leptos::prelude::*;

fn why(session: &Session) -> String {
    match &session.state {
        State::OutOfService(out) => (texts::of(session.language).out_why)(out.reason).to_owned(),
        _ => String::new(),
    }
}

/// The out-of-service screen.
#[component]
pub fn OutOfService() -> AnyView {
    let ui = Ui::new();
    let middle = view! {
        <Heading text=ui.say(|t| t.out_title) />
        <Line class="lead" role="alert" text=ui.read(why) />
    };
    plain(middle.into_any())
}
