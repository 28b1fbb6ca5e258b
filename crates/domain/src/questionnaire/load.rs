//! Loading is validation: the whole package is right, or every flaw is named.

use super::condition::Condition;
use super::flaw::{Flaw, Flaws};
use super::wire::{ChoiceFile, PackageFile, QuestionFile, QuestionType};
use super::{Asked, Choice, Package, Question, reach};
use crate::hash::Hash;
use crate::ids::OptionId;
use crate::language::{Language, Text};
use crate::record::PackageRef;
use std::collections::{BTreeMap, BTreeSet};

/// The format this version reads and writes.
const FORMAT: u32 = 1;
/// No bank needs more; a screen list of thousands is a mistake (fault 45).
const MAX_QUESTIONS: usize = 100;
const MAX_OPTIONS: usize = 12;
const MAX_BYTES: usize = 256 * 1024;
/// The longest question or label that still fits its screen, in characters.
const MAX_CHARS: usize = 240;
/// Never more screens than this in one survey (`Q2`).
pub(super) const MAX_SCREENS: usize = 12;
/// Never more counted questions than this in one survey (`Q2`).
const MAX_COUNTED: usize = 8;

impl Package {
    /// Reads and validates the published bytes of a package.
    pub fn load(bytes: &[u8]) -> Result<Self, Vec<Flaw>> {
        let mut flaws = Flaws::default();
        if bytes.len() > MAX_BYTES {
            flaws.add("$", format!("the package has {} bytes", bytes.len()), "Keep it within 262144 bytes");
            return Err(flaws.0);
        }
        let file = match parse(bytes) {
            Ok(file) => file,
            Err(flaw) => return Err(vec![flaw]),
        };
        let package = build(file, Hash::of(bytes), &mut flaws);
        if flaws.0.is_empty() {
            reach::check(&package, &mut flaws);
        }
        if flaws.0.is_empty() { Ok(package) } else { Err(flaws.0) }
    }
}

#[cfg(feature = "json-paths")]
fn parse(bytes: &[u8]) -> Result<PackageFile, Flaw> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let file = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { "$".to_owned() } else { format!("$.{path}") };
        unreadable(path, error.inner())
    })?;
    json.end().map_err(|error| unreadable("$".into(), &error))?;
    Ok(file)
}

/// Without the feature the path is left out; the tablet only loads what head office has already checked.
#[cfg(not(feature = "json-paths"))]
fn parse(bytes: &[u8]) -> Result<PackageFile, Flaw> {
    serde_json::from_slice(bytes).map_err(|error| unreadable("$".into(), &error))
}

fn unreadable(path: String, error: &serde_json::Error) -> Flaw {
    Flaw { path, problem: error.to_string(), mend: "Write it as docs/questionnaire.md shows".into() }
}

fn build(file: PackageFile, hash: Hash, flaws: &mut Flaws) -> Package {
    if file.format != FORMAT {
        flaws.add("$.format", format!("format {} is not known", file.format), format!("Write {FORMAT}"));
    }
    if file.version == 0 {
        flaws.add("$.version", "versions count from 1", "Write 1 for the first version");
    }
    if file.languages.is_empty() {
        flaws.add("$.languages", "no language is named", "Name at least one of zh-CN, zh-TW, en");
    }
    if file.questions.is_empty() || file.questions.len() > MAX_QUESTIONS {
        flaws.add(
            "$.questions",
            format!("there are {} questions", file.questions.len()),
            format!("Keep 1 to {MAX_QUESTIONS}"),
        );
    }
    budget(&file, flaws);
    let translated = Translated { languages: &file.languages };
    translated.check("$.title", &file.title, flaws);
    let mut stages = BTreeSet::new();
    for (i, stage) in file.stages.iter().enumerate() {
        translated.check(&format!("$.stages[{i}].name"), &stage.name, flaws);
        if !stages.insert(&stage.id) {
            duplicate(&format!("$.stages[{i}].id"), stage.id.as_str(), flaws);
        }
    }
    let levels = choices("$.levels", &file.levels, &translated, flaws);
    let yes_no = choices("$.yes_no", &file.yes_no, &translated, flaws);
    for wanted in ["yes", "no"] {
        if !yes_no.iter().any(|choice| choice.id.as_str() == wanted) {
            flaws.add(
                "$.yes_no",
                format!("the option `{wanted}` is missing"),
                "Give it the options `yes` and `no`",
            );
        }
    }
    let mut questions: Vec<Question> = Vec::new();
    for (i, question) in file.questions.into_iter().enumerate().take(MAX_QUESTIONS) {
        let path = format!("$.questions[{i}]");
        if questions.iter().any(|earlier| earlier.id == question.id) {
            duplicate(&format!("{path}.id"), question.id.as_str(), flaws);
        }
        if !stages.contains(&question.stage) {
            flaws.add(
                format!("{path}.stage"),
                format!("there is no stage `{}`", question.stage),
                "Name one of $.stages or add it there",
            );
        }
        let shared = match question.kind {
            QuestionType::Rating => levels.clone(),
            QuestionType::YesNo => yes_no.clone(),
            _ => Vec::new(),
        };
        let built = self::question(&path, question, shared, &questions, &translated, flaws);
        questions.push(built);
    }
    Package {
        reference: PackageRef { id: file.id, version: file.version, hash },
        visit: file.visit,
        languages: file.languages,
        title: file.title,
        budget: file.budget,
        stages: file.stages,
        questions,
    }
}

