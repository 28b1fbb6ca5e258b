//! A small executor for one thread: who goes next is a matter of chance, and whoever is dropped between two turns has
//! crashed there.

use crate::chance::Chance;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake};

/// A task that has not begun.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Whose task it is: a tablet by its index, or [`NOBODY`].
pub type Owner = usize;
/// The network's own: nobody's crash ends it.
pub const NOBODY: Owner = usize::MAX;

struct Ready(AtomicBool);

impl Wake for Ready {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Running {
    owner: Owner,
    task: Task,
    ready: Arc<Ready>,
}

/// Everything that is going on.
#[derive(Default)]
pub struct Executor(Vec<Running>);

impl Executor {
    /// Begins a task.
    pub fn begin(&mut self, owner: Owner, task: Task) {
        self.0.push(Running { owner, task, ready: Arc::new(Ready(AtomicBool::new(true))) });
    }

    /// Whose turn it is, among those who can go on.
    pub fn next(&self, chance: &Chance) -> Option<(usize, Owner)> {
        let ready = || self.0.iter().enumerate().filter(|(_, task)| task.ready.0.load(Ordering::Relaxed));
        let all = ready().count();
        if all == 0 {
            return None;
        }
        ready().nth(chance.index(all)).map(|(index, task)| (index, task.owner))
    }

    /// One turn.
    pub fn turn(&mut self, index: usize) {
        let running = &mut self.0[index];
        running.ready.0.store(false, Ordering::Relaxed);
        let waker = Arc::clone(&running.ready).into();
        if running.task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            self.0.swap_remove(index);
        }
    }

    /// Everything of this owner ends where it stands.
    pub fn crash(&mut self, owner: Owner) {
        self.0.retain(|task| task.owner != owner);
    }
}
