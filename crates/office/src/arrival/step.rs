//! What was done about a complaint, as a record tells it.

use handover_domain::complaint::{Step, StepKind};
use handover_domain::record::Core;

/// A step that was read.
#[derive(Debug, Clone)]
pub struct Did {
    /// The open head of its record.
    pub core: Core,
    /// What was done.
    pub step: Step,
}

/// Reads what stands in the open; a note beside it is for customer care, and stays sealed.
pub(super) fn read(core: &Core) -> Result<Did, String> {
    let step = core.step.clone().ok_or("the header does not say what was done about which complaint")?;
    Ok(Did { core: core.clone(), step: fits(step)? })
}

/// A remedy belongs to its being chosen, and to nothing else.
pub fn fits(step: Step) -> Result<Step, &'static str> {
    match (step.kind == StepKind::RemedyChosen, step.remedy.is_some()) {
        (true, false) => Err("it says that a remedy was chosen, and not which"),
        (false, true) => Err("it names a remedy, and was not to choose one"),
        _ => Ok(step),
    }
}
