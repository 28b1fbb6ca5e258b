//! Where the sums count each option of a questionnaire: a slot of a cell.

use super::{Conn, StoreError, count, sql};
use handover_domain::hash::Hash;
use handover_domain::questionnaire::{Package, QuestionType, Role};
use std::collections::BTreeMap;

/// How many options share a cell.
pub const SLOTS: usize = 6;
/// How many options are written at once.
const ROWS: usize = 500;
/// The cell of handovers, by state.
pub const HANDOVERS: i64 = 0;
/// How often each slot of a cell was chosen.
pub type Slots = [i64; SLOTS];
/// The states of a response, in the order of their slots.
pub const STATES: [&str; 3] = ["completed", "partial", "repeated"];

/// One option: its cell and the place of its slot.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The cell.
    pub cell: i64,
    /// From 0.
    pub slot: usize,
    /// Whether its question is about groups of customers.
    pub is_group: bool,
    /// Whether its question carries points or recommends; so does the state of a response.
    pub is_scored: bool,
}

/// The places of a questionnaire's options, by question and option.
#[derive(Debug, Default)]
pub struct Layout(BTreeMap<String, BTreeMap<String, Place>>);

impl Layout {
    /// The place of an option.
    pub fn place(&self, question: &str, option: &str) -> Option<Place> {
        self.0.get(question)?.get(option).copied()
    }

    /// The places of the responses themselves, in the order of [`STATES`]; none where one is missing.
    pub fn states(&self) -> Option<[Place; 3]> {
        let [completed, partial, repeated] = STATES.map(|state| self.place("", state));
        Some([completed?, partial?, repeated?])
    }

    /// Every question with its options and their places.
    pub fn questions(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = (&str, Place)>)> {
        let questions = self.0.iter().filter(|(question, _)| !question.is_empty());
        questions.map(|(question, options)| {
            (question.as_str(), options.iter().map(|(option, place)| (option.as_str(), *place)))
        })
    }
}

/// The questions of a package that are counted, each with its options.
fn counted(package: &Package) -> Vec<(&str, Vec<String>, bool, bool)> {
    let states = ("", STATES.map(String::from).to_vec(), false, true);
    let questions = package.questions.iter().map(|question| {
        let options = match (question.kind, question.range) {
            (QuestionType::Nps, Some((least, most))) => (least..=most).map(|n| n.to_string()).collect(),
            _ => question.options.iter().map(|option| option.id.to_string()).collect(),
        };
        let is_group = question.role == Role::Group;
        (question.id.as_str(), options, is_group, question.scored() || question.kind == QuestionType::Nps)
    });
    std::iter::once(states).chain(questions).collect()
}

/// Gives every option of a package its place.
pub async fn lay_out(conn: &mut Conn, package: &Package) -> Result<(), StoreError> {
    let (last,): (i64,) =
        sql::query_as("SELECT COALESCE(MAX(cell), 0) FROM package_options").fetch_one(&mut *conn).await?;
    let mut cell = last;
    let mut rows = Vec::new();
    for (question, options, is_group, is_scored) in counted(package) {
        for sharing in options.chunks(SLOTS) {
            cell += 1;
            for (slot, option) in (1_i64..).zip(sharing) {
                rows.push((question.to_owned(), option.clone(), cell, slot, is_group, is_scored));
            }
        }
    }
    let hash = package.hash().to_string();
    for rows in rows.chunks(ROWS) {
        let mut query = sql::QueryBuilder::new(
            "INSERT INTO package_options (package, question, option, cell, slot, is_group, is_scored) ",
        );
        query.push_values(rows.iter().map(|(question, option, cell, slot, is_group, is_scored)| {
            [
                (&hash).into(),
                question.into(),
                option.into(),
                (*cell).into(),
                (*slot).into(),
                (*is_group).into(),
                (*is_scored).into(),
            ]
        }));
        query.build().execute(&mut *conn).await?;
    }
    Ok(())
}

type Row = (String, String, i64, i64, bool, bool);

fn read(layout: &mut Layout, (question, option, cell, slot, is_group, is_scored): Row) {
    let slot = usize::try_from(count(slot - 1)).unwrap_or(0).min(SLOTS - 1);
    let place = Place { cell, slot, is_group, is_scored };
    layout.0.entry(question).or_default().insert(option, place);
}

/// The places of one package's options.
pub async fn of(conn: &mut Conn, package: Hash) -> Result<Layout, StoreError> {
    let rows: Vec<Row> = sql::query_as(
        "SELECT question, option, cell, slot, is_group, is_scored FROM package_options WHERE package = $1",
    )
    .bind(package.to_string())
    .fetch_all(conn)
    .await?;
    let mut layout = Layout::default();
    for row in rows {
        read(&mut layout, row);
    }
    Ok(layout)
}

/// The places of every package's options, by its hash.
pub async fn all(conn: &mut Conn) -> Result<BTreeMap<String, Layout>, StoreError> {
    let rows: Vec<(String, String, String, i64, i64, bool, bool)> = sql::query_as(
        "SELECT package, question, option, cell, slot, is_group, is_scored FROM package_options",
    )
    .fetch_all(conn)
    .await?;
    let mut layouts: BTreeMap<String, Layout> = BTreeMap::new();
    for (package, question, option, cell, slot, is_group, is_scored) in rows {
        read(layouts.entry(package).or_default(), (question, option, cell, slot, is_group, is_scored));
    }
    Ok(layouts)
}

/// The hashes of packages whose options have no places yet.
pub async fn without(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = sql::query_as(
        "SELECT hash FROM packages p WHERE NOT EXISTS (SELECT 1 FROM package_options o WHERE o.package = p.hash)
         ORDER BY hash",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}
