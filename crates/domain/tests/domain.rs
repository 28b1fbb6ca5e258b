//! The domain as a second client meets it: through its public doors, named by what it promises.
//!
//! `wire` holds the bytes of the protocol, `scenario` tells surveys and complaints in a small form language,
//! `course` follows a complaint, `packages` lists what is refused, `shipped` holds the questionnaires that are shipped to what they promise, and
//! `properties` lets chance look for what nobody thought of.

mod chain;
mod course;
mod json;
mod packages;
mod properties;
mod rotation;
mod scenario;
mod scoring;
mod shipped;
mod shop;
mod support;
mod sync;
mod wire;
