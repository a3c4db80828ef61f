//! Which module a file is, and which module a line names: libraries that link other modules, programs that link several,
//! panics in each of their functions.
#![cfg(target_os = "linux")]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::support;
use crate::support::{Built, Project, shared_target};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

const API: &str = r#"
#[vtable_api::vtable_api(id = "identity/part", unrecorded)]
pub trait Part: Send + Sync {
    fn number(&self) -> u32;
    fn each(&mut self, f: &dyn Fn(u32) -> bool) -> bool;
}

/// What panics is told by a variable, so that one build does for all.
pub fn fail(place: &str) {
    if std::env::var("FAILS").is_ok_and(|fails| fails == place) {
        panic!("as asked");
    }
}
"#;

/// A module; `{lines}` are more lines of `module!`, `{number}` is an expression.
const MODULE: &str = r#"
#![forbid(unsafe_code)]
use identity_api::*;
#[derive(Default)]
pub struct Me;
impl Part for Me {
    fn number(&self) -> u32 {
        fail("slot");
        {number}
    }
    fn each(&mut self, f: &dyn Fn(u32) -> bool) -> bool {
        f(1) && f(2)
    }
}
impl Drop for Me {
    fn drop(&mut self) {
        fail("drop");
    }
}
fn make() -> Me {
    fail("create");
    Me
}
fn start(_: &vtable_api::HostExports) -> Result<(), String> {
    fail("init");
    Ok(())
}
static ME: Me = Me;
vtable_api::module! {
    create "own" => PartBox: make;
    lend "shared" => PartRef: &ME;
    init = start;
    fini = || fail("fini");
    {lines}
}
"#;

/// Opens each file, and uses all of it; with `static`, its own modules.
const PROGRAM: &str = r#"
use identity_api::*;
use vtable_api::Module;
use_modules!();

fn run(module: Module) {
    let mut own = module.create::<PartBox>("own").unwrap();
    print!("{}: {} ", module.name(), own.number());
    println!("{}", own.each(&|n| { fail("callback"); n < 3 }));
    drop(own);
    // SAFETY: nothing of it is used any more.
    unsafe { module.close() }.unwrap();
}

fn main() {
    for argument in std::env::args().skip(1) {
        match &*argument {
            "static" => LINKED.iter().for_each(|module| run(Module::from_static(module).unwrap())),
            "own" => { PartBox::new(Mine).number(); }
            file => match Module::open(file) {
                Ok(module) => run(module),
                Err(error) => println!("{}", error.to_string().replace(file, "FILE")),
            },
        }
    }
}

struct Mine;
impl Part for Mine {
    fn number(&self) -> u32 {
        fail("own");
        0
    }
    fn each(&mut self, _: &dyn Fn(u32) -> bool) -> bool {
        true
    }
}
"#;

const BOTH: &str = "[\"cdylib\", \"rlib\"]";
const LIBRARY: &str = "[\"cdylib\"]";
/// A module as a file, too, with `cargo rustc --crate-type cdylib`.
const LINKED: &str = "[\"rlib\"]";

