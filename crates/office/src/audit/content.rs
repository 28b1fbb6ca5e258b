//! What one record says, against its header and against what is noted of it elsewhere.

use crate::arrival::{self, Said, What};
use crate::db::journal::{Entry, Journal};
use crate::db::{Conn, StoreError, complaints, erased, events, facts, numbers, quarantine, records};
use crate::keys::Keys;
use handover_domain::complaint::Number;
use handover_domain::record::{Core, Header, Kind, Record};

/// Whether the parts are those the header names, and what is noted is what they say.
pub(super) async fn check(
    conn: &mut Conn,
    keys: &Keys,
    journal: &Journal,
    entry: &Entry,
) -> Result<Option<String>, StoreError> {
    let parts = records::parts(conn, journal.shop.as_str(), &entry.id.to_string()).await?;
    let record = Record { header: entry.header.clone(), parts };
    let Ok(header) = Header::parse(&record.header) else { return Ok(None) };
    let found = match record.check() {
        Err(error) => Some(error.to_string()),
        Ok(_) => match missing(conn, journal, entry, &header, &record).await? {
            Some(missing) => Some(missing),
            None => match number(conn, journal, entry, &header.core).await? {
                Some(number) => Some(number),
                None => said(conn, journal, entry, &arrival::said(&record, &header, keys)).await?,
            },
        },
    };
    Ok(found.map(|what| format!("{} (record {}): {what}", entry.seq, entry.id)))
}

/// A part that the header names, that was not erased, and that is not here.
async fn missing(
    conn: &mut Conn,
    journal: &Journal,
    entry: &Entry,
    header: &Header,
    record: &Record,
) -> Result<Option<String>, StoreError> {
    let erased = erased::parts(conn, &journal.shop, entry.id).await?;
    let missing = header.parts.iter().find(|named| {
        let here = record.parts.iter().any(|part| part.name == named.name && part.key == named.key);
        let gone = erased.iter().any(|part| part == "*" || *part == named.name.to_string());
        !here && !gone
    });
    Ok(missing.map(|named| format!("its part `{}` for key {} is missing", named.name, named.key)))
}

/// Whether a complaint can be found by its number, and the number is the one that belongs to its place.
async fn number(
    conn: &mut Conn,
    journal: &Journal,
    entry: &Entry,
    core: &Core,
) -> Result<Option<String>, StoreError> {
    let said = core.complaint.as_ref().filter(|_| core.kind == Kind::Complaint);
    let said = said.map(|complaint| &complaint.number);
    if numbers::of(conn, &journal.shop, entry.id).await?.as_ref() != said {
        return Ok(Some("it cannot be found by the number of its complaint".into()));
    }
    // Of a tablet that was removed nobody knows the number any more.
    let tablet = u16::try_from(journal.tablet).ok().filter(|tablet| *tablet > 0);
    let issued = tablet.map(|tablet| Number::issue(tablet, core.epoch, core.seq));
    Ok(match (said, issued) {
        (Some(said), Some(issued)) if *said != issued => {
            Some(format!("its complaint has the number {said}, where this tablet issues {issued}"))
        }
        _ => None,
    })
}

/// Whether what is counted, listed or noted is what the record says.
async fn said(
    conn: &mut Conn,
    journal: &Journal,
    entry: &Entry,
    said: &Said,
) -> Result<Option<String>, StoreError> {
    let (mut rows, mut complaint, mut event) = (Vec::new(), None, None);
    match said {
        Said::Something(found) => match &found.what {
            What::Response(_) => rows = facts::rows(found),
            What::Complaint(made) => complaint = Some(complaints::Noted::of(found, made)),
        },
        Said::Happened(happened) => event = Some(&happened.part),
        Said::Nothing | Said::Unreadable(_) => {}
    }
    let (shop, id) = (&journal.shop, entry.id);
    let counted = facts::are_known(conn, shop, id).await?;
    let listed = complaints::noted(conn, shop, id).await?;
    let noted = events::noted(conn, shop, id).await?;
    let waiting = quarantine::reason(conn, shop, id).await?.is_some();
    let found = if counted && facts::stored(conn, shop, id).await? != rows {
        "the answers counted are not those the customer gave"
    } else if listed.is_some() && listed != complaint {
        "the complaint listed is not the one the customer made"
    } else if noted.is_some() && noted.as_ref() != event {
        "the event noted is not the one the tablet told of"
    } else if !counted && !waiting && !rows.is_empty() {
        "its answers were never counted"
    } else if listed.is_none() && !waiting && complaint.is_some() {
        "its complaint was never listed"
    } else if noted.is_none() && !waiting && event.is_some() {
        "what happened to the tablet was never noted"
    } else {
        return Ok(None);
    };
    Ok(Some(found.into()))
}
