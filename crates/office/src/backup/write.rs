//! Writing a backup: one state of the database, whoever writes meanwhile.

use super::lines::hex;
use super::{Contents, End, FORMAT, Fault, Head, Table};
use crate::db::sql::Value;
use crate::db::{Store, tables};
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use handover_domain::base64;
use serde::Serialize;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes all that the database holds into a file, aside first, so that a file of this name is whole.
pub async fn write(store: &Store, path: &Path, now: DateTime<Utc>) -> Result<Contents, Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let aside = NamedTempFile::new_in(folder)?;
    let mut lines = Lines {
        file: GzEncoder::new(BufWriter::new(aside.reopen()?), Compression::fast()),
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
    lines.file.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    aside.persist(path).map_err(|error| error.error)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(contents)
}

struct Lines {
    file: GzEncoder<BufWriter<File>>,
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
