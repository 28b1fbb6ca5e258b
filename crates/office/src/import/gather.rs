//! Which files are meant, where somebody names folders.

use super::fault::Fault;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// How the names of files that tablets write end, and of those that go back to them.
const OURS: &str = "handover";
const BACK: &str = "receipts";

/// What a named path comes to.
#[derive(Default)]
pub struct Found {
    /// The files that are meant, in the order of their names, each with the folder that it lies in below the named one.
    pub files: Vec<(PathBuf, PathBuf)>,
    /// Other files in the folder, which are left alone; not the hidden ones, nor those that went back to tablets.
    pub others: Vec<PathBuf>,
    /// What cannot be looked at.
    pub closed: Vec<(PathBuf, Fault)>,
}

/// Whether a file is called as tablets call theirs.
pub fn is_ours(path: &Path) -> bool {
    ends_in(path, OURS)
}

fn ends_in(path: &Path, ending: &str) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// The file that was named, or those of tablets in the folder and in all folders below it.
pub fn gather(named: &Path) -> Result<Found, Fault> {
    let mut found = Found::default();
    if !fs::metadata(named)?.is_dir() {
        found.files.push((named.to_owned(), PathBuf::new()));
        return Ok(found);
    }
    look(named, Path::new(""), &mut found)?;
    if found.files.is_empty() && found.closed.is_empty() {
        return Err(Fault::NoneHere);
    }
    Ok(found)
}

fn look(folder: &Path, below: &Path, found: &mut Found) -> Result<(), Fault> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        // What systems and programs keep beside files is nobody's file, even where it is called after one of ours.
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        // A link to a folder is not followed: it may lead round in a circle.
        if entry.file_type()?.is_dir() {
            if let Err(fault) = look(&path, &below.join(entry.file_name()), found) {
                found.closed.push((path, fault));
            }
        } else if is_ours(&path) && path.is_file() {
            found.files.push((path, below.to_owned()));
        } else if !ends_in(&path, BACK) {
            found.others.push(path);
        }
    }
    Ok(())
}
