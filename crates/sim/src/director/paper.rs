//! Files that are carried by hand: to head office now or later, whole or damaged, and what comes back.

use crate::office;
use crate::seen::Seen;
use crate::tablet::{Tablet, bring, export};
use crate::world::World;
use std::rc::Rc;

/// What lies around.
#[derive(Default)]
pub(super) struct Paper {
    /// Files of tablets.
    out: crate::tablet::Shelf,
    /// Files of receipts.
    back: Vec<Vec<u8>>,
}

impl Paper {
    /// A tablet writes a file.
    pub fn export(&self, tablet: &Rc<Tablet>) {
        export(tablet, &self.out);
    }

    /// Something is carried, or nothing.
    pub fn carry(&mut self, world: &World, tablets: &[Rc<Tablet>], restored: bool) {
        // A file may hold what was set apart. Where head office takes it all the same, just after a backup was put
        // back, it hides from the tablet that as many others are gone.
        let hides =
            restored && tablets.iter().any(|tablet| !tablet.disk.memory.look().quarantined.is_empty());
        if world.chance.hits(2_000) && !self.out.borrow().is_empty() && !hides {
            let file = self.out.borrow_mut().remove(0);
            self.hand_in(world, &file);
        }
        if world.chance.hits(2_000) && !self.back.is_empty() {
            let at = if world.strikes(Seen::LateReceipts) { 0 } else { self.back.len() - 1 };
            let file = if world.chance.hits(5_000) { self.back.remove(at) } else { self.back[at].clone() };
            let file = if world.strikes(Seen::DamagedFile) { damaged(world, &file) } else { file };
            // Somebody may take it to the wrong tablet.
            if let Some(tablet) = world.chance.one_of(tablets) {
                bring(tablet, file);
            }
        }
    }

    fn hand_in(&mut self, world: &World, file: &[u8]) {
        if world.network.borrow().down {
            return;
        }
        let times = if world.strikes(Seen::FileTwice) { 2 } else { 1 };
        for _ in 0..times {
            let whole = !world.strikes(Seen::DamagedFile);
            let brought = if whole { file.to_vec() } else { damaged(world, file) };
            let rows = world.office.borrow().rows.len();
            let taken = office::take(world, &mut world.office.borrow_mut(), &brought);
            world.tell(|| format!("head office takes a file: {:?}", taken.as_ref().map(Vec::len)));
            match taken {
                Ok(_) if brought != file => world.breaks(|| "a damaged file was taken".into()),
                Ok(back) => {
                    world.count(Seen::FilesTaken, 1);
                    self.back.push(back);
                }
                Err(_) if world.office.borrow().rows.len() != rows => {
                    world.breaks(|| "a file that was refused was taken in part".into());
                }
                Err(_) => {}
            }
        }
    }
}

/// Cut short, a byte edited, or a line taken out.
fn damaged(world: &World, file: &[u8]) -> Vec<u8> {
    let chance = &world.chance;
    let mut file = file.to_vec();
    let lines = file.split_inclusive(|byte| *byte == b'\n').count();
    match chance.below(3) {
        // The line break at the very end belongs to nobody.
        0 => file.truncate(chance.index(file.len().saturating_sub(1).max(1))),
        1 if lines > 1 => {
            let out = chance.index(lines);
            let kept =
                file.split_inclusive(|byte| *byte == b'\n').enumerate().filter(|(line, _)| *line != out);
            file = kept.flat_map(|(_, line)| line.to_vec()).collect();
        }
        _ => {
            let at = chance.index(file.len().saturating_sub(1).max(1));
            file[at] ^= 1;
        }
    }
    file
}
