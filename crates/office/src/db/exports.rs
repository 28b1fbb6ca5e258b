//! What is exported, shop by shop and page by page, and who exported it.
//!
//! A page is what comes after the row that ended the one before, in the order of the tables' own keys: however many
//! rows there are, no more than a page of them is in memory, and none is sorted.

use super::{Conn, StoreError, sql};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What an export is of, as it is logged.
pub struct Order<'a> {
    /// The word of the table.
    pub what: &'a str,
    /// The word of the format.
    pub format: &'a str,
    /// The shop; `""` for all of them.
    pub shop: &'a str,
    /// The first and the last day; `""` for all of them.
    pub days: (&'a str, &'a str),
    /// Whether answers go with their handover numbers.
    pub orders: bool,
    /// The account that asked.
    pub by: &'a str,
}

/// Notes that something is about to be exported; the id of the note.
pub async fn begin(conn: &mut Conn, order: &Order<'_>, now: DateTime<Utc>) -> Result<String, StoreError> {
    let id = Uuid::now_v7().to_string();
    sql::query(
        "INSERT INTO exports (id, what, format, shop, first_day, last_day, orders, exported_by, exported_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&id)
    .bind(order.what)
    .bind(order.format)
    .bind(order.shop)
    .bind(order.days.0)
    .bind(order.days.1)
    .bind(order.orders)
    .bind(order.by)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(id)
}

/// Notes how many rows it came to.
pub async fn end(conn: &mut Conn, id: &str, rows: u64) -> Result<(), StoreError> {
    sql::query("UPDATE exports SET row_count = $2 WHERE id = $1")
        .bind(id)
        .bind(i64::try_from(rows).unwrap_or(i64::MAX))
        .execute(conn)
        .await?;
    Ok(())
}

/// Which rows are meant.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Of this shop.
    pub shop: &'a str,
    /// From this day to that, `""` bounding nothing.
    pub days: (&'a str, &'a str),
    /// After this key; `""` at the beginning.
    pub after: &'a str,
    /// The most of them.
    pub most: i64,
}

/// Record, day, package's hash, visit, channel, language, advisor, order, outcome, counted; question, option, kind,
/// number, milliseconds, all but the last two none where nothing was asked.
pub type Answer = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    bool,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<i64>,
);

/// The answers of the next so many responses.
pub async fn answers(conn: &mut Conn, place: Place<'_>) -> Result<Vec<Answer>, StoreError> {
    sql::query_as(
        "SELECT r.record, r.day, r.package, r.visit, r.channel, r.language, r.advisor, r.order_ref, r.outcome, r.counted,
                a.question, a.option, a.kind, a.number, a.ms
         FROM (SELECT * FROM responses
               WHERE shop = $1 AND ($2 = '' OR day >= $2) AND ($3 = '' OR day <= $3) AND record > $4
               ORDER BY record LIMIT $5) AS r
         LEFT JOIN answers a ON a.shop = r.shop AND a.record = r.record
         ORDER BY r.record, a.question, a.option",
    )
    .bind(place.shop)
    .bind(place.days.0)
    .bind(place.days.1)
    .bind(place.after)
    .bind(place.most)
    .fetch_all(conn)
    .await
}

/// Record, number, day, package's hash, category, department, severity, contact left, contact erased, visit, language,
/// milliseconds, seconds east of UTC, tablet.
pub type Complaint = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    bool,
    bool,
    String,
    String,
    i64,
    i64,
    Option<i64>,
);

/// The next so many complaints.
pub async fn complaints(conn: &mut Conn, place: Place<'_>) -> Result<Vec<Complaint>, StoreError> {
    sql::query_as(
        "SELECT c.record, c.number, c.day, c.package, c.category, c.department, c.severity, c.contact,
                EXISTS (SELECT 1 FROM erased e
                        WHERE e.shop = c.shop AND e.record = c.record AND e.part = 'contact'),
                c.visit, c.language, c.captured_at + r.ahead, c.utc_offset, d.number
         FROM complaints c JOIN records r ON r.shop = c.shop AND r.id = c.record LEFT JOIN devices d ON d.id = c.device
         WHERE c.shop = $1 AND ($2 = '' OR c.day >= $2) AND ($3 = '' OR c.day <= $3) AND c.record > $4
         ORDER BY c.record LIMIT $5",
    )
    .bind(place.shop)
    .bind(place.days.0)
    .bind(place.days.1)
    .bind(place.after)
    .bind(place.most)
    .fetch_all(conn)
    .await
}

