//! From a finished survey to a record on disk: seal, chain, write strictly, read back, then say so.

use super::{Core, stock};
use crate::browser::clock;
use crate::browser::log::warn;
use crate::browser::timer::sleep;
use crate::pen::{About, Part, Pen};
use crate::store::{Store, call, make_room};
use crate::sync::{tell, word};
use handover_domain::complaint::{Complaint, Number};
use handover_domain::record::{EventPart, Happened, Kind, PartName};
use handover_domain::session::{Draft, Event, Filed, Kiosk, Receipt, SaveProblem, What};
use handover_domain::slip::Slip;
use handover_domain::wire::Use;
use handover_tablet::journal::{self, Next};
use handover_tablet::{Head, StoreError};
use std::sync::Arc;
use wasm_bindgen::JsValue;

pub(super) async fn save(core: Core, draft: Arc<Draft>) {
    let (Some(store), Some(kiosk)) = (core.store(), core.kiosk()) else {
        return core.dispatch(Event::NotSaved(SaveProblem::Failed));
    };
    let tools = core.tools();
    let mut written = write(&tools.pen, &store, &kiosk, &draft).await;
    if written == Err(StoreError::Short) {
        // The journal was lost while the page is open. That is told first.
        stock::take(core, &store, &kiosk).await;
        written = write(&tools.pen, &store, &kiosk, &draft).await;
    }
    let mut reserve_used = false;
    if written == Err(StoreError::Full) && matches!(draft.what, What::Complaint(_)) && make_room().await {
        // Somebody waits for an answer: that is what this room was kept back for.
        reserve_used = true;
        written = write(&tools.pen, &store, &kiosk, &draft).await;
    }
    match written {
        Ok((last, receipt)) => {
            // A moved clock was told once, by a record that is kept.
            clock::trust();
            if receipt.complaint.is_some() {
                call(Some(0));
            }
            core.dispatch(Event::Saved(receipt));
            // The customer is thanked before anything else is done.
            sleep(0).await;
            afterwards(&store, &last).await;
            if reserve_used {
                stock::note(&tools.pen, &store, &kiosk, EventPart::of(Happened::StorageFull)).await;
            }
        }
        Err(error) => {
            warn("the record was not written", &error);
            core.dispatch(Event::NotSaved(match error {
                StoreError::Full => SaveProblem::Full,
                StoreError::Unreadable(_) => SaveProblem::Unconfirmed,
                _ => SaveProblem::Failed,
            }));
        }
    }
}

async fn write(
    pen: &Pen,
    store: &Store,
    kiosk: &Kiosk,
    draft: &Draft,
) -> Result<(Head, Receipt), StoreError> {
    let mut core = None;
    let last = pen
        .write(store, &mut |next| {
            let open = pen.head(kiosk, next, about(kiosk, draft, next));
            let record = pen.sealed(kiosk, &open, parts(draft))?;
            core = Some(open);
            Ok((draft.record, record))
        })
        .await?;
    let core = core.ok_or_else(|| StoreError::Failed("nothing was written".into()))?;
    let slip = Slip::of(last.seq, &last.hash);
    Ok((last, Receipt { slip, at: core.captured_at, complaint: core.complaint }))
}

fn about(kiosk: &Kiosk, draft: &Draft, next: &Next) -> About {
    let (kind, outcome, complaint) = match draft.what {
        What::Response(outcome) => (Kind::Response, Some(outcome), None),
        What::Complaint(Filed { category, department, severity }) => {
            let number = Number::issue(kiosk.config.number, next.epoch, next.seq);
            let contact = draft.contact.is_some();
            let complaint = Complaint { number, category, department, severity, contact };
            (Kind::Complaint, None, Some(complaint))
        }
    };
    let package = Some(draft.package.clone());
    let handover = outcome.and_then(|_| draft.answers.order.clone());
    About { outcome, complaint, handover, package, ..About::of(draft.record, kind) }
}

fn parts(draft: &Draft) -> Vec<Part<'static>> {
    // The shop reads what it has to act on, with six words that no tablet keeps; never what was said in a survey.
    let words: &[Use] = match draft.what {
        What::Response(_) => &[Use::Care],
        What::Complaint(_) => &[Use::Care, Use::Shop],
    };
    let part = |name, readers, plain| Part { name, readers, plain };
    let mut parts = vec![part(PartName::Answers, &[Use::Records], draft.answers.to_json())];
    if let Some(text) = &draft.text {
        parts.push(part(PartName::Text, words, text.to_json()));
    }
    if let Some(contact) = &draft.contact {
        parts.push(part(PartName::Contact, words, contact.to_json()));
    }
    parts
}

/// The record is safe; the rest may fail without harm.
pub(super) async fn afterwards(store: &Store, last: &Head) {
    tell(word::GO, JsValue::NULL);
    if let Err(error) = journal::witness(store, last).await {
        warn("the witness was not kept", &error);
    }
}
