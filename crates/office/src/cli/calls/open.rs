//! `calls open`

use super::{MOMENT, called};
use crate::calls::{self, About, Call, Meant, Opened, Words};
use crate::cli::who;
use crate::db::{Conn, StoreError, numbers, word};
use crate::folder::Home;
use crate::office::Office;
use crate::terminal::words;
use crate::users::Reach;
use anyhow::Result;
use clap::Args;
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, RecordId, ShopId};
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
    let shop = options.shop.as_deref().map(ShopId::new).transpose()?;
    let mut tx = office.store.read().await?;
    let meant = match options.what.parse::<RecordId>() {
        Ok(id) => Meant::Call(id),
        Err(_) => match complaint(&mut tx, &options.what).await? {
            Some(number) => Meant::About(About::Complaint(number)),
            None => Meant::About(About::Order(OrderRef::new(options.what.as_str())?)),
        },
    };
    drop(tx);
    for Opened { call, words: said } in
        calls::open(&office, &meant, shop.as_ref(), &Reach::Everywhere, &who()).await?
    {
        let Call { shop, id, about, kind, at, by, outcome, .. } = call;
        let (at, kind, outcome) = (at.format(MOMENT), called(kind), word(&outcome));
        say!("{at}  {kind}  {about}  shop {shop}  {outcome}  by {by}  call {id}");
        match said {
            Ok(Words { said, next }) => {
                for (what, text) in [("said", said), ("next", next)] {
                    if let Some(text) = text {
                        say!("  {what}: {}", words(&text));
                    }
                }
            }
            Err(why) => say!("  words: {why}"),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The number of a complaint, where one has it: an order may be written like one.
async fn complaint(conn: &mut Conn, what: &str) -> Result<Option<Number>, StoreError> {
    let Some(number) = Number::parse(what) else { return Ok(None) };
    let records = numbers::records(conn, &number).await?;
    Ok((!records.is_empty()).then_some(number))
}
