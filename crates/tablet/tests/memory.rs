//! The storage in memory passes the suite, and its own hooks do what they say.

use handover_domain::hash::Hash;
use handover_domain::ids::{Epoch, RecordId};
use handover_domain::sync::Change;
use handover_tablet::memory::Memory;
use handover_tablet::{Counts, Entry, Head, Setting, Storage, StoreError, Witness, conformance};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use uuid::Uuid;

/// Runs a future to its end; nothing here waits for anything but its own next turn.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
            return done;
        }
    }
}

thread_local! {
    static DISKS: RefCell<BTreeMap<String, Memory>> = RefCell::default();
}

fn open(name: &str) -> Memory {
    DISKS.with_borrow_mut(|disks| disks.entry(name.to_owned()).or_default().clone())
}

conformance!(
    #[test]
    block_on,
    async |name: &str| open(name)
);
conformance!(broken #[test] block_on, async |name: &str| open(name));

/// Appends a text that need not be a record.
async fn append(memory: &Memory, text: &str) -> Result<Option<String>, StoreError> {
    let before = memory.head().await?;
    let place = before.as_ref().map_or(1, |head| head.place + 1);
    let epoch = Epoch(Uuid::from_u128(1));
    let head = Head { place, epoch, seq: place.into(), hash: Hash::of(text.as_bytes()) };
    let id = RecordId(Uuid::from_u128(place.into()));
    memory.append(before.as_ref(), &Entry { head: &head, id, text, told: None }).await
}

fn witness(seq: u64) -> Witness {
    Witness { epoch: Epoch(Uuid::from_u128(1)), seq, pending: 0, before: Vec::new() }
}

#[test]
fn a_call_that_is_dropped_before_its_first_turn_did_nothing_and_after_it_everything() {
    for (turns, expected) in [(0, None), (1, None), (2, Some("one"))] {
        let memory = Memory::default();
        block_on(append(&memory, "zero")).unwrap();
        let before = block_on(memory.head()).unwrap();
        let head = Head { place: 2, seq: 2, ..before.clone().unwrap() };
        let entry = Entry { head: &head, id: RecordId(Uuid::nil()), text: "one", told: None };
        {
            let mut call = pin!(memory.append(before.as_ref(), &entry));
            for _ in 0..turns {
                assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
            }
        }
        assert_eq!(block_on(memory.record(2)).unwrap().as_deref(), expected, "after {turns} turns");
    }
}

#[test]
fn a_full_disk_takes_nothing_and_keeps_what_it_has() {
    let memory = Memory::default();
    block_on(async {
        append(&memory, "one").await.unwrap();
        memory.settle(&[(1, Change::Stored)], "2026-01-01", &[]).await.unwrap();
        append(&memory, "two").await.unwrap();
        memory.fill(true);
        assert_eq!(append(&memory, "three").await, Err(StoreError::Full));
        assert_eq!(memory.settle(&[(2, Change::Stored)], "2026-01-01", &[]).await, Err(StoreError::Full));
        assert_eq!(memory.keep_setting(Setting::App, "1").await, Err(StoreError::Full));
        assert_eq!(memory.keep_witness(&witness(1)).await, Err(StoreError::Full));
        assert_eq!(memory.counts().await, Ok(Counts { pending: 1, quarantined: 0 }));
        assert_eq!(memory.purge("2026-02-01", 9).await, Ok(1), "taking away needs no room");
        memory.fill(false);
        append(&memory, "three").await.unwrap();
    });
}

#[test]
fn a_database_that_is_away_says_so_and_what_lies_beside_it_is_there() {
    let memory = Memory::default();
    block_on(async {
        memory.keep_witness(&witness(4)).await.unwrap();
        memory.shut(true);
        assert!(matches!(memory.head().await, Err(StoreError::Unavailable(_))));
        assert!(matches!(memory.purge("2026-01-01", 1).await, Err(StoreError::Unavailable(_))));
        assert_eq!(memory.witnesses().await, [witness(4), witness(4)]);
        memory.shut(false);
        assert_eq!(memory.head().await, Ok(None));
    });
}

#[test]
fn the_newest_transactions_are_lost_one_by_one() {
    let memory = Memory::default();
    block_on(async {
        append(&memory, "one").await.unwrap();
        append(&memory, "two").await.unwrap();
        memory.settle(&[(1, Change::Stored)], "2026-01-01", &[]).await.unwrap();
        memory.purge("2026-02-01", 9).await.unwrap();
        assert_eq!(memory.cut(1), 1);
        assert_eq!(memory.record(1).await.unwrap().as_deref(), Some("one"));
        assert_eq!(memory.counts().await, Ok(Counts { pending: 1, quarantined: 0 }));
        assert_eq!(memory.cut(2), 2);
        assert_eq!(memory.head().await.unwrap().map(|head| head.place), Some(1));
        assert_eq!(memory.counts().await, Ok(Counts { pending: 1, quarantined: 0 }));
        assert_eq!(memory.cut(9), 1);
        assert_eq!(memory.head().await, Ok(None));
    });
}

#[test]
fn each_disk_is_lost_by_itself_and_one_place_of_the_witness_lags() {
    let memory = Memory::default();
    block_on(async {
        append(&memory, "one").await.unwrap();
        memory.keep_key("key");
        memory.keep_config_copy("config").await.unwrap();
        for seq in 1..=3 {
            memory.keep_witness(&witness(seq)).await.unwrap();
        }
        memory.lag(2);
        assert_eq!(memory.witnesses().await, [witness(3), witness(1)]);
        let image = memory.image();
        memory.lose_database();
        assert_eq!((memory.head().await, memory.key()), (Ok(None), None));
        assert_eq!(memory.config_copy().await.as_deref(), Some("config"));
        memory.put_back(&image);
        memory.lose_beside();
        assert_eq!((memory.witnesses().await, memory.config_copy().await), (Vec::new(), None));
        assert_eq!(memory.key().as_deref(), Some("key"));
        let clone = Memory::from(image);
        append(&clone, "only there").await.unwrap();
        assert_eq!(memory.record(2).await, Ok(None), "a clone is another tablet");
        append(&memory.clone(), "here").await.unwrap();
        assert_eq!(memory.record(2).await.unwrap().as_deref(), Some("here"), "a handle is the same one");
    });
}

#[test]
fn a_look_says_where_everything_is() {
    let memory = Memory::default();
    block_on(async {
        for text in ["one", "two", "three"] {
            append(&memory, text).await.unwrap();
        }
        let changes = [(1, Change::Stored), (2, Change::Quarantined("a\nb".into()))];
        memory.settle(&changes, "2026-01-01", &[]).await.unwrap();
    });
    let look = memory.look();
    assert_eq!(look.records.len(), 3);
    assert_eq!(look.pending, [3]);
    assert_eq!(look.stored, [(1, "2026-01-01".to_owned())]);
    assert_eq!(look.quarantined, [(2, "a\nb".to_owned())]);
}
