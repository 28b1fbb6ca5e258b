//! What was done about live complaints, without the notes.

use super::{Around, Page, at, parsed};
use crate::db::exports::{self, Place};
use crate::db::{Conn, StoreError};
use crate::export::cell::Cell;
use chrono::TimeDelta;
use handover_domain::moment;

pub const COLUMNS: [&str; 10] =
    ["record", "shop", "shop_name", "number", "day", "done_at", "tablet", "step", "remedy", "person"];

pub async fn page(conn: &mut Conn, around: &Around, place: Place<'_>) -> Result<Page, StoreError> {
    let rows = exports::steps(conn, place).await?;
    let last = rows.last().map(|row| row.0.clone());
    let cells =
        rows.into_iter().map(|(record, day, number, kind, remedy, person, written, ahead, tablet)| {
            let done = parsed(moment::parse(&written), "complaint_steps.written_at")?;
            Ok(vec![
                Cell::text(record),
                around.shop.clone(),
                around.shop_name.clone(),
                Cell::text(number),
                Cell::text(day),
                at(&done.checked_add_signed(TimeDelta::milliseconds(ahead)).unwrap_or(done)),
                Cell::number(tablet),
                Cell::text(kind),
                Cell::text(remedy.unwrap_or_default()),
                Cell::text(person),
            ])
        });
    Ok(Page { cells: cells.collect::<Result<_, StoreError>>()?, last })
}
