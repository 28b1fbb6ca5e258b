//! Touch widgets that know nothing of surveys (invariant 6): words in, taps out.
//!
//! Widgets are functions in Leptos's builder style, and all are made of the one [`element`]: typed elements and
//! generic widgets would be compiled anew at every use, and the kiosk's first load has a budget.

mod button;
mod choices;
mod count;
mod dialog;
mod element;
mod face;
mod field;
mod file;
mod languages;
mod layout;
mod switch;

pub use button::{Look, button};
pub use choices::{Choice, Many, Row, choices};
pub use count::count;
pub use dialog::dialog;
pub use element::{Act, Attribute, Live, Pick, changing, element, fixed, listen, live, nothing, text, word};
pub use face::face;
pub use field::{Room, Shape, field};
pub use file::file_button;
pub use languages::{Tongue, languages};
pub use layout::{
    HEADING, drawing, form, frame, group, heading, line, plain, told, unfolding, unfolding_all, when,
};
pub use switch::{icon, tick};
