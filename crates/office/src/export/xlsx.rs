//! A workbook, written row by row into a file aside: memory does not grow with it.

use super::Rows;
use super::cell::{Cell, is_formula};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// What a sheet can hold, the names of the columns included.
pub const MOST_ROWS: u32 = 1_048_576;
/// Up to here a spreadsheet, which reckons in floating point, holds a whole number as it is.
const EXACT: i64 = 1 << 53;

/// A workbook, up to some row.
pub struct Xlsx<W: Write> {
    to: W,
    aside: PathBuf,
    book: Workbook,
    name: String,
    columns: &'static [&'static str],
    head: Format,
    shielded: Format,
    sheets: usize,
    next: u32,
    most_rows: u32,
}

impl<W: Write> Xlsx<W> {
    /// Begins; what is written aside lies in this folder. A sheet that has this many rows is followed by another.
    pub fn begin(
        to: W,
        aside: &Path,
        name: String,
        columns: &'static [&'static str],
        most_rows: u32,
    ) -> io::Result<Self> {
        let mut book = Workbook::new();
        book.set_tempdir(aside).map_err(io)?;
        let mut xlsx = Self {
            to,
            aside: aside.to_owned(),
            book,
            name,
            columns,
            head: Format::new().set_bold(),
            // What a spreadsheet is shown behind an apostrophe stays a text, also for whoever edits it.
            shielded: Format::new().set_quote_prefix(),
            sheets: 0,
            next: 0,
            most_rows,
        };
        xlsx.turn()?;
        Ok(xlsx)
    }

    /// Begins another sheet with the names of the columns.
    fn turn(&mut self) -> io::Result<()> {
        self.sheets += 1;
        let name =
            if self.sheets == 1 { self.name.clone() } else { format!("{} {}", self.name, self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(io)?;
        sheet.set_name(name).and_then(|sheet| sheet.set_freeze_panes(1, 0)).map_err(io)?;
        for (column, name) in (0..).zip(self.columns) {
            sheet.write_string_with_format(0, column, *name, &self.head).map_err(io)?;
        }
        self.next = 1;
        Ok(())
    }
}

impl<W: Write> Rows for Xlsx<W> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        if self.next == self.most_rows {
            self.turn()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheets - 1).map_err(io)?;
        for (column, cell) in (0..).zip(cells) {
            put(sheet, (self.next, column), cell, &self.shielded).map_err(io)?;
        }
        self.next += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let mut whole = tempfile::tempfile_in(&self.aside)?;
        self.book.save_to_writer(&whole).map_err(io)?;
        whole.rewind()?;
        io::copy::<File, W>(&mut whole, &mut self.to)?;
        self.to.flush()
    }
}

/// A text is written as a text: whatever it begins with, it is no formula.
fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    shielded: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) if is_formula(text) => {
            sheet.write_string_with_format(row, column, text, shielded)?
        }
        Cell::Text(text) => sheet.write_string(row, column, text)?,
        Cell::Number(number) if number.unsigned_abs() <= EXACT.unsigned_abs() =>
        {
            #[expect(clippy::cast_precision_loss, reason = "it is within what is exact")]
            sheet.write_number(row, column, *number as f64)?
        }
        Cell::Number(number) => sheet.write_string(row, column, number.to_string())?,
        Cell::Flag(flag) => sheet.write_boolean(row, column, *flag)?,
    };
    Ok(())
}

/// The error of whatever is written to, as it was.
fn io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}
