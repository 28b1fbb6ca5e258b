//! Tablets that were handed to customers, without plate and VIN.

use super::{Around, Page, utc};
use crate::db::exports::{self, Place};
use crate::db::{Conn, StoreError};
use crate::export::cell::Cell;

pub const COLUMNS: [&str; 13] = [
    "record",
    "shop",
    "shop_name",
    "day",
    "handed_at",
    "tablet",
    "order",
    "visit",
    "advisor",
    "advisor_name",
    "person",
    "second",
    "listed",
];

pub async fn page(conn: &mut Conn, around: &Around, place: Place<'_>) -> Result<Page, StoreError> {
    let rows = exports::handovers(conn, place).await?;
    let last = rows.last().map(|row| row.0.clone());
    let cells =
        rows.into_iter().map(|(record, day, order, visit, advisor, person, second, listed, ms, tablet)| {
            let [advisor, advisor_name] = around.advisor(&advisor);
            Ok(vec![
                Cell::text(record),
                around.shop.clone(),
                around.shop_name.clone(),
                Cell::text(day),
                utc(ms, "handovers.captured_at")?,
                Cell::number(tablet),
                Cell::text(order),
                Cell::text(visit),
                advisor,
                advisor_name,
                Cell::text(person),
                Cell::Flag(second),
                Cell::Flag(listed),
            ])
        });
    Ok(Page { cells: cells.collect::<Result<_, StoreError>>()?, last })
}
