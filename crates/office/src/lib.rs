//! Head office: takes in what the tablets send, keeps it, scores it, and shows what is missing.
//!
//! Where to start:
//! - [`cli`]: one file per command; `serve` starts the service.
//! - `http`: one file per route; `problem` is the one place where a refusal becomes a status, `description` tells the API
//!   in `OpenAPI`.
//! - `ingest`: what happens to a batch, from the envelope to the receipt, by whichever road it came.
//! - `import` and `outgoing`: the road without a network, files from tablets and files back to them.
//! - `enrol` and `approval`: which keys sign for which tablet.
//! - `keys`: head office's own: files, rotation, escrow.
//! - `configs` and `feeds`: what tablets are told, of their shop and of each other.
//! - `users`: who works at head office, and what each may see and do.
//! - `complaints`, `comments` and `erasure`: what is done about what customers said, by command or by route.
//! - `tablets`: which there are, and which keys sign for them.
//! - `visits`: the dealer's list, as tablets may have it; `secret`: PINs, and six words.
//! - `db`: one file per table or two, plain functions over one connection.
//! - `calls`: who is to be called, and what came of each call.
//! - `export`: rows of facts for spreadsheets and other programs; `diff`: what differs between two questionnaires.
//! - `report` and `audit`: what head office can say about all of it.
//! - `backup`: all of it in one file, and back.
//! - `office`: the opened data folder, which everything above is given.
//!
//! What a record, an envelope or a score *is* lives in `handover-domain`; nothing of it is repeated here.
//! Public is what reads bytes that anybody may have written: `fuzz/` says what must hold of it.

mod approval;
pub mod arrival;
mod audit;
mod backup;
mod calls;
pub mod cli;
mod clock;
mod comments;
mod complaints;
mod configs;
mod days;
mod db;
mod diff;
mod enrol;
mod erasure;
mod export;
mod feeds;
mod folder;
pub mod http;
mod identity;
pub mod import;
mod ingest;
pub mod keys;
mod logs;
mod office;
mod outgoing;
mod refused;
pub mod report;
mod secret;
pub mod sign;
mod tablets;
mod target;
mod terminal;
mod users;
pub mod visits;
