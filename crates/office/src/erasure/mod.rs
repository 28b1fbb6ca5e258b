//! Erasing at a customer's wish: what they said, or how to reach them, by the code they quote (`P3`).

mod meant;
mod notes;

pub use meant::{Code, What};

use crate::calls;
use crate::clock;
use crate::db::{Conn, conflicts, erased, feeds, numbers, records};
use crate::office::Office;
use crate::refused::Refused;
use crate::users::Reach;
use handover_domain::ids::{RecordId, ShopId};
use handover_domain::record::PartName;
use handover_domain::wire::Reason;
use meant::Meant;

/// The parts that hold what a customer said or how to reach them.
const PERSONAL: [PartName; 2] = [PartName::Contact, PartName::Text];

/// What is to be erased.
pub struct Wish<'a> {
    /// The code, as it was typed.
    pub code: &'a str,
    /// What was said in a complaint as well, and what staff wrote about it.
    pub everything: bool,
    /// The one record that is meant, where more than one has this code.
    pub record: Option<&'a str>,
    /// Who erases.
    pub by: &'a str,
}

/// What was erased, or would be.
pub struct Erasure {
    /// What it was erased of.
    pub what: What,
    /// What went.
    pub done: Vec<PartName>,
    /// What is still here.
    pub left: Vec<PartName>,
    /// Whether it was done.
    pub is_done: bool,
    /// Whether the bytes are out of the database's log too; not where somebody was reading.
    pub is_cut: bool,
}

/// Erases it, of a record within reach.
pub async fn erase(office: &Office, wish: &Wish<'_>, reach: &Reach) -> Result<Erasure, Refused> {
    let mut tx = office.store.write().await?;
    let erasure = within(&mut tx, office, wish, reach).await?;
    office.store.commit(tx).await?;
    // Also where nothing is left to erase, in case it could not be cut the first time.
    let is_cut = office.store.cut_log().await?;
    Ok(Erasure { is_done: true, is_cut, ..erasure })
}

/// What would be erased: the same, and never made durable.
pub async fn rehearse(office: &Office, wish: &Wish<'_>, reach: &Reach) -> Result<Erasure, Refused> {
    let mut tx = office.store.write().await?;
    within(&mut tx, office, wish, reach).await
}

async fn within(
    conn: &mut Conn,
    office: &Office,
    wish: &Wish<'_>,
    reach: &Reach,
) -> Result<Erasure, Refused> {
    let code = Code::read(wish.code)?;
    let Meant { shop, id, what, .. } = meant::find(conn, &code, wish.record, reach).await?;
    let wanted = match what {
        What::Complaint(_) if !wish.everything => &[PartName::Contact][..],
        What::Complaint(_) | What::Survey(_) => &PERSONAL,
    };
    let mut done = Vec::new();
    for part in left(conn, &shop, id).await? {
        if wanted.contains(&part) {
            erased::put(conn, &shop, id, part, wish.by, clock::now()).await?;
            done.push(part);
        }
    }
    let mut notes = false;
    if wish.everything
        && let Some(number) = numbers::of(conn, &shop, id).await?
    {
        notes = notes::erase(conn, &shop, &number, wish.by).await?;
    }
    // What was said on the phone goes with what was said in writing.
    if wanted.contains(&PartName::Text) {
        notes |= calls::erase(conn, &office.keys, (&shop, id), wish.by, clock::now()).await?;
    }
    if notes {
        done.push(PartName::Note);
    }
    let left = left(conn, &shop, id).await?;
    if done.contains(&PartName::Contact) {
        // Nobody can be contacted any more, so that other clocks run on the tablets.
        feeds::changed(conn, &shop).await?;
    }
    Ok(Erasure { what, done, left, is_done: false, is_cut: true })
}

impl Erasure {
    /// What was erased and what is still here.
    pub fn sentences(&self) -> Vec<String> {
        let what = &self.what;
        let (words, answers) = match what {
            What::Complaint(_) => (("what was said", "is"), ""),
            What::Survey(_) => (("the words", "are"), "; the anonymous answers stay"),
        };
        let mut said = Vec::new();
        for part in &self.done {
            let (gone, are) = match part {
                PartName::Contact => ("the contact details", "are"),
                PartName::Note => ("what staff wrote about it", "is"),
                _ => words,
            };
            let (are, will) = if self.is_done { (are, "will") } else { ("would be", "would") };
            said.push(format!("{what}: {gone} {are} erased, and {will} not be taken again{answers}."));
        }
        if self.done.is_empty() {
            said.push(format!("{what}: nothing was left to erase{answers}."));
        } else {
            said.push("The tablet's sealed journal and backups made before keep theirs for now.".into());
        }
        if !self.left.is_empty() {
            said.push("What was said is still here; it goes where everything is to be erased.".into());
        }
        if !self.is_cut {
            let still =
                "The database's log still holds old pages, since somebody was reading; run this again later.";
            said.push(still.into());
        }
        said
    }
}

/// What can still be erased: what the header names, or that of another record under this id, and was not erased
/// before.
async fn left(conn: &mut Conn, shop: &ShopId, id: RecordId) -> Result<Vec<PartName>, Refused> {
    let gone = || {
        let sentence = format!("the record {id} is not here any more; run `handover-office audit`");
        Refused::Said(Reason::NotFound, sentence)
    };
    let kept = records::load(conn, shop, id).await?.ok_or_else(gone)?;
    let mut headers = vec![records::header(&kept.record.header)?];
    for (_, other) in conflicts::of(conn, shop, id).await? {
        headers.push(records::header(&other.header)?);
    }
    let erased = erased::parts(conn, shop, id).await?;
    let named = |name| headers.iter().flat_map(|header| &header.parts).any(|part| part.name == name);
    Ok(PERSONAL.into_iter().filter(|name| named(*name) && !erased.contains(&name.to_string())).collect())
}
