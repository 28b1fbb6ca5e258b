//! A tablet's wish to be enrolled, in a file: one line, the very body that HTTP would carry, and an end signed by the
//! same key.

use super::fault::Fault;
use super::lines::Lines;
use crate::enrol;
use crate::sign;
use handover_domain::wire::{Enrolment, Line, Type};
use std::path::Path;

/// Reads and verifies the whole file.
pub fn read(path: &Path) -> Result<Enrolment, Fault> {
    let mut lines = Lines::begin(path, &[Type::Enrolment])?;
    let mut wish: Option<Enrolment> = None;
    while let Some(Line { number, typ, opened }) = lines.line()? {
        let refused = |error| Fault::refused(number, error);
        match (&wish, typ) {
            (None, Type::Closing) => return Err(Fault::NoWish),
            (Some(wish), Type::Closing) => sign::announces(&wish.public_key, &opened).map_err(refused)?,
            (None, _) => wish = Some(enrol::read(lines.bytes()).map_err(refused)?),
            (Some(_), _) => return Err(Fault::TwoWishes(number)),
        }
    }
    wish.ok_or(Fault::NoWish)
}
