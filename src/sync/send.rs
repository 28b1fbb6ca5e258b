//! One batch: out, and what came back.

use crate::browser::http::{self, Ask};
use crate::browser::keys::{DeviceKey, verified};
use crate::browser::{BrowserError, clock, random};
use crate::store::Kept;
use handover_domain::ids::BatchId;
use handover_domain::session::Kiosk;
use handover_domain::sync::{Answer, Offered};
use handover_domain::wire::{Batch, Envelope, Problem, Receipt, Stored, Type};

const PATH: &str = "/api/v1/batches";

/// Signs and sends these records. A batch that could not be signed or sent got no answer.
pub(super) async fn send(kiosk: &Kiosk, key: &DeviceKey, kept: &[Kept]) -> (Offered, Answer) {
    let batch_id = BatchId(random::uuid4());
    let batch = Batch {
        protocol: handover_domain::PROTOCOL,
        batch_id,
        device: kiosk.config.device,
        sent_at: clock::wall(),
        app: env!("CARGO_PKG_VERSION").to_owned(),
        records: kept.iter().map(|kept| Stored(kept.text.clone())).collect(),
    };
    let offered = Offered { batch_id, records: kept.iter().map(|kept| (kept.id, kept.hash)).collect() };
    let answer = match post(key, &batch).await {
        Ok(reply) => understand(&reply, &kiosk.config.signing_key).await,
        Err(_) => Answer::Nothing { retry_after: None },
    };
    (offered, answer)
}

async fn post(key: &DeviceKey, batch: &Batch<Stored>) -> Result<http::Reply, BrowserError> {
    let body = key.sign(Type::Batch, batch.to_json().as_bytes()).await?.to_json();
    http::ask(Ask { path: PATH, body: Some(&body), authorization: None }).await
}

/// Only head office's own signature makes a receipt, only its own marker makes a refusal.
async fn understand(reply: &http::Reply, signing_key: &[u8]) -> Answer {
    let nothing = Answer::Nothing { retry_after: reply.retry_after };
    if reply.status != 200 {
        return Problem::recognise(reply.status, &reply.body)
            .map_or(nothing, |problem| Answer::Refused { problem, retry_after: reply.retry_after });
    }
    let Ok(opened) = Envelope::parse(&reply.body).and_then(|e| e.open(Type::Receipt)) else { return nothing };
    match (verified(signing_key, &opened).await, Receipt::parse(&opened.payload)) {
        (Ok(true), Ok(receipt)) => Answer::Receipt(receipt),
        _ => nothing,
    }
}
