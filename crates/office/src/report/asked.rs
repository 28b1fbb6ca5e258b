//! What is asked of a report in words, as it is typed or comes in an address.

use super::{By, Period, Query, Unanswerable, Window};
use crate::days;
use chrono::Months;
use handover_domain::ids::PackageId;
use handover_domain::visit::{Channel, Visit};

/// The most years of a report: a hundred are five thousand weeks, and the sums of each are read by themselves.
const MAX_YEARS: u32 = 100;

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
        if from.checked_add_months(Months::new(12 * MAX_YEARS)).is_some_and(|end| end <= to) {
            return no(format!(
                "From {from} to {to} are more than the {MAX_YEARS} years of a report; name days that lie closer together."
            ));
        }
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

fn no<T>(sentence: String) -> Result<T, Unanswerable> {
    Err(Unanswerable(sentence))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, to: &str) -> Result<Query, Unanswerable> {
        let asked = Asked {
            from: from.into(),
            to: to.into(),
            by: By::None,
            group: None,
            period: Period::Month,
            shops: Vec::new(),
            region: None,
            visit: None,
            channel: None,
            package: None,
        };
        asked.query()
    }

    #[test]
    fn days_that_nobody_can_mean_are_refused_before_anything_is_counted() {
        for (from, to) in [("2000-01-01", "2099-12-31"), ("2024-02-29", "2024-02-29")] {
            assert!(asked(from, to).is_ok(), "{from} {to}");
        }
        for (from, to, said) in [
            ("2000-01-01", "2100-01-01", "100 years"),
            ("0001-01-01", "9999-12-31", "100 years"),
            ("+262142-12-31", "+262142-12-31", "is not a day"),
            ("-0001-01-01", "2026-01-01", "is not a day"),
            ("2026-2-1", "2026-02-30", "is not a day"),
            ("2026-02-02", "2026-02-01", "comes after"),
        ] {
            let refused = asked(from, to).unwrap_err().to_string();
            assert!(refused.contains(said), "{from} {to}: {refused}");
        }
    }
}
