//! Packages that must not pass: each refused with the JSON path and a way to mend it.

mod bad;
mod edits;
mod good;
