//! All synthetic tablets of a simulation, several at once.

use super::client::Client;
use super::post::{Bag, Post};
use anyhow::{Context, Result, anyhow};
use handover_domain::ids::ShopId;
use handover_domain::wire::{EnrolCode, Tip};
use handover_synthetic::{Place, Span, Tablet, Written};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Tablets that are at work for each processor: one makes records while others wait for head office's disk.
const FOR_EACH: usize = 3;
const BAR: &str = "{spinner} {human_pos} records, {per_sec}";

/// What was done.
pub struct Done {
    /// How many tablets were at work.
    pub tablets: usize,
    /// How many records head office has signed for.
    pub records: u64,
}

/// A tablet and where it stands.
struct Member {
    post: Post,
    place: Place,
}

/// What a tablet without a network has not sent yet.
struct Backlog(Member, Vec<Written>);

/// Enrols a tablet with each code, and has all of them live through the span.
pub fn work(client: &Client, span: Span, codes: &[EnrolCode]) -> Result<Done> {
    let bar = bar();
    // One after the other, so that their numbers follow the order of the shops.
    let posts = codes.iter().map(|code| Post::enrol(client, code)).collect::<Result<Vec<_>>>().context(
        "Not every tablet could be enrolled, and no record was sent. The codes have to be of the head office at --url",
    )?;
    let (members, shops) = placed(posts);
    let tablets = members.len();
    let span = Span { shops, ..span };
    let done = at_once(members, |member| live(member, span, &bar)).and_then(|late| {
        // When everybody else is done, the one without a network comes back to it.
        at_once(late.into_iter().flatten().collect(), |Backlog(member, records)| {
            drain(&member, span, records.into_iter().map(Ok), None, &bar)
        })
    });
    let records = bar.position();
    bar.finish_and_clear();
    done.with_context(|| format!("The simulation ends here; {records} records were sent before and stay"))?;
    Ok(Done { tablets, records })
}

/// Gives every tablet its place among the others of its shop; and how many shops there are.
fn placed(posts: Vec<Post>) -> (Vec<Member>, usize) {
    let mut shops: Vec<(ShopId, usize)> = Vec::new();
    let mut members = Vec::new();
    for post in posts {
        let id = &post.kiosk.config.shop;
        let shop = shops.iter().position(|(known, _)| known == id).unwrap_or_else(|| {
            shops.push((id.clone(), 0));
            shops.len() - 1
        });
        let place = Place { shop, tablet: shops[shop].1, of: 0 };
        shops[shop].1 += 1;
        members.push(Member { post, place });
    }
    for member in &mut members {
        member.place.of = shops[member.place.shop].1;
    }
    (members, shops.len())
}

/// One tablet, from its first day to now.
fn live(member: Member, span: Span, bar: &ProgressBar) -> Result<Option<Backlog>> {
    let tablet = Tablet::new(span, member.place, member.post.kiosk.clone())
        .map(|written| written.map_err(|trouble| anyhow!("A synthetic tablet is stuck: {trouble}.")));
    let Some(since) = span.offline_since(member.place) else {
        drain(&member, span, tablet, None, bar)?;
        return Ok(None);
    };
    let off = span.clock_off(member.place);
    let all = tablet.collect::<Result<Vec<_>>>()?;
    let head = all.last().map(|written| written.tip);
    let (before, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|written| written.at - off < since);
    drain(&member, span, before.into_iter().map(Ok), head, bar)?;
    Ok(Some(Backlog(member, rest)))
}

/// Sends all of it, batch by batch. The journal has come as far as what is sent, unless something else is said.
fn drain(
    member: &Member,
    span: Span,
    records: impl Iterator<Item = Result<Written>>,
    head: Option<Tip>,
    bar: &ProgressBar,
) -> Result<()> {
    let off = span.clock_off(member.place);
    let mut bag = Bag::default();
    let mut last = None;
    for written in records {
        let written = written?;
        let tip = written.tip;
        if let Some(left) = bag.put(written) {
            bar.inc(member.post.send(&mut bag, head.or(last).unwrap_or(tip), off)?);
            bag.put(left);
        }
        last = Some(tip);
    }
    if let Some(tip) = head.or(last) {
        bar.inc(member.post.send(&mut bag, tip, off)?);
    }
    Ok(())
}

/// Does the same with each, several at once; what came of each, in their order, or the first error.
fn at_once<T: Send, R: Send>(all: Vec<T>, act: impl Fn(T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let workers = FOR_EACH * thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let mut done: Vec<Option<Result<R>>> = all.iter().map(|_| None).collect();
    let queue = Mutex::new(all.into_iter().zip(&mut done));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((item, place)) = next else { break };
                    let result = act(item);
                    let failed = result.is_err();
                    *place = Some(result);
                    if failed {
                        // The others finish what they have begun, and begin nothing more.
                        queue.lock().unwrap_or_else(PoisonError::into_inner).by_ref().for_each(drop);
                    }
                }
            });
        }
    });
    // What was never begun is missing only where there is an error.
    done.into_iter().flatten().collect()
}

/// How far it is, on a terminal; nothing elsewhere.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(BAR) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
