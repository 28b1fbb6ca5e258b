//! What everything is done with: the store, the pen, and what was read of the journal. There once the store is open.

use super::books::Pages;
use super::desk::Desk;
use super::door::ask;
use super::lock;
use crate::browser::log::warn;
use crate::pen::Pen;
use crate::store::Store;
use crate::sync::word;
use handover_domain::ids::PageId;
use handover_tablet::{Head, StoreError, journal};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;

thread_local! {
    static TOOLS: OnceCell<Rc<Tools>> = const { OnceCell::new() };
}

/// What everything is done with.
pub(super) struct Tools {
    pub store: Store,
    pub pen: Pen,
    pub pages: RefCell<Pages>,
}

/// A record is safe; the rest may fail without harm.
pub(super) async fn written(tools: &Tools, last: &Head) {
    ask(word::GO, JsValue::NULL);
    if let Err(error) = journal::witness(&tools.store, last).await {
        warn("the witness was not kept", &error);
    }
}

/// What everything is done with, once it is open.
pub(super) fn tools() -> Option<Rc<Tools>> {
    TOOLS.with(|tools| tools.get().cloned())
}

/// Opens the store, where it is not open yet.
pub(super) async fn open(desk: Desk, page: PageId) -> Result<(), StoreError> {
    if tools().is_none() {
        let store = Store::open().await?;
        // First: with tools and without this, whoever has to wait would not.
        lock::take_up(desk, &store).await?;
        let tools = Tools { store, pen: Pen::new(page), pages: RefCell::default() };
        // Opened twice at once, the first one is as good as the second.
        TOOLS.with(|place| place.set(Rc::new(tools)).ok());
    }
    Ok(())
}
