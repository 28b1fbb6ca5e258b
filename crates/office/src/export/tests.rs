//! What spreadsheets and programs read in an export, over many texts that nobody thought of.

use super::cell::{Cell, is_formula};
use super::csv::Csv;
use super::ndjson::Ndjson;
use super::xlsx::Xlsx;
use super::{Rows, What};
use calamine::{Data, Reader, open_workbook_from_rs};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex};

const COLUMNS: [&str; 3] = ["text", "number", "flag"];
/// What texts are made of: all that begins a formula, breaks a cell off, or cannot be seen.
const PIECES: [&str; 34] = [
    "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ", "\u{3000}", "\u{feff}", "\u{200b}",
    "\u{a0}", "\"", "'", ",", ";", "|", "!", "(", ")", "\0", "\u{1}", "\u{202e}", "<", "&", "王", "🚗", "A1",
    "cmd", "_x003D_",
];

fn texts(seed: u64, many: usize) -> Vec<String> {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let mut below = |n: usize| usize::try_from(random.next_u32()).unwrap() % n;
    (0..many).map(|_| (0..below(6)).map(|_| PIECES[below(PIECES.len())]).collect()).collect()
}

/// Bytes that are looked at when everything is written.
#[derive(Clone, Default)]
struct Bytes(Arc<Mutex<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn written(begin: impl FnOnce(Bytes) -> Box<dyn Rows>, texts: &[String]) -> Vec<u8> {
    let bytes = Bytes::default();
    let mut rows = begin(bytes.clone());
    for text in texts {
        rows.row(&[Cell::text(text.as_str()), Cell::Number(-7), Cell::Flag(true)]).unwrap();
    }
    rows.finish().unwrap();
    let bytes = bytes.0.lock().unwrap();
    bytes.clone()
}

fn workbook(texts: &[String], most_rows: u32) -> calamine::Xlsx<Cursor<Vec<u8>>> {
    let begin = |to| -> Box<dyn Rows> {
        Box::new(Xlsx::begin(to, &std::env::temp_dir(), "rows".into(), &COLUMNS, most_rows).unwrap())
    };
    open_workbook_from_rs(Cursor::new(written(begin, texts))).unwrap()
}

#[test]
fn no_text_begins_like_a_formula_in_csv_and_taking_one_apostrophe_off_gives_every_text_back() {
    let texts = texts(41, 20_000);
    let bytes = written(|to| Box::new(Csv::begin(to, &COLUMNS).unwrap()), &texts);
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes);
    let mut read = 0;
    for (row, text) in reader.records().zip(&texts) {
        let row = row.unwrap();
        assert!(!is_formula(&row[0]), "{text:?}");
        assert_eq!(row[0].strip_prefix('\'').unwrap_or(&row[0]), text);
        assert_eq!((&row[1], &row[2]), ("-7", "true"), "numbers stay numbers");
        read += 1;
    }
    assert_eq!(read, texts.len());
}

#[test]
fn no_text_is_a_formula_in_a_workbook_and_each_reads_as_it_was_meant() {
    let texts: Vec<String> = texts(42, 3_000);
    let mut book = workbook(&texts, super::xlsx::MOST_ROWS);
    assert!(book.worksheet_formula("rows").unwrap().is_empty());
    let range = book.worksheet_range("rows").unwrap();
    for (row, text) in range.rows().skip(1).zip(&texts) {
        match &row[0] {
            Data::Empty => assert!(text.is_empty()),
            Data::String(read) => assert_eq!(read, text),
            other => panic!("{text:?} became {other:?}"),
        }
        assert_eq!((&row[1], &row[2]), (&Data::Float(-7.0), &Data::Bool(true)));
    }
    assert_eq!(range.rows().count(), texts.len() + 1);
}

#[test]
fn lines_for_programs_give_every_text_back_as_it_is() {
    let texts = texts(43, 5_000);
    let bytes = written(|to| Box::new(Ndjson::begin(to, &COLUMNS)), &texts);
    let lines: Vec<&str> = std::str::from_utf8(&bytes).unwrap().lines().collect();
    assert_eq!(lines.len(), texts.len());
    for (line, text) in lines.iter().zip(&texts) {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["text"].as_str().unwrap_or_default(), text);
        assert_eq!(value["number"], -7);
    }
}

#[test]
fn a_sheet_that_is_full_is_followed_by_another_with_the_names_again() {
    let texts: Vec<String> = (0..7).map(|n| format!("row {n}")).collect();
    let mut book = workbook(&texts, 4);
    assert_eq!(book.sheet_names(), ["rows", "rows 2", "rows 3"]);
    let mut read = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let mut rows = range.rows().map(|row| row[0].to_string());
        assert_eq!(rows.next().as_deref(), Some("text"));
        read.extend(rows);
    }
    assert_eq!(read, texts);
}

#[test]
fn a_number_that_a_spreadsheet_cannot_hold_exactly_is_written_out() {
    let bytes = Bytes::default();
    let folder = std::env::temp_dir();
    let mut rows: Box<dyn Rows> =
        Box::new(Xlsx::begin(bytes.clone(), &folder, "rows".into(), &["n"], 10).unwrap());
    for number in [i64::MIN, i64::MAX, 1 << 53] {
        rows.row(&[Cell::Number(number)]).unwrap();
    }
    rows.finish().unwrap();
    let bytes = bytes.0.lock().unwrap().clone();
    let mut book: calamine::Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("rows").unwrap();
    let read: Vec<&Data> = range.rows().skip(1).map(|row| &row[0]).collect();
    assert_eq!(*read[0], Data::String(i64::MIN.to_string()));
    assert_eq!(*read[1], Data::String(i64::MAX.to_string()));
    assert_eq!(*read[2], Data::Float(9_007_199_254_740_992.0));
}

#[test]
fn every_table_names_each_of_its_columns_once() {
    for what in <What as clap::ValueEnum>::value_variants() {
        let mut names = what.columns().to_vec();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }
}
