use crate::app::{App, JSON};
use crate::tablet::{BATCHES, Key, Tablet, completed};
use flate2::Compression;
use flate2::write::GzEncoder;
use handover_domain::base64;
use handover_domain::ids::ShopId;
use handover_domain::record::Record;
use handover_domain::wire::{Reason, Status, Type};
use p256::ecdsa::Signature;
use std::io::Write;
use std::time::{Duration, Instant};

const GZIP: (&str, &str) = ("content-encoding", "gzip");

fn nothing_is_stored(app: &App) {
    assert_eq!(app.number("SELECT COUNT(*) FROM records"), 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM parts"), 0);
    assert!(app.audit().ends_with("0 records, chain whole"), "{}", app.audit());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// As many zeros, without ever holding them.
fn zeros(megabytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let megabyte = vec![0; 1 << 20];
    (0..megabytes).for_each(|_| encoder.write_all(&megabyte).unwrap());
    encoder.finish().unwrap()
}

fn records(tablet: &mut Tablet, n: usize) -> Vec<Record> {
    (0..n).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect()
}

#[test]
fn what_is_no_envelope_is_unreadable() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let deep = "[".repeat(100_000);
    let wrong_type = tablet.key.sign(Type::Request, b"{}").to_json();
    let bodies: [&[u8]; 7] = [
        b"",
        b"no json",
        b"{\"protected\":1}",
        b"{\"protected\":\"e30\",\"payload\":\"\\ud800\",\"signature\":\"\"}",
        b"\0\0\xff",
        deep.as_bytes(),
        wrong_type.as_bytes(),
    ];
    for body in bodies {
        app.post(BATCHES, body, &[JSON]).refused(Reason::Unreadable);
    }
    app.post(BATCHES, b"not gzip", &[JSON, GZIP]).refused(Reason::Unreadable);
    nothing_is_stored(&app);
}

#[test]
fn what_is_signed_but_no_batch_is_unreadable() {
    let app = App::start();
    let tablet = Tablet::enrolled(&app);
    let empty = serde_json::to_string(&tablet.batch(&[])).unwrap();
    let surrogate = empty.replace("\"app\":\"test\"", "\"app\":\"\\ud800\"");
    assert_ne!(surrogate, empty);
    for payload in ["[]", "{\"records\":7}", &surrogate, &format!("{{\"a\":{}", "[".repeat(5000))] {
        let envelope = tablet.key.sign(Type::Batch, payload.as_bytes()).to_json();
        app.post(BATCHES, envelope.as_bytes(), &[JSON]).refused(Reason::Unreadable);
    }
    nothing_is_stored(&app);
}

#[test]
fn a_tablet_that_is_unknown_revoked_or_not_the_signer_is_told_so() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = records(&mut tablet, 1);
    let payload = serde_json::to_vec(&tablet.batch(&records)).unwrap();
    let stranger = Key::new().sign(Type::Batch, &payload).to_json();
    app.post(BATCHES, stranger.as_bytes(), &[JSON]).refused(Reason::UnknownDevice);

    let mut forged: serde_json::Value = serde_json::from_slice(&tablet.body(&records)).unwrap();
    forged["signature"] = base64::encode(&[7; 64]).into();
    app.post(BATCHES, forged.to_string().as_bytes(), &[JSON]).refused(Reason::WrongSignature);
    forged["signature"] = "".into();
    app.post(BATCHES, forged.to_string().as_bytes(), &[JSON]).refused(Reason::WrongSignature);

    let other = Tablet::enrolled(&app);
    let borrowed = other.key.sign(Type::Batch, &payload).to_json();
    let answer = app.post(BATCHES, borrowed.as_bytes(), &[JSON]);
    answer.refused(Reason::WrongSignature);
    assert_eq!(answer.status, 401);

    app.cli(&["device", "revoke", "1"]).success();
    tablet.try_send(&app, &records).refused(Reason::RevokedDevice);
    nothing_is_stored(&app);
}

#[test]
fn one_wrong_record_refuses_the_batch_and_nothing_is_stored_by_half() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let good = records(&mut tablet, 2);
    let survey = completed().answer("overall", "fair");

    let mut altered = tablet.seal(&tablet.core(&survey), &survey);
    altered.parts[0].data[40] ^= 1;
    let mut foreign = tablet.core(&survey);
    foreign.shop = ShopId::new("elsewhere").unwrap();
    let foreign = tablet.seal(&foreign, &survey);
    let mut nowhere = tablet.core(&survey);
    nowhere.seq = 0;
    let nowhere = tablet.seal(&nowhere, &survey);
    let beyond =
        Record { header: nowhere.header.replace("\"seq\":0", "\"seq\":18446744073709551615"), parts: vec![] };
    let garbage = Record { header: "{\"core\":{\"app\":\"\\ud800\"}}".into(), parts: vec![] };

    for bad in [altered, foreign, nowhere, beyond, garbage] {
        let batch = [&good[..1], &[bad], &good[1..]].concat();
        let problem = tablet.try_send(&app, &batch).refused(Reason::WrongRecord);
        assert!(problem.detail.starts_with("record 2 of this batch"), "{}", problem.detail);
    }
    nothing_is_stored(&app);
    assert_eq!(tablet.send(&app, &good).results.len(), 2);
}

