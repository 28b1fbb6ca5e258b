//! Head office, opened: its database and its keys.

use crate::db::{self, Place, Store, StoreError, cells, rollups};
use crate::folder::{Folder, FolderError, Home};
use crate::keys::{KeyError, Keys, Purpose};

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
        // Only a first start writes: no command waits here until a long import is over.
        if known.len() < Purpose::ALL.len() {
            let keys = open_keys(folder, &known)?;
            let mut tx = store.write().await?;
            for purpose in Purpose::ALL {
                db::keys::remember(&mut tx, purpose, keys.public(purpose)).await?;
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
        let keys = open_keys(folder, &known)?;
        drop(opening);
        Ok(Self { store, keys })
    }
}

fn place(folder: &Folder, home: &Home) -> Place {
    home.db.clone().map_or_else(|| Place::File(folder.database()), Place::Server)
}

/// A database as it is, for what fills it; its folder is made where there is none.
pub async fn fresh_store(home: &Home) -> Result<(Folder, Store), OpenError> {
    let folder = Folder::open(home)?;
    let store = Store::connect(place(&folder, home)).await?;
    Ok((folder, store))
}

/// The public keys that a database was made with, by the word of their purpose.
type Known = Vec<(String, Vec<u8>)>;

async fn known(store: &Store) -> Result<Known, StoreError> {
    db::keys::all(&mut store.read().await?).await
}

fn open_keys(folder: &Folder, known: &Known) -> Result<Keys, KeyError> {
    Keys::open(&folder.keys(), |purpose| {
        known.iter().find(|(word, _)| word == purpose.word()).map(|(_, public)| public.clone())
    })
}
