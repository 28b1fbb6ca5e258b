//! `demo`

use super::device::{link, new_code};
use super::known::names;
use super::staff;
use crate::clock;
use crate::db::visits::{self, Became};
use crate::db::{Conn, codes, feeds, people, shop_keys, shops};
use crate::folder::Home;
use crate::ingest::publish;
use crate::office::Office;
use crate::secret::NewShopKey;
use anyhow::Result;
use chrono::{DateTime, Local, Utc};
use clap::Args;
use handover_domain::ids::{AdvisorId, OrderRef, PersonId, ShopId};
use handover_domain::record::Mode;
use handover_domain::visit::Visit;
use handover_domain::wire::{Advisor, ListedVisit, Role};
use std::process::ExitCode;

pub const PACKAGES: [&str; 2] = [
    include_str!("../../../../questionnaires/service.json"),
    include_str!("../../../../questionnaires/delivery.json"),
];
const HOURS: u16 = 24;
const PEOPLE: [(&str, &str, Role); 2] = [("p1", "陈洁", Role::Manager), ("p2", "Sun Lei", Role::Staff)];
/// What today's customers come for.
const VISITS: [(&str, Visit, &str, &str, Option<u32>); 4] = [
    ("RO-1001", Visit::Service, "a1", "星辰 S3", Some(20_400)),
    ("RO-1002", Visit::Service, "a1", "星辰 S5", Some(61_250)),
    ("RO-1003", Visit::Service, "a2", "远山 X", Some(9_800)),
    ("SO-2001", Visit::Delivery, "a2", "远山 X", None),
];

#[derive(Args)]
pub struct Options {
    /// The kiosk's address
    #[arg(long)]
    url: String,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let office = Office::open(home).await?;
    let now = clock::now();
    let shop = ShopId::new("demo")?;
    let mut tx = office.store.write().await?;
    let called = ["示范店", "示範店", "Demo showroom"].map(String::from);
    shops::put(&mut tx, &shop, &names(called)).await?;
    for (id, name) in [("a1", "王敏"), ("a2", "Li Qiang")] {
        let advisor = Advisor { id: AdvisorId::new(id)?, name: name.into() };
        shops::put_advisor(&mut tx, &shop, &advisor).await?;
    }
    let secrets = secrets(&mut tx, &shop, home, now).await?;
    expect_visits(&mut tx, &shop, now).await?;
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
    say!("Read the scores:    handover-office report {home} --from {year}-01-01 --to {year}-12-31",);
    say!("Read complaints:    handover-office complaints {home}");
    say!("Check the journals: handover-office audit {home}");
    for secret in secrets {
        say!("{secret}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes what staff carry where it is not there yet; a line about each.
async fn secrets(conn: &mut Conn, shop: &ShopId, home: &Home, now: DateTime<Utc>) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for (id, name, role) in PEOPLE {
        let id = PersonId::new(id)?;
        let pin = if people::find(conn, shop, &id).await?.is_some() {
            format!("was shown once; `handover-office staff pin {shop} {id} {home}` makes another one")
        } else {
            staff::put(conn, shop, id.clone(), name.into(), role).await?.digits
        };
        lines.push(format!("PIN of {id}, {name} ({role}): {pin}"));
    }
    let words = if shop_keys::of(conn, shop).await?.is_some() {
        format!("were shown once; `handover-office shop key {shop} --replace {home}` makes others")
    } else {
        let made = NewShopKey::make()?;
        shop_keys::put(conn, shop, &made.kept, now).await?;
        made.words
    };
    lines.push(format!("Six words that open complaints on the tablets: {words}"));
    Ok(lines)
}

/// Today is that of whoever looks at the demo.
async fn expect_visits(conn: &mut Conn, shop: &ShopId, now: DateTime<Utc>) -> Result<()> {
    let day = now.with_timezone(&Local).date_naive().to_string();
    let mut changed = false;
    for (order, visit, advisor, model, mileage_km) in VISITS {
        let expected = ListedVisit {
            order: OrderRef::new(order)?,
            visit,
            day: day.clone(),
            advisor: Some(AdvisorId::new(advisor)?),
            model: Some(model.into()),
            mileage_km,
        };
        changed |= visits::put(conn, shop, &expected, None, now).await? != Became::AsBefore;
    }
    if changed {
        feeds::changed(conn, shop).await?;
    }
    Ok(())
}
