//! What becomes of a pair: a newer one takes its place, and once nothing is sealed for it, it is retired.

use super::file::{self, KeyError, Purpose, name};
use super::{Keys, known_secret, made};
use crate::db::keys::{self, Known};
use crate::db::sealing::{self, Sealing};
use crate::db::{Conn, Store, StoreError, shops};
use chrono::{DateTime, Utc};
use handover_domain::ids::KeyId;

/// A pair, and what is known of its use.
#[derive(Debug)]
pub struct Standing {
    /// The pair.
    pub known: Known,
    /// When a newer one took its place, in milliseconds since 1970.
    pub replaced_at: Option<i64>,
    /// How many parts are sealed for it.
    pub sealed: u64,
    /// The tablets that seal for it, as what they last sent says. One that was not heard since it was replaced is one.
    pub tablets: Vec<u64>,
}

/// Why a key stays as it is. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Tablets have pinned it.
    #[error(
        "The signing key is not rotated: every tablet believes the one that it got when it was enrolled and follows no \
         other, so a new one would cut all of them off. Where it is lost or stolen, `--enrol-anew` makes \
         another one. Nothing was changed."
    )]
    Signing,
    /// There is none of this id.
    #[error("There is no key `{0}`, so nothing was done; `keys list` shows all of them.")]
    Unknown(String),
    /// It is in use.
    #[error("Key {0} is the current one, so it stays; rotate first.")]
    Current(KeyId),
    /// A file with a key that has another number already.
    #[error(
        "{0} in the folder of keys holds a key that is known under another name; move it away. Nothing was changed."
    )]
    Twice(String),
    /// What would never be opened again.
    #[error("Key {0} stays: parts in the database are sealed for it ({1}), and nothing else opens them.")]
    Sealed(KeyId, u64),
    /// Tablets that may have records which are sealed for it.
    #[error(
        "Key {0} stays: by what they last sent, these tablets may still seal for it: {1}. Revoked ones do not count."
    )]
    Tablets(KeyId, String),
    /// Records that are on their way, or lost.
    #[error(
        "Key {0} stays: records of these tablets are missing here, and may be sealed for it: {1}. Revoked ones do not count."
    )]
    Gaps(KeyId, String),
    /// A key file.
    #[error(transparent)]
    File(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a rotation did.
pub struct Rotated {
    /// The name of the new key's file.
    pub file: String,
    /// Its id.
    pub id: KeyId,
    /// Whether the file lay there already: made by a rotation that was cut off, or known to a later state of this database.
    pub was_there: bool,
}

/// What retiring did.
pub struct Retired {
    /// The name of the key's file.
    pub file: String,
    /// Whether it was here to be deleted.
    pub was_there: bool,
}

/// Every pair with what is known of its use.
pub async fn standing(conn: &mut Conn) -> Result<Vec<Standing>, StoreError> {
    let all = keys::all(conn).await?;
    let sealed = keys::sealed(conn).await?;
    let tablets = sealing::all(conn).await?;
    let standing = all.iter().map(|known| Standing {
        replaced_at: replaced_at(&all, known),
        sealed: sealed.get(known.id().as_str()).copied().unwrap_or(0),
        tablets: tablets
            .iter()
            .filter(|tablet| {
                known.purpose != Purpose::Signing && number(&all, known.purpose, tablet) == known.number
            })
            .map(|tablet| tablet.number)
            .collect(),
        known: known.clone(),
    });
    Ok(standing.collect())
}

fn replaced_at(all: &[Known], known: &Known) -> Option<i64> {
    let next = all.iter().find(|next| next.purpose == known.purpose && next.number > known.number);
    next.map(|next| next.made_at.unwrap_or(0))
}

/// Which pair of a purpose a tablet seals for. All of its keys come with one configuration: that it seals for any that was
/// made at some time, or was enrolled after it, tells that it has all that were made until then.
fn number(all: &[Known], purpose: Purpose, tablet: &Sealing) -> i64 {
    let sealed_for = all.iter().filter(|known| tablet.keys.contains(&known.id()));
    let as_of = sealed_for.filter_map(|known| known.made_at).max().unwrap_or(i64::MIN);
    let of_purpose = all.iter().filter(|known| known.purpose == purpose);
    let has = |made_at: i64| made_at <= as_of || made_at < tablet.enrolled_at;
    of_purpose.filter(|known| known.made_at.is_none_or(has)).map(|known| known.number).max().unwrap_or(1)
}

/// Makes a new pair, which tablets get with their next configuration; those before it stay.
pub async fn rotate(
    store: &Store,
    keys: &Keys,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Rotated, Unfit> {
    if purpose == Purpose::Signing {
        return Err(Unfit::Signing);
    }
    let mut tx = store.write().await?;
    let all = keys::all(&mut tx).await?;
    let key = (purpose, keys::current(&all, purpose).map_or(0, |current| current.number) + 1);
    let was_there = file::read(&keys.folder, key)?.is_some();
    // The file is on disk before anything names it.
    let public = made(&keys.folder, key, false)?;
    if all.iter().any(|known| known.public == public) {
        return Err(Unfit::Twice(name(purpose, key.1)));
    }
    keys::remember(&mut tx, key, &public, now).await?;
    shops::raise_config_version(&mut tx).await?;
    keys.take_up(&keys::all(&mut tx).await?)?;
    store.commit(tx).await?;
    Ok(Rotated { file: name(purpose, key.1), id: KeyId::of(&public), was_there })
}

/// Deletes the private half of a pair for which nothing is sealed and no tablet seals any more; of one that was retired
/// before, the file that another instance has.
pub async fn retire(store: &Store, keys: &Keys, id: &str, now: DateTime<Utc>) -> Result<Retired, Unfit> {
    let mut tx = store.write().await?;
    let standing = standing(&mut tx).await?;
    let found = standing.iter().find(|standing| standing.known.id().as_str() == id.trim().to_lowercase());
    let found = found.ok_or_else(|| Unfit::Unknown(id.to_owned()))?;
    let known = &found.known;
    if known.is_kept() {
        may_go(&mut tx, &standing, found).await?;
        keys::retire(&mut tx, known, now).await?;
    }
    // What lies there under its name has to be this very key.
    let key = (known.purpose, known.number);
    if file::read(&keys.folder, key)?.is_some() {
        known_secret(&keys.folder, known)?;
    }
    store.commit(tx).await?;
    Ok(Retired { file: name(key.0, key.1), was_there: file::remove(&keys.folder, key)? })
}

/// Whether nothing that is here, or that may yet come, is sealed for a pair.
async fn may_go(conn: &mut Conn, standing: &[Standing], found: &Standing) -> Result<(), Unfit> {
    let (known, id) = (&found.known, found.known.id());
    let Some(replaced_at) = found.replaced_at else { return Err(Unfit::Current(id)) };
    if found.sealed > 0 {
        return Err(Unfit::Sealed(id, found.sealed));
    }
    // Whoever sealed for an earlier pair when last heard of may have come as far as this one since.
    let up_to =
        |other: &&Standing| other.known.purpose == known.purpose && other.known.number <= known.number;
    let mut tablets: Vec<u64> =
        standing.iter().filter(up_to).flat_map(|other| other.tablets.clone()).collect();
    tablets.sort_unstable();
    if !tablets.is_empty() {
        return Err(Unfit::Tablets(id, listed(&tablets)));
    }
    let with_gaps = sealing::all(conn).await?.into_iter();
    let with_gaps = with_gaps.filter(|tablet| tablet.has_gaps && tablet.enrolled_at <= replaced_at);
    let with_gaps: Vec<u64> = with_gaps.map(|tablet| tablet.number).collect();
    if with_gaps.is_empty() { Ok(()) } else { Err(Unfit::Gaps(id, listed(&with_gaps))) }
}

/// Numbers of tablets as they are printed; of very many the first.
pub fn listed(tablets: &[u64]) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> = tablets.iter().take(MOST).map(ToString::to_string).collect();
    let more = tablets.len().saturating_sub(MOST);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}
