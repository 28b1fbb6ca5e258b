//! From sums to a report.

use super::rates::rates;
use super::rows::{Names, Tallies, english, questions, ratings, stages, whose};
use super::{By, Report, Row, Score, Section};
use crate::db::complaints::Span;
use crate::db::packages::Loaded;
use crate::db::sums::{self, Apart, Chosen, States, Whose};
use crate::db::{Conn, StoreError, shops};
use handover_domain::hash::Hash;
use handover_domain::ids::{OptionId, QuestionId};
use handover_domain::questionnaire::Package;
use handover_domain::scoring;
use std::collections::BTreeMap;

/// A report over these days, both included.
pub async fn build(conn: &mut Conn, from: &str, to: &str, by: By) -> Result<Report, StoreError> {
    let apart = Apart { shop: matches!(by, By::Shop | By::Advisor), advisor: by == By::Advisor };
    let states = sums::states(conn, (from, to), apart).await?;
    let tallies = tallies(sums::chosen(conn, (from, to), apart).await?)?;
    let names = Names { shops: shops::all_names(conn).await?, advisors: shops::all_advisors(conn).await? };
    let mut loaded = Loaded::default();
    let mut packages = Vec::new();
    let mut hashes: Vec<&String> = states.keys().map(|(hash, _)| hash).collect();
    hashes.dedup();
    for hash in hashes {
        let parsed = Hash::parse(hash).ok_or(StoreError::Damaged("rollup_responses.package"))?;
        let package = loaded.get(conn, parsed).await?.ok_or(StoreError::Damaged("packages"))?;
        packages.push(section(&package, hash, &states, &tallies, by, &names));
    }
    packages.sort_by(|a, b| (&a.id, a.version).cmp(&(&b.id, b.version)));
    let response_rates = rates(conn, Span { from, to, shop: "" }).await?;
    Ok(Report { from: from.into(), to: to.into(), by, response_rates, packages })
}

fn tallies(chosen: Vec<Chosen>) -> Result<BTreeMap<(String, Whose), Tallies>, StoreError> {
    let mut all: BTreeMap<(String, Whose), Tallies> = BTreeMap::new();
    for Chosen { package, whose, question, option, n } in chosen {
        let question = QuestionId::new(question).map_err(|_| StoreError::Damaged("rollup_day.question"))?;
        let option = OptionId::new(option).map_err(|_| StoreError::Damaged("rollup_day.option"))?;
        let tally = all.entry((package, whose)).or_default().entry(question).or_default();
        *tally.entry(option).or_default() += n;
    }
    Ok(all)
}

fn section(
    package: &Package,
    hash: &str,
    states: &States,
    tallies: &BTreeMap<(String, Whose), Tallies>,
    by: By,
    names: &Names,
) -> Section {
    let ours = || states.iter().filter(|((of, _), _)| of == hash);
    let count = |state: &str| ours().filter_map(|(_, counts)| counts.get(state)).sum::<u64>();
    let (completed, partial) = (count("completed"), count("partial"));
    let n = completed + partial;
    let mut total = Tallies::new();
    for tallies in tallies.iter().filter(|((of, _), _)| of == hash).map(|(_, tallies)| tallies) {
        for (question, tally) in tallies {
            let into = total.entry(question.clone()).or_default();
            for (option, n) in tally {
                *into.entry(option.clone()).or_default() += n;
            }
        }
    }
    let scores = scoring::package(package, &total);
    let index = scores.index.map(|mean| Score::of(&mean, n));
    let levels = ratings(package, &total, |_| true);
    let rows = match by {
        By::None => {
            vec![Row {
                id: "all".into(),
                name: "all".into(),
                shop: None,
                n,
                score: index,
                levels: levels.clone(),
            }]
        }
        By::Stage => stages(package, &total, &scores),
        By::Question => questions(package, &total, &scores),
        By::Shop | By::Advisor => ours()
            .map(|(key, counts)| whose(package, &key.1, tallies.get(key), counts, by, names))
            .filter(|row| row.n > 0)
            .collect(),
    };
    Section {
        id: package.id().to_string(),
        version: package.reference.version,
        hash: hash.to_owned(),
        title: english(&package.title),
        n,
        completed,
        partial,
        repeated: count("repeated"),
        index,
        levels,
        rows,
    }
}
