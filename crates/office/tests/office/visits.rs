use crate::app::{App, Said};
use crate::file::put;
use crate::tablet::Tablet;
use chrono::{Days, Utc};
use encoding_rs::GB18030;
use handover_domain::ids::AdvisorId;
use handover_domain::visit::Visit;
use handover_domain::wire::ListedVisit;

/// A day, so many days from today by head office's clock.
fn day(from_today: i64) -> String {
    let today = Utc::now().date_naive();
    let days = Days::new(from_today.unsigned_abs());
    if from_today < 0 { today - days } else { today + days }.to_string()
}

fn import(app: &App, bytes: &[u8], more: &[&str]) -> Said {
    let path = put(app, "visits.csv", bytes);
    app.cli(&[&["import", "visits", "demo", path.to_str().unwrap()], more].concat())
}

fn taken(app: &App, text: &str) -> String {
    let said = import(app, text.as_bytes(), &[]);
    assert!(said.success, "{}{}", said.out, said.err);
    said.out.split_once("visits.csv: ").unwrap().1.to_owned()
}

/// The visits that tablets of the shop are told of.
fn listed(app: &App, tablet: &Tablet) -> Vec<ListedVisit> {
    tablet.feed(app).visits
}

fn count(app: &App) -> i64 {
    app.number("SELECT COUNT(*) FROM visits")
}

#[test]
fn a_list_reaches_the_tablets_of_its_shop_and_the_same_again_changes_nothing() {
    let app = App::start();
    app.shop("other");
    let (tablet, other) = (Tablet::enrolled(&app), Tablet::enrolled_in(&app, "other"));
    let version = tablet.feed(&app).version;
    let list = format!(
        "order,visit,day,advisor,model,mileage_km\n\
         RO-7,service,{today},a1,车型 A,20400\n\
         SO-8,Delivery,{today},Li Qiang,,\n\
         \n\
         RO-9,保养,{today},王敏,\"车型 B, 2.0T\",\"61,250 km\"\n",
        today = day(0)
    );
    assert_eq!(taken(&app, &list), "3 visits of shop demo: 3 new, 0 changed, 0 as before\n");
    let feed = tablet.feed(&app);
    assert!(feed.version > version);
    let shown: Vec<_> = feed
        .visits
        .iter()
        .map(|listed| {
            let advisor = listed.advisor.as_ref().map(AdvisorId::as_str);
            (listed.order.as_str(), listed.visit, advisor, listed.model.as_deref(), listed.mileage_km)
        })
        .collect();
    let expected = [
        ("RO-7", Visit::Service, Some("a1"), Some("车型 A"), Some(20_400)),
        ("RO-9", Visit::Service, Some("a1"), Some("车型 B, 2.0T"), Some(61_250)),
        ("SO-8", Visit::Delivery, Some("a2"), None, None),
    ];
    assert_eq!(shown, expected);
    assert!(feed.visits.iter().all(|listed| listed.day == day(0)));
    assert_eq!(listed(&app, &other), []);

    assert_eq!(taken(&app, &list), "3 visits of shop demo: 0 new, 0 changed, 3 as before\n");
    assert_eq!(tablet.feed(&app), feed);
    let changed = list.replace("20400", "20401");
    assert_eq!(taken(&app, &changed), "3 visits of shop demo: 0 new, 1 changed, 2 as before\n");
    let again = tablet.feed(&app);
    assert_eq!((again.visits[0].mileage_km, again.version > feed.version), (Some(20_401), true));
    assert_eq!(count(&app), 3);
}

#[test]
fn dealers_own_files_are_read_as_they_are_whatever_their_letters() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let (today, slashes) = (day(0), day(0).replace('-', "/"));
    let list = format!(
        "工单号,类型,日期,服务顾问,车型,里程,金额\r\n\
         RO-1,维修,{slashes} 09:30,王敏,星辰 S3,12000公里,\"1,280\"\r\n\
         RO-2,交车,{today},a2,𠮷星,,\r\n"
    );
    let told =
        "2 visits of shop demo: 2 new, 0 changed, 0 as before\n  nothing was taken of the columns 金额\n";
    assert_eq!(taken(&app, &list), told);
    let once = listed(&app, &tablet);
    assert_eq!(once[0].model.as_deref(), Some("星辰 S3"));
    assert_eq!(
        (once[0].day.as_str(), once[0].mileage_km, once[1].visit),
        (&today[..], Some(12_000), Visit::Delivery)
    );

    let (gb, _, lossy) = GB18030.encode(&list);
    assert!(!lossy && std::str::from_utf8(&gb).is_err());
    for bytes in [gb.to_vec(), [b"\xef\xbb\xbf", list.as_bytes()].concat()] {
        let said = import(&app, &bytes, &[]);
        assert!(said.out.contains("0 new, 0 changed, 2 as before"), "{}{}", said.out, said.err);
    }
    assert_eq!(listed(&app, &tablet), once);
}

