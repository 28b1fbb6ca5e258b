//! What head office does about complaints: it notes what was done, and opens what was said, which is logged first.

mod notes;
mod open;
mod sealed;
mod step;

pub use notes::Step;
pub use open::{Opened, Opening, open};
pub use step::{Ask, find, step};

use crate::refused::Refused;
use crate::terminal;
use handover_domain::complaint::Number;
use handover_domain::wire::Reason;

/// A number as somebody typed it.
pub fn number(typed: &str) -> Result<Number, Refused> {
    Number::try_from(typed.to_owned()).map_err(|error| {
        let typed = terminal::typed(typed);
        Refused::Said(Reason::Unreadable, format!("`{typed}` was mistyped, so nothing was done: {error}."))
    })
}

/// That no record has this number, or none that whoever asks may know of: the two are not told apart.
pub fn unknown(number: &Number) -> Refused {
    let sentence = format!(
        "No complaint with the number {number} is here. Either its tablet has not sent it yet, or there is none."
    );
    Refused::Said(Reason::NotFound, sentence)
}