fn budget(file: &PackageFile, flaws: &mut Flaws) {
    let budget = file.budget;
    if budget.min == 0 || budget.min > budget.max {
        flaws.add(
            "$.budget",
            format!("from {} to {} questions is not possible", budget.min, budget.max),
            "Let min be at least 1 and at most max",
        );
    }
    if budget.max > MAX_COUNTED {
        flaws.add(
            "$.budget.max",
            format!("{} counted questions are too many for one customer", budget.max),
            format!("Keep it within {MAX_COUNTED}"),
        );
    }
}

struct Translated<'a> {
    languages: &'a [Language],
}

impl Translated<'_> {
    fn check(&self, path: &str, text: &Text, flaws: &mut Flaws) {
        for language in self.languages {
            let tag = language.tag();
            match text.0.get(language) {
                Some(words) if words.trim().is_empty() => {
                    flaws.add(format!("{path}.{tag}"), "the text is empty", "Write it");
                }
                Some(words) if words.chars().count() > MAX_CHARS => {
                    flaws.add(
                        format!("{path}.{tag}"),
                        format!("the text has {} characters", words.chars().count()),
                        format!("Keep it within {MAX_CHARS}, so that it fits its screen"),
                    );
                }
                Some(_) => {}
                None => flaws.add(
                    format!("{path}.{tag}"),
                    "the translation is missing",
                    format!("Add it, or take {tag} out of $.languages"),
                ),
            }
        }
    }
}

fn duplicate(path: &str, id: &str, flaws: &mut Flaws) {
    flaws.add(path, format!("`{id}` is used twice"), "Give each its own id");
}

fn choices(path: &str, files: &[ChoiceFile], translated: &Translated, flaws: &mut Flaws) -> Vec<Choice> {
    if files.len() < 2 || files.len() > MAX_OPTIONS {
        flaws.add(path, format!("there are {} options", files.len()), format!("Keep 2 to {MAX_OPTIONS}"));
    }
    let mut seen = BTreeSet::new();
    for (i, choice) in files.iter().enumerate() {
        translated.check(&format!("{path}[{i}].label"), &choice.label, flaws);
        if !seen.insert(&choice.id) {
            duplicate(&format!("{path}[{i}].id"), choice.id.as_str(), flaws);
        }
        points(&format!("{path}[{i}].points"), choice.points, flaws);
    }
    files
        .iter()
        .cloned()
        .map(|ChoiceFile { id, label, points, bad }| Choice { id, label, points, bad })
        .collect()
}

fn points(path: &str, points: Option<u8>, flaws: &mut Flaws) {
    if points.is_some_and(|points| points > 100) {
        flaws.add(path, "points go from 0 to 100", "Keep them within 100");
    }
}

fn question(
    path: &str,
    file: QuestionFile,
    shared: Vec<Choice>,
    earlier: &[Question],
    translated: &Translated,
    flaws: &mut Flaws,
) -> Question {
    translated.check(&format!("{path}.text"), &file.text, flaws);
    if let Some(help) = &file.help {
        translated.check(&format!("{path}.help"), help, flaws);
    }
    if file.channels.is_empty() {
        flaws.add(
            format!("{path}.channels"),
            "no channel is named",
            "Name at least one of kiosk, phone, letter",
        );
    }
    let mut options = shared;
    if matches!(file.kind, QuestionType::Single | QuestionType::Multi) {
        options = choices(&format!("{path}.options"), &file.options, translated, flaws);
    } else if !file.options.is_empty() {
        flaws.add(
            format!("{path}.options"),
            "this type of question has no options of its own",
            "Take them out, or make its type `single` or `multi`",
        );
    }
    own_points(path, &file.points, file.bad.as_deref(), &mut options, flaws);
    let range = range(path, &file, flaws);
    let asked = asked(path, &file, earlier, flaws);
    if let Some(condition) = &file.show_if {
        references(path, condition, &file, earlier, flaws);
    }
    Question {
        id: file.id,
        kind: file.kind,
        stage: file.stage,
        channels: file.channels,
        asked,
        score_weight: file.score_weight,
        optional: file.optional || file.kind == QuestionType::Text,
        not_applicable: file.not_applicable,
        text: file.text,
        help: file.help,
        options,
        range,
        show_if: file.show_if,
    }
}

