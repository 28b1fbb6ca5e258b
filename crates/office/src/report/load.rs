//! Reads sums, and what their cells mean.

use super::By;
use super::query::Query;
use super::span::Window;
use crate::db::cells::{self, Layout, Place, Slots};
use crate::db::packages::Loaded;
use crate::db::rollups;
use crate::db::sums::{self, Scope, Sum};
use crate::db::{Conn, StoreError};
use handover_domain::hash::Hash;
use handover_domain::ids::{BadName, OptionId, QuestionId};
use handover_domain::questionnaire::Package;
use handover_domain::scoring::{Tally, pool};
use handover_domain::visit::Channel;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How often each option of each question was chosen.
pub type Tallies = BTreeMap<QuestionId, Tally>;
/// What a row is of: shop or region or period, and member of the facet; each `""` where it is not kept apart.
pub type Key = (String, String);
/// How often the slots of each cell were chosen.
pub type Cells = BTreeMap<i64, Slots>;
/// The cells of each row.
pub type Sums = BTreeMap<Key, Cells>;

/// A published package, and where its options are counted.
pub struct Known {
    /// The package.
    pub package: Arc<Package>,
    /// Its options by their ids.
    pub layout: Layout,
    /// Where responses are counted, by state.
    states: [Place; 3],
    /// Where each question's options are.
    questions: Vec<(QuestionId, Vec<(OptionId, Place)>)>,
}

/// What was answered to a package.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Surveys sent by the customer.
    pub completed: u64,
    /// Surveys left before the end.
    pub partial: u64,
    /// Later complete surveys of an order that already had one.
    pub repeated: u64,
    /// What was chosen.
    pub tallies: Tallies,
}

impl Answers {
    /// How many responses count.
    pub fn n(&self) -> u64 {
        self.completed + self.partial
    }
}

/// Every published package.
pub async fn known(conn: &mut Conn) -> Result<Vec<Known>, StoreError> {
    let mut loaded = Loaded::default();
    let mut known = Vec::new();
    for (hash, layout) in cells::all(conn).await? {
        let hash = Hash::parse(&hash).ok_or(StoreError::Damaged("package_options.package"))?;
        let package = loaded.get(conn, hash).await?.ok_or(StoreError::Damaged("packages"))?;
        let questions = layout.questions().map(|(question, options)| {
            let options = options.map(|(option, place)| Ok((OptionId::new(option)?, place)));
            Ok((QuestionId::new(question)?, options.collect::<Result<_, BadName>>()?))
        });
        let damaged = || StoreError::Damaged("package_options");
        let questions = questions.collect::<Result<_, BadName>>().map_err(|_| damaged())?;
        let states = layout.states().ok_or_else(damaged)?;
        known.push(Known { package, layout, states, questions });
    }
    known.sort_by(|a, b| {
        let key = |known: &Known| (known.package.id().clone(), known.package.reference.version);
        key(a).cmp(&key(b))
    });
    Ok(known)
}

impl Known {
    /// What was answered to this one.
    pub fn answers(&self, cells: &Cells) -> Answers {
        let n = |place: Place| {
            let n = cells.get(&place.cell).map_or(0, |slots| slots[place.slot]);
            u64::try_from(n).unwrap_or(0)
        };
        let [completed, partial, repeated] = self.states.map(n);
        let tally = |(question, options): &(QuestionId, Vec<(OptionId, Place)>)| {
            let chosen = options.iter().map(|(option, place)| (option, n(*place))).filter(|(_, n)| *n > 0);
            let tally: Tally = chosen.map(|(option, n)| (option.clone(), n)).collect();
            (!tally.is_empty()).then(|| (question.clone(), tally))
        };
        Answers { completed, partial, repeated, tallies: self.questions.iter().filter_map(tally).collect() }
    }

