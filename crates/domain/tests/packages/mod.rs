//! Packages that must not pass: each refused with the JSON path and a way to mend it.

mod bad;
mod bad_forms;
mod bad_roles;
mod edits;
mod good;
mod table;
