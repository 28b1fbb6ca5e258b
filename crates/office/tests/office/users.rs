use crate::app::{Answer, App, JSON};
use crate::described::Described;
use crate::people::{SESSION, added, body, cookie, get, grant, sign_in};
use crate::tablet::{Tablet, completed};
use handover_domain::wire::Reason;
use serde_json::{Value, json};

const PASSWORD: &str = "/api/v1/session/password";

#[test]
fn whoever_signs_in_is_told_who_they_are_and_what_they_may_do() {
    let app = App::start();
    let password = added(&app, "fang");
    grant(&app, &["fang", "shop-manager", "--shop", "demo"]);
    let answer = sign_in(&app, "fang", &password);
    let told = body(&answer);
    let described = Described::by(&app).strict();
    assert_eq!(described.fault("SignedIn", &told), None);
    assert_eq!((&told["id"], &told["name"]), (&json!("fang"), &json!("王芳")));
    let may = json!(["read_scores", "read_complaints", "step_complaints", "approve_remedies"]);
    assert_eq!(told["grants"], json!([{ "role": "shop_manager", "shop": "demo", "may": may }]));
    let set = answer.header("set-cookie");
    for manner in ["__Host-handover=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
        assert!(set.contains(manner), "{set}");
    }
    let cookie = set.split(';').next().unwrap();
    assert_eq!(body(&get(&app, SESSION, &format!("a=b; {cookie}; c=d"))), told);
    // Nothing in the database lets anybody in who reads it.
    let token = cookie.split_once('=').unwrap().1;
    let held = format!("SELECT COUNT(*) FROM sessions WHERE token LIKE '%{token}%'");
    assert_eq!((app.number(&held), app.number("SELECT COUNT(*) FROM sessions")), (0, 1));
    let kept = app.texts("SELECT password FROM users");
    assert!(kept[0].starts_with("$argon2id$") && !kept[0].contains(&password), "{kept:?}");
}

#[test]
fn a_session_ends_when_it_is_ended_when_nobody_comes_and_after_a_working_day() {
    let app = App::start();
    let password = added(&app, "fang");
    let one = cookie(&app, "fang", &password);
    let other = cookie(&app, "fang", &password);
    let ended = app.ask("DELETE", SESSION, &[("cookie", &one)]);
    assert!(ended.status == 204 && ended.header("set-cookie").contains("Max-Age=0"));
    get(&app, SESSION, &one).refused(Reason::SignedOut);
    assert_eq!(get(&app, SESSION, &other).status, 200);
    app.sql("UPDATE sessions SET seen_at = seen_at - 1740000");
    assert_eq!(get(&app, SESSION, &other).status, 200, "29 minutes; and this is noted");
    app.sql("UPDATE sessions SET seen_at = seen_at - 1740000");
    assert_eq!(get(&app, SESSION, &other).status, 200);
    app.sql("UPDATE sessions SET seen_at = seen_at - 1860000");
    get(&app, SESSION, &other).refused(Reason::SignedOut);
    let last = cookie(&app, "fang", &password);
    app.sql("UPDATE sessions SET begun_at = begun_at - 43260000");
    get(&app, SESSION, &last).refused(Reason::SignedOut);
    for none in ["", "__Host-handover=", "__Host-handover=../../etc", "__Host-handover='; DROP TABLE users"] {
        get(&app, SESSION, none).refused(Reason::SignedOut);
    }
}

#[test]
fn guessing_is_stopped_and_tells_nothing() {
    let app = App::start();
    let password = added(&app, "fang");
    let wrong = |name: &str| sign_in(&app, name, "not the password").refused(Reason::SignedOut).detail;
    let nobody = wrong("nobody");
    for _ in 0..5 {
        assert_eq!(wrong("fang"), nobody, "a name that there is looks like one that there is not");
    }
    // Now the right one does not help either, until it is time.
    assert_eq!(sign_in(&app, "fang", &password).refused(Reason::SignedOut).detail, nobody);
    assert!(app.cli(&["user", "list"]).out.contains("(locked for now)"));
    app.sql("UPDATE users SET locked_until = 0");
    cookie(&app, "fang", &password);
    assert_eq!(app.number("SELECT wrong FROM users"), 0);
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    assert_eq!(log.matches("fang  tried again to sign in: fang").count(), 5, "{log}");
    for name in ["", "' OR 1=1 --", "fang\u{0}", &"x".repeat(10_000)] {
        assert_eq!(wrong(name), nobody);
    }
}