fn own_points(
    path: &str,
    own: &BTreeMap<OptionId, u8>,
    bad: Option<&[OptionId]>,
    options: &mut [Choice],
    flaws: &mut Flaws,
) {
    for (id, value) in own {
        points(&format!("{path}.points.{id}"), Some(*value), flaws);
        match options.iter_mut().find(|option| option.id == *id) {
            Some(option) => option.points = Some(*value),
            None => unknown_option(&format!("{path}.points.{id}"), id, flaws),
        }
    }
    let Some(bad) = bad else { return };
    for (i, id) in bad.iter().enumerate() {
        if !options.iter().any(|option| option.id == *id) {
            unknown_option(&format!("{path}.bad[{i}]"), id, flaws);
        }
    }
    for option in options {
        option.bad = bad.contains(&option.id);
    }
}

fn unknown_option(path: &str, id: &OptionId, flaws: &mut Flaws) {
    flaws.add(path, format!("the question has no option `{id}`"), "Name one of its options");
}

fn range(path: &str, file: &QuestionFile, flaws: &mut Flaws) -> Option<(i64, i64)> {
    match (file.kind, file.min, file.max) {
        (QuestionType::Nps, None, None) => Some((0, 10)),
        (QuestionType::Number, Some(min), Some(max)) if min < max => Some((min, max)),
        (QuestionType::Number, min, max) => {
            flaws.add(
                format!("{path}.min"),
                format!("from {min:?} to {max:?} is not a range"),
                "Give min and max, min below max",
            );
            None
        }
        (_, None, None) => None,
        _ => {
            flaws.add(format!("{path}.min"), "only a `number` has bounds", "Take min and max out");
            None
        }
    }
}

/// A question is asked always, in turns, or with the gate its condition looks at.
fn asked(path: &str, file: &QuestionFile, earlier: &[Question], flaws: &mut Flaws) -> Asked {
    let gate = file
        .show_if
        .iter()
        .flat_map(Condition::leaves)
        .filter_map(|(_, leaf)| leaf.reference())
        .find_map(|(_, id)| earlier.iter().position(|question| question.id == *id));
    match (file.required, file.rotation_weight, gate) {
        (true, None, _) => Asked::Always,
        (false, Some(weight), _) if weight > 0 => Asked::InTurns(weight),
        (false, Some(_), _) => {
            flaws.add(
                format!("{path}.rotation_weight"),
                "a weight of 0 would never be asked",
                "Write 1 or more, or take the question out",
            );
            Asked::Always
        }
        (true, Some(_), _) => {
            flaws.add(
                format!("{path}.rotation_weight"),
                "a required question does not rotate",
                "Keep `required` or `rotation_weight`, not both",
            );
            Asked::Always
        }
        (false, None, Some(gate)) => Asked::WithGate(gate),
        (false, None, None) => {
            flaws.add(
                path,
                "nothing says when this question is asked",
                "Add `required: true`, a `rotation_weight`, or a `show_if` on its gate",
            );
            Asked::Always
        }
    }
}

fn references(
    path: &str,
    condition: &Condition,
    file: &QuestionFile,
    earlier: &[Question],
    flaws: &mut Flaws,
) {
    for (at, leaf) in condition.leaves() {
        let Some((end, id)) = leaf.reference() else { continue };
        let path = format!("{path}.show_if{at}");
        let Some(target) = earlier.iter().find(|question| question.id == *id) else {
            flaws.add(
                format!("{path}{end}"),
                format!("there is no question `{id}` before this one"),
                "Name a question that comes earlier in $.questions",
            );
            continue;
        };
        if let Some(channel) = file.channels.iter().find(|channel| !target.channels.contains(channel)) {
            flaws.add(
                format!("{path}{end}"),
                format!("`{id}` is not asked on the channel {channel:?}"),
                "Let both be asked on the same channels",
            );
        }
        match leaf {
            Condition::Equals(equals) if target.option(&equals.value).is_none() => {
                unknown_option(&format!("{path}.equals.value"), &equals.value, flaws);
            }
            Condition::AtMost(_) | Condition::AtLeast(_) if target.range.is_none() && !target.scored() => {
                flaws.add(
                    format!("{path}{end}"),
                    format!("`{id}` has neither a number nor points to compare"),
                    "Compare with `equals` or `answered`",
                )
            }
            _ => {}
        }
    }
}
