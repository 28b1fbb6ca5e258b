//! One JSON object a line, for other programs: every text as it is.

use super::Rows;
use super::cell::Cell;
use serde::{Serialize, Serializer};
use std::io::{self, BufWriter, Write};

/// A file of lines, up to some row.
pub struct Ndjson<W: Write> {
    to: BufWriter<W>,
    columns: &'static [&'static str],
}

impl<W: Write> Ndjson<W> {
    /// Begins; every line names its columns.
    pub fn begin(to: W, columns: &'static [&'static str]) -> Self {
        Self { to: BufWriter::new(to), columns }
    }
}

impl<W: Write> Rows for Ndjson<W> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        serde_json::to_writer(&mut self.to, &Line { columns: self.columns, cells })?;
        self.to.write_all(b"\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.to.flush()
    }
}

struct Line<'a> {
    columns: &'static [&'static str],
    cells: &'a [Cell],
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.columns.iter().zip(self.cells))
    }
}
