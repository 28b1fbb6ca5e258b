//! Complaints that are listed.

use super::{Conn, StoreError, count, from_word, parsed, sql, steps};
use crate::arrival::Facts;
use crate::clock;
use crate::users::Reach;
use chrono::{DateTime, FixedOffset};
use handover_domain::complaint::{Complaint, Course, Number, Severity};
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::Mode;
use std::collections::BTreeMap;

/// What is noted of a complaint beside its record; all of it follows from the record.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Noted {
    number: String,
    device: String,
    package: String,
    category: String,
    department: String,
    severity: String,
    contact: bool,
    visit: String,
    language: String,
    captured_at: i64,
    utc_offset: i64,
}

impl Noted {
    /// What has to be noted of this one.
    pub fn of(facts: &Facts, complaint: &Complaint) -> Self {
        let captured = facts.core.captured_at;
        Self {
            number: complaint.number.to_string(),
            device: facts.core.device.to_string(),
            package: facts.package.to_string(),
            category: complaint.category.word().into(),
            department: complaint.department.word().into(),
            severity: complaint.severity.word().into(),
            contact: complaint.contact,
            visit: facts.answers.visit.word().into(),
            language: facts.answers.language.tag().into(),
            captured_at: captured.timestamp_millis(),
            utc_offset: captured.offset().local_minus_utc().into(),
        }
    }
}

/// Lists a complaint; one that is listed stays as it is. Whether it was new.
pub async fn add(
    conn: &mut Conn,
    facts: &Facts,
    complaint: &Complaint,
    day: &str,
) -> Result<bool, StoreError> {
    let noted = Noted::of(facts, complaint);
    let done = sql::query(
        "INSERT INTO complaints (shop, record, number, device, package, category, department, severity, contact,
                                 visit, language, captured_at, utc_offset, day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING",
    )
    .bind(facts.core.shop.as_str())
    .bind(facts.core.id.to_string())
    .bind(noted.number)
    .bind(noted.device)
    .bind(noted.package)
    .bind(noted.category)
    .bind(noted.department)
    .bind(noted.severity)
    .bind(noted.contact)
    .bind(noted.visit)
    .bind(noted.language)
    .bind(noted.captured_at)
    .bind(noted.utc_offset)
    .bind(day)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What is noted of a record's complaint, if it is listed.
pub async fn noted(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<Option<Noted>, StoreError> {
    sql::query_as(
        "SELECT number, device, package, category, department, severity, contact, visit, language, captured_at,
                utc_offset
         FROM complaints WHERE shop = $1 AND record = $2",
    )
    .bind(shop.as_str())
    .bind(record.to_string())
    .fetch_optional(conn)
    .await
}

/// Complaints that are listed although no record is here: `(number, shop, record)`.
pub async fn without_record(conn: &mut Conn) -> Result<Vec<(String, String, String)>, StoreError> {
    sql::query_as(
        "SELECT number, shop, record FROM complaints c
         WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.shop = c.shop AND r.id = c.record)
         ORDER BY number, shop, record",
    )
    .fetch_all(conn)
    .await
}

/// A complaint in the list.
pub struct Listed {
    /// Its shop.
    pub shop: ShopId,
    /// Its record.
    pub record: RecordId,
    /// What it says in the open, when it was taken, and what was done about it, all by clocks as head office corrects
    /// them. Where contact details were erased nobody can be contacted any more.
    pub course: Course,
    /// When it was taken.
    pub captured: DateTime<FixedOffset>,
    /// Whether the contact details that were left are erased.
    pub contact_erased: bool,
    /// How many records its number stands for.
    pub records: u64,
}

/// Which complaints are meant.
#[derive(Clone, Copy)]
pub struct Span<'a> {
    /// The first day; `""` bounds nothing.
    pub from: &'a str,
    /// The last day, likewise.
    pub to: &'a str,
    /// The shops.
    pub reach: &'a Reach,
}

/// Which of them.
#[derive(Default)]
pub struct Narrowed {
    /// Those of this number.
    pub number: Option<Number>,
    /// Those that are as severe as this.
    pub severity: Option<Severity>,
    /// Without those that were closed before this moment, in milliseconds since 1970.
    pub closed_since: Option<i64>,
    /// Those that come after this one: when it was taken, in milliseconds since 1970, and its record.
    pub after: Option<(i64, RecordId)>,
    /// So many at most.
    pub most: Option<i64>,
}

type Row = (String, String, String, String, String, bool, bool, i64, i64, i64, String);

/// The complaints, oldest first.
pub async fn list(conn: &mut Conn, span: Span<'_>) -> Result<Vec<Listed>, StoreError> {
    narrowed(conn, span, Narrowed::default()).await
}

