//! The record that a customer's code stands for.

use crate::db::{Conn, numbers, records, slips};
use crate::refused::Refused;
use crate::terminal;
use crate::users::Reach;
use handover_domain::complaint::Number;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::Kind;
use handover_domain::slip::Slip;
use handover_domain::wire::Reason;
use std::fmt::{Display, Formatter};

/// A code as it was typed, and what it can be read as: some can be read as both.
pub struct Code<'a> {
    typed: &'a str,
    number: Option<Number>,
    slip: Option<Slip>,
}

impl<'a> Code<'a> {
    /// Reads a code as people type it.
    pub fn read(typed: &'a str) -> Result<Self, Refused> {
        let (number, slip) = (Number::parse(typed), Slip::parse(typed));
        if number.is_none() && slip.is_none() {
            let sentence = format!(
                "`{}` was mistyped, so nothing was erased: it is neither a complaint number, like 01A-00CW-7KB, \
                 nor a receipt code, like 12-7K3F-9M2X-C, whose last characters check the others.",
                terminal::typed(typed)
            );
            return Err(Refused::Said(Reason::Unreadable, sentence));
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

/// The one record within reach that is meant.
pub async fn find(
    conn: &mut Conn,
    code: &Code<'_>,
    record: Option<&str>,
    reach: &Reach,
) -> Result<Meant, Refused> {
    let typed = terminal::typed(code.typed);
    let mut found = all(conn, code, reach).await?;
    if found.is_empty() {
        let sentence = format!(
            "No record with the complaint number or the receipt code {typed} is here, so nothing was erased: either its \
             tablet has not sent it yet, or there is none."
        );
        return Err(Refused::Said(Reason::NotFound, sentence));
    }
    if let Some(id) = record {
        found.retain(|meant| meant.id.to_string() == id);
    }
    let sentence = match &found[..] {
        [] => {
            let sentence = format!("No record of that id has the code {typed}, so nothing was erased.");
            return Err(Refused::Said(Reason::NotFound, sentence));
        }
        // What is erased under an id is erased from every record that has it.
        [Meant { id, in_conflict: true, .. }] if record.is_none() => format!(
            "The code {typed} fits a record that is kept in conflict with another one of its id, so nothing was erased. \
             If both are to lose what was said, name the record: {id}"
        ),
        [_] => return Ok(found.remove(0)),
        several => {
            let ids: Vec<String> = several
                .iter()
                .map(|Meant { shop, id, what, .. }| match what {
                    What::Complaint(_) => format!("{id} (complaint, shop {shop})"),
                    What::Survey(_) => format!("{id} (survey, shop {shop})"),
                })
                .collect();
            format!(
                "{} records have the code {typed}, so nothing was erased. Name the record that is meant: {}",
                several.len(),
                ids.join(", ")
            )
        }
    };
    Err(Refused::Said(Reason::WrongRecord, sentence))
}

/// Every record within reach that a code stands for, each id once.
async fn all(conn: &mut Conn, code: &Code<'_>, reach: &Reach) -> Result<Vec<Meant>, Refused> {
    let mut found: Vec<Meant> = Vec::new();
    if let Some(number) = &code.number {
        let what = What::Complaint(number.to_string());
        for (shop, id) in numbers::records(conn, number).await? {
            found.push(Meant { shop, id, what: what.clone(), in_conflict: false });
        }
    }
    if let Some(slip) = code.slip {
        for slips::Fit { shop, id, header, in_conflict, .. } in slips::fits(conn, slip).await? {
            if reach.holds(&shop) && found.iter().all(|meant| (&meant.shop, meant.id) != (&shop, id)) {
                found.push(Meant { what: what(&header, slip, id)?, shop, id, in_conflict });
            }
        }
    }
    found.retain(|meant| reach.holds(&meant.shop));
    Ok(found)
}

fn what(header: &str, slip: Slip, id: RecordId) -> Result<What, Refused> {
    let core = records::header(header)?.core;
    let why = match core.kind {
        Kind::Response => return Ok(What::Survey(slip.to_string())),
        Kind::Complaint => {
            let number = core.complaint.map(|complaint| complaint.number.to_string());
            return Ok(What::Complaint(number.unwrap_or_else(|| slip.to_string())));
        }
        Kind::ComplaintStep | Kind::Handover => "it was written by somebody of the shop",
        Kind::DeviceEvent => "it is an event of the tablet, and holds nothing of a customer",
    };
    Err(Refused::Said(Reason::WrongRecord, format!("nothing was erased of record {id}: {why}")))
}
