use crate::app::App;
use crate::tablet::{Key, Tablet, completed};
use handover_domain::hash::Hash;
use handover_domain::record::{EventPart, Loss, Record};
use handover_domain::wire::{Reason, Tip};
use serde_json::Value;

fn write(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

fn list(app: &App, more: &[&str]) -> Vec<Value> {
    let said = app.cli(&[&["device", "list", "--format", "json"], more].concat());
    said.success();
    serde_json::from_str(&said.out).unwrap()
}

fn chain(app: &App, tablet: &Tablet) -> String {
    let id = tablet.config.device.to_string();
    let listed = list(app, &[]);
    let tablet = listed.iter().find(|listed| listed["id"] == *id).unwrap();
    tablet["chain"].as_str().unwrap().to_owned()
}

#[test]
fn the_list_tells_how_each_chain_stands_and_agrees_with_the_audit() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    assert_eq!(chain(&app, &tablet), "empty");
    let records = write(&mut tablet, 4);
    tablet.send_with(&app, &records[..1], tablet.tip());
    assert_eq!(chain(&app, &tablet), "whole", "the rest is on its way");
    tablet.send(&app, &records[2..]);
    assert_eq!(chain(&app, &tablet), "gaps");
    assert!(app.cli(&["audit"]).out.contains("2 missing"));
    tablet.send(&app, &records[1..2]);
    assert_eq!(chain(&app, &tablet), "whole");
    assert_eq!(app.audit(), "audit: 1 tablet, 4 records, chain whole");
    let said = app.cli(&["device", "list"]).out;
    assert!(said.ends_with("  chain whole\n"), "{said}");
}

#[test]
fn an_ended_journal_that_is_short_has_gaps_and_what_a_tablet_told_of_is_lost() {
    let app = App::start();
    let (mut silent, mut honest) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    for tablet in [&mut silent, &mut honest] {
        let records = write(tablet, 5);
        tablet.send_with(&app, &records[..3], tablet.tip());
    }
    silent.begin_anew();
    let next = write(&mut silent, 1);
    silent.send_with(&app, &next, silent.tip());
    assert_eq!(chain(&app, &silent), "gaps");
    let epoch = honest.epoch;
    honest.begin_anew();
    let told = honest.happened(&EventPart::lost(Loss { epoch, from: 4, through: 5, pending: 2 }));
    honest.send_with(&app, &[told], honest.tip());
    assert_eq!(chain(&app, &honest), "lost");
    let said = app.cli(&["audit"]).out;
    assert!(said.contains("tablet 1: 4–5 announced") && said.contains("tablet 2: lost: 4–5"), "{said}");
}

#[test]
fn what_a_tablet_lost_and_is_here_all_the_same_leaves_its_chain_whole() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = write(&mut tablet, 5);
    tablet.send(&app, &records);
    let epoch = tablet.epoch;
    tablet.begin_anew();
    let told = tablet.happened(&EventPart::lost(Loss { epoch, from: 2, through: 5, pending: 0 }));
    tablet.send(&app, &[told]);
    assert_eq!(chain(&app, &tablet), "whole");
}

#[test]
fn two_records_at_one_place_or_under_one_id_are_a_fork() {
    let app = App::start();
    let mut cloned = Tablet::enrolled(&app);
    let records = write(&mut cloned, 2);
    cloned.send(&app, &records);
    let other = completed().answer("overall", "satisfied");
    let mut core = cloned.core(&other);
    (core.seq, core.prev) = (2, records[0].hash());
    let clone = cloned.seal(&core, &other);
    cloned.send(&app, &[clone]);
    assert_eq!(chain(&app, &cloned), "fork");

    let mut twice = Tablet::enrolled(&app);
    let survey = completed().answer("overall", "fair");
    let core = twice.core(&survey);
    let pair = [twice.seal(&core, &survey), twice.seal(&core, &other)];
    twice.send(&app, &pair);
    assert_eq!(chain(&app, &twice), "fork");

    let mut announcing = Tablet::enrolled(&app);
    let records = write(&mut announcing, 1);
    announcing.send_with(&app, &records, announcing.tip());
    announcing.send_with(&app, &[], Tip { hash: Hash::of(b"clone"), ..announcing.tip() });
    assert_eq!(chain(&app, &announcing), "fork");
}

#[test]
fn one_shop_can_be_listed_by_itself_with_who_asks_for_a_new_key() {
    let app = App::start();
    app.shop("south");
    let (demo, south) = (Tablet::enrolled(&app), Tablet::enrolled_in(&app, "south"));
    app.cli(&["device", "revoke", "1"]).success();
    for _ in 0..2 {
        south.ask(&app, &Key::new()).refused(Reason::NotApproved);
    }
    let listed = list(&app, &["--shop", "south"]);
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["id"], south.config.device.to_string());
    assert_eq!(
        (&listed[0]["number"], &listed[0]["state"], &listed[0]["mode"], &listed[0]["keys_asked"]),
        (&2.into(), &"enrolled".into(), &"live".into(), &2.into())
    );
    assert!(listed[0]["last_seen"].as_str().unwrap().ends_with('Z'));
    let text = app.cli(&["device", "list", "--shop", "south"]).out;
    assert!(text.starts_with("   2  ") && text.ends_with("  chain empty  asks for 2 new keys\n"), "{text}");
    assert_eq!(text.lines().count(), 1);
    let all = list(&app, &[]);
    assert_eq!((all.len(), &all[0]["state"]), (2, &"revoked".into()));
    assert_eq!(all[0]["id"], demo.config.device.to_string());
    let nowhere = app.cli(&["device", "list", "--shop", "nowhere"]);
    assert!(!nowhere.success && nowhere.err.contains("There is no shop `nowhere`"), "{}", nowhere.err);
}
