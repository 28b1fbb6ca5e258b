//! `calls open`

use super::{MOMENT, called};
use crate::calls::{self, About, Call, Words};
use crate::cli::who;
use crate::clock;
use crate::db::words::log_opening;
use crate::db::{Conn, calls as noted, erased, follow_ups, numbers, word};
use crate::folder::Home;
use crate::office::Office;
use crate::terminal::words;
use anyhow::{Result, bail, ensure};
use clap::Args;
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, RecordId, ShopId};
use handover_domain::record::PartName;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// The id of a call, an order, or the number of a complaint
    what: String,
    /// The shop, where more than one has this order
    #[arg(long)]
    shop: Option<String>,
}

pub async fn run(home: &Home, options: &Options) -> Result<ExitCode> {
    let office = Office::existing(home).await?;
    // Who reads is on record before anything is read.
    let mut tx = office.store.write().await?;
    let found = find(&mut tx, options).await?;
    for call in found.iter().filter(|call| call.sealed.is_some()) {
        log_opening(&mut tx, &call.shop, call.id, PartName::Note, &who(), clock::now()).await?;
    }
    office.store.commit(tx).await?;

    let mut tx = office.store.read().await?;
    for call in &found {
        let Call { shop, id, about, kind, at, by, outcome, .. } = call;
        let (at, kind, outcome) = (at.format(MOMENT), called(*kind), word(outcome));
        say!("{at}  {kind}  {about}  shop {shop}  {outcome}  by {by}  call {id}");
        match calls::words(&office.keys, call) {
            Some(Ok(Words { said, next })) => {
                for (what, text) in [("said", said), ("next", next)] {
                    if let Some(text) = text {
                        say!("  {what}: {}", words(&text));
                    }
                }
            }
            Some(Err(why)) => say!("  words: {why}"),
            None => {
                let gone = erased::parts(&mut tx, shop, *id).await?;
                say!("  words: {}", if gone.is_empty() { "none" } else { "erased" });
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The calls that are meant.
async fn find(conn: &mut Conn, options: &Options) -> Result<Vec<Call>> {
    let Options { what, shop } = options;
    let shop = shop.as_deref().map(ShopId::new).transpose()?;
    let mut found = match (what.parse::<RecordId>(), Number::parse(what)) {
        (Ok(id), _) => noted::of_id(conn, id).await?,
        (Err(_), Some(number)) if !numbers::records(conn, &number).await?.is_empty() => {
            let mut found = Vec::new();
            for (shop, _) in numbers::records(conn, &number).await? {
                found.extend(noted::about(conn, &shop, &About::Complaint(number.clone())).await?);
            }
            found
        }
        (Err(_), _) => {
            let order = OrderRef::new(what.as_str())?;
            let mut found = Vec::new();
            for shop in follow_ups::shops(conn, &order).await? {
                found.extend(noted::about(conn, &shop, &About::Order(order.clone())).await?);
            }
            found
        }
    };
    found.retain(|call| shop.as_ref().is_none_or(|shop| call.shop == *shop));
    if found.is_empty() {
        bail!(
            "No call of this id, and none about such an order or complaint, is noted, so nothing was opened."
        );
    }
    let same = found.iter().all(|call| call.shop == found[0].shop);
    ensure!(
        same,
        "Calls about it are noted in more than one shop, so nothing was opened; say which one with --shop."
    );
    Ok(found)
}
