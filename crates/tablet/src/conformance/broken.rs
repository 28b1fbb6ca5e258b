//! A database that lost a record and kept the note of it.

use super::journal::{ALL, AT, Journal, MANY};
use crate::{Again, Counts, Storage};
use handover_domain::sync::Change;

/// A storage of which a record can be taken away by hand.
pub trait LoseText: Storage {
    /// Takes away a record's text, and nothing else.
    async fn lose_text(&self, place: u32);
}

pub async fn a_place_without_its_record_is_named_and_holds_nothing_up<S: LoseText>(
    open: impl AsyncFn(&str) -> S,
) {
    let journal = Journal::of(open("broken").await, 5).await;
    let storage = &journal.storage;
    for place in [1, 3] {
        storage.lose_text(place).await;
    }
    let page = storage.pending(0, MANY, ALL).await.unwrap();
    assert_eq!(page.kept.iter().map(|kept| kept.place).collect::<Vec<_>>(), [2, 4, 5]);
    assert_eq!(page.broken, [1, 3]);
    assert_eq!(storage.record(3).await, Ok(None));
    let only = storage.pending(2, 1, ALL).await.unwrap();
    assert_eq!((only.kept, only.broken), (Vec::new(), vec![3]));
    let records = storage.records(0, MANY, ALL).await.unwrap();
    assert_eq!(records.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [2, 4, 5]);
}

pub async fn a_broken_place_is_set_apart_and_is_still_broken_when_it_is_offered_again<S: LoseText>(
    open: impl AsyncFn(&str) -> S,
) {
    let journal = Journal::of(open("broken again").await, 2).await;
    let storage = &journal.storage;
    storage.lose_text(1).await;
    storage.settle(&[(1, Change::Quarantined("gone".into()))], AT, &[]).await.unwrap();
    assert_eq!(journal.pending().await, [2]);
    assert_eq!(storage.counts().await, Ok(Counts { pending: 1, quarantined: 1 }));
    assert_eq!(storage.offer_again(Again::Quarantined, MANY).await, Ok(1));
    assert_eq!(storage.pending(0, MANY, ALL).await.unwrap().broken, [1]);
}
