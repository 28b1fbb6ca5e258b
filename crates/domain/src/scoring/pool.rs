//! Several versions of a package taken together.

use super::Tally;
use crate::ids::QuestionId;
use crate::questionnaire::{Package, Question};
use std::collections::BTreeMap;

/// What was answered to several versions, as one of them counts it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pooled {
    /// The tallies of its questions.
    pub tallies: BTreeMap<QuestionId, Tally>,
    /// How many answers stay outside: those to questions that it does not have, or to which other options or other
    /// points belonged.
    pub left_out: u64,
}

/// Takes versions together onto one of them. Answers are added question by question where the question has the same id,
/// type and options with equal points; weights are those of the version that they are taken onto.
pub fn pool<'a>(
    onto: &Package,
    versions: impl IntoIterator<Item = (&'a Package, &'a BTreeMap<QuestionId, Tally>)>,
) -> Pooled {
    let mut pooled = Pooled::default();
    for (package, tallies) in versions {
        for (id, tally) in tallies {
            let both = onto.question(id).zip(package.question(id));
            if both.is_some_and(|(one, other)| counts_alike(one, other)) {
                let into = pooled.tallies.entry(id.clone()).or_default();
                for (option, n) in tally {
                    *into.entry(option.clone()).or_default() += n;
                }
            } else {
                pooled.left_out += tally.values().sum::<u64>();
            }
        }
    }
    pooled
}

fn counts_alike(one: &Question, other: &Question) -> bool {
    let points = |question: &Question| -> BTreeMap<_, _> {
        question.options.iter().map(|option| (option.id.clone(), option.points)).collect()
    };
    one.kind == other.kind && points(one) == points(other)
}
