//! The tablets as whoever sets them up sees them: whose each is, when it was heard, how its chain stands; and which keys
//! sign for them.

use crate::clock;
use crate::db::chains::{self, Chain};
use crate::db::device_keys::{self, Wish};
use crate::db::devices::{self, Device};
use crate::db::{Conn, StoreError, deeds};
use crate::office::Office;
use crate::refused::Refused;
use crate::terminal;
use handover_domain::ids::{DeviceId, KeyId, ShopId};
use handover_domain::record::Mode;
use handover_domain::wire::Reason;
use serde::Serialize;

/// A tablet as it is listed.
#[derive(Serialize)]
pub struct Listed {
    /// Its number.
    pub number: u16,
    /// Its id.
    pub id: DeviceId,
    /// `enrolled` or `revoked`.
    pub state: &'static str,
    /// What its records are.
    pub mode: Mode,
    /// Its shop.
    pub shop: ShopId,
    /// The kiosk's version that it last said.
    pub app: String,
    /// When it was last heard.
    pub last_seen: String,
    /// How its chain stands here.
    pub chain: Chain,
    /// How many new keys it asks to go on with.
    pub keys_asked: usize,
    /// When it was last heard, in milliseconds since 1970.
    #[serde(skip)]
    pub seen_at: i64,
}

/// All of them, or those of a shop.
pub async fn list(conn: &mut Conn, shop: Option<&ShopId>) -> Result<Vec<Listed>, StoreError> {
    let (chains, asked) = (chains::all(conn).await?, device_keys::counted(conn).await?);
    let tablets = devices::all(conn).await?.into_iter();
    let listed = tablets.filter(|tablet| shop.is_none_or(|shop| tablet.shop == *shop)).map(|tablet| {
        let id = tablet.id.to_string();
        let keys_asked = asked.get(&id).map_or(0, |asked| usize::try_from(*asked).unwrap_or(0));
        of(tablet, chains.get(&id).copied().unwrap_or_default(), keys_asked)
    });
    Ok(listed.collect())
}

fn of(tablet: Device, chain: Chain, keys_asked: usize) -> Listed {
    Listed {
        number: tablet.number,
        id: tablet.id,
        state: if tablet.revoked_at.is_some() { "revoked" } else { "enrolled" },
        mode: tablet.mode,
        shop: tablet.shop,
        app: tablet.app,
        last_seen: clock::iso(tablet.seen_at),
        chain,
        keys_asked,
        seen_at: tablet.seen_at,
    }
}

/// The tablet of this id or number.
pub async fn find(conn: &mut Conn, typed: &str) -> Result<Device, Refused> {
    let found = match typed.parse() {
        Ok(number) => devices::by_number(conn, number).await?,
        Err(_) => devices::by_id(conn, &typed.to_lowercase()).await?,
    };
    found.ok_or_else(|| {
        let typed = terminal::typed(typed);
        Refused::Said(Reason::NotFound, format!("There is no tablet `{typed}`; `device list` shows them."))
    })
}

/// Takes no more records from a tablet; what it sent stays.
pub async fn revoke(office: &Office, typed: &str, by: &str) -> Result<Device, Refused> {
    let mut tx = office.store.write().await?;
    let tablet = find(&mut tx, typed).await?;
    let now = clock::now();
    devices::revoke(&mut tx, tablet.id, now).await?;
    if tablet.revoked_at.is_none() {
        deeds::note(&mut tx, by, "tablet revoked", &tablet.number.to_string(), now).await?;
    }
    office.store.commit(tx).await?;
    Ok(tablet)
}

/// Lets a key that asked sign for its tablet; where it was approved before, nothing changes.
pub async fn approve(office: &Office, typed: &str, by: &str) -> Result<Wish, Refused> {
    let unknown = || {
        let typed = terminal::typed(typed);
        let sentence =
            format!("No tablet asked for a key `{typed}`, so none was approved; `device keys` lists them.");
        Refused::Said(Reason::NotFound, sentence)
    };
    let key = KeyId::new(typed.trim().to_lowercase()).map_err(|_| unknown())?;
    let mut tx = office.store.write().await?;
    let wish = device_keys::find(&mut tx, &key).await?.ok_or_else(unknown)?;
    let tablet = wish.tablet;
    if wish.revoked {
        let sentence = format!("Tablet {tablet} was revoked, so its key {key} was not approved.");
        return Err(Refused::Said(Reason::WrongRecord, sentence));
    }
    if !wish.approved {
        let now = clock::now();
        device_keys::approve(&mut tx, &key, now).await?;
        deeds::note(&mut tx, by, "key approved", &format!("{key} of tablet {tablet}"), now).await?;
        office.store.commit(tx).await?;
    }
    Ok(wish)
}
