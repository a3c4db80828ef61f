//! Crates of users that make it hard: names, preludes, lints and places that generated code must not care about.
//! Each is built by cargo, and must build without a word; where it matters, its own tests run.

mod crates;

use crate::support;
use std::collections::BTreeSet;

use crate::support::{Built, Project};

/// Builds every crate of a list; `command` is cargo's.
fn build(test: &str, command: &str, sources: &[(&str, &str)]) {
    let project = Project::library(test, "");
    let mut failures = Vec::new();
    for (what, source) in sources {
        project.write("src/lib.rs", source);
        let built = project.cargo(command);
        if !built.success || !built.diagnostics().is_empty() {
            failures.push(format!("== {what}\n{}{}", built.stdout, built.stderr));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn generated_code_sees_no_name_of_the_users() {
    build("hygiene-names", "check", crates::NAMES);
}

/// `extern crate self as vtable_api;` is what a path `::vtable_api` leads to, and `core` is no other.
#[test]
fn generated_code_names_the_dependency_and_no_crate_that_is_called_so() {
    let everything =
        crates::EVERYTHING.replace("#![forbid(unsafe_code)]", "").replace("use vtable_api::{", "use crate::real::{");
    let source = format!("#![forbid(unsafe_code)]\n{}\npub mod user {{\n{everything}\n}}\n", crates::IMPOSTORS);
    build("hygiene-impostors", "test --lib", &[("a crate that calls itself like ours", &source)]);
}

/// A method that takes `self` is found before one of ours that takes `&self`, if a trait in scope has it for every type.
#[test]
fn generated_code_calls_no_method_of_a_trait_of_the_users() {
    let mut methods = BTreeSet::new();
    for golden in ["table", "recorded", "no_receiver", "types"] {
        let file = format!("{}/expansion/{golden}.expanded.rs", env!("CARGO_MANIFEST_DIR"));
        methods.extend(called(&std::fs::read_to_string(file).expect("a golden expansion")));
    }
    for known in ["raw", "object", "object_mut", "to_object", "table", "has", "agreed", "context", "as_ptr", "len"] {
        methods.insert(known.to_owned());
    }
    let methods: String = methods.iter().map(|name| format!("fn {name}(self) -> Mine {{ Mine }}\n")).collect();
    let table = "#[vtable_api(unrecorded)]\npub trait Free { fn make(n: u32) -> String; #[revision(2)] fn more() -> u32 { 2 } }";
    let source = format!(
        "{}\n{table}\npub struct Mine;\npub trait Hijack: Sized {{ {methods} }}\nimpl<T> Hijack for T {{}}\n",
        crates::EVERYTHING
    );
    build("hygiene-methods", "check", &[("a trait with our methods for every type", &source)]);
}

/// The names that are called by a dot.
fn called(text: &str) -> impl Iterator<Item = String> {
    text.split('.').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric())?;
        let is_call = rest[end..].starts_with('(') || rest[end..].starts_with("::<");
        (is_call && rest.starts_with(|c: char| c.is_ascii_lowercase())).then(|| rest[..end].to_owned())
    })
}

#[test]
fn slots_and_parameters_have_any_name() {
    build("hygiene-slots", "test --lib", crates::SLOTS);
}

#[test]
fn tables_stand_anywhere() {
    build("hygiene-places", "test --lib", crates::PLACES);
}

#[test]
fn types_have_lifetimes_and_parameters() {
    build("hygiene-types", "test --lib", crates::TYPES);
}

/// In the crate of the trait and in another one, generic or not: what handles, boxes and references have conflicts with none of it.
#[test]
fn any_type_of_a_crate_is_a_provider() {
    let project = Project::library("hygiene-providers", crates::PROVIDED);
    project.write("src/main.rs", crates::PROVIDERS);
    let built = project.cargo("run -q");
    built.assert_silent("providers");
    assert_eq!(built.stdout, "12 of 12\n");
}

#[test]
fn strict_lints_find_nothing() {
    // Whatever is imported, nothing is qualified without need.
    let all = crates::STRICT.replace("use vtable_api::{AbiType, vtable_api};", "use vtable_api::*;");
    build("hygiene-lints", "check", &[("rustc", crates::STRICT), ("everything is imported", &all)]);
}

#[test]
fn clippy_finds_nothing() {
    if support::tool("hygiene (clippy)", "cargo-clippy", "--version") {
        build("hygiene-clippy", "clippy", &[("pedantic", crates::STRICT)]);
    }
}

