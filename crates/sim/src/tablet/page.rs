//! A page begins: the set-up is taken up or asked for, stock is taken, and the courier goes.

use super::{Line, Page, Tablet, courier, stock};
use crate::writing::Hand;
use handover_domain::ids::{DeviceId, PageId};
use handover_domain::wire::{Config, EnrolCode, Enrolment, Envelope, Type};
use handover_tablet::journal::Known;
use handover_tablet::{Ask, Outside, Setting, Storage, StoreError};
use std::rc::Rc;

/// How long staff wait before they try again.
const PATIENCE_MS: u64 = 30_000;

/// Begins a life of the page.
pub fn start(tablet: &Rc<Tablet>) {
    tablet.tell(|| format!("starts, version {}", tablet.app.get()));
    let own = Rc::clone(tablet);
    tablet.begin(async move {
        let page = loop {
            match open(&own).await {
                Ok(page) => break page,
                Err(error) => own.tell(|| format!("cannot start: {error}")),
            }
            own.world.clock.sleep(PATIENCE_MS).await;
        };
        *own.page.borrow_mut() = Some(Rc::new(page));
        courier::run(own).await;
    });
}

async fn open(tablet: &Rc<Tablet>) -> Result<Page, StoreError> {
    let line = Rc::new(Line::of(tablet));
    let device = match set_up(tablet, &line).await? {
        Some(device) => device,
        None => enrol(tablet, &line).await?,
    };
    tablet.was.set(Some(device));
    let page = Page { id: PageId(tablet.world.chance.uuid()), device, line, known: Known::default() };
    stock::take(tablet, &page).await;
    Ok(page)
}

/// The set-up that is kept, or its copy beside the database.
async fn set_up(tablet: &Tablet, line: &Line) -> Result<Option<DeviceId>, StoreError> {
    let kept = tablet.disk.setting(Setting::Config).await?;
    let copy = tablet.disk.config_copy().await;
    let was_copied = kept == copy;
    for (envelope, is_copy) in [(kept, false), (copy, true)] {
        let Some(envelope) = envelope else { continue };
        if let Some(config) = opened(line, &envelope).await {
            if is_copy {
                tablet.disk.keep_setting(Setting::Config, &envelope).await?;
            } else if !was_copied && let Err(error) = tablet.disk.keep_config_copy(&envelope).await {
                tablet.tell(|| format!("the set-up lies in the database alone: {error}"));
            }
            return Ok(Some(config.device));
        }
    }
    Ok(None)
}

/// A set-up, verified by the key in it.
pub(super) async fn opened(line: &Line, envelope: &str) -> Option<Config> {
    let opened = Envelope::parse(envelope.as_bytes()).and_then(|e| e.open(Type::Config)).ok()?;
    let config = Config::parse(&opened.payload).ok()?;
    line.verified(&config.signing_key, &opened).await.then_some(config)
}

/// Staff ask head office for a code and type it in until it works.
async fn enrol(tablet: &Tablet, line: &Line) -> Result<DeviceId, StoreError> {
    let world = &tablet.world;
    let comes_back = tablet.was.get().filter(|_| world.chance.hits(5_000));
    let key = line.kept_key().unwrap_or_else(|| line.new_key());
    line.hold(key.clone());
    let mut code = another_code(tablet, comes_back);
    loop {
        let wish = Enrolment {
            protocol: handover_domain::PROTOCOL,
            code: code.clone(),
            public_key: key.public.clone(),
            app: tablet.app.get().into(),
        };
        let body = line.sign(Type::Enrolment, wish.to_json().as_bytes()).await;
        let body = body.map_err(|error| StoreError::Failed(error.0))?.to_json();
        let ask = Ask { path: "/api/v1/enrolments", body: Some(&body), authorization: None };
        let reply = line.ask(ask).await;
        if reply.as_ref().is_ok_and(|reply| reply.status == 403) {
            code = another_code(tablet, comes_back);
        }
        if let Ok(reply) = reply
            && reply.status == 200
            && let Ok(envelope) = String::from_utf8(reply.body)
            // The code and the key come from head office by another way, so staff see whose shop it is.
            && let Some(config) = opened(line, &envelope).await.filter(|c| c.signing_key == world.office_key.public)
        {
            tablet.disk.keep_setting(Setting::NewKey, "").await?;
            keep(tablet, &envelope).await?;
            tablet.tell(|| format!("is enrolled as {}", config.device));
            return Ok(config.device);
        }
        world.clock.sleep(PATIENCE_MS).await;
    }
}

fn another_code(tablet: &Tablet, comes_back: Option<DeviceId>) -> EnrolCode {
    let mut bytes = [0; 5];
    bytes.copy_from_slice(&tablet.world.chance.number().to_be_bytes()[..5]);
    let code = EnrolCode::from_random(bytes);
    tablet.world.office.borrow_mut().give_code(&code, comes_back);
    code
}

/// Keeps a set-up, and a copy of it beside the database.
pub(super) async fn keep(tablet: &Tablet, envelope: &str) -> Result<(), StoreError> {
    tablet.disk.keep_setting(Setting::Config, envelope).await?;
    if let Err(error) = tablet.disk.keep_config_copy(envelope).await {
        tablet.tell(|| format!("the set-up lies in the database alone: {error}"));
    }
    Ok(())
}

impl Page {
    /// Whose hand writes.
    pub(super) fn hand(&self, tablet: &Tablet) -> Hand {
        Hand {
            device: self.device,
            shop: crate::office::shop(),
            wall: self.line.wall(),
            page: self.id,
            page_ms: self.line.page_ms(),
            app: tablet.app.get(),
        }
    }
}
