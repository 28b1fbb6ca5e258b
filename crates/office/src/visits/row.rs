//! One line of the list.

use super::Given;
use super::columns::{Column, Columns};
use crate::terminal::line;
use chrono::NaiveDate;
use csv::StringRecord;
use handover_domain::answer::clean;
use handover_domain::contact::{Look, Place, look};
use handover_domain::ids::{AdvisorId, OrderRef};
use handover_domain::vehicle::{Plate, PlateKind, Vin};
use handover_domain::visit::Visit;
use handover_domain::wire::{Advisor, ListedVisit};

/// The most characters of a model.
const MAX_MODEL: usize = 60;
/// More than any car has gone, in kilometres.
const MAX_KM: u32 = 5_000_000;
/// The most characters of a cell that are quoted.
const QUOTED: usize = 40;

/// A line, with what is needed to read it.
pub(super) struct Row<'a> {
    pub record: &'a StringRecord,
    pub columns: &'a Columns,
    pub advisors: &'a [Advisor],
    /// How many cells the first line has.
    pub cells: usize,
}

impl Row<'_> {
    /// The visit, or what is wrong with the line.
    pub fn read(&self) -> Result<Given, String> {
        if self.record.len() != self.cells {
            return Err(format!(
                "it has {} cells, where the first line has {}",
                self.record.len(),
                self.cells
            ));
        }
        let visit = ListedVisit {
            order: self.order()?,
            visit: self.visit()?,
            day: self.day()?,
            advisor: self.advisor()?,
            model: self.model()?,
            mileage_km: self.mileage()?,
        };
        Ok(Given { visit, customer: self.customer()? })
    }

    fn needed(&self, column: Column, what: &str) -> Result<&str, String> {
        self.columns.cell(self.record, column).ok_or_else(|| format!("the {what} is missing"))
    }

    fn order(&self) -> Result<OrderRef, String> {
        let cell = self.needed(Column::Order, "handover number")?;
        if Vin::parse(cell).is_ok() {
            return Err(format!("`{}` is a VIN, and no handover number", quoted(cell)));
        }
        OrderRef::new(cell).map_err(|error| line(&error.to_string(), 200))
    }

    fn visit(&self) -> Result<Visit, String> {
        let cell = self.needed(Column::Visit, "kind of visit")?;
        match cell.to_lowercase().as_str() {
            "service" | "维修" | "保养" => Ok(Visit::Service),
            "delivery" | "交车" => Ok(Visit::Delivery),
            _ => Err(format!(
                "`{}` is no kind of visit: write service, 维修 or 保养, or delivery or 交车",
                quoted(cell)
            )),
        }
    }

    /// Days are written with dashes, slashes or dots; a time behind them is passed over.
    fn day(&self) -> Result<String, String> {
        let cell = self.needed(Column::Day, "day")?;
        let date = cell.split([' ', 'T']).next().unwrap_or_default();
        let number = |text: &str, most: usize| {
            let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| text.parse::<u16>().ok()).flatten()
        };
        let day = match date.split(['-', '/', '.']).collect::<Vec<_>>()[..] {
            [year, month, day] if year.len() == 4 => {
                number(year, 4).zip(number(month, 2)).zip(number(day, 2))
            }
            _ => None,
        };
        day.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()))
            .map(|day| day.to_string())
            .ok_or_else(|| format!("`{}` is no day; write it as YYYY-MM-DD, like 2026-11-30", quoted(cell)))
    }

    /// Dealers' systems write names; what is taken is the id, which says nothing to whoever finds a tablet.
    fn advisor(&self) -> Result<Option<AdvisorId>, String> {
        let Some(cell) = self.columns.cell(self.record, Column::Advisor) else { return Ok(None) };
        if let Some(known) = self.advisors.iter().find(|known| known.id.as_str() == cell) {
            return Ok(Some(known.id.clone()));
        }
        let mut called = self.advisors.iter().filter(|known| known.name == cell);
        match (called.next(), called.next()) {
            (Some(one), None) => Ok(Some(one.id.clone())),
            (Some(_), Some(_)) => Err(format!(
                "two advisors are called `{}`; write the id of the one that is meant",
                quoted(cell)
            )),
            (None, _) => Err(format!(
                "there is no advisor `{}` in this shop; `handover-office advisor add` adds one",
                quoted(cell)
            )),
        }
    }

    fn model(&self) -> Result<Option<String>, String> {
        let Some(cell) = self.columns.cell(self.record, Column::Model) else { return Ok(None) };
        let kept = clean(cell, MAX_MODEL);
        if kept != cell || kept.contains(['\n', '\t']) {
            return Err(format!(
                "the model `{}` is longer than {MAX_MODEL} characters, or has some that cannot be shown",
                quoted(cell)
            ));
        }
        let is_plate = Plate::parse(cell).is_some_and(|plate| plate.kind != PlateKind::Other);
        if is_plate || Vin::parse(cell).is_ok() {
            return Err(format!(
                "`{}` is a plate or a VIN, and no model: tablets must not get it",
                quoted(cell)
            ));
        }
        Ok(Some(kept))
    }

    fn mileage(&self) -> Result<Option<u32>, String> {
        let Some(cell) = self.columns.cell(self.record, Column::Mileage) else { return Ok(None) };
        let lower = cell.to_lowercase();
        let number = lower.trim_end_matches("km").trim_end_matches("公里").trim_end().replace(',', "");
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let km = is_number.then(|| number.parse::<u32>().ok()).flatten().filter(|km| *km <= MAX_KM);
        km.map(Some).ok_or_else(|| {
            format!("`{}` is no mileage: write whole kilometres, {MAX_KM} at most", quoted(cell))
        })
    }

    /// A number that says who it is to the dealer's own system only; it is written as handover numbers are.
    fn customer(&self) -> Result<Option<String>, String> {
        let Some(cell) = self.columns.cell(self.record, Column::Customer) else { return Ok(None) };
        if Vin::parse(cell).is_ok() || is_dialled(cell) {
            return Err(format!(
                "`{}` is a VIN or a phone number, and no number of a customer: it must not be kept",
                quoted(cell)
            ));
        }
        OrderRef::new(cell).map(|number| Some(number.into())).map_err(|_| {
            format!(
                "`{}` is no number of a customer: use 1 to 64 of the characters a-z, A-Z, 0-9, `_`, `-` and `.`",
                quoted(cell)
            )
        })
    }
}

/// Whether a number is one that people dial. Hong Kong's have eight digits, as customers' own numbers may have.
fn is_dialled(cell: &str) -> bool {
    matches!(look(cell), Look::Good(place, _) if place != Place::HongKong)
}

/// A cell as it is printed.
fn quoted(cell: &str) -> String {
    line(cell, QUOTED)
}
