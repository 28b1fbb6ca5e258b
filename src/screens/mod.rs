//! One file a state. A screen reads the session and sends events; it never touches store or sync.

mod asking;
mod attract;
mod consent;
mod frame;
mod leaving;
mod not_saved;
mod out_of_service;
mod question;
mod saving;
mod setup;
mod thanks;
mod ui;

pub use asking::Asking;
pub use attract::Attract;
pub use consent::Consent;
pub use not_saved::NotSaved;
pub use out_of_service::OutOfService;
pub use saving::Saving;
pub use setup::Setup;
pub use thanks::Thanks;
