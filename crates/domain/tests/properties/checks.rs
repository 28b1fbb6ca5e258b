//! What must hold of every step, and of everything that is to be kept.

use crate::support::{record, screens};
use handover_domain::answer::Value;
use handover_domain::contact::Purpose;
use handover_domain::ids::QuestionId;
use handover_domain::questionnaire::{MAX_SCREENS, Package, QuestionType, Role};
use handover_domain::record::Outcome;
use handover_domain::session::{Draft, Effect, Event, Given, Kiosk, Session, State, What, update};
use handover_domain::survey::VisitInfo;
use handover_domain::visit::Channel;
use proptest::prelude::*;
use std::sync::Arc;

/// A draft says what the package, asked again with its answers, would have asked.
pub fn check(draft: &Draft, kiosk: &Kiosk) -> Result<(), TestCaseError> {
    let package = kiosk.package(None).unwrap();
    prop_assert_eq!(&draft.package, &package.reference);
    match draft.what {
        What::Response(outcome) => {
            prop_assert_eq!((&draft.contact, &draft.answers.origin), (&None, &None));
            prop_assert!(draft.text.iter().all(|text| text.answers.is_empty()));
            check_path(draft, package, outcome)
        }
        What::Complaint(filed) => {
            let form = package.complaint.as_ref().expect("a form was filled in");
            let text = draft.text.as_ref().expect("whoever answers it needs the whole of it");
            prop_assert_eq!(&text.answers, &draft.answers.answers);
            prop_assert_eq!((filed.category, filed.department), form.filed_under(&draft.answers));
            prop_assert_eq!(filed.severity, form.propose(&draft.answers, Some(text)));
            if let Some(contact) = &draft.contact {
                prop_assert_eq!(contact.consent, Purpose::AnswerComplaint);
                prop_assert!(!form.wants_no_contact(&draft.answers));
            }
            check_path(draft, &form.package, Outcome::Completed)
        }
    }
}

fn check_path(draft: &Draft, package: &Package, outcome: Outcome) -> Result<(), TestCaseError> {
    let part = &draft.answers;
    // A partial survey does not tell that there were words; what hangs on them may have been asked.
    let words = |id: &QuestionId| {
        let silent = outcome == Outcome::Partial && part.asked.contains(id);
        (silent && package.question(id)?.kind == QuestionType::Text).then_some(&Value::Written)
    };
    let value = |id: &QuestionId| {
        let told = part.answers.iter().find(|answer| answer.question == *id).map(|answer| &answer.value);
        told.or_else(|| words(id))
    };
    let selected = package.select(draft.record, Channel::Kiosk);
    let counted = package.counted(&selected);
    prop_assert!(counted <= package.budget.max, "{} counted questions", counted);
    let mut path = Vec::new();
    for i in selected {
        let question = &package.questions[i];
        let look = |id: &QuestionId| {
            path.contains(id).then_some(())?;
            Some((package.question(id)?, value(id)?))
        };
        if question.show_if.as_ref().is_none_or(|condition| condition.holds(&look)) {
            path.push(question.id.clone());
        }
    }
    prop_assert!(screens(package, &part.asked) <= MAX_SCREENS);
    let on_path: Vec<_> = path.iter().filter(|id| part.asked.contains(id)).cloned().collect();
    prop_assert_eq!(&part.asked, &on_path, "each once, on the path {:?}", path);
    let answered: Vec<_> = part.answers.iter().map(|answer| answer.question.clone()).collect();
    prop_assert!(answered.iter().all(|id| part.asked.contains(id)));
    let in_order: Vec<_> = part.asked.iter().filter(|id| answered.contains(id)).cloned().collect();
    prop_assert_eq!(&answered, &in_order, "each once, in the order of asking");
    for answer in &part.answers {
        prop_assert!(package.question(&answer.question).unwrap().takes(&answer.value));
        prop_assert!(!matches!(answer.value, Value::Text(_)), "words belong into the text part");
    }
    let written: Vec<_> =
        part.answers.iter().filter(|a| a.value == Value::Written).map(|a| a.question.clone()).collect();
    match outcome {
        Outcome::Completed => {
            let missing = path.iter().filter(|id| !part.asked.contains(id));
            let is_reason = |id: &QuestionId| package.question(id).unwrap().role == Role::Reason;
            prop_assert!(missing.clone().all(is_reason), "only for reasons there may be no room: {:?}", path);
            prop_assert_eq!(&answered, &part.asked, "a completed survey has an answer to everything");
            let words = draft.text.iter().flat_map(|text| &text.comments);
            prop_assert_eq!(words.map(|comment| comment.question.clone()).collect::<Vec<_>>(), written);
        }
        Outcome::Partial => {
            prop_assert_eq!(&draft.text, &None);
            prop_assert!(written.is_empty(), "what is not kept is not told of");
            prop_assert!(part.answers.iter().any(|a| a.value != Value::Skipped), "nothing to keep");
        }
    }
    Ok(())
}

