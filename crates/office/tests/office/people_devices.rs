//! The tablets, as whoever sets them up sees and stops them over HTTP.

use crate::app::{App, JSON};
use crate::people::{Person, described};
use crate::tablet::{BATCHES, Key, Tablet, completed};
use handover_domain::wire::Reason;
use serde_json::json;

const DEVICES: &str = "/api/v1/devices";

#[test]
fn tablets_are_listed_with_when_they_were_heard_and_how_their_chains_stand_and_one_is_revoked() {
    let app = App::start();
    app.shop("other");
    let (mut first, second) = (Tablet::enrolled(&app), Tablet::enrolled_in(&app, "other"));
    let record = first.write(&completed().answer("overall", "fair"));
    first.send(&app, &[record]);
    let admin = Person::new(&app, "admin", &["admin"]);
    let listed = described(&admin.get(DEVICES), "TabletList");
    let printed = app.cli(&["device", "list", "--format", "json"]).out;
    assert_eq!(listed["devices"], serde_json::from_str::<serde_json::Value>(&printed).unwrap());
    let chains: Vec<_> = listed["devices"].as_array().unwrap().iter().map(|one| &one["chain"]).collect();
    assert_eq!(chains, ["whole", "empty"]);
    let of_other = described(&admin.get(&format!("{DEVICES}?shop=other")), "TabletList");
    assert_eq!(of_other["devices"][0]["id"], second.config.device.to_string());
    let sql = admin.get(&format!("{DEVICES}?shop=%27%20OR%201%3D1")).refused(Reason::Unreadable).detail;
    assert!(sql.contains("is not a valid shop"), "{sql}");

    let revocations = |id: &str| admin.post(&format!("{DEVICES}/{id}/revocations"), &json!({}));
    for unknown in ["77", "x", "%27%20OR%201%3D1", "00000000-0000-0000-0000-000000000000"] {
        revocations(unknown).refused(Reason::NotFound);
    }
    assert_eq!(revocations(&second.config.number.to_string()).status, 204);
    assert_eq!(revocations(&second.config.device.to_string()).status, 204, "twice is once");
    app.post(BATCHES, &second.body(&[]), &[JSON]).refused(Reason::RevokedDevice);
    assert_eq!(described(&admin.get(DEVICES), "TabletList")["devices"][1]["state"], "revoked");
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert_eq!(log.matches("admin  tablet revoked: 2").count(), 1, "{log}");
}

#[test]
fn a_new_key_that_waits_is_listed_and_signs_once_it_is_approved() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let (lost, stopped) = (Key::new(), Tablet::enrolled(&app));
    tablet.ask(&app, &lost).refused(Reason::NotApproved);
    let of_stopped = Key::new();
    stopped.ask(&app, &of_stopped).refused(Reason::NotApproved);
    app.cli(&["device", "revoke", "2"]).success();
    let admin = Person::new(&app, "admin", &["admin"]);
    let waiting = described(&admin.get("/api/v1/devices/keys"), "WaitingKeys");
    let keys = waiting["keys"].as_array().unwrap();
    let wish = keys.iter().find(|wish| wish["key"] == lost.id().to_string()).unwrap();
    assert_eq!(
        (&wish["tablet"], &wish["shop"], &wish["revoked"]),
        (&json!(1), &json!("demo"), &json!(false))
    );
    let approve = |key: &str| admin.post(&format!("/api/v1/devices/keys/{key}/approvals"), &json!({}));
    for unknown in ["0123456789abcdef", "x", "%27%20OR%201%3D1"] {
        approve(unknown).refused(Reason::NotFound);
    }
    let told = approve(of_stopped.id().as_str()).refused(Reason::WrongRecord).detail;
    assert!(told.contains("Tablet 2 was revoked"), "{told}");
    for _ in 0..2 {
        assert_eq!(approve(lost.id().as_str()).status, 204);
    }
    assert_eq!(tablet.ask(&app, &lost).status, 200);
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert_eq!(log.matches("admin  key approved:").count(), 1, "{log}");
}
