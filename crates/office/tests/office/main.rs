//! Head office as others meet it: the real program, its command line and public HTTP.

mod app;
mod complaint;
mod tablet;

mod audits;
mod bad_batches;
mod brands;
mod comments;
mod complaints;
mod configs;
mod custody;
mod enrolments;
mod erasures;
mod erasures_by_slip;
mod folders;
mod odd_complaints;
mod publishing;
mod scores;
mod statics;
mod twice;
