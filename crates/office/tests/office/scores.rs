use crate::app::App;
use crate::tablet::{Survey, Tablet, completed, partial, through};
use handover_domain::wire::Status;
use serde_json::{Value, json};

fn near(value: &Value, expected: f64) {
    let given = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((given - expected).abs() < 1e-9, "{given} where {expected} was computed by hand");
}

fn row<'a>(report: &'a Value, id: &str) -> &'a Value {
    let rows = report["packages"][0]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no row {id} in {rows:?}"))
}

/// Three that count, one that repeats an order.
fn three_customers(app: &App) {
    let mut tablet = Tablet::enrolled(app);
    let records = [
        completed()
            .order("RO-1")
            .advisor("a1")
            .at("2026-11-20T10:00:00+08:00")
            .answer("appointment", "yes")
            .answer("appointment_rating", "satisfied")
            .answer("cleanliness", "very_satisfied")
            .answer("overall", "satisfied"),
        completed()
            .order("RO-2")
            .advisor("a2")
            .at("2026-11-20T11:00:00+08:00")
            .answer("appointment", "no")
            .answer("cleanliness", "n/a")
            .answer("overall", "fair"),
        partial()
            .at("2026-11-21T09:00:00+08:00")
            .answer("appointment", "yes")
            .answer("appointment_rating", "very_satisfied"),
        completed()
            .order("RO-1")
            .advisor("a1")
            .at("2026-11-21T10:00:00+08:00")
            .answer("overall", "dissatisfied"),
    ];
    let records: Vec<_> = records.iter().map(|survey| tablet.write(survey)).collect();
    let receipt = tablet.send(app, &records);
    assert!(receipt.results.iter().all(|entry| entry.status == Status::Stored));
    assert_eq!(through(&receipt, tablet.epoch), 4);
}

#[test]
fn scores_equal_the_table_computed_by_hand() {
    let app = App::start();
    three_customers(&app);
    let report = app.report(&[]);
    let section = &report["packages"][0];
    assert_eq!([&section["id"], &section["version"]], [&json!("service"), &json!(1)]);
    for (field, n) in [("n", 3), ("completed", 2), ("partial", 1), ("repeated", 1)] {
        assert_eq!(section[field], n, "{field}");
    }
    // Appointment (80 + 100) / 2, handing back 100, overall (80 + 60) / 2; weights 1, 1, 2.
    near(&section["index"]["points"], (90.0 + 100.0 + 2.0 * 70.0) / 4.0);
    assert_eq!(section["index"]["n"], 3);
    let shares: Vec<_> = section["levels"].as_array().unwrap().iter().map(|level| &level["n"]).collect();
    assert_eq!(shares, [2, 2, 1, 0]);
    near(&section["levels"][0]["share"], 0.4);

    let by_stage = app.report(&["--by", "stage"]);
    near(&row(&by_stage, "appointment")["score"]["points"], 90.0);
    near(&row(&by_stage, "handover")["score"]["points"], 100.0);
    near(&row(&by_stage, "overall")["score"]["points"], 70.0);
    // The variance of the mean of 80 and 60 is 200 / 2 = 100, so that it is 70 ± 1.96 · 10.
    near(&row(&by_stage, "overall")["score"]["interval"][0], 70.0 - 19.599_639_845_400_54);

    let by_question = app.report(&["--by", "question"]);
    assert_eq!(row(&by_question, "appointment")["score"], Value::Null);
    assert_eq!(row(&by_question, "appointment")["levels"][0]["n"], 2);
    assert_eq!(row(&by_question, "cleanliness")["n"], 1);

    let by_advisor = app.report(&["--by", "advisor"]);
    near(&row(&by_advisor, "a1")["score"]["points"], (80.0 + 100.0 + 2.0 * 80.0) / 4.0);
    near(&row(&by_advisor, "a2")["score"]["points"], 60.0);
    assert_eq!(row(&by_advisor, "a2")["name"], "Li Qiang");
    let by_shop = app.report(&["--by", "shop"]);
    near(&row(&by_shop, "demo")["score"]["points"], 82.5);
    assert_eq!(app.audit(), "audit: 1 tablet, 4 records, chain whole");
}

