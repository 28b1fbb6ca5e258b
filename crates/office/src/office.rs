//! Head office, opened: its database and its keys.

use crate::clock;
use crate::db::keys::Known;
use crate::db::{self, Place, Store, StoreError, cells, rollups};
use crate::folder::{Folder, FolderError, Home};
use crate::keys::{self, KeyError, Keys, Purpose};
use crate::refused::Refused;
use handover_domain::record::{PartName, Record};

/// What every command and every route works with.
pub struct Office {
    /// The database.
    pub store: Store,
    /// The keys.
    pub keys: Keys,
}

/// Why head office cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

impl Office {
    /// Opens the data folder, making what a first start needs.
    pub async fn open(home: &Home) -> Result<Self, OpenError> {
        Self::within(&Folder::open(home)?, home).await
    }

    /// Opens a data folder that is there, for commands that only read.
    pub async fn existing(home: &Home) -> Result<Self, OpenError> {
        Self::within(&Folder::existing(home)?, home).await
    }

    async fn within(folder: &Folder, home: &Home) -> Result<Self, OpenError> {
        // Of two first starts at once, the second finds what the first made.
        let opening = folder.lock()?;
        let store = Store::open(place(folder, home)).await?;
        let mut known = known(&store).await?;
        let missing = |known: &[Known]| {
            Purpose::ALL.into_iter().filter(|purpose| db::keys::current(known, *purpose).is_none()).collect()
        };
        // Only a first start writes: no command waits here until a long import is over.
        let first: Vec<Purpose> = missing(&known);
        if !first.is_empty() {
            let publics = first.iter().map(|purpose| keys::made(&folder.keys(), (*purpose, 1), false));
            let publics = publics.collect::<Result<Vec<_>, _>>()?;
            let mut tx = store.write().await?;
            for (purpose, public) in first.iter().zip(&publics) {
                db::keys::remember(&mut tx, (*purpose, 1), public, clock::now()).await?;
            }
            store.commit(tx).await?;
            // Another instance, with a folder of its own, may have been first.
            known = self::known(&store).await?;
        }
        // Only the first start after an update finds any.
        if !cells::without(&mut store.read().await?).await?.is_empty() {
            let mut tx = store.write().await?;
            rollups::take_up(&mut tx).await?;
            store.commit(tx).await?;
        }
        let keys = Keys::open(&folder.keys(), &known)?;
        drop(opening);
        Ok(Self { store, keys })
    }

    /// Takes up the keys that were made since this was opened, where one of these records is sealed for one that is not
    /// known here. An instance that lacks its file takes none of them.
    pub async fn keep_up(&self, records: &[Record]) -> Result<(), Refused> {
        let opened = [PartName::Answers, PartName::Event, PartName::Handover];
        let mut parts = records.iter().flat_map(|record| &record.parts);
        if parts.all(|part| !opened.contains(&part.name) || self.keys.fits(Purpose::Records, part)) {
            return Ok(());
        }
        self.keys.take_up(&known(&self.store).await?).map_err(|error| {
            tracing::error!("{error}");
            Refused::NoKey
        })
    }

    /// Whether every key that the database knows is here, those that were made since this was opened among them, and what
    /// is signed here is signed by the current one. What is missing stands in the log.
    pub async fn has_every_key(&self) -> Result<bool, StoreError> {
        let known = known(&self.store).await?;
        if let Err(error) = self.keys.keep_up(&known) {
            tracing::error!("{error}");
            return Ok(false);
        }
        let signs = db::keys::current(&known, Purpose::Signing)
            .is_some_and(|current| current.public == self.keys.signing_public);
        if !signs {
            tracing::error!("Another key signs for head office by now; start the service again.");
        }
        Ok(signs)
    }
}

fn place(folder: &Folder, home: &Home) -> Place {
    home.db.clone().map_or_else(|| Place::File(folder.database()), Place::Server)
}

/// The database of a folder, brought up to date, and every key that it knows; for what deals with the key files themselves.
pub async fn known_keys(home: &Home) -> Result<(Store, Vec<Known>), OpenError> {
    let place = match &home.db {
        Some(address) => Place::Server(address.clone()),
        None => Place::File(Folder::existing(home)?.database()),
    };
    let store = Store::open(place).await?;
    let known = known(&store).await?;
    Ok((store, known))
}

/// A database as it is, for what fills it; its folder is made where there is none.
pub async fn fresh_store(home: &Home) -> Result<(Folder, Store), OpenError> {
    let folder = Folder::open(home)?;
    let store = Store::connect(place(&folder, home)).await?;
    Ok((folder, store))
}

async fn known(store: &Store) -> Result<Vec<Known>, StoreError> {
    db::keys::all(&mut store.read().await?).await
}
