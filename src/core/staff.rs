//! The page's end of the staff's program: it is fetched when staff are called, stands in the room that the page makes for
//! it, and says what staff leave the tablet with.

use super::Core;
use crate::store;
use crate::sync::word;
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::session::Event;
use handover_domain::survey::VisitInfo;
use handover_domain::visit::Visit;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/core/staff.js")]
extern "C" {
    /// Brings the staff's program to the room that was made for it.
    pub(super) fn bring();
    fn heed(act: &JsValue);
    /// Tells staff something, as the courier does.
    #[wasm_bindgen(js_name = told)]
    pub(super) fn tell(word: &str, what: &str);
}

/// Hears what staff say from now on.
pub(super) fn listen(core: Core) {
    let act = Closure::<dyn Fn(String, String)>::new(move |word: String, what: String| {
        if let Some(event) = understood(&word, &what) {
            core.dispatch(event);
        }
    });
    heed(act.as_ref());
    // The page listens as long as it lives.
    act.forget();
}

fn understood(word: &str, what: &str) -> Option<Event> {
    Some(match word {
        word::DONE => Event::StaffDone,
        word::TAKEN_BACK => Event::TakenBack,
        word::HANDED_OVER => Event::HandedOver(visit(what)?),
        word::HABITS => habits()?,
        _ => return None,
    })
}

/// What the shop manager has set, if anything.
pub(super) fn habits() -> Option<Event> {
    store::habits().map(|(language, habits)| Event::HabitsSet(language, habits))
}

/// The kind of visit, the handover number, and who advised the customer where that is known.
fn visit(said: &str) -> Option<VisitInfo> {
    let mut words = said.split(' ');
    let visit = Visit::from_word(words.next()?);
    let order = OrderRef::new(words.next()?).ok();
    let advisor = words.next().and_then(|id| AdvisorId::new(id).ok());
    Some(VisitInfo { visit, order, advisor })
}
