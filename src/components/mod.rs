//! Touch widgets that know nothing of surveys (invariant 6): words in, taps out.
//!
//! Every widget is one plain type (`AnyView`, `Signal<String>`, `Callback`): generic widgets would be compiled
//! anew at every use, and the first load has a budget.

mod button;
mod choices;
mod face;
mod field;
mod heading;
mod languages;
mod layout;

pub use button::{Button, Look};
pub use choices::{Choice, Choices, Pick, Row};
pub use field::{Field, Shape};
pub use heading::{HEADING, Heading};
pub use languages::{Languages, Tongue};
pub use layout::{Group, Line, When};
