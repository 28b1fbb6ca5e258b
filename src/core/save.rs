//! From a finished survey to a record on disk: seal, chain, write strictly, read back, then say so.

use super::{Core, Tools};
use crate::browser::log::warn;
use crate::browser::{clock, random};
use crate::store::{Head, Store, StoreError, Witness, keep_witness};
use handover_domain::complaint::{Complaint, Number};
use handover_domain::hash::Hash;
use handover_domain::ids::Epoch;
use handover_domain::record::{Core as RecordCore, Kind, OpenPart, PartName, Record};
use handover_domain::session::{Draft, Event, Filed, Kiosk, Receipt, SaveProblem, What};
use handover_domain::slip::Slip;
use handover_domain::wire::Use;
use std::rc::Rc;
use std::sync::Arc;

/// How often another tab may get in between before we call it a failure.
const TRIES: usize = 5;

pub(super) async fn save(core: Core, draft: Arc<Draft>) {
    match written(core, &draft).await {
        Ok((head, receipt)) => {
            core.dispatch(Event::Saved(receipt));
            afterwards(core, head).await;
        }
        Err(problem) => core.dispatch(Event::NotSaved(problem)),
    }
}

async fn written(core: Core, draft: &Draft) -> Result<(Head, Receipt), SaveProblem> {
    let tools = core.tools();
    let store = tools.store.borrow().clone().ok_or(SaveProblem::Failed)?;
    let kiosk = core.kiosk().ok_or(SaveProblem::Failed)?;
    for _ in 0..TRIES {
        match attempt(&tools, &store, &kiosk, draft).await {
            Err(StoreError::Moved) => {}
            Err(error) => {
                warn("the record was not written", &error);
                return Err(match error {
                    StoreError::Full => SaveProblem::Full,
                    StoreError::Unreadable(_) => SaveProblem::Unconfirmed,
                    _ => SaveProblem::Failed,
                });
            }
            Ok(written) => {
                // A moved clock was told once, by a record that is kept.
                clock::trust();
                return Ok(written);
            }
        }
    }
    Err(SaveProblem::Failed)
}

async fn attempt(
    tools: &Tools,
    store: &Rc<Store>,
    kiosk: &Kiosk,
    draft: &Draft,
) -> Result<(Head, Receipt), StoreError> {
    let before = store.head().await?;
    // A new journal is a new life: head office sees where the old one ended.
    let (epoch, seq, prev, place) = before.as_ref().map_or_else(
        || (Epoch(random::uuid4()), 1, Hash::NONE, 1),
        |head| (head.epoch, head.seq + 1, head.hash, head.place + 1),
    );
    let (kind, outcome, complaint) = match draft.what {
        What::Response(outcome) => (Kind::Response, Some(outcome), None),
        What::Complaint(Filed { category, department, severity }) => {
            let number = Number::issue(kiosk.config.number, epoch, seq);
            let contact = draft.contact.is_some();
            let complaint = Complaint { number, category, department, severity, contact };
            (Kind::Complaint, None, Some(complaint))
        }
    };
    let core = RecordCore {
        protocol: handover_domain::PROTOCOL,
        id: draft.record,
        shop: kiosk.config.shop.clone(),
        device: kiosk.config.device,
        epoch,
        seq,
        prev,
        kind,
        outcome,
        mode: kiosk.config.mode,
        captured_at: clock::wall(),
        page_id: tools.page,
        page_ms: clock::page_ms(),
        clock_suspect: clock::suspect(),
        app: env!("CARGO_PKG_VERSION").into(),
        complaint,
        package: Some(draft.package.clone()),
        notice: Some(kiosk.config.notice),
    };
    let record = seal(tools, kiosk, &core, draft)?;
    let head = Head { place, epoch, seq, hash: record.hash() };
    let text = record.to_json();
    store.append(before.as_ref(), &head, core.id, &text).await?;
    if store.read_back(place).await? == Some(text) {
        let slip = Slip::of(seq, &head.hash);
        Ok((head, Receipt { slip, at: core.captured_at, complaint: core.complaint }))
    } else {
        Err(StoreError::Unreadable("what was read back is not what was written".into()))
    }
}

fn seal(tools: &Tools, kiosk: &Kiosk, core: &RecordCore, draft: &Draft) -> Result<Record, StoreError> {
    let failed = |error: &dyn std::error::Error| StoreError::Failed(error.to_string());
    let mut sealer = tools.sealer.borrow_mut();
    let mut part = |name, purpose, plain| {
        let readers = sealer.contexts(kiosk, purpose).map_err(|e| failed(&e))?;
        Ok::<_, StoreError>(OpenPart { name, plain, readers })
    };
    let mut parts = vec![part(PartName::Answers, Use::Records, draft.answers.to_json().into_bytes())?];
    if let Some(text) = &draft.text {
        parts.push(part(PartName::Text, Use::Care, text.to_json().into_bytes())?);
    }
    if let Some(contact) = &draft.contact {
        parts.push(part(PartName::Contact, Use::Care, contact.to_json().into_bytes())?);
    }
    Record::write(core, parts).map_err(|e| failed(&e))
}

/// The record is safe; the rest may fail without harm.
async fn afterwards(core: Core, head: Head) {
    let tools = core.tools();
    if let Some(sync) = &*tools.sync.borrow() {
        sync.wake();
    }
    let Some(store) = tools.store.borrow().clone() else { return };
    match store.pending_count().await {
        Ok(pending) => {
            if let Err(error) = keep_witness(&Witness { epoch: head.epoch, seq: head.seq, pending }).await {
                warn("the witness was not kept", &error);
            }
        }
        Err(error) => warn("the witness was not kept", &error),
    }
}
