//! Roles, where they hold, and what they allow.

use handover_domain::ids::{RegionId, ShopId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A post at head office; each sees only what it needs (`V3`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads scores
    Viewer,
    /// Follows complaints up, calls customers, opens what they wrote and how to reach them
    Care,
    /// Answers for one shop
    ShopManager,
    /// Answers for a region
    Regional,
    /// Answers for the network
    GeneralManager,
    /// Erases at a customer's wish, and reads who opened what
    Privacy,
    /// Sets up shops, tablets, questionnaires and users, and opens nothing
    Admin,
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Read scores.
    ReadScores,
    /// Read complaints: their clocks and steps, not their words.
    ReadComplaints,
    /// Note what was done about a complaint.
    StepComplaints,
    /// Agree to what is to be done about a complaint, which is the responsible manager's (`C5`).
    ApproveRemedies,
    /// Call customers: who is due, and what came of it (`F1`, `F2`).
    CallCustomers,
    /// Open what a customer wrote or said, or how to reach them; each opening is logged first.
    OpenWords,
    /// Take answers or complaints out of the house.
    Export,
    /// Take answers out with their handover numbers, by which the dealer's system tells whose they are.
    ExportOrders,
    /// Erase at a customer's wish.
    Erase,
    /// Read who did what.
    ReadLog,
    /// Set up shops, tablets and questionnaires.
    SetUp,
    /// Say who may do what.
    ManageUsers,
}

impl Act {
    /// Everything that can be done.
    pub const ALL: [Self; 12] = [
        Self::ReadScores,
        Self::ReadComplaints,
        Self::StepComplaints,
        Self::ApproveRemedies,
        Self::CallCustomers,
        Self::OpenWords,
        Self::Export,
        Self::ExportOrders,
        Self::Erase,
        Self::ReadLog,
        Self::SetUp,
        Self::ManageUsers,
    ];
}

impl Role {
    /// Whether it allows this, where it holds.
    pub fn allows(self, act: Act) -> bool {
        match act {
            Act::ReadScores => !matches!(self, Self::Privacy | Self::Admin),
            Act::ReadComplaints => {
                matches!(self, Self::Care | Self::ShopManager | Self::Regional | Self::GeneralManager)
            }
            Act::StepComplaints => matches!(self, Self::Care | Self::ShopManager | Self::GeneralManager),
            Act::ApproveRemedies => matches!(self, Self::ShopManager | Self::GeneralManager),
            // Managers answer for those who are rated, and customer care for nobody (`I3`).
            Act::CallCustomers | Act::OpenWords | Act::ExportOrders => self == Self::Care,
            Act::Export => matches!(self, Self::Care | Self::Regional | Self::GeneralManager),
            Act::Erase => self == Self::Privacy,
            Act::ReadLog => matches!(self, Self::Privacy | Self::Admin),
            Act::SetUp | Act::ManageUsers => self == Self::Admin,
        }
    }

    /// Whether it may hold there.
    pub fn fits(self, scope: &Scope) -> bool {
        match self {
            Self::Viewer | Self::Care => true,
            Self::ShopManager => matches!(scope, Scope::Shop(_)),
            Self::Regional => matches!(scope, Scope::Region(_)),
            Self::GeneralManager | Self::Privacy | Self::Admin => *scope == Scope::Network,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::db::word(self).replace('_', " "))
    }
}

/// Where a role holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Every shop.
    Network,
    /// The shops of a region.
    Region(RegionId),
    /// One shop.
    Shop(ShopId),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str("the network"),
            Self::Region(id) => write!(f, "region {id}"),
            Self::Shop(id) => write!(f, "shop {id}"),
        }
    }
}

/// A role and where it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// Everything that somebody may do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants(pub Vec<Grant>);

impl Grants {
    /// Whether they may do this for a shop; `region` is the one that the shop belongs to.
    pub fn allow(&self, act: Act, shop: &ShopId, region: Option<&RegionId>) -> bool {
        self.0.iter().any(|grant| {
            grant.role.allows(act)
                && match &grant.scope {
                    Scope::Network => true,
                    Scope::Region(id) => region == Some(id),
                    Scope::Shop(id) => id == shop,
                }
        })
    }

    /// Whether they may do this for every shop of a region.
    pub fn allow_region(&self, act: Act, region: &RegionId) -> bool {
        let there = |grant: &Grant| match &grant.scope {
            Scope::Network => true,
            Scope::Region(id) => id == region,
            Scope::Shop(_) => false,
        };
        self.0.iter().any(|grant| grant.role.allows(act) && there(grant))
    }

