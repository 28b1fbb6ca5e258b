//! How much memory a reader takes.

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a reader may take of its own accord: its tables, or the five thousand weeks of a hundred years.
const BESIDE: usize = 1 << 20;

/// Reads bytes, and fails where that takes more than so many times their length. Nothing else may run meanwhile.
pub fn within<T>(times: usize, bytes: &[u8], read: impl FnOnce(&[u8]) -> T) -> T {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let value = read(bytes);
    let taken = MEMORY.peak_usage().saturating_sub(before);
    let most = times * bytes.len() + BESIDE;
    assert!(taken <= most, "{taken} bytes of memory for {} bytes, where {most} would do", bytes.len());
    value
}
