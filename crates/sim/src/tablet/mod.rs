//! A tablet: its disk, which outlives everything, and a life of its page after the other. The pieces that in the kiosk
//! belong to the browser are told here in a few lines each; what they call is the product's own code.

mod capture;
mod courier;
mod line;
mod page;
mod staff;
mod stock;

pub use capture::capture;
pub use line::Line;
pub use page::start;
pub use staff::{Shelf, bring, export};

use crate::disk::Disk;
use crate::executor::Owner;
use crate::world::World;
use handover_domain::ids::{DeviceId, PageId};
use handover_tablet::journal::Known;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Waker;

/// A tablet.
pub struct Tablet {
    /// Its place among the tablets.
    pub owner: Owner,
    /// Where it stands.
    pub world: Rc<World>,
    /// Its disk.
    pub disk: Rc<Disk>,
    /// The kiosk's version.
    pub app: Cell<&'static str>,
    /// How far its clock is off, in milliseconds.
    pub clock_off: Cell<i64>,
    /// The page, once it stands.
    pub page: RefCell<Option<Rc<Page>>>,
    /// Which tablet it last was.
    pub was: Cell<Option<DeviceId>>,
    /// Records that are being written.
    pub writing: Cell<u32>,
    nudged: Cell<bool>,
    courier: RefCell<Option<Waker>>,
}

/// One life of the page.
pub struct Page {
    /// Its name.
    pub id: PageId,
    /// Which tablet it is.
    pub device: DeviceId,
    /// The world outside.
    pub line: Rc<Line>,
    /// What it knows of the journal's end.
    pub known: Known,
}

impl Tablet {
    /// A tablet with this disk.
    pub fn new(owner: Owner, disk: Disk, app: &'static str) -> Rc<Self> {
        Rc::new(Self {
            owner,
            world: Rc::clone(&disk.world),
            disk: Rc::new(disk),
            app: Cell::new(app),
            clock_off: Cell::new(0),
            page: RefCell::default(),
            was: Cell::default(),
            writing: Cell::default(),
            nudged: Cell::default(),
            courier: RefCell::default(),
        })
    }

    /// Begins a task that ends when the tablet crashes.
    pub fn begin(&self, task: impl Future<Output = ()> + 'static) {
        self.world.begin(self.owner, task);
    }

    /// A line of the history.
    pub fn tell(&self, line: impl FnOnce() -> String) {
        self.world.tell(|| format!("tablet {}: {}", self.owner + 1, line()));
    }

    /// There is something to carry.
    pub fn nudge(&self) {
        self.nudged.set(true);
        if let Some(courier) = self.courier.take() {
            courier.wake();
        }
    }

    /// Waits, unless something comes up.
    async fn wait(&self, ms: u64) {
        let then = self.world.clock.now().saturating_add(ms);
        let mut over = pin!(self.world.clock.until(then, || self.nudged.get()));
        poll_fn(|context| {
            *self.courier.borrow_mut() = Some(context.waker().clone());
            over.as_mut().poll(context)
        })
        .await;
        self.nudged.set(false);
    }
}
