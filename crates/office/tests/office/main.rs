//! Head office as others meet it: the real program, its command line and public HTTP.

mod app;
mod complaint;
mod file;
mod tablet;

mod announcements;
mod audits;
mod bad_batches;
mod bad_files;
mod brands;
mod comments;
mod complaints;
mod configs;
mod custody;
mod enrolments;
mod erasures;
mod erasures_by_slip;
mod folders;
mod imports;
mod imports_under_way;
mod losses;
mod mutations;
mod new_keys;
mod odd_complaints;
mod publishing;
mod restored;
mod scores;
mod slips;
mod statics;
mod twice;
mod upgrades;