#[test]
fn both_editions_are_the_same() {
    for edition in ["2021", "2024"] {
        let project = Project::with_manifest(
            &format!("hygiene-edition-{edition}"),
            &format!(
                "[package]\nname = \"hygiene-edition-{edition}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\
                 [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n[workspace]\n"
            ),
        );
        project.write("src/lib.rs", crates::EVERYTHING);
        project.cargo("test --lib").assert_silent(edition);
        // A name like any other one, until the edition that our own code is of.
        let word = if edition == "2021" { "gen" } else { "r#gen" };
        project.write("src/lib.rs", &crates::WORD.replace("WORD", word));
        project.check().assert_silent(edition);
    }
}

/// What a crate calls `core` says nothing in its place, in no edition.
#[test]
fn no_crate_takes_an_error_away() {
    const SWALLOWS: &str = "#[macro_export]\nmacro_rules! compile_error { ($($all:tt)*) => {} }\n";
    for (edition, before) in [
        ("2015", "extern crate vtable_api;\npub mod core {}\n"),
        ("2018", "extern crate self as core;\n"),
        ("2024", "extern crate self as core;\n"),
    ] {
        let project = Project::with_manifest(
            &format!("hygiene-errors-{edition}"),
            &format!(
                "[package]\nname = \"hygiene-errors-{edition}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n\
                 [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n[workspace]\n"
            ),
        );
        for (slot, says) in [
            ("fn take(self: Box<Self>);", "[VT0100]"),
            ("fn take(&self, x: impl Sized);", "[VT0102]"),
            ("fn dyn(&self);", if edition == "2015" { "[VT0102] a keyword since edition 2018" } else { "dyn" }),
        ] {
            let table = "#[vtable_api::vtable_api(unrecorded)]\npub trait Taker {";
            project.write("src/lib.rs", &format!("{before}{SWALLOWS}{table} {slot} }}\n"));
            let built = project.check();
            assert!(!built.success && built.stderr.contains(says), "{edition}, {slot}: {built:?}");
        }
    }
}

#[test]
fn no_std_needs_no_std() {
    let project = Project::with_manifest(
        "hygiene-no-std",
        "[package]\nname = \"hygiene-no-std\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\nvtable-api = { path = \"{vtable-api}\", default-features = false }\n[workspace]\n",
    );
    project.write("src/lib.rs", &format!("#![no_std]\n{}", crates::NO_STD));
    project.check().assert_silent("no_std");
    let tree = project.cargo("tree --edges normal,no-proc-macro --format {p}:{f}");
    tree.assert_builds("tree");
    assert!(!tree.stdout.contains("libloading"), "{}", tree.stdout);
    let core = tree.stdout.lines().find(|line| line.contains("vtable-api-core")).expect("the core");
    assert!(core.ends_with(':'), "the core has features: {core}");
}

const RENAMED: &str = "#[derive(va::AbiType)]\n#[repr(C)]\npub struct Point {\n    pub x: i32,\n}\n\
                       #[va::vtable_api(unrecorded)]\npub trait Points {\n    fn put(&self, point: &Point) -> Kind;\n}\n\
                       #[derive(va::AbiType)]\n#[abi(open)]\n#[repr(u8)]\npub enum Kind {\n    A,\n    Unknown(u8),\n}\n";

