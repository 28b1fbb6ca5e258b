use crate::app::{App, SERVICE};
use crate::tablet::{CONFIG, Tablet, completed, config};
use handover_domain::hash::Hash;
use handover_domain::questionnaire::PackageRef;
use handover_domain::wire::Status;
use std::fs;

fn file(app: &App, change: impl Fn(String) -> String) -> String {
    let path = app.folder.path().join("package.json");
    fs::write(&path, change(fs::read_to_string(SERVICE).unwrap())).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_refused_package_is_named_by_path_and_the_old_one_stays() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let broken = file(&app, |json| {
        json.replace("\"version\": 1", "\"version\": 2")
            .replace("\"question\": \"appointment\", \"value\"", "\"question\": \"apointment\", \"value\"")
    });
    for command in ["check", "publish"] {
        let said = app.cli(&["questionnaire", command, &broken]);
        assert!(!said.success);
        assert!(
            said.out.contains("$.questions[1].show_if.equals.question: there is no question `apointment`"),
            "{}",
            said.out
        );
    }
    let now = config(&app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))]));
    assert_eq!(now, tablet.config);
    assert!(app.cli(&["questionnaire", "check", SERVICE]).success);
    let no_json = file(&app, |_| "{\"format\": \"one\"}".into());
    let said = app.cli(&["questionnaire", "check", SERVICE, &no_json]);
    assert!(!said.success && said.out.contains("$.format: "), "{}", said.out);
}

#[test]
fn a_version_is_never_published_with_other_bytes() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    app.cli(&["questionnaire", "publish", SERVICE]).success();
    let ask = || config(&app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))]));
    assert_eq!(ask().version, tablet.config.version, "the same bytes again change nothing");
    let other = file(&app, |json| json + "\n");
    let said = app.cli(&["questionnaire", "publish", &other]);
    assert!(!said.success && said.err.contains("already published with other bytes"), "{}", said.err);
    assert_eq!(ask(), tablet.config);

    let third = file(&app, |json| json.replace("\"version\": 1", "\"version\": 3"));
    app.cli(&["questionnaire", "publish", &third]).success();
    let now = ask();
    assert!(now.version > tablet.config.version);
    assert_eq!(now.packages.len(), 1);
    let second = file(&app, |json| json.replace("\"version\": 1", "\"version\": 2"));
    let said = app.cli(&["questionnaire", "publish", &second]);
    assert!(said.success && said.out.contains("a higher version stays in use"), "{}", said.out);
    assert_eq!(ask(), now);
}

#[test]
fn answers_to_a_package_published_later_are_read_then() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let next = fs::read_to_string(SERVICE).unwrap().replace("\"version\": 1", "\"version\": 2");
    let survey = completed().answer("overall", "very_satisfied");
    let mut core = tablet.core(&survey);
    let reference = core.package.clone().unwrap();
    core.package = Some(PackageRef { version: 2, hash: Hash::of(next.as_bytes()), ..reference });
    let record = tablet.seal(&core, &survey);
    let record = tablet.append(record);
    assert_eq!(tablet.send(&app, &[record]).results[0].status, Status::Stored);
    assert!(app.cli(&["audit"]).out.contains("was never published here"));
    assert_eq!(app.report(&[])["packages"], serde_json::json!([]));

    let path = file(&app, |_| next.clone());
    let said = app.cli(&["questionnaire", "publish", &path]);
    assert!(said.success && said.out.contains("1 records could be read"), "{}", said.out);
    assert_eq!(app.report(&[])["packages"][0]["version"], 2);
    assert_eq!(app.report(&[])["packages"][0]["index"]["points"], 100.0);
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}
