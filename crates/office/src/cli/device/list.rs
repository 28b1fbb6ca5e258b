//! `device list`

use super::super::counted;
use super::super::shop::no_shop;
use crate::clock;
use crate::db::chains::{self, Chain};
use crate::db::devices::Device;
use crate::db::{self, device_keys, devices, shops};
use crate::office::Office;
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use handover_domain::ids::{DeviceId, ShopId};
use handover_domain::record::Mode;
use serde::Serialize;

#[derive(Args)]
pub struct Options {
    /// One shop only
    #[arg(long)]
    shop: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line a tablet, for a terminal
    Text,
    /// JSON for other programs
    Json,
}

/// A tablet as it is listed.
#[derive(Serialize)]
struct Listed {
    number: u16,
    id: DeviceId,
    state: &'static str,
    mode: Mode,
    shop: ShopId,
    app: String,
    last_seen: String,
    chain: Chain,
    /// How many new keys it asks to go on with.
    keys_asked: usize,
    #[serde(skip)]
    seen_at: i64,
}

pub async fn run(office: &Office, options: Options) -> Result<()> {
    let shop = options.shop.map(ShopId::new).transpose()?;
    let mut tx = office.store.read().await?;
    if let Some(shop) = &shop {
        shops::names(&mut tx, shop).await?.with_context(|| no_shop(shop))?;
    }
    let (chains, asked) = (chains::all(&mut tx).await?, device_keys::counted(&mut tx).await?);
    let tablets = devices::all(&mut tx).await?.into_iter();
    let listed: Vec<Listed> = tablets
        .filter(|tablet| shop.as_ref().is_none_or(|shop| tablet.shop == *shop))
        .map(|tablet| {
            let id = tablet.id.to_string();
            let keys_asked = asked.get(&id).map_or(0, |asked| usize::try_from(*asked).unwrap_or(0));
            of(tablet, chains.get(&id).copied().unwrap_or_default(), keys_asked)
        })
        .collect();
    match options.format {
        Format::Json => say!("{}", serde_json::to_string_pretty(&listed)?),
        Format::Text => {
            for tablet in listed {
                say!("{}", line(&tablet));
            }
        }
    }
    Ok(())
}

fn of(tablet: Device, chain: Chain, keys_asked: usize) -> Listed {
    Listed {
        number: tablet.number,
        id: tablet.id,
        state: if tablet.revoked_at.is_some() { "revoked" } else { "enrolled" },
        mode: tablet.mode,
        shop: tablet.shop,
        app: tablet.app,
        last_seen: clock::iso(tablet.seen_at),
        chain,
        keys_asked,
        seen_at: tablet.seen_at,
    }
}

fn line(tablet: &Listed) -> String {
    let asked = match tablet.keys_asked {
        0 => String::new(),
        asked => format!("  asks for {}", counted(asked, "new key")),
    };
    format!(
        "{:>4}  {}  {:8}  {:8}  shop {}  app {}  last seen {}  chain {}{asked}",
        tablet.number,
        tablet.id,
        tablet.state,
        db::word(&tablet.mode),
        tablet.shop,
        tablet.app,
        clock::minute(tablet.seen_at),
        db::word(&tablet.chain)
    )
}
