//! What was done about complaints: by tablets, each step told by a record, and by head office itself.

use super::{Conn, StoreError, from_word, parsed, sql};
use crate::arrival::Did;
use chrono::{DateTime, TimeDelta, Utc};
use handover_domain::complaint::{Done, Number, Remedy, Step};
use handover_domain::ids::{PersonId, RecordId, ShopId};
use handover_domain::moment;
use handover_domain::record::Mode;
use std::collections::BTreeMap;

/// How many complaints are asked for at a time: a database takes only so many values with a question.
const AT_A_TIME: usize = 500;

/// What is noted of a step beside its record; all of it follows from the record.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Noted {
    number: String,
    kind: String,
    remedy: Option<String>,
    by_person: String,
    written_at: String,
    captured_ms: i64,
    mode: String,
    device: Option<String>,
    note: Option<String>,
}

impl Noted {
    /// What has to be noted of this one.
    pub fn of(did: &Did) -> Self {
        let Did { core, step } = did;
        Self {
            number: step.number.to_string(),
            kind: step.kind.word().into(),
            remedy: step.remedy.map(|remedy| remedy.word().into()),
            by_person: step.by.to_string(),
            written_at: moment::write(&core.captured_at),
            captured_ms: core.captured_at.timestamp_millis(),
            mode: core.mode.word().into(),
            device: Some(core.device.to_string()),
            note: None,
        }
    }

    /// Whether it is this step of head office's own, with this note.
    pub fn is(&self, step: &Step, note: Option<&str>) -> bool {
        self.device.is_none()
            && self.number == step.number.to_string()
            && self.kind == step.kind.word()
            && self.remedy.as_deref() == step.remedy.map(Remedy::word)
            && self.by_person == step.by.as_str()
            && self.note.as_deref() == note
    }

    /// The same of an entry of head office's own.
    fn own(step: &Step, note: Option<String>, now: DateTime<Utc>) -> Self {
        Self {
            number: step.number.to_string(),
            kind: step.kind.word().into(),
            remedy: step.remedy.map(|remedy| remedy.word().into()),
            by_person: step.by.to_string(),
            written_at: moment::write(&now),
            captured_ms: now.timestamp_millis(),
            mode: Mode::Live.word().into(),
            device: None,
            note,
        }
    }
}

/// Notes a step that a record tells of; one that is noted stays as it is. Whether it was new.
pub async fn add(conn: &mut Conn, did: &Did) -> Result<bool, StoreError> {
    put(conn, &did.core.shop, did.core.id, Noted::of(did)).await
}

/// Notes a step of head office's own.
pub async fn add_own(
    conn: &mut Conn,
    shop: &ShopId,
    id: RecordId,
    step: &Step,
    note: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    put(conn, shop, id, Noted::own(step, note, now)).await.map(|_| ())
}

