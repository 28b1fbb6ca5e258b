//! Sums by day, month and year, so that a report does not slow down as answers pile up.

use super::cells::{self, HANDOVERS, Layout, SLOTS, Slots};
use super::packages::Loaded;
use super::{Conn, StoreError, count, parsed, sql};
use handover_domain::hash::Hash;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// The facet of advisors.
pub const ADVISOR: &str = "advisor";
/// The facet of channels.
pub const CHANNEL: &str = "channel";
/// How many rows are written at once, at most.
const ROWS: usize = 128;

/// The facet of the answers to a question about groups.
pub fn group(question: &str) -> String {
    format!("group:{question}")
}

/// Whether a facet is summed up by day, too; all are by month and by year.
pub fn has_days(facet: &str) -> bool {
    matches!(facet, "" | ADVISOR)
}

/// A response as the sums see it.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The shop.
    pub shop: String,
    /// The day.
    pub day: String,
    /// The advisor; `""` for none.
    pub advisor: String,
    /// The channel.
    pub channel: String,
    /// One of [`cells::STATES`].
    pub state: String,
    /// Question and option; of a number, the number.
    pub chosen: Vec<(String, String)>,
}

/// What a transaction changes in the sums; nothing is written before [`Deltas::flush`].
#[derive(Default)]
pub struct Deltas {
    layouts: BTreeMap<Hash, Arc<Layout>>,
    sums: BTreeMap<(String, String, String, String), BTreeMap<i64, Slots>>,
}

impl Deltas {
    /// Where the options of a package are counted.
    pub async fn layout(&mut self, conn: &mut Conn, package: Hash) -> Result<Arc<Layout>, StoreError> {
        match self.layouts.entry(package) {
            Entry::Occupied(known) => Ok(known.get().clone()),
            Entry::Vacant(free) => Ok(free.insert(Arc::new(cells::of(conn, package).await?)).clone()),
        }
    }

    /// Counts a response in (1) or takes it out again (−1).
    pub fn count(&mut self, layout: &Layout, of: &Counted, by: i64) {
        let state = layout.place("", &of.state);
        let told: Vec<_> = of
            .chosen
            .iter()
            .filter_map(|(question, option)| Some((question, option, layout.place(question, option)?)))
            .collect();
        let answers = told.iter().filter(|_| of.state != "repeated").map(|(_, _, place)| *place);
        let marks: Vec<_> = state.into_iter().chain(answers).collect();
        let mut facets = vec![
            (String::new(), String::new(), false),
            (ADVISOR.to_owned(), of.advisor.clone(), false),
            (CHANNEL.to_owned(), of.channel.clone(), false),
        ];
        let groups = told.iter().filter(|(_, _, place)| place.is_group);
        facets.extend(groups.map(|(question, option, _)| (group(question), (*option).clone(), true)));
        for (facet, member, is_narrow) in facets {
            let sums = self.sums.entry((of.shop.clone(), facet, of.day.clone(), member)).or_default();
            for place in marks.iter().filter(|place| place.is_scored || !is_narrow) {
                sums.entry(place.cell).or_default()[place.slot] += by;
            }
        }
    }

    /// Counts a handover in (1) or takes it out again (−1); a state of 0 is not counted.
    pub fn count_handover(&mut self, (shop, day, advisor): (&str, &str, &str), state: i64, by: i64) {
        let Some(slot) = usize::try_from(state - 1).ok().filter(|slot| *slot < SLOTS) else { return };
        for (facet, member) in [("", ""), (ADVISOR, advisor)] {
            let key = (shop.to_owned(), facet.to_owned(), day.to_owned(), member.to_owned());
            self.sums.entry(key).or_default().entry(HANDOVERS).or_default()[slot] += by;
        }
    }

    /// Writes all of it, in the order of the keys, so that two writers never wait for each other in a ring.
    pub async fn flush(&mut self, conn: &mut Conn) -> Result<(), StoreError> {
        let mut rows: BTreeMap<(String, String, String, String), BTreeMap<i64, Slots>> = BTreeMap::new();
        for ((shop, facet, day, member), cells) in std::mem::take(&mut self.sums) {
            let lengths = if has_days(&facet) { &[10, 7, 4][..] } else { &[7, 4] };
            for length in lengths {
                let span = day.get(..*length).unwrap_or(&day).to_owned();
                let into = rows.entry((shop.clone(), facet.clone(), span, member.clone())).or_default();
                for (cell, slots) in &cells {
                    let sum = into.entry(*cell).or_default();
                    sum.iter_mut().zip(slots).for_each(|(sum, more)| *sum += more);
                }
            }
        }
        let rows: Vec<Row<'_>> = rows
            .iter()
            .flat_map(|(key, cells)| cells.iter().map(move |(cell, slots)| (key, *cell, *slots)))
            .filter(|(_, _, slots)| *slots != Slots::default())
            .collect();
        // By powers of two there are few different statements, which the database then needs to read but once.
        let mut left = &rows[..];
        while let Some(most) = left.len().checked_ilog2() {
            let (now, later) = left.split_at(ROWS.min(1 << most));
            write(conn, now).await?;
            left = later;
        }
        for (key, cell, _) in rows.iter().filter(|(_, _, slots)| slots.iter().any(|n| *n < 0)) {
            drop_if_empty(conn, key, *cell).await?;
        }
        Ok(())
    }
}

