//! What was said in calls goes with what else a customer said, at their wish (`P3`).

use super::About;
use crate::db::{Conn, StoreError, calls, erased, numbers, records};
use crate::keys::{Keys, Purpose};
use chrono::{DateTime, Utc};
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::{AnswersPart, Header, Mode, PartName};

/// Erases the words of the calls about a complaint, and of those about the order that a complaint or a survey belongs to;
/// whether there were any.
pub async fn erase(
    conn: &mut Conn,
    keys: &Keys,
    (shop, record): (&ShopId, RecordId),
    by: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let number = numbers::of(conn, shop, record).await?.map(About::Complaint);
    let order = order(conn, keys, shop, record).await?;
    let mut found = false;
    for about in [number, order].into_iter().flatten() {
        for call in calls::about(conn, shop, &about).await? {
            if call.sealed.is_some() {
                calls::forget_words(conn, shop, call.id).await?;
                erased::put(conn, shop, call.id, PartName::Note, by, now).await?;
                found = true;
            }
        }
    }
    Ok(found)
}

/// The order that a live record is about, where it says one.
async fn order(
    conn: &mut Conn,
    keys: &Keys,
    shop: &ShopId,
    record: RecordId,
) -> Result<Option<About>, StoreError> {
    let Some(kept) = records::load(conn, shop, record).await? else { return Ok(None) };
    // Orders of a training are nobody's.
    if !Header::parse(&kept.record.header).is_ok_and(|header| header.core.mode == Mode::Live) {
        return Ok(None);
    }
    let plain = keys.open_part(Purpose::Records, &kept.record, PartName::Answers);
    let answers =
        plain.and_then(Result::ok).and_then(|plain| serde_json::from_slice::<AnswersPart>(&plain).ok());
    Ok(answers.and_then(|answers| answers.order).map(About::Order))
}
