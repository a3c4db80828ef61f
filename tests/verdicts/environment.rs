//! What is around a table: other targets, features, profiles, other crates, other names.

use crate::cases::{VIEWER, all};
use crate::support::{Project, installed_target};

/// A crate is released as `source` is, edited, and must break at `place` with a text that starts with `says` and
/// contains `help`.
#[track_caller]
fn breaks(project: &Project, command: &str, says: &str, place: &str, help: &str) {
    let error = project.cargo(command).only_error(says);
    assert!(error.message().starts_with(says) && error.message().contains(help), "wanted {says}\n{help}\n{error}");
    assert_eq!(error.at(), Some(place), "{error}");
}

/// `init`, `freeze`, and a build without a word.
#[track_caller]
fn release(project: &Project) {
    project.cli("init").assert_builds("init");
    project.cli("freeze").assert_builds("freeze");
    project.check().assert_silent("released");
}

const LONG: &str = r#"use core::ffi::{c_char, c_long, c_ulong};
pub type At = i64;

#[vtable_api::vtable_api(id = "target/long")]
pub trait Long {
    fn spelled(&self, at: c_long, size: &c_ulong, names: *const *const c_char) -> c_long;
    fn hidden(&self, at: At);
    fn sized(&self, of: usize, at: *const [usize; 4]);
}
"#;

/// Where the alias is used.
const AT: &str = "src/lib.rs:7:26";

/// An alias of `c_long` is recorded as what it is where the record is made. On another target that is another type,
/// and the way out is to write `c_long` itself, which is recorded as such.
#[test]
pub(crate) fn a_record_is_right_on_every_target() {
    let project = Project::library("verdicts-target", LONG);
    release(&project);
    // To this target, the alias of another is one of `i32`.
    let here = if size_of::<std::ffi::c_long>() == 8 { "i32" } else { "i64" };
    let elsewhere = Project::library("verdicts-elsewhere", &LONG.replace("At = i64", &format!("At = {here}")));
    release(&elsewhere);
    elsewhere.write("src/lib.rs", &LONG.replace("At = i64", "At = c_long"));
    let help = "`c_long`";
    let says = "[VT0004] slot 1 `Long::hidden` is frozen since revision 1: parameter `at` changed type";
    breaks(&elsewhere, "check", says, AT, help);

    for target in ["i686-unknown-linux-gnu", "x86_64-pc-windows-gnu"] {
        if !installed_target("a record is right on every target", target) {
            continue;
        }
        let check = format!("check --target {target}");
        project.write("src/lib.rs", LONG);
        // What only this target depends on may not be here yet.
        project
            .cargo_with(&format!("fetch --target {target}"), &[("CARGO_NET_OFFLINE", "false")])
            .assert_builds("fetch");
        project.cargo(&check).assert_silent(target);
        project.write("src/lib.rs", &LONG.replace("At = i64", "At = c_long"));
        project.check().assert_silent("the same on the target of the record");
        breaks(&project, &check, says, AT, help);
    }
}

/// Builds of any profile check the same record and leave the same section.
#[test]
pub(crate) fn profiles_make_no_difference() {
    let project = VIEWER.project("verdicts-profiles");
    let manifest = project.read("Cargo.toml");
    let profile = "[lib]\ncrate-type = ['cdylib', 'rlib']\n[profile.release]\nlto = 'fat'\nstrip = true\n\
                   panic = 'abort'\ncodegen-units = 1\n[profile.dev]\noverflow-checks = false\n";
    project.write("Cargo.toml", &manifest.replace("[workspace]", &format!("{profile}\n[workspace]")));
    for command in ["build", "build --release"] {
        project.cargo(command).assert_silent(command);
        project.cli("check").assert_builds(command);
    }
    project.write("src/lib.rs", &VIEWER.source.replace("fn rewind", "fn back"));
    for command in ["check", "check --release"] {
        let error = project.cargo(command).only_error(command);
        assert!(error.message().starts_with("[VT0002] slot 5 `Codec::rewind`"), "{error}");
    }
}

