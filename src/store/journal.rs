//! The browser's storage, by the transactions in `journal.js`.

use super::beside;
use super::database::{QUARANTINED, SETTLED, SETUP, Store, done};
use handover_domain::record::Identity;
use handover_domain::sync::Change;
use handover_tablet::{Again, Counts, Entry, Head, Kept, Page, Setting, Storage, StoreError, Witness};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/store/journal.js")]
extern "C" {
    pub(super) fn read(link: &JsValue, store: &str, key: &JsValue) -> Promise;
    pub(super) fn keep(link: &JsValue, key: &str, value: &JsValue) -> Promise;
    #[wasm_bindgen(js_name = append)]
    fn appended(
        link: &JsValue,
        before: Option<String>,
        head: &str,
        place: u32,
        note: &str,
        text: &str,
        told: Option<&str>,
    ) -> Promise;
    #[wasm_bindgen(js_name = records)]
    fn lying(link: &JsValue, after: u32, limit: u32) -> Promise;
    fn noted(link: &JsValue, store: &str, after: u32, limit: u32) -> Promise;
    #[wasm_bindgen(js_name = counts)]
    fn counted(link: &JsValue, stores: Vec<String>) -> Promise;
    #[wasm_bindgen(js_name = settle)]
    fn noted_as(
        link: &JsValue,
        places: Vec<u32>,
        stores: Vec<String>,
        notes: Vec<String>,
        with: Vec<String>,
    ) -> Promise;
    fn again(link: &JsValue, store: &str, places: Vec<u32>, notes: Vec<String>) -> Promise;
    #[wasm_bindgen(js_name = purge)]
    fn purged(link: &JsValue, before: &str, limit: u32) -> Promise;
}

const RECORDS: &str = "records";
const PENDING: &str = "pending";
const HEAD: &str = "head";

impl Storage for Store {
    async fn head(&self) -> Result<Option<Head>, StoreError> {
        let head = done(read(&self.link, SETUP, &HEAD.into())).await?;
        head.as_string().map(|text| text.parse()).transpose()
    }

    async fn append(&self, before: Option<&Head>, entry: &Entry<'_>) -> Result<Option<String>, StoreError> {
        let Entry { head, id, text, told } = entry;
        let before = before.map(ToString::to_string);
        let note = Kept::note(*id, &head.hash);
        let done =
            done(appended(&self.link, before, &head.to_string(), head.place, &note, text, *told)).await?;
        if done == false { Err(StoreError::Moved) } else { Ok(done.as_string()) }
    }

    async fn record(&self, place: u32) -> Result<Option<String>, StoreError> {
        Ok(done(read(&self.link, RECORDS, &place.into())).await?.as_string())
    }

    async fn records(
        &self,
        after: u32,
        limit: usize,
        max_bytes: usize,
    ) -> Result<Vec<(u32, String)>, StoreError> {
        let found: Array = done(lying(&self.link, after, bounded(limit))).await?.unchecked_into();
        let pairs = by(&found, 2).map(|pair| {
            let at = place(&pair[0]);
            let text = pair[1].as_string();
            text.map(|text| (at, text))
                .ok_or_else(|| StoreError::Unreadable(format!("the record at place {at} is no text")))
        });
        let pairs: Vec<_> = pairs.collect::<Result<_, _>>()?;
        Ok(within(pairs.into_iter(), max_bytes, |(_, text)| text.len()))
    }

    async fn pending(&self, after: u32, limit: usize, max_bytes: usize) -> Result<Page, StoreError> {
        let found: Array = done(noted(&self.link, PENDING, after, bounded(limit))).await?.unchecked_into();
        let entries =
            within(by(&found, 3), max_bytes, |entry| entry[2].as_string().map_or(0, |text| text.len()));
        let mut page = Page::default();
        for entry in entries {
            let at = place(&entry[0]);
            let note = entry[1].as_string().unwrap_or_default();
            match entry[2].as_string().map(|text| Kept::read(at, &note, text)) {
                Some(Ok(kept)) => page.kept.push(kept),
                _ => page.broken.push(at),
            }
        }
        Ok(page)
    }

