//! What goes on beside the screen.

use std::future::Future;
use std::pin::Pin;

/// Begins something and does not wait for it.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    begin(Box::pin(task));
}

/// Boxed, every task is of one type, and what carries it is in the page once instead of once a task.
fn begin(task: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(task);
}
