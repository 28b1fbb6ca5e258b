//! wasm-bindgen's script, taken apart: the functions it lends to the module, and all else.
//!
//! It is read by its layout, which is that of one version of wasm-bindgen (`Cargo.lock`): what is not found
//! where it should be is an error and not a guess.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use super::doors::{Door, Names, door};
use super::text::{is_word, leading_word, members, mentions};

/// What the script calls the module's exports.
const MODULE: &str = "wasm";
const OPENING: &str = "    const import0 = {\n        __proto__: null,\n";
const CLOSING: &str = "\n    };\n";
const SOURCES: &str = "    return {\n        __proto__: null,\n";
/// Entries of these objects lie this deep, and what belongs to them deeper.
const INDENT: &str = "        ";

/// The script.
pub struct Script {
    /// What comes before and after the objects of imports, in pieces that begin at the margin.
    before: Vec<String>,
    after: Vec<String>,
    imports: Vec<Import>,
    /// Where the module gets a whole file of functions from: what it calls the file, and what the script does.
    files: BTreeMap<String, String>,
}

/// A function lent to the module, and its text.
struct Import {
    door: Door,
    function: String,
}

impl Script {
    /// Takes apart what wasm-bindgen wrote.
    pub fn read(text: &str) -> Result<Self> {
        let (before, rest) = text.split_once(OPENING).context(UNFAMILIAR)?;
        let (object, rest) = rest.split_once(CLOSING).context(UNFAMILIAR)?;
        let (sources, after) =
            rest.strip_prefix(SOURCES).and_then(|rest| rest.split_once(CLOSING)).context(UNFAMILIAR)?;
        let mut files = BTreeMap::new();
        for (source, object) in entries(sources)? {
            let name = object.trim().trim_end_matches(',').to_owned();
            // It names a file as often as it takes something from it.
            files.entry(source.trim_matches('"').to_owned()).or_insert(name);
        }
        let own = files.iter().find(|file| file.1 == "import0").map(|file| file.0.clone());
        let own = own.context(UNFAMILIAR)?;
        files.remove(&own);
        let import = |(name, function): (String, String)| Import { door: door(&own, &name), function };
        let imports = entries(object)?.into_iter().map(import).collect();
        // The page starts the module by the default export; the other way is for those who cannot wait.
        let after = after.replace("export { initSync, ", "export { ");
        Ok(Self { before: pieces(before), after: pieces(&after), imports, files })
    }

    /// The module's exports that the script uses.
    pub fn exports(&self) -> BTreeSet<String> {
        let lent = self.imports.iter().map(|import| &import.function);
        let texts = self.before.iter().chain(&self.after).chain(lent);
        texts.flat_map(|text| members(text, MODULE)).map(|(_, name)| name.to_owned()).collect()
    }

    /// Forgets the functions that the module does not ask for, and takes up those that it gets from a file.
    pub fn keep_imports(&mut self, wanted: &BTreeSet<Door>) -> Result<()> {
        self.imports.retain(|import| wanted.contains(&import.door));
        for door in wanted {
            if self.imports.iter().any(|import| import.door == *door) {
                continue;
            }
            let file = self.files.get(&door.0);
            let file = file
                .with_context(|| format!("wasm-bindgen's script lacks what the module imports: {door:?}"))?;
            let function = format!(" {file}.{},", door.1);
            self.imports.push(Import { door: door.clone(), function });
        }
        Ok(())
    }

    /// Forgets functions, classes and constants that nothing mentions, until nothing more falls.
    /// A class is exported for those who would use it from outside, and there is nobody.
    pub fn drop_unused(&mut self) {
        loop {
            let all: Vec<&String> = self.before.iter().chain(&self.after).collect();
            let unused: BTreeSet<String> = all
                .iter()
                .filter_map(|piece| declared(piece))
                .filter(|name| !self.imports.iter().any(|import| mentions(&import.function, name)))
                .filter(|name| all.iter().all(|piece| owner(piece) == Some(*name) || !mentions(piece, name)))
                .map(str::to_owned)
                .collect();
            if unused.is_empty() {
                return;
            }
            let used = |piece: &String| owner(piece).is_none_or(|name| !unused.contains(name));
            self.before.retain(used);
            self.after.retain(used);
        }
    }

