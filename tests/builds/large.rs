//! Tables of many slots and types, and what they cost a crate that only uses them: nothing of a table is evaluated again there.

use crate::support;
use crate::support::{Built, Project};
use std::fmt::Write as _;

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"interface\", \"user\"]\n";

/// A crate with a table of `slots`, and another one with a provider of it and `more`.
fn project(test: &str, slots: usize, more: &str) -> Project {
    let project = Project::with_manifest(test, WORKSPACE);
    let manifest = |name: &str, dependency: &str| {
        format!(
            "[package]\nname = \"{test}-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             vtable-api = {{ path = \"{{vtable-api}}\" }}\n{dependency}"
        )
    };
    project.write("interface/Cargo.toml", &manifest("interface", ""));
    project.write("interface/src/lib.rs", &interface(slots));
    let dependency = format!("interface = {{ package = \"{test}-interface\", path = \"../interface\" }}\n");
    project.write("user/Cargo.toml", &manifest("user", &dependency));
    project.write("user/src/lib.rs", &user(slots, more));
    project.cli("init --manifest-path interface/Cargo.toml").assert_builds("init");
    project
}

fn signature(index: usize) -> String {
    format!("fn slot{index}(&self, number: u64, text: &str, at: &Point) -> Result<u32, i32>")
}

fn interface(slots: usize) -> String {
    let mut source = String::from(
        "use vtable_api::{AbiType, vtable_api};\n\n#[derive(AbiType)]\n#[repr(C)]\npub struct Point {\n    pub x: i32,\n}\n\n\
         #[vtable_api(id = \"tests/large\")]\npub trait Large {\n",
    );
    (0..slots).for_each(|index| writeln!(source, "    {};", signature(index)).expect("text"));
    source + "}\n"
}

fn user(slots: usize, more: &str) -> String {
    let mut source = String::from("use interface::*;\n\npub struct Provider;\n\nimpl Large for Provider {\n");
    for index in 0..slots {
        let signature = signature(index);
        writeln!(source, "    {signature} {{\n        Ok(number as u32 + text.len() as u32 + at.x as u32)\n    }}")
            .expect("text");
    }
    source + "}\n\npub fn handle(provider: &Provider) -> LargeRef<'_> {\n    LargeRef::new(provider)\n}\n" + more
}

/// Slots are drafts until they are frozen, and there is a warning for each.
fn quiet(project: &Project, args: &str) -> Built {
    project.cargo_with(args, &[("VTABLE_API", "quiet-drafts"), ("RUSTC_BOOTSTRAP", "1")])
}

#[test]
fn a_thousand_drafts_are_used_from_another_crate() {
    let module = "\nstatic PROVIDER: Provider = Provider;\n\n\
                  vtable_api::module! {\n    lend \"large\" => LargeRef: &PROVIDER;\n}\n";
    let project = project("large-drafts", 1000, module);
    quiet(&project, "check").assert_silent("a thousand drafts");
}

/// rustc refuses what takes long: here, at the lowest limit that it has, what takes more than twenty steps.
#[test]
fn a_crate_that_uses_a_table_evaluates_nothing_of_it() {
    if !support::pinned_toolchain("a_crate_that_uses_a_table_evaluates_nothing_of_it") {
        return;
    }
    let first = "\nuse vtable_api::__private::handle::Handle;\n\n\
                 pub const FIRST: u64 = <LargeRef<'static> as Handle>::SPEC.fingerprints[0];\n";
    let project = project("large-steps", 3, first);
    let args = "rustc --profile check --lib --package large-steps-user -- -Ztiny-const-eval-limit";
    quiet(&project, args).assert_silent("a use of a draft");
}

/// A chain: each type leads to the next one.
#[test]
fn types_lead_to_one_another_as_far_as_they_like() {
    const TYPES: usize = 300;
    let mut source = String::from("use vtable_api::{AbiType, vtable_api};\n\n");
    for index in 0..TYPES {
        let next = (index + 1) % TYPES;
        writeln!(
            source,
            "#[derive(AbiType)]\n#[repr(C)]\npub struct Type{index} {{\n    pub next: *const Type{next},\n    pub number: u32,\n}}\n"
        )
        .expect("text");
    }
    source += "#[vtable_api(id = \"tests/chain\")]\npub trait Chain {\n    fn first(&self, first: &Type0);\n}\n";
    let project = Project::library("large-types", &source);
    project.cli("init").assert_builds("init");
    quiet(&project, "check").assert_silent("a draft");
    project.cli("freeze --quiet").assert_builds("freeze");
    quiet(&project, "check").assert_silent("what is frozen");
}

/// rustc counts how deep macros and types are nested.
#[test]
fn a_type_may_have_five_hundred_fields_or_variants() {
    let fields: String = (0..500).map(|field| format!("    pub field{field}: u32,\n")).collect();
    let variants: String = (0..500).map(|variant| format!("    Variant{variant}(u32),\n")).collect();
    let source = format!(
        "use vtable_api::{{AbiType, OwnedSlice, vtable_api}};\n\n#[derive(AbiType)]\n#[repr(C)]\npub struct Wide {{\n{fields}}}\n\n\
         #[derive(AbiType)]\n#[repr(C, u32)]\npub enum Choice {{\n{variants}}}\n\n\
         #[vtable_api(id = \"tests/wide\", unrecorded)]\npub trait Table {{\n    \
             fn both(&self, wide: &Wide, choice: Choice) -> OwnedSlice<Wide>;\n}}\n"
    );
    Project::library("large-fields", &source).check().assert_silent("five hundred fields");
}
