//! Attributes of other macros below the derive, which rustc runs after it: what the derive has read is not what is compiled.

use crate::support::{CHANGE, Project};

const SOURCE: &str = r#"
use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "below/shapes")]
pub trait Shapes {
    fn put(&self, one: &One, row: &[Row], hue: Hue, bits: &Bits) -> One;
}

#[derive(AbiType)]
#[repr(C)]
pub struct One {
    pub a: u64,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Row {
    pub a: u8,
    pub b: u64,
    pub c: u8,
}

#[derive(AbiType)]
#[repr(u8)]
pub enum Hue {
    Red,
    Green,
}

#[derive(AbiType)]
#[repr(C)]
pub union Bits {
    pub whole: u32,
    pub real: f32,
}
"#;

#[test]
pub(crate) fn what_another_macro_changes_below_the_derive() {
    let manifest = "[package]\nname = \"verdicts-below-the-derive\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n\
                    vtable-api = { path = \"{vtable-api}\" }\nchange = { path = \"change\", package = \"verdicts-changes\" }\n[workspace]\n";
    let project = Project::with_manifest("verdicts-below-the-derive", manifest);
    let change = "[package]\nname = \"verdicts-changes\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[lib]\nname = \"change\"\n\
                  proc-macro = true\n";
    project.write("change/Cargo.toml", change);
    project.write("change/src/lib.rs", CHANGE);
    project.write("src/lib.rs", SOURCE);
    project.cli("init").assert_builds("init");
    project.cli("freeze").assert_builds("freeze");
    project.check().assert_silent("released");
    for (from, to) in [("repr(C)", "repr(Rust)"), ("pub a", "a"), ("u64", "std::primitive::u64")] {
        changed(&project, "One", from, to);
        project.check().assert_silent(to);
        project.cli("check --locked").assert_builds(to);
    }
    laid_out_otherwise(&project);
    with_a_field_more(&project);
    // What the record has is enough to see it.
    changed(&project, "Hue", "Red, Green", "Green, Red");
    let built = project.check();
    assert!(!built.success && built.stderr.contains("[VT0015] variant `Red` of `Hue`"), "{built:?}");
    let check = project.cli("check");
    assert!(!check.success && check.stdout.contains("[VT0015] variant `Green` of `Hue`"), "{check:?}");
}

/// Puts the macro below the derive of the type with this name; where that derive is.
fn changed(project: &Project, name: &str, from: &str, to: &str) -> String {
    let derive = "#[derive(AbiType)]\n";
    let end = SOURCE.find(&format!(" {name} {{")).expect("the type");
    let at = SOURCE[..end].rfind(derive).expect("its derive") + derive.len();
    let line = SOURCE[..at].lines().count();
    let source = format!("{}#[change::to({from:?}, {to:?})]\n{}", &SOURCE[..at], &SOURCE[at..]);
    project.write("src/lib.rs", &source);
    format!("src/lib.rs:{line}:10")
}

fn laid_out_otherwise(project: &Project) {
    for (name, from, to, says) in [
        ("Row", "repr(C)", "repr(Rust)", "[VT0114] a field is not where C puts it"),
        ("Row", "repr(C)", "repr(C, packed)", "[VT0114] a field is not where C puts it"),
        ("One", "repr(C)", "repr(C, align(32))", "[VT0114] a type is not laid out as C does it"),
        (
            "One",
            "u64",
            "i64",
            "[VT0114] another macro changed a field to `i64` after `#[derive(AbiType)]` had read it as `u64`",
        ),
        ("One", "u64", "u64, pub b: ()", "pattern requires `..` due to inaccessible fields"),
        ("Hue", "Green", "Green, Blue", "Hue::Blue` not covered"),
        ("Hue", "repr(u8)", "repr(u16)", "[VT0114] a type is not laid out as C does it"),
    ] {
        let place = changed(project, name, from, to);
        let built = project.check();
        assert!(!built.success && built.stderr.contains(says), "{name}, {to}: {built:?}");
        let check = project.cli("check");
        assert!(!check.success && check.stdout.contains("[VT0114]"), "{name}, {to}: {check:?}");
        assert!(check.stdout.contains(&place) && check.stdout.contains(says), "{name}, {to}, {place}: {check:?}");
    }
}

/// Of a union no pattern has all fields: the attribute itself is what is wrong.
fn with_a_field_more(project: &Project) {
    for (from, to) in [("f32", "f32, pub half: u16"), ("pub whole", "whole")] {
        let derive = changed(project, "Bits", from, to);
        let line: usize = derive.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a line");
        let says =
            "[VT0114] this attribute may be a macro that adds a field to the union `Bits`, which would be in no record";
        let error = project.check().only_error(to);
        let at = format!("src/lib.rs:{}:3", line + 1);
        assert!(error.message().starts_with(says) && error.at() == Some(at.as_str()), "{error}");
        let check = project.cli("check");
        assert!(!check.success && check.stdout.contains(says) && check.stdout.contains(&at), "{to}: {check:?}");
    }
}
