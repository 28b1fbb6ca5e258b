//! Which shops somebody may do something for.

use super::{Act, Grants};
use crate::db::{Conn, StoreError, regions};
use handover_domain::ids::{RegionId, ShopId};
use std::collections::BTreeSet;

/// Shops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// All of them, those that are added later among them.
    Everywhere,
    /// These.
    Shops(BTreeSet<ShopId>),
}

impl Reach {
    /// Where these grants allow this.
    pub async fn of(conn: &mut Conn, grants: &Grants, act: Act) -> Result<Self, StoreError> {
        if grants.allow_everywhere(act) {
            return Ok(Self::Everywhere);
        }
        let allowed = regions::of_shops(conn).await?.into_iter().filter_map(|(shop, region)| {
            let (shop, region) = (ShopId::new(shop).ok()?, RegionId::new(region).ok());
            grants.allow(act, &shop, region.as_ref()).then_some(shop)
        });
        Ok(Self::Shops(allowed.collect()))
    }

    /// Whether this shop is among them.
    pub fn holds(&self, shop: &ShopId) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Shops(shops) => shops.contains(shop),
        }
    }

    /// Those of them that are among others.
    #[must_use]
    pub fn within(self, others: BTreeSet<ShopId>) -> Self {
        Self::Shops(others.into_iter().filter(|shop| self.holds(shop)).collect())
    }

    /// Their ids; none where all are meant.
    pub fn shops(&self) -> Option<&BTreeSet<ShopId>> {
        match self {
            Self::Everywhere => None,
            Self::Shops(shops) => Some(shops),
        }
    }
}
