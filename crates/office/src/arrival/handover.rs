//! A tablet that was handed to a customer, as a record tells it.

use super::content::content;
use crate::keys::Keys;
use handover_domain::record::{Core, HandoverPart, PartName, Record};

/// A handover that was read.
#[derive(Debug, Clone)]
pub struct Handed {
    /// The open head of its record.
    pub core: Core,
    /// What is known of it.
    pub part: HandoverPart,
}

/// Opens what is sealed for head office; the vehicle beside it is for customer care, and stays sealed.
pub(super) fn read(record: &Record, core: &Core, keys: &Keys) -> Result<Handed, String> {
    let part = content(record, PartName::Handover, keys).and_then(|part| fits(core, part))?;
    Ok(Handed { core: core.clone(), part })
}

/// The number stands in the open too.
fn fits(core: &Core, part: HandoverPart) -> Result<HandoverPart, String> {
    match &core.handover {
        None => Err("the header does not say which handover this is".into()),
        Some(order) if *order != part.order => {
            Err(format!("the header names the handover {order}, and the part within names {}", part.order))
        }
        Some(_) => Ok(part),
    }
}
