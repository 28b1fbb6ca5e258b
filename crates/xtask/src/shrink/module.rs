//! A module as Trunk staged it: the program, its script, and the names of both.
//!
//! The page's and those that it fetches later are treated alike. Trunk names the page's files after their contents and the
//! others not; at the end all are, and each script asks for its program by that name.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256, Sha384};

/// How Trunk ends the names of a module's files.
const WASM: &str = "_bg.wasm";
const SCRIPT: &str = ".js";
/// What starts a module that is fetched later: Trunk writes it beside the script, and it becomes part of it.
const LOADER: &str = "_loader.js";

/// A program and its script.
pub struct Module {
    pub wasm: Vec<u8>,
    pub script: String,
    folder: PathBuf,
    /// What Cargo calls it.
    name: &'static str,
    /// `handover-0123456789abcdef`, or the bare name: what the names of its files begin with.
    stem: String,
}

impl Module {
    /// Reads what Trunk wrote.
    pub fn read(folder: &Path, name: &'static str) -> Result<Self> {
        let mut stems = Vec::new();
        for entry in fs::read_dir(folder)? {
            let file = entry?.file_name();
            let stem = file.to_string_lossy().strip_suffix(WASM).map(str::to_owned);
            stems.extend(stem.filter(|stem| is_of(stem, name)));
        }
        let [stem] = <[String; 1]>::try_from(stems).map_err(|found| {
            anyhow::anyhow!("Trunk staged {} .wasm files of {name} instead of one.", found.len())
        })?;
        let read =
            |file: String| fs::read(folder.join(&file)).with_context(|| format!("{file} cannot be read."));
        let wasm = read(format!("{stem}{WASM}"))?;
        let script = String::from_utf8(read(format!("{stem}{SCRIPT}"))?)?;
        Ok(Self { wasm, script, folder: folder.to_path_buf(), name, stem })
    }

    /// What Cargo calls it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What the names of its files begin with, for now.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// Where the script lies. It names what it imports by place.
    pub fn script_file(&self) -> PathBuf {
        self.file(SCRIPT)
    }

    /// Where a browser begins to read: the loader, or the script itself.
    pub fn entry(&self) -> PathBuf {
        Some(self.file(LOADER)).filter(|loader| loader.exists()).unwrap_or_else(|| self.script_file())
    }

    /// By what name the page starts it: the staged one, and the one that it has now.
    pub fn loader(&self) -> (String, String) {
        (format!("{}{LOADER}", self.name), format!("{}{SCRIPT}", self.stem))
    }

    /// What a page vouches for (Subresource Integrity): the program, then its script.
    pub fn integrity(&self) -> [String; 2] {
        [&self.wasm, self.script.as_bytes()].map(integrity)
    }

    /// Writes both files under a name after their contents, in place of all that Trunk wrote.
    pub fn write(&mut self) -> Result<()> {
        for ending in [WASM, SCRIPT, LOADER] {
            let file = self.file(ending);
            if file.exists() {
                fs::remove_file(file)?;
            }
        }
        let both = Sha256::new().chain_update(&self.wasm).chain_update(&self.script).finalize();
        let number = both.iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        self.stem = format!("{}-{number:016x}", self.name);
        let staged = format!("{}{WASM}", self.name);
        let found = self.script.matches(&staged).count();
        ensure!(found == 1, "The script of {} names its program {found} times instead of once.", self.name);
        self.script = self.script.replace(&staged, &format!("{}{WASM}", self.stem));
        fs::write(self.file(WASM), &self.wasm)?;
        fs::write(self.file(SCRIPT), &self.script)?;
        Ok(())
    }

    fn file(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}{ending}", self.stem))
    }
}

/// Whether the files of the module of this name begin so.
fn is_of(stem: &str, name: &str) -> bool {
    stem.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", Base64::encode_string(&Sha384::digest(bytes)))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::env;

    /// An empty folder of this test's own.
    pub fn folder(test: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("xtask-shrink-{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The names of all files in a folder.
    pub fn files(folder: &Path) -> Vec<String> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        files
    }

    /// A courier as Trunk stages it.
    pub fn courier(folder: &Path) -> Module {
        fs::write(folder.join("courier_bg.wasm"), "wasm").unwrap();
        fs::write(folder.join("courier.js"), "new URL('courier_bg.wasm', import.meta.url)").unwrap();
        fs::write(folder.join("courier_loader.js"), "import init from './courier.js';").unwrap();
        Module::read(folder, "courier").unwrap()
    }

    #[test]
    fn a_worker_is_named_after_its_contents_and_its_script_asks_for_the_program_so() {
        let folder = folder("worker");
        let mut courier = courier(&folder);
        assert_eq!(courier.entry(), folder.join("courier_loader.js"));
        courier.write().unwrap();
        let [script, wasm] = files(&folder).try_into().unwrap();
        assert!(script.starts_with("courier-") && script.len() == "courier-0123456789abcdef.js".len());
        assert_eq!(wasm, script.replace(".js", "_bg.wasm"));
        let text = fs::read_to_string(folder.join(&script)).unwrap();
        assert_eq!(text, format!("new URL('{wasm}', import.meta.url)"));
        assert_eq!(courier.loader(), ("courier_loader.js".to_owned(), script));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_same_contents_have_the_same_name_and_others_another() {
        let stems = ["", "", " "].map(|more| {
            let folder = folder("again");
            let mut courier = courier(&folder);
            courier.script.push_str(more);
            courier.write().unwrap();
            fs::remove_dir_all(folder).unwrap();
            courier.stem
        });
        assert_eq!(stems[0], stems[1]);
        assert_ne!(stems[1], stems[2]);
    }

    #[test]
    fn a_script_that_asks_for_another_program_is_refused() {
        let folder = folder("another");
        let mut courier = courier(&folder);
        courier.script = "new URL('other.wasm', import.meta.url)".to_owned();
        let refused = courier.write().unwrap_err().to_string();
        assert_eq!(refused, "The script of courier names its program 0 times instead of once.");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_module_that_is_missing_or_there_twice_is_refused() {
        let folder = folder("twice");
        let refused = || Module::read(&folder, "courier").err().unwrap().to_string();
        fs::write(folder.join("couriers_bg.wasm"), "").unwrap();
        assert_eq!(refused(), "Trunk staged 0 .wasm files of courier instead of one.");
        for name in ["courier_bg.wasm", "courier-0123456789abcdef_bg.wasm"] {
            fs::write(folder.join(name), "").unwrap();
        }
        assert_eq!(refused(), "Trunk staged 2 .wasm files of courier instead of one.");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn integrity_is_written_as_browsers_read_it() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
