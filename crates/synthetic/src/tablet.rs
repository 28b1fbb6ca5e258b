//! The journal of one tablet over some weeks, record by record.

use crate::chance::Chance;
use crate::character::Character;
use crate::course;
use crate::customer::{End, Stuck, Visit};
use crate::days::{self, Arrival};
use crate::journal::{Journal, When, Written};
use crate::mood::Mood;
use crate::words;
use chrono::{DateTime, Days, FixedOffset, TimeDelta, Timelike};
use handover_domain::complaint::{Complaint, Step, StepKind};
use handover_domain::ids::{AdvisorId, BadName, Epoch, OrderRef, PageId, PersonId, RecordId};
use handover_domain::language::Language;
use handover_domain::record::{EventPart, HandoverPart, Happened, VehiclePart};
use handover_domain::seal::SealError;
use handover_domain::session::{Draft, Kiosk, Receipt};
use handover_domain::survey::VisitInfo;
use handover_domain::visit;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use uuid::{Builder, Uuid};

/// How far a clock may be off that was set by hand.
const OFF: TimeDelta = TimeDelta::hours(-55);
/// Two records of one tablet are never closer together.
const APART: TimeDelta = TimeDelta::seconds(5);
/// Nobody begins this shortly before now.
const LAST: TimeDelta = TimeDelta::minutes(10);

/// The time that is told of, and how many shops are in it.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// What all of it follows from.
    pub seed: u64,
    /// How many shops there are.
    pub shops: usize,
    /// How many days, the last of which is today.
    pub days: u32,
    /// Now, in the shops' own time zone.
    pub now: DateTime<FixedOffset>,
}

/// Which tablet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its shop, from 0.
    pub shop: usize,
    /// Which of the shop's, from 0.
    pub tablet: usize,
    /// How many the shop has.
    pub of: usize,
}

/// How many tablets the shop at this place has in a usual network.
pub fn tablets(shop: usize) -> usize {
    1 + shop % 2
}

impl Span {
    /// How much the clock of this tablet is wrong.
    pub fn clock_off(&self, place: Place) -> TimeDelta {
        let is_wrong = (place.shop, place.tablet) == (self.shops.saturating_sub(2), 0);
        if is_wrong { OFF } else { TimeDelta::zero() }
    }

    /// Since when this tablet has no network.
    pub fn offline_since(&self, place: Place) -> Option<DateTime<FixedOffset>> {
        let is_away = (place.shop + 1, place.tablet) == (self.shops, 0);
        is_away.then(|| self.now - TimeDelta::days(7.min(i64::from(self.days) / 2)))
    }
}

