//! What somebody names on the command line and has to be there.

use crate::db::{Conn, regions, shops};
use anyhow::{Context, Result, ensure};
use handover_domain::ids::{RegionId, ShopId};
use handover_domain::language::{Language, Text};

/// The names of a shop.
pub async fn shop(conn: &mut Conn, shop: &ShopId) -> Result<Text> {
    shops::names(conn, shop).await?.with_context(|| no_shop(shop))
}

/// A region.
pub async fn region(conn: &mut Conn, region: &RegionId) -> Result<()> {
    let is_known = regions::is_known(conn, region).await?;
    ensure!(is_known, "There is no region `{region}`; add it with `handover-office region add {region}`.");
    Ok(())
}

/// A text in every language, in the order in which they are offered.
pub fn names(names: [String; 3]) -> Text {
    Language::ALL.into_iter().zip(names).collect()
}

/// That there is no such shop.
pub fn no_shop(shop: &ShopId) -> String {
    format!("There is no shop `{shop}`; add it with `handover-office shop add {shop}`.")
}
