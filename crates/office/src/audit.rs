//! Whether everything that was acknowledged is still here, unaltered and rightly counted.

mod content;
mod custody;
mod found;
mod links;
mod losses;
mod whereabouts;

pub use whereabouts::whereabouts;

use crate::db::journal::{self, Journal};
use crate::db::{
    Conn, StoreError, complaints, devices, events, facts, handovers, numbers, quarantine, rollups, steps,
};
use crate::keys::Keys;
use custody::Here;
use found::Found;
use handover_domain::chain::{self, range};

/// What the audit of one journal says.
pub struct Audited {
    /// The journal.
    pub journal: Journal,
    /// How many records are here.
    pub records: usize,
    /// The highest seq among them.
    pub highest: u64,
    /// What does not fit.
    pub findings: Vec<String>,
    /// What is only worth knowing.
    pub notes: Vec<String>,
}

/// What the whole audit says.
pub struct Audit {
    /// How many tablets are enrolled.
    pub tablets: usize,
    /// Journal by journal.
    pub journals: Vec<Audited>,
    /// What does not fit beyond a single journal.
    pub findings: Vec<String>,
}

impl Audit {
    /// How many records are in custody.
    pub fn records(&self) -> usize {
        self.journals.iter().map(|audited| audited.records).sum()
    }

    /// How many findings there are.
    pub fn count(&self) -> usize {
        self.findings.len() + self.journals.iter().map(|audited| audited.findings.len()).sum::<usize>()
    }
}

/// Audits everything.
pub async fn run(conn: &mut Conn, keys: &Keys) -> Result<Audit, StoreError> {
    let mut journals = Vec::new();
    for siblings in journal::all(conn).await?.chunk_by(|one, other| one.device == other.device) {
        for journal in siblings {
            journals.push(check(conn, keys, journal, siblings).await?);
        }
    }
    let findings = beyond(conn).await?;
    Ok(Audit { tablets: devices::all(conn).await?.len(), journals, findings })
}

/// What does not fit beyond a single journal.
async fn beyond(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    for (tablet, id, hash) in journal::conflicts(conn).await? {
        findings.push(format!(
            "tablet {tablet}: record {id} arrived again with other content (hash {hash}); both are kept"
        ));
    }
    for (shop, id, reason) in quarantine::all(conn).await? {
        findings.push(format!("shop {shop}: record {id} is kept but could not be read: {reason}"));
    }
    for (number, shop, id) in numbers::shared(conn).await? {
        findings.push(format!(
            "shop {shop}: complaint {id} has the number {number}, and so has another one; both are kept"
        ));
    }
    for (number, shop, id) in complaints::without_record(conn).await? {
        findings.push(format!("shop {shop}: complaint {number} is listed, but its record {id} is not here"));
    }
    for (shop, id) in facts::without_record(conn).await? {
        findings.push(format!("shop {shop}: a survey is counted, but its record {id} is not here"));
    }
    for (shop, id) in events::without_record(conn).await? {
        findings.push(format!("shop {shop}: an event of a tablet is noted, but its record {id} is not here"));
    }
    for (number, shop, id) in steps::without_record(conn).await? {
        findings.push(format!(
            "shop {shop}: something done about complaint {number} is noted, but its record {id} is not here"
        ));
    }
    for (shop, id) in handovers::without_record(conn).await? {
        findings.push(format!("shop {shop}: a handover is counted, but its record {id} is not here"));
    }
    let wrong = rollups::wrong(conn).await?;
    if wrong > 0 {
        findings.push(format!("{wrong} rows of the sums are not what the answers add up to"));
    }
    Ok(findings)
}

async fn check(
    conn: &mut Conn,
    keys: &Keys,
    journal: &Journal,
    siblings: &[Journal],
) -> Result<Audited, StoreError> {
    let entries = journal::entries(conn, journal).await?;
    let mut findings = Vec::new();
    let mut links = Vec::new();
    for entry in &entries {
        let (link, found) = links::link(entry, journal);
        links.push(link);
        findings.extend(found);
        findings.extend(content::check(conn, keys, journal, entry).await?);
    }
    links.sort_by_key(|link| link.seq);
    let last = links.last().map_or(0, |link| link.seq);
    findings.extend(chain::check(&links).iter().map(ToString::to_string));
    match journal.highest {
        Some(highest) if last < highest => {
            findings.push(format!("{} missing: acknowledged once", range(last + 1, highest)));
        }
        Some(_) => {}
        None => findings.push("the note of how far this journal was acknowledged is missing".into()),
    }
    let records = entries.len();
    if let Some(held) = journal.held.filter(|held| *held != records as u64) {
        findings.push(format!("{held} records of it were taken into custody, and {records} are here"));
    }
    if journal.tablet == 0 {
        findings.push(format!("tablet {} was removed from the list of tablets", journal.device));
    }
    let Found { findings: found, notes } =
        custody::check(conn, &Here { journal, links: &links, siblings }).await?;
    findings.extend(found);
    Ok(Audited { journal: journal.clone(), records, highest: last, findings, notes })
}