#[test]
fn a_password_is_changed_by_who_knows_it_and_ends_every_session() {
    let app = App::start();
    let password = added(&app, "fang");
    let signed_in = cookie(&app, "fang", &password);
    let change = |before: &str, after: &str| {
        let body = json!({ "before": before, "after": after }).to_string();
        app.put(PASSWORD, body.as_bytes(), &[JSON, ("cookie", &signed_in)])
    };
    change("not the password", "another one, long enough").refused(Reason::SignedOut);
    let short = change(&password, "short").refused(Reason::Unreadable).detail;
    assert!(short.contains("12 to 128 characters; the one before stays"), "{short}");
    assert_eq!(change(&password, "another one, long enough").status, 204);
    get(&app, SESSION, &signed_in).refused(Reason::SignedOut);
    sign_in(&app, "fang", &password).refused(Reason::SignedOut);
    cookie(&app, "fang", "another one, long enough");
    let said = app.cli(&["user", "password", "fang"]);
    assert!(said.out.contains("signed in nowhere"), "{}", said.out);
    sign_in(&app, "fang", "another one, long enough").refused(Reason::SignedOut);
}

#[test]
fn whoever_is_removed_is_out_at_once_and_what_they_did_stays() {
    let app = App::start();
    let password = added(&app, "fang");
    grant(&app, &["fang", "care"]);
    let signed_in = cookie(&app, "fang", &password);
    app.cli(&["user", "remove", "fang"]).success();
    get(&app, SESSION, &signed_in).refused(Reason::SignedOut);
    sign_in(&app, "fang", &password).refused(Reason::SignedOut);
    let list = app.cli(&["user", "list"]).out;
    assert!(list.contains("fang          王芳  removed 20"), "{list}");
    let log = app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out;
    for deed in [
        "user added: fang",
        "role granted: fang: care for the network",
        "signed in: fang",
        "user removed: fang",
    ] {
        assert!(log.contains(deed), "{deed}: {log}");
    }
    // Who comes back may do nothing until it is said again.
    let again = added(&app, "fang");
    assert_eq!(body(&sign_in(&app, "fang", &again))["grants"], json!([]));
}

#[test]
fn a_role_is_given_only_where_it_can_hold() {
    let app = App::start();
    added(&app, "fang");
    let names = ["--name-zh-cn", "东", "--name-zh-tw", "東", "--name-en", "East"];
    app.cli(&[&["region", "add", "east"], &names[..]].concat()).success();
    for (arguments, said) in [
        (&["fang", "shop-manager"][..], "name one shop."),
        (&["fang", "regional", "--shop", "demo"], "name one region."),
        (&["fang", "admin", "--shop", "demo"], "name no shop and no region"),
        (&["fang", "viewer", "--shop", "nowhere"], "nowhere"),
        (&["fang", "viewer", "--region", "west"], "There is no region `west`"),
        (&["nobody", "viewer"], "Nobody called `nobody` works here"),
    ] {
        let told = app.cli(&[&["user", "grant"], arguments].concat());
        assert!(!told.success && told.err.contains(said), "{arguments:?}: {}{}", told.out, told.err);
    }
    assert!(app.cli(&["user", "list"]).out.contains("may do nothing yet"));
    grant(&app, &["fang", "regional", "--region", "east"]);
    let again = app.cli(&["user", "grant", "fang", "regional", "--region", "east"]).out;
    assert!(again.contains("already; nothing changed"), "{again}");
    assert!(app.cli(&["user", "list"]).out.contains("regional for region east"));
    app.cli(&["user", "withdraw", "fang", "regional", "--region", "east"]).success();
    let again = app.cli(&["user", "withdraw", "fang", "regional", "--region", "east"]);
    assert!(!again.success && again.err.contains("nothing was changed"), "{}", again.err);
}

/// The span of a report over everything.
const ALL: &str = "/api/v1/report?from=2000-01-01&to=2099-12-31";

