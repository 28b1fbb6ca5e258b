//! What staff ask for: how it goes, and files.

use super::Core;
use crate::browser::file;
use crate::sync::{tell, word};
use handover_domain::session::Span;
use wasm_bindgen::JsValue;

/// Has the courier tell how it goes, in the language of the screen, or no more.
pub(super) fn watch(core: Core, watch: bool) {
    tell(word::WATCH, if watch { core.language().tag() } else { "" });
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
