//! The peer: the rows that are in a database, written into an empty one as fast as `sqlx` writes.

use super::per_second;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous, SqliteValue,
};
use sqlx::{Arguments, AssertSqlSafe, Connection, Row, SqliteConnection, TypeInfo, Value, ValueRef};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// The tables that a record goes into.
const TABLES: [&str; 4] = ["records", "parts", "responses", "answers"];
/// What a batch adds to the sums of its shop.
const SUMS: &str = " ON CONFLICT (shop, facet, span, member, cell) DO UPDATE SET
     n1 = rollup.n1 + excluded.n1, n2 = rollup.n2 + excluded.n2, n3 = rollup.n3 + excluded.n3,
     n4 = rollup.n4 + excluded.n4, n5 = rollup.n5 + excluded.n5, n6 = rollup.n6 + excluded.n6";

struct Table {
    name: &'static str,
    columns: usize,
    rows: Vec<Vec<SqliteValue>>,
}

/// Writes the rows of so many records, as many at a time as are given, each time with the sums of the shop that they are of;
/// records a second.
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
        tables.push(read(&mut source, name).await);
    }
    let mut sums: BTreeMap<String, Table> = BTreeMap::new();
    let Table { name, columns, rows } = read(&mut source, "rollup").await;
    for row in rows {
        let of_shop = sums.entry(text(&row[0])).or_insert_with(|| Table { name, columns, rows: Vec::new() });
        of_shop.rows.push(row);
    }
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("bare.sqlite"))
        .create_if_missing(true)
        .foreign_keys(false)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON");
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
            insert_rows(&mut tx, table, rows, "").await;
        }
        let of_shop = &sums[&text(&tables[0].rows[at_a_time * round][0])];
        insert_rows(&mut tx, of_shop, &of_shop.rows, SUMS).await;
        tx.commit().await.unwrap();
    }
    per_second(records, begun)
}

async fn read(source: &mut SqliteConnection, name: &'static str) -> Table {
    let all = AssertSqlSafe(format!("SELECT * FROM {name} ORDER BY rowid"));
    let rows = sqlx::query(all).fetch_all(source).await.unwrap();
    let values = |row: &sqlx::sqlite::SqliteRow| {
        (0..row.len()).map(|at| ValueRef::to_owned(&row.try_get_raw(at).unwrap())).collect()
    };
    let rows: Vec<Vec<SqliteValue>> = rows.iter().map(values).collect();
    Table { name, columns: rows[0].len(), rows }
}

async fn insert_rows(tx: &mut SqliteConnection, table: &Table, rows: &[Vec<SqliteValue>], conflict: &str) {
    let row = format!("({})", vec!["?"; table.columns].join(", "));
    let all = vec![row; rows.len()].join(", ");
    let sql = format!("INSERT INTO {} VALUES {all}{conflict}", table.name);
    let mut arguments = SqliteArguments::default();
    for value in rows.iter().flatten() {
        add(&mut arguments, value);
    }
    sqlx::query_with(AssertSqlSafe(sql), arguments).execute(tx).await.unwrap();
}

fn text(value: &SqliteValue) -> String {
    value.try_decode_unchecked().unwrap()
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