/// An `rlib` is linked with all that it exports.
#[test]
pub(crate) fn a_module_is_exported_where_nobody_links_it() {
    let project =
        Project::library("verdicts-exports", "#![forbid(unsafe_code)]\nvtable_api::module! { export = true; }\n");
    let manifest = project.read("Cargo.toml");
    let made = |kinds: &str| {
        let lib = format!("[lib]\ncrate-type = {kinds}\n\n[workspace]");
        project.write("Cargo.toml", &manifest.replace("[workspace]", &lib));
        project.check()
    };
    for kinds in ["['cdylib', 'rlib']", "['lib', 'cdylib']", "['rlib', 'staticlib']"] {
        let error = made(kinds).only_error(kinds);
        assert!(error.message().starts_with("[VT0111] this crate is a module and an `rlib`"), "{error}");
        assert_eq!(error.at(), Some("src/lib.rs:2:23"), "{error}");
    }
    for kinds in ["['cdylib']", "['rlib']", "['cdylib', 'staticlib']"] {
        made(kinds).assert_silent(kinds);
    }
}

/// rustc gives an item to one attribute after the other.
#[test]
pub(crate) fn what_another_macro_changes_is_read_after_it() {
    let name = "verdicts-below";
    let manifest =
        |rest: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}");
    let dependencies =
        "[dependencies]\nmore = { path = \"more\" }\nvtable-api = { path = \"{vtable-api}\" }\n[workspace]\n";
    let project = Project::with_manifest(name, &manifest(dependencies));
    project.write("more/Cargo.toml", &manifest("[lib]\nproc-macro = true\n").replace(name, "more"));
    project.write(
        "more/src/lib.rs",
        "use proc_macro::{Group, TokenStream, TokenTree};\n#[proc_macro_attribute]\n\
         pub fn slot(_: TokenStream, item: TokenStream) -> TokenStream {\n\
             let mut item: Vec<TokenTree> = item.into_iter().collect();\n\
             let Some(TokenTree::Group(body)) = item.pop() else { panic!() };\n\
             let mut slots = body.stream();\n\
             slots.extend(\"fn more(&self);\".parse::<TokenStream>().unwrap());\n\
             item.push(Group::new(body.delimiter(), slots).into());\n\
             item.into_iter().collect()\n}\n",
    );
    let table = "#[vtable_api::vtable_api(unrecorded)]";
    let item = "pub trait Sink {\n    fn put(&self);\n}\n";
    project.write("src/lib.rs", &format!("{table}\n#[more::slot]\n{item}"));
    let error = project.check().only_error("below");
    assert!(error.message().starts_with("[VT0114] this macro changed the trait"), "{error}");
    assert!(error.text.contains("now:  fn more(&self);"), "{error}");
    assert_eq!(error.at(), Some("src/lib.rs:2:3"), "{error}");
    let called = "pub fn call(sink: &SinkObject) {\n    sink.more();\n}\n";
    project.write("src/lib.rs", &format!("#[more::slot]\n{table}\n{item}\n{called}"));
    project.check().assert_silent("above");
}

