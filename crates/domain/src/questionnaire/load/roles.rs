//! Whether every question can play its role.

use super::super::review::Review;
use super::super::{Package, Question, QuestionType, Role};
use crate::complaint::Category;
use crate::json::Path;

/// The roles of a survey, in the order in which they stand.
pub(super) const SURVEY: [Role; 4] = [Role::Ask, Role::Reason, Role::Group, Role::Influence];
/// The roles of a complaint form.
pub(super) const COMPLAINT: [Role; 3] = [Role::Ask, Role::Category, Role::Reach];

/// More groups than this do not fit their screen.
const MAX_GROUPS: usize = 3;

pub(super) fn check(package: &Package, at: &Path<'_>, allowed: &[Role], review: &mut Review<'_>) {
    let mut last = Role::Ask;
    for (i, question) in package.questions.iter().enumerate() {
        let here = at.index(i);
        if !allowed.contains(&question.role) {
            review.add(
                &here.name("role"),
                format_args!("a question here cannot be a `{}`", question.role),
                "Take the role out, or move the question",
            );
        }
        fits(question, &here, review);
        let late = |role| matches!(role, Role::Group | Role::Influence);
        if late(last) && question.role < last {
            review.add(
                &here.name("role"),
                format_args!("a `{}` stands behind a `{last}`", question.role),
                "Put groups behind all other questions, and influence last",
            );
        }
        last = question.role;
    }
    for (role, most) in
        [(Role::Group, MAX_GROUPS), (Role::Influence, 1), (Role::Category, 1), (Role::Reach, 1)]
    {
        let n = package.questions.iter().filter(|question| question.role == role).count();
        if n > most {
            review.add(at, format_args!("there are {n} questions with the role `{role}`"), "Keep fewer");
        }
    }
    if allowed.contains(&Role::Category) && !package.questions.iter().any(|q| q.role == Role::Category) {
        review.add(
            at,
            format_args!("no question asks what the complaint is about"),
            "Give one the role `category` (C2)",
        );
    }
}

fn fits(question: &Question, here: &Path<'_>, review: &mut Review<'_>) {
    use QuestionType as Type;
    let types: &[Type] = match question.role {
        Role::Ask => return,
        Role::Reason => &[Type::Single, Type::Multi, Type::Text],
        Role::Group | Role::Category | Role::Reach => &[Type::Single],
        Role::Influence => &[Type::YesNo],
    };
    if !types.contains(&question.kind) {
        let role = question.role;
        review.add(
            &here.name("type"),
            format_args!("a `{}` cannot be a `{role}`", question.kind),
            "Change its type or its role",
        );
    }
    if question.role == Role::Reason && question.show_if.is_none() {
        review.add(here, format_args!("a reason is always asked"), "Give it a `show_if` on a bad answer");
    }
    if matches!(question.role, Role::Reason | Role::Group | Role::Influence) && question.scored() {
        review.add(here, format_args!("it carries points, and is no rating"), "Take the points out");
    }
    if question.role == Role::Category {
        for (i, option) in question.options.iter().enumerate() {
            let options = here.name("options");
            let at = options.index(i);
            if Category::from_word(option.id.as_str()).is_none() {
                review.add(
                    &at.name("id"),
                    format_args!("`{}` is no category of complaints", option.id),
                    "Name one of docs/questionnaire.md",
                );
            }
            if option.department.is_none() {
                review.add(
                    &at.name("department"),
                    format_args!("nobody is concerned"),
                    "Name sales, service, parts or customer_care",
                );
            }
        }
    }
}
