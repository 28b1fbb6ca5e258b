//! What differs between the questions of two questionnaires, or of their complaint forms.

use super::changes::{Changes, THE_QUESTIONNAIRE};
use super::options;
use super::words::{among, asked, list, shown, texts};
use handover_domain::ids::QuestionId;
use handover_domain::language::Language;
use handover_domain::questionnaire::{Package, Question, QuestionType};

/// Compares them; `kind` says which they are.
pub fn compare(changes: &mut Changes, kind: &'static str, before: &Package, after: &Package) {
    for question in before.questions.iter().filter(|question| after.question(&question.id).is_none()) {
        changes.add(kind, question.id.as_str(), "it is gone".into());
    }
    for question in &after.questions {
        match before.question(&question.id) {
            None => changes.add(kind, question.id.as_str(), new(after, question)),
            Some(was) => {
                let mut say = |sentence| changes.add(kind, question.id.as_str(), sentence);
                one(&mut say, (before, was), (after, question));
                words(&mut say, &among(before, after), was, question);
                options::compare(&mut say, &among(before, after), was, question);
            }
        }
    }
    let order = common(after, before);
    if order != common(before, after) {
        changes.add(THE_QUESTIONNAIRE, "", format!("what it asks comes in another order: {}", list(order)));
    }
}

/// The questions that the other has too, in their order.
pub fn common<'a>(package: &'a Package, other: &Package) -> Vec<&'a QuestionId> {
    package.questions.iter().map(|question| &question.id).filter(|id| other.question(id).is_some()).collect()
}

fn new(package: &Package, question: &Question) -> String {
    let text = question.text.get(package.languages.first().copied().unwrap_or(Language::En));
    format!(
        "it is new: “{}”, {} in stage `{}`, asked {}, shown {}",
        crate::terminal::line(text, handover_domain::answer::MAX_TEXT),
        question.kind.word(),
        question.stage,
        asked(package, question),
        shown(question.show_if.as_ref()),
    )
}

fn one(
    say: &mut impl FnMut(String),
    (before, was): (&Package, &Question),
    (after, is): (&Package, &Question),
) {
    let mut differs = |what: &str, was: String, is: String| {
        if was != is {
            say(format!("{what} {is} instead of {was}"));
        }
    };
    differs("its type is", was.kind.word().into(), is.kind.word().into());
    differs("its role is", was.role.word().into(), is.role.word().into());
    differs("its stage is", format!("`{}`", was.stage), format!("`{}`", is.stage));
    let channels = |question: &Question| list(question.channels.iter().map(|channel| channel.word()));
    differs("its channels are", channels(was), channels(is));
    differs("it is asked", asked(before, was), asked(after, is));
    differs("it is shown", shown(was.show_if.as_ref()), shown(is.show_if.as_ref()));
    differs("its weight is", was.score_weight.to_string(), is.score_weight.to_string());
    let passed = |question: &Question| if question.optional { "may" } else { "must not" };
    differs("it", format!("{} be passed over", passed(was)), format!("{} be passed over", passed(is)));
    let offered = |question: &Question| if question.not_applicable { "is" } else { "is not" };
    differs("“does not apply”", format!("{} offered", offered(was)), format!("{} offered", offered(is)));
    let range = |question: &Question| match question.range {
        Some((least, most)) => format!("{least} to {most}"),
        None => "nothing".into(),
    };
    differs("its numbers are", range(was), range(is));
    if is.kind == QuestionType::Text && was.kind == QuestionType::Text {
        differs("its most characters are", was.most.to_string(), is.most.to_string());
    }
}

fn words(say: &mut impl FnMut(String), languages: &[Language], was: &Question, is: &Question) {
    texts(languages.to_vec(), &was.text, &is.text, |difference| say(format!("it asks {difference}")));
    match (&was.help, &is.help) {
        (None, None) => {}
        (Some(_), None) => say("its explanation is gone".into()),
        (None, Some(_)) => say("it has an explanation now".into()),
        (Some(was), Some(is)) => {
            texts(languages.to_vec(), was, is, |difference| say(format!("its explanation is {difference}")));
        }
    }
}