/// A macro reaches the crate as a dependency of the package that it stands in.
#[test]
pub(crate) fn what_another_package_re_exports_is_no_dependency() {
    let name = "verdicts-facade";
    let manifest = |rest: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n{rest}")
    };
    let ours = "vtable-api = { path = \"{vtable-api}\" }\n";
    let facade = "facade = { path = \"facade\" }\n";
    let project = Project::with_manifest(name, &manifest(&format!("{ours}{facade}[workspace]\n")));
    let direct = project.read("Cargo.toml");
    let path = direct.lines().find(|line| line.starts_with("vtable-api")).expect("the dependency").to_owned();
    project.write("facade/Cargo.toml", &manifest(&path).replace(name, "facade"));
    project.write("facade/src/lib.rs", "pub use vtable_api;\n");
    project.write("Cargo.toml", &direct.replace(&path, ""));
    let source = "use facade::vtable_api::{AbiType, vtable_api};\n\
         #[derive(AbiType)]\n#[repr(C)]\npub struct Point {\n    pub x: i32,\n}\n\
         #[vtable_api(unrecorded)]\npub trait Sink {\n    fn put(&self, at: &Point);\n    #[revision(2)]\n    fn more(&self) {}\n}\n";
    project.write("src/lib.rs", source);
    let error = project.check().only_error("without");
    assert!(error.message().starts_with("[VT0109] this package does not depend on vtable-api"), "{error}");
    assert!(error.text.contains("run `cargo add vtable-api`"), "{error}");
    assert_eq!(error.at(), Some("src/lib.rs:2:10"), "{error}");
    project.write("Cargo.toml", &direct);
    project.check().assert_silent("with it");
    let renamed = path.replace("vtable-api = {", "renamed = { package = \"vtable-api\",");
    project.write("Cargo.toml", &direct.replace(&path, &renamed));
    project.check().assert_silent("under another name");
}

const SHAPES: &str = "#[derive(vtable_api::AbiType)]\n#[repr(C)]\npub struct Circle {\n    pub radius: f32,\n}\n";
const DRAWING: &str = r#"use shapes::Circle as Round;

#[vtable_api::vtable_api(id = "drawing/canvas")]
pub trait Canvas {
    fn draw(&self, circle: &Round);
    fn all(&self, circles: &[Round], last: *const *const Round);
}
"#;

/// Two packages: `shapes` has a type, and a feature; the package itself has the table.
fn drawing(test: &str) -> Project {
    let project = Project::with_manifest(
        test,
        &format!(
            "[package]\nname = \"{test}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n\
             shapes = {{ path = \"shapes\" }}\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n\
             [workspace]\nmembers = [\"shapes\", \"other\"]\n"
        ),
    );
    let member = |name: &str, rest: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}")
    };
    let shapes = member("shapes", "[features]\nwide = []\n[dependencies]\nvtable-api = { path = \"{vtable-api}\" }\n");
    project.write("shapes/Cargo.toml", &shapes);
    project.write("shapes/src/lib.rs", SHAPES);
    let other = member("other", "[dependencies]\nshapes = { path = \"../shapes\", features = [\"wide\"] }\n");
    project.write("other/Cargo.toml", &other);
    project.write("other/src/lib.rs", "pub use shapes::Circle;\n");
    project.write("src/lib.rs", DRAWING);
    project
}

#[test]
pub(crate) fn a_type_of_another_crate_is_watched_where_it_is_used() {
    let project = drawing("verdicts-foreign");
    release(&project);
    for (edit, place) in [
        (SHAPES.replace("f32", "f64"), "src/lib.rs:5:28"),
        (SHAPES.replace("    pub radius", "    pub x: f32,\n    pub radius"), "src/lib.rs:5:28"),
        (SHAPES.replace("repr(C)", "repr(transparent)"), "src/lib.rs:5:28"),
    ] {
        project.write("shapes/src/lib.rs", &edit);
        let built = project.check();
        let errors = built.errors();
        assert!(!built.success && !errors.is_empty(), "{edit}\n{}", built.stderr);
        assert_eq!(errors[0].at(), Some(place), "{}", built.stderr);
        assert!(errors.iter().all(|error| error.text.contains("shapes")), "{}", built.stderr);
        project.write("shapes/src/lib.rs", SHAPES);
        project.check().assert_silent("restored");
    }
}

