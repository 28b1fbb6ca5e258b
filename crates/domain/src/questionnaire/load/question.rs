//! One question.

use super::super::condition::Condition;
use super::super::{Asked, Choice, Question, QuestionType, Role, Stage};
use super::choices::{choices, for_itself};
use super::condition::Sight;
use crate::answer::MAX_TEXT;
use crate::ids::{QuestionId, StageId};
use crate::json::Node;
use crate::questionnaire::review::Review;
use crate::visit::Channel;
use std::sync::Arc;

/// What the package says outside its questions.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub stages: &'a [Stage],
    pub levels: &'a [Choice],
    pub yes_no: &'a [Choice],
}

const FIELDS: [&str; 18] = [
    "id",
    "type",
    "role",
    "stage",
    "channels",
    "required",
    "rotation_weight",
    "score_weight",
    "optional",
    "not_applicable",
    "text",
    "help",
    "options",
    "points",
    "bad",
    "min",
    "max",
    "show_if",
];

/// Reads one question; `earlier` are those before it.
pub(super) fn question(
    node: &Node<'_>,
    around: Around<'_>,
    earlier: &[Arc<Question>],
    review: &mut Review<'_>,
) -> Question {
    node.only(&FIELDS);
    let at = node.field("id");
    let id = QuestionId::read(&at);
    if earlier.iter().any(|earlier| earlier.id == id) {
        review.duplicate(&at, id.as_str());
    }
    let kind = QuestionType::read(&node.field("type"));
    let role = node.optional("role").map_or(Role::Ask, |role| Role::read(&role));
    let at = node.field("stage");
    let stage = StageId::read(&at);
    if !around.stages.iter().any(|known| known.id == stage) {
        review.add(
            at.path(),
            format_args!("there is no stage `{stage}`"),
            "Name one of $.stages or add it there",
        );
    }
    let at = node.field("channels");
    let channels = at.list(Channel::read);
    if channels.is_empty() {
        review.add(
            at.path(),
            format_args!("no channel is named"),
            "Name at least one of kiosk, phone, letter",
        );
    }
    let text = review.text(&node.field("text"));
    let help = node.optional("help").map(|help| review.text(&help));
    let mut options = options(node, kind, around, review);
    for_itself(node, &mut options, review);
    let (range, most) = bounds(node, kind, review);
    let sight = Sight { earlier, channels: &channels };
    let show_if = node.optional("show_if").map(|at| sight.condition(&at, review));
    let asked = asked(node, role, show_if.as_ref(), earlier, review);
    Question {
        id,
        kind,
        role,
        stage,
        asked,
        channels,
        score_weight: score_weight(node),
        optional: node.flag("optional")
            || kind == QuestionType::Text
            || matches!(role, Role::Reason | Role::Group | Role::Influence),
        not_applicable: node.flag("not_applicable"),
        text,
        help,
        options,
        range,
        most,
        show_if,
    }
}

/// A weight within a score; 1 where none is given.
pub(super) fn score_weight(node: &Node<'_>) -> u32 {
    node.member("score_weight").map_or(1, |weight| weight.u32())
}

fn options(node: &Node<'_>, kind: QuestionType, around: Around<'_>, review: &mut Review<'_>) -> Vec<Choice> {
    let own = node.member("options");
    let path = node.path().name("options");
    if matches!(kind, QuestionType::Single | QuestionType::Multi) {
        let Some(own) = own else {
            review.add(&path, format_args!("there are no options"), "Give it 2 to 12");
            return Vec::new();
        };
        return choices(&own, review);
    }
    if let Some(own) = own
        && own.items().len() > 0
    {
        review.add(
            &path,
            format_args!("this type of question has no options of its own"),
            "Take them out, or make its type `single` or `multi`",
        );
    }
    match kind {
        QuestionType::Rating => around.levels.to_vec(),
        QuestionType::YesNo => around.yes_no.to_vec(),
        _ => Vec::new(),
    }
}

/// Least and greatest number, and the most characters of words.
fn bounds(node: &Node<'_>, kind: QuestionType, review: &mut Review<'_>) -> (Option<(i64, i64)>, usize) {
    let bound = |name| node.optional(name).map(|bound| bound.i64());
    let path = node.path().name("min");
    match (kind, bound("min"), bound("max")) {
        (QuestionType::Nps, None, None) => return (Some((0, 10)), MAX_TEXT),
        (QuestionType::Number, Some(min), Some(max)) if min < max => return (Some((min, max)), MAX_TEXT),
        (QuestionType::Text, None, Some(max)) => match usize::try_from(max) {
            Ok(most @ 1..=MAX_TEXT) => return (None, most),
            _ => review.add(
                &node.path().name("max"),
                format_args!("{max} characters are not possible"),
                "Write 1 to 2000",
            ),
        },
        (QuestionType::Number, _, _) => {
            review.add(
                &path,
                format_args!("min and max do not make a range"),
                "Give min and max, min below max",
            );
        }
        (_, None, None) => {}
        _ => review.add(
            &path,
            format_args!("only a `number` has bounds, and a `text` a max"),
            "Take min and max out",
        ),
    }
    (None, MAX_TEXT)
}

/// A question is asked always, in turns, or with the gate its condition looks at.
fn asked(
    node: &Node<'_>,
    role: Role,
    show_if: Option<&Condition>,
    earlier: &[Arc<Question>],
    review: &mut Review<'_>,
) -> Asked {
    let references = show_if.map(Condition::references).unwrap_or_default();
    let gate = references.iter().find_map(|id| earlier.iter().position(|question| question.id == **id));
    let weight = node.optional("rotation_weight").map(|weight| weight.u32());
    let path = node.path().name("rotation_weight");
    match (node.flag("required"), weight, gate) {
        (true, None, _) => {}
        // Everyone may tell these, and nobody has to.
        (false, None, None) if matches!(role, Role::Group | Role::Influence) => {}
        (false, Some(weight), _) if weight > 0 => return Asked::InTurns(weight),
        (false, Some(_), _) => review.add(
            &path,
            format_args!("a weight of 0 would never be asked"),
            "Write 1 or more, or take the question out",
        ),
        (true, Some(_), _) => review.add(
            &path,
            format_args!("a required question does not rotate"),
            "Keep `required` or `rotation_weight`, not both",
        ),
        (false, None, Some(gate)) => return Asked::WithGate(gate),
        // It hangs on a question that is not there, which was told already.
        (false, None, None) if !references.is_empty() => {}
        (false, None, None) => review.add(
            node.path(),
            format_args!("nothing says when this question is asked"),
            "Add `required: true`, a `rotation_weight`, or a `show_if` on its gate",
        ),
    }
    Asked::Always
}
