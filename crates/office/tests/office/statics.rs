use crate::app::App;
use std::fs;

#[test]
fn the_kiosk_is_served_with_its_types_and_the_page_is_never_cached() {
    let mut app = App::start();
    app.kill();
    let files = app.folder.path().join("dist");
    fs::create_dir(&files).unwrap();
    for (name, content) in
        [("index.html", "<h1>"), ("kiosk.wasm", "\0asm"), ("kiosk.js", "1"), ("a.css", "a{}")]
    {
        fs::write(files.join(name), content).unwrap();
    }
    app.serve(&["--static", files.to_str().unwrap()]);
    for (path, kind, caching) in [
        ("/", "text/html", "no-store"),
        ("/?enrol=ABCD-EFGH", "text/html", "no-store"),
        ("/index.html", "text/html", "no-store"),
        ("/kiosk.wasm", "application/wasm", "no-cache"),
        ("/kiosk.js", "text/javascript", "no-cache"),
        ("/a.css", "text/css", "no-cache"),
    ] {
        let answer = app.get(path, &[]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("cache-control"), caching, "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
    }
    assert_eq!(app.get("/nothing.js", &[]).status, 404);
    assert_eq!(app.get("/../data/keys/care.key", &[]).status, 404);
    assert_eq!(app.get("/%2e%2e/data/keys/care.key", &[]).status, 404);
}

#[test]
fn it_says_so_when_there_is_no_page_to_serve() {
    let app = App::start();
    let said = app.cli(&["serve", "--listen", "127.0.0.1:0", "--static", "/nowhere"]);
    assert!(!said.success && said.err.contains("build the kiosk first"), "{}", said.err);
}
