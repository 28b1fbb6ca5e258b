//! Published questionnaires: every version ever published, and the one in use for each kind of visit.

use super::{Conn, StoreError, parsed, sql};
use chrono::{DateTime, Utc};
use handover_domain::hash::Hash;
use handover_domain::ids::PackageId;
use handover_domain::questionnaire::Package;
use handover_domain::visit::Visit;
use handover_domain::wire::PublishedPackage;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Packages already loaded; one never changes under its hash. One that is missing is looked for again, since it may be
/// published meanwhile.
#[derive(Default)]
pub struct Loaded(BTreeMap<Hash, Arc<Package>>);

impl Loaded {
    /// The package of this hash, if it was published here.
    pub async fn get(&mut self, conn: &mut Conn, hash: Hash) -> Result<Option<Arc<Package>>, StoreError> {
        if let Some(known) = self.0.get(&hash) {
            return Ok(Some(known.clone()));
        }
        let row: Option<(String,)> = sql::query_as("SELECT body FROM packages WHERE hash = $1")
            .bind(hash.to_string())
            .fetch_optional(conn)
            .await?;
        let Some((body,)) = row else { return Ok(None) };
        let package = parsed(Package::load_signed(body.as_bytes()).ok(), "packages.body").map(Arc::new)?;
        self.0.insert(hash, package.clone());
        Ok(Some(package))
    }
}

/// The highest published version of a package, and the hash of a given version.
pub async fn versions(conn: &mut Conn, id: &PackageId) -> Result<BTreeMap<u32, Hash>, StoreError> {
    let rows: Vec<(i64, String)> = sql::query_as("SELECT version, hash FROM packages WHERE id = $1")
        .bind(id.as_str())
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|(version, hash)| {
            let version = parsed(u32::try_from(version).ok(), "packages.version")?;
            Ok((version, parsed(Hash::parse(&hash), "packages.hash")?))
        })
        .collect()
}

/// Keeps a package.
pub async fn add(
    conn: &mut Conn,
    package: &Package,
    body: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO packages (hash, id, version, body, published_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
    )
    .bind(package.hash().to_string())
    .bind(package.id().as_str())
    .bind(i64::from(package.reference.version))
    .bind(body)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a package in use for its kind of visit.
pub async fn put_in_use(conn: &mut Conn, visit: Visit, hash: Hash) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO packages_in_use (visit, package) VALUES ($1, $2)
         ON CONFLICT (visit) DO UPDATE SET package = excluded.package",
    )
    .bind(visit.word())
    .bind(hash.to_string())
    .execute(conn)
    .await?;
    Ok(())
}

/// The packages in use, service first: without a visit in the link a tablet takes the first one.
pub async fn in_use(conn: &mut Conn) -> Result<Vec<PublishedPackage>, StoreError> {
    let rows: Vec<(String,)> = sql::query_as(
        "SELECT body FROM packages_in_use JOIN packages ON packages.hash = packages_in_use.package
         ORDER BY visit DESC",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(body,)| PublishedPackage(body)).collect())
}