#[test]
fn a_later_protocol_is_not_taken_for_garbage() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let mut later = tablet.batch(&[]);
    later.protocol = 2;
    app.post(BATCHES, &tablet.signed(&later), &[JSON]).refused(Reason::LaterProtocol);
    let mut core = tablet.core(&completed());
    core.protocol = 2;
    let record = tablet.seal(&core, &completed());
    let unheard_of = record.header.replace("\"kind\":\"response\"", "\"kind\":\"phone_call\"");
    let unheard_of = Record { header: unheard_of, parts: record.parts.clone() };
    for record in [record, unheard_of] {
        tablet.try_send(&app, &[record]).refused(Reason::LaterProtocol);
    }
    let unheard_of = tablet.key.sign(Type::Batch, b"{\"protocol\":2,\"calls\":[]}").to_json();
    app.post(BATCHES, unheard_of.as_bytes(), &[JSON]).refused(Reason::LaterProtocol);
    nothing_is_stored(&app);
}

#[test]
fn fifty_records_are_taken_and_fifty_one_are_not() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = records(&mut tablet, 51);
    tablet.try_send(&app, &records).refused(Reason::TooLarge);
    nothing_is_stored(&app);
    let packed = gzip(&tablet.body(&records[..50]));
    let receipt = tablet.receipt(&app.post(BATCHES, &packed, &[JSON, GZIP]));
    assert_eq!(receipt.results.len(), 50);
    assert!(receipt.results.iter().all(|entry| entry.status == Status::Stored));
}

#[test]
fn three_hundred_kilobytes_are_too_large_packed_or_not() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let survey = completed().wrote("x");
    let mut record = tablet.seal(&tablet.core(&survey), &survey);
    record.header.push_str(&" ".repeat(300 * 1024));
    let body = tablet.body(&[record]);
    app.post(BATCHES, &body, &[JSON]).refused(Reason::TooLarge);
    app.post(BATCHES, &gzip(&body), &[JSON, GZIP]).refused(Reason::TooLarge);
    nothing_is_stored(&app);
}

#[cfg(target_os = "linux")]
#[test]
fn a_gzip_bomb_is_refused_at_once_in_flat_memory() {
    let app = App::start();
    let peak = |app: &App| -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", app.pid())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let bombs = [zeros(300), zeros(200), gzip(&zeros(300))];
    let before = peak(&app);
    for bomb in &bombs {
        let start = Instant::now();
        let answer = app.post(BATCHES, bomb, &[JSON, GZIP]);
        assert!(matches!(answer.status, 400 | 413), "{}", answer.status);
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    }
    app.post(BATCHES, &bombs[0], &[JSON, GZIP]).refused(Reason::TooLarge);
    app.post(BATCHES, &bombs[1], &[JSON, GZIP]).refused(Reason::TooLarge);
    assert!(peak(&app) < before + 16 * 1024, "{} kB before, {} kB after", before, peak(&app));
}

#[test]
fn other_types_and_encodings_and_methods_and_addresses_are_refused_as_problems() {
    let app = App::start();
    app.post(BATCHES, b"{}", &[("content-type", "text/plain")]).refused(Reason::UnsupportedMediaType);
    app.post(BATCHES, b"{}", &[JSON, ("content-encoding", "br")]).refused(Reason::UnsupportedMediaType);
    app.get(BATCHES, &[]).refused(Reason::MethodNotAllowed);
    app.get("/api/v1/nothing", &[]).refused(Reason::NotFound);
    app.get("/api", &[]).refused(Reason::NotFound);
    app.post("/healthz", b"", &[]).refused(Reason::MethodNotAllowed);
    let answer = app.get("/api/v1/nothing", &[]);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn a_signature_with_a_high_s_is_as_good_as_one_with_a_low_s() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let records = records(&mut tablet, 1);
    let mut envelope: serde_json::Value = serde_json::from_slice(&tablet.body(&records)).unwrap();
    let bytes = base64::decode(envelope["signature"].as_str().unwrap()).unwrap();
    let (r, s) = Signature::from_slice(&bytes).unwrap().split_scalars();
    let mirrored = Signature::from_scalars(*r, -*s).unwrap();
    for (signature, status) in [(mirrored.to_bytes().to_vec(), Status::Stored), (bytes, Status::Duplicate)] {
        envelope["signature"] = base64::encode(&signature).into();
        let answer = app.post(BATCHES, envelope.to_string().as_bytes(), &[JSON]);
        assert_eq!(tablet.receipt(&answer).results[0].status, status);
    }
}
