//! A face, drawn in one weight for every mood, so that none looks like the right one.

use super::layout::drawing;
use leptos::prelude::*;

/// A face from glad (0) to sad (100). Decoration: the word beside it says the same.
pub fn face(mood: i32) -> AnyView {
    // The mouth is one curve whose middle moves from below its ends (glad) to above them (sad).
    let ends = 270 + 6 * mood / 10;
    let middle = 410 - 22 * mood / 10;
    let lines = format!(
        r#"<circle cx="240" cy="240" r="210"/><path d="M165 180v25M315 180v25M150 {ends}Q240 {middle} 330 {ends}"/>"#
    );
    drawing("face", 480, 480, &lines)
}
