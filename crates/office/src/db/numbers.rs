//! The records that the numbers of complaints stand for, whatever their mode and whether they could be read.

use super::complaints::Span;
use super::{Conn, StoreError, count, parsed, sql};
use handover_domain::complaint::Number;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::{Core, Kind};

/// Notes which record a complaint's number stands for; records of another kind have none.
pub async fn note(conn: &mut Conn, core: &Core) -> Result<(), StoreError> {
    let Some(complaint) = core.complaint.as_ref().filter(|_| core.kind == Kind::Complaint) else {
        return Ok(());
    };
    sql::query("INSERT INTO complaint_numbers (shop, record, number) VALUES ($1, $2, $3)")
        .bind(core.shop.as_str())
        .bind(core.id.to_string())
        .bind(complaint.number.to_string())
        .execute(conn)
        .await?;
    Ok(())
}

/// The number that a record is noted under.
pub async fn of(conn: &mut Conn, shop: &ShopId, record: RecordId) -> Result<Option<Number>, StoreError> {
    let row: Option<(String,)> =
        sql::query_as("SELECT number FROM complaint_numbers WHERE shop = $1 AND record = $2")
            .bind(shop.as_str())
            .bind(record.to_string())
            .fetch_optional(conn)
            .await?;
    row.map(|(number,)| parsed(Number::parse(&number), "complaint_numbers.number")).transpose()
}

/// The records that a number stands for, in a fixed order.
pub async fn records(conn: &mut Conn, number: &Number) -> Result<Vec<(ShopId, RecordId)>, StoreError> {
    let rows: Vec<(String, String)> =
        sql::query_as("SELECT shop, record FROM complaint_numbers WHERE number = $1 ORDER BY shop, record")
            .bind(number.to_string())
            .fetch_all(conn)
            .await?;
    rows.into_iter()
        .map(|(shop, record)| {
            let shop = parsed(ShopId::new(shop).ok(), "complaint_numbers.shop")?;
            Ok((shop, parsed(record.parse().ok(), "complaint_numbers.record")?))
        })
        .collect()
}

/// Every number that stands for more than one record, once a record: `(number, shop, record)`.
pub async fn shared(conn: &mut Conn) -> Result<Vec<(String, String, String)>, StoreError> {
    sql::query_as(
        "SELECT number, shop, record FROM complaint_numbers
         WHERE number IN (SELECT number FROM complaint_numbers GROUP BY number HAVING COUNT(*) > 1)
         ORDER BY number, shop, record",
    )
    .fetch_all(conn)
    .await
}

/// How many complaints are kept that could not be read, and are therefore not in the list.
pub async fn unread(conn: &mut Conn, span: Span<'_>) -> Result<u64, StoreError> {
    let mut query = sql::QueryBuilder::new(
        "SELECT COUNT(*) FROM complaint_numbers n
         JOIN quarantine q ON q.shop = n.shop AND q.record = n.record
         JOIN records r ON r.shop = n.shop AND r.id = n.record WHERE TRUE",
    );
    for (bound, day) in [(" AND r.day >= ", span.from), (" AND r.day <= ", span.to)] {
        if !day.is_empty() {
            query.push(bound).push_bind(day);
        }
    }
    super::reaching(&mut query, "r.shop", span.reach);
    let (n,): (i64,) = query.build_query_as().fetch_one(conn).await?;
    Ok(count(n))
}
