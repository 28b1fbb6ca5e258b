//! Waiting: for some time, or until something wakes us sooner.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // Of the page or of the courier's thread, whichever this runs in.
    #[wasm_bindgen(js_name = setTimeout)]
    fn later(act: &Function, ms: i32) -> JsValue;
}

/// The longest a browser's timer can wait, in milliseconds.
const LONGEST: u64 = i32::MAX as u64;

/// Comes back after so many milliseconds.
pub async fn sleep(ms: u64) {
    Nudge::default().wait(ms).await;
}

/// Wakes whoever waits on it.
#[derive(Clone, Default)]
pub struct Nudge(Rc<RefCell<Sleeper>>);

#[derive(Default)]
enum Sleeper {
    /// Nobody waits, and nobody called.
    #[default]
    Away,
    /// Somebody waits; this wakes them.
    Asleep(Function),
    /// Somebody called while nobody waited.
    Called,
}

impl Nudge {
    /// Wakes whoever waits, or lets the next wait end at once.
    pub fn wake(&self) {
        if let Sleeper::Asleep(wake) = self.0.replace(Sleeper::Called) {
            // Resolving a promise cannot fail, and resolving it twice changes nothing.
            wake.call0(&JsValue::NULL).ok();
        }
    }

    /// Waits until it is called, or for so many milliseconds.
    pub async fn wait(&self, ms: u64) {
        if matches!(*self.0.borrow(), Sleeper::Called) {
            self.0.replace(Sleeper::Away);
            return;
        }
        let ms = i32::try_from(ms.min(LONGEST)).unwrap_or(i32::MAX);
        let woken = Promise::new(&mut |wake, _| {
            later(&wake, ms);
            self.0.replace(Sleeper::Asleep(wake));
        });
        JsFuture::from(woken).await.ok();
        self.0.replace(Sleeper::Away);
    }
}
