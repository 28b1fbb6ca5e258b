//! What an address asks of a report.

use crate::memory;
use axum::http::Uri;
use chrono::{Datelike, NaiveDate, TimeDelta};
use handover_office::http::wanted;
use handover_office::report::{By, Query, Window};
use std::fmt::Write as _;

/// How much more memory a query takes than its text has bytes.
const TIMES: usize = 64;
/// No report is divided into more than this.
const MOST: usize = 6_000;

/// Takes bytes as what stands behind the question mark of an address.
///
/// # Panics
/// Where a promise is broken.
pub fn query(bytes: &[u8]) {
    let Ok(address) = Uri::try_from([b"/api/v1/report?", bytes].concat()) else { return };
    let query = match memory::within(TIMES, bytes, |_| wanted(&address)) {
        Ok(query) => query,
        Err(refused) => return assert!(!refused.to_string().is_empty()),
    };
    let again = written(&query).parse().ok().and_then(|address| wanted(&address).ok());
    assert_eq!(again.map(|query| format!("{query:?}")), Some(format!("{query:?}")));
    memory::within(TIMES, bytes, |_| days(&query));
    match query.facet() {
        Ok(facet) => assert_eq!(query.by == By::Group, facet.starts_with("group:")),
        Err(why) => assert!(!why.to_string().is_empty()),
    }
    if let Err(why) = query.check([]) {
        assert!(!why.to_string().is_empty());
    }
}

/// The days of a report, and those it is held against, are days that somebody can have meant.
fn days(query: &Query) {
    let window = query.window;
    is_sane(window);
    let spans = window.spans(true).expect("days are there for every window");
    assert!(spans.len() <= MOST, "{} sums", spans.len());
    follow(window, spans.iter().map(|span| filed(span)));
    let months = window.spans(false);
    assert!(months.is_none_or(|months| months == spans), "whole months are the same sums");
    let periods = window.divided(query.period);
    assert!(periods.len() <= MOST, "{} periods", periods.len());
    follow(window, periods.iter().map(|(_, period)| *period));
    let before = window.before();
    assert_eq!(before.to.succ_opt(), Some(window.from));
    let is_alike =
        if window.is_whole_months() { before.is_whole_months() } else { length(before) == length(window) };
    assert!(is_alike, "{before:?} before {window:?}");
    let year_ago = window.year_ago();
    assert!(year_ago.from <= year_ago.to && year_ago.to < window.to);
    if let Some(weeks) = window.closed_weeks(window.to) {
        assert!(window.from <= weeks.from && weeks.to < window.to);
        assert_eq!(length(weeks) % 7, 0);
    }
}

fn is_sane(window: Window) {
    let Window { from, to } = window;
    assert!(from <= to, "{from} {to}");
    assert!((0..=9999).contains(&from.year()) && (0..=9999).contains(&to.year()), "{from} {to}");
}

fn length(window: Window) -> i64 {
    window.to.signed_duration_since(window.from).num_days() + 1
}

/// The days that sums are filed under.
fn filed(span: &str) -> Window {
    let day = |text: String| text.parse::<NaiveDate>().expect("sums are filed under days");
    match span.len() {
        4 => Window { from: day(format!("{span}-01-01")), to: day(format!("{span}-12-31")) },
        7 => {
            let from = day(format!("{span}-01"));
            let next = from + chrono::Months::new(1);
            Window { from, to: next - TimeDelta::days(1) }
        }
        _ => Window { from: day(span.to_owned()), to: day(span.to_owned()) },
    }
}

/// One after the other they make up all of it.
fn follow(all: Window, parts: impl Iterator<Item = Window>) {
    let mut next = Some(all.from);
    for part in parts {
        assert!(Some(part.from) == next && part.from <= part.to, "{part:?} in {all:?}");
        next = part.to.succ_opt();
    }
    assert_eq!(next, all.to.succ_opt());
}

/// The address that asks for the same.
fn written(query: &Query) -> String {
    let word = |word: serde_json::Result<serde_json::Value>| {
        word.ok().and_then(|word| word.as_str().map(str::to_owned))
    };
    let package = query.package.as_ref().map(|(id, version)| match version {
        Some(version) => format!("{id}@{version}"),
        None => id.clone(),
    });
    let members = [
        ("from", Some(query.window.from.to_string())),
        ("to", Some(query.window.to.to_string())),
        ("by", word(serde_json::to_value(query.by))),
        ("period", word(serde_json::to_value(query.period))),
        ("group", query.group.clone()),
        ("shop", query.shops.first().cloned()),
        ("region", query.region.clone()),
        ("visit", query.visit.map(|visit| visit.to_string())),
        ("channel", query.channel.map(|channel| channel.to_string())),
        ("package", package),
    ];
    let mut address = String::from("/api/v1/report?");
    for (name, value) in members.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        write!(address, "{name}=").expect("memory takes it");
        for byte in value.bytes() {
            write!(address, "%{byte:02X}").expect("memory takes it");
        }
        address.push('&');
    }
    address
}
