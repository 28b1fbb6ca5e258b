//! What is asked of a report in words, as it is typed or comes in an address.

use super::{By, Period, Query, Unanswerable, Window};
use crate::days;
use handover_domain::ids::PackageId;
use handover_domain::visit::{Channel, Visit};

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// What the rows are.
    pub by: By,
    /// The question whose answers are the groups.
    pub group: Option<String>,
    /// What a row covers, where rows are periods.
    pub period: Period,
    /// These shops only.
    pub shops: Vec<String>,
    /// This region only.
    pub region: Option<String>,
    /// This kind of visit only.
    pub visit: Option<String>,
    /// This channel only.
    pub channel: Option<String>,
    /// This package only: `ID` or `ID@VERSION`.
    pub package: Option<String>,
}

impl Asked {
    /// The same, understood.
    pub fn query(self) -> Result<Query, Unanswerable> {
        let (from, to) = days::between(&self.from, &self.to).map_err(Unanswerable)?;
        let visit = self.visit.map(|word| {
            let visit = Visit::from_word(&word);
            visit.ok_or_else(|| {
                Unanswerable(format!("`{word}` is no kind of visit; there are service and delivery."))
            })
        });
        let channel = self.channel.map(|word| {
            let channel = Channel::from_word(&word);
            channel.ok_or_else(|| {
                Unanswerable(format!("`{word}` is no channel; there are kiosk, phone and letter."))
            })
        });
        Ok(Query {
            window: Window { from, to },
            by: self.by,
            group: self.group,
            period: self.period,
            shops: self.shops,
            region: self.region,
            visit: visit.transpose()?,
            channel: channel.transpose()?,
            package: self.package.as_deref().map(package).transpose()?,
        })
    }
}

fn package(text: &str) -> Result<(String, Option<u32>), Unanswerable> {
    let (id, version) = text.split_once('@').map_or((text, None), |(id, version)| (id, Some(version)));
    PackageId::new(id).map_err(|error| Unanswerable(error.to_string()))?;
    let version = version.map(|version| {
        version
            .parse()
            .map_err(|_| Unanswerable(format!("`{version}` is no version; write it like service@2.")))
    });
    Ok((id.to_owned(), version.transpose()?))
}
