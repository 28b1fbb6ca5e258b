//! A fingerprint of files, to tell whether anything changed since the last build.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::Path;

/// Collects contents into one number. It guards against stale builds, not against malice.
#[derive(Default)]
pub struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Adds a piece of text; its length goes in too, so that neighbours cannot run together.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Adds a file, or a folder with all it holds. A path that is not there counts as such.
    pub fn path(&mut self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                self.text(&entry.file_name().to_string_lossy());
                self.path(&entry.path())?;
            }
            self.text("end of folder");
        } else if path.exists() {
            self.bytes(&fs::read(path)?);
        } else {
            self.text("absent");
        }
        Ok(())
    }

    /// The fingerprint of everything added so far.
    pub fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.write(&(bytes.len() as u64).to_le_bytes());
        self.0.write(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[&str]) -> String {
        let mut fingerprint = Fingerprint::default();
        for part in parts {
            fingerprint.text(part);
        }
        fingerprint.finish()
    }

    #[test]
    fn neighbours_do_not_run_together() {
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }
}
