//! libFuzzer's bytes as what is asked of a report in an address.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| handover_fuzz::query(bytes));
