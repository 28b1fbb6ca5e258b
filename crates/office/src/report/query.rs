//! What is asked of a report, and what the sums can answer.

use super::By;
use super::span::{Period, Window};
use crate::db::cells::Layout;
use crate::db::rollups;
use handover_domain::questionnaire::Package;
use handover_domain::visit::{Channel, Visit};

/// What is asked.
#[derive(Debug, Clone)]
pub struct Query {
    /// The days.
    pub window: Window,
    /// What the rows are.
    pub by: By,
    /// The question, where rows are groups.
    pub group: Option<String>,
    /// What the rows cover, where they are periods.
    pub period: Period,
    /// These shops only; all where none is named.
    pub shops: Vec<String>,
    /// This region only.
    pub region: Option<String>,
    /// This kind of visit only.
    pub visit: Option<Visit>,
    /// This channel only.
    pub channel: Option<Channel>,
    /// This package only, in one version if named.
    pub package: Option<(String, Option<u32>)>,
}

/// What cannot be answered, as a sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unanswerable(pub String);

impl Query {
    /// Whether a package is meant.
    pub fn takes(&self, package: &Package) -> bool {
        let named = self.package.as_ref().is_none_or(|(id, version)| {
            package.id().as_str() == id && version.is_none_or(|version| version == package.reference.version)
        });
        named && self.visit.is_none_or(|visit| visit == package.visit)
    }

    /// Whether only some shops are meant.
    pub fn is_narrow(&self) -> bool {
        !self.shops.is_empty() || self.region.is_some()
    }

    /// The facet whose sums answer it.
    pub fn facet(&self) -> Result<String, Unanswerable> {
        let no = |sentence: &str| Err(Unanswerable(sentence.to_owned()));
        match (self.by, &self.group, self.channel) {
            (By::Group, None, _) => {
                no("Groups are the answers to one question; name it, as in --group age_band.")
            }
            (by, Some(_), _) if by != By::Group => no("--group goes with --by group."),
            (By::Advisor, _, Some(_)) => no(
                "Advisors are not summed up channel by channel; leave out --channel, or report --by channel.",
            ),
            (By::Group, _, Some(_)) => no(
                "Groups are not summed up channel by channel; leave out --channel, or report --by channel.",
            ),
            (By::Group, Some(question), None) => Ok(rollups::group(question)),
            (By::Advisor, _, None) => Ok(rollups::ADVISOR.to_owned()),
            (By::Channel, ..) | (_, _, Some(_)) => Ok(rollups::CHANNEL.to_owned()),
            _ => Ok(String::new()),
        }
    }

    /// Fails where the sums of its facet are too coarse for its days, or its question is not about groups.
    pub fn check<'a>(&self, layouts: impl IntoIterator<Item = &'a Layout>) -> Result<(), Unanswerable> {
        let facet = self.facet()?;
        let cut = self.by == By::Period && self.period == Period::Week;
        if !rollups::has_days(&facet) && (cut || !self.window.is_whole_months()) {
            return Err(Unanswerable(
                "Channels and groups are summed up by whole months; let --from be the first day of a month and --to \
                 the last of one, and divide by months, quarters or years."
                    .into(),
            ));
        }
        if let Some(question) = &self.group {
            let mut groups: Vec<String> = Vec::new();
            for layout in layouts {
                let about = layout.questions().filter_map(|(question, mut options)| {
                    options.any(|(_, place)| place.is_group).then(|| question.to_owned())
                });
                groups.extend(about);
            }
            groups.sort();
            groups.dedup();
            if !groups.contains(question) {
                let there = if groups.is_empty() { "none".into() } else { groups.join(", ") };
                return Err(Unanswerable(format!(
                    "`{question}` is no question about groups; there are: {there}."
                )));
            }
        }
        Ok(())
    }
}