#[test]
fn the_dependency_has_another_name() {
    let tables = ["dependencies", "target.'cfg(all())'.dependencies"];
    for (index, table) in tables.iter().enumerate() {
        let name = format!("hygiene-renamed-{index}");
        let project = Project::with_manifest(
            &name,
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 [{table}]\nva = {{ package = \"vtable-api\", path = \"{{vtable-api}}\" }}\n[workspace]\n"
            ),
        );
        project.write("src/lib.rs", RENAMED);
        project.check().assert_silent(table);
    }
}

#[test]
fn the_workspace_gives_the_dependency_another_name() {
    let project = Project::with_manifest(
        "hygiene-inherited",
        "[workspace]\nmembers = [\"inner/hygiene-member\"]\nresolver = \"3\"\n\
         [workspace.dependencies]\nva = { package = \"vtable-api\", path = \"{vtable-api}\" }\n",
    );
    let member = "[package]\nname = \"hygiene-member\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n";
    for line in ["va.workspace = true\n", "va = { workspace = true, default-features = true }\n"] {
        project.write("inner/hygiene-member/Cargo.toml", &format!("{member}{line}"));
        project.write("inner/hygiene-member/src/lib.rs", RENAMED);
        project.check().assert_silent(line);
    }
}

#[test]
fn a_crate_reexports_us_for_its_macros() {
    let project = Project::with_manifest(
        "hygiene-reexported",
        "[package]\nname = \"hygiene-reexported\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\nhygiene-framework = { path = \"framework\" }\n[workspace]\nmembers = [\"framework\"]\n",
    );
    project.write(
        "framework/Cargo.toml",
        "[package]\nname = \"hygiene-framework\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\nvtable-api = { path = \"{vtable-api}\" }\n",
    );
    project.write("framework/src/lib.rs", crates::FRAMEWORK);
    project.write("src/lib.rs", "#![forbid(unsafe_code)]\nhygiene_framework::table!(Greeter, greet, u32);\n");
    project.check().assert_silent("a table made by a macro of another crate, which alone depends on us");
}

/// Where no panic can be caught, the build says so, and compiles.
#[test]
fn a_profile_in_which_no_panic_is_an_error_is_told_of() {
    let project = Project::library("hygiene-abort", CAUGHT);
    project.check().assert_silent("a profile that unwinds");
    let manifest = project.read("Cargo.toml");
    project.write("Cargo.toml", &format!("{manifest}\n[profile.dev]\npanic = \"abort\"\n"));
    let built = project.check();
    built.assert_builds("a profile that aborts");
    is_told_of(&built, "this profile has `panic = \"abort\"`");
    project.write("src/lib.rs", &CAUGHT.replace("pub trait", "#[allow(deprecated)]\npub trait"));
    project.cargo_with("check", &[("RUSTFLAGS", "-Dwarnings")]).assert_silent("a profile that aborts, and is meant to");
}

/// The same where it is a feature that is missing; and types that come with it say so.
#[test]
fn without_std_no_panic_is_an_error_and_types_of_std_name_the_feature() {
    let manifest = "[package]\nname = \"hygiene-without\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\nvtable-api = { path = \"{vtable-api}\", default-features = false }\n[workspace]\n";
    let project = Project::with_manifest("hygiene-without", manifest);
    project.write("src/lib.rs", CAUGHT);
    let built = project.check();
    built.assert_builds("panics without std");
    is_told_of(&built, "the feature `std` of vtable-api is off");
    project.write("src/lib.rs", &CAUGHT.replace("pub trait", "#[allow(deprecated)]\npub trait"));
    project.check().assert_silent("panics without std, as it is meant");
    project.write("src/lib.rs", WITH_STD);
    let errors = project.check().errors();
    assert_eq!(errors.len(), 7, "one for each type");
    for (error, name) in errors.iter().zip(["Path", "OsStr", "PathBuf", "OsString", "HashMap", "HashSet", "SystemTime"])
    {
        let says = "cannot cross a binary boundary here: std's type of this name does so only with the feature `std` of vtable-api, which is off";
        assert!(error.text.contains(says) && error.text.contains("`features = [\"std\"]`"), "{error}");
        assert!(error.text.contains(name), "{name}: {error}");
    }
}

const CAUGHT: &str = "#[vtable_api::vtable_api(unrecorded, panic = \"error\")]\npub trait Rows {\n    fn row(&self, number: u32) -> Result<u32, String>;\n}\n";

const WITH_STD: &str = r#"
use std::{collections::*, ffi::*, path::*, time::SystemTime};
#[vtable_api::vtable_api(unrecorded)]
pub trait Files {
    fn lent(&self, path: &Path);
    fn name<'a>(&'a self, name: &'a OsStr);
    fn given(&self, path: std::path::PathBuf);
    fn named(&self) -> Option<OsString>;
    fn map(&self) -> HashMap<String, u32>;
    fn set(&self, set: HashSet<u32>);
    fn time(&self) -> SystemTime;
}
"#;

/// One warning, at the value of the attribute, that says how to be rid of it.
#[track_caller]
fn is_told_of(built: &Built, why: &str) {
    let [warning] = &built.warnings()[..] else { panic!("one warning, but\n{}", built.stderr) };
    let says = format!("`panic = \"error\"` has no effect here, because {why}: a panic in a slot ends the process");
    let quiet = "`#[allow(deprecated)]` on the trait silences this, also under `-D warnings`";
    assert!(warning.text.contains(&says) && warning.text.contains(quiet), "{warning}");
    assert!(warning.text.contains("--> src/lib.rs:1:46"), "{warning}");
}
