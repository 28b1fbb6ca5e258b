//! Letting go what head office has had for long enough, and nothing else.

use super::journal::{ALL, Journal, MANY};
use crate::{Again, Counts, Storage};
use handover_domain::sync::Change;

async fn places<S: Storage>(storage: &S) -> Vec<u32> {
    storage.records(0, MANY, ALL).await.unwrap().into_iter().map(|(place, _)| place).collect()
}

pub async fn only_what_was_acknowledged_before_the_day_is_taken_away<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let journal = Journal::of(open("purge").await, 3).await;
    let storage = &journal.storage;
    for (place, at) in
        [(1, "2026-11-21T23:59:59.999Z"), (2, "2026-11-22T00:00:00Z"), (3, "2026-11-23T08:00:00Z")]
    {
        storage.settle(&[(place, Change::Stored)], at, &[]).await.unwrap();
    }
    assert_eq!(storage.purge("2026-11-21", MANY).await, Ok(0), "the day itself stays");
    assert_eq!(places(storage).await, [1, 2, 3]);
    assert_eq!(storage.purge("2026-11-22", MANY).await, Ok(1));
    assert_eq!(places(storage).await, [2, 3]);
    assert_eq!(storage.purge("2026-11-22", MANY).await, Ok(0));
    assert_eq!(storage.purge("2026-11-24", MANY).await, Ok(2));
    assert_eq!(places(storage).await, [0; 0]);
}

pub async fn purging_begins_with_the_oldest_and_stops_at_the_first_that_is_too_young<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let journal = Journal::of(open("purge in order").await, 6).await;
    let storage = &journal.storage;
    let at = |day: u32| format!("2026-11-{day:02}T12:00:00Z");
    for (place, day) in [(1, 1), (2, 2), (3, 3), (4, 9), (5, 1)] {
        storage.settle(&[(place, Change::Stored)], &at(day), &[]).await.unwrap();
    }
    assert_eq!(storage.purge("2026-11-05", 2).await, Ok(2));
    assert_eq!(places(storage).await, [3, 4, 5, 6]);
    assert_eq!(storage.purge("2026-11-05", 2).await, Ok(1), "the fifth waits behind the fourth");
    assert_eq!(places(storage).await, [4, 5, 6]);
    assert_eq!(storage.purge("2026-11-10", 2).await, Ok(2));
    assert_eq!(storage.purge("2026-11-10", 2).await, Ok(0));
    assert_eq!(places(storage).await, [6]);
}

pub async fn what_waits_or_was_set_apart_is_never_taken_away<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let journal = Journal::of(open("purge not").await, 5).await;
    let storage = &journal.storage;
    let apart = Change::Quarantined("2026-11-01".into());
    let changes = [(1, apart.clone()), (3, Change::Stored), (4, apart), (5, Change::Stored)];
    storage.settle(&changes, "2026-11-01T12:00:00Z", &[]).await.unwrap();
    assert_eq!(storage.purge("2099-01-01", MANY).await, Ok(2), "nor do they hold up what lies behind them");
    assert_eq!(places(storage).await, [1, 2, 4]);
    assert_eq!(storage.counts().await, Ok(Counts { pending: 1, quarantined: 2 }));
    assert_eq!(storage.offer_again(Again::Quarantined, MANY).await, Ok(2));
    assert_eq!(journal.pending().await, [1, 2, 4]);
    assert_eq!(storage.purge("2099-01-01", MANY).await, Ok(0));
}

pub async fn a_journal_that_was_purged_goes_on_where_it_was<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let mut journal = Journal::of(open("purge all").await, 3).await;
    let head = journal.storage.head().await.unwrap();
    let stored = [1, 2, 3].map(|place| (place, Change::Stored));
    journal.storage.settle(&stored, "2026-11-01T12:00:00Z", &[]).await.unwrap();
    assert_eq!(journal.storage.purge("2026-11-02", MANY).await, Ok(3));
    assert_eq!(journal.storage.head().await, Ok(head));
    assert_eq!(journal.storage.record(3).await, Ok(None));
    assert_eq!(journal.storage.offer_again(Again::Stored(1, 3), MANY).await, Ok(0), "what is gone is gone");
    assert_eq!(journal.append().await.place, 4);
    assert_eq!(places(&journal.storage).await, [4]);
    assert_eq!(journal.pending().await, [4]);
    assert_eq!(journal.storage.record(4).await.unwrap().as_ref(), journal.texts.last());
}
