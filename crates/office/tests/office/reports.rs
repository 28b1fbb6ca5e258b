//! Reports by every dimension, against numbers computed by hand.

use crate::app::{App, SERVICE, Said};
use crate::file::put;
use crate::tablet::{Survey, Tablet, completed};
use handover_domain::answer::Value as Given;
use handover_domain::ids::QuestionId;
use handover_domain::visit::Channel;
use serde_json::{Value, json};

const MARCH: [&str; 4] = ["--from", "2024-03-01", "--to", "2024-03-31"];

#[track_caller]
fn near(value: &Value, expected: f64) {
    let given = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((given - expected).abs() < 1e-9, "{given} where {expected} was computed by hand");
}

#[track_caller]
fn row<'a>(report: &'a Value, id: &str) -> &'a Value {
    let rows = report["packages"][0]["rows"].as_array().unwrap_or_else(|| panic!("no rows in {report}"));
    rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no row {id} in {rows:?}"))
}

fn ids(report: &Value) -> Vec<&str> {
    report["packages"][0]["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect()
}

/// The short questionnaire with a recommendation and a question about age, in a later version.
pub fn publish(app: &App, version: u32, change: impl Fn(&mut Value)) {
    let mut package: Value = serde_json::from_str(&std::fs::read_to_string(SERVICE).unwrap()).unwrap();
    package["version"] = version.into();
    let text = |en: &str| json!({ "zh-CN": en, "zh-TW": en, "en": en });
    let channels = json!(["kiosk", "phone", "letter"]);
    let questions = package["questions"].as_array_mut().unwrap();
    questions.push(json!({ "id": "recommend", "type": "nps", "stage": "overall", "channels": channels,
                           "rotation_weight": 1, "text": text("Would you recommend us?") }));
    questions.push(json!({ "id": "age_band", "type": "single", "role": "group", "stage": "overall",
                           "channels": channels, "required": true, "optional": true,
                           "text": text("How old are you?"),
                           "options": [{ "id": "young", "label": text("Below 40") },
                                       { "id": "old", "label": text("40 and above") }] }));
    change(&mut package);
    let path = put(app, &format!("v{version}.json"), package.to_string().as_bytes());
    let said = app.cli(&["questionnaire", "publish", path.to_str().unwrap()]);
    assert!(said.success, "{}{}", said.out, said.err);
}

fn survey(day: &str, overall: &str) -> Survey {
    completed().at(&format!("{day}T10:00:00+08:00")).answer("overall", overall)
}

fn recommends(mut survey: Survey, n: i64) -> Survey {
    survey.answers.push((QuestionId::new("recommend").unwrap(), Given::Number(n)));
    survey
}

fn region(app: &App, id: &str) -> Said {
    let names = ["--name-zh-cn", "区", "--name-zh-tw", "區", "--name-en", "Region of the tests"];
    app.cli(&[&["region", "add", id], &names[..]].concat())
}

/// Three shops in two regions; five surveys in March 2024, one the month before, one the year before.
fn network() -> App {
    let app = App::start();
    publish(&app, 2, |_| {});
    for (shop, of) in [("demo", "north"), ("other", "north"), ("third", "south")] {
        app.shop(shop);
        region(&app, of).success();
        app.cli(&["shop", "region", shop, of]).success();
    }
    let mut demo = Tablet::enrolled(&app);
    let of_demo = [
        recommends(survey("2024-03-05", "very_satisfied").advisor("a1").answer("age_band", "young"), 10),
        recommends(survey("2024-03-06", "fair").advisor("a1").answer("age_band", "old"), 3)
            .by(Channel::Phone),
        recommends(survey("2024-03-12", "satisfied").advisor("a2").answer("age_band", "young"), 8),
        survey("2024-02-10", "dissatisfied"),
        survey("2023-03-20", "satisfied"),
    ];
    let records: Vec<_> = of_demo.iter().map(|survey| demo.write(survey)).collect();
    demo.send(&app, &records);
    let mut other = Tablet::enrolled_in(&app, "other");
    let record = other.write(&recommends(survey("2024-03-07", "satisfied"), 9));
    other.send(&app, &[record]);
    let mut third = Tablet::enrolled_in(&app, "third");
    let record = third.write(&survey("2024-03-07", "very_satisfied").by(Channel::Letter));
    third.send(&app, &[record]);
    app
}

fn report(app: &App, arguments: &[&str]) -> Value {
    let said = app.cli(&[&["report", "--format", "json"], arguments].concat());
    assert!(said.success, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

fn march(app: &App, arguments: &[&str]) -> Value {
    report(app, &[&MARCH[..], arguments].concat())
}

#[test]
fn the_whole_network_has_top_box_recommendation_and_what_was_before() {
    let app = network();
    let all = march(&app, &[]);
    let section = &all["packages"][0];
    // 100, 60, 80, 80 and 100.
    near(&section["index"]["points"], 84.0);
    assert_eq!(section["index"]["target"], "pass");
    assert_eq!([&section["top_box"]["n"], &section["top_box"]["of"]], [2, 5]);
    near(&section["top_box"]["share"], 0.4);
    // 10 and 9 promote, 3 detracts, of 4: 25. Squares 2·75² + 25² + 125² = 27500; ÷ 3 ÷ 4; ± 1.96 · 47.871.
    let found = &section["recommendation"];
    assert_eq!([&found["n"], &found["promoters"], &found["detractors"]], [4, 2, 1]);
    near(&found["points"], 25.0);
    near(&found["interval"][0], 25.0 - 1.959_963_984_540_054 * (27_500.0_f64 / 12.0).sqrt());
    near(&found["interval"][1], 100.0);
    for (then, n, points) in [("before", 1, 0.0), ("year_ago", 1, 80.0)] {
        assert_eq!(section[then]["n"], n);
        near(&section[then]["points"], points);
        near(&section[then]["difference"], 84.0 - points);
    }
    assert_eq!(section["before"]["from"], "2024-02-01");
    assert_eq!([&section["year_ago"]["from"], &section["year_ago"]["to"]], ["2023-03-01", "2023-03-31"]);
}

#[test]
fn a_shop_stands_beside_its_region_and_the_network() {
    let app = network();
    let shops = march(&app, &["--by", "shop"]);
    assert_eq!(ids(&shops), ["demo", "other", "third"]);
    let demo = row(&shops, "demo");
    near(&demo["score"]["points"], 80.0);
    near(&demo["beside"]["region"], 80.0);
    near(&demo["beside"]["network"], 84.0);
    assert_eq!(demo["beside"]["below"], json!(["network"]));
    near(&demo["before"]["difference"], 80.0);
    near(&demo["year_ago"]["difference"], 0.0);
    let third = row(&shops, "third");
    near(&third["beside"]["region"], 100.0);
    assert_eq!(third["beside"]["below"], json!([]));
    assert_eq!(third["score"]["target"], "department_target");
    assert_eq!(third["before"]["n"], 0);
    assert_eq!(third["before"]["points"], Value::Null);

    let regions = march(&app, &["--by", "region"]);
    near(&row(&regions, "north")["score"]["points"], 80.0);
    assert_eq!([&row(&regions, "north")["n"], &row(&regions, "south")["n"]], [4, 1]);
    assert_eq!(row(&regions, "north")["name"], "Region of the tests");
    assert_eq!(row(&regions, "north")["beside"]["below"], json!(["network"]));

    let stage = march(&app, &["--by", "stage", "--shop", "demo"]);
    let overall = row(&stage, "overall");
    near(&overall["score"]["points"], 80.0);
    near(&overall["beside"]["region"], 80.0);
    near(&overall["beside"]["network"], 84.0);
    near(&overall["before"]["points"], 0.0);
    let question = march(&app, &["--by", "question", "--region", "north"]);
    near(&row(&question, "overall")["beside"]["network"], 84.0);
    assert_eq!(row(&question, "recommend")["recommendation"]["n"], 4);
    assert_eq!(row(&question, "age_band")["levels"][0]["n"], 2);
    let two = march(&app, &["--by", "none", "--shop", "demo", "--shop", "third"]);
    near(&two["packages"][0]["index"]["points"], 85.0);
    let text = app.cli(&[&["report", "--by", "shop"], &MARCH[..]].concat()).out;
    let line = text.lines().find(|line| line.starts_with("Showroom")).unwrap();
    assert!(line.contains("84.0 below") && line.contains("0.0 (+80.0)") && line.contains("pass"), "{text}");
    assert!(text.contains("nothing then"), "{text}");
}

#[test]
fn channels_groups_advisors_and_periods_have_rows_of_their_own() {
    let app = network();
    let channels = march(&app, &["--by", "channel"]);
    near(&row(&channels, "kiosk")["score"]["points"], 260.0 / 3.0);
    near(&row(&channels, "phone")["score"]["points"], 60.0);
    assert_eq!(row(&channels, "letter")["n"], 1);
    let groups = march(&app, &["--by", "group", "--group", "age_band"]);
    near(&row(&groups, "young")["score"]["points"], 90.0);
    near(&row(&groups, "old")["score"]["points"], 60.0);
    assert_eq!([&row(&groups, "young")["n"], &row(&groups, "young")["recommendation"]["n"]], [2, 2]);
    assert_eq!(row(&groups, "old")["name"], "40 and above");
    let advisors = march(&app, &["--by", "advisor", "--shop", "demo"]);
    near(&row(&advisors, "a1")["score"]["points"], 80.0);
    assert_eq!(row(&advisors, "a1")["n"], 2);
    near(&row(&advisors, "a2")["beside"]["network"], 84.0);

    let months =
        report(&app, &["--from", "2024-02-01", "--to", "2024-04-30", "--by", "period", "--period", "month"]);
    assert_eq!(ids(&months), ["2024-02", "2024-03", "2024-04"]);
    near(&row(&months, "2024-02")["score"]["points"], 0.0);
    near(&row(&months, "2024-03")["score"]["points"], 84.0);
    near(&row(&months, "2024-03")["before"]["difference"], 84.0);
    near(&row(&months, "2024-03")["year_ago"]["points"], 80.0);
    assert_eq!([&row(&months, "2024-04")["n"], &row(&months, "2024-04")["before"]["n"]], [0, 5]);
    let weeks = march(&app, &["--by", "period", "--period", "week"]);
    near(&row(&weeks, "2024-W10")["score"]["points"], 85.0);
    near(&row(&weeks, "2024-W11")["score"]["points"], 80.0);
    near(&row(&weeks, "2024-W11")["before"]["points"], 85.0);
    let quarters = report(
        &app,
        &["--from", "2024-01-01", "--to", "2024-12-31", "--by", "period", "--period", "quarter"],
    );
    assert_eq!([&row(&quarters, "2024-Q1")["n"], &row(&quarters, "2024-Q4")["n"]], [6, 0]);
}

#[test]
fn a_report_is_narrowed_by_what_is_named() {
    let app = network();
    let index = |arguments: &[&str]| march(&app, arguments)["packages"][0]["index"]["points"].clone();
    near(&index(&["--region", "north"]), 80.0);
    near(&index(&["--channel", "kiosk"]), 260.0 / 3.0);
    near(&index(&["--package", "service@2", "--visit", "service"]), 84.0);
    for none in [&["--visit", "delivery"], &["--package", "service@1"], &["--package", "other"]] {
        assert_eq!(march(&app, none)["packages"], json!([]), "{none:?}");
    }
    let kiosk = march(&app, &["--by", "shop", "--channel", "kiosk"]);
    near(&row(&kiosk, "demo")["score"]["points"], 90.0);
    near(&row(&kiosk, "demo")["beside"]["network"], 260.0 / 3.0);
    assert_eq!(ids(&kiosk), ["demo", "other"]);
    for (arguments, why) in [
        (&["--by", "group"][..], "name it, as in --group age_band"),
        (&["--group", "age_band"], "--group goes with --by group"),
        (&["--by", "group", "--group", "overall"], "there are: age_band"),
        (&["--by", "advisor", "--channel", "kiosk"], "not summed up channel by channel"),
        (&["--by", "group", "--group", "age_band", "--channel", "kiosk"], "not summed up channel by channel"),
        (&["--by", "channel", "--to", "2024-03-30"], "by whole months"),
        (&["--by", "period", "--period", "week", "--channel", "kiosk"], "by whole months"),
        (&["--shop", "nowhere"], "There is no shop `nowhere`"),
        (&["--region", "nowhere"], "There is no region `nowhere`"),
        (&["--region", "' OR 1=1 --"], "is not a valid region id"),
        (&["--visit", "repair"], "there are service and delivery"),
        (&["--channel", "fax"], "there are kiosk, phone and letter"),
        (&["--package", "service@two"], "is no version"),
        (&["--by", "group", "--group", "'; DROP TABLE rollup; --"], "is no question about groups"),
    ] {
        let days = if arguments.contains(&"--to") { &MARCH[..2] } else { &MARCH[..] };
        let refused = app.cli(&[&["report"], days, arguments].concat());
        assert!(!refused.success && refused.err.contains(why), "{arguments:?}: {}", refused.err);
    }
    assert_eq!(app.audit(), "audit: 3 tablets, 7 records, chain whole");
}

#[test]
fn versions_are_taken_together_question_by_question_where_points_are_equal() {
    let app = network();
    publish(&app, 3, |package| {
        package["questions"].as_array_mut().unwrap().retain(|question| question["id"] != "recommend");
    });
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&survey("2024-03-20", "fair"));
    tablet.send(&app, &[record]);
    let apart = march(&app, &[]);
    assert_eq!(apart["packages"].as_array().unwrap().len(), 2);
    near(&apart["packages"][1]["index"]["points"], 60.0);
    near(&apart["packages"][1]["before"]["points"], 0.0);
    let together = march(&app, &["--by", "version"]);
    let [section] = &together["packages"].as_array().unwrap()[..] else { panic!("{together}") };
    assert_eq!([&section["version"], &section["n"]], [3, 6]);
    near(&section["index"]["points"], 80.0);
    assert_eq!(ids(&together), ["2", "3"]);
    near(&row(&together, "2")["score"]["points"], 84.0);
    near(&row(&march(&app, &["--by", "visit"]), "service")["score"]["points"], 80.0);
}

#[test]
fn the_arithmetic_of_a_number_can_be_done_again() {
    let app = network();
    for what in ["index", "stage:overall", "question:overall", "recommendation", "top_box"] {
        let said = app.cli(&[&["report", "--explain", what], &MARCH[..]].concat());
        assert!(said.success, "{}", said.err);
        let section = &march(&app, &[])["packages"][0];
        let number = match what {
            "recommendation" => &section["recommendation"]["points"],
            "top_box" => &section["top_box"]["share"],
            _ => &section["index"]["points"],
        };
        let last = said.out.lines().last().unwrap();
        let (name, value) = last.split_once(" = ").unwrap();
        assert_eq!((name, value.parse::<f64>().unwrap()), (what, number.as_f64().unwrap()), "{}", said.out);
    }
    let out =
        app.cli(&[&["report", "--explain", "question:overall", "--shop", "demo"], &MARCH[..]].concat()).out;
    // Each option's line is done again: points × how often.
    let (mut sum, mut n) = (0.0, 0.0);
    for line in
        out.lines().filter(|line| line.contains(" × ") && line.starts_with("  ") && !line.contains('²'))
    {
        let Some((_, product)) = line.split_once(": ") else { continue };
        let (factors, result) = product.split_once(" = ").unwrap();
        let (points, times) = factors.split_once(" × ").unwrap();
        let (points, times): (f64, f64) = (points.parse().unwrap(), times.parse().unwrap());
        near(&json!(result.parse::<f64>().unwrap()), points * times);
        (sum, n) = (sum + points * times, n + times);
    }
    assert_eq!((sum, n), (240.0, 3.0), "{out}");
    // (20² + 0 + 20²) ÷ 2 ÷ 3
    assert!(out.contains(&format!("÷ 2 ÷ 3 = {}", 800.0 / 2.0 / 3.0)), "{out}");
    assert!(out.ends_with("question:overall = 80\n"), "{out}");
    let refused = app.cli(&[&["report", "--explain", "weather"], &MARCH[..]].concat());
    assert!(!refused.success && refused.err.contains("stage:overall"), "{}", refused.err);
    let none = app.cli(&["report", "--explain", "index", "--from", "2020-01-01", "--to", "2020-01-02"]);
    assert!(none.success && none.out.contains("no answers in this span"), "{}{}", none.out, none.err);
}

#[test]
fn a_report_is_written_for_a_spreadsheet() {
    let app = network();
    app.cli(&[
        "shop",
        "add",
        "third",
        "--name-zh-cn",
        "店",
        "--name-zh-tw",
        "店",
        "--name-en",
        "=HYPERLINK(\"x\")",
    ])
    .success();
    let said = app.cli(&[&["report", "--by", "shop", "--format", "csv"], &MARCH[..]].concat());
    let mut lines = csv::Reader::from_reader(said.out.as_bytes());
    let head = lines.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        ["package", "version", "id", "n", "points", "before_difference", "below"]
            .map(|name| &rows[0][at(name)]),
        ["service", "2", "demo", "3", "80", "80", "network"]
    );
    assert_eq!(&rows[0][at("levels")], "very_satisfied=1 satisfied=1 fair=1 dissatisfied=0");
    assert_eq!(&rows[2][at("name")], "'=HYPERLINK(\"x\")");
}

#[test]
fn a_shop_sees_closed_weeks_and_nothing_that_rests_on_fewer_than_five() {
    let app = App::start();
    publish(&app, 2, |_| {});
    app.shop("other");
    app.shop("third");
    for (shop, n) in [("demo", 9), ("other", 6), ("third", 2)] {
        let mut tablet = Tablet::enrolled_in(&app, shop);
        let records: Vec<_> = (0..n).map(|_| tablet.write(&survey("2024-03-06", "satisfied"))).collect();
        tablet.send(&app, &records);
        // On a Sunday before and on a Monday after the weeks that are whole.
        let records = ["2024-03-03", "2024-03-25"].map(|day| tablet.write(&survey(day, "fair")));
        tablet.send(&app, &records);
    }
    let days = ["--from", "2024-03-01", "--to", "2024-03-30", "--audience", "shop"];
    let seen = report(&app, &[&days[..], &["--by", "shop"]].concat());
    assert_eq!([&seen["from"], &seen["to"]], ["2024-03-04", "2024-03-24"]);
    assert!(seen["notes"].to_string().contains("closed weeks only"), "{seen}");
    assert_eq!(seen["packages"][0]["n"], 17);
    assert_eq!(row(&seen, "demo")["n"], 9);
    for shop in ["other", "third"] {
        let row = row(&seen, shop);
        assert_eq!([&row["n"], &row["score"], &row["levels"]], [&json!(null), &json!(null), &json!([])]);
    }
    let text = app.cli(&[&["report", "--by", "shop"], &days[..]].concat()).out;
    assert!(text.contains("hidden") && text.starts_with("2024-03-04 to 2024-03-24\n"), "{text}");
    let few = report(&app, &[&days[..], &["--shop", "third"]].concat());
    assert_eq!([&few["packages"][0]["n"], &few["packages"][0]["index"]], [&json!(null), &json!(null)]);
    assert!(!few.to_string().contains("80"), "{few}");
    for (arguments, why) in [
        (&["--explain", "index"][..], "not for a shop"),
        (&["--by", "period"], "let a row cover a week"),
        (&["--by", "channel"], "by whole months"),
    ] {
        let refused = app.cli(&[&["report"], &days[..], arguments].concat());
        assert!(!refused.success && refused.err.contains(why), "{}", refused.err);
    }
    let open = app.cli(&["report", "--from", "2024-03-05", "--to", "2024-03-12", "--audience", "shop"]);
    assert!(!open.success && open.err.contains("No week from Monday to Sunday"), "{}", open.err);
}

#[test]
fn shops_are_put_into_regions() {
    let app = App::start();
    assert!(app.cli(&["region", "list"]).out.starts_with("There are no regions"));
    assert_eq!(region(&app, "north").out, "Region north is set.\n");
    assert_eq!(region(&app, "north").out, "Region north was already so.\n");
    assert_eq!(app.cli(&["shop", "region", "demo", "north"]).out, "Shop demo is in region north.\n");
    assert_eq!(app.cli(&["shop", "region", "demo", "north"]).out, "Shop demo was already in region north.\n");
    app.shop("other");
    let list = app.cli(&["region", "list"]).out;
    assert_eq!(list, "north  Region of the tests: demo\nin no region: other\n");
    assert_eq!(app.cli(&["shop", "region", "demo", "none"]).out, "Shop demo is in no region.\n");
    for (arguments, why) in [
        (&["shop", "region", "demo", "south"][..], "There is no region `south`"),
        (&["shop", "region", "nowhere", "north"], "There is no shop `nowhere`"),
        (&["shop", "region", "demo", "a b"], "is not a valid region id"),
    ] {
        let refused = app.cli(arguments);
        assert!(!refused.success && refused.err.contains(why), "{}", refused.err);
    }
    let refused = region(&app, "none");
    assert!(!refused.success && refused.err.contains("means no region"), "{}", refused.err);
}
