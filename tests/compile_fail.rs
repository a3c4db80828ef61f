//! Everything that no table and no type that crosses can have: the exact text of every error.
//!
//! New texts are written with `TRYBUILD=overwrite cargo test --test compile_fail`; read them aloud.

mod support;

#[test]
fn errors_say_what_was_wanted_what_was_found_and_the_way_out() {
    if support::pinned_toolchain("compile_fail") {
        trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
    }
}
