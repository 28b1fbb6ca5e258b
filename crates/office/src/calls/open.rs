//! What was said in calls, for whoever calls next.

use super::{About, Call, Words, words};
use crate::clock;
use crate::db::words::log_opening;
use crate::db::{Conn, calls, erased, follow_ups, numbers};
use crate::office::Office;
use crate::refused::Refused;
use crate::users::Reach;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::PartName;
use handover_domain::wire::Reason;

/// Which calls are to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// One, by its id.
    Call(RecordId),
    /// All about an order or a complaint.
    About(About),
}

/// A call, and what was said in it.
#[derive(Debug)]
pub struct Opened {
    /// The call.
    pub call: Call,
    /// What was said, or why nothing can be read.
    pub words: Result<Words, String>,
}

/// Opens calls of one shop within reach, the earliest first. Who reads is on record, durably, before anything is read.
pub async fn open(
    office: &Office,
    meant: &Meant,
    shop: Option<&ShopId>,
    reach: &Reach,
    by: &str,
) -> Result<Vec<Opened>, Refused> {
    let mut tx = office.store.write().await?;
    let found = find(&mut tx, meant, shop, reach).await?;
    for call in found.iter().filter(|call| call.sealed.is_some()) {
        log_opening(&mut tx, &call.shop, call.id, PartName::Note, by, clock::now()).await?;
    }
    office.store.commit(tx).await?;

    let mut tx = office.store.read().await?;
    let mut opened = Vec::new();
    for call in found {
        let words = match words::read(&office.keys, &call) {
            Some(words) => words,
            None if erased::parts(&mut tx, &call.shop, call.id).await?.is_empty() => Err("none".into()),
            None => Err("erased".into()),
        };
        opened.push(Opened { call, words });
    }
    Ok(opened)
}

/// The calls that are meant.
async fn find(
    conn: &mut Conn,
    meant: &Meant,
    shop: Option<&ShopId>,
    reach: &Reach,
) -> Result<Vec<Call>, Refused> {
    let (about, shops) = match meant {
        Meant::Call(id) => return one_shop(calls::of_id(conn, *id).await?, shop, reach),
        Meant::About(about @ About::Order(order)) => (about, follow_ups::shops(conn, order).await?),
        Meant::About(about @ About::Complaint(number)) => {
            let records = numbers::records(conn, number).await?;
            (about, records.into_iter().map(|(shop, _)| shop).collect())
        }
    };
    let mut found = Vec::new();
    for shop in shops {
        found.extend(calls::about(conn, &shop, about).await?);
    }
    one_shop(found, shop, reach)
}

fn one_shop(mut found: Vec<Call>, shop: Option<&ShopId>, reach: &Reach) -> Result<Vec<Call>, Refused> {
    found.retain(|call| reach.holds(&call.shop) && shop.is_none_or(|shop| call.shop == *shop));
    let refused = |reason, sentence: &str| Err(Refused::Said(reason, sentence.into()));
    match found.first() {
        None => refused(
            Reason::NotFound,
            "No call of this id, and none about such an order or complaint, is noted, so nothing was opened.",
        ),
        Some(first) if found.iter().any(|call| call.shop != first.shop) => refused(
            Reason::WrongRecord,
            "Calls about it are noted in more than one shop, so nothing was opened; say which shop is meant.",
        ),
        Some(_) => Ok(found),
    }
}
