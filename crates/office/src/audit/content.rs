//! What one record says, against its header and against what is noted of it elsewhere.

use crate::arrival::{self, Said, What};
use crate::db::journal::{Entry, Journal};
use crate::db::{
    Conn, StoreError, complaints, erased, events, facts, handovers, numbers, quarantine, records, steps,
};
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
    let (mut rows, mut complaint, mut event, mut step, mut handover) = (None, None, None, None, None);
    match said {
        Said::Something(found) => match &found.what {
            What::Response(_) => rows = Some(facts::rows(found)),
            What::Complaint(made) => complaint = Some(complaints::Noted::of(found, made)),
        },
        Said::Happened(happened) => event = Some(happened.part.clone()),
        Said::Did(did) => step = Some(steps::Noted::of(did)),
        Said::Handed(handed) => handover = Some(handovers::Noted::of(handed)),
        Said::Nothing | Said::Unreadable(_) => {}
    }
    let (shop, id) = (&journal.shop, entry.id);
    let is_counted = facts::are_here(conn, shop, id).await?;
    let counted = if is_counted { Some(facts::stored(conn, shop, id).await?) } else { None };
    let listed = complaints::noted(conn, shop, id).await?;
    let noted = events::noted(conn, shop, id).await?;
    let done = steps::noted(conn, shop, id).await?;
    let handed = handovers::noted(conn, shop, id).await?;
    // What could not be read is told of as such.
    let awaited = quarantine::reason(conn, shop, id).await?.is_none();
    let found = [
        against(
            (counted, rows),
            "the answers counted are not those the customer gave",
            "its answers were never counted",
        ),
        against(
            (listed, complaint),
            "the complaint listed is not the one the customer made",
            "its complaint was never listed",
        ),
        against(
            (noted, event),
            "the event noted is not the one the tablet told of",
            "what happened to the tablet was never noted",
        ),
        against(
            (done, step),
            "the step noted is not the one the tablet told of",
            "what was done about the complaint was never noted",
        ),
        against(
            (handed, handover),
            "the handover noted is not the one the tablet told of",
            "its handover was never noted",
        ),
    ];
    let found = found.into_iter().flatten().find(|found| awaited || matches!(found, Against::Other(_)));
    Ok(found.map(|(Against::Other(what) | Against::Never(what))| what.into()))
}

/// How what is noted does not fit what was said.
enum Against {
    /// It is something else.
    Other(&'static str),
    /// It is not there.
    Never(&'static str),
}

/// What is noted, held against what was said.
fn against<T: PartialEq>(
    (noted, said): (Option<T>, Option<T>),
    other: &'static str,
    never: &'static str,
) -> Option<Against> {
    match (noted, said) {
        (noted, said) if noted == said => None,
        (None, _) => Some(Against::Never(never)),
        (Some(_), _) => Some(Against::Other(other)),
    }
}
