//! Several instances of head office on one `PostgreSQL`, behind nginx (`HANDOVER_TEST_POSTGRES`, `HANDOVER_TEST_NGINX`).
//! `cargo xtask test office` runs it where both are.

#[path = "../office/app.rs"]
#[allow(dead_code, reason = "the other tests use all of it")]
mod app;
#[path = "../office/database.rs"]
#[allow(dead_code, reason = "the other tests use all of it")]
mod database;
#[path = "../office/sender.rs"]
mod sender;
#[path = "../office/tablet.rs"]
#[allow(dead_code, reason = "the other tests use all of it")]
mod tablet;

mod nginx;

use app::{App, JSON, try_post};
use nginx::Nginx;
use sender::Sender;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use tablet::BATCHES;

const INSTANCES: usize = 3;
const KILLS: usize = 20;

#[test]
fn instances_that_are_killed_behind_a_balancer_lose_nothing_that_was_acknowledged() {
    let app = App::start();
    let mut instances: Vec<_> = (0..INSTANCES).map(|_| app.instance("127.0.0.1:0", &[])).collect();
    let urls: Vec<String> = instances.iter().map(|(_, url)| url.clone()).collect();
    let nginx = Nginx::before(&urls);
    let mut senders: Vec<Sender> = (0..4).map(|_| Sender::enrolled(&app)).collect();
    let (over, url, mut written) = (AtomicBool::new(false), nginx.url(), 0);
    thread::scope(|scope| {
        let (over, url) = (&over, url.as_str());
        let sending: Vec<_> = senders
            .iter_mut()
            .map(|sender| {
                scope.spawn(move || {
                    let mut written = 0;
                    while !over.load(Ordering::Relaxed) {
                        // What is not taken waits, as it does on a tablet.
                        if sender.pending.is_empty() {
                            (0..4).for_each(|_| sender.write());
                            written += 4;
                        }
                        sender.drain(url);
                        thread::sleep(Duration::from_millis(5));
                    }
                    written
                })
            })
            .collect();
        for kill in 0..KILLS {
            thread::sleep(Duration::from_millis(150 + u64::try_from(kill).unwrap() * 37 % 100));
            let (child, url) = &mut instances[kill % INSTANCES];
            child.kill().unwrap();
            child.wait().unwrap();
            let address = url.trim_start_matches("http://").to_owned();
            instances[kill % INSTANCES] = app.instance(&address, &[]);
        }
        over.store(true, Ordering::Relaxed);
        written = sending.into_iter().map(|sending| sending.join().unwrap()).sum();
    });
    for sender in &mut senders {
        sender.settle(&app);
    }
    assert_eq!(app.audit(), format!("audit: 4 tablets, {written} records, chain whole"));
    assert_eq!(app.report(&[])["packages"][0]["completed"], written);
    for (mut child, _) in instances {
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[test]
fn one_batch_that_reaches_two_instances_at_once_is_stored_once() {
    let app = App::start();
    let (mut other, url) = app.instance("127.0.0.1:0", &[]);
    let mut sender = Sender::enrolled(&app);
    for _ in 0..40 {
        (0..2).for_each(|_| sender.write());
        let body = sender.body().unwrap();
        let send = |url: &str| try_post(url, BATCHES, &body, &[JSON]).unwrap().status;
        let (one, two) = thread::scope(|scope| {
            let other = scope.spawn(|| send(&url));
            (send(app.url()), other.join().unwrap())
        });
        assert_eq!((one, two), (200, 200));
        sender.drain(app.url());
    }
    assert_eq!(app.audit(), "audit: 1 tablet, 80 records, chain whole");
    assert_eq!(app.report(&[])["packages"][0]["completed"], 80);
    other.kill().unwrap();
    other.wait().unwrap();
}