#[test]
fn tablets_are_told_of_yesterday_and_of_the_week_to_come() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let lines: Vec<String> = (-2..=8).map(|from| format!("RO{from},service,{}", day(from))).collect();
    taken(&app, &format!("order,visit,day\n{}\n", lines.join("\n")));
    let told: Vec<String> =
        listed(&app, &tablet).into_iter().map(|listed| listed.order.to_string()).collect();
    assert_eq!(told, ["RO-1", "RO0", "RO1", "RO2", "RO3", "RO4", "RO5", "RO6", "RO7"]);
    let many: Vec<String> = (0..600).map(|n| format!("M{n:03},service,{}", day(1))).collect();
    taken(&app, &format!("order,visit,day\n{}\n", many.join("\n")));
    let told = listed(&app, &tablet);
    assert_eq!((told.len(), told[0].order.as_str()), (500, "RO-1"), "the nearest days first");
}

#[test]
fn every_wrong_line_is_told_by_its_number_and_nothing_is_taken() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    app.cli(&["advisor", "add", "demo", "a3", "王敏"]).success();
    let before = tablet.feed(&app);
    let good = format!("RO-1,service,{},a1,A,1", day(0));
    let today = day(0);
    let cases = [
        (format!(",service,{today},,,"), "the handover number is missing"),
        (format!("<script>,service,{today},,,"), "`<script>` is not a valid handover number"),
        (format!("京A12345,service,{today},,,"), "is not a valid handover number"),
        (format!("{},service,{today},,,", "x".repeat(65)), "is not a valid handover number"),
        (format!("1M8GDM9AXKP042788,service,{today},,,"), "is a VIN, and no handover number"),
        (format!("RO-2,,{today},,,"), "the kind of visit is missing"),
        (format!("RO-2,wash,{today},,,"), "`wash` is no kind of visit"),
        ("RO-2,service,,,,".into(), "the day is missing"),
        ("RO-2,service,2026-02-30,,,".into(), "`2026-02-30` is no day"),
        ("RO-2,service,11/30/2026,,,".into(), "is no day"),
        ("RO-2,service,+026-01-01,,,".into(), "is no day"),
        ("RO-2,service,46000,,,".into(), "is no day"),
        (format!("RO-2,service,{today},a9,,"), "there is no advisor `a9` in this shop"),
        (format!("RO-2,service,{today},王敏,,"), "two advisors are called `王敏`"),
        (format!("RO-2,service,{today},,京A·12345,"), "is a plate or a VIN, and no model"),
        (format!("RO-2,service,{today},,1M8GDM9AXKP042788,"), "is a plate or a VIN, and no model"),
        (format!("RO-2,service,{today},,{},", "字".repeat(61)), "is longer than 60 characters"),
        (format!("RO-2,service,{today},,\u{1b}[31m\u{202e},"), "has some that cannot be shown"),
        (format!("RO-2,service,{today},,A,-5"), "`-5` is no mileage"),
        (format!("RO-2,service,{today},,A,99999999999"), "is no mileage"),
        (format!("RO-2,service,{today},,A,1e5"), "is no mileage"),
        (format!("RO-2,service,{today}"), "it has 3 cells, where the first line has 6"),
        (format!("RO-2,service,{today},,A,1,2"), "it has 7 cells, where the first line has 6"),
        (format!("RO-1,service,{today},,,"), "the handover number RO-1 stands in line 3 already"),
        (format!("RO-2,service,{today},,\"A,1\nRO-3,service"), "it has 5 cells"),
    ];
    for (line, why) in &cases {
        let list = format!("order,visit,day,advisor,model,mileage_km\n\n{good}\n\n{line}\n");
        let said = import(&app, list.as_bytes(), &[]);
        assert!(!said.success && said.out.is_empty(), "{line}: {}", said.out);
        assert!(said.err.contains("visits.csv: line 5: ") && said.err.contains(why), "{line}: {}", said.err);
        assert!(said.err.contains("1 line is wrong, so nothing was taken."), "{line}: {}", said.err);
        assert!(!said.err.contains(['\u{1b}', '\u{202e}']));
        assert_eq!(count(&app), 0, "{line}");
    }
    assert_eq!(tablet.feed(&app), before);

    let bad: Vec<&str> =
        cases.iter().map(|(line, _)| line.as_str()).filter(|line| !line.contains('\n')).collect();
    let list = format!("order,visit,day,advisor,model,mileage_km\n{good}\n{}\n", bad.join("\n"));
    let said = import(&app, list.as_bytes(), &[]);
    assert_eq!(
        said.err.lines().filter(|line| line.contains("visits.csv: line ")).count(),
        20,
        "{}",
        said.err
    );
    assert!(said.err.contains("visits.csv: and 4 lines more"), "{}", said.err);
    assert!(said.err.contains("24 lines are wrong, so nothing was taken."), "{}", said.err);
    let said = import(&app, list.as_bytes(), &["--skip-bad"]);
    assert!(said.success && said.err.contains("line 3: "), "{}", said.err);
    assert!(
        said.out.contains("1 visit of shop demo: 1 new, 0 changed, 0 as before, 24 lines left out"),
        "{}",
        said.out
    );
    assert_eq!(listed(&app, &tablet).len(), 1);
}