/// Which state may follow which.
fn may_follow(before: &str, after: &str) -> bool {
    let next: &[&str] = match before {
        "starting" => &["setup", "attract"],
        "attract" => &["consent", "staff"],
        "consent" => &["attract", "asking", "complaint", "idle"],
        "asking" => &["consent", "complaint", "leaving", "idle", "saving", "attract"],
        "complaint" => &["attract", "asking", "thanks", "contact", "leaving", "idle", "saving"],
        "contact" => &["complaint", "leaving", "idle", "saving", "attract"],
        "leaving" => &["asking", "complaint", "contact", "idle", "saving", "attract"],
        "idle" => &[
            "consent",
            "asking",
            "complaint",
            "contact",
            "leaving",
            "thanks",
            "recorded",
            "saving",
            "attract",
        ],
        "saving" => &["not-saved", "thanks", "recorded", "attract"],
        "not-saved" => &["saving", "attract", "staff"],
        "thanks" => &["complaint", "idle", "attract"],
        "recorded" => &["asking", "idle", "saving", "attract"],
        "setup" => &["attract"],
        "out-of-service" => &["staff"],
        "staff" => &["attract", "not-saved", "out-of-service"],
        _ => &[],
    };
    // Storage may break anywhere; nothing leads back from there.
    before == after || after == "out-of-service" || next.contains(&after)
}

/// Nothing of a customer is left: as a tablet that was just set up, with a handover that did not begin.
fn check_fresh(before: &State, after: &Session) -> Result<(), TestCaseError> {
    let State::Attract(attract) = &after.state else { return Ok(()) };
    if matches!(before, State::Starting | State::Setup(_) | State::Attract(_)) {
        return Ok(());
    }
    let mut fresh = Session::new(after.home);
    (fresh.kiosk, fresh.habits, fresh.comfort) = (after.kiosk.clone(), after.habits, after.habits.comfort());
    fresh.handover.clone_from(&after.handover);
    fresh.wanted = after.wanted;
    fresh.state = State::Attract(attract.clone());
    prop_assert_eq!(after, &fresh, "nothing of the last customer is left");
    let untouched = match before {
        State::Consent(consent) => consent.info == attract.info,
        State::Complaining(complaining) => *complaining.survey.info() == attract.info,
        State::Staff(staff) => {
            after.handover == attract.info.order
                || matches!(&*staff.under, State::Attract(under) if under.info == attract.info)
        }
        _ => false,
    };
    prop_assert!(untouched || attract.info == VisitInfo::default(), "the handover is over");
    Ok(())
}

/// One event, after which everything must be as it may be.
pub fn step(session: Session, event: Event, n: u64) -> Result<(Session, Vec<Arc<Draft>>), TestCaseError> {
    let before = session.clone();
    let given = Given { now_ms: n * 700, record: record(n) };
    let begun = matches!((&before.state, &event), (State::Staff(staff), Event::HandedOver(_))
        if matches!(&*staff.under, State::Attract(_)));
    let sets_up = matches!(before.state, State::Setup(_));
    let (after, effects) = update(session, event, given);
    let (old, new) = (before.state.name(), after.state.name());
    prop_assert!(may_follow(old, new), "{} → {}", old, new);
    if matches!(after.state, State::Attract(_)) {
        prop_assert_eq!(&after.next_kiosk, &None);
    } else if !sets_up {
        prop_assert_eq!(&after.kiosk, &before.kiosk, "the set-up changes only where nobody is answering");
    }
    check_fresh(&before.state, &after)?;
    if let Some(survey) = after.survey() {
        let (place, length) = survey.progress();
        prop_assert!((1..=length).contains(&place) && length <= MAX_SCREENS, "{} of {}", place, length);
    }
    if let State::Idle(idle) = &after.state {
        prop_assert!((1..=25).contains(&idle.left_s), "{} s", idle.left_s);
    }
    let mut drafts = Vec::new();
    let mut ended = 0;
    for effect in effects {
        match effect {
            Effect::Save(draft) => {
                prop_assert_eq!(new, "saving");
                prop_assert_ne!(old, "saving");
                check(&draft, after.kiosk.as_ref().unwrap())?;
                ended += usize::from(before.handover.is_some() && matches!(draft.what, What::Response(_)));
                drafts.push(draft);
            }
            Effect::NoSurvey(order) => {
                prop_assert_eq!(Some(&order), before.handover.as_ref());
                ended += 1;
            }
        }
    }
    let open = |session: &Session| usize::from(session.handover.is_some());
    prop_assert_eq!(open(&before) + usize::from(begun), open(&after) + ended, "every handover ends once");
    prop_assert_eq!(drafts.len(), usize::from(new == "saving" && old != "saving"));
    Ok((after, drafts))
}
