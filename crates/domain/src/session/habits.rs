//! What the shop manager has set for this tablet.

use super::comfort::{Comfort, Contrast, TextSize};

/// A tablet's own habits; they matter to no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// How long a screen that is read waits for a touch, in seconds; one that is written on waits twice as long.
    pub patience_s: u64,
    /// How large words are unless a customer wants them otherwise.
    pub text: TextSize,
}

impl Habits {
    /// The shortest and the longest that a screen may wait, in seconds.
    pub const PATIENCE_S: (u64, u64) = (30, 300);

    /// How the screen is drawn for whoever has chosen nothing.
    pub fn comfort(self) -> Comfort {
        Comfort { text: self.text, contrast: Contrast::default() }
    }
}

impl Default for Habits {
    fn default() -> Self {
        Self { patience_s: 60, text: TextSize::default() }
    }
}