#[test]
fn a_file_that_is_no_list_or_says_whose_visits_they_are_is_refused_whole() {
    let app = App::start();
    let row = format!("RO-1,service,{}", day(0));
    let with = |column: &str| format!("order,visit,day,{column}\n{row},x\n").into_bytes();
    let utf16: Vec<u8> =
        format!("\u{feff}order,visit,day\n{row}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let private = "looks like a name, a phone number, a plate or a VIN, which tablets must not get";
    let cases: [(Vec<u8>, &str); 17] = [
        (with("客户姓名"), private),
        (with("Customer Name"), private),
        (with("手机"), private),
        (with("phone"), private),
        (with("车牌号"), private),
        (with("Licence plate"), private),
        (with("VIN"), private),
        (with("车架号"), private),
        (Vec::new(), "it is empty"),
        (b"\n\n".to_vec(), "it is empty"),
        (b"order;visit;day\n".to_vec(), "it has no column `order` (or 工单号, 订单号)"),
        (b"order,day\n".to_vec(), "it has no column `visit` (or 类型)"),
        (b"order,visit\n".to_vec(), "it has no column `day` (or 日期)"),
        ("order,工单号,visit,day\n".into(), "two of its columns, `order` and `工单号`, are for the same"),
        (b"order,visit,day\n\xff\xfe\x80\n".to_vec(), "neither UTF-8 nor GB18030"),
        (utf16, "neither UTF-8 nor GB18030"),
        (b"\xef\xbb\xbforder,visit,day\n\xd6\xd0\n".to_vec(), "neither UTF-8 nor GB18030"),
    ];
    for (bytes, why) in cases {
        for more in [&[][..], &["--skip-bad"]] {
            let said = import(&app, &bytes, more);
            assert!(!said.success && said.err.contains(why), "{why}: {}{}", said.out, said.err);
            assert!(said.err.contains("Nothing was taken."), "{}", said.err);
        }
    }
    assert_eq!(count(&app), 0);
    let file = put(&app, "visits.csv", &with("note"));
    let file = file.to_str().unwrap();
    for (arguments, why) in [
        (["nowhere", file], "There is no shop `nowhere`"),
        (["demo", "/nowhere.csv"], "/nowhere.csv cannot be read, so nothing was taken"),
        (["demo", "/"], "it is no file"),
    ] {
        let said = app.cli(&[&["import", "visits"], &arguments[..]].concat());
        assert!(!said.success && said.err.contains(why), "{why}: {}", said.err);
    }
}

#[test]
fn a_folder_of_that_name_is_imported_where_it_is_written_as_a_path() {
    let app = App::empty();
    let folder = app.folder.path().join("visits");
    std::fs::create_dir(&folder).unwrap();
    let run = |words: &[&str]| {
        let output = app.command(words).current_dir(app.folder.path()).output().unwrap();
        String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap()
    };
    let said = run(&["import", "visits"]);
    assert!(said.contains("<SHOP>") && said.contains("<FILE>"), "{said}");
    let said = run(&["import", "./visits"]);
    assert!(!said.contains("<SHOP>"), "{said}");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let app = App::start();
    let path = put(&app, "huge.csv", b"order,visit,day\n");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(1 << 30).unwrap();
    let said = app.cli(&["import", "visits", "demo", path.to_str().unwrap()]);
    assert!(!said.success && said.err.contains("larger than the 16777216 bytes"), "{}", said.err);
}
