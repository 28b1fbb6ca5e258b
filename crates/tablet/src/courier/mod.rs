//! The courier: carries pending records to head office, and brings back receipts and set-ups.
//!
//! It decides nothing by itself: when to send and what an answer means is [`handover_domain::sync`]; what is believed
//! was verified by the pinned key. It runs beside the customer's path, which never waits for it.

mod down;
mod heard;
mod post;
mod progress;
mod tablet;
mod tend;

pub(crate) use down::{keep_feed, newer};
pub(crate) use heard::hear;
pub(crate) use post::batch;
pub use progress::{Progress, Waiting};
pub use tablet::Tablet;

use crate::{Kept, Outside, Setting, Storage, StoreError};
use futures_util::future::join;
use handover_domain::moment;
use handover_domain::sync::{Answer, Change, Step, SyncState, judge, plan};
use handover_domain::wire::{MAX_PAYLOAD, Reason};
use post::Ready;
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
    /// The next batch, where the one before it was answered with a receipt.
    ahead: Option<Ready>,
    looked_at: Option<u64>,
    asked_key_at: Option<u64>,
    tended_at: Option<u64>,
    /// The version of the feed that is kept.
    feed_version: u64,
    looked_at_feed: Option<u64>,
    ahead_ms: Option<i64>,
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
            ahead: None,
            looked_at: None,
            asked_key_at: None,
            tended_at: None,
            feed_version: 0,
            looked_at_feed: None,
            ahead_ms: None,
        }))
    }

    /// A configuration was taken up and kept.
    pub async fn configured(&mut self) -> Result<(), StoreError> {
        if let Some(tablet) = Tablet::of(&*self.storage, &*self.outside).await? {
            self.tablet = tablet;
            self.ahead = None;
        }
        Ok(())
    }

    /// Whose records it carries.
    pub fn tablet(&self) -> &Tablet {
        &self.tablet
    }

    /// The network came back, or somebody wants it to go now.
    pub fn hurry(&mut self) {
        self.looked_at_feed = None;
        self.state.hurry(self.outside.page_ms(), self.outside.random());
        // The key may have been approved since.
        self.asked_key_at = None;
    }

    /// One step: sends a batch, or finds that there is nothing to do yet.
    pub async fn step(&mut self) -> Result<Stepped, StoreError> {
        self.tend().await?;
        // A batch that is ready follows a receipt: something waits, and head office knows the key.
        let is_ready = self.ahead.is_some();
        if !is_ready && self.storage.setting(Setting::NewKey).await?.is_some() {
            return self.ask_for_approval().await;
        }
        let now = self.outside.page_ms();
        let waiting = is_ready || heard::is_waiting(&*self.storage).await?;
        let step = plan(&self.state, waiting.into(), now);
        if !matches!(step, Step::Send { .. }) {
            // What was made ready may have gone by another road until its turn comes.
            self.ahead = None;
        }
        let wait_ms = match step {
            Step::Rest => LOOK_MS,
            Step::WaitUntil(then) => then.saturating_sub(now),
            Step::Send { limit } => self.send(limit).await?,
        };
        let config = self.look_for_config().await;
        self.look_for_feed().await?;
        Ok(Stepped { wait_ms, config })
    }

    /// Sends the oldest records behind the ones that were not taken.
    async fn send(&mut self, limit: usize) -> Result<u64, StoreError> {
        let Some(ready) = self.next(limit).await? else {
            // The end was reached: what was passed over is offered again.
            self.after = 0;
            return Ok(0);
        };
        let Some(last) = ready.kept.last().map(|kept| kept.place) else { return Ok(0) };
        // While head office works on this batch, the one behind it is made ready.
        let (answer, ahead) =
            join(ready.send(&*self.outside, &self.tablet), self.look_ahead(last, limit)).await;
        let Ready { kept, offered, .. } = ready;
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
            changes.extend(kept.iter().find(|kept| kept.id == id).map(|kept| (kept.place, change)));
        }
        if let Some(receipt) = &receipt {
            if changes.len() < kept.len() {
                self.after = last;
            }
            let server = receipt.server_time.moment();
            self.ahead_ms = server.map(|server| (server - self.outside.wall()).num_milliseconds());
            if receipt.feed_version > self.feed_version {
                self.looked_at_feed = None;
            }
            heard::note(&*self.storage, receipt, &changes, ahead.is_some()).await?;
            self.ahead = ahead;
        } else if !changes.is_empty() {
            self.storage.settle(&changes, &self.now(), &[]).await?;
        }
        self.state = verdict.state;
        if verdict.config_version.is_some_and(|newest| newest > self.tablet.config_version) {
            self.looked_at = None;
        }
        Ok(self.state.not_before.saturating_sub(now))
    }

    /// The batch that is ready, or the next one there is.
    async fn next(&mut self, limit: usize) -> Result<Option<Ready>, StoreError> {
        if let Some(ahead) = self.ahead.take().filter(|ready| ready.limit == limit) {
            return Ok(Some(ahead));
        }
        let page = self.storage.pending(self.after, limit, MAX_PAYLOAD).await?;
        self.set_apart(&page.broken).await?;
        if page.kept.is_empty() { Ok(None) } else { self.ready(limit, page.kept).await.map(Some) }
    }

    async fn set_apart(&self, broken: &[u32]) -> Result<(), StoreError> {
        let apart = |place: &u32| (*place, Change::Quarantined(BROKEN.into()));
        let changes: Vec<_> = broken.iter().map(apart).collect();
        if changes.is_empty() { Ok(()) } else { self.storage.settle(&changes, &self.now(), &[]).await }
    }

    async fn ready(&self, limit: usize, kept: Vec<Kept>) -> Result<Ready, StoreError> {
        let head = self.storage.head().await?;
        Ok(Ready::of(&*self.outside, &self.tablet, self.app, head.as_ref(), limit, kept).await)
    }

    /// The batch behind this place, where there is one and nothing is wrong with it: else it is looked at in its turn.
    async fn look_ahead(&self, after: u32, limit: usize) -> Option<Ready> {
        let page = self.storage.pending(after, limit, MAX_PAYLOAD).await.ok()?;
        if page.kept.is_empty() || !page.broken.is_empty() {
            return None;
        }
        self.ready(limit, page.kept).await.ok()
    }

    fn now(&self) -> String {
        moment::write(&self.outside.wall())
    }
}
