//! Enrolment: a one-time code against a tablet's public key.

use crate::configs;
use crate::db::codes::{self, Code};
use crate::db::device_keys::{self, Key};
use crate::db::devices::{self, Device};
use crate::db::{Conn, StoreError};
use crate::office::Office;
use crate::refused::Refused;
use crate::sign;
use chrono::{DateTime, Utc};
use handover_domain::PROTOCOL;
use handover_domain::complaint::Number;
use handover_domain::ids::{DeviceId, KeyId};
use handover_domain::wire::{Config, Enrolment, Envelope, Type};
use uuid::Uuid;

/// The highest number of a tablet that the number of a complaint has room for: three letters of five bits.
const HIGHEST: u16 = Number::MAX_TABLET;

/// Takes a tablet in. The same code with the same key again is the same tablet, so that an answer lost on
/// the way can be asked for once more.
pub async fn enrol(office: &Office, wish: &Enrolment, now: DateTime<Utc>) -> Result<Config, Refused> {
    let mut tx = office.store.write().await?;
    let code = codes::find(&mut tx, &wish.code).await?.ok_or(Refused::BadCode("is not known"))?;
    let device = match &code.device {
        Some(device) => used_before(&mut tx, *device, wish).await?,
        None if code.expires_at <= now.timestamp_millis() => return Err(Refused::BadCode("has expired")),
        None => use_now(&mut tx, &code, wish, now).await?,
    };
    let config = configs::of(&mut tx, &office.keys, &device).await?;
    office.store.commit(tx).await?;
    Ok(config)
}

/// Reads the wish and checks that it was signed by the key it announces.
pub fn read(body: &[u8]) -> Result<Enrolment, Refused> {
    let opened = Envelope::parse(body)?.open(Type::Enrolment)?;
    let wish: Enrolment = serde_json::from_slice(&opened.payload)
        .map_err(|e| Refused::Unreadable(format!("the enrolment is not readable: {e}")))?;
    if wish.protocol > PROTOCOL {
        return Err(Refused::Later(format!(
            "the enrolment was written by protocol {}; this version reads up to {PROTOCOL}",
            wish.protocol
        )));
    }
    sign::announces(&wish.public_key, &opened)?;
    Ok(wish)
}

/// A code that was used serves whoever used it, by each key that signs for that tablet.
async fn used_before(conn: &mut Conn, device: DeviceId, wish: &Enrolment) -> Result<Device, Refused> {
    match devices::by_key(conn, &KeyId::of(&wish.public_key)).await? {
        Some(known) if known.id == device && known.public_key == wish.public_key => valid(known),
        _ => Err(Refused::BadCode("was already used by another tablet")),
    }
}

/// A tablet that already has a key here keeps its identity when it is given another code of its shop.
async fn use_now(
    conn: &mut Conn,
    code: &Code,
    wish: &Enrolment,
    now: DateTime<Utc>,
) -> Result<Device, Refused> {
    let key = KeyId::of(&wish.public_key);
    let device = match (devices::by_key(conn, &key).await?, code.tablet) {
        (Some(known), _) if known.public_key != wish.public_key || known.shop != code.shop => {
            return Err(Refused::BadCode("is for another shop than the one this tablet is enrolled in"));
        }
        (Some(known), Some(meant)) if known.id != meant => {
            return Err(Refused::BadCode("is for another tablet, and this one is enrolled already"));
        }
        (Some(known), _) => valid(known)?,
        (None, Some(meant)) => come_back(conn, meant, wish, now).await?,
        (None, None) => {
            let new = Device {
                id: DeviceId(Uuid::now_v7()),
                number: next_number(conn).await?,
                shop: code.shop.clone(),
                mode: code.mode,
                key,
                public_key: wish.public_key.clone(),
                app: devices::app_label(&wish.app),
                seen_at: now.timestamp_millis(),
                revoked_at: None,
            };
            devices::add(conn, &new).await?;
            new
        }
    };
    codes::used(conn, &code.typed, device.id).await?;
    Ok(device)
}

/// A tablet that lost everything is the same one again, with another key: its new journal is seen beside the old one.
async fn come_back(
    conn: &mut Conn,
    meant: DeviceId,
    wish: &Enrolment,
    now: DateTime<Utc>,
) -> Result<Device, Refused> {
    let device = devices::by_id(conn, &meant.to_string()).await?;
    let device = valid(device.ok_or(StoreError::Damaged("enrol_codes.tablet"))?)?;
    let app = devices::app_label(&wish.app);
    let id = KeyId::of(&wish.public_key);
    let key = Key { id: &id, device: device.id, public: &wish.public_key, app: &app };
    device_keys::approve_new(conn, &key, now.timestamp_millis()).await?;
    Ok(Device { key: id, public_key: wish.public_key.clone(), ..device })
}

async fn next_number(conn: &mut Conn) -> Result<u16, Refused> {
    let next = u16::try_from(devices::next_number(conn).await?).ok();
    next.filter(|next| *next <= HIGHEST).ok_or(Refused::NoNumberLeft(HIGHEST))
}

fn valid(device: Device) -> Result<Device, Refused> {
    match device.revoked_at {
        Some(_) => Err(Refused::RevokedDevice(device.number)),
        None => Ok(device),
    }
}
