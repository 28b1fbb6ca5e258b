//! What happens from outside: customers come, disks lose what they had, head office puts a backup back, days pass.
//!
//! The director acts, waits, acts again; [`drain`](Director::drain) ends all of it, so that everything can come home.

mod head_office;
mod injuries;
mod paper;

use crate::bugs::Bug;
use crate::disk::Disk;
use crate::executor::Executor;
use crate::office::Office;
use crate::seen::Seen;
use crate::tablet::{Tablet, capture, start};
use crate::world::World;
use handover_tablet::memory::Memory;
use paper::Paper;
use std::rc::Rc;

/// The versions of the kiosk, in their order; one is rolled out after the other, and round again.
const APPS: [&str; 4] = ["1", "2", "3", "4"];
const DAY_MS: u64 = 86_400_000;

/// Whoever makes things happen.
pub struct Director {
    /// Where they happen.
    pub world: Rc<World>,
    /// The tablets, clones included.
    pub tablets: Vec<Rc<Tablet>>,
    /// When the next thing happens.
    pub next_at: u64,
    backups: Vec<(u64, Office)>,
    paper: Paper,
    /// A backup was put back.
    restored: bool,
}

type Act = fn(&mut Director, &mut Executor, usize);

/// What can happen, to which tablet.
const ACTS: &[(Seen, Act)] = &[
    (Seen::SecondWindow, |d, _, t| {
        capture(&d.tablets[t]);
        capture(&d.tablets[t]);
    }),
    (Seen::Reload, Director::restart),
    (Seen::Truncated, Director::truncate),
    (Seen::DatabaseLost, Director::lose_database),
    (Seen::BesideLost, Director::lose_beside),
    (Seen::Cleared, Director::clear),
    (Seen::Lagged, Director::lag),
    (Seen::Full, |d, _, t| d.tablets[t].disk.memory.fill(true)),
    (Seen::Away, |d, _, t| d.tablets[t].disk.memory.shut(true)),
    (Seen::ClockJump, Director::jump),
    (Seen::Night, |d, _, _| {
        d.world.clock.go_to(d.world.clock.now() + d.world.chance.between(1, 36) * DAY_MS / 12);
    }),
    (Seen::Cloned, Director::clone_profile),
    (Seen::Updated, Director::update),
    (Seen::Backup, |d, _, _| d.back_up()),
    (Seen::Restored, |d, _, _| d.restore()),
    (Seen::Revoked, |d, _, t| d.revoke(t, true)),
    (Seen::Reconfigured, |d, _, _| d.world.office.borrow_mut().config_version += 1),
    (Seen::Erased, |d, _, _| d.erase()),
    (Seen::Down, |d, _, _| d.world.network.borrow_mut().down = true),
    (Seen::Healed, |d, _, _| d.heal()),
    (Seen::Exported, |d, _, t| d.paper.export(&d.tablets[t])),
];

impl Director {
    /// With one tablet or two.
    pub fn new(world: Rc<World>) -> Self {
        let mut director = Self {
            tablets: Vec::new(),
            next_at: 0,
            backups: Vec::new(),
            paper: Paper::default(),
            restored: false,
            world,
        };
        for _ in 0..director.world.chance.between(1, 2) {
            director.add(Memory::default());
        }
        director
    }

    fn add(&mut self, memory: Memory) {
        let disk = Disk { memory, world: Rc::clone(&self.world) };
        let tablet = Tablet::new(self.tablets.len(), disk, APPS[0]);
        start(&tablet);
        self.tablets.push(tablet);
    }

    /// One thing, or none; and when the next one comes.
    pub fn act(&mut self, executor: &mut Executor) {
        let tablet = self.world.chance.index(self.tablets.len());
        self.relieve();
        if self.world.chance.hits(4_000) {
            capture(&self.tablets[tablet]);
        }
        for (seen, act) in ACTS {
            if self.world.strikes(*seen) {
                self.world.tell(|| format!("-- {} (tablet {})", seen.words(), tablet + 1));
                act(self, executor, tablet);
            }
        }
        self.paper.carry(&self.world, &self.tablets, self.restored);
        self.next_at = self.world.clock.now() + self.gap();
    }

    fn gap(&self) -> u64 {
        let chance = &self.world.chance;
        match chance.below(20) {
            0..10 => chance.below(500),
            10..15 => chance.between(1_000, 60_000),
            15..19 => chance.between(60_000, 1_200_000),
            _ => chance.between(1_200_000, 4_000_000),
        }
    }

    /// Troubles pass, each after a while.
    fn relieve(&mut self) {
        let chance = &self.world.chance;
        for (index, tablet) in self.tablets.iter().enumerate() {
            if chance.hits(2_500) {
                tablet.disk.memory.fill(false);
            }
            if chance.hits(2_500) {
                tablet.disk.memory.shut(false);
            }
            if chance.hits(1_500) {
                self.revoke(index, false);
            }
        }
        if chance.hits(2_500) {
            self.world.network.borrow_mut().down = false;
        }
        if chance.hits(1_500) {
            self.approve();
        }
    }

    /// The tablet crashes. A power cut may take with it what the disk only said it had written.
    pub fn crash(&mut self, executor: &mut Executor, tablet: usize) {
        if self.world.chance.hits(800) && self.world.odds.of(Seen::Truncated) > 0 {
            self.world.count(Seen::Truncated, 1);
            self.truncate(executor, tablet);
        } else {
            self.restart(executor, tablet);
        }
    }

    /// A page ends in the middle of whatever it does, and begins anew.
    pub fn restart(&mut self, executor: &mut Executor, tablet: usize) {
        executor.crash(tablet);
        self.world.newborn.borrow_mut().retain(|(owner, _)| *owner != tablet);
        let tablet = &self.tablets[tablet];
        *tablet.page.borrow_mut() = None;
        tablet.writing.set(0);
        if self.world.bug == Some(Bug::LosesARecord) {
            injuries::forget(tablet);
        }
        start(tablet);
    }

    /// No more faults.
    pub fn calm(&mut self) {
        self.world.tell(|| "== no more faults".into());
        self.world.calm.set(true);
        self.world.network.borrow_mut().down = false;
        for (index, tablet) in self.tablets.iter().enumerate() {
            tablet.disk.memory.fill(false);
            tablet.disk.memory.shut(false);
            self.revoke(index, false);
        }
    }

    /// Whether everything has come home that can; keys that wait are approved meanwhile.
    pub fn drain(&self) -> bool {
        self.approve();
        self.tablets.iter().all(|tablet| {
            tablet.page.borrow().is_some() && tablet.writing.get() == 0 && tablet.disk.memory.waiting() == 0
        })
    }

    /// A customer at every tablet: head office's answer also tells what it has no more.
    pub fn last_customers(&self) {
        for tablet in &self.tablets {
            capture(tablet);
        }
    }
}
