//! libFuzzer's bytes as files of tablets and of head office, and the dealer's list.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| handover_fuzz::file(bytes));
