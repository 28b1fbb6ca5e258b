//! CSV as RFC 4180 has it, for people who open it in a spreadsheet.

use super::Rows;
use super::cell::{Cell, is_formula};
use ::csv::{ErrorKind, Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};

/// By this mark Excel and WPS know that what follows is UTF-8, and show Chinese as it is.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A CSV file, up to some row.
pub struct Csv<W: Write>(Writer<W>);

impl<W: Write> Csv<W> {
    /// Begins with the names of the columns.
    pub fn begin(mut to: W, columns: &[&str]) -> io::Result<Self> {
        to.write_all(MARK)?;
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
        writer.write_record(columns).map_err(io)?;
        Ok(Self(writer))
    }
}

impl<W: Write> Rows for Csv<W> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for cell in cells {
            self.0.write_field(&*written(cell)).map_err(io)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(io)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// A text that could be a formula is set behind an apostrophe, which spreadsheets take for the sign of a text. So is one
/// that begins with an apostrophe: the first of a field is then always ours, and whoever takes it off has what was meant.
fn written(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => "".into(),
        Cell::Text(text) if text.starts_with('\'') || is_formula(text) => format!("'{text}").into(),
        Cell::Text(text) => text.into(),
        Cell::Number(number) => number.to_string().into(),
        Cell::Flag(flag) => flag.to_string().into(),
    }
}

/// The error of whatever is written to, as it was.
fn io(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
