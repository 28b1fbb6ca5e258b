//! Live complaints, as they were listed.

use super::{Around, Page, at, parsed};
use crate::clock;
use crate::db::exports::{self, Place};
use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError};
use crate::export::cell::Cell;
use handover_domain::hash::Hash;

pub const COLUMNS: [&str; 17] = [
    "record",
    "shop",
    "shop_name",
    "number",
    "day",
    "captured_at",
    "tablet",
    "package",
    "version",
    "package_hash",
    "visit",
    "language",
    "category",
    "department",
    "severity",
    "contact",
    "contact_erased",
];

pub async fn page(
    conn: &mut Conn,
    loaded: &mut Loaded,
    around: &Around,
    place: Place<'_>,
) -> Result<Page, StoreError> {
    let rows = exports::complaints(conn, place).await?;
    let last = rows.last().map(|row| row.0.clone());
    let mut cells = Vec::with_capacity(rows.len());
    for (
        record,
        number,
        day,
        hash,
        category,
        department,
        severity,
        contact,
        erased,
        visit,
        language,
        ms,
        offset,
        tablet,
    ) in rows
    {
        let package = loaded.get(conn, parsed(Hash::parse(&hash), "complaints.package")?).await?;
        let package = parsed(package, "complaints.package")?;
        cells.push(vec![
            Cell::text(record),
            around.shop.clone(),
            around.shop_name.clone(),
            Cell::text(number),
            Cell::text(day),
            at(&parsed(clock::local(ms, offset), "complaints.captured_at")?),
            Cell::number(tablet),
            Cell::text(package.id().as_str()),
            Cell::Number(package.reference.version.into()),
            Cell::text(hash),
            Cell::text(visit),
            Cell::text(language),
            Cell::text(category),
            Cell::text(department),
            Cell::text(severity),
            Cell::Flag(contact),
            Cell::Flag(erased),
        ]);
    }
    Ok(Page { cells, last })
}
