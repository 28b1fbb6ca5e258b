//! What the program would say before it stops, and nobody hears: the page is told the place and not the words
//! (`src/browser/breakdowns.rs`). The words of libraries' panics are blanked, so that they weigh next to nothing.
//!
//! One that a new version of its library has worded anew is left as it is.

const UNHEARD: [&str; 31] = [
    // tachys, where a dependency asks for its server side; none does.
    "Value is None because the `ssr` feature is active. When `ssr` is enabled, tachys skips creating client-side values (event handlers, directives, properties) to avoid cross-thread panics on multithreaded servers. If you are building a client-side (CSR or hydrate) target, this means the `ssr` feature is being activated unintentionally via Cargo feature unification; another dependency in your workspace is enabling it. Run `cargo tree -e features -i tachys` to identify the source.",
    "Dereferenced SendWrapper<T> variable from a thread different to the one it has been created with.",
    "Dropped SendWrapper<T> variable from a thread different to the one it has been created with.",
    "Executor::spawn_local called, but no global 'spawn_local' function is configured.",
    "Once instance has previously been poisoned",
    "one-time initialization may not be performed recursively",
    "use of std::thread::current() is not possible after the thread's local data has been destroyed",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "a formatting trait implementation returned an error when the underlying stream did not",
    "attempt to join into collection with len > usize::MAX",
    "attempt to calculate the remainder with a divisor of zero",
    "called `Option::unwrap()` on a `None` value",
    "called `Option::unwrap_throw()` on a `None` value",
    "internal error: entered unreachable code",
    "Tried to access a reactive value that has already been disposed.",
    "Executor::spawn called, but no global 'spawn' function is configured.",
    "LazyCell instance has previously been poisoned",
    "cannot recursively acquire mutex",
    "FnOnce called more than once",
    "`async fn` resumed after completion",
    "finish: callbacks should be Some",
    "finish: result should be None",
    "`DateTime + TimeDelta` overflowed",
    "TimeDelta::milliseconds out of bounds",
    "copy_from_slice: source slice length (",
    ") does not match destination slice length (",
    " out of range for slice of length ",
    "index out of bounds: the len is ",
    "RefCell already mutably borrowed",
    "RefCell already borrowed",
    "attempt to divide by zero",
];

/// Blanks them; how many bytes that was.
pub fn hush(wasm: &mut [u8]) -> usize {
    UNHEARD.iter().map(|words| blank(wasm, words.as_bytes())).sum()
}

fn blank(wasm: &mut [u8], words: &[u8]) -> usize {
    let found = wasm.windows(words.len()).position(|window| window == words);
    let Some(at) = found else { return 0 };
    // The length stays, since the program says how long its words are.
    wasm[at..at + words.len()].fill(b' ');
    words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_hears_is_blanked_and_nothing_moves() {
        let mut wasm = b"\0asm Once instance has previously been poisoned; Not saved.".to_vec();
        assert_eq!(hush(&mut wasm), "Once instance has previously been poisoned".len());
        assert_eq!(wasm, format!("\0asm {}; Not saved.", " ".repeat(42)).into_bytes());
    }
}
