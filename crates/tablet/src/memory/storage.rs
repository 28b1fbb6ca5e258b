//! The storage's calls.

use super::database::Key;
use super::{Disks, Memory, give_way};
use crate::{Again, Counts, Entry, Head, Kept, Page, Setting, Storage, StoreError, Witness};
use handover_domain::sync::Change;

const HEAD: Key = Key::Named("head");

type Result<T> = std::result::Result<T, StoreError>;

impl Memory {
    /// One transaction: a turn for others before it and one after it, and in between it happens.
    async fn call<T>(&self, transaction: impl FnOnce(&mut Disks) -> Result<T>) -> Result<T> {
        give_way().await;
        let done = {
            let mut disks = self.disks.borrow_mut();
            if disks.shut {
                return Err(StoreError::Unavailable("the disk is away".into()));
            }
            transaction(&mut disks)
        };
        give_way().await;
        done
    }

    /// One that needs room.
    async fn write<T>(&self, transaction: impl FnOnce(&mut Disks) -> Result<T>) -> Result<T> {
        self.call(|disks| if disks.full { Err(StoreError::Full) } else { transaction(disks) }).await
    }
}

impl Storage for Memory {
    async fn head(&self) -> Result<Option<Head>> {
        self.call(|disks| disks.database.read(HEAD).map(str::parse).transpose()).await
    }

    async fn append(&self, before: Option<&Head>, entry: &Entry<'_>) -> Result<Option<String>> {
        self.write(|disks| {
            let database = &mut disks.database;
            if database.read(HEAD) != before.map(Head::to_string).as_deref() {
                return Err(StoreError::Moved);
            }
            let place = entry.head.place;
            if database.read(Key::Record(place)).is_some() {
                return Err(StoreError::Failed(format!("the place {place} is taken")));
            }
            let mut writing = database.writing();
            writing.put(Key::Record(place), entry.text);
            writing.put(Key::Pending(place), Kept::note(entry.id, &entry.head.hash));
            writing.put(HEAD, entry.head.to_string());
            if let Some(told) = entry.told {
                writing.put(Key::Named(Setting::Told.name()), told);
            }
            Ok(())
        })
        .await?;
        self.record(entry.head.place).await
    }

    async fn record(&self, place: u32) -> Result<Option<String>> {
        self.call(|disks| Ok(disks.database.read(Key::Record(place)).map(str::to_owned))).await
    }

    async fn records(&self, after: u32, limit: usize, max_bytes: usize) -> Result<Vec<(u32, String)>> {
        self.call(|disks| {
            let mut room = Room { left: max_bytes, first: true };
            let all = disks.database.behind(Key::Record, after).take(limit);
            Ok(all
                .take_while(|(_, text)| room.takes(text))
                .map(|(place, text)| (place, text.into()))
                .collect())
        })
        .await
    }

    async fn pending(&self, after: u32, limit: usize, max_bytes: usize) -> Result<Page> {
        self.call(|disks| {
            let mut room = Room { left: max_bytes, first: true };
            let mut page = Page::default();
            for (place, note) in disks.database.behind(Key::Pending, after).take(limit) {
                let text = disks.database.read(Key::Record(place));
                match text.map(|text| Kept::read(place, note, text.to_owned())) {
                    Some(Ok(kept)) if room.takes(&kept.text) => page.kept.push(kept),
                    Some(Ok(_)) => break,
                    Some(Err(_)) | None => page.broken.push(place),
                }
            }
            Ok(page)
        })
        .await
    }

    async fn counts(&self) -> Result<Counts> {
        self.call(|disks| {
            Ok(Counts {
                pending: disks.database.count(Key::Pending),
                quarantined: disks.database.count(Key::Quarantined),
            })
        })
        .await
    }

