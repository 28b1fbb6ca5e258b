//! Bugs to plant, each in the simulation's own layer, so that one sees that the check finds what it is there for.

/// What is wrong on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// A restart loses the text of a record that was committed.
    LosesARecord,
    /// Every signature is believed.
    BelievesAnySignature,
    /// Head office stores what it has already.
    StoresTwice,
    /// Head office signs before it stores, and then crashes.
    SignsWithoutStoring,
    /// Head office alters what it stores.
    Alters,
    /// Retention is ignored.
    PurgesAtOnce,
    /// A failed save thanks all the same.
    ThanksAnyway,
    /// A journal that came back short is not looked through.
    TakesNoStock,
}

impl Bug {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::LosesARecord,
        Self::BelievesAnySignature,
        Self::StoresTwice,
        Self::SignsWithoutStoring,
        Self::Alters,
        Self::PurgesAtOnce,
        Self::ThanksAnyway,
        Self::TakesNoStock,
    ];
}
