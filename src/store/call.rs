//! Since when staff are wanted at this tablet, in `localStorage`: the page notes a new complaint, the staff's program when
//! something about one is due next.

use super::beside::local;

const CALL: &str = "handover-call";

/// Staff are wanted from this moment on, in milliseconds of the wall clock, or not at all. It matters to no record, so that
/// nothing is said where it cannot be kept.
pub fn call(from_ms: Option<i64>) {
    if let Some(storage) = local() {
        match from_ms {
            Some(ms) => storage.set_item(CALL, &ms.to_string()).ok(),
            None => storage.remove_item(CALL).ok(),
        };
    }
}

/// Whether they are wanted at this moment.
pub fn is_called(now_ms: i64) -> bool {
    let from = local().and_then(|storage| storage.get_item(CALL).ok().flatten());
    from.and_then(|from| from.parse::<i64>().ok()).is_some_and(|from| now_ms >= from)
}
