//! How often who may ask.

use crate::app::{Answer, App, JSON};
use crate::tablet::{BATCHES, CONFIG, Key, Tablet};
use handover_domain::base64;
use handover_domain::wire::Reason;
use serde_json::Value;

/// A service that answers one request a second, and a hundred at once.
fn strict(more: &[&str]) -> App {
    let mut app = App::start();
    app.kill();
    app.serve(&[&["--rate", "1"], more].concat());
    app
}

/// How many of these were served before the first that was not, which says when to come again.
fn served(mut ask: impl FnMut() -> Answer) -> usize {
    for served in 0..300 {
        let answer = ask();
        if answer.status == 429 {
            answer.refused(Reason::TooManyRequests);
            let wait: u64 = answer.header("retry-after").parse().unwrap();
            assert!((1..=2).contains(&wait), "{wait}");
            return served;
        }
    }
    300
}

fn asked(app: &App, tablet: &Tablet) -> Answer {
    app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))])
}

#[test]
fn a_tablet_that_asks_too_often_is_told_to_wait_and_no_other_is() {
    let app = strict(&[]);
    let (busy, calm) = (Tablet::enrolled(&app), Tablet::enrolled(&app));
    let served = served(|| asked(&app, &busy));
    assert!((100..200).contains(&served), "{served}");
    assert_eq!(asked(&app, &calm).status, 200);
    app.post(BATCHES, &busy.body(&[]), &[JSON]).refused(Reason::TooManyRequests);
    calm.send(&app, &[]);
    // It may ask again once it has waited.
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(asked(&app, &busy).status, 200);
}

#[test]
fn who_names_another_tablet_uses_up_what_strangers_may_ask_and_not_what_that_tablet_may() {
    let app = strict(&[]);
    let named = Tablet::enrolled(&app);
    let mut forged: Value = serde_json::from_slice(&named.body(&[])).unwrap();
    forged["signature"] = base64::encode(&[7; 64]).into();
    let forged = forged.to_string();
    let served = served(|| app.post(BATCHES, forged.as_bytes(), &[JSON]));
    assert!((90..200).contains(&served), "{served}");
    for _ in 0..50 {
        named.send(&app, &[]);
    }
}

#[test]
fn codes_are_not_tried_one_after_the_other() {
    let app = strict(&[]);
    let code = app.code("demo");
    let tablet = Tablet::enrolled(&app);
    let key = Key::new();
    let served = served(|| key.enrol(&app, "0000-0000"));
    assert!((90..200).contains(&served), "{served}");
    key.enrol(&app, &code).refused(Reason::TooManyRequests);
    tablet.ask(&app, &Key::new()).refused(Reason::TooManyRequests);
    assert_eq!(asked(&app, &tablet).status, 200, "a tablet at the same address is not held back");
}

#[test]
fn whom_a_web_server_in_front_asks_for_is_believed_only_where_it_was_named() {
    let wish = Key::new().wish("0000-0000").to_json();
    let ask = |app: &App, whom: &str| {
        app.post("/api/v1/enrolments", wish.as_bytes(), &[JSON, ("x-forwarded-for", whom)])
    };
    let app = strict(&["--behind", "127.0.0.1"]);
    // What stands before the last is the sender's own invention.
    let mut n = 0;
    let served_one = served(|| {
        n += 1;
        ask(&app, &format!("10.0.0.{n}, 192.0.2.1"))
    });
    assert!((90..200).contains(&served_one), "{served_one}");
    // Some addresses share an allowance by chance, and never all of these.
    let others = (2..9).map(|n| ask(&app, &format!("192.0.2.{n}")));
    assert!(others.map(|answer| answer.status).any(|status| status == 403));
    let app = strict(&[]);
    let mut n = 0;
    let served_all = served(|| {
        n += 1;
        ask(&app, &format!("192.0.2.{}", n % 250))
    });
    assert!((90..200).contains(&served_all), "{served_all}");
}

#[test]
fn a_rate_that_is_none_is_refused() {
    let app = App::empty();
    for rate in ["0", "-1", "ten", "4294967295"] {
        let said = app.cli(&["serve", "--listen", "127.0.0.1:0", &format!("--rate={rate}")]);
        assert!(!said.success && said.err.contains("a number from 1 to 1000000"), "{}", said.err);
    }
}

#[test]
fn a_month_of_records_sent_back_to_back_is_not_slowed() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    // 10,000 records are 200 batches; a tablet asks for config and feed besides.
    for _ in 0..220 {
        tablet.send(&app, &[]);
        assert_eq!(asked(&app, &tablet).status, 200);
    }
}
