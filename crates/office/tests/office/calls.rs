//! Follow-up calls: who is due on a day.

use crate::app::{App, Said};
use crate::complaint::{self, complaint, number};
use crate::file::put;
use crate::showroom::handover;
use crate::tablet::Tablet;
use chrono::{Days, Utc};
use handover_domain::record::Mode;

/// A shop's visits around a leap day.
const VISITS: &str = "order,visit,day,advisor,model\n\
    RO-1,service,2024-02-27,a1,星辰 S3\n\
    RO-2,service,2024-02-28,,\n\
    SO-1,delivery,2024-02-20,a2,远山 X\n\
    RO-9,service,2024-03-05,,\n";

/// Takes a list of visits of a shop.
pub fn import(app: &App, shop: &str, list: &str) {
    let path = put(app, "visits.csv", list.as_bytes());
    app.cli(&["import", "visits", shop, path.to_str().unwrap()]).success();
}

/// Head office with these visits.
pub fn visited() -> App {
    let app = complaint::app();
    import(&app, "demo", VISITS);
    app
}

/// Notes a call by `care.1`.
pub fn note(app: &App, arguments: &[&str]) -> Said {
    app.cli(&[&["calls", "note", "--by", "care.1"], arguments].concat())
}

/// The same, which is taken; what was printed.
pub fn noted(app: &App, arguments: &[&str]) -> String {
    let said = note(app, arguments);
    assert!(said.success, "{arguments:?}: {}{}", said.out, said.err);
    said.out
}

/// The id in what was printed.
pub fn id(out: &str) -> String {
    let (_, id) = out.lines().next().unwrap().rsplit_once("Call ").expect(out);
    id.trim_end_matches('.').to_owned()
}

/// What is due on a day.
pub fn due(app: &App, on: &str, more: &[&str]) -> String {
    let said = app.cli(&[&["calls", "due", "--lang", "en", "--on", on], more].concat());
    assert!(said.success, "{}", said.err);
    said.out
}

fn lines(out: &str) -> Vec<&str> {
    out.lines().collect()
}

#[test]
fn a_day_has_those_who_are_to_be_called_with_what_is_most_late_first() {
    let app = visited();
    let said = due(&app, "2024-03-02", &[]);
    assert_eq!(
        lines(&said),
        [
            "3 calls due on 2024-03-02, 2 of them late; what was due before 2024-02-01 is not listed",
            "4 days late  7DC  order SO-1  shop demo Showroom  advisor a2 Li Qiang  远山 X  delivery on 2024-02-20  due by 2024-02-27",
            "1 day late  3DC  order RO-1  shop demo Showroom  advisor a1 王敏  星辰 S3  service on 2024-02-27  due by 2024-03-01",
            "today  3DC  order RO-2  shop demo Showroom  service on 2024-02-28  due by 2024-03-02",
            "0 questions with the supervisor, 0 of them for more than two days",
        ]
    );
    assert!(due(&app, "2024-02-20", &[]).starts_with("0 calls"), "not on the day of the visit itself");
    assert!(due(&app, "2024-02-21", &[]).contains("by 2024-02-27  7DC  order SO-1"));
    assert!(due(&app, "2024-03-29", &["--back", "30"]).starts_with("3 calls"), "RO-9 is later than these");
    let said = due(&app, "2024-03-29", &["--back", "27"]);
    assert!(said.starts_with("2 calls") && !said.contains("RO-1 ") && said.contains("RO-9"), "{said}");
    app.shop("south");
    assert!(due(&app, "2024-03-02", &["--shop", "south"]).starts_with("0 calls"));
    for (arguments, why) in [
        (["--on", "2024-02-30"], "`2024-02-30` is not a day"),
        (["--shop", "nowhere"], "There is no shop `nowhere`"),
        (["--lapsed", "0"], "0 is not in 1..=120"),
    ] {
        let said = app.cli(&[&["calls", "due"], &arguments[..]].concat());
        assert!(!said.success && said.err.contains(why), "{why}: {}", said.err);
    }
}

