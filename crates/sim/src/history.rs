//! One history: chance acts for a while, then everything comes home, then the end is held against the rules.

use crate::broken::Broken;
use crate::bugs::Bug;
use crate::check::check;
use crate::director::Director;
use crate::executor::{Executor, NOBODY};
use crate::seen::{Seen, Tally};
use crate::world::World;
use std::rc::Rc;

/// More turns than any history needs.
const TURNS: u64 = 400_000;
/// And more days, to come home.
const DAYS_MS: u64 = 60 * 86_400_000;

/// How a history went.
pub struct History {
    /// Its seed.
    pub seed: u64,
    /// The rule that was broken.
    pub broken: Option<Broken>,
    /// What happened how often.
    pub tally: Tally,
    /// Its lines, where they were asked for.
    pub story: Vec<String>,
}

/// Lives through the history of a seed.
pub fn live(seed: u64, bug: Option<Bug>, told: bool) -> History {
    let world = Rc::new(World::of(seed, bug, told));
    let mut director = Director::new(Rc::clone(&world));
    let mut executor = Executor::default();
    let mut turns = 0;
    let acts = world.chance.between(8, 110);
    for _ in 0..acts {
        director.act(&mut executor);
        run(&world, &mut executor, &mut director, &mut turns, End::At);
    }
    director.calm();
    for _ in 0..3 {
        run(&world, &mut executor, &mut director, &mut turns, End::Home);
        director.last_customers();
    }
    run(&world, &mut executor, &mut director, &mut turns, End::Home);
    if world.broken.borrow().is_none() {
        check(&world, &director);
    }
    // What hangs on the world has to let go of it before it can end.
    executor = Executor::default();
    drop(executor);
    for tablet in &director.tablets {
        *tablet.page.borrow_mut() = None;
    }
    let (broken, tally) = (world.broken.borrow().clone(), world.tally.borrow().clone());
    History { seed, broken, tally, story: world.story() }
}

/// What is gone on to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The moment of the next act.
    At,
    /// Until nothing waits any more.
    Home,
}

fn run(world: &Rc<World>, executor: &mut Executor, director: &mut Director, turns: &mut u64, end: End) {
    let began = world.clock.now();
    while world.broken.borrow().is_none() {
        let newborn = world.newborn.take();
        for (owner, task) in newborn {
            executor.begin(owner, task);
        }
        *turns += 1;
        if *turns > TURNS || (end == End::Home && world.clock.now() > began + DAYS_MS) {
            world.breaks(|| "this history does not drain".into());
            return;
        }
        if let Some((task, owner)) = executor.next(&world.chance) {
            if owner != NOBODY && world.strikes(Seen::Crash) {
                world.tell(|| format!("-- crash of tablet {}", owner + 1));
                director.crash(executor, owner);
            } else {
                executor.turn(task);
            }
            continue;
        }
        let due = world.clock.next();
        match end {
            End::At if due.is_none_or(|due| due > director.next_at) => {
                return world.clock.go_to(director.next_at);
            }
            End::Home if director.drain() => return,
            _ => {}
        }
        let Some(due) = due else { return world.breaks(|| "nothing happens any more".into()) };
        world.clock.go_to(due);
    }
}
