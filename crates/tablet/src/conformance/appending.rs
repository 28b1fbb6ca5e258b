//! Appending: whole or not at all, after the head and nowhere else.

use super::journal::{ALL, AT, Journal, MANY, id, next, pending};
use crate::{Counts, Entry, Head, Page, Setting, Storage, StoreError};
use handover_domain::hash::Hash;
use handover_domain::sync::Change;

pub async fn a_new_journal_is_empty<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let storage = open("empty").await;
    assert_eq!(storage.head().await, Ok(None));
    assert_eq!(storage.record(1).await, Ok(None));
    assert_eq!(storage.records(0, MANY, ALL).await, Ok(Vec::new()));
    assert_eq!(storage.pending(0, MANY, ALL).await, Ok(Page::default()));
    assert_eq!(storage.counts().await, Ok(Counts::default()));
    assert_eq!(storage.setting(Setting::Config).await, Ok(None));
}

pub async fn what_was_appended_is_read_back_to_the_letter<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let storage = open("append").await;
    let texts = ["{\"a\": \"很满意 👍\"}", "{}", "not even JSON\n\u{0}"];
    let mut heads: Vec<Head> = Vec::new();
    for (place, text) in (1..).zip(texts) {
        let head = next(heads.last(), text);
        let entry = Entry { head: &head, id: id(place), text, told: None };
        assert_eq!(storage.append(heads.last(), &entry).await.unwrap().as_deref(), Some(text));
        heads.push(head);
    }
    let page = storage.pending(0, MANY, ALL).await.unwrap();
    assert_eq!((page.kept.len(), page.broken), (3, Vec::new()));
    for ((place, text), kept) in (1..).zip(texts).zip(&page.kept) {
        assert_eq!(storage.record(place).await.unwrap().as_deref(), Some(text));
        assert_eq!((kept.place, kept.id, kept.hash), (place, id(place), Hash::of(text.as_bytes())));
        assert_eq!(kept.text, text);
    }
    assert_eq!(storage.head().await.unwrap().as_ref(), heads.last());
}

pub async fn an_append_after_a_head_that_moved_on_writes_nothing<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let mut ours = Journal::of(open("stale").await, 1).await;
    // Another window of the same tablet.
    let theirs = open("stale").await;
    let seen = theirs.head().await.unwrap();
    let head = ours.append().await;
    for stale in [seen.as_ref(), None] {
        // Even at a place that is free.
        let late = Head { place: 9, ..next(stale, "late") };
        let entry = Entry { head: &late, id: id(9), text: "late", told: Some("late") };
        assert_eq!(theirs.append(stale, &entry).await, Err(StoreError::Moved));
    }
    for storage in [&ours.storage, &theirs] {
        assert_eq!(storage.head().await.unwrap().as_ref(), Some(&head));
        assert_eq!(storage.record(9).await, Ok(None));
        assert_eq!(storage.record(2).await.unwrap(), Some(ours.texts[1].clone()));
        assert_eq!(pending(storage, 0, MANY, ALL).await, [1, 2]);
        assert_eq!(storage.setting(Setting::Told).await, Ok(None));
    }
}

pub async fn a_place_that_is_taken_is_never_written_over<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let journal = Journal::of(open("taken").await, 2).await;
    let storage = &journal.storage;
    // Not even when nothing waits there any more.
    storage.settle(&[(1, Change::Stored)], AT, &[]).await.unwrap();
    let before = storage.head().await.unwrap();
    let again = Head { place: 1, ..next(before.as_ref(), "other") };
    let entry = Entry { head: &again, id: id(3), text: "other", told: Some("other") };
    assert!(storage.append(before.as_ref(), &entry).await.is_err());
    assert_eq!(storage.record(1).await.unwrap().as_ref(), Some(&journal.texts[0]));
    assert_eq!(storage.head().await, Ok(before));
    assert_eq!(journal.pending().await, [2]);
    assert_eq!(storage.setting(Setting::Told).await, Ok(None));
}

pub async fn what_is_told_of_a_loss_is_kept_with_its_record_and_only_with_it<S: Storage>(
    open: impl AsyncFn(&str) -> S,
) {
    let mut journal = Journal::of(open("told").await, 1).await;
    let before = journal.storage.head().await.unwrap();
    let head = next(before.as_ref(), "a loss");
    let entry = Entry { head: &head, id: id(2), text: "a loss", told: Some("this\nand that\n") };
    journal.storage.append(before.as_ref(), &entry).await.unwrap();
    assert_eq!(journal.storage.setting(Setting::Told).await.unwrap().as_deref(), Some("this\nand that\n"));
    // One that tells nothing leaves it as it is.
    journal.append().await;
    assert_eq!(journal.storage.setting(Setting::Told).await.unwrap().as_deref(), Some("this\nand that\n"));
}

pub async fn everything_is_found_again_when_it_is_opened_again<S: Storage>(open: impl AsyncFn(&str) -> S) {
    let journal = Journal::of(open("reopen").await, 4).await;
    let storage = &journal.storage;
    let changes = [(1, Change::Stored), (2, Change::Quarantined("no".into()))];
    storage.settle(&changes, AT, &[]).await.unwrap();
    storage.keep_setting(Setting::Config, "{\"v\":1}").await.unwrap();
    let again = open("reopen").await;
    assert_eq!(again.head().await, storage.head().await);
    assert_eq!(again.head().await.unwrap().map(|head| head.place), Some(4));
    let texts = again.records(0, MANY, ALL).await.unwrap();
    assert_eq!(texts, (1..).zip(journal.texts.clone()).collect::<Vec<_>>());
    assert_eq!(pending(&again, 0, MANY, ALL).await, [3, 4]);
    assert_eq!(again.counts().await, Ok(Counts { pending: 2, quarantined: 1 }));
    assert_eq!(again.setting(Setting::Config).await.unwrap().as_deref(), Some("{\"v\":1}"));
}
