use crate::app::App;
use crate::tablet::{CONFIG, Tablet, config};
use handover_domain::brand::{Brand, Colour, Logo};
use handover_domain::wire::Config;
use std::fs;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

fn fetched(app: &App, tablet: &Tablet) -> Config {
    config(&app.get(CONFIG, &[("authorization", &tablet.authorization(CONFIG))]))
}

fn file(app: &App, name: &str, bytes: &[u8]) -> String {
    let path = app.folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_shops_looks_reach_its_tablets_and_no_others() {
    let app = App::start();
    app.shop("other");
    let (tablet, other) = (Tablet::enrolled(&app), Tablet::enrolled_in(&app, "other"));
    assert_eq!(tablet.config.brand, Brand::default());
    let logo = file(&app, "logo.png", PNG);
    let set = |arguments: &[&str]| app.cli(&[&["shop", "brand", "demo"], arguments].concat());
    let said = set(&["--accent", "#0D4A5C", "--logo", &logo]);
    said.success();
    assert!(said.out.contains("accent #0d4a5c, ground Handover's own, logo image/png"), "{}", said.out);
    let mut expected = Brand {
        accent: Some(Colour::accent("#0d4a5c").unwrap()),
        ground: None,
        logo: Some(Logo::new(PNG.to_vec()).unwrap()),
    };
    let now = fetched(&app, &tablet);
    assert_eq!(now.brand, expected);
    assert!(now.version > tablet.config.version);
    now.may_replace(&tablet.config).unwrap();
    assert_eq!(fetched(&app, &other).brand, Brand::default());

    set(&["--ground", "#fbfaf7"]).success();
    expected.ground = Some(Colour::ground("#fbfaf7").unwrap());
    let now = fetched(&app, &tablet);
    assert_eq!(now.brand, expected, "what is not named stays");
    let again = set(&["--ground", "#fbfaf7"]);
    assert!(again.success && again.out.contains("looked so already"), "{}", again.out);
    assert_eq!(fetched(&app, &tablet).version, now.version, "the same again raises nothing");
    app.shop("demo");
    assert_eq!(fetched(&app, &tablet).brand, expected, "a new name leaves the looks");
    set(&["--clear"]).success();
    assert_eq!(fetched(&app, &tablet).brand, Brand::default());
}

#[test]
fn looks_that_could_not_be_read_are_refused_and_the_old_ones_stay() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let page = file(&app, "page.html", b"<html><script>alert(1)</script>");
    let large = file(&app, "large.png", &[PNG, &vec![0; 49 * 1024]].concat());
    for (arguments, why) in [
        (&["demo", "--accent", "#ffcc00"][..], "choose a darker accent"),
        (&["demo", "--ground", "#333333"], "choose a lighter ground"),
        (&["demo", "--accent", "red"], "is not a colour"),
        (&["demo", "--accent", "#0d4a5c", "--logo", &page], "not a PNG, JPEG, WebP or SVG"),
        (&["demo", "--logo", &large], "keep it within 49152"),
        (&["demo", "--logo", "/nowhere.png"], "/nowhere.png cannot be read"),
        (&["demo", "--clear", "--accent", "#0d4a5c"], "cannot be used with"),
        (&["demo"], "--accent"),
        (&["nowhere", "--clear"], "There is no shop `nowhere`"),
    ] {
        let said = app.cli(&[&["shop", "brand"], arguments].concat());
        assert!(!said.success && said.err.contains(why), "{arguments:?}: {}{}", said.out, said.err);
    }
    assert_eq!(fetched(&app, &tablet), tablet.config);
}
