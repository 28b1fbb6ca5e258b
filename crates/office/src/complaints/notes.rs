//! What was done about a complaint, as `complaints --open` shows it.

use super::CAPTURED;
use super::open::Sealed;
use crate::cli::who;
use crate::clock;
use crate::db::records::{self, Kept};
use crate::db::steps::Taken;
use crate::db::{self, Conn, erased, people, steps};
use crate::keys::Purpose;
use crate::office::Office;
use crate::terminal::{line, words};
use anyhow::Result;
use handover_domain::complaint::Number;
use handover_domain::contact::MAX_NAME;
use handover_domain::ids::ShopId;
use handover_domain::record::{Core, Header, Mode, NotePart, PartName};

/// Notes that somebody is about to read what was written about each step.
pub async fn log(conn: &mut Conn, office: &Office, shop: &ShopId, number: &Number, mode: Mode) -> Result<()> {
    let by = who();
    for Taken { done, .. } in of(conn, shop, number, mode).await? {
        let Some(kept) = records::load(conn, shop, done.record).await? else { continue };
        let mut notes = kept.record.parts.iter().filter(|part| part.name == PartName::Note);
        if notes.any(|part| office.keys.fits(Purpose::Care, part)) {
            db::words::log_opening(conn, shop, done.record, PartName::Note, &by, clock::now()).await?;
        }
    }
    Ok(())
}

/// Prints the steps, the earliest first, by whom each was taken, and what was written about it.
pub async fn print(conn: &mut Conn, office: &Office, core: &Core) -> Result<()> {
    let Some(complaint) = &core.complaint else { return Ok(()) };
    let taken = of(conn, &core.shop, &complaint.number, core.mode).await?;
    let names = people::names(conn, &core.shop).await?;
    say!("{}", if taken.is_empty() { "steps: none yet" } else { "steps:" });
    for Taken { done, own, note } in taken {
        let at = done.at.moment().map(|at| at.format(CAPTURED).to_string()).unwrap_or_default();
        let remedy = done.remedy.map_or(String::new(), |remedy| format!(": {remedy}"));
        let name = names.get(&done.by).map_or(String::new(), |name| format!(" {}", line(name, MAX_NAME)));
        let whence = if own { ", at head office" } else { "" };
        say!("  {at}  {}{remedy}  by {}{name}{whence}", done.kind, done.by);
        let note = match note {
            Some(own) => Some(words(&own)),
            None => match records::load(conn, &core.shop, done.record).await? {
                Some(kept) => written(conn, office, &core.shop, &kept).await?,
                None => None,
            },
        };
        if let Some(note) = note {
            say!("    {note}");
        }
    }
    Ok(())
}

async fn of(conn: &mut Conn, shop: &ShopId, number: &Number, mode: Mode) -> Result<Vec<Taken>> {
    let mut all = steps::of(conn, shop, std::slice::from_ref(number), mode).await?;
    let mut taken = all.remove(number).unwrap_or_default();
    taken.sort_by_key(|taken| (taken.done.at.moment(), taken.done.record));
    Ok(taken)
}

/// What a tablet's step has for a note; nothing where none was written.
async fn written(conn: &mut Conn, office: &Office, shop: &ShopId, kept: &Kept) -> Result<Option<String>> {
    let header = Header::parse(&kept.record.header)?;
    if !header.parts.iter().any(|part| part.name == PartName::Note) {
        return Ok(None);
    }
    let erased = erased::parts(conn, shop, header.core.id).await?;
    let sealed = Sealed { keys: &office.keys, kept, parts: header.parts, erased };
    Ok(Some(match sealed.open::<NotePart>(PartName::Note, Purpose::Care) {
        Ok(note) => words(&note.note),
        Err(why) => format!("(note: {why})"),
    }))
}
