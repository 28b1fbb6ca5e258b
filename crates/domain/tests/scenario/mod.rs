//! Surveys and complaints told in a small form language, mostly over packages that fit into one head.

mod expect;
pub mod language;

mod branches;
mod comfort;
mod complaint_records;
mod complaints;
mod configs;
mod filing;
mod groups;
mod handover;
mod idle;
mod leaving;
mod nonsense;
mod phones;
mod reasons;
mod saving;
mod setup;
mod staff;
mod words;
