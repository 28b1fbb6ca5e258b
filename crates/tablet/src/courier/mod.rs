//! The courier: carries pending records to head office, and brings back receipts and set-ups.
//!
//! It decides nothing by itself: when to send and what an answer means is [`handover_domain::sync`]; what is believed
//! was verified by the pinned key. It runs beside the customer's path, which never waits for it.

mod down;
mod post;
mod progress;
mod tablet;
mod tend;

pub(crate) use down::newer;
pub(crate) use post::batch;
pub use progress::{Progress, Waiting};
pub use tablet::Tablet;

use crate::{Outside, Setting, Storage, StoreError, journal};
use handover_domain::moment;
use handover_domain::sync::{Answer, Change, Heard, Journal, Life, Step, SyncState, judge, plan};
use handover_domain::wire::{MAX_PAYLOAD, Reason, Receipt};
use std::rc::Rc;

/// Even with nothing to send, head office is asked this often for a newer set-up.
const LOOK_MS: u64 = 15 * 60_000;
/// How often head office is asked whether it approved a new key.
const KEY_MS: u64 = 60_000;
/// What a place is set apart for that holds no readable record.
const BROKEN: &str = "the record cannot be read on the tablet any more";

/// What a step has brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stepped {
    /// How long to wait before the next step, in milliseconds, unless something happens.
    pub wait_ms: u64,
    /// The envelope of a newer configuration, signed by the pinned key. Whoever runs the courier takes it up, keeps
    /// it, and then calls [`Courier::configured`].
    pub config: Option<String>,
}

/// Carries one tablet's records.
pub struct Courier<S, O> {
    storage: Rc<S>,
    outside: Rc<O>,
    app: &'static str,
    tablet: Tablet,
    state: SyncState,
    /// The place behind which the next batch begins: what was not taken does not hold up what lies behind it.
    after: u32,
    looked_at: Option<u64>,
    asked_key_at: Option<u64>,
    tended_at: Option<u64>,
}

impl<S: Storage, O: Outside> Courier<S, O> {
    /// A courier for the tablet that this storage is set up for; none before enrolment. `app` is the kiosk's version.
    pub async fn new(storage: Rc<S>, outside: Rc<O>, app: &'static str) -> Result<Option<Self>, StoreError> {
        let Some(tablet) = Tablet::of(&*storage, &*outside).await? else { return Ok(None) };
        Ok(Some(Self {
            storage,
            outside,
            app,
            tablet,
            state: SyncState::default(),
            after: 0,
            looked_at: None,
            asked_key_at: None,
            tended_at: None,
        }))
    }

    /// A configuration was taken up and kept.
    pub async fn configured(&mut self) -> Result<(), StoreError> {
        if let Some(tablet) = Tablet::of(&*self.storage, &*self.outside).await? {
            self.tablet = tablet;
        }
        Ok(())
    }

    /// Whose records it carries.
    pub fn tablet(&self) -> &Tablet {
        &self.tablet
    }

    /// The network came back, or somebody wants it to go now.
    pub fn hurry(&mut self) {
        self.state.hurry(self.outside.page_ms(), self.outside.random());
        // The key may have been approved since.
        self.asked_key_at = None;
    }

    /// One step: sends a batch, or finds that there is nothing to do yet.
    pub async fn step(&mut self) -> Result<Stepped, StoreError> {
        self.tend().await?;
        if self.storage.setting(Setting::NewKey).await?.is_some() {
            return self.ask_for_approval().await;
        }
        let now = self.outside.page_ms();
        let waiting = is_waiting(&*self.storage).await?;
        let wait_ms = match plan(&self.state, waiting.into(), now) {
            Step::Rest => LOOK_MS,
            Step::WaitUntil(then) => then.saturating_sub(now),
            Step::Send { limit } => self.send(limit).await?,
        };
        Ok(Stepped { wait_ms, config: self.look_for_config().await })
    }

