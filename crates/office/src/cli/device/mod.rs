//! `device`

mod code;
mod config;
mod enrol;
mod keys;
mod list;
mod picture;

pub use code::{link, new_code};

use super::who;
use crate::db::Conn;
use crate::db::devices::Device as Tablet;
use crate::folder::Home;
use crate::office::Office;
use crate::tablets;
use anyhow::{Result, ensure};
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Device {
    /// Make a one-time code that enrols a tablet
    Code(code::Options),
    /// Enrol a tablet that has no network, by a file it wrote and one that goes back to it
    Enrol(enrol::Options),
    /// List the tablets: whose each is, when it was heard, how its chain stands
    List(list::Options),
    /// List the new keys that tablets ask to go on with
    Keys,
    /// Let a new key sign for its tablet
    Approve {
        /// The key's id, as `device keys` and the tablet show it
        key: String,
    },
    /// Write a tablet's configuration into a file that is taken to it by hand
    Config {
        /// Its id or number, as `device list` shows them
        id: String,
        /// The file, by custom NAME.receipts
        #[arg(long)]
        file: PathBuf,
    },
    /// Take no more records from a tablet; what it sent stays
    Revoke {
        /// Its id or number, as `device list` shows them
        id: String,
    },
}

pub async fn run(home: &Home, command: Device) -> Result<ExitCode> {
    let office = Office::open(home).await?;
    match command {
        Device::Code(options) => code::run(&office, options).await?,
        Device::Enrol(options) => enrol::run(&office, options).await?,
        Device::List(options) => list::run(&office, options).await?,
        Device::Keys => keys::list(&office).await?,
        Device::Approve { key } => keys::approve(&office, &key).await?,
        Device::Config { id, file } => config::run(&office, &id, &file).await?,
        Device::Revoke { id } => {
            let tablet = tablets::revoke(&office, &id, &who()).await?;
            say!("Tablet {} is revoked. What it sent stays; it keeps what it has not sent.", tablet.number);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The tablet of this id or number, if it may still send.
async fn find_enrolled(conn: &mut Conn, id: &str) -> Result<Tablet> {
    let tablet = tablets::find(conn, id).await?;
    ensure!(
        tablet.revoked_at.is_none(),
        "Tablet {} was revoked, so nothing was done; enrol it as a new one with `device code {}`.",
        tablet.number,
        tablet.shop
    );
    Ok(tablet)
}
