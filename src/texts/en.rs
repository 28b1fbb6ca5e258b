//! English.

use super::Texts;
use handover_domain::contact::{Look, Place};
use handover_domain::session::{Reason, SaveProblem};

pub(super) static TEXTS: Texts = Texts {
    language: "English",
    start: "Start",
    attract_line: "How was your visit?",
    attract_length: "A few questions, about two minutes",
    no_questionnaire: "There is no questionnaire for this kind of visit on this tablet yet. Please tell our staff.",
    consent_title: "Before we begin",
    consent_why: "We ask about your visit, so that head office can see what went well and what did not.",
    consent_who: "Your answers carry no name. The people you rate cannot read or change them.",
    consent_free: "You can go back or leave at any time, and have your answers deleted. If you walk away, ratings already given are kept without a name.",
    consent_others: "Please write nothing about other people in the comment field.",
    agree: "I agree, begin",
    decline: "No, thank you",
    progress: |place, of| format!("Question {place} of {of}"),
    explain: "What does this mean?",
    back: "Back",
    not_applicable: "Does not apply to me",
    skip: "Skip",
    next: "Next",
    send: "Send my answers",
    characters_left: |left| format!("{left} characters left"),
    number_range: |min, max| format!("A number from {min} to {max}"),
    nps_least: "Not at all likely",
    nps_most: "Very likely",
    leave: "Leave",
    leave_title: "Do you want to leave?",
    leave_note: "You may leave the answers you have chosen so far, or have them deleted. What you wrote is not kept.",
    stay: "Stay",
    leave_keeping: "Leave my answers",
    leave_deleting: "Delete what I said",
    saving: "Your answers are being put away safely",
    not_saved_title: "Your answers are not saved yet",
    not_saved_note: "They are still here. Please call our staff, or try once more.",
    not_saved_why: |problem| match problem {
        SaveProblem::Full => "The tablet's storage is full.",
        SaveProblem::Failed => "The tablet's storage did not accept them.",
        SaveProblem::Unconfirmed => "The tablet could not confirm that they were stored.",
    },
    try_again: "Try again",
    thanks_title: "Thank you",
    thanks_note: "Your answers are safely stored and will be sent to head office.",
    receipt_label: "Receipt code",
    receipt_note: "With this code head office can tell you whether your answers arrived, or erase what you wrote.",
    done: "Done",
    complain: "Make a complaint",
    larger: "Larger text",
    sharper: "High contrast",
    consent_complaint: "Tell us what happened. Your complaint gets a number, somebody who deals with it, and a deadline.",
    consent_contact: "How to reach you is asked separately, serves only to answer you, and can be left out.",
    step: |place, of| format!("Step {place} of {of}"),
    choosing: "Arrow keys move, Space or Enter chooses. Choosing moves on to the next question.",
    sorry: "We are sorry that this was not right. We will pass it on.",
    groups_title: "About you, if you like",
    groups_note: "Only to compare groups of customers. You need not choose any.",
    groups_pass: "Rather not say",
    cut: |most| format!("At most {most} characters; what was beyond them was not taken."),
    idle_title: "Are you still there?",
    idle_note: |left| {
        format!(
            "In {left} seconds the screen is cleared. What you wrote is not kept; ratings already given are, without a name."
        )
    },
    idle_stay: "I am still here",
    leave_complaint: "The complaint is not recorded yet. If you leave now, what you wrote is not kept.",
    contact_title: "How can we reach you?",
    contact_note: "Stored encrypted; the showroom's tablet cannot read it.",
    name_label: "Your name (may be left out)",
    phone_label: "Mobile or phone number",
    phone_looks: |look| match look {
        Look::Empty => {
            "Numbers of mainland China, Hong Kong and Taiwan as they are; others with their country code, like +65."
        }
        Look::Unfinished => "The number is not complete yet.",
        Look::Wrong => "This does not look like a phone number. Please check it.",
        Look::Good(Place::Mainland, _) => "A number of mainland China, fine.",
        Look::Good(Place::HongKong, _) => "A number of Hong Kong, fine.",
        Look::Good(Place::Taiwan, _) => "A number of Taiwan, fine.",
        Look::Good(Place::Abroad, _) => "An international number, fine.",
    },
    contact_consent: "I agree that this name and number are used to answer this complaint, and for nothing else.",
    contact_send: "Record the complaint",
    contact_none: "Record it without contact details",
    complaint_title: "Your complaint is recorded",
    number_label: "Complaint number",
    contact_by: |hours, by| format!("Somebody will contact you within {hours} hours, by {by}."),
    answer_by: |by| format!("By {by} you will have an answer, or know what is being done."),
    no_contact: "You asked not to be contacted. We look into it all the same.",
    moment: |days, time| {
        format!(
            "{time} {}",
            ["today", "tomorrow", "the day after tomorrow"]
                .get(usize::try_from(days).unwrap_or(2))
                .unwrap_or(&"")
        )
    },
    erase: "To have your details corrected or erased, give head office this number.",
    take_home: "Scan this to take it with you",
    raised: "We have noted what was not right.",
    offer: "Would you like somebody to look into it and answer you? You can record a complaint.",
    go_on: "Back to the questions",
    out_title: "Out of service",
    out_why: |reason| match reason {
        Reason::NoSecureContext => {
            "This page was not loaded over a secure connection, so nothing could be stored safely. Open it with https."
        }
        Reason::NoStorage => {
            "This browser has no usable storage, so answers would be lost. Allow storage for this page, or use another browser."
        }
        Reason::StorageFull => {
            "The storage of this tablet is full. What was stored is kept. Free some space and reload."
        }
        Reason::UpdateNeeded => {
            "The stored answers were written by a newer version of this page. They are kept. Update the page and reload."
        }
        Reason::Elsewhere => {
            "This tablet is already in use in another window. Once that is closed, this one takes over by itself."
        }
    },
    staff: "For staff",
    staff_note: "The part of this page that sends records has not started yet. Nothing is lost; if this stays, reload the page with a network.",
    close: "Close",
};
