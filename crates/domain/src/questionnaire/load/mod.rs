//! Loading is validation: the whole package is right, or every flaw is named.
//! `docs/questionnaire.md` is the reference of the format.

mod choices;
mod condition;
mod counts;
mod form;
mod question;
mod roles;

use self::choices::choices;
use self::question::Around;
use super::flaw::Flaw;
use super::review::Review;
use super::{Budget, Package, PackageRef, Question, Stage, Visit, reach};
use crate::hash::Hash;
use crate::ids::{PackageId, StageId};
use crate::json::{self, First, Node, Path};
use crate::language::Language;
use std::sync::Arc;

/// The format this version reads and writes.
const FORMAT: u32 = 1;
/// No bank needs more; a screen list of thousands is a mistake (fault 45).
const MAX_QUESTIONS: usize = 100;
const MAX_BYTES: usize = 256 * 1024;
/// Never more counted questions than this in one survey (`Q2`).
const MAX_COUNTED: usize = 8;

impl Package {
    /// Reads and validates the published bytes of a package.
    pub fn load(bytes: &[u8]) -> Result<Self, Vec<Flaw>> {
        load(bytes, |package, review| {
            let questions = Path::ROOT.name("questions");
            reach::check(package, &questions, review);
            roles::check(package, &questions, &roles::SURVEY, review);
            if let Some(form) = &package.complaint {
                let at = Path::ROOT.name("complaint");
                let questions = at.name("questions");
                reach::check(&form.package, &questions, review);
                roles::check(&form.package, &questions, &roles::COMPLAINT, review);
            }
        })
    }

    /// The same for a package that head office has signed: it had looked for questions that no answers lead
    /// to or whose role they cannot play, and the tablet, which is to be small, does not look again. Everything else is checked.
    pub fn load_signed(bytes: &[u8]) -> Result<Self, Vec<Flaw>> {
        load(bytes, |_, _| {})
    }
}

fn load(bytes: &[u8], look_further: fn(&Package, &mut Review<'_>)) -> Result<Package, Vec<Flaw>> {
    let unread = First::default();
    let mut review = Review::new(&unread);
    if bytes.len() > MAX_BYTES {
        review.add(
            &Path::ROOT,
            format_args!("the package has {} bytes", bytes.len()),
            "Keep it within 262144 bytes",
        );
        return Err(review.flaws);
    }
    let json = json::parse(bytes).map_err(|fault| vec![fault.into()])?;
    let package = package(&json.root(&unread), Hash::of(bytes), &mut review);
    if review.flaws.is_empty() && !unread.is_noted() {
        look_further(&package, &mut review);
        counts::check(&package, &Path::ROOT, &mut review);
    }
    let mut flaws = review.flaws;
    flaws.extend(unread.noted().map(Flaw::from));
    if flaws.is_empty() { Ok(package) } else { Err(flaws) }
}

const FIELDS: [&str; 12] = [
    "format",
    "id",
    "version",
    "visit",
    "languages",
    "title",
    "budget",
    "levels",
    "yes_no",
    "stages",
    "questions",
    "complaint",
];

fn package(node: &Node<'_>, hash: Hash, review: &mut Review<'_>) -> Package {
    node.only(&FIELDS);
    let format = node.field("format");
    if format.u32() != FORMAT {
        review.add(format.path(), format_args!("this format is not known"), "Write 1");
    }
    let version = node.field("version");
    let reference = PackageRef { id: PackageId::read(&node.field("id")), version: version.u32(), hash };
    if reference.version == 0 {
        review.add(version.path(), format_args!("versions count from 1"), "Write 1 for the first version");
    }
    let languages = node.field("languages");
    for named in languages.items() {
        let language = Language::read(&named);
        if review.languages.contains(&language) {
            let tag = language.tag();
            review.add(named.path(), format_args!("`{tag}` is named twice"), "Name each language once");
        } else {
            review.languages.push(language);
        }
    }
    if review.languages.is_empty() {
        review.add(
            languages.path(),
            format_args!("no language is named"),
            "Name at least one of zh-CN, zh-TW, en",
        );
    }
    let budget = budget(&node.field("budget"), review);
    let title = review.text(&node.field("title"));
    let stages = stages(&node.field("stages"), review);
    let levels = choices(&node.field("levels"), review);
    let yes_no = node.field("yes_no");
    let words = choices(&yes_no, review);
    for wanted in ["yes", "no"] {
        if !words.iter().any(|choice| choice.id.as_str() == wanted) {
            review.add(
                yes_no.path(),
                format_args!("the option `{wanted}` is missing"),
                "Give it the options `yes` and `no`",
            );
        }
    }
    let around = Around { stages: &stages, levels: &levels, yes_no: &words };
    let questions = questions(&node.field("questions"), around, review);
    let mut package = Package {
        reference,
        visit: Visit::read(&node.field("visit")),
        languages: review.languages.clone(),
        title,
        budget,
        stages,
        questions,
        complaint: None,
    };
    if let Some(at) = node.optional("complaint") {
        let around = Around { stages: &package.stages, levels: &levels, yes_no: &words };
        let form = form::form(&at, &package, around, review);
        package.complaint = Some(Arc::new(form));
    }
    package
}

fn budget(node: &Node<'_>, review: &mut Review<'_>) -> Budget {
    node.only(&["min", "max"]);
    let max = node.field("max");
    let budget = Budget { min: node.field("min").u16().into(), max: max.u16().into() };
    if budget.min == 0 || budget.min > budget.max {
        review.add(
            node.path(),
            format_args!("from {} to {} questions is not possible", budget.min, budget.max),
            "Let min be at least 1 and at most max",
        );
    }
    if budget.max > MAX_COUNTED {
        review.add(
            max.path(),
            format_args!("{} counted questions are too many for one customer", budget.max),
            "Keep it within 8",
        );
    }
    budget
}

fn stages(node: &Node<'_>, review: &mut Review<'_>) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for stage in node.items() {
        stage.only(&["id", "name", "score_weight"]);
        let at = stage.field("id");
        let id = StageId::read(&at);
        if stages.iter().any(|earlier| earlier.id == id) {
            review.duplicate(&at, id.as_str());
        }
        stages.push(Stage {
            id,
            name: review.text(&stage.field("name")),
            score_weight: question::score_weight(&stage),
        });
    }
    stages
}

fn questions(node: &Node<'_>, around: Around<'_>, review: &mut Review<'_>) -> Vec<Arc<Question>> {
    let count = node.items().len();
    if count == 0 || count > MAX_QUESTIONS {
        review.add(node.path(), format_args!("there are {count} questions"), "Keep 1 to 100");
    }
    let mut questions = Vec::new();
    for question in node.items().take(MAX_QUESTIONS) {
        let read = question::question(&question, around, &questions, review);
        questions.push(Arc::new(read));
    }
    questions
}