async fn put(conn: &mut Conn, shop: &ShopId, record: RecordId, noted: Noted) -> Result<bool, StoreError> {
    let done = sql::query(
        "INSERT INTO complaint_steps (shop, record, number, kind, remedy, by_person, written_at, captured_ms, mode,
                                      device, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .bind(noted.number)
    .bind(noted.kind)
    .bind(noted.remedy)
    .bind(noted.by_person)
    .bind(noted.written_at)
    .bind(noted.captured_ms)
    .bind(noted.mode)
    .bind(noted.device)
    .bind(noted.note)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What is noted of a record's step, if anything is.
pub async fn noted(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<Option<Noted>, StoreError> {
    sql::query_as(
        "SELECT number, kind, remedy, by_person, written_at, captured_ms, mode, device, note
         FROM complaint_steps WHERE shop = $1 AND record = $2",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .fetch_optional(conn)
    .await
}

/// Steps that a tablet is said to have told of although no record is here: `(number, shop, record)`.
pub async fn without_record(conn: &mut Conn) -> Result<Vec<(String, String, String)>, StoreError> {
    sql::query_as(
        "SELECT number, shop, record FROM complaint_steps s WHERE device IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM records r WHERE r.shop = s.shop AND r.id = s.record)
         ORDER BY number, shop, record",
    )
    .fetch_all(conn)
    .await
}

/// A step that was taken.
pub struct Taken {
    /// What, by whom and when, by the clock of whoever took it as head office corrects it.
    pub done: Done,
    /// Whether head office took it.
    pub own: bool,
    /// What head office wrote about it.
    pub note: Option<String>,
}

type Row = (String, String, String, Option<String>, String, String, i64, bool, Option<String>);

fn taken(row: Row) -> Result<(Number, Taken), StoreError> {
    let (number, record, kind, remedy, by, written_at, ahead, own, note) = row;
    let at = parsed(moment::parse(&written_at), "complaint_steps.written_at")?;
    let at = at.checked_add_signed(TimeDelta::milliseconds(ahead)).unwrap_or(at);
    let done = Done {
        record: parsed(record.parse().ok(), "complaint_steps.record")?,
        kind: from_word(kind, "complaint_steps.kind")?,
        remedy: remedy.map(|remedy| from_word(remedy, "complaint_steps.remedy")).transpose()?,
        by: parsed(PersonId::new(by).ok(), "complaint_steps.by_person")?,
        at: at.into(),
    };
    let number = parsed(Number::parse(&number), "complaint_steps.number")?;
    Ok((number, Taken { done, own, note }))
}

/// What was done about these complaints of a shop, by tablets of this mode; head office's own entries are live.
pub async fn of(
    conn: &mut Conn,
    shop: &ShopId,
    numbers: &[Number],
    mode: Mode,
) -> Result<BTreeMap<Number, Vec<Taken>>, StoreError> {
    let mut all: BTreeMap<Number, Vec<Taken>> = BTreeMap::new();
    for some in numbers.chunks(AT_A_TIME) {
        let mut query = sql::QueryBuilder::new(
            "SELECT s.number, s.record, s.kind, s.remedy, s.by_person, s.written_at, COALESCE(r.ahead, 0),
                    s.device IS NULL, s.note
             FROM complaint_steps s LEFT JOIN records r ON r.shop = s.shop AND r.id = s.record WHERE s.shop = ",
        );
        query.push_bind(shop.as_str());
        query.push(" AND s.mode = ").push_bind(mode.word());
        super::among(&mut query, "s.number", some);
        query.push(" ORDER BY s.captured_ms, s.record");
        let rows: Vec<Row> = query.build_query_as().fetch_all(&mut *conn).await?;
        for row in rows {
            let (number, taken) = taken(row)?;
            all.entry(number).or_default().push(taken);
        }
    }
    Ok(all)
}

/// The records by which tablets told of what was done about a complaint, whatever their mode.
pub async fn records(conn: &mut Conn, shop: &ShopId, number: &Number) -> Result<Vec<RecordId>, StoreError> {
    let rows: Vec<(String,)> = sql::query_as(
        "SELECT record FROM complaint_steps WHERE shop = $1 AND number = $2 AND device IS NOT NULL ORDER BY record",
    )
    .bind(shop.as_str())
    .bind(number.to_string())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|(id,)| parsed(id.parse().ok(), "complaint_steps.record")).collect()
}

/// Whether what was said in the complaint was erased: then what is written about it is not taken either.
pub async fn are_silenced(conn: &mut Conn, shop: &ShopId, number: &Number) -> Result<bool, StoreError> {
    let (silenced,): (bool,) = sql::query_as(
        "SELECT EXISTS (SELECT 1 FROM complaint_numbers n
                        JOIN erased e ON e.shop = n.shop AND e.record = n.record AND e.part = 'text'
                        WHERE n.shop = $1 AND n.number = $2)",
    )
    .bind(shop.as_str())
    .bind(number.to_string())
    .fetch_one(conn)
    .await?;
    Ok(silenced)
}

/// Takes back what head office wrote about what was done about a complaint; whether there was anything.
pub async fn forget_notes(conn: &mut Conn, shop: &ShopId, number: &Number) -> Result<bool, StoreError> {
    let done = sql::query(
        "UPDATE complaint_steps SET note = NULL WHERE shop = $1 AND number = $2 AND note IS NOT NULL",
    )
    .bind(shop.as_str())
    .bind(number.to_string())
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}
