//! `calls`

mod due;
mod list;
mod note;
mod open;

use super::known;
use crate::calls::{Due, Kind};
use crate::db::{Conn, shops, word};
use crate::folder::Home;
use anyhow::Result;
use clap::Subcommand;
use handover_domain::ids::ShopId;
use std::process::ExitCode;

/// A moment, by the clock of whoever called.
const MOMENT: &str = "%Y-%m-%d %H:%M %:z";

#[derive(Subcommand)]
pub enum Calls {
    /// Who is to be called on a day, and what is with the supervisor
    Due(due::Options),
    /// Note a call that was made
    Note(note::Options),
    /// List the calls of some days, and how many of those due were reached
    List(list::Options),
    /// Print what was said in a call, or in all calls about an order or a complaint; that it is opened is logged first
    Open(open::Options),
}

pub async fn run(home: &Home, command: Calls) -> Result<ExitCode> {
    match command {
        Calls::Due(options) => due::run(home, options).await,
        Calls::Note(options) => note::run(home, options).await,
        Calls::List(options) => list::run(home, options).await,
        Calls::Open(options) => open::run(home, &options).await,
    }
}

/// The shops that are meant: the one that is named, or all of them.
async fn meant(conn: &mut Conn, shop: Option<&str>) -> Result<Vec<ShopId>> {
    match shop {
        Some(shop) => {
            let shop = ShopId::new(shop)?;
            known::shop(conn, &shop).await?;
            Ok(vec![shop])
        }
        None => Ok(shops::ids(conn).await?),
    }
}

/// Which call it is, as it is printed.
fn called(kind: Kind) -> String {
    match kind {
        Kind::AfterService | Kind::AfterDelivery => word(&kind).to_uppercase(),
        Kind::Second | Kind::Lapsed | Kind::Complaint => word(&kind),
    }
}

/// When a call is due, as it is printed.
fn when(due: &Due) -> String {
    match (due.at, due.last) {
        (Some(at), _) => format!("on {}", at.format(MOMENT)),
        (None, Some(last)) if last == due.from => format!("on {last}"),
        (None, Some(last)) => format!("by {last}"),
        (None, None) => format!("since {}", due.from),
    }
}
