//! Publishing a questionnaire, and reading once more what could not be read without it.

use super::keep::{self, Reading};
use crate::arrival::said;
use crate::db::ledger::Ledger;
use crate::db::packages::{self, Loaded};
use crate::db::{Conn, StoreError, cells, quarantine, records, shops};
use crate::keys::Keys;
use chrono::{DateTime, Utc};
use handover_domain::questionnaire::{Flaw, Package};

/// What publishing did.
pub struct Published {
    /// The package.
    pub package: Package,
    /// Whether tablets will ask it from now on.
    pub in_use: bool,
    /// How many records could be read thanks to it.
    pub read_again: usize,
}

/// Why a package was not published; the one in use stays.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It is not valid.
    #[error("the questionnaire was refused, and the one in use stays")]
    Flaws(Vec<Flaw>),
    /// Its version is taken.
    #[error(
        "version {1} of `{0}` was already published with other bytes, and stays; give this one a higher version"
    )]
    Taken(String, u32),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Publishes a package. The same bytes twice change nothing; a version below the highest one is kept for
/// scoring, but not asked.
pub async fn publish(
    conn: &mut Conn,
    keys: &Keys,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> Result<Published, PublishError> {
    let package = Package::load(bytes).map_err(PublishError::Flaws)?;
    let body = String::from_utf8_lossy(bytes);
    let versions = packages::versions(conn, package.id()).await?;
    let version = package.reference.version;
    let highest = versions.last_key_value().is_none_or(|(highest, _)| *highest <= version);
    match versions.get(&version) {
        Some(hash) if *hash != package.hash() => {
            return Err(PublishError::Taken(package.id().to_string(), version));
        }
        Some(_) => {}
        None => {
            packages::add(conn, &package, &body, now).await?;
            cells::lay_out(conn, &package).await?;
            if highest {
                packages::put_in_use(conn, package.visit, package.hash()).await?;
                shops::raise_config_version(conn).await?;
            }
        }
    }
    let read_again = read_again(conn, keys).await?;
    Ok(Published { package, in_use: highest, read_again })
}

/// Reads every record in quarantine once more; how many could now be read.
pub async fn read_again(conn: &mut Conn, keys: &Keys) -> Result<usize, StoreError> {
    let (mut loaded, mut ledger) = (Loaded::default(), Ledger::default());
    let mut read = 0;
    for (shop, id, _) in quarantine::all(conn).await? {
        let Some(kept) = records::load(conn, &shop, id).await? else {
            continue;
        };
        let Ok(header) = kept.record.check() else { continue };
        let said = said(&kept.record, &header, keys);
        if keep::read(conn, &mut loaded, &mut ledger, Reading::Again, &header.core, &said, &kept.day).await? {
            read += 1;
        }
    }
    ledger.close(conn).await?;
    Ok(read)
}
