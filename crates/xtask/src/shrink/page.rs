//! The page as Trunk staged it: its program, the program's script, and what it says of them.
//!
//! Files are named after their contents, and the page vouches for them (Subresource Integrity). Both have to be
//! said anew of changed contents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256, Sha384};

/// How Trunk ends the names of the two files.
const WASM: &str = "_bg.wasm";
const SCRIPT: &str = ".js";
/// Where wasm-bindgen puts scripts that the crates bring along.
const SNIPPETS: &str = "snippets";

/// A staged page.
pub struct Page {
    pub wasm: Vec<u8>,
    pub script: String,
    folder: PathBuf,
    /// `handover-0123456789abcdef`, what the names of both files begin with.
    stem: String,
    text: String,
    /// What the page vouches for: the program, then its script.
    vouched: [String; 2],
}

impl Page {
    /// Reads what Trunk wrote.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut stems = Vec::new();
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name();
            stems.extend(name.to_string_lossy().strip_suffix(WASM).map(str::to_owned));
        }
        let [stem] = <[String; 1]>::try_from(stems)
            .map_err(|found| anyhow::anyhow!("Trunk staged {} .wasm files instead of one.", found.len()))?;
        let read =
            |name: String| fs::read(folder.join(&name)).with_context(|| format!("{name} cannot be read."));
        let wasm = read(format!("{stem}{WASM}"))?;
        let script = String::from_utf8(read(format!("{stem}{SCRIPT}"))?)?;
        let text = String::from_utf8(read("index.html".to_owned())?)?;
        let vouched = [integrity(&wasm), integrity(script.as_bytes())];
        for said in &vouched {
            ensure!(text.contains(said), "index.html does not vouch for what Trunk staged.");
        }
        Ok(Self { wasm, script, folder: folder.to_path_buf(), stem, text, vouched })
    }

    /// Where the script lies.
    pub fn script_file(&self) -> PathBuf {
        self.folder.join(format!("{}{SCRIPT}", self.stem))
    }

    /// Writes the files under their new names, and the page that names them. What the script imported is part of it.
    pub fn write(self) -> Result<()> {
        let (name, _) =
            self.stem.rsplit_once('-').context("Trunk did not name files after their contents.")?;
        let both = Sha256::new().chain_update(&self.wasm).chain_update(&self.script).finalize();
        let number = both.iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        let stem = format!("{name}-{number:016x}");
        let now = [integrity(&self.wasm), integrity(self.script.as_bytes())];
        let mut text = self.text.replace(&self.stem, &stem);
        for (before, now) in self.vouched.iter().zip(&now) {
            text = text.replace(before, now);
        }
        for (ending, bytes) in [(WASM, self.wasm.as_slice()), (SCRIPT, self.script.as_bytes())] {
            fs::remove_file(self.folder.join(format!("{}{ending}", self.stem)))?;
            fs::write(self.folder.join(format!("{stem}{ending}")), bytes)?;
        }
        fs::write(self.folder.join("index.html"), without_snippets(&text))?;
        let snippets = self.folder.join(SNIPPETS);
        if snippets.is_dir() {
            fs::remove_dir_all(snippets)?;
        }
        Ok(())
    }
}

/// The page without the links that load snippets ahead.
fn without_snippets(text: &str) -> String {
    let mut pieces = text.split("<link");
    let mut kept = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let (link, rest) = piece.split_once('>').unwrap_or((piece, ""));
        if link.contains(&format!("/{SNIPPETS}/")) {
            kept.push_str(rest);
        } else {
            kept.push_str("<link");
            kept.push_str(piece);
        }
    }
    kept
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", Base64::encode_string(&Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    const STEM: &str = "handover-0123456789abcdef";

    /// A staged page of this program and script.
    fn stage(name: &str, wasm: &[u8], script: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("xtask-page-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{STEM}_bg.wasm")), wasm).unwrap();
        fs::write(folder.join(format!("{STEM}.js")), script).unwrap();
        let page = format!(
            "<script type=module>import init from '/{STEM}.js'; init('/{STEM}_bg.wasm');</script>\
             <link href=/{STEM}.js integrity={}><link crossorigin href=/snippets/a/one.js rel=modulepreload>\
             <link href=/{STEM}_bg.wasm integrity={}>",
            integrity(script.as_bytes()),
            integrity(wasm)
        );
        fs::write(folder.join("index.html"), page).unwrap();
        fs::create_dir_all(folder.join("snippets/a")).unwrap();
        fs::write(folder.join("snippets/a/one.js"), "export const one = 1;").unwrap();
        folder
    }

    #[test]
    fn changed_files_get_new_names_and_the_page_vouches_for_them() {
        let folder = stage("changed", b"long", "longer");
        let mut page = Page::read(&folder).unwrap();
        assert_eq!((page.wasm.as_slice(), page.script.as_str()), (&b"long"[..], "longer"));
        (page.wasm, page.script) = (b"l".to_vec(), "s".to_owned());
        page.write().unwrap();

        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let [script, wasm, index] = files.try_into().unwrap();
        assert_eq!(index, "index.html");
        assert_eq!(wasm, script.replace(".js", "_bg.wasm"));
        assert!(script.starts_with("handover-") && script.len() == STEM.len() + 3, "{script}");
        let text = fs::read_to_string(folder.join("index.html")).unwrap();
        assert!(!text.contains(STEM) && !text.contains("snippets"), "{text}");
        for (file, said) in [(script, integrity(b"s")), (wasm, integrity(b"l"))] {
            assert!(text.contains(&format!("<link href=/{file} integrity={said}>")), "{text}");
        }

        // The same contents have the same name again.
        let before = text;
        Page::read(&folder).unwrap().write().unwrap();
        assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), before);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_page_that_vouches_for_something_else_is_refused() {
        let folder = stage("other", b"long", "longer");
        fs::write(folder.join(format!("{STEM}.js")), "changed").unwrap();
        let Err(refused) = Page::read(&folder) else { panic!("it was taken") };
        assert!(refused.to_string().contains("does not vouch"), "{refused}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn integrity_is_written_as_browsers_read_it() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
