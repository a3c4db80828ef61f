//! Lifetimes, which no byte of a binary has: an edit of one that was a use after free between two safe binaries stops
//! the build, and without a record the two refuse each other.

use crate::support::{Project, shared_target};

/// A table with types of one package, built again and again: the fingerprint of its draft.
fn fingerprint(project: &Project, types: &str, slot: &str) -> String {
    fingerprint_of(project, types, "Draft", slot)
}

/// The same of a trait with bounds.
fn fingerprint_of(project: &Project, types: &str, draft: &str, slot: &str) -> String {
    let source = format!(
        "#![forbid(unsafe_code)]\n#![allow(unused)]\nuse std::marker::PhantomData;\n\
         use vtable_api::{{AbiType, Slice, Str, vtable_api}};\n{types}\n\
         #[vtable_api(id = \"tests/draft\", unrecorded)]\npub trait {draft} {{\n    {slot};\n}}\n"
    );
    project.write("src/lib.rs", &source);
    project.cargo("build").assert_builds(&source);
    let name = project.path().file_name().expect("a folder").to_string_lossy().into_owned();
    let file = shared_target().join(format!("debug/lib{}.rlib", name.replace('-', "_")));
    let shown = project.cli(&format!("inspect {}", file.display()));
    let (_, rest) = shown.stdout.split_once("revision 1, fingerprint ").unwrap_or_else(|| panic!("{}", shown.stderr));
    rest[..16].to_owned()
}

/// Threads are as little in the bytes as lifetimes are.
#[test]
fn what_a_draft_promises_of_its_objects_is_in_its_fingerprint() {
    let project = Project::library("threads-drafts", "");
    let bounds = ["Draft", "Draft: Send", "Draft: Sync", "Draft: Send + Sync"];
    let mut found = bounds.map(|draft| fingerprint_of(&project, "", draft, "fn f(&self)"));
    assert_eq!(found[3], fingerprint_of(&project, "", "Draft: Sync + Send", "fn f(&self)"));
    found.sort();
    assert!(found.windows(2).all(|pair| pair[0] != pair[1]), "{found:?}");
}

const VIEW: &str = "#[derive(AbiType)] #[repr(C)] pub struct View<'a, 'b: 'a> { pub a: Str<'a>, pub b: Str<'b> }";
const BOTH: &str = "#[derive(AbiType)] #[repr(C)] pub struct Both<A, B> { pub a: A, pub b: B }";

/// Types and slot in two forms that differ in lifetimes, and in nothing else.
const DIFFER: &[[(&str, &str); 2]] = &[
    [("type T<'a> = &'a str;", "fn f(&self, a: T<'_>)"), ("type T<'a> = &'a str;", "fn f(&self, a: T<'static>)")],
    [
        (VIEW, "fn f(&self, a: View<'_, '_>)"),
        (
            "#[derive(AbiType)] #[repr(C)] pub struct View<'a, 'b: 'a> { pub a: Str<'b>, pub b: Str<'a> }",
            "fn f(&self, a: View<'_, '_>)",
        ),
    ],
    [
        (VIEW, "fn f(&self, a: View<'_, '_>)"),
        (
            "#[derive(AbiType)] #[repr(C)] pub struct View<'a, 'b> { pub a: Str<'a>, pub b: Str<'b> }",
            "fn f(&self, a: View<'_, '_>)",
        ),
    ],
    [
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Note<'a> { pub a: Str<'a>, pub b: Str<'a> }",
            "fn f(&self, a: Note<'_>)",
        ),
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Note<'a> { pub a: Str<'a>, pub b: Str<'static> }",
            "fn f(&self, a: Note<'_>)",
        ),
    ],
    [
        ("#[derive(AbiType)] #[repr(C)] pub struct H<'a> { a: u64, of: PhantomData<&'a u8> }", "fn f(&self) -> H<'_>"),
        ("#[derive(AbiType)] #[repr(C)] pub struct H { a: u64, of: PhantomData<&'static u8> }", "fn f(&self) -> H"),
    ],
    [
        (BOTH, "fn f<'x>(&self, a: Both<Str<'x>, Str<'_>>) -> Str<'x>"),
        (BOTH, "fn f<'x>(&self, a: Both<Str<'_>, Str<'x>>) -> Str<'x>"),
    ],
    [
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Of<T> { pub a: T, pub b: T, pub of: PhantomData<T> }",
            "fn f(&self, a: Of<Str<'_>>)",
        ),
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Of<T> { pub a: Str<'static>, pub b: T, pub of: PhantomData<T> }",
            "fn f(&self, a: Of<Str<'_>>)",
        ),
    ],
    [
        ("", "fn f(&self, a: &mut dyn for<'x> FnMut(&'x u8, &'x str))"),
        ("", "fn f(&self, a: &mut dyn FnMut(&u8, &str))"),
    ],
    [
        ("", "fn f(&self, a: for<'x> unsafe extern \"C\" fn(&'x u8, &u8) -> &'x u8)"),
        ("", "fn f(&self, a: for<'x> unsafe extern \"C\" fn(&u8, &'x u8) -> &'x u8)"),
    ],
    [
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Hook { pub a: for<'x> unsafe extern \"C\" fn(&'x u8, &'x u8) }",
            "fn f(&self, a: Hook)",
        ),
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Hook { pub a: unsafe extern \"C\" fn(&u8, &u8) }",
            "fn f(&self, a: Hook)",
        ),
    ],
    [
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Hook { pub a: unsafe extern \"C\" fn(&u8, &'static u8) }",
            "fn f(&self, a: Hook)",
        ),
        (
            "#[derive(AbiType)] #[repr(C)] pub struct Hook { pub a: unsafe extern \"C\" fn(&'static u8, &u8) }",
            "fn f(&self, a: Hook)",
        ),
    ],
];

