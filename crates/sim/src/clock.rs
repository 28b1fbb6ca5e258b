//! Virtual time. It stands still while anybody has something to do, and then goes on to the next thing that was waited
//! for.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Milliseconds since the beginning.
#[derive(Default)]
pub struct Clock {
    now: Cell<u64>,
    waiting: RefCell<Vec<(u64, Waker)>>,
}

impl Clock {
    /// Now.
    pub fn now(&self) -> u64 {
        self.now.get()
    }

    /// Waits.
    pub async fn sleep(&self, ms: u64) {
        self.until(self.now() + ms, || false).await;
    }

    /// Waits until then, or until something is the case; whoever makes it so wakes the task.
    pub async fn until(&self, then: u64, is_so: impl Fn() -> bool) {
        let mut registered = false;
        poll_fn(|context| {
            if self.now() >= then || is_so() {
                return Poll::Ready(());
            }
            if !registered {
                registered = true;
                self.waiting.borrow_mut().push((then, context.waker().clone()));
            }
            Poll::Pending
        })
        .await;
    }

    /// When the next wait is over.
    pub fn next(&self) -> Option<u64> {
        self.waiting.borrow().iter().map(|(then, _)| *then).min()
    }

    /// Goes on to this moment, and wakes whoever waited for it or for less.
    pub fn go_to(&self, then: u64) {
        self.now.set(then.max(self.now()));
        self.waiting.borrow_mut().retain(|(due, waker)| {
            if *due <= then {
                waker.wake_by_ref();
            }
            *due > then
        });
    }
}
