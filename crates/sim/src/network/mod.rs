//! What lies between a tablet and head office, and everything it does to a request and its answer.

mod tampering;

use crate::executor::NOBODY;
use crate::office::{Asked, refused, serve};
use crate::seen::Seen;
use crate::world::World;
use handover_domain::wire::{Problem, Reason};
use handover_tablet::{Reply, Trouble};
use std::rc::Rc;

/// What the network remembers.
#[derive(Default)]
pub struct Network {
    /// Genuine answers of before, to be played again.
    past: Vec<Reply>,
    /// Head office cannot be used at the moment.
    pub down: bool,
}

/// Carries a request there and an answer back, or not.
pub async fn ask(world: &Rc<World>, asked: Asked) -> Result<Reply, Trouble> {
    let hasty = world.chance.hits(5_000);
    world.clock.sleep(if hasty { 0 } else { world.chance.between(5, 900) }).await;
    if world.strikes(Seen::LostRequest) {
        return nothing(world, "the request was lost").await;
    }
    if let Some(reply) = somebody_else(world) {
        world.tell(|| format!("  somebody else answered {}", reply.status));
        return Ok(reply);
    }
    // Staff watch an enrolment: one that comes after a restore, when its code is new again, would make another tablet.
    if !asked.path.ends_with("enrolments") && world.strikes(Seen::LateRequest) {
        let (late, delay) = (Rc::clone(world), world.chance.between(20_000, 4_000_000));
        world.begin(NOBODY, async move {
            late.clock.sleep(delay).await;
            drop(delivered(&late, &asked));
        });
        return nothing(world, "the request is under way for long").await;
    }
    if world.strikes(Seen::DoubledRequest) {
        drop(delivered(world, &asked));
    }
    let reply = delivered(world, &asked);
    world.clock.sleep(if hasty { 0 } else { world.chance.between(5, 900) }).await;
    if world.strikes(Seen::LostAnswer) {
        return nothing(world, "the answer was lost").await;
    }
    Ok(tampering::passed_on(world, &asked, reply))
}

/// Nobody answers, and the tablet gives up.
async fn nothing(world: &World, why: &str) -> Result<Reply, Trouble> {
    world.tell(|| format!("  {why}"));
    world.clock.sleep(world.chance.between(1, 30_000)).await;
    Err(Trouble(why.into()))
}

/// Head office has the request.
fn delivered(world: &World, asked: &Asked) -> Reply {
    if world.network.borrow().down {
        return refused(&Problem::new(Reason::Unavailable, "not at the moment"));
    }
    let reply = serve(world, &mut world.office.borrow_mut(), asked);
    world.tell(|| format!("  head office answers {} with {}", asked.path, reply.status));
    if reply.status == 200 && !world.calm.get() {
        let mut network = world.network.borrow_mut();
        network.past.push(reply.clone());
        if network.past.len() > 16 {
            network.past.remove(0);
        }
    }
    reply
}

/// Portals, proxies and overloaded machines that answer in head office's place.
fn somebody_else(world: &World) -> Option<Reply> {
    let page = || b"<html>Welcome to our guests' network</html>".to_vec();
    let absurd = || match world.chance.below(4) {
        0 => None,
        1 => Some(u64::MAX),
        2 => Some(0),
        _ => Some(world.chance.below(100 * 86_400_000)),
    };
    if world.strikes(Seen::Portal) {
        return Some(Reply { status: 200, retry_after: None, body: page() });
    }
    if world.strikes(Seen::Redirect) {
        return Some(Reply { status: 302, retry_after: None, body: Vec::new() });
    }
    if world.strikes(Seen::ServerError) {
        let status = [500, 502, 503, 504, 429][world.chance.index(5)];
        return Some(Reply { status, retry_after: None, body: page() });
    }
    if world.strikes(Seen::AbsurdRetryAfter) {
        let status = [429, 503][world.chance.index(2)];
        return Some(Reply { status, retry_after: absurd(), body: page() });
    }
    if world.strikes(Seen::ProxyTooLarge) {
        return Some(Reply { status: 413, retry_after: None, body: page() });
    }
    None
}