#[test]
fn handovers_of_today_are_called_about_tomorrow_and_those_of_a_training_never() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let today = Utc::now().date_naive();
    let day = |later: u64| (today + Days::new(later)).to_string();
    import(&app, "demo", &format!("order,visit,day,model\nRO-7,delivery,{},远山 X\n", day(5)));
    let records = [
        tablet.hand_over(&handover("RO-7"), Mode::Live),
        tablet.hand_over(&handover("RO-8"), Mode::Training),
        tablet.hand_over(&handover("RO-7"), Mode::Live),
    ];
    tablet.send(&app, &records);
    let said = due(&app, &day(1), &[]);
    assert!(said.starts_with("1 call due"), "{said}");
    let told =
        format!("by {}  3DC  order RO-7  shop demo Showroom  远山 X  service on {}  due", day(3), day(0));
    assert!(said.contains(&told), "what came is told, not what the list expected: {said}");
    assert!(due(&app, &day(0), &[]).starts_with("0 calls"));
}

#[test]
fn each_call_leads_to_the_next_until_there_is_nothing_left_to_call_about() {
    let app = visited();
    let about = ["--order", "RO-1", "--outcome"];
    let call = |outcome: &str, at: &str, more: &[&str]| {
        noted(&app, &[&about[..], &[outcome, "--at", at], more].concat())
    };
    let said = call("not_reached", "2024-02-29T10:00:00+08:00", &[]);
    assert!(said.starts_with("3DC about order RO-1 of shop demo is noted: not_reached. Call "), "{said}");
    assert!(
        due(&app, "2024-02-29", &["--shop", "demo"]).contains("RO-1")
            && said.contains("is due by 2024-03-01")
    );
    let said = call("later", "2024-02-29T11:00:00+08:00", &["--again-at", "2024-03-04T18:30:00+08:00"]);
    assert!(said.contains("3DC, is due on 2024-03-04 18:30 +08:00."), "{said}");
    assert!(!due(&app, "2024-03-03", &[]).contains("RO-1"), "not before");
    let said = due(&app, "2024-03-05", &[]);
    assert!(said.contains("1 day late  3DC  order RO-1") && said.contains("not reached once"), "{said}");
    let said = call("reached", "2024-03-05T10:00:00+08:00", &["--survey", "full"]);
    assert!(said.contains("The next call, second, is due on 2024-03-12."), "{said}");
    assert!(!due(&app, "2024-03-11", &[]).contains("RO-1"));
    assert!(due(&app, "2024-03-12", &[]).contains("today  second  order RO-1"));
    let said = call("reached", "2024-03-12T10:00:00+08:00", &[]);
    assert!(said.starts_with("second about order RO-1") && lines(&said).len() == 1, "{said}");
    assert!(!due(&app, "2024-03-30", &[]).contains("RO-1"));
    assert_eq!(app.texts("SELECT kind FROM calls"), ["3dc", "3dc", "3dc", "second"]);
    noted(&app, &["--order", "SO-1", "--outcome", "declined", "--at", "2024-02-21T10:00:00Z"]);
    assert!(!due(&app, "2024-02-28", &[]).contains("SO-1"), "whoever declines is left alone");
}

#[test]
fn what_could_not_be_answered_is_with_the_supervisor_until_the_customer_has_an_answer() {
    let app = visited();
    let ask = ["--order", "RO-1", "--outcome", "reached", "--at", "2024-02-29T10:00:00Z", "--supervisor"];
    let asked = id(&noted(&app, &ask));
    let said = due(&app, "2024-03-02", &[]);
    assert!(said.contains("1 question with the supervisor, 0 of them for more than two days\n"), "{said}");
    assert!(
        said.contains(&format!("today  order RO-1  shop demo Showroom  asked on 2024-02-29  call {asked}\n"))
    );
    let said = due(&app, "2024-12-24", &[]);
    assert!(said.contains("1 question with the supervisor, 1 of them for more than two days\n"), "{said}");
    assert!(said.contains("297 days late  order RO-1"), "however long it waits: {said}");
    noted(&app, &["--order", "RO-1", "--outcome", "reached", "--at", "2024-03-01T10:00:00Z"]);
    assert!(due(&app, "2024-12-24", &[]).contains("0 questions with the supervisor"));
}

