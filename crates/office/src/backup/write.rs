//! Writing a backup: one state of the database, whoever writes meanwhile.

use super::lines::hex;
use super::{Contents, End, FORMAT, Fault, Head, Table};
use crate::db::sql::Value;
use crate::db::{Store, tables};
use crate::target::Target;
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use handover_domain::base64;
use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes all that the database holds into a file, so that a file of this name is whole.
pub async fn write(store: &Store, path: &Path, now: DateTime<Utc>) -> Result<Contents, Fault> {
    let target = Target::open(Some(path))?;
    let mut lines = Lines {
        file: GzEncoder::new(BufWriter::new(target.writer()?), Compression::fast()),
        hash: Sha256::new(),
    };
    let mut tx = store.read().await?;
    let mut contents = Contents { made_at: now.to_rfc3339(), records: 0, rows: 0 };
    lines.write(&Head {
        handover_backup: FORMAT,
        app: env!("CARGO_PKG_VERSION").into(),
        schema: tables::schema(&mut tx).await?,
        made_at: contents.made_at.clone(),
    })?;
    for name in tables::TABLES {
        let columns = tables::columns(&mut tx, name).await?;
        lines.write(&Table { table: (*name).into(), columns: columns.clone() })?;
        let before = contents.rows;
        tables::each(&mut tx, name, &columns, |row| {
            contents.rows += 1;
            lines.write(&row.into_iter().map(json).collect::<Vec<_>>())
        })
        .await?;
        if *name == "records" {
            contents.records = contents.rows - before;
        }
    }
    drop(tx);
    let end = End { rows: contents.rows, sha256: hex(lines.hash.clone()) };
    lines.write(&end)?;
    lines.file.finish()?.flush()?;
    target.keep()?;
    Ok(contents)
}

struct Lines {
    file: GzEncoder<BufWriter<Box<dyn Write>>>,
    hash: Sha256,
}

impl Lines {
    fn write(&mut self, line: &impl Serialize) -> Result<(), Fault> {
        let mut text = serde_json::to_vec(line).map_err(std::io::Error::from)?;
        text.push(b'\n');
        self.hash.update(&text);
        Ok(self.file.write_all(&text)?)
    }
}

fn json(value: Value) -> Json {
    match value {
        Value::Text(text) => text.into(),
        Value::Whole(number) => number.into(),
        Value::Truth(truth) => truth.into(),
        Value::Bytes(bytes) => bytes.map(|bytes| base64::encode(&bytes)).into(),
    }
}
