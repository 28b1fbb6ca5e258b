//! Noting what head office said, and offering again.

use super::journal::{ALL, AT, Journal, MANY, id};
use crate::{Again, Counts, Setting, Storage};
use handover_domain::sync::Change;

fn apart() -> Change {
    Change::Quarantined("the record is not readable".into())
}

pub async fn what_head_office_settled_is_no_longer_pending_and_still_there<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let journal = Journal::of(open("settle").await, 3).await;
    let storage = &journal.storage;
    let head = storage.head().await;
    let changes = [(1, Change::Stored), (3, apart())];
    // What comes twice changes nothing.
    for _ in 0..2 {
        storage.settle(&changes, AT, &[]).await.unwrap();
        assert_eq!(journal.pending().await, [2]);
        assert_eq!(storage.counts().await, Ok(Counts { pending: 1, quarantined: 1 }));
    }
    storage.settle(&[], AT, &[]).await.unwrap();
    // A range without a gap, and one with: what lies between two places stays.
    assert_eq!(storage.offer_again(Again::Stored(1, 3), MANY).await, Ok(1));
    storage.settle(&[(2, Change::Stored), (1, Change::Stored)], AT, &[]).await.unwrap();
    assert_eq!(storage.counts().await, Ok(Counts { pending: 0, quarantined: 1 }));
    for (place, text) in (1..).zip(&journal.texts) {
        assert_eq!(storage.record(place).await.unwrap().as_ref(), Some(text));
    }
    assert_eq!(storage.head().await, head);
}

pub async fn settings_are_kept_with_what_was_settled<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let journal = Journal::of(open("settle with").await, 1).await;
    let storage = &journal.storage;
    let with = [(Setting::LastReceipt, "then"), (Setting::Heard, "that")];
    storage.settle(&[(1, Change::Stored)], AT, &with).await.unwrap();
    assert!(journal.pending().await.is_empty());
    storage.settle(&[], AT, &[(Setting::Heard, "this")]).await.unwrap();
    let kept = [Setting::LastReceipt, Setting::Heard].map(|which| storage.setting(which));
    let [last, heard] = kept;
    assert_eq!(
        (last.await.unwrap().as_deref(), heard.await.unwrap().as_deref()),
        (Some("then"), Some("this"))
    );
}

pub async fn what_was_set_apart_is_counted_and_can_be_offered_again<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let journal = Journal::of(open("set apart").await, 6).await;
    let storage = &journal.storage;
    storage.settle(&[(1, Change::Stored), (2, apart()), (3, apart()), (5, apart())], AT, &[]).await.unwrap();
    assert_eq!(storage.counts().await, Ok(Counts { pending: 2, quarantined: 3 }));
    assert_eq!(storage.offer_again(Again::Quarantined, 2).await, Ok(2));
    assert_eq!(journal.pending().await, [2, 3, 4, 6], "the oldest first");
    assert_eq!(storage.offer_again(Again::Quarantined, 2).await, Ok(1));
    assert_eq!(storage.offer_again(Again::Quarantined, 2).await, Ok(0));
    assert_eq!(journal.pending().await, [2, 3, 4, 5, 6]);
    assert_eq!(storage.counts().await, Ok(Counts { pending: 5, quarantined: 0 }));
    for kept in storage.pending(0, MANY, ALL).await.unwrap().kept {
        let text = &journal.texts[kept.place as usize - 1];
        assert_eq!((kept.id, &kept.text), (id(kept.place), text), "as it was before");
    }
}

pub async fn what_was_acknowledged_is_offered_again_between_two_places<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let journal = Journal::of(open("offered").await, 8).await;
    let storage = &journal.storage;
    let stored = [1, 2, 3, 5, 6, 7].map(|place| (place, Change::Stored));
    storage.settle(&stored, AT, &[]).await.unwrap();
    storage.settle(&[(4, apart())], AT, &[]).await.unwrap();
    assert_eq!(storage.offer_again(Again::Stored(3, 6), 2).await, Ok(2));
    assert_eq!(journal.pending().await, [3, 5, 8], "what was set apart stays so");
    assert_eq!(storage.offer_again(Again::Stored(3, 6), 2).await, Ok(1));
    assert_eq!(storage.offer_again(Again::Stored(3, 6), 2).await, Ok(0));
    assert_eq!(journal.pending().await, [3, 5, 6, 8]);
    assert_eq!(storage.offer_again(Again::Stored(1, 8), MANY).await, Ok(3));
    assert_eq!(storage.counts().await, Ok(Counts { pending: 7, quarantined: 1 }));
    let hashes = storage.pending(0, MANY, ALL).await.unwrap().kept;
    assert!(hashes.iter().all(|kept| kept.id == id(kept.place)));
}

pub async fn the_last_word_on_a_place_is_the_one_that_counts<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let journal = Journal::of(open("last word").await, 2).await;
    let storage = &journal.storage;
    // A file of receipts and the network may speak of one record at once.
    storage.settle(&[(1, apart()), (2, Change::Stored)], AT, &[]).await.unwrap();
    storage.settle(&[(1, Change::Stored), (2, apart())], AT, &[]).await.unwrap();
    assert_eq!(storage.counts().await, Ok(Counts { pending: 0, quarantined: 1 }));
    assert_eq!(
        storage.purge("2099-01-01", MANY).await,
        Ok(1),
        "the first is acknowledged, the second is not"
    );
    assert_eq!(storage.record(1).await, Ok(None));
    assert_eq!(storage.record(2).await.unwrap().as_ref(), Some(&journal.texts[1]));
    assert_eq!(storage.offer_again(Again::Quarantined, MANY).await, Ok(1));
    assert_eq!(journal.pending().await, [2]);
}

pub async fn nothing_is_offered_again_that_was_pending_all_along<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let journal = Journal::of(open("pending all along").await, 3).await;
    let storage = &journal.storage;
    assert_eq!(storage.offer_again(Again::Quarantined, MANY).await, Ok(0));
    assert_eq!(storage.offer_again(Again::Stored(1, 3), MANY).await, Ok(0));
    storage.settle(&[(2, Change::Stored)], AT, &[]).await.unwrap();
    assert_eq!(storage.offer_again(Again::Stored(3, 9), MANY).await, Ok(0));
    assert_eq!(journal.pending().await, [1, 3]);
}
