//! One batch: out, and what came back.

use super::Tablet;
use crate::{Ask, Head, Kept, Outside, Reply, Trouble};
use handover_domain::ids::BatchId;
use handover_domain::sync::{Answer, Offered};
use handover_domain::wire::{Batch, Envelope, Problem, Receipt, Stored, Tip, Type};

const PATH: &str = "/api/v1/batches";

/// Frames records as a batch of this tablet's, and signs it.
pub(crate) async fn batch<O: Outside>(
    outside: &O,
    tablet: &Tablet,
    app: &str,
    head: Option<&Head>,
    records: impl Iterator<Item = String>,
) -> Result<(BatchId, Envelope), Trouble> {
    let batch_id = BatchId(outside.uuid());
    let batch = Batch {
        protocol: handover_domain::PROTOCOL,
        batch_id,
        device: tablet.device,
        sent_at: outside.wall(),
        app: app.to_owned(),
        head: head.map(|head| Tip { epoch: head.epoch, seq: head.seq, hash: head.hash }),
        records: records.map(Stored).collect(),
    };
    Ok((batch_id, outside.sign(Type::Batch, batch.to_json().as_bytes()).await?))
}

/// A batch that only has to be sent.
pub(super) struct Ready {
    /// How many records it was allowed to hold.
    pub limit: usize,
    /// What it holds, with the places.
    pub kept: Vec<Kept>,
    /// What it holds, as head office will answer it.
    pub offered: Offered,
    /// The envelope; none where it could not be signed.
    body: Option<String>,
}

impl Ready {
    /// Frames these records and signs them.
    pub async fn of<O: Outside>(
        outside: &O,
        tablet: &Tablet,
        app: &str,
        head: Option<&Head>,
        limit: usize,
        kept: Vec<Kept>,
    ) -> Self {
        let texts = kept.iter().map(|kept| kept.text.clone());
        let (batch_id, body) = match batch(outside, tablet, app, head, texts).await {
            Ok((batch_id, envelope)) => (batch_id, Some(envelope.to_json())),
            Err(_) => (BatchId(outside.uuid()), None),
        };
        let records = kept.iter().map(|kept| (kept.id, kept.hash)).collect();
        Self { limit, kept, offered: Offered { batch_id, records }, body }
    }

    /// Sends it. What could not be signed or sent got no answer.
    pub async fn send<O: Outside>(&self, outside: &O, tablet: &Tablet) -> Answer {
        let Some(body) = self.body.as_deref() else { return Answer::Nothing { retry_after: None } };
        match outside.ask(Ask { path: PATH, body: Some(body), authorization: None }).await {
            Ok(reply) => understand(outside, &reply, &tablet.signing_key).await,
            Err(_) => Answer::Nothing { retry_after: None },
        }
    }
}

/// Only head office's own signature makes a receipt, only its own marker makes a refusal.
async fn understand<O: Outside>(outside: &O, reply: &Reply, signing_key: &[u8]) -> Answer {
    let nothing = Answer::Nothing { retry_after: reply.retry_after };
    if reply.status != 200 {
        return Problem::recognise(reply.status, &reply.body)
            .map_or(nothing, |problem| Answer::Refused { problem, retry_after: reply.retry_after });
    }
    let Ok(opened) = Envelope::parse(&reply.body).and_then(|e| e.open(Type::Receipt)) else { return nothing };
    match Receipt::parse(&opened.payload) {
        Ok(receipt) if outside.verified(signing_key, &opened).await => Answer::Receipt(receipt),
        _ => nothing,
    }
}
