//! What the tablet's journal says in the open, and what head office tells the tablets of a shop.

use super::tools::Tools;
use crate::browser::keys::verified;
use crate::browser::log::warn;
use handover_domain::record::Glance;
use handover_domain::session::Kiosk;
use handover_domain::shop::Books;
use handover_domain::wire::{Envelope, Feed, Type};
use handover_tablet::{Setting, Storage, StoreError};

/// How far back the journal is looked through: more than a month of the busiest tablet.
const MOST: u32 = 8000;
/// How many records at a time, and how many bytes of them.
const PAGE: usize = 200;
const PAGE_BYTES: usize = 4 << 20;

/// What was read of the journal so far, and the place of each record in it.
#[derive(Default)]
pub(super) struct Pages {
    books: Books,
    places: Vec<u32>,
}

/// What there is to see.
pub(super) struct Found {
    pub books: Books,
    pub feed: Option<Feed>,
}

/// Reads what is new in the journal, and the feed.
pub(super) async fn read(tools: &Tools, kiosk: &Kiosk) -> Result<Found, StoreError> {
    let head = tools.store.head().await?.map_or(0, |head| head.place);
    let mut after = tools.pages.borrow().places.last().copied().unwrap_or(head.saturating_sub(MOST));
    loop {
        let records = tools.store.records(after, PAGE, PAGE_BYTES).await?;
        let Some((last, _)) = records.last() else { break };
        after = *last;
        let mut pages = tools.pages.borrow_mut();
        for (place, text) in records {
            // Looked through twice at once, it is written down once.
            if pages.places.last().is_some_and(|known| place <= *known) {
                continue;
            }
            // One that cannot be read tells staff nothing; head office is told by the courier.
            if let Some(glance) = Glance::of(&text) {
                pages.places.push(place);
                pages.books.add(glance);
            }
        }
    }
    let feed = feed(tools, kiosk).await?;
    let books = tools.pages.borrow().books.clone();
    Ok(Found { books, feed })
}

/// The place in the journal of a record that was added to the books.
pub(super) fn place(tools: &Tools, at: usize) -> Option<u32> {
    tools.pages.borrow().places.get(at).copied()
}

/// Verified again: who changes what lies there changes nothing on the screen.
async fn feed(tools: &Tools, kiosk: &Kiosk) -> Result<Option<Feed>, StoreError> {
    let Some(kept) = tools.store.setting(Setting::Feed).await? else { return Ok(None) };
    let Ok(opened) = Envelope::parse(kept.as_bytes()).and_then(|envelope| envelope.open(Type::Feed)) else {
        return Ok(None);
    };
    let is_ours = verified(&kiosk.config.signing_key, &opened).await.unwrap_or(false);
    match Feed::parse(&opened.payload) {
        Ok(feed) if is_ours && feed.shop == kiosk.config.shop => Ok(Some(feed)),
        Ok(_) => Ok(None),
        Err(error) => {
            warn("what head office tells the shop cannot be read", &error);
            Ok(None)
        }
    }
}
