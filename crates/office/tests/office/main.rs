//! Head office as others meet it: the real program, its command line and public HTTP.

mod app;
mod tablet;

mod audits;
mod bad_batches;
mod comments;
mod configs;
mod custody;
mod enrolments;
mod folders;
mod publishing;
mod scores;
mod statics;
mod twice;