/// A package of the workspace: crate types, dependencies, source.
fn package(project: &Project, name: &str, kinds: &str, dependencies: &[&str], source: &str) {
    let mut manifest = format!("[package]\nname = \"identity-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
    if !kinds.is_empty() {
        manifest += &format!("[lib]\ncrate-type = {kinds}\n\n");
    }
    manifest += "[features]\nalone = []\n\n[dependencies]\nvtable-api = { path = \"{vtable-api}\" }\n";
    for dependency in dependencies {
        manifest += &format!("identity-{dependency} = {{ path = \"../{dependency}\" }}\n");
    }
    project.write(&format!("{name}/Cargo.toml"), &manifest);
    let file = if kinds.is_empty() { "main" } else { "lib" };
    project.write(&format!("{name}/src/{file}.rs"), source);
}

fn module(number: &str, lines: &str) -> String {
    MODULE.replace("{number}", number).replace("{lines}", lines)
}

fn program(modules: &[&str]) -> String {
    let list: Vec<String> = modules.iter().map(|name| format!("&identity_{name}::VTABLE_MODULE")).collect();
    let linked = format!("static LINKED: &[&vtable_api::module::Descriptor] = &[{}];\n", list.join(", "));
    PROGRAM.replace("use_modules!();\n", &linked)
}

static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let members = ["api", "png", "jpg", "kept", "both", "forgot", "renames", "bundle", "wrapper", "host", "pair"];
    let members = members.map(|name| format!("\"{name}\"")).join(", ");
    let workspace = format!(
        "[workspace]\nmembers = [{members}]\nresolver = \"3\"\n\n\
         [profile.fat]\ninherits = \"release\"\nopt-level = 0\nlto = \"fat\"\nstrip = true\n\n\
         [profile.thin]\ninherits = \"release\"\nopt-level = 1\nlto = \"thin\"\nstrip = true\n"
    );
    let project = Project::with_manifest("identity", &workspace);
    package(&project, "api", LINKED, &[], API);
    // Modules that others link, and that are files when they are asked for as such.
    package(&project, "png", LINKED, &["api"], &module("1", "export = true;"));
    package(&project, "jpg", LINKED, &["api"], &module("2", "export = true;"));
    package(&project, "kept", BOTH, &["api"], &module("3", "export = cfg(feature = \"alone\");"));
    package(&project, "both", BOTH, &["api"], &module("5", "export = true;"));
    // A library that uses png, and forgets to say that it is a module itself.
    let uses = "identity_png::Me.number() + 10";
    package(&project, "forgot", LIBRARY, &["api", "png"], &module(uses, ""));
    package(&project, "renames", BOTH, &["api", "png"], &module(uses, "name = \"another\"; export = false;"));
    // One that links a module on purpose, and is itself one.
    let both = "std::hint::black_box(&identity_kept::VTABLE_MODULE); identity_kept::Me.number() + 10";
    package(&project, "bundle", LIBRARY, &["api", "kept"], &module(both, "export = true;"));
    // A library around a module, which is none.
    let wrapper = "pub use identity_png::{Me, VTABLE_MODULE};\n\
                   #[unsafe(no_mangle)]\npub extern \"C\" fn wraps() -> usize { &raw const VTABLE_MODULE as usize }\n";
    package(&project, "wrapper", LIBRARY, &["png"], wrapper);
    // Programs.
    package(&project, "host", "", &["api", "png", "kept"], &program(&["png", "kept"]));
    package(&project, "pair", "", &["api", "png", "jpg", "renames"], &program(&["png", "jpg", "renames"]));
    project
        .cargo("build -p identity-forgot -p identity-renames -p identity-bundle -p identity-wrapper")
        .assert_builds("libraries");
    project.cargo("build -p identity-host -p identity-pair").assert_builds("programs");
    // Its dependents must not be built after this: it is then their library, too.
    project.cargo("rustc -p identity-png --crate-type cdylib").assert_builds("a file of it");
    project
});

fn built(name: &str) -> PathBuf {
    LazyLock::force(&PROJECT);
    shared_target().join("debug").join(name)
}

fn run(program: &str, arguments: &[&Path], fails: &str) -> Output {
    let mut command = Command::new(built(program));
    command.args(arguments).env("FAILS", fails).env("RUST_BACKTRACE", "0").output().expect("it runs")
}

/// What the host prints of a file.
fn opened(file: &Path) -> String {
    String::from_utf8(run("identity-host", &[file], "").stdout).expect("UTF-8")
}

fn inspect(file: &Path) -> Built {
    PROJECT.run_tool(support::cargo_vtable_api().to_str().unwrap(), &format!("vtable-api inspect {}", file.display()))
}

/// How many modules a library has, of which none is to be one that hosts open.
fn only_linked(inspected: &Built) -> usize {
    assert!(inspected.success, "{inspected:?}");
    let modules = inspected.stdout.lines().filter(|line| line.starts_with("module "));
    let ends = |line: &str| assert!(line.ends_with(", only linked: hosts cannot open it"), "{inspected:?}");
    modules.map(ends).count()
}

/// rustc exports what a linked crate exports, so a crate that others link exports nothing.
#[test]
fn a_library_is_never_the_module_that_it_links() {
    for name in ["libidentity_forgot.so", "libidentity_renames.so", "libidentity_wrapper.so"] {
        let said = opened(&built(name));
        assert!(
            said.contains("FILE") && said.contains("export one (Rust: `export = true;` in `module!`"),
            "{name}: {said}"
        );
        let inspected = inspect(&built(name));
        let linked = only_linked(&inspected);
        assert_eq!(linked > 0, name.contains("wrapper"), "the linker leaves out what nothing refers to");
    }
    assert_eq!(opened(&built("libidentity_png.so")), "identity-png: 1 true\n");
    let inspected = inspect(&built("libidentity_png.so"));
    assert!(inspected.success && !inspected.stdout.contains("only linked"), "{inspected:?}");
}

/// One object code for both, so nobody could tell the module from what links it.
#[test]
fn a_crate_that_exports_is_not_linked_too() {
    let refused = |command: &str| {
        let error = LazyLock::force(&PROJECT).cargo(command).only_error(command);
        assert!(error.message().starts_with("[VT0111] this crate is a module and an `rlib`"), "{error}");
        assert!(error.text.contains("cargo rustc --crate-type cdylib"), "{error}");
        error.at().unwrap_or_default().to_owned()
    };
    assert!(refused("check -p identity-both").starts_with("both/src/lib.rs:"));
    assert!(refused("check -p identity-kept --features alone").starts_with("kept/src/lib.rs:"));
    PROJECT.cargo("check -p identity-kept").assert_builds("where it does not export");
    PROJECT.cargo("rustc -p identity-both --crate-type cdylib").assert_builds("as a module");
    assert_eq!(opened(&built("libidentity_both.so")), "identity-both: 5 true\n");
}

