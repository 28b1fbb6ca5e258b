//! What staff wrote about the steps of a complaint: it tells of the customer too.

use crate::clock;
use crate::db::{Conn, erased, records, steps};
use crate::refused::Refused;
use handover_domain::complaint::Number;
use handover_domain::ids::ShopId;
use handover_domain::record::PartName;

/// Erases it; whether there was anything to erase.
pub async fn erase(conn: &mut Conn, shop: &ShopId, number: &Number, by: &str) -> Result<bool, Refused> {
    let mut found = steps::forget_notes(conn, shop, number).await?;
    for id in steps::records(conn, shop, number).await? {
        let Some(kept) = records::load(conn, shop, id).await? else { continue };
        let header = records::header(&kept.record.header)?;
        let named = header.parts.iter().any(|part| part.name == PartName::Note);
        let gone = erased::parts(conn, shop, id).await?;
        if named && !gone.contains(&PartName::Note.to_string()) {
            erased::put(conn, shop, id, PartName::Note, by, clock::now()).await?;
            found = true;
        }
    }
    Ok(found)
}