    async fn counts(&self) -> Result<Counts, StoreError> {
        let found: Array =
            done(counted(&self.link, vec![PENDING.into(), QUARANTINED.into()])).await?.unchecked_into();
        Ok(Counts { pending: number(&found.get(0)), quarantined: number(&found.get(1)) })
    }

    async fn settle(
        &self,
        changes: &[(u32, Change)],
        at: &str,
        with: &[(Setting, &str)],
    ) -> Result<(), StoreError> {
        let (mut places, mut stores, mut notes) = (Vec::new(), Vec::new(), Vec::new());
        for (place, change) in changes {
            let (store, note) = match change {
                Change::Stored => (SETTLED, format!("{at} stored")),
                Change::Quarantined(reason) => (QUARANTINED, format!("{at} quarantined {reason}")),
            };
            places.push(*place);
            stores.push(store.to_owned());
            notes.push(note);
        }
        let with =
            with.iter().flat_map(|(which, text)| [which.name().to_owned(), (*text).to_owned()]).collect();
        done(noted_as(&self.link, places, stores, notes, with)).await?;
        Ok(())
    }

    async fn offer_again(&self, which: Again, limit: usize) -> Result<usize, StoreError> {
        let (store, first, last) = match which {
            Again::Quarantined => (QUARANTINED, 1, u32::MAX),
            Again::Stored(first, last) => (SETTLED, first, last),
        };
        let found: Array = done(noted(&self.link, store, first - 1, bounded(limit))).await?.unchecked_into();
        let (mut places, mut notes) = (Vec::new(), Vec::new());
        for entry in by(&found, 3).filter(|entry| place(&entry[0]) <= last) {
            places.push(place(&entry[0]));
            // One that cannot be read is found broken when its turn comes, and set apart again.
            let identity = entry[2].as_string().and_then(|text| Identity::of(&text));
            notes.push(identity.map(|one| Kept::note(one.id, &one.hash)).unwrap_or_default());
        }
        let moved = places.len();
        if moved > 0 {
            done(again(&self.link, store, places, notes)).await?;
        }
        Ok(moved)
    }

    async fn purge(&self, before: &str, limit: usize) -> Result<usize, StoreError> {
        let gone = done(purged(&self.link, before, bounded(limit))).await?;
        Ok(usize::try_from(number(&gone)).unwrap_or(0))
    }

    async fn setting(&self, which: Setting) -> Result<Option<String>, StoreError> {
        Ok(done(read(&self.link, SETUP, &which.name().into())).await?.as_string())
    }

    async fn keep_setting(&self, which: Setting, text: &str) -> Result<(), StoreError> {
        let value = if text.is_empty() { JsValue::UNDEFINED } else { text.into() };
        done(keep(&self.link, which.name(), &value)).await?;
        Ok(())
    }

    async fn witnesses(&self) -> Vec<Witness> {
        beside::witnesses().await
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<(), StoreError> {
        beside::keep_witness(witness).await
    }

    async fn config_copy(&self) -> Option<String> {
        beside::config().await
    }

    async fn keep_config_copy(&self, envelope: &str) -> Result<(), StoreError> {
        beside::keep_config(envelope).await
    }
}

fn bounded(limit: usize) -> u32 {
    u32::try_from(limit).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole")]
fn number(value: &JsValue) -> u64 {
    value.as_f64().unwrap_or(0.0) as u64
}

fn place(value: &JsValue) -> u32 {
    u32::try_from(number(value)).unwrap_or(0)
}

/// A flat list, so many values an entry.
fn by(found: &Array, width: u32) -> impl Iterator<Item = Vec<JsValue>> {
    (0..found.length() / width).map(move |i| (i * width..(i + 1) * width).map(|at| found.get(at)).collect())
}

/// As many of the first as fit into so many bytes, but always one.
fn within<T>(all: impl Iterator<Item = T>, max_bytes: usize, size: impl Fn(&T) -> usize) -> Vec<T> {
    let mut bytes = 0;
    let mut some = Vec::new();
    for one in all {
        bytes += size(&one);
        if bytes > max_bytes && !some.is_empty() {
            break;
        }
        some.push(one);
    }
    some
}
