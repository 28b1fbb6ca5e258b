//! The journal on a real `IndexedDB`, by the doors that `core` and `sync` use.
//!
//! Every test has a database of its own, named after it and the moment; nothing is cleaned up, since the
//! browser that runs this is thrown away.
#![cfg(target_arch = "wasm32")]

use handover::browser::keys::{self, DeviceKey};
use handover::browser::{random, window};
use handover::store::{Head, Store, StoreError, Witness, keep_witness};
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::sync::Change;
use handover_domain::wire::Type;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Cache, Response};

wasm_bindgen_test_configure!(run_in_browser);

const AT: &str = "2026-11-22T10:00:00+08:00";

/// A database that no other test meets, under a name that can be opened again.
struct Journal {
    name: String,
    store: Store,
    epoch: Epoch,
    ids: Vec<RecordId>,
}

impl Journal {
    async fn new(test: &str) -> Self {
        let name = format!("{test} {}", random::uuid4());
        let store = Store::open_named(&name).await.unwrap();
        Self { name, store, epoch: Epoch(random::uuid4()), ids: Vec::new() }
    }

    /// With records of these texts, from place 1.
    async fn of(test: &str, texts: &[&str]) -> Self {
        let mut journal = Self::new(test).await;
        for text in texts {
            let before = journal.store.head().await.unwrap();
            let head = journal.next(before.as_ref(), text);
            let id = RecordId(random::uuid7());
            journal.store.append(before.as_ref(), &head, id, text).await.unwrap();
            journal.ids.push(id);
        }
        journal
    }

    fn next(&self, before: Option<&Head>, text: &str) -> Head {
        let place = before.map_or(1, |head| head.place + 1);
        Head { place, epoch: self.epoch, seq: place.into(), hash: Hash::of(text.as_bytes()) }
    }

    async fn reopened(&self) -> Store {
        Store::open_named(&self.name).await.unwrap()
    }
}

async fn places(store: &Store, limit: usize, max_bytes: usize) -> Vec<u32> {
    store.pending(limit, max_bytes).await.unwrap().iter().map(|kept| kept.place).collect()
}

