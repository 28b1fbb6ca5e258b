use crate::app::{App, JSON};
use crate::file::{closed, file, import, put, stick};
use crate::tablet::{BATCHES, Key, Tablet, completed};
use handover_domain::base64;
use handover_domain::ids::ShopId;
use handover_domain::record::Record;
use handover_domain::wire::{Closing, Envelope, Problem, Type, Writer};
use std::fs;
use std::path::Path;

fn filled(app: &App) -> (Tablet, Vec<Record>) {
    let mut tablet = Tablet::enrolled(app);
    let records = (0..6).map(|_| tablet.write(&completed().answer("overall", "fair"))).collect();
    (tablet, records)
}

/// A file of three batches.
fn good(tablet: &Tablet, records: &[Record]) -> Vec<u8> {
    file(tablet, &[&records[..2], &records[2..4], &records[4..]])
}

fn lines(file: &[u8]) -> Vec<String> {
    String::from_utf8(file.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

fn joined(lines: &[String]) -> Vec<u8> {
    lines.iter().fold(String::new(), |text, line| text + line + "\n").into_bytes()
}

/// The file is named, and why it is not taken; nothing is stored and nothing goes back.
fn refused(app: &App, path: &Path, why: &str) {
    let said = import(app, path);
    assert!(!said.success, "{why}: {}", said.out);
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(said.err.contains(&format!("{name}: {why}")), "{why}: {}", said.err);
    assert!(said.err.contains("Nothing of it was stored."), "{}", said.err);
    for table in ["records", "parts", "epochs", "announced", "conflicts"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")), 0, "{table}: {why}");
    }
    assert!(!path.with_extension("receipts").exists(), "{why}");
}

#[test]
fn a_file_that_is_not_whole_is_named_and_nothing_of_it_is_stored() {
    let app = App::start();
    let (tablet, records) = filled(&app);
    let whole = good(&tablet, &records);
    let lines = lines(&whole);
    let of = |kept: &[usize]| joined(&kept.iter().map(|at| lines[*at].clone()).collect::<Vec<_>>());
    let crlf = String::from_utf8(whole.clone()).unwrap().replace('\n', "\r\n").into_bytes();
    let long = [&whole[..], &vec![b'x'; 300 * 1024]].concat();
    let first = lines[0].len();
    let cases: [(&str, Vec<u8>, &str); 14] = [
        ("empty", Vec::new(), "the file is empty"),
        ("blank", b"\n".to_vec(), "line 1 cannot be read"),
        ("no end", of(&[0, 1, 2]), "the file ends after line 3 without its closing line: it was cut short"),
        ("one line", of(&[0]), "the file ends after line 1 without its closing line: it was cut short"),
        (
            "half a line",
            whole[..first + 100].to_vec(),
            "the file ends in the middle of line 2: it was cut short",
        ),
        (
            "half an end",
            whole[..whole.len() - 40].to_vec(),
            "the file ends in the middle of line 4: it was cut short",
        ),
        ("a line less", of(&[0, 2, 3]), "lines were taken out of the file, added or altered"),
        ("a line more", of(&[0, 0, 1, 2, 3]), "lines were taken out of the file, added or altered"),
        ("another order", of(&[1, 0, 2, 3]), "lines were taken out of the file, added or altered"),
        ("two in one", [&whole[..], &whole[..]].concat(), "line 5 comes after the end of the file"),
        ("an end twice", of(&[0, 1, 2, 3, 3]), "line 5 comes after the end of the file"),
        ("a long line", long, "line 5 is longer than the 262144 bytes"),
        ("windows", crlf, "line 1 ends with a carriage return: the file's line breaks were converted"),
        ("a mark", [b"\xef\xbb\xbf", &whole[..]].concat(), "line 1 cannot be read"),
    ];
    for (name, bytes, why) in cases {
        refused(&app, &put(&app, &format!("{name}.handover"), &bytes), why);
    }
    let nul = [lines[0].as_bytes(), b"\n\0\0\xff\n", lines[1].as_bytes(), b"\n"].concat();
    refused(&app, &put(&app, "nul.handover", &nul), "line 2 cannot be read");
    let without_break = &whole[..whole.len() - 1];
    import(&app, &put(&app, "good.handover", without_break)).success();
    assert_eq!(app.audit(), "audit: 1 tablet, 6 records, chain whole");
}

#[test]
fn a_file_edited_by_hand_is_refused_with_the_line_that_was_edited() {
    let app = App::start();
    let (tablet, records) = filled(&app);
    let lines = lines(&good(&tablet, &records));
    let edit = |line: usize, edit: &dyn Fn(&mut serde_json::Value)| {
        let mut edited = lines.clone();
        let mut envelope: serde_json::Value = serde_json::from_str(&edited[line]).unwrap();
        edit(&mut envelope);
        edited[line] = envelope.to_string();
        joined(&edited)
    };
    let payload = |envelope: &mut serde_json::Value, was: &str, is: &str| {
        let text = String::from_utf8(base64::decode(envelope["payload"].as_str().unwrap()).unwrap()).unwrap();
        assert!(text.contains(was), "{text}");
        envelope["payload"] = base64::encode(text.replace(was, is).as_bytes()).into();
    };
    let cases = [
        (
            edit(1, &|line| payload(line, "\"app\":\"test\"", "\"app\":\"tess\"")),
            "line 2: the signature does not fit",
        ),
        (
            edit(2, &|line| line["signature"] = base64::encode(&[7; 64]).into()),
            "line 3: the signature does not fit",
        ),
        (edit(3, &|line| payload(line, "\"lines\":3", "\"lines\":4")), "lines were taken out of the file"),
        (
            edit(3, &|line| line["signature"] = base64::encode(&[7; 64]).into()),
            "line 4: the signature does not fit",
        ),
        (
            edit(0, &|line| line["note"] = "hello".into()),
            "lines were taken out of the file, added or altered",
        ),
    ];
    for (at, (bytes, why)) in cases.into_iter().enumerate() {
        refused(&app, &put(&app, &format!("{at}.handover"), &bytes), why);
    }
}

#[test]
fn only_an_enrolled_tablet_writes_files_and_each_its_own() {
    let app = App::start();
    let (tablet, records) = filled(&app);
    let other = Tablet::enrolled(&app);
    let stranger = Key::new();
    let body = |key: &Key| {
        key.sign(Type::Batch, &serde_json::to_vec(&tablet.batch(&records)).unwrap()).to_json().into_bytes()
    };
    let cases = [
        ("unknown", closed(&[body(&stranger)], &stranger), "line 1: no tablet with the key "),
        ("forged end", closed(&[body(&tablet.key)], &stranger), "line 2: no tablet with the key "),
        (
            "another's end",
            closed(&[body(&tablet.key)], &other.key),
            "line 2 was signed by tablet 2, and those before it by tablet 1",
        ),
        (
            "another's line",
            closed(&[body(&tablet.key), other.body(&[])], &tablet.key),
            "line 2 was signed by tablet 2",
        ),
        (
            "another's records",
            closed(&[body(&other.key)], &other.key),
            "line 1: this was signed for another tablet",
        ),
    ];
    for (name, bytes, why) in cases {
        refused(&app, &put(&app, &format!("{name}.handover"), &bytes), why);
    }
    app.cli(&["device", "revoke", "1"]).success();
    let revoked = put(&app, "revoked.handover", &good(&tablet, &records));
    refused(&app, &revoked, "line 1: tablet 1 was revoked by head office");
}

#[test]
fn one_wrong_record_in_the_last_batch_refuses_the_whole_file() {
    let app = App::start();
    let (mut tablet, records) = filled(&app);
    let survey = completed().answer("overall", "fair");
    let mut altered = tablet.seal(&tablet.core(&survey), &survey);
    altered.parts[0].data[40] ^= 1;
    let path = put(&app, "a.handover", &file(&tablet, &[&records[..3], &[records[3].clone(), altered]]));
    refused(&app, &path, "line 2: record 2 of this batch: the part `answers`");
    let mut later = tablet.batch(&records);
    later.protocol = 2;
    let path = put(&app, "later.handover", &closed(&[tablet.signed(&later)], &tablet.key));
    refused(&app, &path, "line 1: the batch was written by protocol 2");
    let closing = Closing { protocol: 2, ..Writer::default().closing() };
    let closing = tablet.key.sign(Type::Closing, closing.to_json().as_bytes()).to_json() + "\n";
    let path = put(&app, "end.handover", closing.as_bytes());
    refused(&app, &path, "the file was written by protocol 2; this version reads up to 1");
}

#[test]
fn both_roads_refuse_the_same_batches_with_the_same_words() {
    let app = App::start();
    let (mut tablet, records) = filled(&app);
    let survey = completed().answer("overall", "fair");
    let core = tablet.core(&survey);
    let mut altered = tablet.seal(&core, &survey);
    altered.parts[0].data[40] ^= 1;
    let mut foreign = core.clone();
    foreign.shop = ShopId::new("elsewhere").unwrap();
    let foreign = tablet.seal(&foreign, &survey);
    let mut nowhere = core.clone();
    nowhere.seq = 0;
    let nowhere = tablet.seal(&nowhere, &survey);
    let garbage = Record { header: "{}".into(), parts: Vec::new() };
    let mut later = tablet.batch(&records);
    later.protocol = 2;
    let mut bodies: Vec<Vec<u8>> =
        [altered, foreign, nowhere, garbage].map(|bad| tablet.body(&[records[0].clone(), bad])).into();
    bodies.push(tablet.signed(&later));
    bodies.push(tablet.body(&vec![records[0].clone(); 51]));
    bodies.push(tablet.key.sign(Type::Batch, b"{\"records\":7}").to_json().into_bytes());
    bodies.push(Key::new().sign(Type::Batch, b"{}").to_json().into_bytes());
    for (at, body) in bodies.iter().enumerate() {
        let answer = app.post(BATCHES, body, &[JSON]);
        let problem = Problem::recognise(answer.status, &answer.body).unwrap();
        let fact = problem.detail.split("; nothing ").next().unwrap();
        let path = put(&app, &format!("{at}.handover"), &closed(std::slice::from_ref(body), &tablet.key));
        refused(&app, &path, &format!("line 1: {fact}. Nothing of it"));
    }
}

#[test]
fn a_line_of_another_kind_is_named() {
    let app = App::start();
    let (tablet, _) = filled(&app);
    let mut writer = Writer::default();
    let request = tablet.key.sign(Type::Request, b"{}");
    let line = writer.line(&Envelope::parse(request.to_json().as_bytes()).unwrap());
    let why = "line 1 cannot be read: the envelope holds `handover-request+json` where `handover-batch+json` was expected";
    refused(&app, &put(&app, "a.handover", line.as_bytes()), why);
}

#[test]
fn what_is_no_file_at_all_is_said_so() {
    let app = App::start();
    filled(&app);
    let folder = stick(&app);
    refused(&app, &folder, "there is no file in this folder whose name ends in .handover");
    refused(&app, &folder.join("nothing.handover"), "it cannot be read: ");
    let inner = folder.join("inner.handover");
    fs::create_dir(&inner).unwrap();
    refused(&app, &folder, "there is no file in this folder");
    assert!(!app.cli(&["import"]).success);
    let nowhere = app.cli(&["import", "x", "--receipts", "no-such-folder"]);
    assert!(!nowhere.success && nowhere.err.contains("no-such-folder is no folder"), "{}", nowhere.err);
    #[cfg(target_os = "linux")]
    {
        let said = import(&app, Path::new("/dev/zero"));
        assert!(!said.success && said.err.contains("it is neither a file nor a folder"), "{}", said.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte_is_refused_at_once() {
    let app = App::start();
    let path = put(&app, "huge.handover", b"{\"protected\":\"");
    fs::File::options().write(true).open(&path).unwrap().set_len(1 << 30).unwrap();
    let start = std::time::Instant::now();
    refused(&app, &path, "line 1 is longer than the 262144 bytes");
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn a_file_with_nothing_to_send_is_answered_with_the_configuration() {
    let app = App::start();
    let (tablet, _) = filled(&app);
    let path = put(&app, "a.handover", &file(&tablet, &[]));
    let said = import(&app, &path);
    said.success();
    assert!(said.out.contains("tablet 1 (shop demo), 0 batches, 0 records: 0 stored"), "{}", said.out);
    let (receipts, config) = crate::file::read_back(&tablet, &path.with_extension("receipts"));
    assert_eq!((receipts.len(), config), (0, tablet.config));
}
