//! Where a record could be that a customer has the slip of and that is not here.

use super::found::short_id;
use crate::clock;
use crate::db::announced::{self, Word};
use crate::db::journal::{self, Journal};
use crate::db::{Conn, StoreError, devices, events};
use handover_domain::slip::Slip;

/// One sentence a journal that the slip could be of, the likeliest first. A slip names no tablet.
pub async fn whereabouts(conn: &mut Conn, slip: Slip) -> Result<Vec<String>, StoreError> {
    let (mut likely, mut possible, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    let journals = journal::all(conn).await?;
    let mut rest = journals.iter().peekable();
    while let Some(journal) = rest.next() {
        let ended = rest.peek().is_some_and(|next| next.device == journal.device);
        let name = format!("tablet {} (journal {})", journal.tablet, short_id(&journal.epoch));
        let words = announced::of(conn, &journal.shop, &journal.device, &journal.epoch).await?;
        let word = words.iter().find(|word| slip.fits(word.seq, &word.hash));
        match place(conn, journal, slip.seq, ended).await? {
            Place::Taken if word.is_none() => taken.push(name),
            place => {
                let sentence = format!("{name} {}", place.sentence(slip.seq, word));
                if word.is_some() { likely.push(sentence) } else { possible.push(sentence) }
            }
        }
    }
    for device in devices::all(conn).await? {
        if journals.iter().all(|journal| journal.device != device.id.to_string()) {
            possible.push(format!("tablet {} has not sent anything yet", device.number));
        }
    }
    likely.extend(possible);
    if !taken.is_empty() {
        likely.push(format!("another record is at {} in: {}", slip.seq, taken.join(", ")));
    }
    Ok(likely)
}

/// What is known of a place in a journal.
enum Place {
    /// A record is there, not the one that is looked for.
    Taken,
    /// The tablet says that it lost what was there.
    Lost,
    /// Nothing has come from there yet; up to here it has, and whether the tablet has begun another journal since.
    Beyond(u64, bool),
    /// What comes after it is here.
    Gap,
}

async fn place(conn: &mut Conn, journal: &Journal, seq: u64, ended: bool) -> Result<Place, StoreError> {
    let (here, highest) = journal::at(conn, journal, seq).await?;
    let losses = events::losses(conn, &journal.device).await?;
    let is_lost = losses
        .iter()
        .map(|told| told.loss)
        .any(|loss| loss.epoch.to_string() == journal.epoch && (loss.from..=loss.through).contains(&seq));
    Ok(match here {
        true => Place::Taken,
        false if is_lost => Place::Lost,
        false if seq > highest => Place::Beyond(highest, ended),
        false => Place::Gap,
    })
}

impl Place {
    fn sentence(&self, seq: u64, word: Option<&Word>) -> String {
        let announced = word.map_or_else(String::new, |word| {
            format!("announced this very record on {}, and ", clock::date(word.heard_at))
        });
        match self {
            Self::Taken => format!("{announced}holds another record at {seq} now: the journal was altered"),
            Self::Lost => format!("{announced}lost {seq}, by its own account"),
            Self::Beyond(highest, false) => {
                format!("{announced}has not sent {seq} yet; {highest} is the last one here")
            }
            Self::Beyond(highest, true) => format!(
                "{announced}has not sent {seq}; {highest} is the last one here, and the tablet has begun another journal \
                 since"
            ),
            Self::Gap => format!("{announced}has sent what comes after {seq}, which is missing here"),
        }
    }
}
