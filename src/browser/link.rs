//! What the address says, and wiping it: a link is read once and leaves the address bar.

use super::window;
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::language::Language;
use handover_domain::survey::VisitInfo;
use handover_domain::visit::Visit;
use wasm_bindgen::prelude::*;
use web_sys::UrlSearchParams;

#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    fn taken() -> UrlSearchParams;
}

/// What a link may say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// `enrol`: an enrolment code, as typed.
    pub enrol: Option<String>,
    /// `visit`, `ref`, `advisor`: the handover that begins. What is not a valid name is left out.
    pub visit: Option<VisitInfo>,
    /// `lang`: the language to begin in.
    pub language: Option<Language>,
}

/// Reads the address and leaves only its path behind.
pub fn take() -> Link {
    let values = taken();
    Link {
        enrol: values.get("enrol"),
        visit: values.get("visit").and_then(|word| Visit::from_word(&word)).map(|visit| VisitInfo {
            visit: Some(visit),
            order: values.get("ref").and_then(|text| OrderRef::new(text).ok()),
            advisor: values.get("advisor").and_then(|text| AdvisorId::new(text).ok()),
        }),
        language: values.get("lang").and_then(|tag| Language::from_tag(&tag)),
    }
}

/// The language the browser prefers, or simplified Chinese.
pub fn preferred_language() -> Language {
    let tag = window().navigator().language().unwrap_or_default();
    match tag.as_str() {
        "zh-TW" | "zh-HK" | "zh-MO" | "zh-Hant" => Language::ZhTw,
        tag if tag.starts_with("zh") || tag.is_empty() => Language::ZhCn,
        _ => Language::En,
    }
}