/// Those of a shop, oldest first, without what was closed before a moment, in milliseconds since 1970.
pub async fn lately(conn: &mut Conn, shop: &ShopId, closed_since: i64) -> Result<Vec<Listed>, StoreError> {
    let reach = &Reach::Shops([shop.clone()].into());
    let which = Narrowed { closed_since: Some(closed_since), ..Narrowed::default() };
    narrowed(conn, Span { from: "", to: "", reach }, which).await
}

/// Those of this number; more than one only where two records have one number.
pub async fn of_number(conn: &mut Conn, number: &Number) -> Result<Vec<Listed>, StoreError> {
    let which = Narrowed { number: Some(number.clone()), ..Narrowed::default() };
    narrowed(conn, Span { from: "", to: "", reach: &Reach::Everywhere }, which).await
}

/// Some of them, oldest first.
pub async fn narrowed(conn: &mut Conn, span: Span<'_>, which: Narrowed) -> Result<Vec<Listed>, StoreError> {
    let mut query = sql::QueryBuilder::new(
        "SELECT c.shop, c.number, c.category, c.department, c.severity, c.contact,
                EXISTS (SELECT 1 FROM erased e
                        WHERE e.shop = c.shop AND e.record = c.record AND e.part = 'contact') AS contact_erased,
                c.captured_at + r.ahead AS captured, c.utc_offset,
                (SELECT COUNT(*) FROM complaint_numbers n WHERE n.number = c.number) AS records, c.record
         FROM complaints c JOIN records r ON r.shop = c.shop AND r.id = c.record WHERE TRUE",
    );
    for (bound, day) in [(" AND c.day >= ", span.from), (" AND c.day <= ", span.to)] {
        if !day.is_empty() {
            query.push(bound).push_bind(day);
        }
    }
    super::reaching(&mut query, "c.shop", span.reach);
    if let Some(number) = which.number {
        query.push(" AND c.number = ").push_bind(number.to_string());
    }
    if let Some(severity) = which.severity {
        query.push(" AND c.severity = ").push_bind(severity.word());
    }
    if let Some(moment) = which.closed_since {
        query.push(
            " AND NOT EXISTS (SELECT 1 FROM complaint_steps s LEFT JOIN records t ON t.shop = s.shop AND t.id = s.record
                         WHERE s.shop = c.shop AND s.number = c.number AND s.mode = 'live'
                         AND (s.kind IN ('satisfied', 'not_satisfied') OR (s.kind = 'carried_out' AND (NOT c.contact OR EXISTS (
                              SELECT 1 FROM erased g
                              WHERE g.shop = c.shop AND g.record = c.record AND g.part = 'contact'))))
                         AND s.captured_ms + COALESCE(t.ahead, 0) < ",
        );
        query.push_bind(moment).push(")");
    }
    if let Some((moment, record)) = which.after {
        query.push(" AND (c.captured_at + r.ahead, c.record) > (").push_bind(moment);
        query.push(", ").push_bind(record.to_string()).push(")");
    }
    query.push(" ORDER BY captured, c.record");
    if let Some(most) = which.most {
        query.push(" LIMIT ").push_bind(most);
    }
    let rows: Vec<Row> = query.build_query_as().fetch_all(&mut *conn).await?;
    let mut all = rows.into_iter().map(listed).collect::<Result<Vec<_>, _>>()?;
    add_steps(conn, &mut all).await?;
    Ok(all)
}

fn listed(row: Row) -> Result<Listed, StoreError> {
    let (
        shop,
        number,
        category,
        department,
        severity,
        contact,
        contact_erased,
        captured,
        offset,
        records,
        record,
    ) = row;
    let complaint = Complaint {
        number: from_word(number, "complaints.number")?,
        category: from_word(category, "complaints.category")?,
        department: from_word(department, "complaints.department")?,
        severity: from_word(severity, "complaints.severity")?,
        contact: contact && !contact_erased,
    };
    let captured = parsed(clock::local(captured, offset), "complaints.captured_at")?;
    Ok(Listed {
        shop: parsed(ShopId::new(shop).ok(), "complaints.shop")?,
        record: parsed(record.parse().ok(), "complaints.record")?,
        course: Course::new(complaint, captured.into()),
        captured,
        contact_erased,
        records: count(records),
    })
}

/// Adds what was done, shop by shop.
async fn add_steps(conn: &mut Conn, all: &mut [Listed]) -> Result<(), StoreError> {
    let mut shops: BTreeMap<ShopId, Vec<Number>> = BTreeMap::new();
    for listed in all.iter() {
        shops.entry(listed.shop.clone()).or_default().push(listed.course.complaint.number.clone());
    }
    for (shop, numbers) in shops {
        let taken = steps::of(conn, &shop, &numbers, Mode::Live).await?;
        for listed in all.iter_mut().filter(|listed| listed.shop == shop) {
            let of = taken.get(&listed.course.complaint.number).into_iter().flatten();
            listed.course.add(of.map(|taken| taken.done.clone()));
        }
    }
    Ok(())
}