    /// What was answered to all of these versions, as this one counts it.
    pub fn pooled(&self, versions: &[&Self], cells: &Cells) -> Answers {
        if let [only] = versions
            && only.package.hash() == self.package.hash()
        {
            return self.answers(cells);
        }
        let each: Vec<_> = versions.iter().map(|known| (&*known.package, known.answers(cells))).collect();
        let pooled = pool(&self.package, each.iter().map(|(package, answers)| (*package, &answers.tallies)));
        let sum = |of: fn(&Answers) -> u64| each.iter().map(|(_, answers)| of(answers)).sum();
        Answers {
            completed: sum(|answers| answers.completed),
            partial: sum(|answers| answers.partial),
            repeated: sum(|answers| answers.repeated),
            tallies: pooled.tallies,
        }
    }
}

/// Adds cells to cells.
pub fn add<'a>(into: &mut Cells, from: impl IntoIterator<Item = (&'a i64, &'a Slots)>) {
    for (cell, slots) in from {
        let sum = into.entry(*cell).or_default();
        sum.iter_mut().zip(slots).for_each(|(sum, more)| *sum += more);
    }
}

/// All rows as one.
pub fn total(sums: &Sums) -> Cells {
    let mut total = Cells::new();
    for cells in sums.values() {
        add(&mut total, cells);
    }
    total
}

/// What rows of sums are kept apart by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    Nothing,
    Shop,
    Region,
    Advisor,
    Member,
}

/// Reads the rows of a report over these days; by period, those of one period.
pub async fn rows(
    conn: &mut Conn,
    query: &Query,
    window: Window,
    regions: &BTreeMap<String, String>,
) -> Result<Sums, StoreError> {
    let apart = match query.by {
        By::Shop => Apart::Shop,
        By::Region => Apart::Region,
        By::Advisor => Apart::Advisor,
        By::Channel | By::Group => Apart::Member,
        By::None | By::Stage | By::Question | By::Visit | By::Version | By::Period => Apart::Nothing,
    };
    let facet = query.facet().unwrap_or_default();
    let mut scopes: Vec<Scope<'_>> =
        query.shops.iter().map(|shop| Scope { shop, ..Scope::default() }).collect();
    if scopes.is_empty() {
        scopes.push(Scope { region: query.region.as_deref().unwrap_or_default(), ..Scope::default() });
    }
    let only = query.channel.map(Channel::word);
    let mut sums = Sums::new();
    for span in window.spans(rollups::has_days(&facet)).unwrap_or_default() {
        for scope in &scopes {
            let read = match apart {
                Apart::Shop | Apart::Region | Apart::Advisor => {
                    sums::of_shops(conn, &facet, &span, *scope).await?
                }
                _ if facet.is_empty() && !query.is_narrow() => sums::of_all(conn, &span).await?,
                _ => sums::of_members(conn, &facet, &span, *scope).await?,
            };
            for Sum { shop, member, cells } in read {
                if only.is_some_and(|only| only != member) {
                    continue;
                }
                let key = match apart {
                    Apart::Nothing => Key::default(),
                    Apart::Shop => (shop, String::new()),
                    Apart::Region => (regions.get(&shop).cloned().unwrap_or_default(), String::new()),
                    Apart::Advisor => (shop, member),
                    Apart::Member => (String::new(), member),
                };
                add(sums.entry(key).or_default(), cells.iter().map(|(cell, slots)| (cell, slots)));
            }
        }
    }
    Ok(sums)
}

/// What the regions and the whole network add up to over the same days, for the averages beside a row: the network
/// under `""`.
pub async fn around(
    conn: &mut Conn,
    query: &Query,
    regions: &BTreeSet<String>,
) -> Result<BTreeMap<String, Cells>, StoreError> {
    let mut around = BTreeMap::new();
    let none = BTreeMap::new();
    let wide = Query { by: By::None, group: None, shops: Vec::new(), region: None, ..query.clone() };
    let has_days = rollups::has_days(&wide.facet().unwrap_or_default());
    if query.window.spans(has_days).is_none() {
        return Ok(around);
    }
    around.insert(String::new(), total(&rows(conn, &wide, query.window, &none).await?));
    for region in regions.iter().filter(|region| !region.is_empty()) {
        let within = Query { region: Some(region.clone()), ..wide.clone() };
        around.insert(region.clone(), total(&rows(conn, &within, query.window, &none).await?));
    }
    Ok(around)
}
