//! How a record comes about on this tablet: its parts are sealed for their readers, its head is closed over the record
//! before, and both are written strictly and read back.
//!
//! The customers' page and the staff's program each have a pen. Should both write at once, the journal lets only one of
//! them have the next place, and the other takes the one behind it.

mod record;
mod sealer;

pub use record::{About, Part};

use crate::browser::random;
use crate::store::Store;
use handover_domain::ids::{Epoch, PageId, RecordId};
use handover_domain::record::{EventPart, Kind, PartName, Record};
use handover_domain::session::Kiosk;
use handover_domain::wire::Use;
use handover_tablet::journal::{self, Known, Next, Write};
use handover_tablet::{Head, StoreError};
use sealer::Sealer;
use std::cell::RefCell;

/// What writes records.
pub struct Pen {
    page: PageId,
    sealer: RefCell<Sealer>,
    known: Known,
}

impl Pen {
    /// For this life of the page.
    pub fn new(page: PageId) -> Self {
        Self { page, sealer: RefCell::default(), known: Known::default() }
    }

    /// Which life of the page it writes for.
    pub fn page(&self) -> PageId {
        self.page
    }

    /// Does the slow half of sealing ahead of the submit.
    pub fn prepare(&self, kiosk: &Kiosk) {
        self.sealer.borrow_mut().prepare(kiosk);
    }

    /// Writes the record that `write` makes for the next place.
    pub async fn write(&self, store: &Store, write: &mut Write<'_>) -> Result<Head, StoreError> {
        journal::append(store, &self.known, Epoch(random::uuid4()), write).await
    }

    /// Writes down that something happened to the tablet.
    pub async fn note(&self, store: &Store, kiosk: &Kiosk, event: &EventPart) -> Result<Head, StoreError> {
        self.write(store, &mut |next| self.event(kiosk, next, event)).await
    }

    /// The record of what happened to the tablet, for this place.
    pub fn event(
        &self,
        kiosk: &Kiosk,
        next: &Next,
        event: &EventPart,
    ) -> Result<(RecordId, Record), StoreError> {
        let about = About::of(RecordId(random::uuid7()), Kind::DeviceEvent);
        let id = about.id;
        let open = self.head(kiosk, next, about);
        let part = Part { name: PartName::Event, readers: &[Use::Records], plain: event.to_json() };
        Ok((id, self.sealed(kiosk, &open, vec![part])?))
    }
}