#[test]
fn a_report_keeps_to_its_days_and_says_when_there_is_nothing() {
    let app = App::start();
    three_customers(&app);
    let first = app.cli(&["report", "--from", "2026-11-20", "--to", "2026-11-20"]);
    assert!(first.out.contains("2 responses: 2 completed, 0 partial"), "{}", first.out);
    let table = "\
     index  n  95 % interval  target  top box        before      year ago  shares (95 % interval)
all   80.0  2      0.0–100.0  pass     25.0 %  nothing then  nothing then  of 4: very satisfied 25.0 % (5–70), satisfied 50.0 % (15–85), fair 25.0 % (5–70), dissatisfied 0.0 % (0–49)
";
    assert!(first.out.ends_with(table), "{}", first.out);
    let none = app.cli(&["report", "--from", "2026-10-01", "--to", "2026-10-31"]);
    assert!(none.success && none.out.contains("no answers in this span"), "{}", none.out);
    for (from, to, why) in
        [("2026-02-30", "2026-03-01", "is not a day"), ("2026-03-02", "2026-03-01", "after")]
    {
        let refused = app.cli(&["report", "--from", from, "--to", to]);
        assert!(!refused.success && refused.err.contains(why), "{}", refused.err);
    }
}

#[test]
fn training_never_reaches_a_score() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let record = tablet.write(&completed().training().answer("overall", "dissatisfied"));
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    assert_eq!(app.report(&[])["packages"], json!([]));
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}

#[test]
fn the_first_complete_survey_of_an_order_counts_in_whatever_order_they_arrive() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let survey = |p: usize, outcome: Survey| outcome.order(&format!("RO-{p}")).advisor(&format!("p{p}"));
    for (p, order) in permutations(&[0, 1, 2, 3]).into_iter().enumerate() {
        let surveys = [
            survey(p, completed()).at("2026-11-20T10:00:00+08:00").answer("overall", "fair"),
            // Earlier than the first, although it reads later: another time zone.
            survey(p, completed()).at("2026-11-20T10:30:00+09:00").answer("overall", "very_satisfied"),
            survey(p, completed()).at("2026-11-21T08:00:00+08:00").answer("overall", "dissatisfied"),
            survey(p, partial()).at("2026-11-19T08:00:00+08:00").answer("cleanliness", "satisfied"),
        ];
        let records: Vec<_> = surveys.iter().map(|survey| tablet.write(survey)).collect();
        for at in order {
            tablet.send(&app, std::slice::from_ref(&records[at]));
        }
    }
    let report = app.report(&["--by", "advisor"]);
    let mut rows: Vec<Value> = report["packages"][0]["rows"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 24);
    for row in &mut rows {
        row["id"] = Value::Null;
        row["name"] = Value::Null;
        near(&row["score"]["points"], (80.0 + 2.0 * 100.0) / 3.0);
        assert_eq!(row["n"], 2);
    }
    assert!(rows.windows(2).all(|pair| pair[0] == pair[1]));
    let days = "SELECT COUNT(DISTINCT span || n1 || n2 || n3) FROM rollup
                WHERE facet = 'advisor' AND length(span) = 10
                  AND cell = (SELECT MIN(cell) FROM package_options WHERE question = '')";
    assert_eq!(
        app.number(days),
        3,
        "partial; completed and repeated; repeated: each alike for every advisor"
    );
    assert_eq!(app.audit(), "audit: 1 tablet, 96 records, chain whole");
}

fn permutations(items: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = items.split_first() else { return vec![Vec::new()] };
    permutations(rest)
        .into_iter()
        .flat_map(|shorter| {
            (0..=shorter.len()).map(move |at| [&shorter[..at], &[*first], &shorter[at..]].concat())
        })
        .collect()
}

#[test]
fn where_it_is_lost_how_a_survey_ended_is_counted_no_report_is_made_of_the_rest() {
    let app = App::start();
    three_customers(&app);
    app.sql("DELETE FROM package_options WHERE question = '' AND option = 'partial'");
    let said = app.cli(&["report", "--from", "2026-11-01", "--to", "2026-11-30"]);
    assert!(!said.success, "{}", said.out);
    assert!(
        said.err.contains("something unreadable in package_options; nothing was changed"),
        "{}",
        said.err
    );
}