type Row<'a> = (&'a (String, String, String, String), i64, Slots);

async fn write(conn: &mut Conn, rows: &[Row<'_>]) -> Result<(), StoreError> {
    let mut query = sql::QueryBuilder::new(
        "INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6) ",
    );
    query.push_values(rows.iter().map(|((shop, facet, span, member), cell, slots)| {
        let key = [shop, facet, span, member].map(sql::Value::from);
        key.into_iter().chain([(*cell).into()]).chain(slots.iter().map(|n| (*n).into()))
    }));
    query.push(
        " ON CONFLICT (shop, facet, span, member, cell) DO UPDATE SET
         n1 = rollup.n1 + excluded.n1, n2 = rollup.n2 + excluded.n2, n3 = rollup.n3 + excluded.n3,
         n4 = rollup.n4 + excluded.n4, n5 = rollup.n5 + excluded.n5, n6 = rollup.n6 + excluded.n6",
    );
    query.build().execute(conn).await?;
    Ok(())
}

/// Rows that come to nothing go, so that the sums do not tell in which order records arrived.
async fn drop_if_empty(
    conn: &mut Conn,
    (shop, facet, span, member): &(String, String, String, String),
    cell: i64,
) -> Result<(), StoreError> {
    sql::query(
        "DELETE FROM rollup WHERE shop = $1 AND facet = $2 AND span = $3 AND member = $4 AND cell = $5
         AND n1 = 0 AND n2 = 0 AND n3 = 0 AND n4 = 0 AND n5 = 0 AND n6 = 0",
    )
    .bind(shop)
    .bind(facet)
    .bind(span)
    .bind(member)
    .bind(cell)
    .execute(conn)
    .await?;
    Ok(())
}

/// Sums up what was answered to a package: the finest spans, then what is above them.
const SUMMING_UP: [&str; 4] = [
    "INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
     SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_facts
     WHERE cell IN (SELECT cell FROM package_options WHERE package = $1)",
    "INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
     SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_above
     WHERE cell IN (SELECT cell FROM package_options WHERE package = $1)
       AND facet = 'advisor' AND length(span) = 7",
    "INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
     SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_above
     WHERE cell IN (SELECT cell FROM package_options WHERE package = $1) AND facet <> '' AND length(span) = 4",
    "INSERT INTO rollup (shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6)
     SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_above
     WHERE cell IN (SELECT cell FROM package_options WHERE package = $1) AND facet = ''",
];

/// Gives the packages of an earlier version of this program their places, and sums up what was answered to them.
pub async fn take_up(conn: &mut Conn) -> Result<(), StoreError> {
    let mut loaded = Loaded::default();
    for hash in cells::without(conn).await? {
        let hash = parsed(Hash::parse(&hash), "packages.hash")?;
        let package = parsed(loaded.get(conn, hash).await?, "packages")?;
        cells::lay_out(conn, &package).await?;
        for sums in SUMMING_UP {
            sql::query(sums).bind(hash.to_string()).execute(&mut *conn).await?;
        }
    }
    Ok(())
}

/// How many rows of the roll-ups are not what the facts add up to: the finest against the facts, the others against the
/// finer ones.
pub async fn wrong(conn: &mut Conn) -> Result<u64, StoreError> {
    let (fine,): (i64,) = sql::query_as(
        "WITH sums AS (SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup
                       WHERE facet <> '' AND length(span) = CASE WHEN facet = 'advisor' THEN 10 ELSE 7 END),
              facts AS (SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_facts)
         SELECT (SELECT COUNT(*) FROM (SELECT * FROM facts EXCEPT SELECT * FROM sums) AS missing)
              + (SELECT COUNT(*) FROM (SELECT * FROM sums EXCEPT SELECT * FROM facts) AS extra)",
    )
    .fetch_one(&mut *conn)
    .await?;
    let (above,): (i64,) = sql::query_as(
        "WITH sums AS (SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup
                       WHERE facet = '' OR length(span) <> CASE WHEN facet = 'advisor' THEN 10 ELSE 7 END),
              finer AS (SELECT shop, facet, span, member, cell, n1, n2, n3, n4, n5, n6 FROM rollup_above)
         SELECT (SELECT COUNT(*) FROM (SELECT * FROM finer EXCEPT SELECT * FROM sums) AS missing)
              + (SELECT COUNT(*) FROM (SELECT * FROM sums EXCEPT SELECT * FROM finer) AS extra)",
    )
    .fetch_one(conn)
    .await?;
    Ok(count(fine) + count(above))
}
