//! The parts of a row that are read out of a questionnaire.

use super::By;
use super::load::Key;
use crate::db::{Conn, StoreError, regions, shops};
use handover_domain::ids::{OptionId, QuestionId};
use handover_domain::language::{Language, Text};
use handover_domain::questionnaire::{Package, Question};
use std::collections::BTreeMap;

/// What people and places are called.
pub struct Names {
    shops: BTreeMap<String, Text>,
    regions: BTreeMap<String, Text>,
    advisors: BTreeMap<(String, String), String>,
}

impl Names {
    /// Reads them.
    pub async fn read(conn: &mut Conn) -> Result<Self, StoreError> {
        Ok(Self {
            shops: shops::all_names(conn).await?,
            regions: regions::all(conn).await?,
            advisors: shops::all_advisors(conn).await?,
        })
    }

    /// The id, the name and the shop of a row.
    pub fn row(&self, by: By, key: &Key, group: Option<&Question>) -> (String, String, Option<String>) {
        let (place, member) = key;
        let (id, name, shop) = match by {
            By::Shop => (place, self.shops.get(place).map(english), None),
            By::Region if place.is_empty() => (place, Some("(no region)".into()), None),
            By::Region => (place, self.regions.get(place).map(english), None),
            By::Advisor if member.is_empty() => (member, Some("(no advisor)".into()), Some(place.clone())),
            By::Advisor => (member, self.advisors.get(key).cloned(), Some(place.clone())),
            By::Group => {
                let option = OptionId::new(member.as_str()).ok();
                let option = option.and_then(|id| group?.option(&id));
                (member, option.map(|option| english(&option.label)), None)
            }
            By::Channel => (member, None, None),
            By::Period => (place, None, None),
            By::None | By::Stage | By::Question | By::Visit | By::Version => {
                return ("all".into(), "all".into(), None);
            }
        };
        (id.clone(), name.unwrap_or_else(|| id.clone()), shop)
    }
}

/// The English text, else the first one there is.
pub fn english(text: &Text) -> String {
    text.get(Language::En).to_owned()
}

/// The question of a package that groups are told by.
pub fn grouping<'a>(package: &'a Package, id: Option<&str>) -> Option<&'a Question> {
    package.question(&QuestionId::new(id?).ok()?)
}
