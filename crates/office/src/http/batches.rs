//! `POST /api/v1/batches`

use super::asked::signer;
use super::description::{SignedBatch, SignedReceipt, refusals};
use super::peer::Peer;
use super::{Service, body, signed, watch};
use crate::refused::Refused;
use crate::{clock, ingest};
use axum::extract::{Request, State};
use axum::response::Response;
use handover_domain::wire::{Envelope, Type};
use std::sync::Arc;

refusals!(
    Unreadable,
    UnknownDevice,
    RevokedDevice,
    WrongSignature,
    TooLarge,
    UnsupportedMediaType,
    WrongRecord,
    LaterProtocol,
    TooManyRequests
);

/// Takes a batch into custody
///
/// The envelope is at most 256 KiB once decompressed, and holds at most 50 records. It is answered only after the
/// transaction is durable; nothing of a refused batch is stored.
#[utoipa::path(
    post,
    path = "/api/v1/batches",
    operation_id = "send_batch",
    tag = "tablets",
    params(body::Coding),
    request_body = SignedBatch,
    responses((status = 200, description = "What became of each record", body = SignedReceipt), Refusals)
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    peer: Peer,
    request: Request,
) -> Result<Response, Refused> {
    let body = body::json(request).await?;
    let (waiting, office) = (service.metrics.batch(), &service.office);
    let opened = Envelope::parse(&body)?.open(Type::Batch)?;
    let device = signer(&service, &mut office.store.read().await?, &peer, &opened).await?;
    let receipt = ingest::take(office, &service.intake, device, &opened, clock::now()).await?;
    waiting.taken(&receipt);
    watch::brought(receipt.results.len());
    Ok(signed(&ingest::sign(&office.keys, &receipt)))
}
