//! What head office has for the tablet: a newer set-up, and its word on a new key.

use super::{Courier, KEY_MS, LOOK_MS, Stepped};
use crate::{Ask, Outside, Reply, Setting, Storage, StoreError, Tablet};
use handover_domain::sync::Pause;
use handover_domain::wire::{Envelope, Feed, NewKey, Opened, Outline, Problem, Reason, Request, Type};

const CONFIG: &str = "/api/v1/config";
const FEED: &str = "/api/v1/feed";
const KEYS: &str = "/api/v1/keys";

impl<S: Storage, O: Outside> Courier<S, O> {
    /// Fetches the newest configuration now and then; where it is newer than the one in use, its envelope.
    pub(super) async fn look_for_config(&mut self) -> Option<String> {
        let now = self.outside.page_ms();
        if self.looked_at.is_some_and(|at| now < at + LOOK_MS) {
            return None;
        }
        self.looked_at = Some(now);
        let reply = self.ask_for(CONFIG).await?;
        if reply.status == 200 { newer(&*self.outside, &self.tablet, &reply.body).await } else { None }
    }

    /// Fetches what the shop's tablets have to know of each other, now and then and where a receipt spoke of a newer one.
    pub(super) async fn look_for_feed(&mut self) -> Result<(), StoreError> {
        let now = self.outside.page_ms();
        if self.looked_at_feed.is_some_and(|at| now < at + LOOK_MS) {
            return Ok(());
        }
        self.looked_at_feed = Some(now);
        match self.ask_for(FEED).await {
            Some(reply) if reply.status == 200 => self.take_feed(&reply.body).await,
            _ => Ok(()),
        }
    }

    async fn take_feed(&mut self, envelope: &[u8]) -> Result<(), StoreError> {
        let kept = keep_feed(&*self.storage, &*self.outside, &self.tablet, envelope).await?;
        self.feed_version = self.feed_version.max(kept.unwrap_or(0));
        Ok(())
    }

    /// Asks for something that only this tablet may have.
    async fn ask_for(&self, path: &str) -> Option<Reply> {
        let request = Request { device: self.tablet.device, path: path.into() };
        let signed = self.outside.sign(Type::Request, request.to_json().as_bytes()).await.ok()?;
        let authorization = format!("Handover {}", signed.to_compact());
        self.outside.ask(Ask { path, body: None, authorization: Some(&authorization) }).await.ok()
    }

    /// Tells head office of the new key, until somebody there has approved it. What was captured meanwhile waits.
    pub(super) async fn ask_for_approval(&mut self) -> Result<Stepped, StoreError> {
        let now = self.outside.page_ms();
        let next = self.asked_key_at.map_or(0, |at| at + KEY_MS).max(self.state.not_before);
        if now < next {
            return Ok(Stepped { wait_ms: next - now, config: None });
        }
        self.asked_key_at = Some(now);
        self.state.paused = Some(Pause::NotApproved);
        match self.wish().await {
            Some(reply) if reply.status == 200 => {
                let config = newer(&*self.outside, &self.tablet, &reply.body).await;
                // Only head office's own word ends the waiting; its configuration may be the one in use.
                if config.is_some() || self.is_ours(&reply.body).await {
                    self.storage.keep_setting(Setting::NewKey, "").await?;
                    self.state.paused = None;
                    return Ok(Stepped { wait_ms: 0, config });
                }
            }
            Some(reply) => {
                match Problem::recognise(reply.status, &reply.body).map(|problem| problem.reason) {
                    Some(Reason::RevokedDevice) => self.state.paused = Some(Pause::Revoked),
                    Some(Reason::UnknownDevice) => self.state.paused = Some(Pause::Unknown),
                    _ => {}
                }
            }
            None => {}
        }
        Ok(Stepped { wait_ms: KEY_MS, config: None })
    }

    async fn wish(&self) -> Option<Reply> {
        let wish = NewKey {
            protocol: handover_domain::PROTOCOL,
            device: self.tablet.device,
            public_key: self.outside.public_key().await?,
            app: self.app.to_owned(),
        };
        let body = self.outside.sign(Type::NewKey, wish.to_json().as_bytes()).await.ok()?.to_json();
        self.outside.ask(Ask { path: KEYS, body: Some(&body), authorization: None }).await.ok()
    }

    async fn is_ours(&self, envelope: &[u8]) -> bool {
        config(&*self.outside, &self.tablet, envelope).await.is_some()
    }
}

/// The configuration in an envelope, where it is for this tablet and signed by the pinned key.
pub(crate) async fn config<O: Outside>(outside: &O, tablet: &Tablet, envelope: &[u8]) -> Option<Outline> {
    let opened = Envelope::parse(envelope).and_then(|e| e.open(Type::Config)).ok()?;
    let config = Outline::parse(&opened.payload).ok()?;
    let ours = config.device == tablet.device && config.signing_key == tablet.signing_key;
    (ours && outside.verified(&tablet.signing_key, &opened).await).then_some(config)
}

/// The envelope's text, where it holds a newer configuration than the one in use.
pub(crate) async fn newer<O: Outside>(outside: &O, tablet: &Tablet, envelope: &[u8]) -> Option<String> {
    let config = config(outside, tablet, envelope).await?;
    if config.version <= tablet.config_version {
        return None;
    }
    std::str::from_utf8(envelope).ok().map(str::to_owned)
}

/// Keeps a feed, where it is this shop's, signed by the pinned key, and not older than the one that is kept; the version
/// that is kept then. `None` where the envelope is none of that.
pub(crate) async fn keep_feed<S: Storage, O: Outside>(
    storage: &S,
    outside: &O,
    tablet: &Tablet,
    envelope: &[u8],
) -> Result<Option<u64>, StoreError> {
    let Some(newer) = edition(tablet, envelope) else { return Ok(None) };
    let text = std::str::from_utf8(envelope).ok();
    let (Some(text), true) = (text, outside.verified(&tablet.signing_key, &newer.opened).await) else {
        return Ok(None);
    };
    let kept = storage.setting(Setting::Feed).await?.unwrap_or_default();
    let kept = edition(tablet, kept.as_bytes()).map_or(0, |kept| kept.version);
    if newer.version > kept {
        storage.keep_setting(Setting::Feed, text).await?;
    }
    Ok(Some(kept.max(newer.version)))
}

struct Edition {
    version: u64,
    opened: Opened,
}

fn edition(tablet: &Tablet, envelope: &[u8]) -> Option<Edition> {
    let opened = Envelope::parse(envelope).and_then(|e| e.open(Type::Feed)).ok()?;
    let (shop, version) = Feed::edition(&opened.payload).ok()?;
    (shop == tablet.shop).then_some(Edition { version, opened })
}