/// Why a journal does not go on.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A customer does not come to an end.
    #[error(transparent)]
    Stuck(#[from] Stuck),
    /// A record cannot be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A name is none.
    #[error(transparent)]
    Name(#[from] BadName),
}

enum Act {
    Arrival { pushed: bool },
    Step(Step),
}

/// A tablet and what is still to happen to it.
pub struct Tablet {
    span: Span,
    place: Place,
    kiosk: Arc<Kiosk>,
    shop: Character,
    chance: Chance,
    journal: Journal,
    /// What is to come, by time; the second is where in the order it was thought of.
    acts: BTreeMap<(DateTime<FixedOffset>, usize), Act>,
    thought_of: usize,
    handed: u32,
    last: DateTime<FixedOffset>,
    ready: VecDeque<Written>,
}

impl Tablet {
    /// A tablet that was set up so.
    pub fn new(span: Span, place: Place, kiosk: Arc<Kiosk>) -> Self {
        let about = format!("tablet {} {}", place.shop, place.tablet);
        let mut chance = Chance::of(span.seed, &about);
        let mut seals = Chance::of(span.seed, &format!("{about} seals {}", kiosk.config.device));
        // Each enrolment begins a journal of its own.
        let epoch = Epoch(Builder::from_random_bytes(seals.bytes()).into_uuid());
        let journal = Journal::new(Arc::clone(&kiosk), epoch, seals.source().clone());
        let shop = Character::of(span.seed, place.shop, span.shops);
        let mut acts = BTreeMap::new();
        let mut thought_of = 0;
        let today = span.now.date_naive();
        for ago in (0..u64::from(span.days)).rev() {
            let Some(day) = today.checked_sub_days(Days::new(ago)) else { continue };
            let zone = *span.now.offset();
            for Arrival { at, pushed } in days::arrivals(&mut chance, &shop, place.of, day, zone) {
                thought_of += 1;
                acts.insert((at, thought_of), Act::Arrival { pushed });
            }
        }
        let last = DateTime::UNIX_EPOCH.with_timezone(span.now.offset());
        let ready = VecDeque::new();
        Self { span, place, kiosk, shop, chance, journal, acts, thought_of, handed: 0, last, ready }
    }

    /// What happens next, until now.
    fn go_on(&mut self) -> Result<(), Trouble> {
        while self.ready.is_empty()
            && let Some(((at, _), act)) = self.acts.pop_first()
        {
            let at = at.max(self.last + APART);
            if at > self.span.now - LAST {
                continue;
            }
            match act {
                Act::Arrival { pushed } => self.customer(at, pushed)?,
                Act::Step(step) => self.step(at, step)?,
            }
        }
        Ok(())
    }

    /// Somebody comes: most are handed the tablet, a few come by themselves to complain.
    fn customer(&mut self, at: DateTime<FixedOffset>, pushed: bool) -> Result<(), Trouble> {
        let language = if self.chance.hits(0.95) { Language::ZhCn } else { Language::En };
        if !pushed && self.chance.hits(0.008) {
            let visit = Visit::walk_in(&self.kiosk);
            return self.complain(visit, language, at);
        }
        let advisor = self.advisor(pushed);
        let info = self.info(advisor)?;
        self.hand_over(&info, at)?;
        let mut visit = Visit::handed(&self.kiosk, info.clone());
        let answers = pushed || self.chance.hits(self.shop.answering);
        let end = if answers || self.chance.hits(0.3) {
            let patience = (!answers).then(|| self.chance.count(0..=4)).and_then(|n| u32::try_from(n).ok());
            let record = self.fresh(at);
            let mut mood = self.mood(&info, at, pushed);
            mood.patience = patience;
            visit.survey(language, record, &mut mood)?
        } else {
            visit.taken_back()
        };
        match end {
            End::Save(draft) => {
                let after = at + milliseconds(visit.now_ms());
                let receipt = self.save(&draft, after)?;
                if visit.saved(receipt) && self.chance.hits(0.05) {
                    self.complain(visit, language, after)?;
                }
            }
            End::NoSurvey(order) => {
                let event = EventPart { order: Some(order), ..EventPart::of(Happened::NoSurvey) };
                let after = at + milliseconds(visit.now_ms()) + TimeDelta::minutes(2);
                let (id, when) = (self.fresh(after), self.when(after));
                let written = self.journal.happened(id, &event, when)?;
                self.ready.push_back(written);
            }
            End::Nothing => {}
        }
        Ok(())
    }

    /// The visit that the tablet is handed over for.
    fn info(&mut self, advisor: Option<AdvisorId>) -> Result<VisitInfo, Trouble> {
        let delivers = self.chance.hits(0.18);
        let wanted = if delivers { visit::Visit::Delivery } else { visit::Visit::Service };
        let all = [wanted, visit::Visit::Service, visit::Visit::Delivery];
        let visit = all.into_iter().find(|visit| self.kiosk.package(Some(*visit)).is_some());
        self.handed += 1;
        let kind = if visit == Some(visit::Visit::Delivery) { "SO" } else { "RO" };
        let order = OrderRef::new(format!("{kind}-{}-{:05}", self.place.tablet + 1, self.handed))?;
        Ok(VisitInfo { visit, order: Some(order), advisor })
    }

    fn advisor(&mut self, pushed: bool) -> Option<AdvisorId> {
        let all = &self.kiosk.config.advisors;
        let chosen = if pushed { all.first() } else { self.chance.one_of(all) };
        chosen.map(|advisor| advisor.id.clone())
    }

    fn hand_over(&mut self, info: &VisitInfo, at: DateTime<FixedOffset>) -> Result<(), Trouble> {
        let (Some(visit), Some(order)) = (info.visit, info.order.clone()) else { return Ok(()) };
        let used = visit == visit::Visit::Service;
        let mileage = self.chance.count(3_000..=120_000);
        let handover = HandoverPart {
            visit,
            order,
            advisor: info.advisor.clone(),
            by: Some(PersonId::new("p2")?),
            model: self.chance.one_of(&words::CARS).map(ToString::to_string),
            mileage_km: u32::try_from(mileage).ok().filter(|_| used),
            second: false,
            listed: false,
        };
        // No province has this sign.
        let plate = self.chance.hits(0.3).then(|| format!("测A{:05}", self.chance.between(0..=99_999)));
        let (id, when) = (self.fresh(at), self.when(at));
        let written = self.journal.handover(id, &handover, &VehiclePart { plate, vin: None }, when)?;
        self.ready.push_back(written);
        Ok(())
    }

    fn complain(
        &mut self,
        mut visit: Visit,
        language: Language,
        at: DateTime<FixedOffset>,
    ) -> Result<(), Trouble> {
        let at = at + APART;
        let before = visit.now_ms();
        let record = self.fresh(at);
        let mut mood = self.mood(&VisitInfo::default(), at, false);
        mood.complains = true;
        let End::Save(draft) = visit.complain(language, record, &mut mood)? else { return Ok(()) };
        let after = at + milliseconds(visit.now_ms() - before);
        if let Some(complaint) = self.save(&draft, after)?.complaint {
            self.follow_up(&complaint, after)?;
        }
        Ok(())
    }

    /// Plans what is done about a complaint.
    fn follow_up(&mut self, complaint: &Complaint, at: DateTime<FixedOffset>) -> Result<(), Trouble> {
        for planned in course::steps(&mut self.chance, complaint, self.shop.diligence) {
            let by = if planned.kind == StepKind::PassedOn { "p2" } else { "p1" };
            let step = Step {
                number: complaint.number.clone(),
                kind: planned.kind,
                remedy: planned.remedy,
                by: PersonId::new(by)?,
            };
            self.thought_of += 1;
            self.acts.insert((at + planned.after, self.thought_of), Act::Step(step));
        }
        Ok(())
    }

    fn step(&mut self, at: DateTime<FixedOffset>, step: Step) -> Result<(), Trouble> {
        let note = if self.chance.hits(0.4) { self.chance.one_of(&words::NOTES).copied() } else { None };
        let (id, when) = (self.fresh(at), self.when(at));
        let written = self.journal.step(id, step, note, when)?;
        self.ready.push_back(written);
        Ok(())
    }

    fn save(&mut self, draft: &Draft, at: DateTime<FixedOffset>) -> Result<Receipt, Trouble> {
        let when = self.when(at);
        let (written, receipt) = self.journal.draft(draft, when)?;
        self.ready.push_back(written);
        Ok(receipt)
    }

    fn mood(&mut self, info: &VisitInfo, at: DateTime<FixedOffset>, pushed: bool) -> Mood<'_> {
        let whole = TimeDelta::days(self.span.days.into()).num_minutes();
        let gone = whole - (self.span.now - at).num_minutes();
        #[expect(clippy::cast_precision_loss, reason = "minutes of a few years")]
        let so_far = gone as f64 / whole as f64;
        let advisor = info.advisor.as_ref().map_or("", AdvisorId::as_str);
        // Some are angry whatever happens.
        let angry = if self.chance.hits(0.03) { 0.45 } else { 0.0 };
        let quality = self.shop.quality(advisor, so_far) + self.chance.around(0.08) - angry;
        let Self { chance, shop, .. } = self;
        Mood { chance, shop, quality, pushed, patience: None, complains: false }
    }

    /// A fresh id, minted at this moment.
    fn fresh(&mut self, at: DateTime<FixedOffset>) -> RecordId {
        let ms = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let id = Builder::from_unix_timestamp_millis(ms, &self.chance.bytes()).into_uuid();
        RecordId(id)
    }

    /// What the tablet's clocks say. Every morning the page begins anew.
    fn when(&mut self, at: DateTime<FixedOffset>) -> When {
        self.last = self.last.max(at);
        let off = self.span.clock_off(self.place);
        let day = at.date_naive();
        let about = format!("page {} {} {day}", self.place.shop, self.place.tablet);
        let page = PageId(Uuid::from_bytes(Chance::of(self.span.seed, &about).bytes()));
        let page_ms = u64::from(at.num_seconds_from_midnight()) * 1000;
        let suspect = self.journal.tip().seq == 0 && off != TimeDelta::zero();
        When { at: at + off, page, page_ms, suspect }
    }
}

impl Iterator for Tablet {
    type Item = Result<Written, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty()
            && let Err(trouble) = self.go_on()
        {
            return Some(Err(trouble));
        }
        self.ready.pop_front().map(Ok)
    }
}

fn milliseconds(ms: u64) -> TimeDelta {
    TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(i64::MAX))
}
