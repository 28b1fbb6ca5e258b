use crate::app::App;
use crate::sender::Sender;
use crate::tablet::{Tablet, completed, through};
use handover_domain::record::{PartName, Record};
use handover_domain::wire::{Reason, Status, Use};
use std::time::Duration;

#[test]
fn what_was_acknowledged_survives_kill_9_a_hundred_times_exactly_once() {
    const ROUNDS: u64 = 100;
    let mut app = App::start();
    let mut senders: Vec<Sender> = (0..3).map(|_| Sender::enrolled(&app)).collect();
    let mut hit = 0;
    for round in 0..ROUNDS {
        let url = app.url().to_owned();
        std::thread::scope(|scope| {
            for sender in &mut senders {
                (0..8).for_each(|_| sender.write());
                scope.spawn(|| sender.drain(&url));
            }
            // At no moment that the batches would know of, so that it falls before, into and after a commit.
            std::thread::sleep(Duration::from_micros(1_000 + round * 7_919 % 45_000));
            app.kill();
        });
        hit += u64::from(senders.iter().any(|sender| !sender.pending.is_empty()));
        app.serve(&[]);
    }
    assert!(hit > ROUNDS / 4, "only {hit} of {ROUNDS} kills fell into a transfer");
    for sender in &mut senders {
        sender.settle(&app);
    }
    let all = 3 * 8 * ROUNDS;
    assert_eq!(app.audit(), format!("audit: 3 tablets, {all} records, chain whole"));
    assert_eq!(app.report(&[])["packages"][0]["completed"], all);
}

#[test]
fn while_the_database_is_locked_nothing_is_acknowledged() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().answer("overall", "fair"));
    let lock = app.lock();
    let answer = tablet.try_send(&app, std::slice::from_ref(&record));
    answer.refused(Reason::Unavailable);
    assert_eq!(answer.header("retry-after"), "5");
    drop(lock);
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
}

#[test]
fn what_cannot_be_read_is_kept_and_acknowledged_all_the_same() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let survey = || completed().answer("overall", "fair");
    let send = |tablet: &mut Tablet, record: Record| {
        let record = tablet.append(record);
        assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    };

    let core = tablet.core(&survey());
    let stray = tablet.stray_part(b"{}".to_vec());
    send(&mut tablet, Record::write(&core, vec![stray]).unwrap());
    let core = tablet.core(&survey());
    let lone = tablet.open_part(PartName::Answers, Use::Records, b"{\"visit\":\"\\ud800\"}".to_vec());
    send(&mut tablet, Record::write(&core, vec![lone]).unwrap());
    let core = tablet.core(&survey());
    let unfit = tablet.seal(&core, &completed().answer("overall", "no_such_level"));
    send(&mut tablet, unfit);
    let mut core = tablet.core(&survey());
    core.package = None;
    let aimless = tablet.seal(&core, &survey());
    send(&mut tablet, aimless);

    assert_eq!(app.number("SELECT COUNT(*) FROM records"), 4);
    let audit = app.cli(&["audit"]);
    assert_eq!(audit.out.matches("is kept but could not be read").count(), 4, "{}", audit.out);
    assert!(audit.out.contains("does not take the answer"), "{}", audit.out);
    assert_eq!(app.report(&[])["packages"], serde_json::json!([]));
}

#[test]
fn what_is_quoted_from_an_unreadable_part_cannot_steer_the_terminal_of_an_audit() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let core = tablet.core(&completed());
    let quoting = b"{\"visit\":\"\\u001b[31m\\u202e\\naudit: 1 tablet, chain whole\"}".to_vec();
    let part = tablet.open_part(PartName::Answers, Use::Records, quoting);
    let record = tablet.append(Record::write(&core, vec![part]).unwrap());
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    let audit = app.cli(&["audit"]).out;
    assert!(audit.contains("[31m audit: 1 tablet") && !audit.contains(['\u{1b}', '\u{202e}']), "{audit}");
}

#[cfg(target_os = "linux")]
#[test]
fn it_stops_gracefully_when_asked() {
    let app = App::start();
    let pid = app.pid().to_string();
    assert!(std::process::Command::new("kill").arg(&pid).status().unwrap().success());
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| stat.contains(" Z "))
    });
    assert!(gone, "it is still running");
}

#[test]
fn many_tablets_at_once_are_all_served() {
    let app = App::start();
    let mut tablets: Vec<Tablet> = (0..8).map(|_| Tablet::enrolled(&app)).collect();
    std::thread::scope(|scope| {
        for tablet in &mut tablets {
            scope.spawn(|| {
                for _ in 0..5 {
                    let records: Vec<Record> =
                        (0..50).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect();
                    let receipt = tablet.send(&app, &records);
                    assert!(receipt.results.iter().all(|entry| entry.status == Status::Stored));
                    assert_eq!(through(&receipt, tablet.epoch), tablet.seq);
                }
            });
        }
    });
    assert_eq!(app.audit(), "audit: 8 tablets, 2000 records, chain whole");
    assert_eq!(app.report(&[])["packages"][0]["completed"], 2000);
}
