#![no_main]

#[path = "../../tests/hostile/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "each target uses some")]
mod checks;

use checks::{modules, pages::Pages};

thread_local! {
    static PAGES: Pages = Pages::new();
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| PAGES.with(|pages| _ = modules::module(bytes, pages)));
