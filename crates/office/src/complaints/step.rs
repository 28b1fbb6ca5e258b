//! What head office itself did about a complaint.

use super::unknown;
use crate::arrival::remedy_fits;
use crate::clock;
use crate::db::complaints::{self, Listed};
use crate::db::{Conn, feeds, numbers, records, steps};
use crate::office::Office;
use crate::refused::Refused;
use crate::users::Reach;
use handover_domain::answer::{MAX_TEXT, clean};
use handover_domain::complaint::{NotNow, Number, Remedy, Step, StepKind};
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::wire::Reason;

/// What is to be noted.
pub struct Ask {
    /// Its id: the same twice is noted once.
    pub id: RecordId,
    /// What was done, and who did it.
    pub step: Step,
    /// What is worth knowing about it.
    pub note: Option<String>,
}

/// Notes a step of a complaint within reach, where the form has come so far; the remedy is approved by whoever
/// manages its shop. The complaint as it stands then.
pub async fn step(office: &Office, ask: Ask, reach: &Reach, managed: &Reach) -> Result<Listed, Refused> {
    let Ask { id, step, note } = ask;
    let kind = step.kind;
    let step = remedy_fits(step).map_err(|_| Refused::Said(Reason::WrongRecord, unfit(kind)))?;
    let note = note.map(|note| clean(&note, MAX_TEXT)).filter(|note| !note.is_empty());
    let mut tx = office.store.write().await?;
    let listed = find(&mut tx, &step.number, reach).await?;
    if is_noted(&mut tx, &listed.shop, id, &step, note.as_deref()).await? {
        return Ok(listed);
    }
    let shop = listed.shop;
    if let Err(why) = listed.course.may(kind, managed.holds(&shop)) {
        let reason = if why == NotNow::ManagerOnly { Reason::Forbidden } else { Reason::WrongRecord };
        let sentence = format!("{} Nothing was noted.", refusal(why, &step.number, kind));
        return Err(Refused::Said(reason, sentence));
    }
    steps::add_own(&mut tx, &shop, id, &step, note, clock::now()).await?;
    feeds::changed(&mut tx, &shop).await?;
    let listed = find(&mut tx, &step.number, reach).await?;
    office.store.commit(tx).await?;
    Ok(listed)
}

/// Whether this very step was noted before; refused where the id stands for something else.
async fn is_noted(
    conn: &mut Conn,
    shop: &ShopId,
    id: RecordId,
    step: &Step,
    note: Option<&str>,
) -> Result<bool, Refused> {
    let same = match steps::noted(conn, shop, id).await? {
        // What was written about it may have been erased since.
        Some(known) => {
            known.is(step, note)
                || known.is(step, None) && steps::are_silenced(conn, shop, &step.number).await?
        }
        None if records::load(conn, shop, id).await?.is_none() => return Ok(false),
        None => false,
    };
    if same {
        return Ok(true);
    }
    let sentence =
        format!("Something else was noted under the id {id} before, and stays. Nothing was noted.");
    Err(Refused::Said(Reason::WrongRecord, sentence))
}

fn unfit(kind: StepKind) -> String {
    let remedies = Remedy::ALL.map(Remedy::word).join(", ");
    if kind == StepKind::RemedyChosen {
        format!("A remedy that was chosen has a name; say which of {remedies}. Nothing was noted.")
    } else {
        "Only remedy_chosen takes a remedy. Nothing was noted.".into()
    }
}

/// The one complaint of this number within reach that is in the list.
pub async fn find(conn: &mut Conn, number: &Number, reach: &Reach) -> Result<Listed, Refused> {
    let mut found = complaints::of_number(conn, number).await?;
    found.retain(|listed| reach.holds(&listed.shop));
    let mut records = numbers::records(conn, number).await?;
    records.retain(|(shop, _)| reach.holds(shop));
    let sentence = match (found.pop(), records.len()) {
        (_, 0) => return Err(unknown(number)),
        (Some(one), 1) => return Ok(one),
        (None, _) => format!(
            "Complaint {number} is in no list, since it was made in training or as a test or cannot be read yet, so nothing \
             was noted."
        ),
        (Some(_), several) => format!(
            "{several} records have the number {number}, so nothing was noted: it does not say which complaint is meant."
        ),
    };
    Err(Refused::Said(Reason::WrongRecord, sentence))
}

fn refusal(why: NotNow, number: &Number, kind: StepKind) -> String {
    match why {
        NotNow::Closed => format!("Complaint {number} is closed."),
        NotNow::Before => format!("{kind} was noted for complaint {number} before."),
        NotNow::NoRemedy => {
            format!("No remedy was chosen for complaint {number} yet, which comes before {kind}.")
        }
        NotNow::NotApproved => {
            format!("The remedy of complaint {number} was not approved yet, which comes before {kind}.")
        }
        NotNow::NoContact => {
            format!(
                "The customer of complaint {number} cannot be contacted: no contact was left, or it was erased."
            )
        }
        NotNow::ManagerOnly => format!("Only a manager notes {kind}."),
    }
}