    async fn settle(&self, changes: &[(u32, Change)], at: &str, with: &[(Setting, &str)]) -> Result<()> {
        self.write(|disks| {
            let mut writing = disks.database.writing();
            for (place, change) in changes {
                let places = [Key::Pending(*place), Key::Stored(*place), Key::Quarantined(*place)];
                let noted = places.map(|key| writing.take(key)).into_iter().flatten().next();
                // A place of which nothing is noted was never pending.
                let Some(noted) = noted else { continue };
                let note = noted.lines().next().unwrap_or_default();
                match change {
                    Change::Stored => writing.put(Key::Stored(*place), format!("{note}\n{at}")),
                    Change::Quarantined(reason) => {
                        writing.put(Key::Quarantined(*place), format!("{note}\n{at}\n{reason}"));
                    }
                }
            }
            for (which, text) in with {
                writing.put(Key::Named(which.name()), *text);
            }
            Ok(())
        })
        .await
    }

    async fn offer_again(&self, which: Again, limit: usize) -> Result<usize> {
        self.write(|disks| {
            let (store, first, last): (fn(u32) -> Key, _, _) = match which {
                Again::Quarantined => (Key::Quarantined, 1, u32::MAX),
                Again::Stored(first, last) => (Key::Stored, first.max(1), last),
            };
            let all = disks.database.behind(store, first - 1);
            let places: Vec<u32> =
                all.map(|(place, _)| place).take_while(|place| *place <= last).take(limit).collect();
            let mut writing = disks.database.writing();
            for place in &places {
                if let Some(noted) = writing.take(store(*place)) {
                    writing.put(Key::Pending(*place), noted.lines().next().unwrap_or_default());
                }
            }
            Ok(places.len())
        })
        .await
    }

    async fn purge(&self, before: &str, limit: usize) -> Result<usize> {
        // Taking away needs no room.
        self.call(|disks| {
            let old = |noted: &str| {
                let at = noted.lines().nth(1).unwrap_or_default();
                at.get(..10).is_some_and(|day| day < before)
            };
            let all = disks.database.behind(Key::Stored, 0);
            let places: Vec<u32> =
                all.take_while(|(_, noted)| old(noted)).map(|(place, _)| place).take(limit).collect();
            let mut writing = disks.database.writing();
            for place in &places {
                writing.take(Key::Stored(*place));
                writing.take(Key::Record(*place));
            }
            Ok(places.len())
        })
        .await
    }

    async fn setting(&self, which: Setting) -> Result<Option<String>> {
        self.call(|disks| Ok(disks.database.read(Key::Named(which.name())).map(str::to_owned))).await
    }

    async fn keep_setting(&self, which: Setting, text: &str) -> Result<()> {
        self.write(|disks| {
            let key = Key::Named(which.name());
            let mut writing = disks.database.writing();
            if text.is_empty() {
                writing.take(key);
            } else {
                writing.put(key, text);
            }
            Ok(())
        })
        .await
    }

    async fn witnesses(&self) -> Vec<Witness> {
        give_way().await;
        let witnesses = self.disks.borrow().beside.witnesses();
        give_way().await;
        witnesses
    }

    async fn keep_witness(&self, witness: &Witness) -> Result<()> {
        self.beside(|disks| disks.beside.keep(witness)).await
    }

    async fn config_copy(&self) -> Option<String> {
        give_way().await;
        let config = self.disks.borrow().beside.config.clone();
        give_way().await;
        config
    }

    async fn keep_config_copy(&self, envelope: &str) -> Result<()> {
        self.beside(|disks| disks.beside.config = Some(envelope.to_owned())).await
    }
}

impl Memory {
    /// The database may be away while what lies beside it is not; the room they share.
    async fn beside(&self, write: impl FnOnce(&mut Disks)) -> Result<()> {
        give_way().await;
        let done = {
            let mut disks = self.disks.borrow_mut();
            if disks.full {
                Err(StoreError::Full)
            } else {
                write(&mut disks);
                Ok(())
            }
        };
        give_way().await;
        done
    }
}

/// How many bytes of text may still come along; the first text always does.
struct Room {
    left: usize,
    first: bool,
}

impl Room {
    fn takes(&mut self, text: &str) -> bool {
        let fits = self.first || text.len() <= self.left;
        self.first = false;
        self.left = self.left.saturating_sub(text.len());
        fits
    }
}
