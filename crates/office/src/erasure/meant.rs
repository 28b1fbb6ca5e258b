//! The record that a customer's code stands for.

use crate::db::{Conn, numbers, slips};
use anyhow::{Context, Result, bail};
use handover_domain::complaint::Number;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::{Header, Kind};
use handover_domain::slip::Slip;
use std::fmt::{Display, Formatter};

/// A code as it was typed, and what it can be read as: some can be read as both.
pub struct Code<'a> {
    typed: &'a str,
    number: Option<Number>,
    slip: Option<Slip>,
}

impl<'a> Code<'a> {
    /// Reads a code as people type it.
    pub fn read(typed: &'a str) -> Result<Self> {
        let (number, slip) = (Number::parse(typed), Slip::parse(typed));
        if number.is_none() && slip.is_none() {
            bail!(
                "`{typed}` was mistyped, so nothing was erased: it is neither a complaint number, like 01A-00CW-7KB, \
                 nor a receipt code, like 12-7K3F-9M2X-C, whose last characters check the others."
            );
        }
        Ok(Self { typed, number, slip })
    }
}

/// What a record is, with the code by which its customer knows it.
#[derive(Clone)]
pub enum What {
    /// A complaint, by its number, or by its receipt code where it says none.
    Complaint(String),
    /// A survey, by its receipt code.
    Survey(String),
}

impl Display for What {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Complaint(code) => write!(f, "Complaint {code}"),
            Self::Survey(code) => write!(f, "Survey {code}"),
        }
    }
}

/// A record that a code stands for.
pub struct Meant {
    /// Its shop.
    pub shop: ShopId,
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub what: What,
    /// Whether it is kept in conflict with another record of its id.
    pub in_conflict: bool,
}

/// The one record that is meant.
pub async fn find(conn: &mut Conn, code: &Code<'_>, record: Option<&str>) -> Result<Meant> {
    let typed = code.typed;
    let mut found = all(conn, code).await?;
    if found.is_empty() {
        bail!(
            "No record with the complaint number or the receipt code {typed} is here, so nothing was erased: either its \
             tablet has not sent it yet, or there is none."
        );
    }
    if let Some(id) = record {
        found.retain(|meant| meant.id.to_string() == id);
    }
    match &found[..] {
        [] => bail!("No record of that id has the code {typed}, so nothing was erased."),
        // What is erased under an id is erased from every record that has it.
        [Meant { id, in_conflict: true, .. }] if record.is_none() => bail!(
            "The code {typed} fits a record that is kept in conflict with another one of its id, so nothing was erased. \
             If both are to lose what was said, say so with --record: {id}"
        ),
        [_] => found.pop().context("one record was found"),
        several => {
            let ids: Vec<String> = several
                .iter()
                .map(|Meant { shop, id, what, .. }| match what {
                    What::Complaint(_) => format!("{id} (complaint, shop {shop})"),
                    What::Survey(_) => format!("{id} (survey, shop {shop})"),
                })
                .collect();
            bail!(
                "{} records have the code {typed}, so nothing was erased. Say which one with --record: {}",
                several.len(),
                ids.join(", ")
            )
        }
    }
}

/// Every record that a code stands for, each id once.
async fn all(conn: &mut Conn, code: &Code<'_>) -> Result<Vec<Meant>> {
    let mut found: Vec<Meant> = Vec::new();
    if let Some(number) = &code.number {
        let what = What::Complaint(number.to_string());
        for (shop, id) in numbers::records(conn, number).await? {
            found.push(Meant { shop, id, what: what.clone(), in_conflict: false });
        }
    }
    if let Some(slip) = code.slip {
        for slips::Fit { shop, id, header, in_conflict, .. } in slips::fits(conn, slip).await? {
            if found.iter().all(|meant| (&meant.shop, meant.id) != (&shop, id)) {
                let what =
                    what(&header, slip).with_context(|| format!("nothing was erased of record {id}"))?;
                found.push(Meant { shop, id, what, in_conflict });
            }
        }
    }
    Ok(found)
}

fn what(header: &str, slip: Slip) -> Result<What> {
    let core = Header::parse(header)?.core;
    match core.kind {
        Kind::Response => Ok(What::Survey(slip.to_string())),
        Kind::Complaint => {
            let number = core.complaint.map(|complaint| complaint.number.to_string());
            Ok(What::Complaint(number.unwrap_or_else(|| slip.to_string())))
        }
        Kind::ComplaintStep | Kind::Handover => bail!("it was written by somebody of the shop"),
        Kind::DeviceEvent => bail!("it is an event of the tablet, and holds nothing of a customer"),
    }
}
