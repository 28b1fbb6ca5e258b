//! Head office, opened: its database and its keys.

use crate::db::{self, Store, StoreError, cells, rollups};
use crate::folder::{Folder, FolderError};
use crate::keys::{KeyError, Keys, Purpose};
use std::path::Path;

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
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        Self::within(&Folder::open(path)?).await
    }

    /// Opens a data folder that is there, for commands that only read.
    pub async fn existing(path: &Path) -> Result<Self, OpenError> {
        Self::within(&Folder::existing(path)?).await
    }

    async fn within(folder: &Folder) -> Result<Self, OpenError> {
        // Of two first starts at once, the second finds what the first made.
        let opening = folder.lock()?;
        let store = Store::open(&folder.database()).await?;
        let mut tx = store.read().await?;
        let known = db::keys::all(&mut tx).await?;
        let is_behind = !cells::without(&mut tx).await?.is_empty();
        drop(tx);
        let keys = Keys::open(&folder.keys(), |purpose| {
            known.iter().find(|(word, _)| word == purpose.word()).map(|(_, public)| public.clone())
        })?;
        // Only a first start writes: no command waits here until a long import is over.
        if known.len() < Purpose::ALL.len() {
            let mut tx = store.write().await?;
            for purpose in Purpose::ALL {
                db::keys::remember(&mut tx, purpose, keys.public(purpose)).await?;
            }
            store.commit(tx).await?;
        }
        // Only the first start after an update finds any.
        if is_behind {
            let mut tx = store.write().await?;
            rollups::take_up(&mut tx).await?;
            store.commit(tx).await?;
        }
        drop(opening);
        Ok(Self { store, keys })
    }
}
