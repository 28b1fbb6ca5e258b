//! Files, at the wish of staff.

use super::{Tablet, courier};
use crate::seen::Seen;
use chrono::Days;
use handover_tablet::files::{self, Span};
use handover_tablet::{Outside, Tablet as Own};
use std::cell::RefCell;
use std::rc::Rc;

/// Where a file is put.
pub type Shelf = Rc<RefCell<Vec<Vec<u8>>>>;

/// Writes a file; it lies on the shelf once it is whole.
pub fn export(tablet: &Rc<Tablet>, shelf: &Shelf) {
    let (tablet, shelf) = (Rc::clone(tablet), Rc::clone(shelf));
    Rc::clone(&tablet).begin(async move {
        let Some(page) = tablet.page.borrow().clone() else { return };
        let line = &*page.line;
        let Ok(Some(own)) = Own::of(&*tablet.disk, line).await else { return };
        let span = if tablet.world.chance.hits(5_000) {
            Span::Pending
        } else {
            let days = Days::new(tablet.world.chance.below(40));
            Span::Since(line.wall().date_naive().checked_sub_days(days).unwrap_or_default())
        };
        let mut file = Vec::new();
        let app = tablet.app.get();
        let written = files::export(&*tablet.disk, line, &own, app, span, |piece| file.extend(piece.bytes()));
        let written = written.await;
        tablet.tell(|| format!("writes a file: {written:?}"));
        if written.is_ok() {
            shelf.borrow_mut().push(file);
        }
    });
}

/// Brings a file of receipts in.
pub fn bring(tablet: &Rc<Tablet>, file: Vec<u8>) {
    let tablet = Rc::clone(tablet);
    Rc::clone(&tablet).begin(async move {
        let Some(page) = tablet.page.borrow().clone() else { return };
        let Ok(Some(own)) = Own::of(&*tablet.disk, &*page.line).await else { return };
        let brought = files::import(&*tablet.disk, &*page.line, &own, &file).await;
        tablet.tell(|| {
            format!("takes a file of receipts: {:?}", brought.as_ref().map(|b| (b.stored, b.quarantined)))
        });
        if let Ok(brought) = brought {
            tablet.world.count(Seen::ReceiptsTaken, 1);
            if let Some(envelope) = brought.config {
                // The courier learns of it when it reads its set-up the next time.
                courier::take_up(&tablet, &envelope).await;
            }
        }
    });
}
