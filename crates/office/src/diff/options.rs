//! What differs between the options of a question.

use super::words::{list, texts};
use handover_domain::ids::OptionId;
use handover_domain::language::Language;
use handover_domain::questionnaire::{Choice, Question};

/// Compares them.
pub fn compare(say: &mut impl FnMut(String), languages: &[Language], was: &Question, is: &Question) {
    for option in was.options.iter().filter(|option| is.option(&option.id).is_none()) {
        say(format!("its option `{}` is gone", option.id));
    }
    for option in &is.options {
        match was.option(&option.id) {
            None => say(format!("its option `{}` is new, and gives {} points", option.id, points(option))),
            Some(before) => one(say, languages, before, option),
        }
    }
    let order = common(is, was);
    if order != common(was, is) {
        say(format!("its options come in another order: {}", list(order)));
    }
}

/// The options that the other has too, in their order.
pub fn common<'a>(question: &'a Question, other: &Question) -> Vec<&'a OptionId> {
    question.options.iter().map(|option| &option.id).filter(|id| other.option(id).is_some()).collect()
}

fn points(option: &Choice) -> String {
    option.points.map_or_else(|| "no".into(), |points| points.to_string())
}

fn one(say: &mut impl FnMut(String), languages: &[Language], was: &Choice, is: &Choice) {
    let id = &is.id;
    if was.points != is.points {
        say(format!("its option `{id}` gives {} points instead of {}", points(is), points(was)));
    }
    if was.bad != is.bad {
        let means = if is.bad { "means" } else { "no longer means" };
        say(format!("its option `{id}` {means} that something went wrong"));
    }
    let severity = |option: &Choice| option.severity.map_or("none", |severity| severity.word());
    if was.severity != is.severity {
        say(format!("the severity of its option `{id}` is {} instead of {}", severity(is), severity(was)));
    }
    let department = |option: &Choice| option.department.map_or("none", |department| department.word());
    if was.department != is.department {
        say(format!(
            "the department of its option `{id}` is {} instead of {}",
            department(is),
            department(was)
        ));
    }
    texts(languages.to_vec(), &was.label, &is.label, |difference| {
        say(format!("its option `{id}` reads {difference}"));
    });
}