#[test]
pub(crate) fn a_feature_that_adds_a_field_breaks_what_is_recorded() {
    let project = drawing("verdicts-feature");
    release(&project);
    let wide = SHAPES.replace("pub radius: f32,", "pub radius: Radius,")
        + "#[cfg(not(feature = \"wide\"))]\ntype Radius = f32;\n#[cfg(feature = \"wide\")]\ntype Radius = f64;\n";
    project.write("shapes/src/lib.rs", &wide);
    project.check().assert_silent("without the feature");
    let built = project.cargo("check --workspace");
    let errors = built.errors();
    assert!(!built.success && !errors.is_empty(), "{}", built.stderr);
    assert_eq!(errors[0].at(), Some("src/lib.rs:5:28"), "{}", built.stderr);
    let added = SHAPES.replace("    pub radius", "    #[cfg(feature = \"wide\")]\n    pub x: f32,\n    pub radius");
    project.write("shapes/src/lib.rs", &added);
    project.check().assert_silent("without the feature");
    let built = project.cargo("check --workspace");
    assert!(!built.success, "{}", built.stderr);
    let first = &built.errors()[0];
    assert_eq!((first.code(), first.at()), (Some("VT0103"), Some("shapes/src/lib.rs:4:5")), "{}", built.stderr);
}

const HARD: &str = r#"#![forbid(unsafe_code)]
#![no_implicit_prelude]
#![allow(non_camel_case_types, dead_code)]
extern crate std;

pub struct Result;
pub struct Option;
pub struct Box;
pub struct u32;

#[::va::vtable_api(id = "hard/names")]
pub trait T {
    fn int(&self, default: i32) -> i64;
    fn agreed(&self, register: &str);
    #[revision(2)]
    fn r#match(&self, r#type: &[u8]) -> i64 {
        let _ = r#type;
        self.int(1)
    }
}
"#;

#[test]
pub(crate) fn hostile_names_are_released_and_guarded() {
    for edition in ["2021", "2024"] {
        let name = format!("verdicts-hard-{edition}");
        let project = Project::with_manifest(
            &name,
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"{edition}\"\n[dependencies]\n\
                 va = {{ package = \"vtable-api\", path = \"{{vtable-api}}\", default-features = false }}\n[workspace]\n"
            ),
        );
        for std in [HARD.to_string(), HARD.replace("extern crate std;\n", "").replacen("#![", "#![no_std]\n#![", 1)] {
            project.write("src/lib.rs", &std);
            project.write("abi.toml", "format = 1\n");
            project.cli("freeze").assert_builds("freeze");
            project.check().assert_silent(edition);
            project.write("src/lib.rs", &std.replace("default: i32", "default: u64"));
            let error = project.check().only_error(edition);
            let says = "[VT0004] slot 0 `T::int` is frozen since revision 1: parameter `default` changed type";
            assert!(error.message().starts_with(says), "{error}");
        }
    }
}

const PINNED: &str = "(id = \"viewer/sink\")";

/// Without an id, a table is called like its crate and trait. A trait that is renamed is then another table.
#[test]
pub(crate) fn a_renamed_trait_without_an_id_is_found_by_check() {
    let source = VIEWER.source.replace(PINNED, "");
    let project = Project::library("verdicts-renamed", &source);
    release(&project);
    project.write("src/lib.rs", &source.replace("trait Sink", "trait Drain"));
    let built = project.check();
    built.assert_builds("all of it is a draft");
    assert_eq!(built.warnings().len(), 1, "one for the table that is new: {}", built.stderr);
    let check = project.cli("check");
    assert!(!check.success && check.stdout.contains("[VT0020] table `verdicts-renamed/sink`"), "{check:?}");
}

/// A trait that is deleted leaves nothing that could be expanded.
#[test]
pub(crate) fn a_deleted_trait_is_found_by_check() {
    let project = VIEWER.project("verdicts-deleted");
    let start = VIEWER.source.find("/// Where events go.").expect("the second trait");
    let end = start + VIEWER.source[start..].find("}\n").expect("its end") + 2;
    project.write("src/lib.rs", &format!("{}{}", &VIEWER.source[..start], &VIEWER.source[end..]));
    project.check().assert_silent("the build cannot know");
    let check = project.cli("check");
    assert!(!check.success, "{check:?}");
    assert!(check.stdout.contains("[VT0020] table `viewer/sink` is frozen, but the source has no trait"), "{check:?}");
}

