//! Saying who works at head office, over HTTP.

use crate::app::App;
use crate::people::{Person, body, cookie, described, get, sign_in};
use handover_domain::wire::Reason;
use serde_json::{Value, json};

const USERS: &str = "/api/v1/users";

fn admin(app: &App) -> Person<'_> {
    Person::new(app, "admin", &["admin"])
}

fn log(app: &App) -> String {
    app.cli(&["log", "--from", "2000-01-01", "--to", "2099-12-31"]).out
}

#[test]
fn somebody_is_added_given_a_role_and_a_password_and_removed_and_each_change_is_on_record() {
    let app = App::start();
    let admin = admin(&app);
    let added = described(&admin.post(USERS, &json!({ "id": "fang", "name": "王芳" })), "AdmittedUser");
    let first = added["password"].as_str().unwrap();
    assert_eq!(body(&sign_in(&app, "fang", first))["grants"], json!([]));
    let granted = admin.post("/api/v1/users/fang/grants", &json!({ "role": "shop_manager", "shop": "demo" }));
    let granted = described(&granted, "Granted");
    assert_eq!((&granted["role"], &granted["shop"]), (&json!("shop_manager"), &json!("demo")));
    let fang = cookie(&app, "fang", first);
    assert_eq!(get(&app, "/api/v1/complaints", &fang).status, 200, "at once");

    let made = described(&admin.post("/api/v1/users/fang/passwords", &json!({})), "AdmittedUser");
    get(&app, "/api/v1/session", &fang).refused(Reason::SignedOut);
    sign_in(&app, "fang", first).refused(Reason::SignedOut);
    let fang = cookie(&app, "fang", made["password"].as_str().unwrap());
    let listed = described(&admin.get(USERS), "UserList");
    assert_eq!(listed["users"][1]["grants"][0]["shop"], "demo");

    let grants = "/api/v1/users/fang/grants?role=shop_manager&shop=demo";
    assert_eq!(admin.ask("DELETE", grants).status, 204);
    get(&app, "/api/v1/complaints", &fang).refused(Reason::Forbidden);
    admin.ask("DELETE", grants).refused(Reason::NotFound);
    assert_eq!(admin.ask("DELETE", "/api/v1/users/fang").status, 204);
    get(&app, "/api/v1/session", &fang).refused(Reason::SignedOut);
    admin.ask("DELETE", "/api/v1/users/fang").refused(Reason::NotFound);
    let listed = described(&admin.get(USERS), "UserList");
    assert!(listed["users"][1]["removed_at"].is_string(), "{listed}");
    let log = log(&app);
    for deed in [
        "admin  user added: fang",
        "admin  role granted: fang: shop manager for shop demo",
        "admin  password made: fang",
        "admin  role withdrawn: fang: shop manager for shop demo",
        "admin  user removed: fang",
    ] {
        assert!(log.contains(deed), "{deed}: {log}");
    }
    assert!(!app.log().contains(first) && !log.contains(first));
}

#[test]
fn nobody_says_what_they_themselves_may_do() {
    let app = App::start();
    let admin = admin(&app);
    let grants = "/api/v1/users/admin/grants";
    for answer in [
        admin.post(grants, &json!({ "role": "care" })),
        admin.ask("DELETE", &format!("{grants}?role=admin")),
        admin.ask("DELETE", "/api/v1/users/admin"),
        admin.post("/api/v1/users/admin/passwords", &json!({})),
    ] {
        let told = answer.refused(Reason::Forbidden).detail;
        assert!(told.contains("Nobody says what they themselves may do"), "{told}");
    }
    assert_eq!(app.texts("SELECT role FROM grants"), ["admin"]);
}

#[test]
fn what_cannot_be_is_refused_in_the_sentence_of_the_command_line_and_changes_nothing() {
    let app = App::start();
    let admin = admin(&app);
    Person::new(&app, "fang", &[]);
    let before = log(&app);
    let grants = "/api/v1/users/fang/grants";
    for (arguments, body, reason) in [
        (&["fang", "shop-manager"][..], json!({ "role": "shop_manager" }), Reason::WrongRecord),
        (
            &["fang", "regional", "--shop", "demo"],
            json!({ "role": "regional", "shop": "demo" }),
            Reason::WrongRecord,
        ),
        (
            &["fang", "admin", "--shop", "demo"],
            json!({ "role": "admin", "shop": "demo" }),
            Reason::WrongRecord,
        ),
        (
            &["fang", "viewer", "--shop", "nowhere"],
            json!({ "role": "viewer", "shop": "nowhere" }),
            Reason::NotFound,
        ),
        (
            &["fang", "viewer", "--region", "a b"],
            json!({ "role": "viewer", "region": "a b" }),
            Reason::NotFound,
        ),
    ] {
        let told = admin.post(grants, &body).refused(reason).detail;
        assert_eq!(told, app.cli(&[&["user", "grant"], arguments].concat()).err.trim_end(), "{body}");
    }
    let unreadable = |path: &str, body: &Value| admin.post(path, body).refused(Reason::Unreadable).detail;
    let both = json!({ "role": "viewer", "shop": "demo", "region": "east" });
    assert!(unreadable(grants, &both).contains("for a region or for a shop"));
    assert!(unreadable(grants, &json!({ "role": "owner" })).contains("unknown variant `owner`"));
    assert!(unreadable(USERS, &json!({ "id": "a b", "name": "x" })).contains("is not a valid"));
    assert!(unreadable(USERS, &json!({ "id": "ab", "name": " \n " })).contains("A name is one line"));
    let twice = admin.post(USERS, &json!({ "id": "fang", "name": "x" })).refused(Reason::WrongRecord).detail;
    assert!(twice.contains("fang works here already"), "{twice}");
    admin.post("/api/v1/users/%27%20OR%201=1/grants", &json!({ "role": "viewer" })).refused(Reason::NotFound);
    assert_eq!(log(&app), before);
    // Granted twice, it is granted once.
    for _ in 0..2 {
        assert_eq!(admin.post(grants, &json!({ "role": "viewer" })).status, 200);
    }
    assert_eq!(log(&app).matches("role granted: fang").count(), 1);
}