#[wasm_bindgen_test]
async fn a_new_journal_is_empty() {
    let Journal { store, .. } = Journal::new("empty").await;
    assert_eq!(store.head().await, Ok(None));
    assert_eq!(store.read_back(1).await, Ok(None));
    assert_eq!(store.pending_count().await, Ok(0));
    assert_eq!(store.pending(500, usize::MAX).await, Ok(Vec::new()));
    assert_eq!(store.config().await, Ok(None));
    assert!(store.device_key().await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn what_was_appended_is_read_back_to_the_letter() {
    let texts = ["{\"a\": \"很满意 👍\"}", "{}"];
    let journal = Journal::of("append", &texts).await;
    let store = &journal.store;
    assert_eq!(store.read_back(1).await.unwrap().as_deref(), Some(texts[0]));
    assert_eq!(store.read_back(2).await.unwrap().as_deref(), Some(texts[1]));
    let first = journal.next(None, texts[0]);
    assert_eq!(store.head().await, Ok(Some(journal.next(Some(&first), texts[1]))));
    let pending = store.pending(500, usize::MAX).await.unwrap();
    for (kept, (text, id)) in pending.iter().zip(texts.iter().zip(&journal.ids)) {
        assert_eq!((kept.text.as_str(), kept.hash, kept.id), (*text, Hash::of(text.as_bytes()), *id));
    }
    assert_eq!(pending.len(), 2);
}

#[wasm_bindgen_test]
async fn an_append_after_a_head_that_moved_on_writes_nothing() {
    let journal = Journal::of("stale", &["first"]).await;
    // Another tab of the same tablet.
    let other = journal.reopened().await;
    let seen = other.head().await.unwrap();
    let ours = journal.next(seen.as_ref(), "ours");
    journal.store.append(seen.as_ref(), &ours, RecordId(random::uuid7()), "ours").await.unwrap();
    for stale in [seen.as_ref(), None] {
        // Even at a place that is free.
        let theirs = Head { place: 9, ..journal.next(stale, "theirs") };
        let refused = other.append(stale, &theirs, RecordId(random::uuid7()), "theirs").await;
        assert_eq!(refused, Err(StoreError::Moved));
    }
    assert_eq!(other.head().await, Ok(Some(ours)));
    assert_eq!(other.read_back(2).await.unwrap().as_deref(), Some("ours"));
    assert_eq!(other.read_back(9).await, Ok(None));
    assert_eq!(other.pending_count().await, Ok(2));
}

#[wasm_bindgen_test]
async fn a_place_that_is_taken_is_never_written_over() {
    let journal = Journal::of("taken", &["first", "second"]).await;
    let store = &journal.store;
    // Not even when nothing waits there any more.
    store.settle(&[(1, Change::Stored)], AT).await.unwrap();
    let before = store.head().await.unwrap();
    let again = Head { place: 1, ..journal.next(before.as_ref(), "other") };
    assert!(store.append(before.as_ref(), &again, RecordId(random::uuid7()), "other").await.is_err());
    assert_eq!(store.read_back(1).await.unwrap().as_deref(), Some("first"));
    assert_eq!(store.head().await, Ok(before));
    assert_eq!(store.pending_count().await, Ok(1));
}

#[wasm_bindgen_test]
async fn the_oldest_pending_records_come_first_within_count_and_bytes() {
    // Twelve, so that an order of texts (1, 10, 11, 2) would show.
    let journal = Journal::of("pending", &["0123456789"; 12]).await;
    let store = &journal.store;
    let all: Vec<u32> = (1..=12).collect();
    assert_eq!(places(store, 500, usize::MAX).await, all);
    assert_eq!(places(store, 5, usize::MAX).await, all[..5]);
    assert_eq!(places(store, 500, 39).await, all[..3]);
    assert_eq!(places(store, 500, 40).await, all[..4]);
    assert_eq!(places(store, 2, 40).await, all[..2]);
    assert_eq!(places(store, 500, 1).await, all[..1], "one that is too long alone still has to leave");
}

#[wasm_bindgen_test]
async fn what_head_office_settled_is_no_longer_pending_and_still_there() {
    let journal = Journal::of("settle", &["first", "second", "third"]).await;
    let store = &journal.store;
    let head = store.head().await;
    let changes = [(1, Change::Stored), (3, Change::Quarantined("unreadable".into()))];
    store.settle(&changes, AT).await.unwrap();
    // A receipt that comes twice changes nothing.
    store.settle(&changes, AT).await.unwrap();
    assert_eq!(places(store, 500, usize::MAX).await, [2]);
    assert_eq!(store.pending_count().await, Ok(1));
    for (place, text) in (1..).zip(["first", "second", "third"]) {
        assert_eq!(store.read_back(place).await.unwrap().as_deref(), Some(text));
    }
    assert_eq!(store.head().await, head);
}

#[wasm_bindgen_test]
async fn everything_is_found_again_when_the_page_comes_back() {
    let journal = Journal::of("reopen", &["first", "second"]).await;
    journal.store.settle(&[(1, Change::Stored)], AT).await.unwrap();
    journal.store.keep_config("{\"v\":1}").await.unwrap();
    let again = journal.reopened().await;
    assert_eq!(again.head().await, journal.store.head().await);
    assert_eq!(again.head().await.unwrap().unwrap().place, 2);
    assert_eq!(again.read_back(1).await.unwrap().as_deref(), Some("first"));
    assert_eq!(places(&again, 500, usize::MAX).await, [2]);
    assert_eq!(again.config().await.unwrap().as_deref(), Some("{\"v\":1}"));
}

#[wasm_bindgen_test]
async fn the_newest_configuration_is_the_one_that_is_kept() {
    let journal = Journal::new("config").await;
    for envelope in ["{\"version\":1}", "{\"version\":2}"] {
        journal.store.keep_config(envelope).await.unwrap();
        assert_eq!(journal.store.config().await.unwrap().as_deref(), Some(envelope));
    }
}

#[wasm_bindgen_test]
async fn the_key_that_comes_back_signs_and_never_leaves() {
    let journal = Journal::new("key").await;
    let made = DeviceKey::generate().await.unwrap();
    journal.store.keep_device_key(&made).await.unwrap();
    let kept = journal.reopened().await.device_key().await.unwrap().unwrap();
    assert_eq!((&kept.id, &kept.public), (&made.id, &made.public));
    assert_eq!(made.public.len(), 65);

    let payload = "一批".as_bytes();
    let mut opened = kept.sign(Type::Batch, payload).await.unwrap().open(Type::Batch).unwrap();
    assert_eq!((&opened.key, opened.payload.as_slice()), (&made.id, payload));
    assert!(keys::verified(&made.public, &opened).await.unwrap());
    let stranger = DeviceKey::generate().await.unwrap();
    assert!(!keys::verified(&stranger.public, &opened).await.unwrap());
    opened.signing_input.push(b' ');
    assert!(!keys::verified(&made.public, &opened).await.unwrap());

    let pair: &web_sys::CryptoKeyPair = kept.to_stored().unchecked_ref();
    let private = pair.get_private_key();
    assert!(!private.extractable());
    let taken = window().crypto().unwrap().subtle().export_key("pkcs8", &private).unwrap();
    assert!(JsFuture::from(taken).await.is_err());
}

#[wasm_bindgen_test]
async fn the_witness_is_kept_in_two_places() {
    for seq in [7, 8] {
        let epoch = Epoch(random::uuid4());
        keep_witness(&Witness { epoch, seq, pending: 2 }).await.unwrap();
        let expected = format!(r#"{{"epoch":"{epoch}","seq":{seq},"pending":2}}"#);
        let local = window().local_storage().unwrap().unwrap();
        assert_eq!(local.get_item("handover-witness").unwrap().as_ref(), Some(&expected));
        let caches = window().caches().unwrap();
        let cache: Cache = JsFuture::from(caches.open("handover-witness")).await.unwrap().unchecked_into();
        let page: Response =
            JsFuture::from(cache.match_with_str("/witness.json")).await.unwrap().unchecked_into();
        let text = JsFuture::from(page.text().unwrap()).await.unwrap();
        assert_eq!(text.as_string(), Some(expected));
    }
}