#[test]
pub(crate) fn a_renamed_type_is_found_by_check() {
    let project = VIEWER.project("verdicts-renamed-type");
    let source = VIEWER.source.replace("struct Far", "struct Distant").replace("const Far", "const Distant");
    project.write("src/lib.rs", &source);
    let check = project.cli("check");
    let says = "[VT0018] type `Far` is frozen: `Distant` is in its place";
    assert!(!check.success && check.stdout.contains(says), "{check:?}");
    assert!(check.stdout.contains("#[abi(name = \"Far\")]"), "{check:?}");
}

/// Whatever builds before it: `check` says what the source and the record say now.
#[test]
pub(crate) fn check_is_never_stale() {
    let project = VIEWER.project("verdicts-stale");
    let clean = |what: &str| project.cli_with("check", &[]).assert_builds(what);
    let found = |code: &str, what: &str| {
        let check = project.cli_with("check", &[]);
        assert!(!check.success && check.stdout.contains(&format!("[{code}]")), "{what}: {check:?}");
    };
    let abi = VIEWER.abi();
    clean("released");
    project.cargo("build").assert_silent("built");
    project.remove("abi.toml");
    found("VT0050", "deleted");
    project.write("abi.toml", abi);
    clean("there again");
    std::fs::rename(project.path().join("abi.toml"), project.path().join("old.toml")).expect("renamed");
    found("VT0050", "renamed");
    std::fs::rename(project.path().join("old.toml"), project.path().join("abi.toml")).expect("renamed");
    clean("named as before");
    project.write("abi.toml", &abi.replacen("height: u32", "height: i32", 1));
    project.age("abi.toml");
    found("VT0053", "edited, with an old time");
    project.write("abi.toml", abi);
    project.age("abi.toml");
    clean("restored, with an old time");
    project.write("src/lib.rs", &VIEWER.source.replace("fn rewind", "fn back"));
    project.age("src/lib.rs");
    found("VT0002", "a source with an old time");
    project.write("src/lib.rs", VIEWER.source);
    project.age("src/lib.rs");
    clean("restored, with an old time");
    let elsewhere = project.path().join("elsewhere").to_string_lossy().into_owned();
    for target in [elsewhere.as_str(), "relative"] {
        let env = [("CARGO_TARGET_DIR", target)];
        project.cli_with("check", &env).assert_builds(target);
        project.write("src/lib.rs", &VIEWER.source.replace("fn rewind", "fn back"));
        let check = project.cli_with("check", &env);
        assert!(!check.success && check.stdout.contains("[VT0002]"), "{target}: {check:?}");
        project.write("src/lib.rs", VIEWER.source);
    }
    clean("in the first target folder");
}

/// One error where there are no shared libraries, and a way out that works; one line where a program loads none.
#[test]
fn a_target_without_libraries_says_so() {
    let project = Project::library("verdicts-targets", "pub use vtable_api::Module;\n");
    let wasm = "wasm32-unknown-unknown";
    if installed_target("a_target_without_libraries_says_so", wasm) {
        let error = project.cargo(&format!("check --target {wasm}")).only_error(wasm);
        let says =
            "vtable-api: feature `load`, which opens shared libraries, is on, but this target has no shared libraries";
        assert!(error.text.contains(says) && error.text.contains("`default-features = false`"), "{error}");
        let manifest = project.read("Cargo.toml");
        let without = "vtable-api = { default-features = false, features = [\"std\"], path";
        project.write("Cargo.toml", &manifest.replace("vtable-api = { path", without));
        project.cargo(&format!("check --target {wasm}")).assert_silent("without `load`");
        project.write("Cargo.toml", &manifest);
    }
    let musl = "x86_64-unknown-linux-musl";
    if cfg!(all(target_arch = "x86_64", target_os = "linux"))
        && installed_target("a_target_without_libraries_says_so", musl)
    {
        let host = "fn main() {\n    let file = std::env::current_exe().unwrap().with_file_name(\"libmodule.so\");\n    \
                    std::fs::write(&file, b\"\\x7fELF\\x02\\x01\\x01\\0\\0\\0\\0\\0\\0\\0\\0\\0\\x03\\0\\x3e\\0\").unwrap();\n    \
                    println!(\"{}\", vtable_api::Module::open(file).unwrap_err());\n}\n";
        project.write("src/main.rs", host);
        let ran = project.cargo(&format!("run --target {musl}"));
        let says =
            "found that this program cannot load libraries: it is statically linked with musl; build the program with";
        assert!(ran.success && ran.stdout.contains(says), "{ran:?}");
    }
}

