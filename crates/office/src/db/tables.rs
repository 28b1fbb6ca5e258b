//! All tables with all their rows, as a backup takes them. This knows which database it is, since each says in its own
//! way what columns there are.

use super::sql::{Kind, QueryBuilder, Value};
use super::{Conn, StoreError, count, sql};

/// Every table, those that others refer to before these.
pub const TABLES: &[&str] = &[
    "counters",
    "office_keys",
    "regions",
    "shops",
    "advisors",
    "devices",
    "device_keys",
    "enrol_codes",
    "packages",
    "packages_in_use",
    "people",
    "shop_keys",
    "visits",
    "feeds",
    "records",
    "parts",
    "conflicts",
    "erased",
    "quarantine",
    "epochs",
    "announced",
    "device_events",
    "complaint_numbers",
    "complaints",
    "complaint_steps",
    "calls",
    "handovers",
    "responses",
    "answers",
    "package_options",
    "rollup",
    "users",
    "grants",
    "sessions",
    "deeds",
    "openings",
    "exports",
    "imported_files",
    "heartbeat",
];

/// A column.
pub type Column = (String, Kind);

const SQLITE_COLUMNS: &str = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
const SQLITE_TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlx%'";
const POSTGRES_COLUMNS: &str = "SELECT column_name::text, UPPER(data_type) FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
const POSTGRES_TABLES: &str = "SELECT table_name::text FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_sqlx%'";

/// The last migration that was done.
pub async fn schema(conn: &mut Conn) -> Result<i64, StoreError> {
    let (version,): (i64,) =
        sql::query_as("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(conn).await?;
    Ok(version)
}

/// The tables that are there.
pub async fn all(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let sql = if matches!(conn, Conn::Sqlite(_)) { SQLITE_TABLES } else { POSTGRES_TABLES };
    let rows: Vec<(String,)> = sql::query_as(sql).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The columns of a table, in their order.
pub async fn columns(conn: &mut Conn, table: &str) -> Result<Vec<Column>, StoreError> {
    let sql = if matches!(conn, Conn::Sqlite(_)) { SQLITE_COLUMNS } else { POSTGRES_COLUMNS };
    let rows: Vec<(String, String)> = sql::query_as(sql).bind(table).fetch_all(conn).await?;
    rows.into_iter()
        .map(|(name, kind)| {
            let kind = match kind.as_str() {
                "TEXT" => Kind::Text,
                "BIGINT" => Kind::Whole,
                "BOOLEAN" => Kind::Truth,
                "BYTEA" => Kind::Bytes,
                _ => return Err(StoreError::Damaged("the type of a column")),
            };
            Ok((name, kind))
        })
        .collect()
}

/// Shows every row of a table, one after another.
pub async fn each<E: From<StoreError>>(
    conn: &mut Conn,
    table: &str,
    columns: &[Column],
    see: impl FnMut(Vec<Value>) -> Result<(), E>,
) -> Result<(), E> {
    let mut query = QueryBuilder::new("SELECT ");
    query.push_names(columns.iter().map(|(name, _)| name.as_str())).push(" FROM ").push_name(table);
    let kinds: Vec<Kind> = columns.iter().map(|(_, kind)| *kind).collect();
    query.build().each(conn, &kinds, see).await
}

/// Writes rows into a table.
pub async fn fill(
    conn: &mut Conn,
    table: &str,
    columns: &[Column],
    rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::new("INSERT INTO ");
    query.push_name(table).push(" (").push_names(columns.iter().map(|(name, _)| name.as_str())).push(") ");
    query.push_values(rows);
    query.build().execute(conn).await?;
    Ok(())
}

/// Takes out what a new database begins with; whether there was no more than that.
pub async fn make_room(conn: &mut Conn) -> Result<bool, StoreError> {
    for table in all(conn).await?.iter().filter(|table| *table != "counters") {
        let mut query = QueryBuilder::new("SELECT COUNT(*) FROM ");
        query.push_name(table);
        let (rows,): (i64,) = query.build_query_as().fetch_one(conn).await?;
        if count(rows) > 0 {
            return Ok(false);
        }
    }
    sql::query("DELETE FROM counters").execute(conn).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Place, Store};
    use std::collections::BTreeSet;

    #[tokio::test]
    async fn a_backup_takes_every_table_and_knows_every_column() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Place::File(folder.path().join("a"))).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let there: BTreeSet<String> = all(&mut tx).await.unwrap().into_iter().collect();
        assert_eq!(there, TABLES.iter().map(ToString::to_string).collect());
        for table in TABLES {
            assert!(!columns(&mut tx, table).await.unwrap().is_empty(), "{table}");
        }
    }
}
