//! The browser's storage on a real `IndexedDB`: the suite that every storage passes, and what only a browser can do.
//!
//! Every test has a database of its own, named after it and the moment; nothing is cleaned up, since the
//! browser that runs this is thrown away.
#![cfg(target_arch = "wasm32")]

use handover::browser::keys::{self, DeviceKey};
use handover::browser::{random, window};
use handover::store::{Store, make_room, reserve_room};
use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::sync::Change;
use handover_domain::wire::Type;
use handover_tablet::{Again, Counts, Entry, Head, Kept, Page, Setting, Storage, StoreError, conformance};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const AT: &str = "2026-11-22T02:15:32.500Z";

/// Databases as other builds of the kiosk make and use them.
#[wasm_bindgen]
extern "C" {
    /// Makes a database of this version with what lies in it, as an earlier build did, and closes it.
    #[wasm_bindgen(js_namespace = databases)]
    async fn made(name: &str, version: u32, stores: Vec<String>, entries: JsValue);
    /// Opens a database and holds on to it; `true` comes once another window's wish to upgrade closed it.
    #[wasm_bindgen(js_namespace = databases)]
    fn held(name: &str) -> js_sys::Promise;
    /// The version and the stores of a database.
    #[wasm_bindgen(js_namespace = databases)]
    async fn described(name: &str) -> JsValue;
    /// Takes the text of a record away, as no program of ours does.
    #[wasm_bindgen(js_namespace = databases)]
    async fn torn(name: &str, place: u32);
    /// Upgrades a database as a later build would, and says whether nobody blocked it.
    #[wasm_bindgen(js_namespace = databases)]
    async fn upgraded(name: &str, version: u32) -> JsValue;
}

thread_local! {
    static NAMES: RefCell<BTreeMap<String, String>> = RefCell::default();
}

/// A name that no other run has met.
fn fresh(test: &str) -> String {
    js_sys::eval(include_str!("databases.js")).unwrap();
    format!("{test} {}", random::uuid4())
}

async fn open(test: &str) -> Store {
    let name = NAMES.with_borrow_mut(|names| names.entry(test.into()).or_insert_with(|| fresh(test)).clone());
    Store::open_named(&name).await.unwrap()
}

conformance!(#[wasm_bindgen_test] async, async |name: &str| open(name).await);

/// A journal as the first version of the schema had it: one record waits, one was acknowledged, one set apart.
async fn first_version(test: &str) -> String {
    let name = fresh(test);
    let stores = ["records", "pending", "settled", "setup"].map(String::from).to_vec();
    made(&name, 1, stores, version_1_entries()).await;
    name
}

fn version_1_entries() -> JsValue {
    let head = head(3);
    let id = RecordId(uuid::Uuid::from_u128(1));
    js_sys::JSON::parse(&format!(
        r#"[["records",1,"one"],["records",2,"two"],["records",3,"three"],
            ["pending",1,"{}"],["settled",2,"2026-01-01T10:00:00+08:00 stored"],
            ["settled",3,"2026-01-01T10:00:00+08:00 quarantined because"],["setup","head","{head}"]]"#,
        Kept::note(id, &Hash::of(b"one"))
    ))
    .unwrap()
}

fn head(place: u32) -> Head {
    let epoch = Epoch(uuid::Uuid::from_u128(7));
    Head { place, epoch, seq: place.into(), hash: Hash::of(&place.to_be_bytes()) }
}

async fn append(store: &Store, text: &str) -> Result<Option<String>, StoreError> {
    let before = store.head().await?;
    let next = head(before.as_ref().map_or(1, |head| head.place + 1));
    let entry = Entry { head: &next, id: RecordId(random::uuid7()), text, told: None };
    store.append(before.as_ref(), &entry).await
}

async fn pending(store: &Store) -> Vec<u32> {
    store.pending(0, 50, usize::MAX).await.unwrap().kept.iter().map(|kept| kept.place).collect()
}

#[wasm_bindgen_test]
async fn a_database_of_the_version_before_works_before_it_is_migrated_and_after() {
    let name = first_version("migrating").await;
    let store = Store::open_named(&name).await.unwrap();
    assert_eq!(store.head().await, Ok(Some(head(3))));
    assert_eq!(pending(&store).await, [1]);
    // Not migrated yet: what is set apart is noted where that version looks for it.
    append(&store, "four").await.unwrap();
    append(&store, "five").await.unwrap();
    store.settle(&[(4, Change::Quarantined("again".into()))], AT, &[]).await.unwrap();
    assert_eq!(store.counts().await, Ok(Counts { pending: 2, quarantined: 0 }));
    assert_eq!(described(&name).await.as_string().unwrap(), "1 pending records settled setup");

    store.migrate().await.unwrap();
    assert_eq!(described(&name).await.as_string().unwrap(), "2 pending quarantined records settled setup");
    store.migrate().await.unwrap();
    for (place, text) in (1..).zip(["one", "two", "three", "four", "five"]) {
        assert_eq!(store.record(place).await.unwrap().as_deref(), Some(text));
    }
    assert_eq!(pending(&store).await, [1, 5]);
    // What was acknowledged is let go in its time; what was set apart comes to where it is counted.
    assert_eq!(store.purge("2026-06-01", 50).await, Ok(3));
    assert_eq!(store.record(2).await, Ok(None));
    assert_eq!(store.counts().await, Ok(Counts { pending: 2, quarantined: 2 }));
    store.settle(&[(5, Change::Quarantined("too".into()))], AT, &[]).await.unwrap();
    assert_eq!(store.counts().await, Ok(Counts { pending: 1, quarantined: 3 }));
}

