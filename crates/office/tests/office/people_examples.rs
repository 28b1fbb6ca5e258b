//! What travels between head office and the people who work there, whole: every member that there is.

use serde_json::{Value, json};

const ID: &str = "01a21685-91fb-7497-abe0-0844e0bbf952";
const AT: &str = "2026-11-21T10:11:12+08:00";

/// Each with what it is called in the description.
pub fn people() -> Vec<(&'static str, Value)> {
    [&signing_in()[..], &complaints(), &openings(), &calls(), &others(), &set_up()].concat()
}

fn signing_in() -> [(&'static str, Value); 3] {
    [
        ("SignIn", json!({ "name": "fang", "password": "abc" })),
        ("Change", json!({ "before": "abc", "after": "def" })),
        (
            "SignedIn",
            json!({ "id": "fang", "name": "王芳", "grants": [
                { "role": "viewer", "shop": "demo", "may": ["read_scores"] },
                { "role": "regional", "region": "east", "may": ["read_scores", "export"] },
            ] }),
        ),
    ]
}

fn complaints() -> [(&'static str, Value); 3] {
    let complaint = json!({
        "number": "01A-00CW-7KB", "shop": "demo", "record": ID, "captured_at": AT, "category": "sales",
        "department": "sales", "severity": "major", "contact": "left", "records": 1, "closed": false,
        "clocks": [
            { "deadline": "to_department", "due": AT, "met": AT, "state": "kept" },
            { "deadline": "agreement", "due": AT, "state": "due" },
        ],
        "steps": [
            { "id": ID, "kind": "remedy_chosen", "remedy": "repair", "by": "care", "at": AT },
            { "id": ID, "kind": "agreed", "by": "care", "at": AT },
        ],
    });
    [
        ("ComplaintPage", json!({ "complaints": [complaint], "next": "1.x", "unread": 0 })),
        ("ComplaintsOfNumber", json!({ "complaints": [complaint] })),
        ("NewStep", json!({ "id": ID, "kind": "remedy_chosen", "remedy": "repair", "note": "by us" })),
    ]
}

fn openings() -> [(&'static str, Value); 4] {
    let words = json!([{ "question": "happened", "text": "漏油" }]);
    [
        ("OpenComplaint", json!({ "lang": "en" })),
        (
            "OpenedComplaints",
            json!({ "missing": [{ "shop": "demo", "record": ID }], "complaints": [{
                "record": ID, "shop": "demo", "tablet": 7, "receipt_code": "12-7K3F-9M2X-C", "captured_at": AT,
                "mode": "live", "unread": "no such questionnaire",
                "about": { "number": "01A-00CW-7KB", "category": "sales", "department": "sales", "severity": "major" },
                "words": words, "chosen": [{ "question": "about", "answer": "售后服务" }],
                "contact": { "name": "王", "phone": "+8613800138000", "consent": "answer_complaint" },
                "visit": { "visit": "service", "channel": "kiosk", "language": "zh-CN", "order": "RO-7", "advisor": "a1",
                           "survey": ID, "question": "overall" },
                "closed": [{ "part": "contact", "why": "erased" }],
                "steps": [
                    { "id": ID, "kind": "remedy_chosen", "remedy": "repair", "by": "p1", "at": AT, "name": "陈洁",
                      "own": false, "note": "done" },
                    { "id": ID, "kind": "agreed", "by": "p1", "at": AT, "own": true, "note_closed": "erased" },
                ],
            }] }),
        ),
        (
            "OpenComments",
            json!({ "from": "2026-11-01", "to": "2026-11-30", "shop": "demo", "region": "east", "after": "x" }),
        ),
        (
            "OpenedComments",
            json!({ "next": "x", "surveys": [
                { "day": "2026-11-01", "shop": "demo", "record": ID, "words": words },
                { "day": "2026-11-01", "shop": "demo", "record": ID, "words": [], "closed": "erased" },
            ] }),
        ),
    ]
}

fn calls() -> [(&'static str, Value); 8] {
    let call = json!({
        "id": ID, "shop": "demo", "about": { "order": "RO-7" }, "call": "3dc", "at": AT, "by": "care", "outcome": "later",
        "survey": "none", "again_at": AT, "supervisor": false, "corrects": ID, "words": true,
    });
    let due = json!({ "call": "second", "from": "2026-11-28", "last": "2026-11-28", "at": AT });
    let rate = json!({ "due": 4, "reached": 2, "surveyed": 1 });
    [
        (
            "DueCalls",
            json!({ "on": "2026-11-28", "since": "2026-10-29", "more_calls": 0, "more_questions": 0, "nameless": 1,
                    "calls": [
                        { "shop": "demo", "about": { "order": "RO-7" }, "due": due, "late": 0, "tries": 1,
                          "visit": { "visit": "service", "day": "2026-11-20", "advisor": "a1", "model": "星辰 S3" } },
                        { "shop": "demo", "about": { "complaint": "01A-00CW-7KB" }, "late": 2, "tries": 0,
                          "due": { "call": "lapsed", "from": "2026-11-28" } },
                    ],
                    "questions": [{ "call": call, "last": "2026-11-30" }] }),
        ),
        (
            "NewCall",
            json!({ "id": ID, "order": "RO-7", "shop": "demo", "lapsed": false, "at": AT, "outcome": "reached",
                    "survey": "full", "again_at": AT, "said": "all is well", "next": "nothing", "supervisor": false,
                    "corrects": ID }),
        ),
        ("NewCall", json!({ "id": ID, "complaint": "01A-00CW-7KB", "at": AT, "outcome": "not_reached" })),
        ("NotedCall", json!({ "call": call, "next": due })),
        ("CallPage", json!({ "calls": [call], "next": "1.x" })),
        (
            "CallRates",
            json!({ "shops": [{ "shop": "demo", "rate": rate }], "all": rate, "reached_target": 50, "surveyed_target": 60 }),
        ),
        ("OpenCalls", json!({ "id": ID, "order": "RO-7", "complaint": "01A-00CW-7KB", "shop": "demo" })),
        (
            "OpenedCalls",
            json!({ "calls": [
                { "call": call, "said": "all is well", "next": "nothing" },
                { "call": call, "closed": "erased" },
            ] }),
        ),
    ]
}

fn others() -> [(&'static str, Value); 4] {
    [
        (
            "NewExport",
            json!({ "what": "answers", "format": "csv", "from": "2026-11-01", "to": "2026-11-30", "shop": "demo",
                    "orders": true, "lang": "en" }),
        ),
        (
            "NewErasure",
            json!({ "code": "01A-00CW-7KB", "everything": true, "record": ID, "confirmed": true }),
        ),
        (
            "ToldErasure",
            json!({ "erased": true, "of": "complaint", "code": "01A-00CW-7KB", "parts": ["contact"], "left": ["text"],
                    "sentences": ["Complaint 01A-00CW-7KB: the contact details are erased."] }),
        ),
        (
            "Log",
            json!({ "next": "1.x", "deeds": [{ "at": AT, "by": "care", "did": "opened", "about": "text of record" }] }),
        ),
    ]
}

fn set_up() -> [(&'static str, Value); 6] {
    [
        (
            "UserList",
            json!({ "users": [{ "id": "fang", "name": "王芳", "locked": false, "removed_at": AT, "grants": [] }] }),
        ),
        ("NewUser", json!({ "id": "fang", "name": "王芳" })),
        ("AdmittedUser", json!({ "id": "fang", "name": "王芳", "password": "abc" })),
        ("NewGrant", json!({ "role": "viewer", "region": "east", "shop": "demo" })),
        (
            "TabletList",
            json!({ "devices": [{ "number": 7, "id": ID, "state": "enrolled", "mode": "live", "shop": "demo", "app": "1",
                                  "last_seen": AT, "chain": "whole", "keys_asked": 0 }] }),
        ),
        (
            "WaitingKeys",
            json!({ "keys": [{ "key": "0123456789abcdef", "tablet": 7, "shop": "demo", "app": "1", "asked_at": AT,
                               "revoked": false }] }),
        ),
    ]
}
