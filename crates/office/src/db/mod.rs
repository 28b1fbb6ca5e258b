//! The database: plain functions over one connection, one file per table or two.
//!
//! Everything that knows which database it is stands in `store`, `sql` and `tables`; the SQL elsewhere is what `SQLite` and
//! `PostgreSQL` both take.

pub mod announced;
pub mod calls;
pub mod cells;
pub mod chains;
pub mod codes;
pub mod complaints;
pub mod conflicts;
pub mod deeds;
pub mod device_keys;
pub mod devices;
pub mod epochs;
pub mod erased;
pub mod events;
pub mod exports;
pub mod facts;
pub mod feeds;
pub mod follow_ups;
pub mod handovers;
pub mod health;
pub mod imports;
pub mod journal;
pub mod keys;
pub mod ledger;
pub mod numbers;
pub mod packages;
pub mod people;
pub mod published;
pub mod quarantine;
pub mod records;
pub mod regions;
pub mod rollups;
pub mod sealing;
pub mod sessions;
pub mod shop_keys;
pub mod shops;
pub mod slips;
pub mod sql;
pub mod steps;
mod store;
pub mod sums;
pub mod tables;
pub mod users;
pub mod visits;
pub mod words;

pub use sql::Conn;
pub use store::{Place, Store, StoreError};

use crate::users::Reach;
use handover_domain::ids::ShopId;

/// Reads a stored name, id or hash back into its type.
fn parsed<T>(value: Option<T>, what: &'static str) -> Result<T, StoreError> {
    value.ok_or(StoreError::Damaged(what))
}

/// A stored word of a serde enum.
fn from_word<T: serde::de::DeserializeOwned>(word: String, what: &'static str) -> Result<T, StoreError> {
    parsed(serde_json::from_value(serde_json::Value::String(word)).ok(), what)
}

/// The word a serde enum has on the wire, which is also the one in the database.
///
/// # Panics
/// Never for the enums it is used with: each of their variants is one word.
pub fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("{other:?} is no word"),
    }
}

/// Narrows a query to the rows whose column names one of these.
fn among<T: ToString>(query: &mut sql::QueryBuilder, column: &'static str, values: &[T]) {
    query.push(" AND ").push(column).push(" IN ").push_list(values.iter().map(ToString::to_string));
}

/// Narrows a query to the rows whose column names a shop within reach.
fn reaching(query: &mut sql::QueryBuilder, column: &'static str, reach: &Reach) {
    match reach.shops() {
        None => {}
        // No list is empty in either database.
        Some(shops) if shops.is_empty() => {
            query.push(" AND FALSE");
        }
        Some(shops) => {
            query.push(" AND ").push(column).push(" IN ").push_list(shops.iter().map(ShopId::as_str));
        }
    }
}

/// Counts are never negative, and a number beyond what the column holds is held at its edge.
fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}
