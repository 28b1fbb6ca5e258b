//! The visits of the dealer's own lists (`V4`).

use super::{Around, Page, utc};
use crate::db::exports::{self, Place};
use crate::db::{Conn, StoreError};
use crate::export::cell::Cell;

pub const COLUMNS: [&str; 10] = [
    "shop",
    "shop_name",
    "order",
    "visit",
    "day",
    "advisor",
    "advisor_name",
    "model",
    "mileage_km",
    "imported_at",
];

pub async fn page(conn: &mut Conn, around: &Around, place: Place<'_>) -> Result<Page, StoreError> {
    let rows = exports::visits(conn, place).await?;
    let last = rows.last().map(|row| row.0.clone());
    let cells = rows.into_iter().map(|(order, visit, day, advisor, model, mileage, ms)| {
        let [advisor, advisor_name] = around.advisor(&advisor.unwrap_or_default());
        Ok(vec![
            around.shop.clone(),
            around.shop_name.clone(),
            Cell::text(order),
            Cell::text(visit),
            Cell::text(day),
            advisor,
            advisor_name,
            Cell::text(model.unwrap_or_default()),
            Cell::number(mileage),
            utc(ms, "visits.imported_at")?,
        ])
    });
    Ok(Page { cells: cells.collect::<Result<_, StoreError>>()?, last })
}
