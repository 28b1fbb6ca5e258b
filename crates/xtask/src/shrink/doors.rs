//! A WebAssembly module by its doors: which there are, which stay, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{CustomSectionReader, Export, Import, ImportSectionReader, Parser, Payload, Validator};

/// What a module wants: where from, and by what name.
pub type Door = (String, String);

/// New names for old ones. Several imports may share one: they are then the same function of the script.
#[derive(Default)]
pub struct Names {
    pub imports: BTreeMap<Door, Door>,
    pub exports: BTreeMap<String, String>,
}

/// What a module wants from the script.
pub fn imports(wasm: &[u8]) -> anyhow::Result<BTreeSet<Door>> {
    let mut names = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(section) = payload.context(UNREADABLE)? {
            for import in section.into_imports() {
                let import = import.context(UNREADABLE)?;
                names.insert(door(import.module, import.name));
            }
        }
    }
    Ok(names)
}

/// As it is known by on both sides.
pub fn door(source: &str, name: &str) -> Door {
    (source.to_owned(), name.to_owned())
}

/// The module with these exports only, and without what only tools read.
pub fn keep_exports(wasm: &[u8], wanted: &BTreeSet<String>) -> anyhow::Result<Vec<u8>> {
    let keep = |export: &str| wanted.get(export).cloned();
    rewrite(wasm, &mut Rewrite { imports: &BTreeMap::new(), export: &keep })
}

/// The module with other names at its doors.
pub fn rename(wasm: &[u8], names: &Names) -> anyhow::Result<Vec<u8>> {
    let export = |name: &str| Some(names.exports.get(name).map_or(name, String::as_str).to_owned());
    rewrite(wasm, &mut Rewrite { imports: &names.imports, export: &export })
}

/// Whether a browser would take it.
pub fn validate(wasm: &[u8]) -> anyhow::Result<()> {
    Validator::new()
        .validate_all(wasm)
        .context("The module is broken after rewriting; this is a fault of xtask.")?;
    Ok(())
}

/// Writes a module down again as an encoder wants it.
pub fn rewrite(
    wasm: &[u8],
    how: &mut impl Reencode<Error: std::error::Error + Send + Sync + 'static>,
) -> anyhow::Result<Vec<u8>> {
    let mut module = Module::new();
    how.parse_core_module(&mut module, Parser::new(0), wasm).context(UNREADABLE)?;
    Ok(module.finish())
}

pub const UNREADABLE: &str = "The .wasm file is not a WebAssembly module that can be read.";

struct Rewrite<'a> {
    /// The imports that are to have other names.
    imports: &'a BTreeMap<Door, Door>,
    /// The name of an export; none if it goes.
    export: &'a dyn Fn(&str) -> Option<String>,
}

impl Reencode for Rewrite<'_> {
    type Error = std::convert::Infallible;

    // The encoder writes imports in groups and does not ask for each.
    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            match self.imports.get(&door(import.module, import.name)) {
                Some((module, name)) => {
                    utils::parse_import(self, imports, Import { module, name, ..import })?;
                }
                None => utils::parse_import(self, imports, import)?,
            }
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Error> {
        match (self.export)(export.name) {
            Some(name) => utils::parse_export(self, exports, Export { name: &name, ..export }),
            None => Ok(()),
        }
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, CustomSection, ElementSection, Elements, EntityType, ExportKind, Function,
        FunctionSection, RefType, TableSection, TableType, TypeSection,
    };

    /// A module that imports two functions, has four of its own, calls and tables them, and exports two.
    pub fn sample() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        for name in ["__wbg_now_0123", "__wbg_log_4567"] {
            imports.import("./app_bg.js", name, EntityType::Function(0));
        }
        module.section(&imports);
        let mut functions = FunctionSection::new();
        for _ in 0..4 {
            functions.function(0);
        }
        module.section(&functions);
        let mut tables = TableSection::new();
        let table = TableType {
            element_type: RefType::FUNCREF,
            minimum: 1,
            maximum: None,
            table64: false,
            shared: false,
        };
        tables.table(table);
        module.section(&tables);
        let mut exports = ExportSection::new();
        exports.export("__wbindgen_start", ExportKind::Func, 2);
        exports.export("intounderlyingsink_close", ExportKind::Func, 4);
        module.section(&exports);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &wasm_encoder::ConstExpr::i32_const(0),
            Elements::Functions([5].as_slice().into()),
        );
        module.section(&elements);
        let mut code = CodeSection::new();
        // The first and the third look alike, the second is the smallest.
        for calls in [&[0, 0, 0, 1][..], &[1], &[0, 0, 0, 3], &[4]] {
            let mut function = Function::new([]);
            for call in calls {
                function.instructions().call(*call);
            }
            function.instructions().end();
            code.function(&function);
        }
        module.section(&code);
        module.section(&CustomSection { name: "producers".into(), data: b"somebody".as_slice().into() });
        module.finish()
    }

    /// Name and index of every export.
    pub fn exports(wasm: &[u8]) -> Vec<(String, u32)> {
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::ExportSection(section) = payload.unwrap() {
                found.extend(section.into_iter().map(|export| {
                    let export = export.unwrap();
                    (export.name.to_owned(), export.index)
                }));
            }
        }
        found
    }

    #[test]
    fn only_wanted_exports_stay_and_nothing_that_names_tools() {
        let kept = keep_exports(&sample(), &BTreeSet::from(["__wbindgen_start".to_owned()])).unwrap();
        validate(&kept).unwrap();
        assert_eq!(exports(&kept), [("__wbindgen_start".to_owned(), 2)]);
        assert!(!kept.windows(9).any(|bytes| bytes == b"producers"));
    }

    #[test]
    fn doors_get_the_names_they_are_given_and_may_share_one() {
        let new = door("a", "b");
        let names = Names {
            imports: ["__wbg_now_0123", "__wbg_log_4567"]
                .map(|name| (door("./app_bg.js", name), new.clone()))
                .into(),
            exports: [("__wbindgen_start".to_owned(), "c".to_owned())].into(),
        };
        let renamed = rename(&sample(), &names).unwrap();
        validate(&renamed).unwrap();
        assert_eq!(imports(&renamed).unwrap(), BTreeSet::from([new]));
        let expected = [("c".to_owned(), 2), ("intounderlyingsink_close".to_owned(), 4)];
        assert_eq!(exports(&renamed), expected, "what has no new name keeps the old one");
    }

    #[test]
    fn what_is_no_module_is_refused_in_a_sentence() {
        let sample = sample();
        for bad in [&b"<!doctype html>"[..], &sample[..sample.len() / 2]] {
            let refused = keep_exports(bad, &BTreeSet::new()).unwrap_err().to_string();
            assert_eq!(refused, UNREADABLE);
            assert_eq!(imports(bad).unwrap_err().to_string(), UNREADABLE);
        }
    }

    #[test]
    fn a_module_that_no_browser_takes_is_noticed() {
        let mut module = Module::new();
        let mut exports = ExportSection::new();
        exports.export("f", ExportKind::Func, 7);
        module.section(&exports);
        assert!(validate(&module.finish()).is_err());
    }
}
