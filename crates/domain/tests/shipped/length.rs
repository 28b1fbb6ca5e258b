//! Two to three minutes (`Q2`): counted questions within the budget, twelve screens at the most, fourteen taps for
//! whoever is content.

use super::walk::{Else, best, both, drawn, leaves, walk, worst};
use crate::support::record;
use handover_domain::answer::Value;
use handover_domain::questionnaire::{Condition, MAX_SCREENS};
use handover_domain::visit::Channel;

/// So many different customers.
const CUSTOMERS: u64 = 500;

#[test]
fn five_to_eight_questions_are_counted_for_every_customer_on_every_channel() {
    for shipped in both() {
        let package = &shipped.package;
        assert!(package.budget.min >= 5 && package.budget.max <= 8, "{shipped}: {:?}", package.budget);
        for n in 0..CUSTOMERS {
            for channel in [Channel::Kiosk, Channel::Phone, Channel::Letter] {
                let counted = package.counted(&package.select(record(n), channel));
                let budget = package.budget.min..=package.budget.max;
                assert!(budget.contains(&counted), "{shipped}, {}: {counted} by {channel}", record(n));
            }
        }
    }
}

#[test]
fn whoever_is_content_with_everything_is_through_with_fourteen_taps() {
    for shipped in both() {
        for n in 0..CUSTOMERS {
            for or in [Else::First, Else::Last] {
                let walked = walk(shipped, record(n), |question| best(question, or));
                assert!(
                    walked.taps <= 14,
                    "{shipped}, {}: {} taps: {:?}",
                    record(n),
                    walked.taps,
                    walked.screens
                );
                assert!(walked.draft.text.is_none());
            }
        }
    }
}

/// `walk` itself refuses a thirteenth screen.
#[test]
fn whoever_finds_everything_bad_and_says_so_sees_twelve_screens_at_the_most() {
    for shipped in both() {
        let mut longest = 0;
        for n in 0..CUSTOMERS {
            for or in [Else::First, Else::Last] {
                longest = longest.max(walk(shipped, record(n), |question| worst(question, or)).screens.len());
            }
        }
        assert_eq!(longest, MAX_SCREENS, "{shipped}: there is room for reasons, and it is used");
    }
}

/// What went wrong opens some branches, and what went well opens others.
#[test]
fn whoever_opens_every_branch_sees_twelve_screens_at_the_most() {
    for shipped in both() {
        let conditions = shipped.package.questions.iter().flat_map(|question| &question.show_if);
        let opening: Vec<_> = conditions
            .flat_map(leaves)
            .filter_map(|leaf| match leaf {
                Condition::Equals(equals) => Some((&equals.question, &equals.value)),
                _ => None,
            })
            .collect();
        for n in 0..CUSTOMERS {
            walk(shipped, record(n), |question| {
                let opens =
                    question.options.iter().rfind(|option| opening.contains(&(&question.id, &option.id)));
                match (opens, worst(question, Else::First)) {
                    (Some(option), Value::Choice(_)) => Value::Choice(option.id.clone()),
                    (_, other) => other,
                }
            });
        }
    }
}

#[test]
fn whatever_is_answered_there_are_twelve_screens_at_the_most() {
    for shipped in both() {
        for n in 0..CUSTOMERS {
            walk(shipped, record(n), |question| drawn(question, record(n), 0));
        }
    }
}
