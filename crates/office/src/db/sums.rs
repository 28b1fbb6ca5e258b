//! What reports read from the sums: one span at a time, so that each is read in the order in which it lies.

use super::cells::{HANDOVERS, SLOTS, Slots};
use super::{Conn, StoreError, parsed, sql};

/// Which shops are meant; each `""` where all are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'a> {
    /// One shop.
    pub shop: &'a str,
    /// One region.
    pub region: &'a str,
}

/// What cells hold of a member of a facet.
pub struct Sum {
    /// The shop; `""` where they are not kept apart.
    pub shop: String,
    /// The member.
    pub member: String,
    /// Cells, and how often each of their slots was chosen.
    pub cells: Vec<(i64, Slots)>,
}

/// All shops together.
pub async fn of_all(conn: &mut Conn, span: &str) -> Result<Vec<Sum>, StoreError> {
    let rows: Vec<(i64, i64, i64, i64, i64, i64, i64)> = sql::query_as(
        "SELECT cell, CAST(SUM(n1) AS BIGINT), CAST(SUM(n2) AS BIGINT), CAST(SUM(n3) AS BIGINT),
                CAST(SUM(n4) AS BIGINT), CAST(SUM(n5) AS BIGINT), CAST(SUM(n6) AS BIGINT)
         FROM rollup WHERE facet = '' AND span = $1 GROUP BY cell",
    )
    .bind(span)
    .fetch_all(conn)
    .await?;
    let cells = rows.into_iter().map(|(cell, n1, n2, n3, n4, n5, n6)| (cell, [n1, n2, n3, n4, n5, n6]));
    Ok(vec![Sum { shop: String::new(), member: String::new(), cells: cells.collect() }])
}

/// Member, cell and slots.
type Of = (String, i64, i64, i64, i64, i64, i64, i64);

/// The members of a facet, over the shops that are meant.
pub async fn of_members(
    conn: &mut Conn,
    facet: &str,
    span: &str,
    scope: Scope<'_>,
) -> Result<Vec<Sum>, StoreError> {
    let rows: Vec<Of> = sql::query_as(
        "SELECT r.member, r.cell, CAST(SUM(n1) AS BIGINT), CAST(SUM(n2) AS BIGINT), CAST(SUM(n3) AS BIGINT),
                CAST(SUM(n4) AS BIGINT), CAST(SUM(n5) AS BIGINT), CAST(SUM(n6) AS BIGINT)
         FROM shops s CROSS JOIN rollup r
         WHERE r.shop = s.id AND r.facet = $1 AND r.span = $2
           AND ($3 = '' OR s.id = $3) AND ($4 = '' OR s.region = $4)
         GROUP BY r.member, r.cell",
    )
    .bind(facet)
    .bind(span)
    .bind(scope.shop)
    .bind(scope.region)
    .fetch_all(conn)
    .await?;
    let sum = |(member, cell, n1, n2, n3, n4, n5, n6)| Sum {
        shop: String::new(),
        member,
        cells: vec![(cell, [n1, n2, n3, n4, n5, n6])],
    };
    Ok(rows.into_iter().map(sum).collect())
}

/// The members of a facet in each shop. All cells of one come as one text: a row each would take longer to hand over
/// than to read.
pub async fn of_shops(
    conn: &mut Conn,
    facet: &str,
    span: &str,
    scope: Scope<'_>,
) -> Result<Vec<Sum>, StoreError> {
    let rows: Vec<(String, String, String)> = sql::query_as(
        "SELECT r.shop, r.member,
                string_agg(CAST(r.cell AS TEXT) || ' ' || n1 || ' ' || n2 || ' ' || n3 || ' ' || n4 || ' ' || n5
                           || ' ' || n6, ',')
         FROM shops s CROSS JOIN rollup r
         WHERE r.shop = s.id AND r.facet = $1 AND r.span = $2
           AND ($3 = '' OR s.id = $3) AND ($4 = '' OR s.region = $4)
         GROUP BY r.shop, r.member",
    )
    .bind(facet)
    .bind(span)
    .bind(scope.shop)
    .bind(scope.region)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(shop, member, cells)| {
            let cells = parsed(cells.split(',').map(unpacked).collect(), "rollup")?;
            Ok(Sum { shop, member, cells })
        })
        .collect()
}

/// The handovers of each shop, by state.
pub async fn handovers(conn: &mut Conn, span: &str) -> Result<Vec<(String, Slots)>, StoreError> {
    let rows: Vec<(String, i64, i64, i64, i64)> =
        sql::query_as("SELECT shop, n1, n2, n3, n4 FROM rollup WHERE facet = '' AND span = $1 AND cell = $2")
            .bind(span)
            .bind(HANDOVERS)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(shop, n1, n2, n3, n4)| (shop, [n1, n2, n3, n4, 0, 0])).collect())
}

fn unpacked(text: &str) -> Option<(i64, Slots)> {
    let mut numbers = text.split(' ').map(|number| number.parse::<i64>().ok());
    let cell = numbers.next()??;
    let mut slots = Slots::default();
    for slot in slots.iter_mut().take(SLOTS) {
        *slot = numbers.next()??;
    }
    Some((cell, slots))
}
