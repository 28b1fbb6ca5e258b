//! What is noted of steps and handovers cannot be changed unseen.

use crate::app::App;
use crate::complaint::{app, complaint, number};
use crate::showroom::{did, handover};
use crate::tablet::Tablet;
use handover_domain::complaint::StepKind;
use handover_domain::record::Mode;

/// Head office with a complaint, a step and a handover, and the folder of which is not served.
fn filled() -> App {
    let mut app = app();
    let mut tablet = Tablet::enrolled(&app);
    let made = tablet.complain(&complaint().call("", "+8613800138000"));
    let number = number(&made);
    let step = tablet.act(&did(StepKind::RemedyChosen, &number));
    let handed = tablet.hand_over(&handover("RO-1"), Mode::Live);
    tablet.send(&app, &[made, step, handed]);
    app.cli(&["complaints", "step", &number, "remedy_approved", "--by", "care.1"]).success();
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
    app.kill();
    app
}

#[test]
fn whatever_is_done_to_what_is_noted_the_audit_finds() {
    let filled = filled();
    let of_tablet = "device IS NOT NULL";
    let other_step = "the step noted is not the one the tablet told of";
    let other_handover = "the handover noted is not the one the tablet told of";
    let mut cases = vec![
        (
            format!("DELETE FROM complaint_steps WHERE {of_tablet}"),
            "what was done about the complaint was never noted",
        ),
        ("DELETE FROM handovers".into(), "its handover was never noted"),
        (
            "DELETE FROM records WHERE seq = 2; UPDATE epochs SET held = 2".into(),
            "something done about complaint",
        ),
        (
            "DELETE FROM records WHERE seq = 3; UPDATE epochs SET held = 2, highest = 2".into(),
            "a handover is counted, but its record",
        ),
    ];
    for change in [
        "number = '000-0000-000'",
        "kind = 'contacted'",
        "remedy = 'replace'",
        "remedy = NULL",
        "by_person = 'p2'",
        "written_at = '2026-11-22T10:00:00Z'",
        "captured_ms = captured_ms - 1",
        "mode = 'training'",
        "device = NULL",
        "note = 'all is well'",
    ] {
        cases.push((format!("UPDATE complaint_steps SET {change} WHERE {of_tablet}"), other_step));
    }
    for change in [
        "order_ref = 'RO-2'",
        "visit = 'delivery'",
        "advisor = 'a1'",
        "by_person = ''",
        "device = 'another'",
        "second = TRUE",
        "listed = FALSE",
        "captured_at = captured_at + 1",
        "mode = 'test'",
    ] {
        cases.push((format!("UPDATE handovers SET {change}"), other_handover));
    }
    for (sql, what) in cases {
        let app = filled.copy();
        assert!(app.sql(&sql) > 0, "{sql}");
        let audit = app.cli(&["audit"]);
        assert!(!audit.success && audit.out.contains(what), "{sql}: {}", audit.out);
    }
}

#[test]
fn what_head_office_noted_itself_has_no_record_and_is_no_finding() {
    let app = filled();
    assert_eq!(app.number("SELECT COUNT(*) FROM complaint_steps WHERE device IS NULL"), 1);
    assert_eq!(app.audit(), "audit: 1 tablet, 3 records, chain whole");
}
