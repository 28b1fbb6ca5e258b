//! The letters of a file: UTF-8, as this century writes it, or GB18030, as dealers' systems do.

use super::NoList;
use encoding_rs::GB18030;
use std::borrow::Cow;

/// What some programs put before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of these bytes.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, NoList> {
    if let Some(rest) = bytes.strip_prefix(MARK) {
        return std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| NoList::Letters);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or(NoList::Letters)
}
