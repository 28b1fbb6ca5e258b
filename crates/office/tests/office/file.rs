//! Files as a tablet writes them, and those that it reads again.

use crate::app::{App, Said};
use crate::tablet::{Key, Tablet, signed_by};
use handover_domain::record::Record;
use handover_domain::wire::{Config, Envelope, Feed, Reader, Receipt, Type, Writer};
use std::fs;
use std::path::{Path, PathBuf};

/// The file of these bodies, one a line, closed with this key.
pub fn closed(bodies: &[Vec<u8>], key: &Key) -> Vec<u8> {
    let mut writer = Writer::default();
    let mut lines = String::new();
    for body in bodies {
        lines.push_str(&writer.line(&Envelope::parse(body).unwrap()));
    }
    let closing = key.sign(Type::Closing, writer.closing().to_json().as_bytes()).to_json();
    (lines + &closing + "\n").into_bytes()
}

/// The file of a tablet with these batches.
pub fn file(tablet: &Tablet, batches: &[&[Record]]) -> Vec<u8> {
    let bodies: Vec<_> = batches.iter().map(|records| tablet.body(records)).collect();
    closed(&bodies, &tablet.key)
}

/// A memory stick.
pub fn stick(app: &App) -> PathBuf {
    let folder = app.folder.path().join("stick");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Puts a file onto it.
pub fn put(app: &App, name: &str, bytes: &[u8]) -> PathBuf {
    let path = stick(app).join(name);
    fs::write(&path, bytes).unwrap();
    path
}

pub fn import(app: &App, path: &Path) -> Said {
    app.cli(&["import", path.to_str().unwrap()])
}

/// What a tablet reads in a file that goes back to it, everything checked as a tablet checks it.
pub fn read_back(tablet: &Tablet, path: &Path) -> (Vec<Receipt>, Config) {
    let (receipts, config, _) = read_all(&tablet.config.signing_key, path);
    (receipts, config)
}

/// The same with the feed, of a head office that signs with this key.
pub fn read_all(signing_key: &[u8], path: &Path) -> (Vec<Receipt>, Config, Feed) {
    let (mut receipts, mut configs, mut feeds) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader = Reader::default();
    for line in fs::read_to_string(path).unwrap().lines() {
        let line = reader.line(line.as_bytes(), &[Type::Receipt, Type::Config, Type::Feed]).unwrap();
        signed_by(&line.opened, signing_key);
        match line.typ {
            Type::Receipt => receipts.push(Receipt::parse(&line.opened.payload).unwrap()),
            Type::Config => configs.push(Config::parse(&line.opened.payload).unwrap()),
            Type::Feed => feeds.push(Feed::parse(&line.opened.payload).unwrap()),
            _ => {}
        }
    }
    reader.finish().unwrap();
    assert_eq!((configs.len(), feeds.len()), (1, 1));
    (receipts, configs.remove(0), feeds.remove(0))
}
