//! Everything the kiosk itself says, one table a language. The questions come with the package.

mod en;
mod zh_cn;
mod zh_tw;

use handover_domain::contact::Look;
use handover_domain::language::Language;
use handover_domain::session::{Reason, SaveProblem, Session, State};

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
    pub characters_left: fn(usize) -> String,
    pub number_range: fn(i64, i64) -> String,
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
    pub complain: &'static str,
    pub larger: &'static str,
    pub sharper: &'static str,
    pub consent_complaint: &'static str,
    pub consent_contact: &'static str,
    pub step: fn(usize, usize) -> String,
    pub choosing: &'static str,
    pub sorry: &'static str,
    pub groups_title: &'static str,
    pub groups_note: &'static str,
    pub groups_pass: &'static str,
    pub cut: fn(usize) -> String,
    pub idle_title: &'static str,
    pub idle_note: fn(u64) -> String,
    pub idle_stay: &'static str,
    pub leave_complaint: &'static str,
    pub contact_title: &'static str,
    pub contact_note: &'static str,
    pub name_label: &'static str,
    pub phone_label: &'static str,
    pub phone_looks: fn(&Look) -> &'static str,
    pub contact_consent: &'static str,
    pub contact_send: &'static str,
    pub contact_none: &'static str,
    pub complaint_title: &'static str,
    pub number_label: &'static str,
    pub contact_by: fn(i64, &str) -> String,
    pub answer_by: fn(&str) -> String,
    pub no_contact: &'static str,
    pub moment: fn(i64, &str) -> String,
    pub erase: &'static str,
    pub take_home: &'static str,
    pub raised: &'static str,
    pub offer: &'static str,
    pub go_on: &'static str,
    pub out_title: &'static str,
    pub out_why: fn(Reason) -> &'static str,
    pub staff: &'static str,
    pub staff_note: &'static str,
    pub close: &'static str,
}

/// How far the customer is, in a survey or a complaint.
pub fn progress(session: &Session, at: usize, of: usize) -> String {
    let texts = self::of(session.language);
    match session.state.underneath() {
        State::Complaining(_) => (texts.step)(at, of),
        _ => (texts.progress)(at, of),
    }
}

/// The table of a language.
pub fn of(language: Language) -> &'static Texts {
    match language {
        Language::ZhCn => &zh_cn::TEXTS,
        Language::ZhTw => &zh_tw::TEXTS,
        Language::En => &en::TEXTS,
    }
}
