//! How many records a second head office takes in, from the request to the receipt, beside a bare insert of the same
//! rows into the same tables of an `SQLite` of the same settings. `cargo xtask bench office` runs it.

#[path = "../../tests/office/app.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod app;
#[path = "../../tests/office/database.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod database;
#[path = "../../tests/office/tablet.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod tablet;

mod bare;

use app::{App, JSON, runtime, try_post};
use std::sync::Mutex;
use std::thread;
use std::time::Instant;
use tablet::{BATCHES, Tablet, completed};

/// A machine that others share is fast and slow by turns: each is measured so often, one right after the other.
const ROUNDS: usize = 7;
/// So many tablets, each with so many batches of 50 records, send at once.
const TABLETS: usize = 40;
const BATCHES_EACH: usize = 5;
const RECORDS: usize = 50;
const ALL: usize = TABLETS * BATCHES_EACH * RECORDS;
/// Tablets wait for an answer before they send on; so many requests are under way at a time.
const AT_A_TIME: usize = 32;

fn main() {
    println!(
        "{ROUNDS} times {ALL} records of {TABLETS} tablets, in batches of {RECORDS}, {AT_A_TIME} at a time;\n\
         then the same rows by themselves, a transaction for each {RECORDS} records"
    );
    let mut rounds: Vec<[f64; 3]> = (0..ROUNDS)
        .map(|_| {
            let (taken, bare) = round();
            println!("{taken:>8.0} records/s, {bare:>8.0} bare");
            [taken, bare, taken / bare]
        })
        .collect();
    let [taken, bare, ratio] = [0, 1, 2].map(|of| {
        rounds.sort_by(|a, b| a[of].total_cmp(&b[of]));
        rounds[ROUNDS / 2][of]
    });
    println!("Medians:");
    println!("head office:        {taken:>8.0} records/s, from the request to the signed receipt");
    println!("bare batched insert:{bare:>8.0} records/s");
    println!("ratio:              {ratio:>8.2} (wanted: 0.5)");
}

/// Records a second: of head office, and of a bare insert of the rows that it made of them.
fn round() -> (f64, f64) {
    let app = App::empty();
    app.cli(&["questionnaire", "publish", app::SERVICE]).success();
    let work: Vec<Vec<Vec<u8>>> = (0..TABLETS).map(|n| bodies(&app, &format!("s{}", n / 2))).collect();
    let (queue, url) = (Mutex::new(work), app.url().to_owned());
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                loop {
                    let Some(bodies) = queue.lock().unwrap().pop() else { break };
                    for body in bodies {
                        let answer = try_post(&url, BATCHES, &body, &[JSON]).unwrap();
                        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
                    }
                }
            });
        }
    });
    let taken = per_second(ALL, begun);
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), i64::try_from(ALL).unwrap());
    let bare = runtime().block_on(bare::insert(&app.data().join("office.sqlite"), RECORDS, ALL));
    (taken, bare)
}

fn per_second(n: usize, since: Instant) -> f64 {
    f64::from(u32::try_from(n).unwrap()) / since.elapsed().as_secs_f64()
}

/// What a tablet that was without a network for a while has to send.
fn bodies(app: &App, shop: &str) -> Vec<Vec<u8>> {
    app.shop(shop);
    let mut tablet = Tablet::enrolled_in(app, shop);
    let batch = |_| {
        let survey = |n: usize| {
            let survey = completed().advisor(["a1", "a2", "a3"][n % 3]).wrote("洗车很干净，等的时间有点长。");
            let survey = survey.answer("overall", ["very_satisfied", "satisfied", "fair"][n % 3]);
            survey
                .answer("appointment", "yes")
                .answer("appointment_rating", "satisfied")
                .answer("cleanliness", "fair")
        };
        let records: Vec<_> = (0..RECORDS).map(|n| tablet.write(&survey(n))).collect();
        tablet.body(&records)
    };
    (0..BATCHES_EACH).map(batch).collect()
}
