//! Records in custody: header and parts.

use super::{Conn, StoreError, from_word, parsed, sql};
use crate::arrival::Arrival;
use chrono::{DateTime, Utc};
use handover_domain::hash::Hash;
use handover_domain::ids::{KeyId, RecordId, ShopId};
use handover_domain::record::{Header, Record, SealedPart};
use std::collections::BTreeMap;

/// The hashes under which those of these records are in custody that are.
pub async fn hashes(
    conn: &mut Conn,
    shop: &ShopId,
    ids: &[RecordId],
) -> Result<BTreeMap<RecordId, Hash>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut query = sql::QueryBuilder::new("SELECT id, hash FROM records WHERE shop = ");
    query.push_bind(shop.as_str());
    super::among(&mut query, "id", ids);
    let rows: Vec<(String, String)> = query.build_query_as().fetch_all(conn).await?;
    rows.into_iter()
        .map(|(id, hash)| {
            let id = parsed(id.parse().ok(), "records.id")?;
            Ok((id, parsed(Hash::parse(&hash), "records.hash")?))
        })
        .collect()
}

/// Takes the headers of records into custody, none of which is here.
pub async fn add(conn: &mut Conn, arrivals: &[&Arrival], now: DateTime<Utc>) -> Result<(), StoreError> {
    if arrivals.is_empty() {
        return Ok(());
    }
    let mut query = sql::QueryBuilder::new(
        "INSERT INTO records (shop, id, device, epoch, seq, hash, header, day, received_at, ahead) ",
    );
    query.push_values(arrivals.iter().map(|arrival| {
        let core = &arrival.header.core;
        [
            core.shop.as_str().into(),
            core.id.to_string().into(),
            core.device.to_string().into(),
            core.epoch.to_string().into(),
            arrival.seq.into(),
            arrival.hash.to_string().into(),
            (&arrival.record.header).into(),
            (&arrival.day).into(),
            now.timestamp_millis().into(),
            arrival.ahead.num_milliseconds().into(),
        ]
    }));
    query.build().execute(conn).await?;
    Ok(())
}

/// Takes the parts of records into custody that are not yet there and were not erased; how many that were.
pub async fn add_parts(conn: &mut Conn, arrivals: &[&Arrival]) -> Result<u64, StoreError> {
    let parts =
        || arrivals.iter().flat_map(|arrival| arrival.record.parts.iter().map(move |part| (arrival, part)));
    if parts().next().is_none() {
        return Ok(0);
    }
    let mut query = sql::QueryBuilder::new(
        "INSERT INTO parts (shop, record, name, reader, data)
         SELECT column1, column2, column3, column4, column5 FROM (",
    );
    query.push_values(parts().map(|(arrival, part)| {
        let core = &arrival.header.core;
        [
            core.shop.as_str().into(),
            core.id.to_string().into(),
            part.name.word().into(),
            part.key.as_str().into(),
            (&part.data).into(),
        ]
    }));
    query.push(
        ") AS given WHERE NOT EXISTS
           (SELECT 1 FROM erased WHERE shop = column1 AND record = column2 AND part = column3)
         ON CONFLICT DO NOTHING",
    );
    Ok(query.build().execute(conn).await?.rows_affected())
}

/// A record as it is in custody.
pub struct Kept {
    /// Its header, and the parts that are here.
    pub record: Record,
    /// The day it belongs to in reports.
    pub day: String,
    /// Milliseconds by which head office's clock was ahead of the tablet's.
    pub ahead: i64,
}

/// The header of a record that is kept, which was readable when the record was taken.
pub fn header(text: &str) -> Result<Header, StoreError> {
    parsed(Header::parse(text).ok(), "records.header")
}

/// A record in custody.
pub async fn load(conn: &mut Conn, shop: &ShopId, id: RecordId) -> Result<Option<Kept>, StoreError> {
    let row: Option<(String, String, i64)> =
        sql::query_as("SELECT header, day, ahead FROM records WHERE shop = $1 AND id = $2")
            .bind(shop.as_str())
            .bind(id.to_string())
            .fetch_optional(&mut *conn)
            .await?;
    let Some((header, day, ahead)) = row else { return Ok(None) };
    let parts = parts(conn, shop.as_str(), &id.to_string()).await?;
    Ok(Some(Kept { record: Record { header, parts }, day, ahead }))
}

/// The parts of a record that are in custody.
pub async fn parts(conn: &mut Conn, shop: &str, record: &str) -> Result<Vec<SealedPart>, StoreError> {
    let rows: Vec<(String, String, Vec<u8>)> = sql::query_as(
        "SELECT name, reader, data FROM parts WHERE shop = $1 AND record = $2 ORDER BY name, reader",
    )
    .bind(shop)
    .bind(record)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(name, reader, data)| {
            let key = parsed(KeyId::new(reader).ok(), "parts.reader")?;
            Ok(SealedPart { name: from_word(name, "parts.name")?, key, data })
        })
        .collect()
}
