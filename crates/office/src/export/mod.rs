//! Exports: rows of facts for other programs and for people with a spreadsheet; `docs/export.md` is their reference.
//!
//! No words, no contact details, no plate and no VIN: none of it stands in the tables that this reads. Who exports what
//! is on record before the first row goes out.

mod cell;
mod csv;
mod ndjson;
mod tables;
#[cfg(test)]
mod tests;
mod xlsx;

pub use crate::target::Target;

use self::csv::Csv;
use crate::clock;
use crate::db::exports::{self, Order, Place};
use crate::db::packages::Loaded;
use crate::db::{StoreError, shops};
use crate::office::Office;
use cell::Cell;
use clap::ValueEnum;
use handover_domain::ids::ShopId;
use handover_domain::language::Language;
use ndjson::Ndjson;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use tables::{Around, Page};
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use xlsx::Xlsx;

/// How many keys of a table are read at a time.
const PAGE: i64 = 500;

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Each question that was asked in a survey, with its answer
    Answers,
    /// Complaints, as they were listed
    Complaints,
    /// What was done about complaints
    Steps,
    /// Tablets that were handed to customers
    Handovers,
    /// The visits of the dealer's own lists
    Visits,
    /// Calls to customers
    Calls,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a spreadsheet: UTF-8 with its mark, RFC 4180
    Csv,
    /// A workbook
    Xlsx,
    /// One JSON object a line, for other programs
    Ndjson,
}

/// What was asked for.
pub struct Wanted {
    /// The table.
    pub what: What,
    /// The format.
    pub format: Format,
    /// The first and the last day; `""` for all of them.
    pub days: (String, String),
    /// One shop; all of them without it.
    pub shop: Option<ShopId>,
    /// Whether answers go with their handover numbers.
    pub orders: bool,
    /// The language of shops' names.
    pub language: Language,
    /// The account that asks.
    pub by: String,
}

/// Why an export ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It cannot be written, or nobody reads any more.
    #[error("the export could not be written: {0}")]
    Io(#[from] io::Error),
}

/// Takes rows, one after another.
trait Rows {
    /// One row, a cell for each column.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;
    /// Everything has come.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// An export that is on record.
pub struct Note(String);

/// Notes that this is about to be exported, durably; only then it may be.
pub async fn note(office: &Office, wanted: &Wanted) -> Result<Note, StoreError> {
    let mut tx = office.store.write().await?;
    let order = Order {
        what: &word(&wanted.what),
        format: &word(&wanted.format),
        shop: wanted.shop.as_ref().map_or("", ShopId::as_str),
        days: (&wanted.days.0, &wanted.days.1),
        orders: wanted.orders,
        by: &wanted.by,
    };
    let note = exports::begin(&mut tx, &order, clock::now()).await?;
    office.store.commit(tx).await?;
    Ok(Note(note))
}

/// Exports what was noted, on a thread that may wait for whoever reads; how many rows it came to. What goes into a file is
/// in its place when this returns.
pub async fn run(
    office: Arc<Office>,
    wanted: Wanted,
    Note(note): Note,
    target: Target,
) -> Result<u64, ExportError> {
    let thread = spawn_blocking(move || {
        let mut rows = begin(&wanted, &target)?;
        let count = write(&office, &wanted, &target, &mut *rows)?;
        rows.finish()?;
        target.keep()?;
        Handle::current().block_on(async {
            let mut tx = office.store.write().await?;
            exports::end(&mut tx, &note, count).await?;
            office.store.commit(tx).await
        })?;
        Ok(count)
    });
    thread.await.unwrap_or_else(|broken| Err(io::Error::other(broken).into()))
}

/// The word of a table or a format, on the command line and in the log.
pub fn word(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn begin(wanted: &Wanted, target: &Target) -> io::Result<Box<dyn Rows>> {
    let (to, columns) = (target.writer()?, wanted.what.columns());
    Ok(match wanted.format {
        Format::Csv => Box::new(Csv::begin(to, columns)?),
        Format::Xlsx => {
            let name = word(&wanted.what);
            Box::new(Xlsx::begin(to, &target.aside(), name, columns, xlsx::MOST_ROWS)?)
        }
        Format::Ndjson => Box::new(Ndjson::begin(to, columns)),
    })
}

/// Writes every row, shop by shop in the order of their ids, all of one state of the database.
fn write(office: &Office, wanted: &Wanted, target: &Target, rows: &mut dyn Rows) -> Result<u64, ExportError> {
    let on = Handle::current();
    let mut tx = on.block_on(office.store.read())?;
    let (mut loaded, mut count) = (Loaded::default(), 0);
    for (shop, names) in on.block_on(shops::all_names(&mut tx))? {
        if wanted.shop.as_ref().is_some_and(|meant| meant.as_str() != shop) {
            continue;
        }
        let name = names.get(wanted.language);
        let around = on.block_on(Around::of(&mut tx, &shop, name, wanted.orders))?;
        let mut after = String::new();
        loop {
            // A workbook is written aside, where nobody is missed.
            if !target.is_wanted() {
                return Err(io::Error::from(ErrorKind::BrokenPipe).into());
            }
            let days = (&*wanted.days.0, &*wanted.days.1);
            let place = Place { shop: &shop, days, after: &after, most: PAGE };
            let Page { cells, last } = on.block_on(wanted.what.page(&mut tx, &mut loaded, &around, place))?;
            for row in &cells {
                rows.row(row)?;
            }
            count += cells.len() as u64;
            match last {
                Some(last) => after = last,
                None => break,
            }
        }
    }
    Ok(count)
}
