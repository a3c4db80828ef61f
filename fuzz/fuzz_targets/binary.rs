#![no_main]

#[path = "../../tests/hostile/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "each target uses some")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::binaries::file(bytes));
