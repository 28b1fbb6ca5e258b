//! `comments`

use super::days::Days;
use super::who;
use crate::comments::{self, Written};
use crate::db::words::Span;
use crate::folder::Home;
use crate::office::Office;
use crate::terminal;
use crate::users::Reach;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    days: Days,
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    let (from, to) = options.days.read()?;
    let by = who();
    let office = Office::existing(home).await?;
    let mut after = None;
    let mut is_empty = true;
    loop {
        let span = Span { days: (&from, &to), reach: &Reach::Everywhere, after: after.as_ref() };
        let page = comments::open(&office, &span, &by).await?;
        is_empty &= page.written.is_empty();
        for Written { day, shop, record, text } in page.written {
            match text {
                Ok(part) => {
                    for comment in part.comments {
                        say!("{day}  {shop}  {}: {}", comment.question, terminal::words(&comment.text));
                    }
                }
                Err(why) => say!("{day}  {shop}  record {record} cannot be opened: {why}"),
            }
        }
        match page.next {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    if is_empty {
        say!("Nobody wrote anything in this span.");
    }
    Ok(ExitCode::SUCCESS)
}
