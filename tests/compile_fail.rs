//! Everything that no table and no type that crosses can have: the exact text of every error.
//!
//! New texts are written with `TRYBUILD=overwrite cargo test --test compile_fail`; read them aloud.

mod support;

use support::Project;

#[test]
fn errors_say_what_was_wanted_what_was_found_and_the_way_out() {
    if support::pinned_toolchain("compile_fail") {
        trybuild::TestCases::new().compile_fail("compile_fail/*.rs");
    }
}

/// syn would speak of its own features.
#[test]
fn a_length_that_cannot_be_read_is_to_get_a_name() {
    let source = "#[vtable_api::vtable_api(unrecorded)]\npub trait Taker {\n    fn take(&self, four: &[u8; { let four = 4; four }]);\n}\n";
    let error = Project::library("fail-length", source).check().only_error("a block with statements");
    assert!(error.text.starts_with("error: [VT0102] a length must be a number"), "{}", error.text);
    assert!(error.text.contains("const LEN: usize") && error.at() == Some("src/lib.rs:3:32"), "{}", error.text);
}
