//! The domain as a second client meets it: through its public doors, named by what it promises.
//!
//! `wire` holds the bytes of the protocol, `scenario` tells surveys in a small form language, `packages` lists
//! what is refused, and `properties` lets chance look for what nobody thought of.

mod json;
mod packages;
mod properties;
mod rotation;
mod scenario;
mod scoring;
mod support;
mod sync;
mod wire;
