//! What a tablet said of a journal, held against what is here: how far it had come, and what it lost.

use super::found::Found;
use super::losses;
use crate::clock;
use crate::db::announced::{self, Word};
use crate::db::events::{self, Told};
use crate::db::journal::Journal;
use crate::db::{Conn, StoreError};
use handover_domain::chain::{self, Link, range};
use handover_domain::hash::Hash;
use handover_domain::record::{EventPart, Happened, Loss};

/// A journal with its records, among all journals of its tablet.
pub(super) struct Here<'a> {
    pub journal: &'a Journal,
    /// Sorted by seq.
    pub links: &'a [Link],
    /// The tablet's journals, the oldest first.
    pub siblings: &'a [Journal],
}

impl Here<'_> {
    /// The last place that is here, or was once.
    fn last(&self) -> u64 {
        let last = self.links.last().map_or(0, |link| link.seq);
        last.max(self.journal.highest.unwrap_or(0))
    }

    fn is(&self, journal: Option<&Journal>) -> bool {
        journal.is_some_and(|other| other.epoch == self.journal.epoch && other.shop == self.journal.shop)
    }
}

/// Everything a tablet said of this journal.
pub(super) async fn check(conn: &mut Conn, here: &Here<'_>) -> Result<Found, StoreError> {
    let journal = here.journal;
    let words = announced::of(conn, &journal.shop, &journal.device, &journal.epoch).await?;
    let all = events::losses(conn, &journal.device).await?;
    let told: Vec<&Told> = all.iter().filter(|told| told.by == journal.epoch).collect();
    let ours: Vec<&Loss> = all.iter().map(|told| &told.loss).filter(|loss| is_of(loss, journal)).collect();

    let mut found = Found::default();
    if !here.is(here.siblings.first()) {
        found.notes.push(begun(journal, !told.is_empty()));
    }
    contradictions(here.links, &words, &mut found);
    for loss in &ours {
        losses::tell(here.links, loss, &mut found);
    }
    // A journal that head office never heard of has no other place to be spoken of.
    let unheard = |told: &&&Told| !here.siblings.iter().any(|sibling| is_of(&told.loss, sibling));
    for told in told.iter().filter(unheard) {
        losses::tell(&[], &told.loss, &mut found);
    }
    if let Some(top) = words.last() {
        awaited(here, top, &ours, &mut found);
    }
    for (at, event) in events::others(conn, &journal.device, &journal.epoch).await? {
        found.notes.extend(happened(&clock::minute(at), &event));
    }
    Ok(found)
}

/// What happened to the tablet on this day; losses are told of by their places, and what belongs to every day is not
/// told at all.
fn happened(at: &str, event: &EventPart) -> Option<String> {
    let who = event.person.as_ref().map_or("somebody", |person| person.as_str());
    let number =
        || event.number.as_ref().map_or("a complaint".into(), |number| format!("complaint {number}"));
    match event.happened {
        Happened::Loss | Happened::Enrolled | Happened::Unlocked | Happened::NoSurvey => None,
        Happened::StorageFull => Some(format!(
            "the tablet's storage was full on {at}: a complaint took the room that is kept back for it"
        )),
        Happened::Breakdown => {
            let place = event.place.as_deref().filter(|place| *place != "?").unwrap_or("an unknown place");
            Some(format!("the page broke down on {at} at {place} of its program, and began anew"))
        }
        Happened::WrongPin => Some(format!("a wrong PIN was tried for {who} on {at}")),
        Happened::SettingsChanged => Some(format!("{who} changed the tablet's settings on {at}")),
        Happened::Opened => Some(format!("{who} opened the words and the contact of {} on {at}", number())),
        Happened::WrongWords => Some(format!("{who} tried wrong words to open {} on {at}", number())),
        Happened::Retired => Some(format!("{who} took the tablet out of use on {at}")),
    }
}

fn is_of(loss: &Loss, journal: &Journal) -> bool {
    loss.epoch.to_string() == journal.epoch
}

/// That a journal is not the tablet's first.
fn begun(journal: &Journal, with_account: bool) -> String {
    let since = clock::minute(journal.first_at);
    let rest = if with_account {
        "Its first record tells what was lost"
    } else {
        "What the one before it had not sent is lost"
    };
    format!("the tablet began this journal anew; first heard of {since}. {rest}.")
}

/// Words that do not agree with each other or with what is here.
fn contradictions(links: &[Link], words: &[Word], found: &mut Found) {
    for pair in words.windows(2) {
        if pair[0].seq == pair[1].seq {
            found.findings.push(format!(
                "the tablet announced two records at {}, {} and {} (fork)",
                pair[0].seq,
                short(&pair[0].hash),
                short(&pair[1].hash)
            ));
        }
    }
    let others = chain::announced(links, words.iter().map(|word| (word.seq, word.hash)));
    found.findings.extend(others.iter().map(ToString::to_string));
    // A batch may be late, and a clock may be wrong: what is last by both is what the tablet says now.
    let (Some(top), Some(said), Some(heard)) = (
        words.last(),
        words.iter().max_by_key(|word| (word.said_at, word.seq)),
        words.iter().max_by_key(|word| (word.heard_at, word.seq)),
    ) else {
        return;
    };
    if said.seq < top.seq && heard.seq < top.seq {
        found.findings.push(format!(
            "the tablet once announced {} (hash {}) and now ends at {}: its end was cut off, or an older copy of the \
             journal was put back",
            top.seq,
            short(&top.hash),
            heard.seq
        ));
    }
}

/// What was announced and is not here: on its way as long as the journal goes on, or where the tablet lost only what
/// lies behind it.
fn awaited(here: &Here<'_>, top: &Word, losses: &[&Loss], found: &mut Found) {
    let day = clock::date(top.heard_at);
    let ended = !here.is(here.siblings.last());
    for (from, through) in losses::without((here.last() + 1, top.seq), losses) {
        let places = range(from, through);
        if ended && losses.iter().all(|loss| loss.through < from) {
            found.findings.push(format!(
                "{places} announced on {day} and not here, and the tablet has begun another journal since without a word \
                 of them"
            ));
        } else {
            found.notes.push(format!("{places} announced on {day}, not here yet"));
        }
    }
}

fn short(hash: &Hash) -> String {
    format!("{}…", &hash.to_string()[..12])
}
