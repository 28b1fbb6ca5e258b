//! What differs between two questionnaires, in plain sentences, and whether their scores may be compared (`S3`).

mod changes;
mod options;
mod questions;
mod scores;
mod words;

pub use scores::{Fit, Fits};

use changes::{Changes, THE_QUESTIONNAIRE};
use handover_domain::questionnaire::{Form, Package};
use words::{among, list, texts};

/// What differs.
pub struct Diff {
    /// A sentence for each change.
    pub changes: Vec<String>,
    /// What may be compared.
    pub fits: Fits,
}

/// Compares the questionnaire before with the one after.
pub fn between(before: &Package, after: &Package) -> Diff {
    let mut changes = Changes::default();
    of_the_whole(&mut changes, before, after);
    of_the_stages(&mut changes, before, after);
    questions::compare(&mut changes, "question", before, after);
    of_the_form(&mut changes, before, after);
    Diff { changes: changes.sentences(), fits: Fits::between(before, after) }
}

fn of_the_whole(changes: &mut Changes, before: &Package, after: &Package) {
    let mut say = |sentence: String| changes.add(THE_QUESTIONNAIRE, "", sentence);
    if before.id() != after.id() {
        say(format!("it is another one, `{}` instead of `{}`", after.id(), before.id()));
    }
    if before.reference.version != after.reference.version {
        say(format!("it has version {} instead of {}", after.reference.version, before.reference.version));
    }
    if before.visit != after.visit {
        say(format!("it asks about {} instead of {}", after.visit.word(), before.visit.word()));
    }
    let tags = |package: &Package| list(package.languages.iter().map(|language| language.tag()));
    if before.languages != after.languages {
        say(format!("it is offered in {} instead of {}", tags(after), tags(before)));
    }
    if before.budget != after.budget {
        let budget = |package: &Package| format!("{} to {}", package.budget.min, package.budget.max);
        say(format!(
            "one customer is asked {} counted questions instead of {}",
            budget(after),
            budget(before)
        ));
    }
    texts(among(before, after), &before.title, &after.title, |difference| {
        say(format!("its title is {difference}"));
    });
}

fn of_the_stages(changes: &mut Changes, before: &Package, after: &Package) {
    let mut say = |id: &str, sentence: String| changes.add("stage", id, sentence);
    for stage in before.stages.iter().filter(|stage| after.stage(&stage.id).is_none()) {
        say(stage.id.as_str(), "it is gone".into());
    }
    for stage in &after.stages {
        let id = stage.id.as_str();
        let Some(was) = before.stage(&stage.id) else {
            say(id, format!("it is new, with a weight of {}", stage.score_weight));
            continue;
        };
        if was.score_weight != stage.score_weight {
            say(id, format!("it has a weight of {} instead of {}", stage.score_weight, was.score_weight));
        }
        texts(among(before, after), &was.name, &stage.name, |difference| {
            say(id, format!("its name is {difference}"));
        });
    }
}

fn of_the_form(changes: &mut Changes, before: &Package, after: &Package) {
    match (&before.complaint, &after.complaint) {
        (None, None) => {}
        (Some(_), None) => changes.add(THE_QUESTIONNAIRE, "", "its complaint form is gone".into()),
        (None, Some(_)) => changes.add(THE_QUESTIONNAIRE, "", "it has a complaint form now".into()),
        (Some(was), Some(form)) => {
            questions::compare(changes, "question of the complaint form", &was.package, &form.package);
            of_the_words(changes, was, form);
        }
    }
}

/// The words by which a complaint is worse than it seems (`C3`).
fn of_the_words(changes: &mut Changes, before: &Form, after: &Form) {
    let only = |one: &Form, other: &Form| {
        let words = one.words.iter().filter(|word| !other.words.contains(word));
        words.map(|(severity, word)| format!("{word} ({})", severity.word())).collect::<Vec<_>>()
    };
    let (new, gone) = (only(after, before), only(before, after));
    for (words, what) in [(new, "are new"), (gone, "are gone")] {
        if !words.is_empty() {
            let sentence = format!("words of its complaint form {what}: {}", words.join(", "));
            changes.add(THE_QUESTIONNAIRE, "", sentence);
        }
    }
}

#[cfg(test)]
mod tests;