#[test]
fn scores_are_shown_to_whom_they_are_for_and_veiled_to_those_they_rate() {
    let app = App::start();
    app.shop("other");
    let names = ["--name-zh-cn", "东", "--name-zh-tw", "東", "--name-en", "East"];
    app.cli(&[&["region", "add", "east"], &names[..]].concat()).success();
    app.cli(&["shop", "region", "demo", "east"]).success();
    let mut tablet = Tablet::enrolled(&app);
    let survey = |advisor: &str| {
        completed().advisor(advisor).answer("overall", "fair").at("2026-11-04T10:00:00+08:00")
    };
    let records: Vec<_> =
        ["a1"; 6].iter().chain(&["a2"; 2]).map(|advisor| tablet.write(&survey(advisor))).collect();
    tablet.send(&app, &records);
    let of = |id: &str, post: &[&str]| {
        let password = added(&app, id);
        if !post.is_empty() {
            grant(&app, &[&[id], post].concat());
        }
        cookie(&app, id, &password)
    };
    let general = of("general", &["general-manager"]);
    let regional = of("regional", &["regional", "--region", "east"]);
    let manager = of("manager", &["shop-manager", "--shop", "demo"]);
    let admin = of("admin", &["admin"]);
    let nobody = of("nobody", &[]);

    app.get(ALL, &[]).refused(Reason::SignedOut);
    for (who, path) in [
        (&nobody, ALL.to_owned()),
        (&admin, ALL.to_owned()),
        (&manager, ALL.to_owned()),
        (&manager, format!("{ALL}&shop=other")),
        (&manager, format!("{ALL}&region=east")),
        (&regional, ALL.to_owned()),
        (&regional, format!("{ALL}&shop=other")),
        (&regional, format!("{ALL}&region=west")),
        (&regional, format!("{ALL}&shop=nowhere")),
    ] {
        get(&app, &path, who).refused(Reason::Forbidden);
    }
    let ns = |answer: &Answer| -> Vec<Value> {
        let report = body(answer);
        let rows = report["packages"][0]["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["n"].clone()).collect()
    };
    let by_advisor = format!("{ALL}&shop=demo&by=advisor");
    for who in [&general, &regional] {
        assert_eq!(ns(&get(&app, &by_advisor, who)), [json!(6), json!(2)]);
    }
    assert_eq!(body(&get(&app, &format!("{ALL}&region=east"), &regional))["packages"][0]["n"], 8);
    let veiled = get(&app, &by_advisor, &manager);
    assert!(!ns(&veiled).contains(&json!(2)), "what rests on two is hidden");
    let notes = body(&veiled)["notes"].to_string();
    assert!(notes.contains("closed weeks only") && notes.contains("fewer than 5"), "{notes}");
}

#[test]
fn what_a_report_cannot_answer_is_told_in_a_sentence() {
    let app = App::start();
    let password = added(&app, "fang");
    grant(&app, &["fang", "viewer"]);
    let cookie = cookie(&app, "fang", &password);
    for (query, said) in [
        ("", "does not ask for a report"),
        ("?from=2026-11-01", "does not ask for a report"),
        ("?from=yesterday&to=2026-11-30", "`yesterday` is not a day"),
        ("?from=2026-11-30&to=2026-11-01", "name the earlier day first"),
        ("?from=2026-11-01&to=2026-11-30&by=nothing", "does not ask for a report"),
        ("?from=2026-11-01&to=2026-11-30&by=group", "Groups are the answers to one question"),
        ("?from=2026-11-01&to=2026-11-30&visit=x'%20OR%201=1", "is no kind of visit"),
        ("?from=2026-11-02&to=2026-11-30&by=channel", "summed up by whole months"),
        ("?from=2026-11-01&to=2026-11-30&package=a@b", "is no version"),
    ] {
        let told = get(&app, &format!("/api/v1/report{query}"), &cookie).refused(Reason::Unreadable).detail;
        assert!(told.contains(said), "{query}: {told}");
    }
    let hostile = "?from=2026-11-01&to=2026-11-30&shop='%3B%20DROP%20TABLE%20rollup%3B--";
    let answer = get(&app, &format!("/api/v1/report{hostile}"), &cookie);
    assert_eq!(body(&answer)["packages"], json!([]));
    assert_eq!(app.number("SELECT COUNT(*) FROM rollup"), 0);
}
