//! A backup line by line: each is counted into the hash that its last line names.

use super::{Contents, End, FORMAT, Head, Table};
use crate::db::StoreError;
use crate::db::sql::{Kind, Value};
use flate2::bufread::GzDecoder;
use handover_domain::base64;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Why a backup was not written or not restored.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file system.
    #[error("the file cannot be used: {0}")]
    Io(#[from] io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something else.
    #[error("it is no backup that head office made")]
    NotOurs,
    /// Made by a later version.
    #[error("it was made by head office {0}; restore it with that version or a later one")]
    Later(String),
    /// Not as it was written.
    #[error("it ends too early or was altered; take another backup")]
    Altered,
    /// Line, and what is wrong there.
    #[error("line {0} is not one that head office wrote; take another backup")]
    Line(u64),
    /// There is something already.
    #[error("the database is not empty; choose an empty one with --data or --db")]
    NotEmpty,
}

/// A line, taken apart.
pub enum Line {
    /// A table begins.
    Table(Table),
    /// A row of the table before.
    Row(Vec<Value>),
    /// It is whole.
    End(Contents),
}

/// A backup up to some line.
pub struct Lines {
    file: BufReader<GzDecoder<BufReader<File>>>,
    hash: Sha256,
    text: Vec<u8>,
    count: u64,
    kinds: Vec<Kind>,
    of_records: bool,
    contents: Contents,
    /// The state of the tables that it holds.
    pub schema: i64,
}

impl Lines {
    /// Reads the first line.
    pub fn begin(path: &Path) -> Result<Self, Fault> {
        let mut lines = Self {
            file: BufReader::new(GzDecoder::new(BufReader::new(File::open(path)?))),
            hash: Sha256::new(),
            text: Vec::new(),
            count: 0,
            kinds: Vec::new(),
            of_records: false,
            contents: Contents { made_at: String::new(), records: 0, rows: 0 },
            schema: 0,
        };
        // What is no gzip is nobody's fault but that it is another file.
        lines.read().map_err(|_| Fault::NotOurs)?;
        let head: Head = serde_json::from_slice(&lines.text).map_err(|_| Fault::NotOurs)?;
        if head.handover_backup > FORMAT {
            return Err(Fault::Later(head.app));
        }
        lines.contents.made_at = head.made_at;
        lines.schema = head.schema;
        lines.hash.update(&lines.text);
        Ok(lines)
    }

    /// The next line; nothing comes after the end.
    pub fn next(&mut self) -> Result<Line, Fault> {
        self.read()?;
        let json: Json = serde_json::from_slice(&self.text).map_err(|_| self.fault())?;
        if let Json::Array(values) = json {
            self.hash.update(&self.text);
            self.contents.rows += 1;
            self.contents.records += u64::from(self.of_records);
            return self.row(values).map(Line::Row).ok_or_else(|| self.fault());
        }
        if json.get("table").is_some() {
            self.hash.update(&self.text);
            let table: Table = serde_json::from_value(json).map_err(|_| self.fault())?;
            self.kinds = table.columns.iter().map(|(_, kind)| *kind).collect();
            self.of_records = table.table == "records";
            return Ok(Line::Table(table));
        }
        let end: End = serde_json::from_value(json).map_err(|_| self.fault())?;
        let whole = end.sha256 == hex(self.hash.clone()) && end.rows == self.contents.rows;
        if whole && self.file.fill_buf()?.is_empty() {
            Ok(Line::End(self.contents.clone()))
        } else {
            Err(Fault::Altered)
        }
    }

    fn fault(&self) -> Fault {
        Fault::Line(self.count)
    }

    fn read(&mut self) -> Result<(), Fault> {
        self.text.clear();
        self.count += 1;
        let ended = match self.file.read_until(b'\n', &mut self.text) {
            Ok(_) => self.text.last() == Some(&b'\n'),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
            // The bytes are not what was compressed.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => false,
            Err(error) => return Err(error.into()),
        };
        if ended { Ok(()) } else { Err(Fault::Altered) }
    }

    fn row(&self, values: Vec<Json>) -> Option<Vec<Value>> {
        let matching = values.len() == self.kinds.len();
        matching
            .then(|| values.into_iter().zip(&self.kinds).map(|(json, kind)| value(json, *kind)).collect())?
    }
}

/// The hash of everything so far.
pub fn hex(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn value(json: Json, kind: Kind) -> Option<Value> {
    Some(match (kind, json) {
        (Kind::Text, Json::String(text)) => Value::Text(Some(text)),
        (Kind::Whole, Json::Number(number)) => Value::Whole(Some(number.as_i64()?)),
        (Kind::Truth, Json::Bool(truth)) => Value::Truth(Some(truth)),
        (Kind::Bytes, Json::String(text)) => Value::Bytes(Some(base64::decode(&text)?)),
        (Kind::Text, Json::Null) => Value::Text(None),
        (Kind::Whole, Json::Null) => Value::Whole(None),
        (Kind::Truth, Json::Null) => Value::Truth(None),
        (Kind::Bytes, Json::Null) => Value::Bytes(None),
        _ => return None,
    })
}
