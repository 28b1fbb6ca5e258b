//! Files of tablets that are here whole.

use super::{Conn, StoreError, parsed, sql};
use chrono::{DateTime, Utc};
use handover_domain::hash::Hash;

/// The hash of the receipts that were written to the file of this hash, if it is here.
pub async fn receipts(conn: &mut Conn, file: Hash) -> Result<Option<Hash>, StoreError> {
    let row: Option<(String,)> = sql::query_as("SELECT receipts FROM imported_files WHERE sha256 = $1")
        .bind(file.to_string())
        .fetch_optional(conn)
        .await?;
    row.map(|(receipts,)| parsed(Hash::parse(&receipts), "imported_files.receipts")).transpose()
}

/// Notes that a file is here, and which receipts were written to it.
pub async fn note(conn: &mut Conn, file: Hash, receipts: Hash, now: DateTime<Utc>) -> Result<(), StoreError> {
    sql::query(
        "INSERT INTO imported_files (sha256, receipts, imported_at) VALUES ($1, $2, $3)
         ON CONFLICT (sha256) DO UPDATE SET receipts = excluded.receipts",
    )
    .bind(file.to_string())
    .bind(receipts.to_string())
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(())
}
