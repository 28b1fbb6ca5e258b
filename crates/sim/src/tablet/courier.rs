//! The courier's thread: one step of [`handover_tablet::courier::Courier`], a wait, and so on.

use super::{Tablet, page};
use handover_tablet::courier::Courier;
use handover_tablet::memory::give_way;
use handover_tablet::{Setting, Storage, StoreError};
use std::rc::Rc;

/// After the database refused, try again this much later.
const TROUBLE_MS: u64 = 30_000;

type Own = Courier<crate::disk::Disk, super::Line>;

/// Runs as long as the page.
pub(super) async fn run(tablet: Rc<Tablet>) {
    let mut courier = loop {
        match open(&tablet).await {
            Ok(Some(courier)) => break courier,
            Ok(None) => tablet.tell(|| "has no set-up that can be read".into()),
            Err(error) => tablet.tell(|| format!("the courier waits for the database: {error}")),
        }
        tablet.world.clock.sleep(TROUBLE_MS).await;
    };
    if tablet.world.chance.hits(2_000) {
        courier.hurry();
    }
    loop {
        let wait_ms = match courier.step().await {
            Ok(stepped) => {
                if let Some(envelope) = stepped.config {
                    configure(&tablet, &mut courier, &envelope).await;
                }
                stepped.wait_ms
            }
            Err(error) => {
                tablet.tell(|| format!("the courier waits for the database: {error}"));
                TROUBLE_MS
            }
        };
        tablet.wait(wait_ms).await;
    }
}

async fn open(tablet: &Rc<Tablet>) -> Result<Option<Own>, StoreError> {
    let page = tablet.page.borrow().clone();
    let Some(page) = page else { return Ok(None) };
    let line = Rc::clone(&page.line);
    if let Some(key) = line.kept_key() {
        line.hold(key);
    } else {
        // The database was lost and the set-up was not.
        tablet.world.count(crate::seen::Seen::KeyAsked, 1);
        let key = line.new_key();
        give_way().await;
        tablet.disk.keep_setting(Setting::NewKey, "asked").await?;
        line.hold(key);
    }
    Courier::new(Rc::clone(&tablet.disk), line, tablet.app.get()).await
}

/// The page takes a newer set-up up, and keeps it.
pub(super) async fn configure(tablet: &Tablet, courier: &mut Own, envelope: &str) {
    if take_up(tablet, envelope).await
        && let Err(error) = courier.configured().await
    {
        tablet.tell(|| format!("the courier could not read the set-up: {error}"));
    }
}

/// Whether it was newer, head office's, and kept.
pub(super) async fn take_up(tablet: &Tablet, envelope: &str) -> bool {
    let Some(page) = tablet.page.borrow().clone() else { return false };
    let Some(config) = page::opened(&page.line, envelope).await else { return false };
    let current = match tablet.disk.setting(Setting::Config).await {
        Ok(Some(current)) => page::opened(&page.line, &current).await,
        _ => None,
    };
    if current
        .is_some_and(|current| current.version >= config.version || config.may_replace(&current).is_err())
    {
        return false;
    }
    tablet.tell(|| format!("takes up set-up {}", config.version));
    match page::keep(tablet, envelope).await {
        Ok(()) => true,
        Err(error) => {
            tablet.tell(|| format!("the set-up could not be kept: {error}"));
            false
        }
    }
}
