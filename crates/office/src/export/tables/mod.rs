//! The tables that are exported: their columns, whose names never change, and how a page of rows becomes cells.

mod answers;
mod calls;
mod complaints;
mod handovers;
mod steps;
mod visits;

use super::What;
use super::cell::Cell;
use crate::db::exports::Place;
use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError, shops};
use chrono::{DateTime, TimeZone};
use handover_domain::ids::ShopId;
use handover_domain::moment;
use std::collections::BTreeMap;
use std::fmt::Display;

/// Some rows, and the key to go on after; none where they were the last.
pub struct Page {
    /// The rows, each with a cell for every column.
    pub cells: Vec<Vec<Cell>>,
    /// The key of the last of them.
    pub last: Option<String>,
}

/// What the rows of a shop are read with.
pub struct Around {
    shop: Cell,
    shop_name: Cell,
    advisors: BTreeMap<String, String>,
    orders: bool,
}

impl Around {
    /// Of this shop, which is called so.
    pub async fn of(conn: &mut Conn, shop: &str, name: &str, orders: bool) -> Result<Self, StoreError> {
        let id = parsed(ShopId::new(shop).ok(), "shops.id")?;
        let advisors = shops::advisors(conn, &id).await?;
        Ok(Self {
            shop: Cell::text(shop),
            shop_name: Cell::text(name),
            advisors: advisors.into_iter().map(|advisor| (advisor.id.into(), advisor.name)).collect(),
            orders,
        })
    }

    /// An advisor by id, and by name where it is known.
    fn advisor(&self, id: &str) -> [Cell; 2] {
        let name = self.advisors.get(id).map_or("", String::as_str);
        [Cell::text(id), Cell::text(name)]
    }
}

impl What {
    /// The names of its columns.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Answers => &answers::COLUMNS,
            Self::Complaints => &complaints::COLUMNS,
            Self::Steps => &steps::COLUMNS,
            Self::Handovers => &handovers::COLUMNS,
            Self::Visits => &visits::COLUMNS,
            Self::Calls => &calls::COLUMNS,
        }
    }

    /// The next rows of a shop.
    pub async fn page(
        self,
        conn: &mut Conn,
        loaded: &mut Loaded,
        around: &Around,
        place: Place<'_>,
    ) -> Result<Page, StoreError> {
        match self {
            Self::Answers => answers::page(conn, loaded, around, place).await,
            Self::Complaints => complaints::page(conn, loaded, around, place).await,
            Self::Steps => steps::page(conn, around, place).await,
            Self::Handovers => handovers::page(conn, around, place).await,
            Self::Visits => visits::page(conn, around, place).await,
            Self::Calls => calls::page(conn, around, place).await,
        }
    }
}

/// What the database holds is readable, or the export stops.
fn parsed<T>(value: Option<T>, what: &'static str) -> Result<T, StoreError> {
    value.ok_or(StoreError::Damaged(what))
}

/// A moment in milliseconds since 1970, as RFC 3339 in UTC.
fn utc(ms: i64, what: &'static str) -> Result<Cell, StoreError> {
    Ok(at(&parsed(DateTime::from_timestamp_millis(ms), what)?))
}

/// A moment as RFC 3339.
fn at<Z: TimeZone<Offset: Display>>(moment: &DateTime<Z>) -> Cell {
    Cell::text(moment::write(moment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    const REFERENCE: &str = include_str!("../../../../../docs/export.md");

    /// The names in the first column of the table below this heading.
    fn documented(heading: &str) -> Vec<&'static str> {
        let (_, section) = REFERENCE.split_once(&format!("\n## `{heading}`\n")).expect(heading);
        let section = section.split("\n## ").next().unwrap_or(section);
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        rows.map(|row| row.split('`').next().unwrap()).collect()
    }

    #[test]
    fn every_column_stands_in_the_reference_under_its_name_and_in_its_place() {
        for what in What::value_variants() {
            assert_eq!(documented(&super::super::word(what)), what.columns(), "{what:?}");
        }
    }
}
