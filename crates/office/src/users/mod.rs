//! Who works at head office: what each may see and do (`V3`), and how they show that it is they.

mod guessing;
mod password;
pub mod posts;
mod reach;
mod role;
pub mod session;

pub use guessing::after_wrong;
pub use password::{NewPassword, hash, verify};
pub use reach::Reach;
pub use role::{Act, Grant, Grants, Role, Scope};
pub use session::Member;
