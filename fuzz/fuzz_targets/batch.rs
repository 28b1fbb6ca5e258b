//! libFuzzer's bytes as signed batches and their records.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| handover_fuzz::batch(bytes));
