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

/// What a type is, only the compiler knows, and it says so once for each use: the place of the first of these
/// errors is ours to choose, and so are their words.
#[test]
fn types_that_do_not_say_how_they_cross_are_named() {
    let rows = [
        ("plain: Plain", "Plain", "[VT0102] `Plain` cannot cross a binary boundary", "derive `vtable_api::AbiType`"),
        (
            "plain: &Plain",
            "Plain",
            "[VT0102] `&'static Plain` cannot cross a binary boundary",
            "derive `vtable_api::AbiType`",
        ),
        ("list: Vec<String>", "String", "[VT0103] `String` is not plain in memory", "`OwnedStr`"),
        (
            "text: &String",
            "String",
            "[VT0102] `&'static String` cannot cross a binary boundary",
            "derive `vtable_api::AbiType`",
        ),
    ];
    for (param, name, says, help) in rows {
        let source = format!(
            "pub struct Plain;\n\n#[vtable_api::vtable_api(unrecorded)]\npub trait Taker {{\n    fn take(&self, {param});\n}}\n"
        );
        let project = Project::library("fail-not-abi-type", &source);
        let built = project.check();
        assert!(!built.success, "{param}");
        let errors = built.errors();
        let first = &errors[0].text;
        assert!(first.starts_with(&format!("error[E0277]: {says}")) && first.contains(help), "{param}: {first}");
        let on_the_type = |error: &support::Diagnostic| error.at().is_some_and(|at| at.starts_with("src/lib.rs:5:"));
        assert!(on_the_type(&errors[0]), "{param}\n{}", built.stderr);
        assert!(errors.iter().all(|error| error.text.contains(name)), "{param}\n{}", built.stderr);
    }
}

/// syn would speak of its own features.
#[test]
fn a_length_that_cannot_be_read_is_to_get_a_name() {
    let source = "#[vtable_api::vtable_api(unrecorded)]\npub trait Taker {\n    fn take(&self, four: &[u8; { let four = 4; four }]);\n}\n";
    let error = Project::library("fail-length", source).check().only_error("a block with statements");
    assert!(error.text.starts_with("error: [VT0102] a length is a number"), "{}", error.text);
    assert!(error.text.contains("const LEN: usize") && error.at() == Some("src/lib.rs:3:32"), "{}", error.text);
}
