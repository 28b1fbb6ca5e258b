//! The order of a module's functions. gzip finds what repeats within the last 32 KiB, and the compiler leaves
//! functions that look alike far apart; put side by side they take some four per cent less.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;

use anyhow::Context;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

use super::doors::{UNREADABLE, rewrite};

/// Functions are compared by the runs of this many bytes that they have in common.
const RUN: usize = 4;

/// The same module with its functions in a chain, each next to one that is like it.
pub fn by_likeness(wasm: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.context(UNREADABLE)? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import.context(UNREADABLE)?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = chain(&bodies);
    let mut places: Vec<u32> = (0..imported).collect();
    places.resize(places.len() + order.len(), 0);
    for (place, &function) in (imported..).zip(&order) {
        places[imported as usize + function] = place;
    }
    rewrite(wasm, &mut Reorder { order, places })
}

/// Begins with the smallest function and goes on to the one that shares the most with the one before.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<Vec<usize>> = numbered_runs(bodies);
    let mut holders = vec![Vec::new(); runs.iter().flatten().max().map_or(0, |last| last + 1)];
    for (function, runs) in runs.iter().enumerate() {
        for &run in runs {
            holders[run].push(function);
        }
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|&function| bodies[function].len());
    let mut order = Vec::new();
    let mut shared = vec![0_usize; bodies.len()];
    let mut next = 0;
    while !left.is_empty() {
        let function = left.remove(next);
        order.push(function);
        shared.fill(0);
        for &run in &runs[function] {
            for &other in &holders[run] {
                shared[other] += 1;
            }
        }
        // Of two that share as much, the one with less besides.
        next = 0;
        let mut best = (0, 1);
        for (place, &other) in left.iter().enumerate() {
            let likeness = (shared[other], runs[function].len() + runs[other].len() - shared[other] + 1);
            if likeness.0 * best.1 > best.0 * likeness.1 {
                (best, next) = (likeness, place);
            }
        }
    }
    order
}

/// For each function the runs that occur in it, once each, as numbers that all functions share.
fn numbered_runs(bodies: &[&[u8]]) -> Vec<Vec<usize>> {
    let mut numbers = HashMap::new();
    let of = |body: &&[u8]| {
        let distinct: BTreeSet<&[u8]> = body.windows(RUN).collect();
        distinct
            .into_iter()
            .map(|run| {
                let next = numbers.len();
                *numbers.entry(run.to_vec()).or_insert(next)
            })
            .collect()
    };
    bodies.iter().map(of).collect()
}

struct Reorder {
    /// Functions in their new order, by their old places among those that are not imported.
    order: Vec<usize>,
    /// The new place of every function, the imported ones included.
    places: Vec<u32>,
}

impl Reencode for Reorder {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        // An index out of range stays so, and the module does not pass for valid.
        Ok(self.places.get(function as usize).copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for at in self.order.clone() {
            functions.function(self.type_index(types[at])?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for at in self.order.clone() {
            utils::parse_function_body(self, code, bodies[at].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::{ElementItems, Operator};

    use crate::shrink::doors::{
        tests::{exports, sample},
        validate,
    };

    #[test]
    fn functions_that_look_alike_come_next_to_each_other() {
        let bodies = [b"abcdefgh".as_slice(), b"12345678", b"abcdefgx", b"1", b"123456789"];
        assert_eq!(chain(&bodies), [3, 0, 2, 1, 4]);
        assert!(chain(&[]).is_empty());
    }

    #[test]
    fn calls_exports_and_tables_follow_their_functions() {
        let wasm = by_likeness(&sample()).unwrap();
        validate(&wasm).unwrap();
        // The smallest comes first, so that 2 and 3 change places: 2 ends as 3 begins, and 4 is like 2.
        let (mut called, mut tabled) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(&wasm) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().unwrap().into_iter();
                    called.push(
                        operators
                            .filter_map(|operator| match operator.unwrap() {
                                Operator::Call { function_index } => Some(function_index),
                                _ => None,
                            })
                            .collect::<Vec<_>>(),
                    );
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        if let ElementItems::Functions(items) = element.unwrap().items {
                            tabled.extend(items.into_iter().map(Result::unwrap));
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!(called, [&[1][..], &[0, 0, 0, 1], &[0, 0, 0, 2], &[4]]);
        assert_eq!(tabled, [5]);
        let expected = [("__wbindgen_start".to_owned(), 3), ("intounderlyingsink_close".to_owned(), 4)];
        assert_eq!(exports(&wasm), expected);
    }

    #[test]
    fn a_module_without_functions_stays_as_it_is() {
        let empty = wasm_encoder::Module::new().finish();
        assert_eq!(by_likeness(&empty).unwrap(), empty);
        assert!(by_likeness(b"no module").is_err());
    }
}
