//! Filling an empty database from a backup: read once to its end to see that it is whole, then once more.

use super::lines::{Line, Lines};
use super::{Contents, Fault, Table};
use crate::db::sql::Value;
use crate::db::{Conn, Store, tables};
use std::path::Path;

/// How many values a statement has at most: both databases take more.
const VALUES: usize = 8_000;

/// Fills an empty database, all of it or nothing; its tables are then brought up to this version.
pub async fn restore(store: &Store, path: &Path) -> Result<Contents, Fault> {
    let mut lines = Lines::begin(path)?;
    let contents = loop {
        if let Line::End(contents) = lines.next()? {
            break contents;
        }
    };
    // Later migrations may have something to do with the rows, so they come after them.
    store.migrate_to(lines.schema).await?;
    let mut tx = store.write().await?;
    if !tables::make_room(&mut tx).await? {
        return Err(Fault::NotEmpty);
    }
    fill(&mut tx, Lines::begin(path)?).await?;
    store.commit(tx).await?;
    store.migrate().await?;
    Ok(contents)
}

async fn fill(conn: &mut Conn, mut lines: Lines) -> Result<(), Fault> {
    let mut table = Table { table: String::new(), columns: Vec::new() };
    let mut rows: Vec<Vec<Value>> = Vec::new();
    loop {
        let line = lines.next()?;
        if !matches!(line, Line::Row(_)) || rows.len() * table.columns.len() > VALUES {
            tables::fill(conn, &table.table, &table.columns, std::mem::take(&mut rows)).await?;
        }
        match line {
            Line::Table(next) => table = next,
            Line::Row(row) => rows.push(row),
            Line::End(_) => return Ok(()),
        }
    }
}
