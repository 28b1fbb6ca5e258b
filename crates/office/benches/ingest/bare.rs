//! The peer: the rows that are in a database, written into an empty one as fast as `sqlx` writes.

use super::per_second;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous, SqliteValue,
};
use sqlx::{Arguments, AssertSqlSafe, Connection, Row, SqliteConnection, TypeInfo, Value, ValueRef};
use std::path::Path;
use std::time::Instant;

/// The tables that a record goes into. What is summed up is not written here.
const TABLES: [&str; 4] = ["records", "parts", "responses", "answers"];

struct Table {
    name: &'static str,
    columns: usize,
    rows: Vec<Vec<SqliteValue>>,
}

/// Writes the rows of so many records, as many at a time as are given; records a second.
pub async fn insert(from: &Path, at_a_time: usize, records: usize) -> f64 {
    let mut source = SqliteConnection::connect(from.to_str().unwrap()).await.unwrap();
    let schema: Vec<(String,)> = sqlx::query_as(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY type DESC",
    )
    .fetch_all(&mut source)
    .await
    .unwrap();
    let mut tables = Vec::new();
    for name in TABLES {
        let rows = sqlx::query(AssertSqlSafe(format!("SELECT * FROM {name} ORDER BY rowid")))
            .fetch_all(&mut source)
            .await
            .unwrap();
        let values = |row: &sqlx::sqlite::SqliteRow| {
            (0..row.len()).map(|at| ValueRef::to_owned(&row.try_get_raw(at).unwrap())).collect()
        };
        let rows: Vec<Vec<SqliteValue>> = rows.iter().map(values).collect();
        tables.push(Table { name, columns: rows[0].len(), rows });
    }
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("bare.sqlite"))
        .create_if_missing(true)
        .foreign_keys(false)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut target = SqliteConnection::connect_with(&options).await.unwrap();
    for (sql,) in schema {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut target).await.unwrap();
    }
    let begun = Instant::now();
    let rounds = records / at_a_time;
    for round in 0..rounds {
        let mut tx = target.begin().await.unwrap();
        for table in &tables {
            let share = |round: usize| table.rows.len() * round / rounds;
            let rows = &table.rows[share(round)..share(round + 1)];
            let row = format!("({})", vec!["?"; table.columns].join(", "));
            let sql = format!("INSERT INTO {} VALUES {}", table.name, vec![row; rows.len()].join(", "));
            let mut arguments = SqliteArguments::default();
            for value in rows.iter().flatten() {
                add(&mut arguments, value);
            }
            sqlx::query_with(AssertSqlSafe(sql), arguments).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    per_second(records, begun)
}

fn add(arguments: &mut SqliteArguments, value: &SqliteValue) {
    let added = match value.type_info().name() {
        "NULL" => arguments.add(None::<String>),
        "TEXT" => arguments.add(value.try_decode_unchecked::<String>().unwrap()),
        "BLOB" => arguments.add(value.try_decode_unchecked::<Vec<u8>>().unwrap()),
        _ => arguments.add(value.try_decode_unchecked::<i64>().unwrap()),
    };
    added.unwrap();
}