#[test]
fn a_complaint_is_called_about_when_its_customer_asked_for_it_as_long_as_there_is_a_way_to() {
    let app = visited();
    let mut tablet = Tablet::enrolled(&app);
    let record =
        tablet.complain(&complaint().at("2024-02-27T10:00:00+08:00").call("王先生", "+8613800138000"));
    tablet.send(&app, std::slice::from_ref(&record));
    let number = number(&record);
    let later = [
        "--outcome",
        "later",
        "--at",
        "2024-02-28T10:00:00+08:00",
        "--again-at",
        "2024-03-02T09:00:00+08:00",
    ];
    let said = noted(&app, &[&["--complaint", &number.to_lowercase()], &later[..]].concat());
    assert!(
        said.starts_with(&format!("complaint about complaint {number} of shop demo is noted: later.")),
        "{said}"
    );
    let told =
        format!("today  complaint  complaint {number}  shop demo Showroom  due on 2024-03-02 09:00 +08:00");
    assert!(due(&app, "2024-03-02", &[]).contains(&told), "{}", due(&app, "2024-03-02", &[]));
    app.cli(&["erase", &number]).success();
    assert!(!due(&app, "2024-03-02", &[]).contains(&number), "nobody is left to be called");
    let said =
        note(&app, &["--complaint", &number, "--outcome", "reached", "--at", "2024-03-02T09:00:00+08:00"]);
    assert!(!said.success && said.err.contains("no contact was left, or it was erased"), "{}", said.err);
}

#[test]
fn customers_lapse_whose_number_is_in_no_later_visit_of_the_list() {
    let app = App::start();
    let list = "order,visit,day,customer_no\n\
        A-1,service,2022-05-01,C1\nA-2,service,2023-01-10,C1\n\
        B-1,delivery,2022-06-01,C2\nB-2,service,2024-02-01,C2\n\
        D-1,delivery,2022-02-28,C4\n\
        E-1,service,2022-01-01,\n";
    import(&app, "demo", list);
    let old = |on: &str, months: &str| due(&app, on, &["--lapsed", months, "--back", "0"]);
    let said = old("2024-03-01", "12");
    assert!(said.starts_with("2 calls"), "{said}");
    assert!(said.contains(
        "lapsed  lapsed  order A-2  shop demo Showroom  service on 2023-01-10  due since 2024-01-11"
    ));
    assert!(said.contains("order D-1") && !said.contains("B-1") && !said.contains("A-1"), "{said}");
    assert!(
        said.contains("Nobody can tell whether the customers of 1 older visit came back since"),
        "{said}"
    );
    assert!(!due(&app, "2024-03-01", &["--back", "0"]).contains("lapsed"), "nobody asked for them");
    let call = ["--order", "A-2", "--lapsed", "--outcome"];
    let later = ["later", "--at", "2024-03-01T10:00:00Z", "--again-at", "2024-03-20T10:00:00Z"];
    noted(&app, &[&call[..], &later[..]].concat());
    assert!(!old("2024-03-02", "12").contains("A-2"));
    assert!(
        due(&app, "2024-03-20", &[]).contains("today  lapsed  order A-2"),
        "by the time that was asked for"
    );
    noted(&app, &[&call[..], &["reached", "--at", "2024-03-20T10:00:00Z"]].concat());
    assert!(!old("2024-03-21", "12").contains("A-2"));

    import(&app, "demo", "order,visit,day\nD-1,delivery,2022-02-28\n");
    assert!(old("2024-03-01", "12").contains("D-1"), "a list without the column takes no number back");
    import(&app, "demo", "order,visit,day,客户编号\nD-2,service,2024-02-29,C4\n");
    assert!(!old("2024-03-01", "12").contains("D-1"), "who came back has not lapsed");
    for bad in ["13800138000", "1M8GDM9AXKP042788", "王先生"] {
        let path = put(
            &app,
            "bad.csv",
            format!("order,visit,day,customer_no\nX,service,2024-01-01,{bad}\n").as_bytes(),
        );
        let said = app.cli(&["import", "visits", "demo", path.to_str().unwrap()]);
        assert!(!said.success && said.err.contains("no number of a customer"), "{bad}: {}", said.err);
    }
    let tablet = Tablet::enrolled(&app);
    let feed =
        app.get("/api/v1/complaints", &[("authorization", &tablet.authorization("/api/v1/complaints"))]);
    assert!(!String::from_utf8_lossy(&feed.body).contains("C4"), "it stays at head office");
}
