//! The lists of a day: whom to call, and what waits for an answer; and the rates of a span.

use super::due::{after_visit, again, answer_until, lapsed, waits};
use super::{About, Call, Due, Kind, Outcome, Rate, Visited, standing};
use crate::db::{Conn, StoreError, calls, complaints, follow_ups};
use chrono::{Days, Months, NaiveDate};
use handover_domain::complaint::Number;
use handover_domain::ids::{OrderRef, ShopId};
use std::collections::BTreeMap;

/// The longest time from a visit, or from a call, to the last day for the next one.
const REACH: u64 = 7;

/// Which lists are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The day.
    pub on: NaiveDate,
    /// How many days a call may be late and still be listed.
    pub back: u32,
    /// After how many months without a visit a customer has lapsed; none lists no such customers.
    pub lapsed: Option<u32>,
}

impl Wanted {
    /// The earliest last day of the calls that are listed.
    pub fn oldest(&self) -> NaiveDate {
        self.on.checked_sub_days(Days::new(self.back.into())).unwrap_or(NaiveDate::MIN)
    }
}

/// Somebody who is to be called.
#[derive(Debug)]
pub struct Item {
    /// The shop.
    pub shop: ShopId,
    /// What it is about.
    pub about: About,
    /// Which call, and when.
    pub due: Due,
    /// The visit; none where it is about a complaint.
    pub visited: Option<Visited>,
    /// How often nobody was reached by it so far.
    pub tries: usize,
}

/// What a call could not answer, and nobody has answered since.
#[derive(Debug)]
pub struct Question {
    /// The call.
    pub call: Call,
    /// The last day for the answer.
    pub last: NaiveDate,
}

/// What is to be done on a day.
#[derive(Debug, Default)]
pub struct Lists {
    /// The calls, what is most late first.
    pub calls: Vec<Item>,
    /// What is with the supervisor, the oldest first.
    pub questions: Vec<Question>,
    /// How many visits are so old that their customers may have lapsed, and name none.
    pub nameless: u64,
}

/// From which day on visits and calls matter, where what is due has its last day on this one, or later.
fn reach(first: NaiveDate) -> String {
    text(first.checked_sub_days(Days::new(REACH)).unwrap_or(NaiveDate::MIN))
}

/// A day as the database writes it. As text, years of fewer or more than four digits stand in no order.
fn text(day: NaiveDate) -> String {
    day.max(NaiveDate::default()).to_string()
}

type Calls = BTreeMap<About, Vec<Call>>;

fn by_what(calls: Vec<Call>) -> Calls {
    let mut all = Calls::new();
    for call in calls {
        all.entry(call.about.clone()).or_default().push(call);
    }
    all
}

fn of<'a>(calls: &'a Calls, order: &OrderRef) -> Vec<&'a Call> {
    calls.get(&About::Order(order.clone())).map_or_else(Vec::new, |calls| standing(calls))
}

/// The lists of some shops.
pub async fn due(conn: &mut Conn, shops: &[ShopId], wanted: Wanted) -> Result<Lists, StoreError> {
    let mut lists = Lists::default();
    for shop in shops {
        add(conn, shop, wanted, &mut lists).await?;
        if let Some(months) = wanted.lapsed {
            add_lapsed(conn, shop, months, wanted.on, &mut lists).await?;
        }
    }
    lists.calls.sort_by_cached_key(|item| {
        let late = item.due.late(wanted.on);
        (-late, item.due.last.is_none(), item.due.last, item.due.at, item.shop.clone(), item.about.clone())
    });
    lists.questions.sort_by_key(|question| (question.call.at, question.call.id));
    Ok(lists)
}

async fn add(conn: &mut Conn, shop: &ShopId, wanted: Wanted, lists: &mut Lists) -> Result<(), StoreError> {
    let (on, oldest) = (wanted.on, wanted.oldest());
    let (from, to) = (reach(oldest), on.to_string());
    let calls = by_what(calls::since(conn, shop, &from).await?);
    let is_on = |due: &Due| due.from <= on && due.last.is_none_or(|last| last >= oldest);
    for (order, visited) in follow_ups::between(conn, shop, (&from, &to)).await? {
        let standing = of(&calls, &order);
        let due = [after_visit(&visited, &standing), again(Kind::Lapsed, &standing)];
        let due = due.into_iter().flatten().filter(is_on);
        lists.calls.extend(due.map(|due| item(shop, &order, &visited, due, &standing)));
    }
    for (about, calls) in &calls {
        let standing = standing(calls);
        if let About::Complaint(number) = about
            && let Some(due) = again(Kind::Complaint, &standing).filter(is_on)
            && may_be_called(conn, shop, number).await?
        {
            let (shop, about) = (shop.clone(), about.clone());
            lists.calls.push(Item { shop, about, due, visited: None, tries: 0 });
        }
        let waiting = standing.iter().filter(|call| call.day() <= on && waits(call, &standing));
        let question = |call: &&Call| Question { call: (*call).clone(), last: answer_until(call) };
        lists.questions.extend(waiting.map(question));
    }
    Ok(())
}

/// Whether the customer of a complaint left a way to be called, and there is something left to call about.
async fn may_be_called(conn: &mut Conn, shop: &ShopId, number: &Number) -> Result<bool, StoreError> {
    let found = complaints::of_number(conn, number).await?;
    let mut of_shop = found.iter().filter(|listed| listed.shop == *shop).map(|listed| &listed.course);
    Ok(of_shop.any(|course| course.complaint.contact && !course.is_closed()))
}

fn item(shop: &ShopId, order: &OrderRef, visited: &Visited, due: Due, standing: &[&Call]) -> Item {
    let tried = |call: &&&Call| call.kind == due.kind && call.outcome == Outcome::NotReached;
    Item {
        shop: shop.clone(),
        about: About::Order(order.clone()),
        due,
        visited: Some(visited.clone()),
        tries: standing.iter().filter(tried).count(),
    }
}

async fn add_lapsed(
    conn: &mut Conn,
    shop: &ShopId,
    months: u32,
    on: NaiveDate,
    lists: &mut Lists,
) -> Result<(), StoreError> {
    let Some(before) = on.checked_sub_months(Months::new(months)) else { return Ok(()) };
    let before = text(before);
    let found = follow_ups::last_visits(conn, shop, &before).await?;
    let orders: Vec<OrderRef> = found.iter().map(|(order, _)| order.clone()).collect();
    let calls = by_what(calls::about_orders(conn, shop, &orders).await?);
    for (order, visited) in found {
        let standing = of(&calls, &order);
        let due = lapsed(visited.day, months, &standing).filter(|due| due.from <= on);
        lists.calls.extend(due.map(|due| item(shop, &order, &visited, due, &standing)));
    }
    lists.nameless += follow_ups::nameless(conn, shop, &before).await?;
    Ok(())
}

/// What became of the calls of a shop whose last day lies in a span.
pub async fn rates(
    conn: &mut Conn,
    shop: &ShopId,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Rate, StoreError> {
    let (since, to_day) = (reach(from), to.to_string());
    let calls = by_what(calls::since(conn, shop, &since).await?);
    let mut rate = Rate::default();
    for (order, visited) in follow_ups::between(conn, shop, (&since, &to_day)).await? {
        rate.add(&visited, &of(&calls, &order), (from, to));
    }
    Ok(rate)
}
