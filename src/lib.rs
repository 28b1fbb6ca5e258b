//! Handover's kiosk: a static page that takes surveys without a network.
//!
//! Start at [`app`] for what is on the screen and at [`core`] for what happens. The rooms:
//! `screens` show a state of `handover_domain::session` and send events; `components` are touch widgets that
//! know nothing of surveys; `core` carries out effects; `pen` writes records; `store` keeps; `sync` speaks to the courier, a
//! program and thread of its own that [`courier`] is all of; [`staff`] is the program of the people at the counter, fetched
//! when they are called; `browser` is the way out.

pub mod app;
pub mod browser;
pub mod components;
pub mod core;
pub mod courier;
pub mod looks;
pub mod pen;
pub mod screens;
pub mod staff;
pub mod store;
pub mod sync;
pub mod texts;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
