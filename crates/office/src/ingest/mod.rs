//! A batch from envelope to receipt: believe, check everything, store everything, acknowledge.
//!
//! Nothing is stored before the whole batch was checked, and nothing is acknowledged before it is durable. Both roads,
//! the network here and files in `import`, go through [`verify`] and [`keep`], so that no batch is trusted by one that
//! the other would refuse.

mod intake;
mod keep;
mod publish;
mod verify;

pub use intake::Intake;
pub use keep::keep;
pub use publish::{PublishError, publish, read_again};
pub use verify::{Road, Verified, verify};

use crate::db::devices::Device;
use crate::keys::Keys;
use crate::office::Office;
use crate::refused::Refused;
use chrono::{DateTime, Utc};
use handover_domain::wire::{Envelope, Opened, Receipt, Type};

/// Takes a batch of the tablet that signed it into custody and returns what may be acknowledged.
pub async fn take(
    office: &Office,
    intake: &Intake,
    signer: Device,
    opened: &Opened,
    now: DateTime<Utc>,
) -> Result<Receipt, Refused> {
    let batch = verify(office, signer, opened, Road::Network, now).await?;
    intake.store(batch, now).await
}

/// Signs a receipt, once what it says is durable.
///
/// # Panics
/// Never: every field of a receipt has a JSON form.
pub fn sign(keys: &Keys, receipt: &Receipt) -> Envelope {
    let payload = serde_json::to_vec(receipt).expect("every field of a receipt has a JSON form");
    keys.sign(Type::Receipt, &payload)
}