#[wasm_bindgen_test]
async fn a_database_of_the_next_version_works_and_one_further_ahead_is_left_alone() {
    let name = fresh("ahead");
    {
        let store = Store::open_named(&name).await.unwrap();
        append(&store, "one").await.unwrap();
    }
    upgraded(&name, 3).await;
    let store = Store::open_named(&name).await.unwrap();
    append(&store, "two").await.unwrap();
    assert_eq!(pending(&store).await, [1, 2]);
    store.migrate().await.unwrap();
    assert!(described(&name).await.as_string().unwrap().starts_with("3 "), "it stays the next build's");

    upgraded(&name, 4).await;
    assert_eq!(Store::open_named(&name).await.err(), Some(StoreError::Later));
    assert_eq!(store.head().await, Err(StoreError::Later));
    assert!(described(&name).await.as_string().unwrap().starts_with("4 "));
}

#[wasm_bindgen_test]
async fn a_window_makes_way_for_an_upgrade_and_goes_on_behind_it() {
    let name = fresh("making way");
    let store = Store::open_named(&name).await.unwrap();
    append(&store, "one").await.unwrap();
    assert!(upgraded(&name, 3).await.is_truthy(), "nobody blocked it");
    append(&store, "two").await.unwrap();
    assert_eq!(pending(&store).await, [1, 2]);
}

#[wasm_bindgen_test]
async fn a_migration_waits_for_an_old_window_to_make_way() {
    let name = first_version("old window").await;
    let made_way = held(&name);
    let store = Store::open_named(&name).await.unwrap();
    store.migrate().await.unwrap();
    assert!(JsFuture::from(made_way).await.unwrap().is_truthy());
    assert!(described(&name).await.as_string().unwrap().starts_with("2 "));
}

#[wasm_bindgen_test]
async fn a_record_that_is_gone_holds_nothing_up() {
    let name = fresh("torn");
    let store = Store::open_named(&name).await.unwrap();
    for text in ["one", "two", "three"] {
        append(&store, text).await.unwrap();
    }
    torn(&name, 2).await;
    let page = store.pending(0, 50, usize::MAX).await.unwrap();
    assert_eq!(page.broken, [2]);
    assert_eq!(page.kept.iter().map(|kept| kept.place).collect::<Vec<_>>(), [1, 3]);
    store.settle(&[(2, Change::Quarantined("gone".into()))], AT, &[]).await.unwrap();
    assert_eq!(store.offer_again(Again::Quarantined, 50).await, Ok(1));
    assert_eq!(store.pending(1, 1, usize::MAX).await, Ok(Page { kept: Vec::new(), broken: vec![2] }));
}

#[wasm_bindgen_test]
async fn two_windows_that_append_at_once_write_one_record_a_place() {
    let name = fresh("two windows");
    let (one, two) = (Store::open_named(&name).await.unwrap(), Store::open_named(&name).await.unwrap());
    let (first, second) = futures(append(&one, "ours"), append(&two, "theirs")).await;
    let moved = [&first, &second].into_iter().filter(|done| **done == Err(StoreError::Moved)).count();
    assert_eq!(moved, 1, "{first:?} {second:?}");
    assert_eq!(pending(&one).await, [1]);
}

/// Both of them, begun together.
async fn futures<A: 'static, B: 'static>(
    one: impl Future<Output = A>,
    two: impl Future<Output = B>,
) -> (A, B) {
    let (mut one, mut two) = (Box::pin(one), Box::pin(two));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll;
        if first.is_none()
            && let Poll::Ready(done) = one.as_mut().poll(context)
        {
            first = Some(done);
        }
        if second.is_none()
            && let Poll::Ready(done) = two.as_mut().poll(context)
        {
            second = Some(done);
        }
        match (first.take(), second.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (first, second) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn the_key_that_comes_back_signs_and_never_leaves() {
    let name = fresh("key");
    let store = Store::open_named(&name).await.unwrap();
    assert!(store.device_key().await.unwrap().is_none());
    let made = DeviceKey::generate().await.unwrap();
    store.keep_device_key(&made).await.unwrap();
    let kept = Store::open_named(&name).await.unwrap().device_key().await.unwrap().unwrap();
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
async fn room_is_kept_back_once_and_given_back_once() {
    reserve_room().await.unwrap();
    reserve_room().await.unwrap();
    assert!(make_room().await);
    assert!(!make_room().await);
}

#[wasm_bindgen_test]
async fn a_setting_is_gone_when_it_is_emptied() {
    let store = open("emptied").await;
    store.keep_setting(Setting::NewKey, "asked").await.unwrap();
    assert_eq!(store.setting(Setting::NewKey).await.unwrap().as_deref(), Some("asked"));
    store.keep_setting(Setting::NewKey, "").await.unwrap();
    assert_eq!(store.setting(Setting::NewKey).await, Ok(None));
}
