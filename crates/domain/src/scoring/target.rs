//! What a score is held against (`S2`).

crate::json::words! {
    /// How far points have come.
    Target {
        /// Below 80.
        Failed = "below_pass",
        /// From 80.
        Passed = "pass",
        /// From 90, which the company should reach.
        Excellent = "excellent",
        /// From 95, which a department should reach each week and month.
        Department = "department_target",
    }
}

impl Target {
    /// How far these points have come.
    pub fn of(points: f64) -> Self {
        match points {
            points if points >= 95.0 => Self::Department,
            points if points >= 90.0 => Self::Excellent,
            points if points >= 80.0 => Self::Passed,
            _ => Self::Failed,
        }
    }
}
