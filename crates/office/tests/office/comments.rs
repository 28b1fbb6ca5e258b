use crate::app::App;
use crate::tablet::{Tablet, completed};

#[test]
fn each_opening_is_logged_and_what_is_printed_cannot_steer_a_terminal() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let words = "等了太久 <script>alert(1)</script> \u{1b}[31m\u{202e}\u{0}=HYPERLINK()";
    let records =
        [tablet.write(&completed().answer("overall", "fair").wrote(words)), tablet.write(&completed())];
    tablet.send(&app, &records);
    let span = ["comments", "--from", "2000-01-01", "--to", "2099-12-31"];
    let said = app.cli(&span);
    said.success();
    assert!(said.out.contains("demo  comment: 等了太久 <script>alert(1)</script>"), "{}", said.out);
    assert!(!said.out.contains(['\u{1b}', '\u{202e}', '\u{0}']));
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 1);
    app.cli(&span).success();
    assert_eq!(app.number("SELECT COUNT(*) FROM openings"), 2);
    let none = app.cli(&["comments", "--from", "2000-01-01", "--to", "2000-12-31"]);
    assert!(none.out.contains("Nobody wrote anything"), "{}", none.out);
}
