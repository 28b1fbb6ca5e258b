//! Options, their points, and which of them are bad.

use super::super::Choice;
use crate::complaint::{Department, Severity};
use crate::ids::OptionId;
use crate::json::Node;
use crate::questionnaire::review::Review;

const MAX_OPTIONS: usize = 12;
const MAX_POINTS: u16 = 100;

/// Reads a list of options.
pub(super) fn choices(node: &Node<'_>, review: &mut Review<'_>) -> Vec<Choice> {
    let count = node.items().len();
    if !(2..=MAX_OPTIONS).contains(&count) {
        review.add(node.path(), format_args!("there are {count} options"), "Keep 2 to 12");
    }
    let mut choices: Vec<Choice> = Vec::new();
    for choice in node.items() {
        choice.only(&["id", "label", "points", "bad", "severity", "department"]);
        let at = choice.field("id");
        let id = OptionId::read(&at);
        if choices.iter().any(|earlier| earlier.id == id) {
            review.duplicate(&at, id.as_str());
        }
        choices.push(Choice {
            id,
            label: review.text(&choice.field("label")),
            points: choice.optional("points").map(|node| points(&node, review)),
            bad: choice.flag("bad"),
            severity: choice.optional("severity").map(|node| Severity::read(&node)),
            department: choice.optional("department").map(|node| Department::read(&node)),
        });
    }
    choices
}

/// Applies what one question says about points and bad options for itself alone.
pub(super) fn for_itself(node: &Node<'_>, options: &mut [Choice], review: &mut Review<'_>) {
    if let Some(own) = node.member("points") {
        for (id, _) in own.entries() {
            let value = own.field(id);
            let points = points(&value, review);
            match options.iter_mut().find(|option| option.id.as_str() == id) {
                Some(option) => option.points = Some(points),
                None => review.unknown_option(&value, id),
            }
        }
    }
    if let Some(bad) = node.optional("bad") {
        for option in &mut *options {
            option.bad = false;
        }
        for item in bad.items() {
            let id = item.text();
            match options.iter_mut().find(|option| option.id.as_str() == id) {
                Some(option) => option.bad = true,
                None => review.unknown_option(&item, id),
            }
        }
    }
}

fn points(node: &Node<'_>, review: &mut Review<'_>) -> u8 {
    let points = node.u16();
    if points > MAX_POINTS {
        review.add(node.path(), format_args!("points go from 0 to 100"), "Keep them within 100");
    }
    u8::try_from(points).unwrap_or(u8::MAX)
}
