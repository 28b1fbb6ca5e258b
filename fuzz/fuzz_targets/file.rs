//! libFuzzer's bytes as files of tablets and of head office, and the dealer's list.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| handover_fuzz::file(bytes));

libfuzzer_sys::fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    handover_fuzz::rewrite(bytes, size, seed)
        .unwrap_or_else(|| libfuzzer_sys::fuzzer_mutate(bytes, size, most))
});
