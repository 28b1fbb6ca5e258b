//! `demo`

use super::device::{link, new_code};
use super::shop::names;
use crate::clock;
use crate::db::{codes, shops};
use crate::ingest::publish;
use crate::office::Office;
use anyhow::Result;
use clap::Args;
use handover_domain::ids::{AdvisorId, ShopId};
use handover_domain::record::Mode;
use handover_domain::wire::Advisor;
use std::path::Path;
use std::process::ExitCode;

const PACKAGES: [&str; 2] = [
    include_str!("../../../../questionnaires/service.json"),
    include_str!("../../../../questionnaires/delivery.json"),
];
const HOURS: u16 = 24;

#[derive(Args)]
pub struct Options {
    /// The kiosk's address
    #[arg(long)]
    url: String,
}

pub async fn run(data: &Path, options: Options) -> Result<ExitCode> {
    let office = Office::open(data).await?;
    let now = clock::now();
    let shop = ShopId::new("demo")?;
    let mut tx = office.store.write().await?;
    let called = ["示范店", "示範店", "Demo showroom"].map(String::from);
    shops::put(&mut tx, &shop, &names(called)).await?;
    for (id, name) in [("a1", "王敏"), ("a2", "Li Qiang")] {
        let advisor = Advisor { id: AdvisorId::new(id)?, name: name.into() };
        shops::put_advisor(&mut tx, &shop, &advisor).await?;
    }
    for package in PACKAGES {
        publish(&mut tx, &office.keys, package.as_bytes(), now).await?;
    }
    let code = match codes::open(&mut tx, &shop, now).await? {
        Some(open) => open.typed,
        None => new_code(&mut tx, &shop, Mode::Live, None, HOURS, now).await?,
    };
    office.store.commit(tx).await?;
    let year = now.format("%Y");
    let url = options.url.trim_end_matches('/');
    say!("Enrol a tablet:     {}", link(url, &code));
    say!("Hand over to a customer (once enrolled): {url}/?visit=service&ref=RO-1001&advisor=a1");
    say!("Hand over a new car (once enrolled):     {url}/?visit=delivery&ref=SO-2001&advisor=a2");
    say!(
        "Read the scores:    handover-office report --data {} --from {year}-01-01 --to {year}-12-31",
        data.display()
    );
    say!("Read complaints:    handover-office complaints --data {}", data.display());
    say!("Check the journals: handover-office audit --data {}", data.display());
    Ok(ExitCode::SUCCESS)
}
