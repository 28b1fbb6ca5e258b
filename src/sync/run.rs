//! The loop: plan, do, judge, note; then wait for a timer or a nudge.

use super::{config, send};
use crate::browser::keys::DeviceKey;
use crate::browser::log::warn;
use crate::browser::task::spawn;
use crate::browser::timer::Nudge;
use crate::browser::{clock, page, random};
use crate::store::{Store, StoreError};
use handover_domain::moment;
use handover_domain::session::Kiosk;
use handover_domain::sync::{Step, SyncState, judge, plan};
use handover_domain::wire::MAX_PAYLOAD;
use std::rc::Rc;
use std::sync::Arc;

/// Even with nothing to send, head office is asked this often for a newer set-up.
const LOOK_MS: u64 = 15 * 60_000;
/// After the database refused, try again this much later.
const STORE_TROUBLE_MS: u64 = 30_000;

/// Starts the loop for an enrolled tablet; it runs as long as the page.
pub fn start(
    store: Rc<Store>,
    key: DeviceKey,
    kiosk: Arc<Kiosk>,
    on_config: impl Fn(Arc<Kiosk>) + 'static,
) -> Nudge {
    let nudge = Nudge::default();
    let on_return = nudge.clone();
    page::on_return(move || on_return.wake());
    let sync = Loop { store, key, kiosk, state: SyncState::default(), looked_at: None };
    spawn(sync.run(nudge.clone(), on_config));
    nudge
}

struct Loop {
    store: Rc<Store>,
    key: DeviceKey,
    kiosk: Arc<Kiosk>,
    state: SyncState,
    looked_at: Option<u64>,
}

impl Loop {
    async fn run(mut self, nudge: Nudge, on_config: impl Fn(Arc<Kiosk>)) {
        loop {
            let wait = match self.step().await {
                Ok(wait) => wait,
                Err(error) => {
                    warn("sync waits for the database", &error);
                    STORE_TROUBLE_MS
                }
            };
            if let Some(newer) = self.look_for_config().await {
                self.kiosk = Arc::clone(&newer);
                on_config(newer);
            }
            nudge.wait(wait).await;
        }
    }

    /// One step; how long to wait before the next, in milliseconds.
    async fn step(&mut self) -> Result<u64, StoreError> {
        let now = clock::page_ms();
        match plan(&self.state, self.store.pending_count().await?, now) {
            Step::Rest => Ok(LOOK_MS),
            Step::WaitUntil(then) => Ok(then.saturating_sub(now)),
            Step::Send { limit } => {
                self.send(limit).await?;
                Ok(0)
            }
        }
    }

    async fn send(&mut self, limit: usize) -> Result<(), StoreError> {
        let kept = self.store.pending(limit, MAX_PAYLOAD).await?;
        let (offered, answer) = send::send(&self.kiosk, &self.key, &kept).await;
        let verdict = judge(self.state.clone(), &offered, answer, clock::page_ms(), random::number());
        let mut places = Vec::new();
        for (id, change) in verdict.changes {
            places.extend(kept.iter().find(|kept| kept.id == id).map(|kept| (kept.place, change)));
        }
        if !places.is_empty() {
            self.store.settle(&places, &moment::write(&clock::wall())).await?;
        }
        self.state = verdict.state;
        if verdict.config_version.is_some_and(|newest| newest > self.kiosk.config.version) {
            self.looked_at = None;
        }
        Ok(())
    }

    async fn look_for_config(&mut self) -> Option<Arc<Kiosk>> {
        let now = clock::page_ms();
        if self.looked_at.is_some_and(|at| now < at + LOOK_MS) {
            return None;
        }
        self.looked_at = Some(now);
        config::refresh(&self.store, &self.key, &self.kiosk).await
    }
}
