//! What head office answers.

use super::{Office, refusal};
use crate::world::World;
use handover_domain::wire::{Envelope, MAX_BYTES, Problem, Reason, Request, Type};
use handover_tablet::Reply;

/// A request, as it lies on the wire.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The path.
    pub path: String,
    /// The body.
    pub body: Option<String>,
    /// `Authorization`.
    pub authorization: Option<String>,
}

/// Serves a request. What it says was stored is durable.
pub fn serve(world: &World, office: &mut Office, asked: &Asked) -> Reply {
    match answer(world, office, asked) {
        Ok(envelope) => Reply { status: 200, retry_after: None, body: envelope.to_json().into_bytes() },
        Err(problem) => refused(&problem),
    }
}

/// A refusal, with the marker.
pub fn refused(problem: &Problem) -> Reply {
    let retry_after = (problem.status == 503).then_some(5_000);
    Reply { status: problem.status, retry_after, body: super::set_up::json(problem) }
}

fn answer(world: &World, office: &mut Office, asked: &Asked) -> Result<Envelope, Problem> {
    let unreadable =
        |error: handover_domain::wire::EnvelopeError| refusal(Reason::Unreadable, &error.to_string());
    if let Some(line) = &asked.authorization {
        let line = line.strip_prefix("Handover ").unwrap_or_default();
        let opened = Envelope::parse_compact(line).and_then(|e| e.open(Type::Request)).map_err(unreadable)?;
        let device = office.signer(world, &opened)?;
        let request: Request = serde_json::from_slice(&opened.payload)
            .map_err(|error| refusal(Reason::Unreadable, &error.to_string()))?;
        if request.device != device || request.path != asked.path {
            return Err(refusal(Reason::WrongSignature, "signed for another path"));
        }
        return Ok(office.config(world, device));
    }
    let body = asked.body.as_deref().unwrap_or_default();
    if body.len() > MAX_BYTES {
        return Err(refusal(Reason::TooLarge, "the body is too large"));
    }
    let envelope = Envelope::parse(body.as_bytes()).map_err(unreadable)?;
    match asked.path.as_str() {
        "/api/v1/batches" => {
            let checked = office.check(world, &envelope.open(Type::Batch).map_err(unreadable)?)?;
            Ok(office.keep(world, checked))
        }
        "/api/v1/enrolments" => office.enrol(world, &envelope.open(Type::Enrolment).map_err(unreadable)?),
        "/api/v1/keys" => office.new_key(world, &envelope.open(Type::NewKey).map_err(unreadable)?),
        _ => Err(refusal(Reason::NotFound, "there is nothing at this address")),
    }
}
