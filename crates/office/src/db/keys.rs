//! The public halves of head office's keys.

use super::{Conn, StoreError, sql};
use crate::keys::Purpose;

/// Every public key this database was made with, by the word of its purpose.
pub async fn all(conn: &mut Conn) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    sql::query_as("SELECT purpose, public_key FROM head_keys").fetch_all(conn).await
}

/// Remembers a key; one that is known stays.
pub async fn remember(conn: &mut Conn, purpose: Purpose, public: &[u8]) -> Result<(), StoreError> {
    sql::query("INSERT INTO head_keys (purpose, public_key) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(purpose.word())
        .bind(public)
        .execute(conn)
        .await?;
    Ok(())
}
