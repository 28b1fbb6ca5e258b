//! What staff write into the journal: handovers, and steps of complaints. Each is a record like any other: sealed where it
//! says who, chained, and never changed.

use super::desk::Desk;
use super::door::say;
use super::tools::written;
use crate::browser::random;
use crate::pen::{About, Part};
use crate::sync::word;
use handover_domain::answer::{self, MAX_TEXT};
use handover_domain::complaint::Step;
use handover_domain::ids::RecordId;
use handover_domain::record::{HandoverPart, Kind, NotePart, PartName, VehiclePart};
use handover_domain::wire::Use;
use handover_tablet::StoreError;

/// Writes down that the tablet is handed to a customer, and hands it over.
pub(super) async fn hand_over(
    desk: Desk,
    handover: HandoverPart,
    vehicle: VehiclePart,
) -> Result<(), StoreError> {
    let about = || About {
        handover: Some(handover.order.clone()),
        ..About::of(RecordId(random::uuid7()), Kind::Handover)
    };
    let parts = || {
        let part = |name, readers, plain| Part { name, readers, plain };
        let mut parts = vec![part(PartName::Handover, &[Use::Records], handover.to_json())];
        if vehicle != VehiclePart::default() {
            parts.push(part(PartName::Vehicle, &[Use::Care], vehicle.to_json()));
        }
        parts
    };
    write(desk, &about, &parts).await?;
    let advisor = handover.advisor.as_ref().map_or("", |advisor| advisor.as_str());
    say(word::HANDED_OVER, &format!("{} {} {advisor}", handover.visit, handover.order));
    Ok(())
}

/// Writes down what was done about a complaint.
pub(super) async fn step(desk: Desk, step: Step, note: String) -> Result<(), StoreError> {
    let about =
        || About { step: Some(step.clone()), ..About::of(RecordId(random::uuid7()), Kind::ComplaintStep) };
    let parts = || {
        let note = answer::clean(&note, MAX_TEXT);
        if note.is_empty() {
            return Vec::new();
        }
        let plain = NotePart { note }.to_json();
        vec![Part { name: PartName::Note, readers: &[Use::Care, Use::Shop], plain }]
    };
    write(desk, &about, &parts).await?;
    desk.refresh().await;
    Ok(())
}

async fn write(
    desk: Desk,
    about: &dyn Fn() -> About,
    parts: &dyn Fn() -> Vec<Part<'static>>,
) -> Result<(), StoreError> {
    let (tools, kiosk) = desk.at_hand()?;
    let last = tools
        .pen
        .write(&tools.store, &mut |next| {
            let about = about();
            let id = about.id;
            let open = tools.pen.head(&kiosk, next, about);
            Ok((id, tools.pen.sealed(&kiosk, &open, parts())?))
        })
        .await?;
    written(&tools, &last).await;
    Ok(())
}
