//! What staff wrote about the steps of a complaint: it tells of the customer too.

use crate::cli::who;
use crate::clock;
use crate::db::{Conn, erased, records, steps};
use anyhow::Result;
use handover_domain::complaint::Number;
use handover_domain::ids::ShopId;
use handover_domain::record::{Header, PartName};

/// Erases it; whether there was anything to erase.
pub async fn erase(conn: &mut Conn, shop: &ShopId, number: &Number) -> Result<bool> {
    let mut found = steps::forget_notes(conn, shop, number).await?;
    for id in steps::records(conn, shop, number).await? {
        let Some(kept) = records::load(conn, shop, id).await? else { continue };
        let named = Header::parse(&kept.record.header)?.parts.iter().any(|part| part.name == PartName::Note);
        let gone = erased::parts(conn, shop, id).await?;
        if named && !gone.contains(&PartName::Note.to_string()) {
            erased::put(conn, shop, id, PartName::Note, &who(), clock::now()).await?;
            found = true;
        }
    }
    Ok(found)
}
