//! What happened to tablets, by their own account.

use super::{Conn, StoreError, count, from_word, parsed, sql};
use crate::arrival::Event;
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, PersonId, RecordId, ShopId};
use handover_domain::record::{EventPart, Loss};

/// What a row says of an event.
#[derive(sqlx::FromRow)]
struct Row {
    happened: String,
    lost_epoch: Option<String>,
    lost_from: Option<i64>,
    lost_through: Option<i64>,
    lost_pending: Option<i64>,
    place: Option<String>,
    person: Option<String>,
    number: Option<String>,
    order_ref: Option<String>,
}

/// Notes an event; one that is noted stays as it is.
pub async fn add(conn: &mut Conn, event: &Event) -> Result<(), StoreError> {
    let (core, loss) = (&event.core, event.part.loss);
    // What was read was checked to fit the columns.
    let number = |n: Option<u64>| n.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    sql::query(
        "INSERT INTO device_events (shop, record, device, epoch, seq, happened, lost_epoch, lost_from, lost_through,
                                    lost_pending, captured_at, place, person, number, order_ref)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING",
    )
    .bind(core.shop.as_str())
    .bind(core.id.to_string())
    .bind(core.device.to_string())
    .bind(core.epoch.to_string())
    .bind(i64::try_from(core.seq).unwrap_or(i64::MAX))
    .bind(event.part.happened.word())
    .bind(loss.map(|loss| loss.epoch.to_string()))
    .bind(number(loss.map(|loss| loss.from)))
    .bind(number(loss.map(|loss| loss.through)))
    .bind(number(loss.map(|loss| loss.pending)))
    .bind(core.captured_at.timestamp_millis())
    .bind(event.part.place.as_deref())
    .bind(event.part.person.as_ref().map(PersonId::as_str))
    .bind(event.part.number.as_ref().map(ToString::to_string))
    .bind(event.part.order.as_ref().map(OrderRef::as_str))
    .execute(conn)
    .await?;
    Ok(())
}

fn part(row: Row) -> Result<EventPart, StoreError> {
    let loss = match (row.lost_epoch, row.lost_from, row.lost_through, row.lost_pending) {
        (None, None, None, None) => None,
        (Some(epoch), Some(from), Some(through), Some(pending)) => Some(Loss {
            epoch: parsed(epoch.parse().ok(), "device_events.lost_epoch")?,
            from: count(from),
            through: count(through),
            pending: count(pending),
        }),
        _ => return Err(StoreError::Damaged("device_events.lost_epoch")),
    };
    let person = row.person.map(|id| parsed(PersonId::new(id).ok(), "device_events.person"));
    let number = row.number.map(|number| parsed(Number::parse(&number), "device_events.number"));
    let order = row.order_ref.map(|order| parsed(OrderRef::new(order).ok(), "device_events.order_ref"));
    Ok(EventPart {
        happened: from_word(row.happened, "device_events.happened")?,
        loss,
        place: row.place,
        person: person.transpose()?,
        number: number.transpose()?,
        order: order.transpose()?,
    })
}

/// What is noted of a record's event, if anything is.
pub async fn noted(
    conn: &mut Conn,
    shop: &ShopId,
    record: RecordId,
) -> Result<Option<EventPart>, StoreError> {
    let row: Option<Row> = sql::query_as(
        "SELECT happened, lost_epoch, lost_from, lost_through, lost_pending, place, person, number, order_ref
         FROM device_events WHERE shop = $1 AND record = $2",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .fetch_optional(conn)
    .await?;
    row.map(part).transpose()
}

/// A loss, and the journal whose record tells of it.
pub struct Told {
    /// The epoch of that record.
    pub by: String,
    /// What is lost.
    pub loss: Loss,
}

/// An event with what it is sorted by.
#[derive(sqlx::FromRow)]
struct Dated {
    epoch: String,
    captured_at: i64,
    #[sqlx(flatten)]
    row: Row,
}

/// The losses of a tablet, in the order in which they were captured.
pub async fn losses(conn: &mut Conn, device: &str) -> Result<Vec<Told>, StoreError> {
    let rows: Vec<Dated> = sql::query_as(
        "SELECT epoch, captured_at, happened, lost_epoch, lost_from, lost_through, lost_pending, place, person, number,
                order_ref
         FROM device_events WHERE device = $1 AND lost_epoch IS NOT NULL ORDER BY captured_at, record",
    )
    .bind(device)
    .fetch_all(conn)
    .await?;
    let mut losses = Vec::new();
    for Dated { epoch: by, row, .. } in rows {
        if let Some(loss) = part(row)?.loss {
            losses.push(Told { by, loss });
        }
    }
    Ok(losses)
}

/// What else happened to the tablet that kept this journal, and when by its clock, in milliseconds since 1970.
pub async fn others(conn: &mut Conn, device: &str, epoch: &str) -> Result<Vec<(i64, EventPart)>, StoreError> {
    let rows: Vec<Dated> = sql::query_as(
        "SELECT epoch, captured_at, happened, lost_epoch, lost_from, lost_through, lost_pending, place, person, number,
                order_ref
         FROM device_events WHERE device = $1 AND epoch = $2 AND lost_epoch IS NULL ORDER BY captured_at, record",
    )
    .bind(device)
    .bind(epoch)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|dated| Ok((dated.captured_at, part(dated.row)?))).collect()
}

/// Events that are noted although no record is here: `(shop, record)`.
pub async fn without_record(conn: &mut Conn) -> Result<Vec<(String, String)>, StoreError> {
    sql::query_as(
        "SELECT shop, record FROM device_events e
         WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.shop = e.shop AND r.id = e.record)
         ORDER BY shop, record",
    )
    .fetch_all(conn)
    .await
}
