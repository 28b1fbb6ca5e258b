//! What somebody on the way makes of an answer: cut, forged, or one of before.

use crate::office::Asked;
use crate::seen::Seen;
use crate::world::World;
use handover_domain::PROTOCOL;
use handover_domain::hash::Hash;
use handover_domain::wire::{Batch, Config, Entry, Envelope, Receipt, Status, Type};
use handover_tablet::Reply;

/// The answer as it arrives.
pub(super) fn passed_on(world: &World, asked: &Asked, mut reply: Reply) -> Reply {
    if asked.path.ends_with("enrolments") {
        // The one answer that is trusted by the way it comes alone; staff see whose shop it names.
        return reply;
    }
    let is_batch = asked.path.ends_with("batches");
    if is_batch && world.strikes(Seen::ForgedReceipt) {
        return forged_receipt(world, asked).unwrap_or(reply);
    }
    if !is_batch && world.strikes(Seen::ForgedConfig) {
        return forged_config(world, &reply).unwrap_or(reply);
    }
    if world.strikes(Seen::ReplayedReceipt) {
        let past = &world.network.borrow().past;
        return world.chance.one_of(past).cloned().unwrap_or(reply);
    }
    if world.strikes(Seen::CutAnswer) {
        let kept = world.chance.index(reply.body.len().max(1));
        reply.body.truncate(kept);
    }
    reply
}

/// A receipt for everything in the batch, by somebody who does not have head office's key.
fn forged_receipt(world: &World, asked: &Asked) -> Option<Reply> {
    let envelope = Envelope::parse(asked.body.as_deref()?.as_bytes()).ok()?;
    let batch = Batch::parse(&envelope.open(Type::Batch).ok()?.payload).ok()?;
    let stored = |record: &handover_domain::record::Record| {
        let header = record.check().ok()?;
        Some(Entry { id: header.core.id, hash: record.hash(), status: Status::Stored, reason: None })
    };
    let receipt = Receipt {
        protocol: PROTOCOL,
        batch_id: batch.batch_id,
        server_time: world.time().into(),
        results: batch.records.iter().filter_map(stored).collect(),
        contiguous_through: Vec::new(),
        held: Vec::new(),
        config_version: 1_000,
        feed_version: 0,
    };
    Some(signed_somehow(world, Type::Receipt, &serde_json::to_vec(&receipt).ok()?))
}

/// A set-up whose signing key is the forger's own.
fn forged_config(world: &World, reply: &Reply) -> Option<Reply> {
    let opened = Envelope::parse(&reply.body).ok()?.open(Type::Config).ok()?;
    let mut config = Config::parse(&opened.payload).ok()?;
    config.version += 1_000;
    if world.chance.hits(5_000) {
        config.signing_key.clone_from(&world.forger.public);
    }
    Some(signed_somehow(world, Type::Config, &serde_json::to_vec(&config).ok()?))
}

fn signed_somehow(world: &World, typ: Type, payload: &[u8]) -> Reply {
    let envelope = match world.chance.below(3) {
        0 => world.forger.sign(typ, payload),
        1 => world.forger.sign_as(&world.office_key.id, typ, payload),
        _ => {
            // A genuine signature, of something else.
            let other = world.office_key.sign(typ, Hash::of(payload).to_string().as_bytes());
            let signature = other.open(typ).map(|opened| opened.signature).unwrap_or_default();
            handover_domain::wire::Unsigned::new(typ, &world.office_key.id, payload).close(&signature)
        }
    };
    let reply = Reply { status: 200, retry_after: None, body: envelope.to_json().into_bytes() };
    world.tell(|| format!("  somebody forged a {typ}"));
    reply
}
