//! A place where somebody else gets a turn.

use std::future::poll_fn;
use std::task::Poll;

/// Gives way once. A caller that is dropped here never comes back.
pub async fn give_way() {
    let mut gave = false;
    poll_fn(|context| {
        if gave {
            return Poll::Ready(());
        }
        gave = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
