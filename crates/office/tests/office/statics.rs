use crate::app::App;
use handover_domain::wire::Reason;
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
    for path in ["/nothing.js", "/../data/keys/care.key", "/%2e%2e/data/keys/care.key", "/api/v1/nothing"] {
        app.get(path, &[]).refused(Reason::NotFound);
    }
    let gone = app.get("/kiosk-e30cb16b90cbbef8.js", &[]);
    gone.refused(Reason::NotFound);
    assert_eq!(gone.header("cache-control"), "no-store", "it may be there in a moment");
    let wrong = app.post("/kiosk.js", b"", &[]);
    wrong.refused(Reason::MethodNotAllowed);
    assert_eq!(wrong.header("allow"), "GET,HEAD");
    app.get("/kiosk.js", &[("range", "bytes=900-")]).refused(Reason::Unreadable);
}

#[test]
fn it_says_so_when_there_is_no_page_to_serve() {
    let app = App::start();
    let said = app.cli(&["serve", "--listen", "127.0.0.1:0", "--static", "/nowhere"]);
    assert!(!said.success && said.err.contains("build the kiosk first"), "{}", said.err);
}
