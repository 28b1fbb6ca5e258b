//! What a report is made of: rows over its days and over those it is compared with, and the averages around them.

use super::load::{self, Cells, Key, Known, Sums};
use super::rows::Names;
use super::span::Window;
use super::{By, Query};
use crate::db::{Conn, StoreError, regions};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows over some days and over those they are compared with.
pub struct Compared {
    /// The days.
    pub window: Window,
    /// Over them.
    pub now: Arc<Sums>,
    /// Over as many days before.
    pub before: Arc<Sums>,
    /// Over the same days of the year before.
    pub year_ago: Arc<Sums>,
}

/// Everything that sections are made of.
pub struct Material<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// Every published package.
    pub known: &'a [Known],
    /// What people and places are called.
    pub names: Names,
    /// The region of every shop.
    pub regions: BTreeMap<String, String>,
    /// All of it; each row under its key.
    pub whole: Compared,
    /// The days of each row where they are not those of the report.
    pub windows: BTreeMap<Key, Window>,
    /// What regions add up to, and under `""` the network, where rows are held against them.
    pub around: BTreeMap<String, Cells>,
}

/// Reads everything that a report needs.
pub async fn gather<'a>(
    conn: &mut Conn,
    query: &'a Query,
    known: &'a [Known],
) -> Result<Material<'a>, StoreError> {
    let regions = regions::of_shops(conn).await?;
    let mut seen: BTreeMap<Window, Arc<Sums>> = BTreeMap::new();
    let mut windows = BTreeMap::new();
    let mut all = vec![query.window];
    if query.by == By::Period {
        let periods = query.window.divided(query.period);
        all = periods.iter().map(|(_, window)| *window).collect();
        windows.extend(periods.into_iter().map(|(name, window)| ((name, String::new()), window)));
    }
    for window in all
        .into_iter()
        .flat_map(|window| [window, window.before(), window.year_ago()])
        .collect::<BTreeSet<_>>()
    {
        seen.insert(window, Arc::new(load::rows(conn, query, window, &regions).await?));
    }
    let over = |of: fn(Window) -> Window| -> Arc<Sums> {
        if query.by != By::Period {
            return seen[&of(query.window)].clone();
        }
        let rows = windows.iter().map(|(key, window)| (key.clone(), load::total(&seen[&of(*window)])));
        Arc::new(rows.collect())
    };
    let whole = Compared {
        window: query.window,
        now: over(|window| window),
        before: over(Window::before),
        year_ago: over(Window::year_ago),
    };
    let around = around(conn, query, &whole.now, &regions).await?;
    Ok(Material { query, known, names: Names::read(conn).await?, regions, whole, windows, around })
}

/// The averages that rows are held against; where every shop is a row, they are already read.
async fn around(
    conn: &mut Conn,
    query: &Query,
    now: &Sums,
    regions: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Cells>, StoreError> {
    if matches!(query.by, By::Shop | By::Region) && !query.is_narrow() {
        let mut around = BTreeMap::from([(String::new(), load::total(now))]);
        for ((place, _), cells) in now.iter().filter(|_| query.by == By::Shop) {
            if let Some(region) = regions.get(place).filter(|region| !region.is_empty()) {
                load::add(around.entry(region.clone()).or_default(), cells);
            }
        }
        return Ok(around);
    }
    let of_rows = match query.by {
        By::Shop | By::Advisor => now.keys().filter_map(|(shop, _)| regions.get(shop).cloned()).collect(),
        By::None | By::Stage | By::Question if query.is_narrow() => {
            query.shops.iter().filter_map(|shop| regions.get(shop).cloned()).collect()
        }
        By::Region => BTreeSet::new(),
        _ => return Ok(BTreeMap::new()),
    };
    load::around(conn, query, &of_rows).await
}
