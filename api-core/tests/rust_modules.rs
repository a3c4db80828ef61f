//! Modules in crates of their own: no `unsafe`, a renamed dependency, several in one program.
#![cfg(feature = "load")]

include!("support/counter.rs");

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::{env, fs};
use vtable_api_core::module::Module;

/// The module's source after `use iface::*;`.
const PNG: &str = r#"
    renamed::module! {
        create "steps" => CounterBox: || Steps::new(7);
        export = cfg(feature = "plugin");
    }
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust_modules")
}

fn write(path: &str, text: &str) {
    let path = root().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

fn krate(name: &str, manifest: &str, source: &str) {
    let head = format!("[package]\nname = \"{name}\"\nversion = \"1.2.3\"\nedition = \"2024\"\n");
    write(&format!("{name}/Cargo.toml"), &format!("{head}{manifest}"));
    write(&format!("{name}/src/lib.rs"), source);
}

fn module(name: &str, source: &str) {
    let manifest = "[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n[features]\nplugin = []\n[dependencies]\n\
        iface = { path = \"../iface\" }\nrenamed = { package = \"facade\", path = \"../facade\" }\n";
    let lints = "#![forbid(unsafe_code)]\n#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]\n\
        #![allow(clippy::wildcard_imports)]\n//! A module.\n";
    krate(name, manifest, &format!("{lints}use iface::*;\n{source}"));
}

/// One workspace for all, written once: its crates share their dependencies.
fn workspace() {
    static WRITTEN: OnceLock<()> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        write("Cargo.toml", "[workspace]\nmembers = [\"*\"]\nexclude = [\"target\"]\nresolver = \"3\"\n");
        let core = env!("CARGO_MANIFEST_DIR");
        let counter = Path::new(core).join("tests/support/counter.rs");
        krate(
            "iface",
            &format!("[dependencies]\nvtable-api-core = {{ path = '{core}' }}\n"),
            &format!("mod table {{ include!(r\"{}\"); }}\npub use table::counter::*;\n", counter.display()),
        );
        krate(
            "facade",
            &format!("[dependencies]\nvtable-api-core = {{ path = '{core}' }}\n"),
            "pub use vtable_api_core::module;\n",
        );
        module("png", PNG);
        module("jpg", &PNG.replace("Steps::new(7)", "Steps::new(8)"));
        for (name, source, _) in MISTAKES {
            module(name, source);
        }
        let dependencies = "[dependencies]\niface = { path = \"../iface\" }\npng = { path = \"../png\" }\njpg = { path = \"../jpg\" }\n\
            vtable-api-core = { path = 'CORE' }\n"
            .replace("CORE", core);
        krate("both", &dependencies, "");
        write(
            "both/src/main.rs",
            "use iface::*;
             use vtable_api_core::module::Module;
             fn main() {
                 let made = |module| Module::from_static(module).unwrap().create::<CounterBox>(\"steps\").unwrap().count();
                 println!(\"{} {}\", made(&png::VTABLE_MODULE), made(&jpg::VTABLE_MODULE));
             }",
        );
    });
}

fn cargo(args: &[&str]) -> Output {
    workspace();
    let output = Command::new(env!("CARGO"))
        .args(args)
        .arg("--offline")
        .current_dir(root())
        .env("CARGO_TARGET_DIR", root().join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    println!("{args:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn built(name: &str) -> PathBuf {
    root().join("target/debug").join(format!("{}{name}{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX))
}

#[test]
fn a_crate_that_forbids_unsafe_is_a_module() {
    assert!(cargo(&["build", "-p", "png", "--features", "png/plugin"]).status.success());
    let plugin = root().join("png-plugin");
    fs::copy(built("png"), &plugin).unwrap();
    let module = Module::open(&plugin).unwrap();
    assert_eq!((module.name(), module.version()), ("png", "1.2.3"));
    let steps = module.create::<CounterBox>("steps").unwrap();
    assert_eq!((steps.add(1), steps.twice()), (8, 16));

    assert!(cargo(&["build", "-p", "png"]).status.success(), "the symbol is opt-in");
    assert!(Module::open(built("png")).unwrap_err().to_string().contains("without the symbol"));
}

#[test]
fn two_modules_are_linked_into_one_program() {
    let output = cargo(&["run", "-q", "-p", "both"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "7 8");
}

/// Crate, source, and a part of the compiler's message.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        "unknown",
        "renamed::module! { created \"steps\" => CounterBox: Steps::default; }",
        "module!: `created` does not begin a known line, has another form, or appears twice; the lines are: create",
    ),
    (
        "twice",
        "renamed::module! { name = \"a\"; name = \"b\"; }",
        "module!: `name` does not begin a known line, has another form, or appears twice",
    ),
    (
        "same",
        "renamed::module! { create \"a\" => CounterBox: Steps::default; create \"a\" => CounterBox: Steps::default; }",
        "module!: two exports are called `a`",
    ),
    (
        "newer",
        "renamed::module! { require \"a\" => CounterBox, revision 3; }",
        "module!: `a` is required with revision 3, but `",
    ),
    ("nul", "renamed::module! { name = \"a\\0b\"; }", "module!: names and versions cannot contain NUL"),
    (
        "pointer",
        "fn make() -> Steps { Steps::new(1) }\n renamed::module! { create \"a\" => CounterBox: make as fn() -> Steps; }",
        "module!: write a function's path, or a closure that captures nothing",
    ),
    (
        "stranger",
        "renamed::module! { create \"a\" => CounterBox: || 5u32; }",
        "the trait `Counter` is not implemented for `u32`",
    ),
    (
        "unsound",
        "renamed::module! { create \"a\" => CounterBox: || { core::hint::assert_unchecked(true); Steps::new(1) }; }",
        "is unsafe and requires unsafe",
    ),
    (
        "forbidden",
        "renamed::module! { create \"a\" => CounterBox: || { unsafe { core::hint::assert_unchecked(true) }; Steps::new(1) }; }",
        "usage of an `unsafe` block",
    ),
    (
        "unshared",
        "/// A cell.\npub struct Cell(core::cell::Cell<u32>);
         impl Counter for Cell { fn count(&self) -> u32 { 1 } fn add(&self, _: u32) -> u32 { 1 } }
         renamed::module! { create \"a\" => CounterBox: || Cell(1.into()); }",
        "`std::cell::Cell<u32>` cannot be shared between threads safely",
    ),
];

#[test]
fn mistakes_are_told_at_build_time() {
    for (name, _, wanted) in MISTAKES {
        let output = cargo(&["build", "-q", "-p", name]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{name} builds");
        assert!(stderr.contains(wanted), "{name}: {stderr}");
        assert!(stderr.contains(&format!("{name}/src/lib.rs")), "{name}: at the user's line: {stderr}");
    }
}

#[test]
fn strict_lints_find_nothing() {
    let output = cargo(&["clippy", "-q", "-p", "png"]);
    assert!(output.status.success());
}
