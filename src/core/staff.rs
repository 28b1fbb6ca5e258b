//! What staff ask for: how it goes, and files.

use super::Core;
use crate::browser::file;
use crate::sync::{tell, word};
use handover_domain::session::Span;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Has the courier tell how it goes, in the language of the screen, or no more.
pub(super) fn watch(core: Core, watch: bool) {
    let language = core.session.with_untracked(|session| session.language.tag());
    tell(word::WATCH, if watch { language } else { "" });
}

/// Has the courier write a file.
pub(super) fn export(span: Span) {
    tell(
        word::EXPORT,
        match span {
            Span::Pending => JsValue::NULL,
            Span::Days(days) => days.into(),
        },
    );
}

/// Has the courier read the file that was chosen.
pub(super) fn bring() {
    tell(word::BRING, file::chosen());
}
