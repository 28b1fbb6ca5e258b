//! A call is taken down, once what is said of it can be so. Nothing is altered later; a correction is another entry.

use super::refusal::Refusal;
use super::words;
use super::{About, Call, Kind, Outcome, Survey, Words, due, standing};
use crate::complaints;
use crate::db::complaints::Listed;
use crate::db::{Conn, StoreError, calls, deeds, erased, follow_ups, shops};
use crate::keys::Keys;
use crate::users::Reach;
use chrono::{DateTime, FixedOffset, NaiveDateTime, SubsecRound, Utc};
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, PersonId, RecordId, ShopId};

/// What somebody says of a call.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The id that the entry gets; one that has it already is held against this.
    pub id: RecordId,
    /// What the call was about.
    pub about: About,
    /// The shop, where more than one knows the order.
    pub shop: Option<ShopId>,
    /// Whether it was about why the customer stopped coming.
    pub lapsed: bool,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who called.
    pub by: PersonId,
    /// What came of it.
    pub outcome: Outcome,
    /// How much of a survey was answered.
    pub survey: Survey,
    /// When to call again.
    pub again: Option<DateTime<FixedOffset>>,
    /// Whether something goes to the supervisor.
    pub supervisor: bool,
    /// The entry that this one stands for.
    pub corrects: Option<RecordId>,
    /// What was said and what is next.
    pub words: Words,
}

/// What became of it.
#[derive(Debug)]
pub struct Noted {
    /// The entry.
    pub call: Call,
    /// Whether it is new.
    pub new: bool,
    /// What the visit is owed next.
    pub next: Option<due::Due>,
}

/// Takes a call down for an account, in a transaction that writes; the deed with it. It is about an order or a complaint of a
/// shop within reach.
pub async fn note(
    conn: &mut Conn,
    keys: &Keys,
    mut wish: Wish,
    reach: &Reach,
    account: &str,
    now: DateTime<Utc>,
) -> Result<Noted, Refusal> {
    // The database keeps no finer moments, and what it keeps is held against what is said again.
    wish.at = wish.at.trunc_subsecs(3);
    wish.again = wish.again.map(|at| at.trunc_subsecs(3));
    if let Some(call) = calls::of_id(conn, wish.id).await?.pop() {
        // What was erased of it does not come back.
        let gone = !erased::parts(conn, &call.shop, call.id).await?.is_empty();
        let same = reach.holds(&call.shop) && is_same(keys, &call, &wish, gone);
        return if same { Ok(Noted { call, new: false, next: None }) } else { Err(Refusal::Other(wish.id)) };
    }
    fits(&wish, now)?;
    let shop = place(conn, &wish, reach).await?;
    let before = calls::about(conn, &shop, &wish.about).await?;
    let kind = match correctable(&before, &wish)? {
        Some(corrected) => corrected.kind,
        None => kind(conn, &shop, &before, &wish).await?,
    };
    let sealed = words::seal(conn, &shop, wish.id, &wish.words).await?;
    let Wish { id, about, at, by, outcome, survey, again, supervisor, corrects, .. } = wish;
    let call = Call { shop, id, about, kind, at, by, outcome, survey, again, supervisor, corrects, sealed };
    calls::add(conn, &call).await?;
    let (word, result) = (crate::db::word(&call.kind), crate::db::word(&call.outcome));
    let about = format!("{word}, {result}, call {id} of shop {}", call.shop);
    deeds::note(conn, account, "call noted", &about, now).await?;
    let next = next(conn, &call, before).await?;
    Ok(Noted { call, new: true, next })
}

/// Whether an entry says what is said again, but for words that are gone.
fn is_same(keys: &Keys, call: &Call, wish: &Wish, gone: bool) -> bool {
    // A moment is another one where its clock is.
    let here =
        |at: DateTime<FixedOffset>| -> (DateTime<FixedOffset>, NaiveDateTime) { (at, at.naive_local()) };
    let words = words::read(keys, call).unwrap_or_else(|| Ok(Words::default()));
    (&call.about, &call.by, call.outcome, call.survey) == (&wish.about, &wish.by, wish.outcome, wish.survey)
        && (here(call.at), call.again.map(here)) == (here(wish.at), wish.again.map(here))
        && (call.supervisor, call.corrects) == (wish.supervisor, wish.corrects)
        && (wish.corrects.is_some() || wish.lapsed == (call.kind == Kind::Lapsed))
        && wish.shop.as_ref().is_none_or(|shop| *shop == call.shop)
        && (gone || words.is_ok_and(|words| words == wish.words))
}

