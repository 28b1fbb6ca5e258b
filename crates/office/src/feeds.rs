//! What the tablets of a shop are told of each other and by head office: complaints with what was done about them, and
//! the visits that are expected.

use crate::db::{Conn, StoreError, complaints, feeds, visits};
use crate::keys::Keys;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use handover_domain::PROTOCOL;
use handover_domain::complaint::Course;
use handover_domain::ids::ShopId;
use handover_domain::record::Mode;
use handover_domain::wire::{Envelope, Feed, Type};

/// Days for which a closed complaint is still shown.
const CLOSED_DAYS: u64 = 14;
/// Days of visits before today, wherever on earth that is, and from today on.
const VISIT_DAYS: (u64, u64) = (1, 7);
/// The most visits.
const VISITS: i64 = 500;
/// The most complaints, the newest: a feed is to fit a tablet.
const COMPLAINTS: usize = 500;

/// Its version now. It rises with every change of what is shown, and with every day, since visits and closed complaints
/// come and go by their day.
pub async fn version(conn: &mut Conn, shop: &ShopId, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let days = now.date_naive().signed_duration_since(NaiveDate::default()).num_days();
    Ok(feeds::changes(conn, shop).await? + u64::try_from(days).unwrap_or(0))
}

/// What a shop's tablets are told now. One that does not count is told of no complaint.
pub async fn of(conn: &mut Conn, shop: &ShopId, mode: Mode, now: DateTime<Utc>) -> Result<Feed, StoreError> {
    let today = now.date_naive();
    let closed_since = today - Days::new(CLOSED_DAYS);
    let (from, to) = (today - Days::new(VISIT_DAYS.0), today + Days::new(VISIT_DAYS.1));
    let complaints = match mode {
        Mode::Live => complaints(conn, shop, closed_since).await?,
        Mode::Training | Mode::Test => Vec::new(),
    };
    Ok(Feed {
        protocol: PROTOCOL,
        shop: shop.clone(),
        version: version(conn, shop, now).await?,
        complaints,
        visits: visits::between(conn, shop, (&from.to_string(), &to.to_string()), VISITS).await?,
    })
}

/// Those that are open, and those closed since a day.
async fn complaints(
    conn: &mut Conn,
    shop: &ShopId,
    closed_since: NaiveDate,
) -> Result<Vec<Course>, StoreError> {
    let midnight = closed_since.and_time(NaiveTime::MIN).and_utc();
    let listed = complaints::lately(conn, shop, midnight.timestamp_millis()).await?;
    let mut courses: Vec<Course> = listed.into_iter().map(|listed| listed.course).collect();
    courses.drain(..courses.len().saturating_sub(COMPLAINTS));
    Ok(courses)
}

/// Signs it.
///
/// # Panics
/// Never: every field of a feed has a JSON form.
pub fn sign(keys: &Keys, feed: &Feed) -> Envelope {
    let payload = serde_json::to_vec(feed).expect("every field of a feed has a JSON form");
    keys.sign(Type::Feed, &payload)
}
