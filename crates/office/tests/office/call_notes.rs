//! What is noted of calls, once, and what is not.

use crate::calls::{due, id, import, note, noted, visited};
use crate::complaint::{complaint, number};
use crate::tablet::Tablet;
use uuid::Uuid;

#[test]
fn the_same_call_twice_is_noted_once_and_another_under_its_id_not_at_all() {
    let app = visited();
    let fresh = Uuid::now_v7().to_string();
    let same = [
        "--order",
        "RO-1",
        "--outcome",
        "reached",
        "--at",
        "2024-02-29T10:00:00+08:00",
        "--note",
        "all is well",
        "--next",
        "nothing",
        "--survey",
        "partial",
        "--id",
        &fresh,
    ];
    assert_eq!(id(&noted(&app, &same)), fresh);
    let rows = || (app.number("SELECT COUNT(*) FROM calls"), app.number("SELECT COUNT(*) FROM deeds"));
    let once = rows();
    assert!(noted(&app, &same).contains("was noted before, and just so; nothing changed."));
    let changed = |from: &str, to: &str| -> Vec<String> {
        same.iter().map(|word| if *word == from { to.into() } else { (*word).into() }).collect()
    };
    for (from, to) in [
        ("all is well", "all is bad"),
        ("nothing", "something"),
        ("RO-1", "RO-2"),
        ("partial", "full"),
        ("2024-02-29T10:00:00+08:00", "2024-02-29T10:00:01+08:00"),
        ("2024-02-29T10:00:00+08:00", "2024-02-29T02:00:00Z"),
    ] {
        let other = changed(from, to);
        let said = note(&app, &other.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(
            !said.success && said.err.contains("and stays as it is; nothing was noted"),
            "{from}: {}",
            said.err
        );
    }
    assert_eq!(rows(), once);
    assert!(app.cli(&["calls", "open", &fresh]).out.contains("all is well"));
}

#[test]
fn words_that_come_later_under_the_id_of_a_call_without_any_are_not_passed_over_in_silence() {
    let app = visited();
    let fresh = Uuid::now_v7().to_string();
    let bare =
        ["--order", "RO-1", "--outcome", "reached", "--at", "2024-02-29T10:00:00+08:00", "--id", &fresh];
    noted(&app, &bare);
    let said = note(&app, &[&bare[..], &["--note", "all is well"]].concat());
    assert!(!said.success && said.err.contains("and stays as it is; nothing was noted"), "{}", said.err);
    assert!(noted(&app, &bare).contains("was noted before, and just so; nothing changed."));
}

#[test]
fn a_correction_is_another_entry_that_stands_for_the_first_and_alters_nothing() {
    let app = visited();
    let wrong =
        ["--order", "RO-1", "--outcome", "reached", "--survey", "full", "--at", "2024-02-29T10:00:00Z"];
    let wrong = id(&noted(&app, &wrong));
    assert!(due(&app, "2024-03-07", &[]).contains("today  second  order RO-1"));
    let right = ["--outcome", "not_reached", "--at", "2024-02-29T10:00:00Z", "--corrects", &wrong];
    let right = id(&noted(&app, &[&["--order", "RO-1"], &right[..]].concat()));
    assert!(
        due(&app, "2024-03-07", &[]).contains("6 days late  3DC  order RO-1"),
        "{}",
        due(&app, "2024-03-07", &[])
    );
    let said = app.cli(&["calls", "list"]).out;
    assert!(said.starts_with("2 calls\n") && said.contains("  reached  full survey  by care.1\n"), "{said}");
    assert!(said.contains(&format!(
        "{right}  3DC  order RO-1  shop demo  not_reached  by care.1  corrects {wrong}\n"
    )));
    let again = |order: &str, corrects: &str, why: &str| {
        let at = "2024-03-01T10:00:00Z";
        let said =
            note(&app, &["--order", order, "--outcome", "reached", "--at", at, "--corrects", corrects]);
        assert!(!said.success && said.err.contains(why), "{why}: {}", said.err);
    };
    again("RO-1", &wrong, &format!("Call {wrong} was corrected by call {right} already"));
    again("RO-2", &right, "There is no call");
    again("RO-1", &Uuid::now_v7().to_string(), "There is no call");
    assert_eq!(app.number("SELECT COUNT(*) FROM calls"), 2);
}

#[test]
fn what_cannot_be_so_is_refused_in_a_sentence_and_nothing_is_noted() {
    let app = visited();
    app.shop("south");
    import(&app, "south", "order,visit,day\nRO-2,service,2024-02-28\n");
    let mut tablet = Tablet::enrolled(&app);
    let at = "2024-02-27T10:00:00+08:00";
    let silent = tablet.complain(&complaint().at(at));
    let called = tablet.complain(&complaint().at(at).call("王先生", "+8613800138000"));
    let training = tablet.complain(&complaint().at(at).training().call("王先生", "+8613800138000"));
    tablet.send(&app, &[silent.clone(), called.clone(), training.clone()]);
    let [silent, called, training] = [&silent, &called, &training].map(number);
    let order = |order: &'static str| ["--order", order, "--at", "2024-02-29T10:00:00+08:00"];
    let about = |number: &str, at: &str| ["--complaint", number, "--at", at].map(str::to_owned);
    let late = "2024-02-29T10:00:00+08:00";
    let reached: &[&str] = &["--outcome", "reached"];
    let again = "2024-03-01T10:00:00+08:00";
    let orders: [([&str; 4], &[&str], &str); 15] = [
        (order("RO-404"), reached, "No order RO-404 is known, so nothing was noted"),
        (order("<script>"), reached, "is not a valid handover number"),
        (
            order("RO-2"),
            reached,
            "The order RO-2 is known in the shops demo, south, so nothing was noted; say which",
        ),
        (order("RO-1"), &["--outcome", "reached", "--shop", "south"], "No order RO-1 is known in shop south"),
        (order("RO-1"), &["--outcome", "reached", "--shop", "nowhere"], "There is no shop `nowhere`"),
        (order("RO-9"), reached, "The call on 2024-02-29 came before the visit on 2024-03-05"),
        (
            ["--order", "RO-1", "--at", "2099-01-01T00:00:00Z"],
            reached,
            "2099-01-01 00:00 +00:00 is yet to come",
        ),
        (
            order("RO-1"),
            &["--outcome", "not_reached", "--survey", "full"],
            "A survey is answered by a customer who was",
        ),
        (
            order("RO-1"),
            &["--outcome", "declined", "--survey", "partial"],
            "A survey is answered by a customer who was",
        ),
        (
            order("RO-1"),
            &["--outcome", "not_reached", "--supervisor"],
            "Only a customer who was reached can ask",
        ),
        (order("RO-1"), &["--outcome", "later"], "A customer who asks for another time says which"),
        (
            order("RO-1"),
            &["--outcome", "declined", "--again-at", again],
            "Nobody is called again after this outcome",
        ),
        (
            order("RO-1"),
            &["--outcome", "wrong_number", "--again-at", again],
            "Nobody is called again after this",
        ),
        (
            order("RO-1"),
            &["--outcome", "later", "--again-at", "2024-02-29T09:00:00+08:00"],
            "comes before the call",
        ),
        (order("RO-1"), &["--outcome", "fine"], "invalid value 'fine'"),
    ];
    let mut cases: Vec<(Vec<String>, &[&str], &str)> =
        orders.map(|(about, more, why)| (about.map(str::to_owned).to_vec(), more, why)).to_vec();
    cases.extend([
        (about("01A-00CW-7KA", late).to_vec(), reached, "was mistyped"),
        (about("00A-0000-000", late).to_vec(), reached, "so nothing was"),
        (
            about(&silent, late).to_vec(),
            reached,
            "cannot be called, so nothing was noted: no contact was left",
        ),
        (about(&training, late).to_vec(), reached, "is in no list, since it was made in training"),
        (about(&called, "2024-02-27T09:59:00+08:00").to_vec(), reached, "The call came before complaint"),
        (about(&called, late).to_vec(), &["--outcome", "reached", "--lapsed"], "leave `lapsed` out"),
        (about(&called, late).to_vec(), &["--outcome", "reached", "--shop", "south"], "is one of shop demo"),
        (
            vec!["--at".into(), "yesterday".into(), "--order".into(), "RO-1".into()],
            reached,
            "write a time as",
        ),
        (vec![], reached, "required arguments"),
    ]);
    for (about, more, why) in &cases {
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        let said = note(&app, &[&about[..], more].concat());
        assert!(!said.success && said.out.is_empty(), "{why}: {}", said.out);
        assert!(said.err.contains(why), "{why}: {}", said.err);
    }
    let said = app.cli(&["calls", "note", "--by", "王 敏", "--order", "RO-1", "--outcome", "reached"]);
    assert!(!said.success && said.err.contains("is not a valid person id"), "{}", said.err);
    assert_eq!(app.number("SELECT COUNT(*) FROM calls"), 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM deeds"), 0);
    noted(&app, &[&order("RO-2")[..], &["--outcome", "reached", "--shop", "south"]].concat());
    assert_eq!(app.texts("SELECT shop FROM calls"), ["south"]);
}

#[test]
fn a_time_without_a_zone_is_that_of_the_machine_it_is_typed_on() {
    let app = visited();
    let mut command =
        app.command(&["calls", "note", "--by", "care.1", "--order", "RO-1", "--outcome", "reached"]);
    let output = command.args(["--at", "2024-02-29 00:30"]).env("TZ", "Asia/Shanghai").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(app.texts("SELECT day FROM calls"), ["2024-02-29"]);
    assert_eq!(app.number("SELECT at FROM calls"), 1_709_137_800_000, "16:30 of the 28th in UTC");
    assert_eq!(app.number("SELECT utc_offset FROM calls"), 28_800);
}
