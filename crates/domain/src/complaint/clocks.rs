//! The clocks of a complaint (`C4`), from the moment of capture.

use super::Severity;

/// An hour in milliseconds.
pub const HOUR_MS: i64 = 3_600_000;

/// Milliseconds from capture to each deadline; round the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// The department has it.
    pub to_department: i64,
    /// Somebody has spoken with the customer.
    pub first_contact: i64,
    /// Settled with the customer: handled and reported back, or a way agreed on.
    pub agreement: i64,
    /// The customer was asked whether that satisfied.
    pub revisit: i64,
}

impl Clocks {
    /// The clocks of a complaint taken in person.
    pub fn of(severity: Severity) -> Self {
        let (contact, agreement, revisit) = match severity {
            Severity::Grievance | Severity::Ordinary => (2, 24, 48),
            Severity::Major => (24, 48, 72),
        };
        Self {
            to_department: HOUR_MS / 2,
            first_contact: contact * HOUR_MS,
            agreement: agreement * HOUR_MS,
            revisit: revisit * HOUR_MS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clocks_are_those_of_the_field() {
        let hours = |severity| {
            let clocks = Clocks::of(severity);
            [clocks.to_department, clocks.first_contact, clocks.agreement, clocks.revisit]
                .map(|ms| ms * 60 / HOUR_MS)
        };
        assert_eq!(hours(Severity::Grievance), [30, 120, 1440, 2880]);
        assert_eq!(hours(Severity::Ordinary), [30, 120, 1440, 2880]);
        assert_eq!(hours(Severity::Major), [30, 1440, 2880, 4320]);
    }
}
