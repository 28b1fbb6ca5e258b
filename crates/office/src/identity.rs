//! Which tablet signed an envelope.

use crate::db::Conn;
use crate::db::devices::{self, Device};
use crate::refused::Refused;
use crate::sign;
use handover_domain::wire::Opened;

/// The enrolled tablet whose key signed this; only then is the payload to be believed.
pub async fn of(conn: &mut Conn, opened: &Opened) -> Result<Device, Refused> {
    let device = devices::by_key(conn, &opened.key).await?;
    let device = device.ok_or_else(|| Refused::UnknownDevice(opened.key.clone()))?;
    if !sign::verifies(&device.public_key, opened) {
        return Err(Refused::WrongSignature);
    }
    match device.revoked_at {
        Some(_) => Err(Refused::RevokedDevice(device.number)),
        None => Ok(device),
    }
}
