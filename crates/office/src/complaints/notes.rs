//! What was done about a complaint that is opened, and what was written about it.

use super::sealed::Sealed;
use crate::clock;
use crate::db::records;
use crate::db::steps::Taken;
use crate::db::{self, Conn, people, steps};
use crate::keys::Purpose;
use crate::office::Office;
use crate::refused::Refused;
use handover_domain::complaint::Number;
use handover_domain::ids::ShopId;
use handover_domain::record::{Core, Mode, NotePart, PartName};

/// A step of a complaint that was opened.
pub struct Step {
    /// What was done, and whether head office did it.
    pub taken: Taken,
    /// What whoever did it is called, where that is known.
    pub name: Option<String>,
    /// What was written about it, or why that cannot be read; nothing where nothing was written.
    pub note: Option<Result<String, String>>,
}

/// Notes that somebody is about to read what was written about each step.
pub async fn log(
    conn: &mut Conn,
    office: &Office,
    shop: &ShopId,
    (number, mode): (&Number, Mode),
    by: &str,
) -> Result<(), Refused> {
    for Taken { done, .. } in of(conn, shop, number, mode).await? {
        let Some(kept) = records::load(conn, shop, done.record).await? else { continue };
        let mut notes = kept.record.parts.iter().filter(|part| part.name == PartName::Note);
        if notes.any(|part| office.keys.fits(Purpose::Care, part)) {
            db::words::log_opening(conn, shop, done.record, PartName::Note, by, clock::now()).await?;
        }
    }
    Ok(())
}

/// The steps, the earliest first.
pub async fn read(conn: &mut Conn, office: &Office, core: &Core) -> Result<Vec<Step>, Refused> {
    let Some(complaint) = &core.complaint else { return Ok(Vec::new()) };
    let names = people::names(conn, &core.shop).await?;
    let mut steps = Vec::new();
    for taken in of(conn, &core.shop, &complaint.number, core.mode).await? {
        let note = match &taken.note {
            Some(own) => Some(Ok(own.clone())),
            None => written(conn, office, &core.shop, &taken).await?,
        };
        steps.push(Step { name: names.get(&taken.done.by).cloned(), note, taken });
    }
    Ok(steps)
}

async fn of(conn: &mut Conn, shop: &ShopId, number: &Number, mode: Mode) -> Result<Vec<Taken>, Refused> {
    let mut all = steps::of(conn, shop, std::slice::from_ref(number), mode).await?;
    let mut taken = all.remove(number).unwrap_or_default();
    taken.sort_by_key(|taken| (taken.done.at.moment(), taken.done.record));
    Ok(taken)
}

/// What a tablet's step has for a note; nothing where none was written.
async fn written(
    conn: &mut Conn,
    office: &Office,
    shop: &ShopId,
    taken: &Taken,
) -> Result<Option<Result<String, String>>, Refused> {
    let Some(kept) = records::load(conn, shop, taken.done.record).await? else { return Ok(None) };
    let header = records::header(&kept.record.header)?;
    if !header.parts.iter().any(|part| part.name == PartName::Note) {
        return Ok(None);
    }
    let sealed = Sealed::of(conn, &office.keys, &kept, &header).await?;
    let note: Result<NotePart, String> = sealed.open(PartName::Note, Purpose::Care);
    Ok(Some(note.map(|note| note.note)))
}