/// Whatever cargo's settings share, what the other checkout has built is not what this one has. (`api-cli/tests` has all
/// such settings.)
#[test]
pub(crate) fn two_checkouts_that_share_folders_are_told_apart() {
    let shared = std::env::temp_dir().join("vtable-api-tests-shared");
    let shared = shared.to_string_lossy();
    let settings = [("CARGO_BUILD_BUILD_DIR", &*shared), ("CARGO_TARGET_DIR", &*shared)];
    let manifest = "[package]\nname = \"checkout\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                    vtable-api = { path = \"{vtable-api}\" }\n\n[workspace]\n";
    let [one, two] = ["verdicts-checkout-one", "verdicts-checkout-two"].map(|folder| {
        let project = Project::with_manifest(folder, manifest);
        project.write("src/lib.rs", VIEWER.source);
        project.write("abi.toml", VIEWER.abi());
        project
    });
    two.write("src/lib.rs", &VIEWER.source.replace("fn rewind", "fn back"));
    two.age("src/lib.rs");
    let before = two.read("abi.toml");
    for _ in 0..2 {
        one.cli_with("check", &settings).assert_builds("the released one");
        let check = two.cli_with("check", &settings);
        assert!(!check.success && check.stdout.contains("[VT0002]"), "{check:?}");
    }
    assert!(!two.cli_with("freeze", &settings).success && two.read("abi.toml") == before);
}

/// Editors expand macros, and evaluate nothing: what is wrong with a slot's own tokens is known by then. What only
/// the compiler knows, such as the target of an alias, comes with the build.
#[test]
fn expansion_alone_shows_what_a_slot_says() {
    let project = VIEWER.project("verdicts-expansion");
    let expand = || project.cargo_with("rustc -- -Zunpretty=expanded", &[("RUSTC_BOOTSTRAP", "1")]);
    let expanded = expand();
    expanded.assert_silent("as it is released");
    assert!(expanded.stdout.contains("CodecTable"), "{}", expanded.stdout);
    let shown = [
        "a slot deleted",
        "two slots swapped",
        "a slot inserted",
        "a slot renamed",
        "a slot became unsafe",
        "the receiver changed",
        "a revision lowered",
        "the return type removed",
        "a parameter added",
        "a pointer became a reference",
    ];
    let later = ["a parameter retyped", "an alias has another target"];
    for what in shown.into_iter().chain(later) {
        let (_, case) =
            all().into_iter().find(|(released, case)| released.name == VIEWER.name && case.what == what).expect(what);
        let (text, spans) = VIEWER.edited(what, case.change);
        project.write("src/lib.rs", &text);
        let built = expand();
        let found: Vec<_> = built
            .errors()
            .iter()
            .map(|error| (error.code().map(str::to_string), error.at().map(str::to_string)))
            .collect();
        let wanted: Vec<_> =
            case.codes().into_iter().zip(spans).map(|(code, at)| (Some(code.to_string()), Some(at))).collect();
        let wanted = if later.contains(&what) { Vec::new() } else { wanted };
        assert_eq!(found, wanted, "{what}\n{}", built.stderr);
    }
}
