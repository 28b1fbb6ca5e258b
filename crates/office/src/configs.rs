//! A tablet's configuration, put together from what head office knows.

use crate::db::devices::Device;
use crate::db::{Conn, StoreError, keys, packages, people, shop_keys, shops};
use crate::keys::{Keys, Purpose};
use handover_domain::PROTOCOL;
use handover_domain::wire::{Config, Envelope, ReaderKey, Retention, Type, Use};

/// Days that a tablet keeps what head office has acknowledged, in case a backup has to be restored.
const RETENTION_DAYS: u32 = 30;
/// The privacy notice that the kiosk of this version shows.
const NOTICE: u32 = 2;

/// The configuration of this tablet as of now, for the key that it was found by.
pub async fn of(conn: &mut Conn, own: &Keys, device: &Device) -> Result<Config, StoreError> {
    let no_shop = || StoreError::Damaged("devices.shop");
    let shop_name = shops::names(conn, &device.shop).await?.ok_or_else(no_shop)?;
    // As the database has them at this version: another program may have rotated since the keys were opened.
    let known = keys::all(conn).await?;
    let reader = |purpose, of| {
        let current = keys::current(&known, of).ok_or(StoreError::Damaged("office_keys"))?;
        Ok::<_, StoreError>(ReaderKey { purpose, public_key: current.public.clone() })
    };
    Ok(Config {
        protocol: PROTOCOL,
        version: shops::config_version(conn).await?,
        device: device.id,
        shop: device.shop.clone(),
        shop_name,
        number: device.number,
        brand: shops::brand(conn, &device.shop).await?.ok_or_else(no_shop)?,
        mode: device.mode,
        signing_key: own.signing_public.clone(),
        readers: vec![reader(Use::Records, Purpose::Records)?, reader(Use::Care, Purpose::Care)?],
        advisors: shops::advisors(conn, &device.shop).await?,
        people: people::working(conn, &device.shop).await?,
        shop_key: shop_keys::of(conn, &device.shop).await?,
        key: Some(device.key.clone()),
        packages: packages::in_use(conn).await?,
        notice: NOTICE,
        retention: Retention { days: RETENTION_DAYS },
    })
}

/// Signs it.
///
/// # Panics
/// Never: every field of a configuration has a JSON form.
pub fn sign(keys: &Keys, config: &Config) -> Envelope {
    let payload = serde_json::to_vec(config).expect("every field of a configuration has a JSON form");
    keys.sign(Type::Config, &payload)
}
