//! Everything the kiosk itself says, one table a language. The questions come with the package.

mod en;
mod zh_cn;
mod zh_tw;

use handover_domain::language::Language;
use handover_domain::session::{EnrolProblem, Reason, SaveProblem};

/// The words of one language. A field left out does not compile.
#[expect(missing_docs, reason = "each field is named after where it is shown")]
pub struct Texts {
    pub language: &'static str,
    pub start: &'static str,
    pub attract_line: &'static str,
    pub attract_length: &'static str,
    pub no_questionnaire: &'static str,
    pub consent_title: &'static str,
    pub consent_why: &'static str,
    pub consent_who: &'static str,
    pub consent_free: &'static str,
    pub consent_others: &'static str,
    pub agree: &'static str,
    pub decline: &'static str,
    pub progress: fn(usize, usize) -> String,
    pub explain: &'static str,
    pub back: &'static str,
    pub not_applicable: &'static str,
    pub skip: &'static str,
    pub next: &'static str,
    pub send: &'static str,
    pub comment_label: &'static str,
    pub characters_left: fn(usize) -> String,
    pub number_label: fn(i64, i64) -> String,
    pub nps_least: &'static str,
    pub nps_most: &'static str,
    pub leave: &'static str,
    pub leave_title: &'static str,
    pub leave_note: &'static str,
    pub stay: &'static str,
    pub leave_keeping: &'static str,
    pub leave_deleting: &'static str,
    pub saving: &'static str,
    pub not_saved_title: &'static str,
    pub not_saved_note: &'static str,
    pub not_saved_why: fn(SaveProblem) -> &'static str,
    pub try_again: &'static str,
    pub thanks_title: &'static str,
    pub thanks_note: &'static str,
    pub receipt_label: &'static str,
    pub receipt_note: &'static str,
    pub done: &'static str,
    pub setup_title: &'static str,
    pub setup_note: &'static str,
    pub code_label: &'static str,
    pub code_note: &'static str,
    pub not_durable: &'static str,
    pub connect: &'static str,
    pub connecting: &'static str,
    pub code_mistyped: &'static str,
    pub enrol_problem: fn(EnrolProblem) -> &'static str,
    pub out_title: &'static str,
    pub out_why: fn(Reason) -> &'static str,
}

/// The table of a language.
pub fn of(language: Language) -> &'static Texts {
    match language {
        Language::ZhCn => &zh_cn::TEXTS,
        Language::ZhTw => &zh_tw::TEXTS,
        Language::En => &en::TEXTS,
    }
}
