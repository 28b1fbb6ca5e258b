//! `calls due`

use super::{called, meant, when};
use crate::calls::{self, Item, Lists, Question, Wanted};
use crate::cli::{counted, language};
use crate::clock;
use crate::days;
use crate::db::shops;
use crate::folder::Home;
use crate::office::Office;
use crate::terminal::line;
use anyhow::{Error, Result};
use chrono::NaiveDate;
use clap::Args;
use clap::value_parser;
use handover_domain::contact::MAX_NAME;
use handover_domain::ids::ShopId;
use handover_domain::language::Language;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// The most characters of a model, and of a shop's name.
const MOST: usize = 60;

#[derive(Args)]
pub struct Options {
    /// One shop only
    #[arg(long)]
    shop: Option<String>,
    /// The day, YYYY-MM-DD; without it, today
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// How many days a call may be late and is still listed
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = value_parser!(u32).range(0..=3660))]
    back: u32,
    /// Customers too who have not come for so many months, as the numbers of customers in the dealer's lists tell
    #[arg(long, value_name = "MONTHS", value_parser = value_parser!(u32).range(1..=120))]
    lapsed: Option<u32>,
    /// The language of the shops' names
    #[arg(long, value_name = "TAG", default_value = "zh-CN", value_parser = language)]
    lang: Language,
}

/// What shops and advisors are called.
struct Names {
    shops: BTreeMap<String, String>,
    advisors: BTreeMap<(String, String), String>,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let on = match &options.on {
        Some(day) => days::day(day).map_err(Error::msg)?,
        None => clock::today(),
    };
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let shops = meant(&mut tx, options.shop.as_deref()).await?;
    let wanted = Wanted { on, back: options.back, lapsed: options.lapsed };
    let Lists { calls, questions, nameless } = calls::lists(&mut tx, &shops, wanted).await?;
    let names = shops::all_names(&mut tx).await?.into_iter();
    let names = Names {
        shops: names.map(|(id, name)| (id, name.get(options.lang).to_owned())).collect(),
        advisors: shops::all_advisors(&mut tx).await?,
    };
    let late = calls.iter().filter(|item| item.due.late(on) > 0).count();
    let listed = counted(calls.len(), "call");
    say!("{listed} due on {on}, {late} of them late; what was due before {} is not listed", wanted.oldest());
    for item in &calls {
        say!("{}", told(item, on, &names));
    }
    let over = questions.iter().filter(|question| question.last < on).count();
    say!(
        "{} with the supervisor, {over} of them for more than two days",
        counted(questions.len(), "question")
    );
    for Question { call, last } in &questions {
        let shop = names.shop(&call.shop);
        say!("{}  {}  {shop}  asked on {}  call {}", state(on, *last), call.about, call.day(), call.id);
    }
    if nameless > 0 {
        say!(
            "Nobody can tell whether the customers of {} came back since: they have no number in the dealer's list, in a \
             column customer_no.",
            counted(usize::try_from(nameless).unwrap_or(usize::MAX), "older visit")
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// How a last day stands to a day.
fn state(on: NaiveDate, last: NaiveDate) -> String {
    match (on - last).num_days() {
        late if late > 0 => format!("{} late", counted(usize::try_from(late).unwrap_or(usize::MAX), "day")),
        0 => "today".into(),
        _ => format!("by {last}"),
    }
}

fn told(item: &Item, on: NaiveDate, names: &Names) -> String {
    let Item { shop, about, due, visited, tries } = item;
    let state = due.last.map_or_else(|| "lapsed".into(), |last| state(on, last));
    let mut cells = vec![state, called(due.kind), about.to_string(), names.shop(shop)];
    if let Some(visited) = visited {
        cells.extend(visited.advisor.as_ref().map(|id| names.advisor(shop, id)));
        cells.extend(visited.model.as_ref().map(|model| line(model, MOST)));
        cells.push(format!("{} on {}", visited.visit, visited.day));
    }
    cells.push(format!("due {}", when(due)));
    if *tries > 0 {
        cells.push(format!(
            "not reached {}",
            if *tries == 1 { "once".into() } else { format!("{tries} times") }
        ));
    }
    cells.join("  ")
}

impl Names {
    fn shop(&self, id: &ShopId) -> String {
        let name = self.shops.get(id.as_str()).map_or(String::new(), |name| format!(" {}", line(name, MOST)));
        format!("shop {id}{name}")
    }

    fn advisor(&self, shop: &ShopId, id: &str) -> String {
        let name = self.advisors.get(&(shop.to_string(), id.to_owned()));
        let name = name.map_or(String::new(), |name| format!(" {}", line(name, MAX_NAME)));
        format!("advisor {id}{name}")
    }
}
