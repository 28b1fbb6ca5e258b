//! A face, drawn in one weight for every mood, so that none looks like the right one.

use leptos::prelude::*;

/// A face from glad (0) to sad (100). Decoration: the word beside it says the same.
#[component]
pub fn Face(mood: i32) -> AnyView {
    // The mouth is one curve whose middle moves from below its ends (glad) to above them (sad), in tenths.
    let ends = 270 + 6 * mood / 10;
    let middle = 410 - 22 * mood / 10;
    let mouth = format!("M150 {ends}Q240 {middle} 330 {ends}");
    view! {
        <svg class="face" viewBox="0 0 480 480" aria-hidden="true">
            <circle cx="240" cy="240" r="210" />
            <path d="M165 180v25M315 180v25" />
            <path d=mouth />
        </svg>
    }
    .into_any()
}