    /// Sends the oldest records behind the ones that were not taken.
    async fn send(&mut self, limit: usize) -> Result<u64, StoreError> {
        let page = self.storage.pending(self.after, limit, MAX_PAYLOAD).await?;
        if !page.broken.is_empty() {
            let apart = |place: &u32| (*place, Change::Quarantined(BROKEN.into()));
            let changes: Vec<_> = page.broken.iter().map(apart).collect();
            self.storage.settle(&changes, &self.now()).await?;
        }
        let Some(last) = page.kept.last().map(|kept| kept.place) else {
            // The end was reached: what was passed over is offered again.
            self.after = 0;
            return Ok(0);
        };
        let head = self.storage.head().await?;
        let (offered, answer) =
            post::send(&*self.outside, &self.tablet, self.app, head.as_ref(), &page.kept).await;
        let receipt = match &answer {
            Answer::Receipt(receipt) if receipt.batch_id == offered.batch_id => Some(receipt.clone()),
            _ => None,
        };
        if matches!(&answer, Answer::Refused { problem, .. } if problem.reason == Reason::UnknownDevice) {
            // An old backup may not know a key that was approved since, and a crash may have come between keeping a
            // new key and noting that it is new. Where the key is known after all, the first answer says so.
            self.storage.keep_setting(Setting::NewKey, "asked").await?;
        }
        let (now, random) = (self.outside.page_ms(), self.outside.random());
        let verdict = judge(self.state.clone(), &offered, answer, now, random);
        let mut changes = Vec::new();
        for (id, change) in verdict.changes {
            changes.extend(page.kept.iter().find(|kept| kept.id == id).map(|kept| (kept.place, change)));
        }
        if !changes.is_empty() {
            // What head office's clock says is what retention is counted by; the tablet's may be years off.
            let at = receipt
                .as_ref()
                .map_or_else(|| self.now(), |receipt| receipt.server_time.as_str().to_owned());
            self.storage.settle(&changes, &at).await?;
        }
        if let Some(receipt) = &receipt {
            if changes.len() < page.kept.len() {
                self.after = last;
            }
            hear(&*self.storage, receipt).await?;
        }
        self.state = verdict.state;
        if verdict.config_version.is_some_and(|newest| newest > self.tablet.config_version) {
            self.looked_at = None;
        }
        Ok(self.state.not_before.saturating_sub(now))
    }

    fn now(&self) -> String {
        moment::write(&self.outside.wall())
    }
}

/// Whether anything waits. Counting it all would take longer the more there is.
async fn is_waiting<S: Storage>(storage: &S) -> Result<bool, StoreError> {
    let next = storage.pending(0, 1, 1).await?;
    Ok(!next.kept.is_empty() || !next.broken.is_empty())
}

/// What a receipt says beyond its records, once they are settled. First the offering, then the note: after a crash in
/// between, it is done again.
pub(crate) async fn hear<S: Storage>(storage: &S, receipt: &Receipt) -> Result<(), StoreError> {
    let before = storage.setting(Setting::Heard).await?.unwrap_or_default();
    let mut heard = Heard::parse(&before);
    let lives = journal::lives(storage).await?;
    let is_waiting = is_waiting(storage).await?;
    // While records wait, only a run that went back is looked at; what is held is reckoned up once nothing waits.
    let acknowledged = if is_waiting {
        0
    } else {
        let all: u64 = lives.iter().map(journal::Lies::places).sum();
        all.saturating_sub(storage.counts().await?.quarantined)
    };
    let lives_held = lives.iter().map(|life| Life { epoch: life.epoch, places: life.places() }).collect();
    let journal = Journal { lives: lives_held, acknowledged, is_waiting };
    for (epoch, from) in heard.hear(receipt, &journal) {
        let life = lives.iter().find(|life| life.epoch == epoch);
        if let Some((first, last)) = life.and_then(|life| life.from(from)) {
            tend::offer_all(storage, crate::Again::Stored(first, last)).await?;
        }
    }
    let now = heard.to_string();
    if now != before {
        storage.keep_setting(Setting::Heard, &now).await?;
    }
    storage.keep_setting(Setting::LastReceipt, receipt.server_time.as_str()).await
}
