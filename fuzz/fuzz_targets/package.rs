//! libFuzzer's bytes as questionnaire packages and configurations.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| handover_fuzz::package(bytes));