/// Record, day, complaint's number, kind, remedy, person, moment as written, milliseconds to be added, tablet.
pub type Step = (String, String, String, String, Option<String>, String, String, i64, Option<i64>);

/// The next so many steps of complaints; an entry of head office's own is of the day on which it was written.
pub async fn steps(conn: &mut Conn, place: Place<'_>) -> Result<Vec<Step>, StoreError> {
    sql::query_as(
        "SELECT s.record, COALESCE(r.day, SUBSTR(s.written_at, 1, 10)), s.number, s.kind, s.remedy, s.by_person,
                s.written_at, COALESCE(r.ahead, 0), d.number
         FROM complaint_steps s LEFT JOIN records r ON r.shop = s.shop AND r.id = s.record
                                LEFT JOIN devices d ON d.id = s.device
         WHERE s.shop = $1 AND ($2 = '' OR COALESCE(r.day, SUBSTR(s.written_at, 1, 10)) >= $2)
         AND ($3 = '' OR COALESCE(r.day, SUBSTR(s.written_at, 1, 10)) <= $3) AND s.record > $4 AND s.mode = 'live'
         ORDER BY s.record LIMIT $5",
    )
    .bind(place.shop)
    .bind(place.days.0)
    .bind(place.days.1)
    .bind(place.after)
    .bind(place.most)
    .fetch_all(conn)
    .await
}

/// Record, day, order, visit, advisor, person, second, listed, milliseconds, tablet.
pub type Handover = (String, String, String, String, String, String, bool, bool, i64, Option<i64>);

/// The next so many handovers to customers.
pub async fn handovers(conn: &mut Conn, place: Place<'_>) -> Result<Vec<Handover>, StoreError> {
    sql::query_as(
        "SELECT h.record, h.day, h.order_ref, h.visit, h.advisor, h.by_person, h.second, h.listed,
                h.captured_at + r.ahead, d.number
         FROM handovers h JOIN records r ON r.shop = h.shop AND r.id = h.record LEFT JOIN devices d ON d.id = h.device
         WHERE h.shop = $1 AND ($2 = '' OR h.day >= $2) AND ($3 = '' OR h.day <= $3) AND h.record > $4
         AND h.mode = 'live'
         ORDER BY h.record LIMIT $5",
    )
    .bind(place.shop)
    .bind(place.days.0)
    .bind(place.days.1)
    .bind(place.after)
    .bind(place.most)
    .fetch_all(conn)
    .await
}

/// Order, visit, day, advisor, model, kilometres, milliseconds of the import.
pub type Expected = (String, String, String, Option<String>, Option<String>, Option<i64>, i64);

/// The next so many visits of the dealer's own list.
pub async fn visits(conn: &mut Conn, place: Place<'_>) -> Result<Vec<Expected>, StoreError> {
    sql::query_as(
        "SELECT order_ref, visit, day, advisor, model, mileage_km, imported_at FROM visits
         WHERE shop = $1 AND ($2 = '' OR day >= $2) AND ($3 = '' OR day <= $3) AND order_ref > $4
         ORDER BY order_ref LIMIT $5",
    )
    .bind(place.shop)
    .bind(place.days.0)
    .bind(place.days.1)
    .bind(place.after)
    .bind(place.most)
    .fetch_all(conn)
    .await
}

/// A call to a customer, as its table has it.
#[derive(sqlx::FromRow)]
pub struct Call {
    pub id: String,
    pub day: String,
    pub at: i64,
    pub utc_offset: i64,
    pub order_ref: Option<String>,
    pub number: Option<String>,
    pub kind: String,
    pub by_person: String,
    pub outcome: String,
    pub survey: String,
    pub again_at: Option<i64>,
    pub again_offset: Option<i64>,
    pub supervisor: bool,
    pub corrects: Option<String>,
}

/// The next so many calls to customers.
pub async fn calls(conn: &mut Conn, place: Place<'_>) -> Result<Vec<Call>, StoreError> {
    sql::query_as(
        "SELECT id, day, at, utc_offset, order_ref, number, kind, by_person, outcome, survey, again_at, again_offset,
                supervisor, corrects
         FROM calls WHERE shop = $1 AND ($2 = '' OR day >= $2) AND ($3 = '' OR day <= $3) AND id > $4
         ORDER BY id LIMIT $5",
    )
    .bind(place.shop)
    .bind(place.days.0)
    .bind(place.days.1)
    .bind(place.after)
    .bind(place.most)
    .fetch_all(conn)
    .await
}
