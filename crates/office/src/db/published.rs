//! The published questionnaires as people list them.

use super::{Conn, StoreError, count, sql};

/// A version that was published.
pub struct Published {
    /// The questionnaire.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// The hash of its bytes.
    pub hash: String,
    /// When, in milliseconds since 1970.
    pub since: i64,
    /// Whether tablets ask it now.
    pub in_use: bool,
    /// Live responses to it, completed, partial and repeated.
    pub responses: u64,
}

/// Every version, in the order of ids and versions.
pub async fn list(conn: &mut Conn) -> Result<Vec<Published>, StoreError> {
    let rows: Vec<(String, i64, String, i64, bool, i64)> = sql::query_as(
        "SELECT p.id, p.version, p.hash, p.published_at,
                EXISTS (SELECT 1 FROM packages_in_use u WHERE u.package = p.hash),
                COALESCE(r.n, 0)
         FROM packages p
         LEFT JOIN (SELECT o.package, CAST(SUM(s.n1 + s.n2 + s.n3) AS BIGINT) AS n
                    FROM rollup s JOIN package_options o ON o.cell = s.cell AND o.question = '' AND o.option = 'completed'
                    WHERE s.facet = '' AND length(s.span) = 4 GROUP BY o.package) AS r
              ON r.package = p.hash",
    )
    .fetch_all(conn)
    .await?;
    let mut all: Vec<_> = rows
        .into_iter()
        .map(|(id, version, hash, since, in_use, n)| Published {
            id,
            version,
            hash,
            since,
            in_use,
            responses: count(n),
        })
        .collect();
    all.sort_by(|a, b| (&a.id, a.version).cmp(&(&b.id, b.version)));
    Ok(all)
}
