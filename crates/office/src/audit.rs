//! Whether everything that was acknowledged is still here, unaltered and rightly counted.

mod content;

use crate::db::journal::{self, Entry, Journal};
use crate::db::{Conn, StoreError, complaints, devices, facts, numbers, quarantine, rollups};
use crate::keys::Keys;
use handover_domain::chain::{self, Link};
use handover_domain::record::Header;

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
    for journal in journal::all(conn).await? {
        journals.push(check(conn, keys, journal).await?);
    }
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
    let wrong = rollups::wrong(conn).await?;
    if wrong > 0 {
        findings.push(format!("{wrong} rows of the daily sums are not what the answers add up to"));
    }
    Ok(Audit { tablets: devices::all(conn).await?.len(), journals, findings })
}

async fn check(conn: &mut Conn, keys: &Keys, journal: Journal) -> Result<Audited, StoreError> {
    let entries = journal::entries(conn, &journal).await?;
    let mut findings = Vec::new();
    let mut links = Vec::new();
    for entry in &entries {
        let (link, found) = link(entry, &journal);
        links.push(link);
        findings.extend(found);
        findings.extend(content::check(conn, keys, &journal, entry).await?);
    }
    links.sort_by_key(|link| link.seq);
    let last = links.last().map_or(0, |link| link.seq);
    findings.extend(chain::check(links).iter().map(ToString::to_string));
    match journal.highest {
        Some(highest) if last < highest => {
            findings.push(format!("{}–{highest} missing: they were acknowledged once", last + 1));
        }
        Some(_) => {}
        None => findings.push("the note of how far this journal was acknowledged is missing".into()),
    }
    if journal.tablet == 0 {
        findings.push(format!("tablet {} was removed from the list of tablets", journal.device));
    }
    Ok(Audited { journal, records: entries.len(), highest: last, findings })
}

/// The link as the header itself tells it; the columns beside it only help where it cannot be read.
fn link(entry: &Entry, journal: &Journal) -> (Link, Option<String>) {
    let hash = handover_domain::hash::Hash::of(entry.header.as_bytes());
    let altered = |what: &str| Some(format!("{} was altered here: {what} (record {})", entry.seq, entry.id));
    let Ok(header) = Header::parse(&entry.header) else {
        let link = Link { seq: entry.seq, hash, prev: handover_domain::hash::Hash::NONE };
        return (link, altered("its header is not readable"));
    };
    let core = &header.core;
    let link = Link { seq: core.seq, hash, prev: core.prev };
    let moved = core.id != entry.id
        || core.seq != entry.seq
        || core.shop != journal.shop
        || core.device.to_string() != journal.device
        || core.epoch.to_string() != journal.epoch;
    if hash != entry.hash {
        (link, altered("its header is not the one that was received"))
    } else if moved {
        (link, altered("it is filed under another name than its header says"))
    } else {
        (link, None)
    }
}