    /// Short names for both sides. Functions that do the same share one.
    pub fn short_names(&self) -> Names {
        let mut short = BTreeMap::new();
        let mut names = Names::default();
        for Import { door: old, function } in &self.imports {
            let next = short.len();
            let new = short.entry(function).or_insert_with(|| letters(next));
            names.imports.insert(old.clone(), door(SOURCE, new));
        }
        names.exports =
            self.exports().into_iter().enumerate().map(|(at, name)| (name, letters(at))).collect();
        names
    }

    /// The whole script again, with these names.
    pub fn written(&self, names: &Names) -> String {
        // By their text, so that gzip finds like beside like.
        let mut entries = BTreeSet::new();
        for Import { door, function } in &self.imports {
            let (_, name) = names.imports.get(door).unwrap_or(door);
            entries.insert((function, format!("{INDENT}{name}:{function}")));
        }
        let entries: Vec<_> = entries.into_iter().map(|entry| entry.1).collect();
        let text = [
            &self.before.concat(),
            OPENING,
            &entries.join("\n"),
            CLOSING,
            SOURCES,
            &format!("{INDENT}{SOURCE}: import0,"),
            CLOSING,
            &self.after.concat(),
        ];
        renamed(&text.concat(), names)
    }
}

/// What the module is to call the one object of imports.
const SOURCE: &str = "a";
const UNFAMILIAR: &str =
    "wasm-bindgen's script is not laid out as xtask knows it; look at what its new version writes.";

/// The entries of an object: the name of each, and all behind the colon.
fn entries(object: &str) -> Result<Vec<(String, String)>> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in object.lines() {
        let entry = line.strip_prefix(INDENT).filter(|rest| rest.starts_with(|c| is_word(c) || c == '"'));
        if let Some((name, rest)) = entry.and_then(|entry| entry.split_once(':')) {
            entries.push((name.to_owned(), rest.to_owned()));
        } else {
            let (_, rest) = entries.last_mut().context(UNFAMILIAR)?;
            rest.push('\n');
            rest.push_str(line);
        }
    }
    Ok(entries)
}

/// Splits a text before every line that begins something at the margin.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match pieces.last_mut() {
            Some(piece) if line.starts_with([' ', '}', ')', '\n']) => piece.push_str(line),
            _ => pieces.push(line.to_owned()),
        }
    }
    pieces
}

/// The name that a piece declares, if it does nothing else.
fn declared(piece: &str) -> Option<&str> {
    let piece = piece.strip_prefix("export ").unwrap_or(piece);
    let piece = piece.strip_prefix("async ").unwrap_or(piece);
    let rest = ["function ", "class ", "const "].iter().find_map(|keyword| piece.strip_prefix(keyword))?;
    Some(leading_word(rest)).filter(|name| !name.is_empty())
}

/// The name that a piece stands and falls with: what it declares, or the class that it adds a method to.
fn owner(piece: &str) -> Option<&str> {
    let class = piece.strip_prefix("if (Symbol.dispose) ").map(leading_word);
    class.or_else(|| declared(piece))
}

/// The text with other names behind `wasm.`.
fn renamed(text: &str, names: &Names) -> String {
    let mut written = String::with_capacity(text.len());
    let mut done = 0;
    for (at, name) in members(text, MODULE) {
        written.push_str(&text[done..at]);
        written.push_str(names.exports.get(name).map_or(name, String::as_str));
        done = at + name.len();
    }
    written.push_str(&text[done..]);
    written
}

