//! People who work at head office, as they sign in and ask, and shops whose customers complained.

use crate::app::{Answer, App, JSON};
use crate::complaint::{self, complaint, number};
use crate::described::Described;
use crate::tablet::{Tablet, completed};
use serde_json::{Value, json};
use std::sync::LazyLock;

pub const SESSION: &str = "/api/v1/session";
/// What the customer of each shop wrote and left.
pub const WORDS: &str = "漏油了 CANARY-WORDS";
pub const NAME: &str = "王 CANARY-NAME";
pub const PHONE: &str = "+8613800138000";

/// Somebody who may sign in, and their password.
pub fn added(app: &App, id: &str) -> String {
    let said = app.cli(&["user", "add", id, "王芳"]);
    assert!(said.success, "{}{}", said.out, said.err);
    said.out.lines().find_map(|line| line.strip_prefix("Password: ")).unwrap().to_owned()
}

pub fn grant(app: &App, arguments: &[&str]) {
    app.cli(&[&["user", "grant"], arguments].concat()).success();
}

pub fn sign_in(app: &App, name: &str, password: &str) -> Answer {
    app.post(SESSION, json!({ "name": name, "password": password }).to_string().as_bytes(), &[JSON])
}

/// The cookie that shows who asks.
pub fn cookie(app: &App, name: &str, password: &str) -> String {
    let answer = sign_in(app, name, password);
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

pub fn get(app: &App, path: &str, cookie: &str) -> Answer {
    app.get(path, &[("cookie", cookie)])
}

/// What was answered with 200.
pub fn body(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    serde_json::from_slice(&answer.body).unwrap()
}

/// Somebody who has signed in.
pub struct Person<'a> {
    pub app: &'a App,
    pub id: String,
    pub cookie: String,
}

impl<'a> Person<'a> {
    /// Somebody new with this post: a role, and where it holds.
    pub fn new(app: &'a App, id: &str, post: &[&str]) -> Self {
        let password = added(app, id);
        if !post.is_empty() {
            grant(app, &[&[id], post].concat());
        }
        Self { app, id: id.to_owned(), cookie: cookie(app, id, &password) }
    }

    pub fn get(&self, path: &str) -> Answer {
        get(self.app, path, &self.cookie)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.app.post(path, body.to_string().as_bytes(), &[JSON, ("cookie", &self.cookie)])
    }

    /// Without a body, by any method.
    pub fn ask(&self, method: &str, path: &str) -> Answer {
        self.app.ask(method, path, &[("cookie", &self.cookie)])
    }
}

/// The same answer, held against what is described of it.
pub fn described(answer: &Answer, schema: &str) -> Value {
    static DESCRIBED: LazyLock<Described> = LazyLock::new(|| Described::by(&App::empty()).strict());
    let told = body(answer);
    assert_eq!(DESCRIBED.fault(schema, &told), None, "{told}");
    told
}

/// Three shops, `demo` and `sister` in the region `east` and `other` in `west`, and the number of a complaint of each.
pub struct World {
    pub app: App,
    pub numbers: [(&'static str, String); 3],
}

impl World {
    pub fn new() -> Self {
        let app = complaint::app();
        for region in ["east", "west"] {
            let names = ["--name-zh-cn", "区", "--name-zh-tw", "區", "--name-en", "Region"];
            app.cli(&[&["region", "add", region], &names[..]].concat()).success();
        }
        let numbers = [("demo", "east"), ("sister", "east"), ("other", "west")].map(|(shop, region)| {
            if shop != "demo" {
                app.shop(shop);
            }
            app.cli(&["shop", "region", shop, region]).success();
            let mut tablet = Tablet::enrolled_in(&app, shop);
            let complained = tablet.complain(&complaint().wrote(WORDS).call(NAME, PHONE));
            let survey = tablet.write(&completed().answer("overall", "fair").order("RO-7").wrote(WORDS));
            tablet.send(&app, &[complained.clone(), survey]);
            (shop, number(&complained))
        });
        Self { app, numbers }
    }

    /// The number of the complaint of this shop.
    pub fn number(&self, shop: &str) -> &str {
        &self.numbers.iter().find(|(known, _)| *known == shop).unwrap().1
    }
}