/// Whether what is said of a call agrees with itself and with the clock.
fn fits(wish: &Wish, now: DateTime<Utc>) -> Result<(), Refusal> {
    if wish.at > now {
        return Err(Refusal::Future(wish.at.format("%Y-%m-%d %H:%M %:z").to_string()));
    }
    if wish.survey != Survey::None && wish.outcome != Outcome::Reached {
        return Err(Refusal::Survey);
    }
    if wish.supervisor && wish.outcome != Outcome::Reached {
        return Err(Refusal::Supervisor);
    }
    match (wish.outcome, wish.again) {
        (Outcome::Later, None) => Err(Refusal::NoTime),
        (Outcome::Declined | Outcome::WrongNumber, Some(_)) => Err(Refusal::Again),
        (_, Some(again)) if again <= wish.at => Err(Refusal::AgainBefore),
        _ => Ok(()),
    }
}

/// The shop whose order or complaint it is, and which knows it.
async fn place(conn: &mut Conn, wish: &Wish, reach: &Reach) -> Result<ShopId, Refusal> {
    if let Some(shop) = &wish.shop
        && shops::names(conn, shop).await?.is_none()
    {
        return Err(Refusal::UnknownShop(shop.clone()));
    }
    match &wish.about {
        About::Order(order) => of_order(conn, order, wish, reach).await,
        About::Complaint(number) => of_complaint(conn, number, wish, reach).await,
    }
}

async fn of_order(conn: &mut Conn, order: &OrderRef, wish: &Wish, reach: &Reach) -> Result<ShopId, Refusal> {
    let mut known = follow_ups::shops(conn, order).await?;
    known.retain(|shop| reach.holds(shop));
    if let Some(shop) = &wish.shop {
        known.retain(|known| known == shop);
    }
    let unknown = || Refusal::UnknownOrder(order.clone(), wish.shop.clone());
    if known.len() > 1 {
        let shops: Vec<String> = known.iter().map(ToString::to_string).collect();
        return Err(Refusal::SeveralShops(order.clone(), shops.join(", ")));
    }
    let shop = known.pop().ok_or_else(unknown)?;
    let visited = follow_ups::of(conn, &shop, order).await?.ok_or_else(unknown)?;
    let day = wish.at.date_naive();
    if day < visited.day { Err(Refusal::BeforeVisit(day, visited.day)) } else { Ok(shop) }
}

async fn of_complaint(
    conn: &mut Conn,
    number: &Number,
    wish: &Wish,
    reach: &Reach,
) -> Result<ShopId, Refusal> {
    let listed = complaints::find(conn, number, reach).await?;
    let Listed { shop, course, captured, .. } = listed;
    if wish.shop.as_ref().is_some_and(|meant| *meant != shop) {
        return Err(Refusal::OtherShop(number.clone(), shop));
    }
    if wish.lapsed {
        return Err(Refusal::Lapsed);
    }
    if !course.complaint.contact {
        return Err(Refusal::NoContact(number.clone()));
    }
    if wish.at < captured { Err(Refusal::BeforeComplaint(number.clone())) } else { Ok(shop) }
}

/// The entry that is to be corrected, if one is.
fn correctable<'a>(before: &'a [Call], wish: &Wish) -> Result<Option<&'a Call>, Refusal> {
    let Some(id) = wish.corrects else { return Ok(None) };
    if let Some(by) = before.iter().find(|call| call.corrects == Some(id)) {
        return Err(Refusal::Corrected(id, by.id));
    }
    before.iter().find(|call| call.id == id).map(Some).ok_or(Refusal::NothingToCorrect(id))
}

/// Which call it was, by those that came before it.
async fn kind(conn: &mut Conn, shop: &ShopId, before: &[Call], wish: &Wish) -> Result<Kind, Refusal> {
    let About::Order(order) = &wish.about else { return Ok(Kind::Complaint) };
    if wish.lapsed {
        return Ok(Kind::Lapsed);
    }
    let earlier: Vec<&Call> = standing(before).into_iter().filter(|call| call.at < wish.at).collect();
    let unknown = || Refusal::UnknownOrder(order.clone(), Some(shop.clone()));
    let visited = follow_ups::of(conn, shop, order).await?.ok_or_else(unknown)?;
    let is_second = due::second_on(&earlier).is_some();
    Ok(if is_second { Kind::Second } else { Kind::first(visited.visit) })
}

/// What the visit is owed with this entry among the others.
async fn next(conn: &mut Conn, call: &Call, mut before: Vec<Call>) -> Result<Option<due::Due>, StoreError> {
    before.push(call.clone());
    let standing = standing(&before);
    let About::Order(order) = &call.about else { return Ok(due::again(Kind::Complaint, &standing)) };
    if call.kind == Kind::Lapsed {
        return Ok(due::again(Kind::Lapsed, &standing));
    }
    let visited = follow_ups::of(conn, &call.shop, order).await?;
    Ok(visited.and_then(|visited| due::after_visit(&visited, &standing)))
}
