//! The dealer's list of visits (`V4`): a CSV file, read line by line, with what is wrong in each told by its number.
//!
//! Tablets get all of it but the customer's number, so that no column and no cell may say whose visit or which car it is.
//! That number stays here, and is one that only the dealer's own system can resolve.

mod columns;
mod row;
mod text;

use columns::Columns;
use csv::{ReaderBuilder, StringRecord, Trim};
use handover_domain::ids::OrderRef;
use handover_domain::wire::{Advisor, ListedVisit};
use row::Row;
use std::collections::BTreeMap;

/// The most bytes of a file: a hundred thousand visits are less.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// One visit of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Given {
    /// The visit, as tablets may have it.
    pub visit: ListedVisit,
    /// The dealer's number of the customer.
    pub customer: Option<String>,
}

/// What a file says.
#[derive(Debug)]
pub struct List {
    /// The visits, in their order.
    pub visits: Vec<Given>,
    /// The lines that are none, counted from 1, and why.
    pub bad: Vec<(u64, String)>,
    /// The columns that nothing was taken of.
    pub passed_over: Vec<String>,
}

/// Why a file is no list at all.
#[derive(Debug, thiserror::Error)]
pub enum NoList {
    /// No encoding fits.
    #[error("its letters are neither UTF-8 nor GB18030; save it as CSV in UTF-8")]
    Letters,
    /// Not one line.
    #[error("it is empty")]
    Empty,
    /// A column that is needed.
    #[error(
        "it has no column `{0}` (or {1}); the first line names the columns, with commas between: order, visit, day, \
         advisor, model, mileage_km, customer_no"
    )]
    Missing(&'static str, String),
    /// Two columns for one thing.
    #[error("two of its columns, `{0}` and `{1}`, are for the same; take one out")]
    Twice(String, String),
    /// A column that says whose visit it is.
    #[error(
        "its column `{0}` looks like a name, a phone number, a plate or a VIN, which tablets must not get; take the column \
         out of the file"
    )]
    Private(String),
}

/// Reads a whole file. Advisors are meant by their ids or their names.
pub fn read(bytes: &[u8], advisors: &[Advisor]) -> Result<List, NoList> {
    let text = text::decoded(bytes)?;
    let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    // The text is whole and in memory: there is nothing left that could fail.
    let head = reader.headers().map_err(|_| NoList::Letters)?.clone();
    if head.iter().all(str::is_empty) {
        return Err(NoList::Empty);
    }
    let columns = Columns::find(&head)?;
    let mut list = List { visits: Vec::new(), bad: Vec::new(), passed_over: columns.passed_over.clone() };
    let mut lines: BTreeMap<OrderRef, u64> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|_| NoList::Letters)?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = line(&record, &text);
        let row = Row { record: &record, columns: &columns, advisors, cells: head.len() };
        let given = row.read().and_then(|given| match lines.get(&given.visit.order) {
            Some(before) => {
                Err(format!("the handover number {} stands in line {before} already", given.visit.order))
            }
            None => Ok(given),
        });
        match given {
            Ok(given) => {
                lines.insert(given.visit.order.clone(), line);
                list.visits.push(given);
            }
            Err(why) => list.bad.push((line, why)),
        }
    }
    Ok(list)
}

/// The line that a record begins in; the reader counts from where the one before it ended, blank lines included.
fn line(record: &StringRecord, text: &str) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let blank = text.bytes().skip(from).take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + blank.filter(|byte| *byte == b'\n').count() as u64
}
