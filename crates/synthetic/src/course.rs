//! What a shop does about a complaint, and when: most clocks of `C4` are met, some are not.

use crate::chance::Chance;
use chrono::TimeDelta;
use handover_domain::complaint::{Clocks, Complaint, Remedy, StepKind};

/// A step, so long after the complaint was recorded.
pub struct Planned {
    /// What is done.
    pub kind: StepKind,
    /// Which remedy, where one is chosen.
    pub remedy: Option<Remedy>,
    /// How long after.
    pub after: TimeDelta,
}

/// What will be done, in order, by a shop that keeps this share of its clocks.
pub fn steps(chance: &mut Chance, complaint: &Complaint, diligence: f64) -> Vec<Planned> {
    use StepKind::{
        Agreed, CarriedOut, CauseFound, Confirmed, Contacted, NotSatisfied, PassedOn, RemedyApproved,
        RemedyChosen, Satisfied,
    };
    let clocks = Clocks::of(complaint.severity);
    let last = if chance.hits(0.85) { Satisfied } else { NotSatisfied };
    // Each with the clock that it stops, or the one that it has to come before.
    let all = [
        (PassedOn, clocks.to_department, 1.0),
        (Contacted, clocks.first_contact, 1.0),
        (Confirmed, clocks.agreement, 0.4),
        (CauseFound, clocks.agreement, 0.6),
        (RemedyChosen, clocks.agreement, 0.75),
        (RemedyApproved, clocks.agreement, 0.85),
        (Agreed, clocks.agreement, 1.0),
        (CarriedOut, clocks.revisit, 0.8),
        (last, clocks.revisit, 1.0),
    ];
    // One in twenty lies still somewhere.
    let until = if chance.hits(0.05) { chance.between(0..=7) } else { 9 };
    let mut planned = Vec::new();
    let mut before = 0;
    for (place, (kind, due, part)) in (0..).zip(all) {
        if place >= until {
            break;
        }
        if !complaint.contact && matches!(kind, Contacted | Agreed | Satisfied | NotSatisfied) {
            continue;
        }
        let share = if chance.hits(diligence) { 0.35 + 0.6 * chance.share() } else { 1.1 + chance.share() };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "a few days in milliseconds"
        )]
        let ms = (due as f64 * part * share) as i64;
        // What follows on something never comes before it.
        before = ms.max(before + 180_000);
        let remedy = if kind == RemedyChosen { chance.one_of(&Remedy::ALL).copied() } else { None };
        planned.push(Planned { kind, remedy, after: TimeDelta::milliseconds(before) });
    }
    planned
}
