//! `device list`

use super::super::counted;
use super::super::known;
use crate::clock;
use crate::db;
use crate::office::Office;
use crate::tablets::{self, Listed};
use anyhow::Result;
use clap::{Args, ValueEnum};
use handover_domain::ids::ShopId;

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

pub async fn run(office: &Office, options: Options) -> Result<()> {
    let shop = options.shop.map(ShopId::new).transpose()?;
    let mut tx = office.store.read().await?;
    if let Some(shop) = &shop {
        known::shop(&mut tx, shop).await?;
    }
    let listed = tablets::list(&mut tx, shop.as_ref()).await?;
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
