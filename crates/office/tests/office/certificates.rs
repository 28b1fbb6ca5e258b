//! HTTPS by the program itself.

use crate::app::App;
use std::fs;
use std::path::PathBuf;

fn file(name: &str) -> String {
    format!("{}/tests/office/certificates/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// What `serve` says when it does not start.
fn said(app: &App, cert: &str, key: &str) -> String {
    let said = app.cli(&["serve", "--listen", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key]);
    assert!(!said.success && said.out.is_empty(), "{}", said.out);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    said.err
}

#[test]
fn it_speaks_https_with_a_certificate_and_its_key() {
    let mut app = App::start();
    app.kill();
    app.serve(&["--tls-cert", &file("site.pem"), "--tls-key", &file("site.key")]);
    assert!(app.url().starts_with("https://127.0.0.1:"), "{}", app.url());
}

#[test]
fn a_certificate_that_is_missing_or_wrong_is_named_in_a_plain_sentence() {
    let mut app = App::start();
    app.kill();
    let (cert, key) = (file("site.pem"), file("site.key"));
    let missing = said(&app, "/nowhere/site.pem", &key);
    assert!(
        missing.contains("the certificate /nowhere/site.pem cannot be read; head office was not started"),
        "{missing}"
    );
    let missing = said(&app, &cert, "/nowhere/site.key");
    assert!(missing.contains("the key /nowhere/site.key cannot be read"), "{missing}");
    let garbage: PathBuf = app.folder.path().join("garbage.pem");
    fs::write(&garbage, "-----BEGIN CERTIFICATE-----\nno\n").unwrap();
    let garbage = garbage.to_str().unwrap();
    for (cert, key) in [(garbage, &key[..]), (&cert, garbage), (&cert, &file("other.key")), (&key, &cert)] {
        let wrong = said(&app, cert, key);
        assert!(wrong.contains("are no certificate and the key that fits it"), "{wrong}");
        assert!(wrong.contains(cert) && wrong.contains(key), "{wrong}");
    }
    let alone = app.cli(&["serve", "--tls-cert", &cert]);
    assert!(!alone.success && alone.err.contains("--tls-key"), "{}", alone.err);
}
