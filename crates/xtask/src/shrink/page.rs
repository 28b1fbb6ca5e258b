//! The page as Trunk staged it: its module, and what it says of it.
//!
//! The module's files are named after their contents, and the page vouches for them (Subresource Integrity). Both
//! have to be said anew of changed contents.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::module::Module;

const INDEX: &str = "index.html";
/// Where wasm-bindgen puts scripts that the crates bring along, those of both modules.
const SNIPPETS: &str = "snippets";

/// A staged page.
pub struct Page {
    pub module: Module,
    folder: PathBuf,
    text: String,
    /// What the page vouches for: the program, then its script.
    vouched: [String; 2],
}

impl Page {
    /// Reads what Trunk wrote.
    pub fn read(folder: &Path, name: &'static str) -> Result<Self> {
        let module = Module::read(folder, name)?;
        let text =
            fs::read_to_string(folder.join(INDEX)).with_context(|| format!("{INDEX} cannot be read."))?;
        let vouched = module.integrity();
        for said in &vouched {
            ensure!(text.contains(said), "{INDEX} does not vouch for what Trunk staged.");
        }
        Ok(Self { module, folder: folder.to_path_buf(), text, vouched })
    }

    /// Has the script start this module by the name that it has by now. A page that starts none stays as it is.
    pub fn start(&mut self, later: &Module) -> Result<()> {
        let (staged, now) = later.loader();
        let found = self.module.script.matches(&staged).count();
        ensure!(found <= 1, "The page's script names {staged} {found} times; let one place start it.");
        self.module.script = self.module.script.replace(&staged, &now);
        Ok(())
    }

    /// Writes the module under its new name, which is returned, and the page that names it. The scripts that were brought along go:
    /// what any module imported of them is part of its script.
    pub fn write(mut self) -> Result<String> {
        let staged = self.module.stem().to_owned();
        self.module.write()?;
        let mut text = self.text.replace(&staged, self.module.stem());
        for (before, now) in self.vouched.iter().zip(&self.module.integrity()) {
            text = text.replace(before, now);
        }
        fs::write(self.folder.join(INDEX), without_snippets(&text))?;
        let snippets = self.folder.join(SNIPPETS);
        if snippets.is_dir() {
            fs::remove_dir_all(snippets)?;
        }
        Ok(self.module.stem().to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shrink::module::tests::{courier, files, folder};

    const STEM: &str = "handover-0123456789abcdef";
    const SCRIPT: &str = "new URL('handover_bg.wasm', import.meta.url); new Worker('courier_loader.js');";

    /// A staged page.
    fn stage(test: &str) -> PathBuf {
        let folder = folder(test);
        fs::write(folder.join(format!("{STEM}_bg.wasm")), "long").unwrap();
        fs::write(folder.join(format!("{STEM}.js")), SCRIPT).unwrap();
        let [wasm, script] = Module::read(&folder, "handover").unwrap().integrity();
        let page = format!(
            "<script type=module>import init from '/{STEM}.js'; init('/{STEM}_bg.wasm');</script>\
             <link href=/{STEM}.js integrity={script}><link crossorigin href=/snippets/a/one.js rel=modulepreload>\
             <link href=/{STEM}_bg.wasm integrity={wasm}>",
        );
        fs::write(folder.join(INDEX), page).unwrap();
        fs::create_dir_all(folder.join("snippets/a")).unwrap();
        fs::write(folder.join("snippets/a/one.js"), "export const one = 1;").unwrap();
        folder
    }

    #[test]
    fn changed_files_get_new_names_and_the_page_vouches_for_them() {
        let folder = stage("changed");
        let mut page = Page::read(&folder, "handover").unwrap();
        page.module.wasm = b"l".to_vec();
        page.module.script = "load('handover_bg.wasm')".to_owned();
        page.write().unwrap();

        let [script, wasm, index] = files(&folder).try_into().unwrap();
        assert_eq!(index, INDEX);
        assert_eq!(wasm, script.replace(".js", "_bg.wasm"));
        assert!(script.starts_with("handover-") && script.len() == STEM.len() + 3, "{script}");
        let text = fs::read_to_string(folder.join(INDEX)).unwrap();
        assert!(!text.contains(STEM) && !text.contains("snippets"), "{text}");
        let [of_wasm, of_script] = Module::read(&folder, "handover").unwrap().integrity();
        for (file, said) in [(script, of_script), (wasm, of_wasm)] {
            assert!(text.contains(&format!("<link href=/{file} integrity={said}>")), "{text}");
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_page_starts_the_worker_that_was_written() {
        let folder = stage("starts");
        let mut page = Page::read(&folder, "handover").unwrap();
        let mut courier = courier(&folder);
        courier.write().unwrap();
        page.start(&courier).unwrap();
        page.write().unwrap();
        let page = Page::read(&folder, "handover").unwrap();
        assert!(page.module.script.ends_with(&format!("new Worker('{}.js');", courier.stem())));
        assert_eq!(files(&folder).len(), 5, "a page, and two files of each module");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_page_may_start_no_worker_but_not_two() {
        let folder = stage("workers");
        let mut page = Page::read(&folder, "handover").unwrap();
        let courier = courier(&folder);
        page.module.script = "alone".to_owned();
        page.start(&courier).unwrap();
        assert_eq!(page.module.script, "alone");
        page.module.script = SCRIPT.repeat(2);
        let refused = page.start(&courier).unwrap_err().to_string();
        assert!(refused.contains("names courier_loader.js 2 times"), "{refused}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_page_that_vouches_for_something_else_is_refused() {
        let folder = stage("other");
        fs::write(folder.join(format!("{STEM}.js")), "changed").unwrap();
        let Err(refused) = Page::read(&folder, "handover") else { panic!("it was taken") };
        assert!(refused.to_string().contains("does not vouch"), "{refused}");
        fs::remove_dir_all(folder).unwrap();
    }
}
