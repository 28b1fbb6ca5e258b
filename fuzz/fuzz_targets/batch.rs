//! libFuzzer's bytes as signed batches and their records.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| handover_fuzz::batch(bytes));

libfuzzer_sys::fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    handover_fuzz::rewrite(bytes, size, seed)
        .unwrap_or_else(|| libfuzzer_sys::fuzzer_mutate(bytes, size, most))
});
