//! Calls to customers, without what was said (`F2`).

use super::{Around, Page, at, parsed};
use crate::clock;
use crate::db::exports::{self, Call, Place};
use crate::db::{Conn, StoreError};
use crate::export::cell::Cell;

pub const COLUMNS: [&str; 14] = [
    "record",
    "shop",
    "shop_name",
    "day",
    "called_at",
    "order",
    "number",
    "call",
    "person",
    "outcome",
    "survey",
    "again_at",
    "supervisor",
    "corrects",
];

pub async fn page(conn: &mut Conn, around: &Around, place: Place<'_>) -> Result<Page, StoreError> {
    let rows = exports::calls(conn, place).await?;
    let last = rows.last().map(|row| row.id.clone());
    let cells = rows.into_iter().map(|row| {
        let Call { id, day, order_ref, number, kind, by_person, outcome, survey, supervisor, .. } = row;
        let called = parsed(clock::local(row.at, row.utc_offset), "calls.at")?;
        let again = row.again_at.zip(row.again_offset);
        let again = again.map(|(ms, offset)| parsed(clock::local(ms, offset), "calls.again_at"));
        Ok(vec![
            Cell::text(id),
            around.shop.clone(),
            around.shop_name.clone(),
            Cell::text(day),
            at(&called),
            Cell::text(order_ref.unwrap_or_default()),
            Cell::text(number.unwrap_or_default()),
            Cell::text(kind),
            Cell::text(by_person),
            Cell::text(outcome),
            Cell::text(survey),
            again.transpose()?.map_or_else(|| Cell::text(""), |again| at(&again)),
            Cell::Flag(supervisor),
            Cell::text(row.corrects.unwrap_or_default()),
        ])
    });
    Ok(Page { cells: cells.collect::<Result<_, StoreError>>()?, last })
}