/// The same in other words.
const SAME: &[[(&str, &str); 2]] = &[
    [
        (VIEW, "fn f(&self, a: View<'_, '_>)"),
        (
            "#[derive(AbiType)] #[repr(C)] pub struct View<'x, 'y> where 'y: 'x { pub a: Str<'x>, pub b: Str<'y> }",
            "fn f<'p, 'q>(&self, a: View<'p, 'q>)",
        ),
    ],
    [
        ("", "fn f(&self, a: for<'x> unsafe extern \"C\" fn(&'x u8) -> &'x u8)"),
        ("type U<'q> = &'q u8;", "fn f<'s>(&'s self, a: unsafe extern \"C\" fn(&u8) -> U<'_>)"),
    ],
];

#[test]
fn drafts_that_differ_in_lifetimes_only_do_not_agree() {
    let project = Project::library("lifetimes-drafts", "");
    for [(one_types, one), (other_types, other)] in DIFFER {
        let (a, b) = (fingerprint(&project, one_types, one), fingerprint(&project, other_types, other));
        assert_ne!(a, b, "{one_types}\n{one}\nand\n{other_types}\n{other}");
    }
    for [(one_types, one), (other_types, other)] in SAME {
        let (a, b) = (fingerprint(&project, one_types, one), fingerprint(&project, other_types, other));
        // Lines and columns are no part of a draft.
        assert_eq!(a, b, "{one_types}\n{one}\nand\n{other_types}\n{other}");
    }
}

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"interface\", \"module\", \"host\"]\n";

const INTERFACE: &str = include_str!("lifetimes/interface.rs");
const MODULE: &str = include_str!("lifetimes/module.rs");
const HOST: &str = include_str!("lifetimes/host.rs");

fn manifest(name: &str, more: &str) -> String {
    format!(
        "[package]\nname = \"lifetimes-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{more}\n[dependencies]\n\
         vtable-api = {{ path = \"{{vtable-api}}\" }}\n"
    )
}

#[test]
fn what_would_be_read_after_it_is_freed_does_not_build() {
    let project = Project::with_manifest("lifetimes-binaries", WORKSPACE);
    let interface = "interface = { package = \"lifetimes-interface\", path = \"../interface\" }\n";
    project.write("interface/Cargo.toml", &manifest("interface", ""));
    project.write("module/Cargo.toml", &(manifest("module", "[lib]\ncrate-type = [\"cdylib\"]\n") + interface));
    project.write("host/Cargo.toml", &(manifest("host", "") + interface));
    project.write("interface/src/lib.rs", INTERFACE);
    project.write("module/src/lib.rs", MODULE);
    project.write("host/src/main.rs", HOST);
    project.cli("init --manifest-path interface/Cargo.toml").assert_builds("init");
    project.cli("freeze --manifest-path interface/Cargo.toml").assert_builds("freeze");
    project.cargo("build -p lifetimes-module").assert_builds("the module");
    let built = shared_target().join("debug").join(format!(
        "{}lifetimes_module{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    ));
    let old = project.path().join("old-module");
    std::fs::copy(built, &old).expect("copied");
    let run = |args: &str| project.cargo(&format!("run -q -p lifetimes-host -- {args}"));
    let old_file = old.to_str().expect("UTF-8");
    let found = run(old_file);
    assert!(found.success && found.stdout == "lent\n", "{}{}", found.stdout, found.stderr);

    // The host would keep what the module lends for the call: safe code on both sides.
    let edited = INTERFACE.replace("text: Str<'a>", "text: Str<'static>").replace("Note<'a>", "Note");
    let edited = edited.replace("Note<'_>", "Note");
    project.write("interface/src/lib.rs", &edited);
    let error = run(old_file).only_error("the edit");
    assert!(error.text.contains("[VT0024] type `Note` is frozen since revision 1"), "{}", error.text);
    assert!(error.at().is_some_and(|at| at.starts_with("interface/src/lib.rs:8:")), "{}", error.text);

    // Without a record nothing says so, and the two refuse each other.
    project.remove("interface/abi.toml");
    project.write("interface/src/lib.rs", &edited.replace("id = \"tests/notes\"", "id = \"tests/notes\", unrecorded"));
    let found = run(old_file);
    assert!(!found.success && found.stderr.contains("tests/notes"), "{}{}", found.stdout, found.stderr);
}
