//! `device`

use super::shop::no_shop;
use crate::clock;
use crate::db::codes::{self, Code};
use crate::db::{self, Conn, devices, shops};
use crate::office::Office;
use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Subcommand, ValueEnum};
use handover_domain::ids::ShopId;
use handover_domain::record::Mode;
use handover_domain::wire::EnrolCode;
use std::path::Path;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Device {
    /// Make a one-time code that enrols a tablet
    Code {
        /// The shop
        shop: String,
        /// The hours after which it expires
        #[arg(long, default_value_t = 24)]
        hours: u16,
        /// What the tablet's records are for
        #[arg(long, value_enum, default_value = "live")]
        mode: Purpose,
        /// The kiosk's address, to print a link
        #[arg(long)]
        url: Option<String>,
    },
    /// List every tablet
    List,
    /// Take no more records from a tablet; what it sent stays
    Revoke {
        /// Its id or number, as `device list` shows them
        id: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Purpose {
    /// Real customers
    Live,
    /// Staff learning the tablet; never counted
    Training,
    /// A test; never counted
    Test,
}

pub async fn run(data: &Path, command: Device) -> Result<ExitCode> {
    let office = Office::open(data).await?;
    match command {
        Device::Code { shop, hours, mode, url } => {
            let shop = ShopId::new(shop)?;
            let mode = match mode {
                Purpose::Live => Mode::Live,
                Purpose::Training => Mode::Training,
                Purpose::Test => Mode::Test,
            };
            let mut tx = office.store.write().await?;
            shops::names(&mut tx, &shop).await?.with_context(|| no_shop(&shop))?;
            let code = new_code(&mut tx, &shop, mode, hours, clock::now()).await?;
            office.store.commit(tx).await?;
            say!("{code}");
            if let Some(url) = url {
                say!("{}", link(&url, &code));
            }
        }
        Device::List => {
            let mut tx = office.store.read().await?;
            for device in devices::all(&mut tx).await? {
                let seen = DateTime::from_timestamp_millis(device.seen_at).unwrap_or_default();
                let state = if device.revoked_at.is_some() { "revoked" } else { "enrolled" };
                say!(
                    "{:>4}  {}  {state:8}  {:8}  shop {}  app {}  last seen {}",
                    device.number,
                    device.id,
                    db::word(&device.mode),
                    device.shop,
                    device.app,
                    seen.format("%Y-%m-%d %H:%M UTC")
                );
            }
        }
        Device::Revoke { id } => {
            let mut tx = office.store.write().await?;
            let all = devices::all(&mut tx).await?;
            let found =
                all.iter().find(|device| device.id.to_string() == id || device.number.to_string() == id);
            let device =
                found.with_context(|| format!("There is no tablet `{id}`; `device list` shows them."))?;
            devices::revoke(&mut tx, device.id, clock::now()).await?;
            office.store.commit(tx).await?;
            say!("Tablet {} is revoked. What it sent stays; it keeps what it has not sent.", device.number);
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub async fn new_code(
    conn: &mut Conn,
    shop: &ShopId,
    mode: Mode,
    hours: u16,
    now: DateTime<Utc>,
) -> Result<EnrolCode> {
    let mut random = [0; 5];
    getrandom::fill(&mut random).context("This machine gives no random numbers, so no code was made")?;
    let code = EnrolCode::from_random(random);
    let expires_at = (now + TimeDelta::hours(hours.into())).timestamp_millis();
    codes::add(conn, &Code { typed: code.clone(), shop: shop.clone(), mode, expires_at, device: None })
        .await?;
    Ok(code)
}

pub fn link(url: &str, code: &EnrolCode) -> String {
    format!("{}/?enrol={code}", url.trim_end_matches('/'))
}