/// However it is linked, stripped and called.
#[test]
fn a_library_is_told_from_what_it_links_in_releases_too() {
    for profile in ["fat", "thin"] {
        let build = format!("build -p identity-forgot -p identity-bundle --profile {profile}");
        LazyLock::force(&PROJECT).cargo(&build).assert_builds(profile);
        let build = format!("rustc -p identity-png --crate-type cdylib --profile {profile}");
        PROJECT.cargo(&build).assert_builds(profile);
        let folder = shared_target().join(profile);
        let renamed = folder.join("plugin.so");
        std::fs::copy(folder.join("libidentity_forgot.so"), &renamed).expect("a copy");
        assert!(opened(&renamed).contains("export one (Rust: `export = true;` in `module!`"), "{profile}");
        only_linked(&inspect(&renamed));
        for (file, said) in
            [("libidentity_png.so", "identity-png: 1 true\n"), ("libidentity_bundle.so", "identity-bundle: 13 true\n")]
        {
            std::fs::copy(folder.join(file), &renamed).expect("a copy");
            assert_eq!(opened(&renamed), said, "{profile}");
            inspect(&renamed).assert_builds(file);
        }
    }
}

#[test]
fn a_library_may_link_another_module_on_purpose() {
    assert_eq!(opened(&built("libidentity_bundle.so")), "identity-bundle: 13 true\n");
    let inspected = inspect(&built("libidentity_bundle.so"));
    inspected.assert_builds("a module that links one");
    let made = format!("made with vtable-api {}", env!("CARGO_PKG_VERSION"));
    for line in [
        format!("module `identity-bundle` 0.1.0, {made}, opened by hosts\n"),
        format!("module `identity-kept` 0.1.0, {made}, only linked: hosts cannot open it\n"),
    ] {
        assert!(inspected.stdout.contains(&line), "{inspected:?}");
    }
}

/// `VTABLE_MODULE` is each module's own, exported or not.
#[test]
fn a_program_that_links_modules_has_each_of_them() {
    for (program, said) in [
        ("identity-host", "identity-png: 1 true\nidentity-kept: 3 true\n"),
        ("identity-pair", "identity-png: 1 true\nidentity-jpg: 2 true\nanother: 11 true\n"),
    ] {
        let ran = run(program, &[Path::new("static")], "");
        assert_eq!(String::from_utf8_lossy(&ran.stdout), said, "{ran:?}");
    }
}

/// The last line of standard error.
fn last_line(program: &str, arguments: &[&Path], fails: &str) -> String {
    let ran = run(program, arguments, fails);
    assert!(!ran.status.success(), "{fails}: {ran:?}");
    String::from_utf8_lossy(&ran.stderr).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_panic_names_the_module_in_whose_file_it_is() {
    const NO: &str = "panicked; a panic cannot cross the boundary";
    let cases = [
        ("slot", format!("module `identity-png`: identity/part: slot `number` {NO}")),
        ("create", format!("module `identity-png`: creating `own` {NO}")),
        ("init", format!("module `identity-png`: `init` {NO}")),
        ("fini", format!("module `identity-png`: `fini` {NO}")),
        (
            "drop",
            "module `identity-png`: an object of `identity_png::Me` panicked while it was released; \
             a panic cannot cross the boundary"
                .to_owned(),
        ),
        // The host's closure, in the host's binary: no module's.
        ("callback", format!("identity/part: slot `each`, callback `f` {NO}")),
    ];
    for (fails, line) in cases {
        let file = built("libidentity_png.so");
        assert_eq!(last_line("identity-host", &[&file], fails), format!("vtable-api: {line}"));
    }
}

/// Nothing tells code of the program from that of its modules, but the types.
#[test]
fn a_panic_in_a_program_names_no_module_that_may_be_wrong() {
    const NO: &str = "panicked; a panic cannot cross the boundary";
    let (linked, own) = (Path::new("static"), Path::new("own"));
    let file = built("libidentity_png.so");
    let cases: [(&[&Path], &str, String); 5] = [
        (&[linked], "slot", format!("identity/part: slot `number` of `identity_png::Me` {NO}")),
        (&[linked], "create", format!("module `identity-png`: creating `own` {NO}")),
        (&[linked, own], "own", format!("identity/part: slot `number` of `identity_host::Mine` {NO}")),
        (&[own], "own", format!("identity/part: slot `number` {NO}")),
        (&[&file, own], "own", format!("identity/part: slot `number` {NO}")),
    ];
    for (arguments, fails, line) in cases {
        assert_eq!(last_line("identity-host", arguments, fails), format!("vtable-api: {line}"), "{arguments:?}");
    }
}
