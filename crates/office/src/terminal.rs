//! What others wrote, made fit for a terminal.

use handover_domain::answer::{MAX_TEXT, clean};

/// More of what was typed than anybody needs to see where it went wrong.
const MAX_TYPED: usize = 40;

/// Words as they are printed: without what could steer a terminal, and with every further line set in, so that
/// none passes for a line of ours. A tablet takes no more than [`MAX_TEXT`] characters; what is beyond is only counted.
pub fn words(text: &str) -> String {
    let kept = clean(text, MAX_TEXT);
    let beyond = clean(text, usize::MAX).chars().count() - kept.chars().count();
    let shown = kept.replace(['\n', '\u{2028}', '\u{2029}'], "\n    ");
    if beyond == 0 { shown } else { format!("{shown}… ({beyond} characters more than a tablet takes)") }
}

/// The same for what belongs on one line, within so many characters.
pub fn line(text: &str, most: usize) -> String {
    clean(text, most).replace(['\n', '\t', '\u{2028}', '\u{2029}'], " ")
}

/// What somebody typed, as a sentence that refuses it quotes it.
pub fn typed(text: &str) -> String {
    line(text, MAX_TYPED)
}
