//! `device code`

use super::{find_enrolled, picture};
use crate::cli::known;
use crate::clock;
use crate::db::Conn;
use crate::db::codes::{self, Code};
use crate::office::Office;
use anyhow::{Context, Result, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, ValueEnum};
use handover_domain::ids::{DeviceId, ShopId};
use handover_domain::record::Mode;
use handover_domain::wire::EnrolCode;
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// The shop
    shop: String,
    /// The hours after which it expires
    #[arg(long, default_value_t = 24)]
    hours: u16,
    /// What the tablet's records are for
    #[arg(long, value_enum, default_value = "live", conflicts_with = "tablet")]
    mode: Purpose,
    /// The number of a tablet of this shop that lost everything and comes back with this code
    #[arg(long, value_name = "NUMBER")]
    tablet: Option<u16>,
    /// The kiosk's address, to print a link
    #[arg(long)]
    url: Option<String>,
    /// Write the link into this file as a QR code (SVG), for the tablet's camera
    #[arg(long, value_name = "FILE.svg", requires = "url")]
    qr: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Purpose {
    /// Real customers
    Live,
    /// Staff learning the tablet; never counted
    Training,
    /// A test; never counted
    Test,
}

pub async fn run(office: &Office, options: Options) -> Result<()> {
    let Options { shop, hours, mode, tablet, url, qr } = options;
    let shop = ShopId::new(shop)?;
    let mut mode = match mode {
        Purpose::Live => Mode::Live,
        Purpose::Training => Mode::Training,
        Purpose::Test => Mode::Test,
    };
    let mut tx = office.store.write().await?;
    known::shop(&mut tx, &shop).await?;
    let mut meant = None;
    if let Some(number) = tablet {
        let tablet = find_enrolled(&mut tx, &number.to_string()).await?;
        ensure!(
            tablet.shop == shop,
            "Tablet {number} is of shop {}, not of {shop}, so no code was made.",
            tablet.shop
        );
        mode = tablet.mode;
        meant = Some(tablet.id);
    }
    let code = new_code(&mut tx, &shop, mode, meant, hours, clock::now()).await?;
    office.store.commit(tx).await?;
    say!("{code}");
    if let Some(url) = url {
        let link = link(&url, &code);
        say!("{link}");
        if let Some(file) = qr {
            picture::write(&link, &file)?;
        }
    }
    Ok(())
}

/// Makes a code for a new tablet, or for one that comes back.
pub async fn new_code(
    conn: &mut Conn,
    shop: &ShopId,
    mode: Mode,
    tablet: Option<DeviceId>,
    hours: u16,
    now: DateTime<Utc>,
) -> Result<EnrolCode> {
    let mut random = [0; 5];
    getrandom::fill(&mut random).context("This machine gives no random numbers, so no code was made")?;
    let typed = EnrolCode::from_random(random);
    let expires_at = (now + TimeDelta::hours(hours.into())).timestamp_millis();
    let code = Code { typed: typed.clone(), shop: shop.clone(), mode, expires_at, tablet, device: None };
    codes::add(conn, &code).await?;
    Ok(typed)
}

pub fn link(url: &str, code: &EnrolCode) -> String {
    format!("{}/?enrol={code}", url.trim_end_matches('/'))
}