/// The shortest name that is not taken by an earlier number: a, b, … Z, aa, ab, …
fn letters(number: usize) -> String {
    const ALPHABET: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(ALPHABET[number % ALPHABET.len()]);
    match number / ALPHABET.len() {
        0 => last.to_string(),
        rest => letters(rest - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What wasm-bindgen writes, in small.
    const WRITTEN: &str = r#"import { hold } from './snippets/one.js';
import * as import1 from "./snippets/one.js"
import * as import2 from "./snippets/one.js"

export class Sink {
    close() {
        wasm.sink_close(this.ptr);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.close;
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_01: function(arg0) {
            const ret = arg0.now();
            return ret;
        },
        __wbg_close_23: function() { return handleError(function (arg0) {
            arg0.close();
        }, arguments); },
        __wbg_close_45: function() { return handleError(function (arg0) {
            arg0.close();
        }, arguments); },
        __wbindgen_generic_67: function(arg0, arg1) {
            // Cast intrinsic for `Closure`.
            const ret = makeClosure(arg0, arg1, invoke__h89);
            return ret;
        },
    };
    return {
        __proto__: null,
        "./app_bg.js": import0,
        "./snippets/one.js": import1,
        "./snippets/one.js": import2,
    };
}

function invoke__h89(arg0) {
    wasm.invoke__h89(arg0);
}

const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.sink_free(ptr, 1));

function handleError(f, args) {
    wasm.__wbindgen_exn_store(f(args));
}

function makeClosure(arg0, arg1, f) {
    return f(arg0, SinkFinalization);
}

let wasm;
async function __wbg_init() {
    wasm = start(__wbg_get_imports());
    wasm.__wbindgen_start();
}

export { initSync, __wbg_init as default };
"#;

    fn names(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn doors(names: &[&str]) -> BTreeSet<Door> {
        names.iter().map(|name| door("./app_bg.js", name)).collect()
    }

    #[test]
    fn what_nobody_is_left_to_use_falls_step_by_step() {
        let mut script = Script::read(WRITTEN).unwrap();
        let all = ["__wbindgen_exn_store", "__wbindgen_start", "invoke__h89", "sink_close", "sink_free"];
        assert_eq!(script.exports(), names(&all));

        script.drop_unused();
        let without_class = ["__wbindgen_exn_store", "__wbindgen_start", "invoke__h89", "sink_free"];
        assert_eq!(script.exports(), names(&without_class), "nobody makes the exported class");

        script.keep_imports(&doors(&["__wbg_now_01", "__wbg_close_23"])).unwrap();
        script.drop_unused();
        assert_eq!(script.exports(), names(&["__wbindgen_exn_store", "__wbindgen_start"]));

        script.keep_imports(&doors(&["__wbg_now_01"])).unwrap();
        script.drop_unused();
        assert_eq!(script.exports(), names(&["__wbindgen_start"]));
    }

    #[test]
    fn both_sides_are_written_with_the_same_short_names() {
        let mut script = Script::read(WRITTEN).unwrap();
        script.drop_unused();
        let mut wanted = doors(&["__wbg_now_01", "__wbg_close_23", "__wbg_close_45"]);
        wanted.insert(door("./snippets/one.js", "fill"));
        script.keep_imports(&wanted).unwrap();
        script.drop_unused();
        let names = script.short_names();
        let given = |name: &str| names.imports[&door("./app_bg.js", name)].1.as_str();
        assert_eq!(given("__wbg_now_01"), "a");
        assert_eq!([given("__wbg_close_23"), given("__wbg_close_45")], ["b", "b"], "they do the same");
        assert_eq!(names.imports[&door("./snippets/one.js", "fill")], door("a", "c"));
        assert_eq!(names.exports["__wbindgen_start"], "b");

        let text = script.written(&names);
        let expected = r#"import { hold } from './snippets/one.js';
import * as import1 from "./snippets/one.js"
import * as import2 from "./snippets/one.js"

function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        b: function() { return handleError(function (arg0) {
            arg0.close();
        }, arguments); },
        a: function(arg0) {
            const ret = arg0.now();
            return ret;
        },
        c: import1.fill,
    };
    return {
        __proto__: null,
        a: import0,
    };
}

function handleError(f, args) {
    wasm.a(f(args));
}

let wasm;
async function __wbg_init() {
    wasm = start(__wbg_get_imports());
    wasm.b();
}

export { __wbg_init as default };
"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn a_function_that_the_module_wants_and_the_script_lacks_is_named() {
        let mut script = Script::read(WRITTEN).unwrap();
        let refused = script.keep_imports(&doors(&["__wbg_now_01", "__wbg_then_99"])).unwrap_err();
        assert!(refused.to_string().contains("__wbg_then_99"), "{refused}");
    }

    #[test]
    fn a_script_laid_out_otherwise_is_refused() {
        for text in ["", "import0 = {}", &WRITTEN.replace("import0,", "import1,")] {
            let Err(refused) = Script::read(text) else { panic!("{text}") };
            assert_eq!(refused.to_string(), UNFAMILIAR);
        }
    }

    #[test]
    fn short_names_are_short_and_never_the_same() {
        assert_eq!([0, 25, 26, 51, 52, 53, 104].map(letters), ["a", "z", "A", "Z", "aa", "ab", "ba"]);
        let many: BTreeSet<_> = (0..3000).map(letters).collect();
        assert_eq!(many.len(), 3000);
    }
}
