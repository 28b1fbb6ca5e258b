//! Which scores of two questionnaires may be compared (`S3`).

use super::words::among;
use super::{options, questions};
use handover_domain::ids::{QuestionId, StageId};
use handover_domain::language::Text;
use handover_domain::questionnaire::{Package, Question};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a score of one may be held against that of the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fit {
    /// Why it may not: what it measures, or of whom, is another thing.
    pub breaks: Vec<String>,
    /// Why it may with care: what is asked is the same, but customers may take it otherwise.
    pub doubts: Vec<String>,
}

impl Fit {
    /// Whether nothing speaks against it.
    pub fn is_sure(&self) -> bool {
        self.breaks.is_empty() && self.doubts.is_empty()
    }

    fn breaks_if(&mut self, holds: bool, why: &str) {
        if holds {
            self.breaks.push(why.into());
        }
    }

    fn doubts_if(&mut self, holds: bool, why: &str) {
        if holds {
            self.doubts.push(why.into());
        }
    }

    /// What this score is made of fits so.
    fn rests_on(&mut self, part: &Fit, name: &str) {
        if !part.breaks.is_empty() {
            self.breaks.push(format!("{name} is not comparable"));
        } else if !part.doubts.is_empty() {
            self.doubts.push(format!("{name} is so with care"));
        }
    }
}

/// How the scores of two questionnaires fit.
pub struct Fits {
    /// Each question that is scored in either.
    pub questions: BTreeMap<QuestionId, Fit>,
    /// Each stage that is scored in either.
    pub stages: BTreeMap<StageId, Fit>,
    /// The index over all stages.
    pub index: Fit,
}

impl Fits {
    /// Judges the questionnaire after against the one before.
    pub fn between(before: &Package, after: &Package) -> Self {
        let questions: BTreeMap<_, _> = both(scored(before).keys(), scored(after).keys())
            .into_iter()
            .map(|id| (id.clone(), question(before, after, &id)))
            .collect();
        let stages: BTreeMap<_, _> = both(weighed(before).keys(), weighed(after).keys())
            .into_iter()
            .map(|id| (id.clone(), stage(before, after, &id, &questions)))
            .collect();
        let mut index = Fit::default();
        index.breaks_if(before.id() != after.id(), "it is another questionnaire");
        index.breaks_if(
            weighed(before) != weighed(after),
            "it is made of other stages, or with other weights",
        );
        let weights = weighed(after);
        for (id, fit) in stages.iter().filter(|(id, _)| weights.get(id).is_some_and(|weight| *weight > 0)) {
            index.rests_on(fit, &format!("stage `{id}`"));
        }
        index.doubts_if(
            questions::common(before, after) != questions::common(after, before),
            "questions come in another order",
        );
        Self { questions, stages, index }
    }

    /// Whether nothing speaks against comparing any of them.
    pub fn are_sure(&self) -> bool {
        self.questions.values().chain(self.stages.values()).chain([&self.index]).all(Fit::is_sure)
    }
}

fn both<'a, T: Ord + Clone + 'a>(
    one: impl Iterator<Item = &'a T>,
    other: impl Iterator<Item = &'a T>,
) -> BTreeSet<T> {
    one.chain(other).cloned().collect()
}

/// The questions with points, with their weights.
fn scored(package: &Package) -> BTreeMap<QuestionId, &Question> {
    let scored = package.questions.iter().filter(|question| question.scored());
    scored.map(|question| (question.id.clone(), &**question)).collect()
}

/// The stages that have such, with their weights.
fn weighed(package: &Package) -> BTreeMap<StageId, u32> {
    let with =
        |id: &StageId| package.questions.iter().any(|question| question.scored() && question.stage == *id);
    package
        .stages
        .iter()
        .filter(|stage| with(&stage.id))
        .map(|stage| (stage.id.clone(), stage.score_weight))
        .collect()
}

fn question(before: &Package, after: &Package, id: &QuestionId) -> Fit {
    let mut fit = Fit::default();
    let (before_scored, after_scored) = (scored(before), scored(after));
    let (Some(was), Some(is)) = (before_scored.get(id), after_scored.get(id)) else {
        fit.breaks.push("only one of the two scores it".into());
        return fit;
    };
    let points = |question: &Question| -> BTreeMap<_, _> {
        question.options.iter().map(|option| (option.id.clone(), option.points)).collect()
    };
    fit.breaks_if(before.id() != after.id(), "it is another questionnaire");
    fit.breaks_if(was.kind != is.kind || was.role != is.role, "it is another type of question");
    fit.breaks_if(points(was) != points(is), "it has other options, or with other points");
    fit.breaks_if(was.show_if != is.show_if, "it is asked of other customers");
    let languages = among(before, after);
    let reads = |was: &Text, is: &Text| {
        languages.iter().any(|language| was.exactly(*language) != is.exactly(*language))
    };
    fit.doubts_if(reads(&was.text, &is.text), "it is worded otherwise");
    let labels = is.options.iter().filter_map(|option| Some((was.option(&option.id)?, option)));
    let relabelled = labels.into_iter().any(|(was, is)| reads(&was.label, &is.label));
    fit.doubts_if(relabelled, "its options are worded otherwise");
    let turned = options::common(was, is) != options::common(is, was);
    fit.doubts_if(turned, "its options come in another order");
    fit.doubts_if(was.channels != is.channels, "it is asked on other channels");
    let outs = |question: &Question| (question.optional, question.not_applicable);
    fit.doubts_if(outs(was) != outs(is), "it leaves other ways of not answering");
    fit
}

fn stage(before: &Package, after: &Package, id: &StageId, fits: &BTreeMap<QuestionId, Fit>) -> Fit {
    let made_of = |package: &Package| -> BTreeMap<QuestionId, u32> {
        let within = scored(package).into_values().filter(|question| question.stage == *id);
        within.map(|question| (question.id.clone(), question.score_weight)).collect()
    };
    let mut fit = Fit::default();
    let (was, is) = (made_of(before), made_of(after));
    fit.breaks_if(was != is, "it is made of other questions, or with other weights");
    for (question, weight) in &is {
        if let Some(of) = fits.get(question).filter(|_| *weight > 0 && was.contains_key(question)) {
            fit.rests_on(of, &format!("question `{question}`"));
        }
    }
    fit
}
