//! The questionnaires that are shipped, held to what they promise: every branch, their length, their words, and
//! what their complaint forms make of what they are told. Driven by the packages themselves.

mod branches;
mod forms;
mod length;
mod texts;
mod walk;
