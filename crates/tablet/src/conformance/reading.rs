//! Handing out: in the order of places, within bounds, from a place on.

use super::journal::{ALL, AT, Journal, MANY, id, next, pending};
use crate::{Entry, Storage};
use handover_domain::sync::Change;

/// Twelve, so that an order of texts (1, 10, 11, 2) would show; ten bytes each.
async fn twelve<S: Storage>(storage: &S) -> Vec<u32> {
    for place in 1..=12 {
        let before = storage.head().await.unwrap();
        let head = next(before.as_ref(), "0123456789");
        let entry = Entry { head: &head, id: id(place), text: "0123456789", told: None };
        storage.append(before.as_ref(), &entry).await.unwrap();
    }
    (1..=12).collect()
}

pub async fn the_oldest_pending_records_come_first_within_count_and_bytes<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let storage = open("pending").await;
    let all = twelve(&storage).await;
    assert_eq!(pending(&storage, 0, MANY, ALL).await, all);
    assert_eq!(pending(&storage, 0, 5, ALL).await, all[..5]);
    assert_eq!(pending(&storage, 0, MANY, 39).await, all[..3]);
    assert_eq!(pending(&storage, 0, MANY, 40).await, all[..4]);
    assert_eq!(pending(&storage, 0, 2, 40).await, all[..2]);
    assert_eq!(
        pending(&storage, 0, MANY, 1).await,
        all[..1],
        "one that is too long alone still has to leave"
    );
    assert_eq!(pending(&storage, 9, MANY, ALL).await, all[9..]);
    assert_eq!(pending(&storage, 3, 2, ALL).await, all[3..5]);
    assert_eq!(pending(&storage, 3, MANY, 1).await, all[3..4]);
    assert_eq!(pending(&storage, 12, MANY, ALL).await, [0; 0]);
    // What does not wait any more is passed over, and does not count.
    storage.settle(&[(4, Change::Stored), (6, Change::Quarantined(String::new()))], AT, &[]).await.unwrap();
    assert_eq!(pending(&storage, 3, 3, ALL).await, [5, 7, 8]);
    assert_eq!(pending(&storage, 5, MANY, 20).await, [7, 8]);
}

pub async fn records_come_in_order_whatever_was_said_of_them<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let storage = open("records").await;
    let all = twelve(&storage).await;
    storage.settle(&[(1, Change::Stored), (2, Change::Quarantined("no".into()))], AT, &[]).await.unwrap();
    for (after, limit, max_bytes, expected) in [
        (0, MANY, ALL, &all[..]),
        (0, 5, ALL, &all[..5]),
        (0, MANY, 39, &all[..3]),
        (0, MANY, 40, &all[..4]),
        (0, MANY, 1, &all[..1]),
        (9, MANY, ALL, &all[9..]),
        (3, 2, ALL, &all[3..5]),
        (12, MANY, ALL, &[]),
    ] {
        let records = storage.records(after, limit, max_bytes).await.unwrap();
        assert!(records.iter().all(|(_, text)| text == "0123456789"));
        assert_eq!(records.into_iter().map(|(place, _)| place).collect::<Vec<_>>(), expected);
    }
    let real = Journal::of(open("records that are some").await, 2).await;
    let both = real.storage.records(0, MANY, ALL).await.unwrap();
    assert_eq!(both, (1..).zip(real.texts).collect::<Vec<_>>());
}
