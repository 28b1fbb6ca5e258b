//! A file of a tablet, whole or not at all, and the file of receipts that goes back.

use super::Office;
use crate::world::World;
use handover_domain::wire::{Reader, Type, Writer};

/// Takes a file into custody; what goes back, or why it was refused.
pub fn take(world: &World, office: &mut Office, file: &[u8]) -> Result<Vec<u8>, String> {
    let mut reader = Reader::default();
    let mut batches = Vec::new();
    let mut device = None;
    for line in file.strip_suffix(b"\n").unwrap_or(file).split(|byte| *byte == b'\n') {
        let line = reader.line(line, &[Type::Batch]).map_err(|fault| fault.to_string())?;
        let signer = office.signer(world, &line.opened).map_err(|problem| problem.detail)?;
        if *device.get_or_insert(signer) != signer {
            return Err("lines of several tablets".into());
        }
        if line.typ == Type::Batch {
            batches.push(office.check(world, &line.opened).map_err(|problem| problem.detail)?);
        }
    }
    reader.finish().map_err(|fault| fault.to_string())?;
    let Some(device) = device else { return Err("nothing in it".into()) };
    let mut writer = Writer::default();
    let mut back = String::new();
    for batch in batches {
        back += &writer.line(&office.keep(world, batch));
    }
    back += &writer.line(&office.config(world, device));
    back += &world.office_key.sign(Type::Closing, writer.closing().to_json().as_bytes()).to_json();
    back.push('\n');
    Ok(back.into_bytes())
}
