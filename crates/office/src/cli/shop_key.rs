//! `shop key`

use super::known;
use crate::clock;
use crate::db::shop_keys;
use crate::folder::Home;
use crate::office::Office;
use crate::secret::NewShopKey;
use anyhow::{Result, ensure};
use clap::Args;
use handover_domain::ids::ShopId;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    /// The shop
    shop: String,
    /// Make another one, and leave what was sealed for the one before to head office
    #[arg(long)]
    replace: bool,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let shop = ShopId::new(options.shop)?;
    let office = Office::open(home).await?;
    let mut tx = office.store.write().await?;
    known::shop(&mut tx, &shop).await?;
    let before = shop_keys::of(&mut tx, &shop).await?;
    ensure!(
        before.is_none() || options.replace,
        "Shop {shop} has a key, and it stays. With --replace it gets another one with other words: complaints sealed for \
         the one before can then only be opened at head office."
    );
    let made = NewShopKey::make()?;
    shop_keys::put(&mut tx, &shop, &made.kept, clock::now()).await?;
    office.store.commit(tx).await?;
    say!("{}", made.words);
    say!(
        "These six words open the complaints of shop {shop} on its tablets. They are shown only now and kept nowhere: write \
         them down for the manager."
    );
    if before.is_some() {
        say!("Complaints sealed for the key before this one can now only be opened at head office.");
    }
    Ok(ExitCode::SUCCESS)
}