    /// Whether they may do this everywhere.
    pub fn allow_everywhere(&self, act: Act) -> bool {
        self.0.iter().any(|grant| grant.role.allows(act) && grant.scope == Scope::Network)
    }

    /// Whether they may do this anywhere at all.
    pub fn allow_somewhere(&self, act: Act) -> bool {
        self.0.iter().any(|grant| grant.role.allows(act))
    }

    /// Those that are not for a single shop: what single customers said there is not for whoever is one of it (`I3`).
    #[must_use]
    pub fn beyond_shops(&self) -> Self {
        Self(self.0.iter().filter(|grant| !matches!(grant.scope, Scope::Shop(_))).cloned().collect())
    }

    /// Whether what they see of a shop's scores must not tell single customers.
    pub fn are_veiled(&self, shop: &ShopId, region: Option<&RegionId>) -> bool {
        !self.beyond_shops().allow(Act::ReadScores, shop, region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    fn id(id: &str) -> ShopId {
        ShopId::new(id).unwrap()
    }

    fn region(id: &str) -> RegionId {
        RegionId::new(id).unwrap()
    }

    fn grants(role: Role, scope: Scope) -> Grants {
        Grants(vec![Grant { role, scope }])
    }

    #[test]
    fn each_role_allows_what_its_post_needs_and_no_more() {
        use Act::*;
        let allowed = |role: Role| Act::ALL.into_iter().filter(|act| role.allows(*act)).collect::<Vec<_>>();
        assert_eq!(allowed(Role::Viewer), [ReadScores]);
        assert_eq!(
            allowed(Role::Care),
            [ReadScores, ReadComplaints, StepComplaints, CallCustomers, OpenWords, Export, ExportOrders]
        );
        assert_eq!(allowed(Role::ShopManager), [ReadScores, ReadComplaints, StepComplaints, ApproveRemedies]);
        assert_eq!(allowed(Role::Regional), [ReadScores, ReadComplaints, Export]);
        assert_eq!(
            allowed(Role::GeneralManager),
            [ReadScores, ReadComplaints, StepComplaints, ApproveRemedies, Export]
        );
        assert_eq!(allowed(Role::Privacy), [Erase, ReadLog]);
        assert_eq!(allowed(Role::Admin), [ReadLog, SetUp, ManageUsers]);
        // Whoever can let others in opens nothing, and whoever opens cannot let others in.
        for role in Role::value_variants() {
            assert!(!(role.allows(OpenWords) && role.allows(ManageUsers)), "{role}");
        }
    }

    #[test]
    fn a_role_holds_where_it_was_given_and_nowhere_else() {
        let regional = grants(Role::Regional, Scope::Region(region("east")));
        assert!(regional.allow(Act::ReadScores, &id("s1"), Some(&region("east"))));
        assert!(!regional.allow(Act::ReadScores, &id("s1"), Some(&region("west"))));
        assert!(!regional.allow(Act::ReadScores, &id("s1"), None));
        let manager = grants(Role::ShopManager, Scope::Shop(id("s1")));
        assert!(manager.allow(Act::ReadComplaints, &id("s1"), None));
        assert!(!manager.allow(Act::ReadComplaints, &id("s2"), None));
        assert!(!manager.allow_everywhere(Act::ReadScores));
        assert!(regional.allow_region(Act::ReadScores, &region("east")));
        assert!(!manager.allow_region(Act::ReadScores, &region("east")));
        assert!(grants(Role::Care, Scope::Network).allow_everywhere(Act::OpenWords));
    }

    #[test]
    fn whoever_sees_a_shop_as_one_of_it_sees_it_veiled() {
        let manager = Grant { role: Role::ShopManager, scope: Scope::Shop(id("s1")) };
        let regional = Grant { role: Role::Regional, scope: Scope::Region(region("east")) };
        assert!(Grants(vec![manager.clone()]).are_veiled(&id("s1"), Some(&region("east"))));
        assert!(
            !Grants(vec![manager.clone(), regional.clone()]).are_veiled(&id("s1"), Some(&region("east")))
        );
        assert!(Grants(vec![manager, regional]).are_veiled(&id("s1"), Some(&region("west"))));
        assert!(!grants(Role::Viewer, Scope::Network).are_veiled(&id("s1"), None));
    }
}
