//! One file a state. A screen reads the session and sends events; it never touches store or sync.

mod asking;
mod attract;
mod consent;
mod contact;
mod frame;
mod groups;
mod idle;
mod leaving;
mod not_saved;
mod out_of_service;
mod question;
mod room;
mod saving;
mod thanks;
mod ui;

pub use asking::asking;
pub use attract::attract;
pub use consent::consent;
pub use contact::contact;
pub use frame::corner;
pub use idle::idle;
pub use leaving::leaving;
pub use not_saved::not_saved;
pub use out_of_service::out_of_service;
pub use room::room;
pub use saving::saving;
pub use thanks::thanks;
pub use ui::Ui;
