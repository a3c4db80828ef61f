//! Tools that a machine may lack. A test that cannot run says so by name; with `VTABLE_API_REQUIRE_TOOLS=1`
//! it fails.

use std::path::Path;
use std::process::Command;

/// The compiler whose texts are stored beside the tests. Others word them differently.
pub const PINNED: &str = "1.95.0";

/// Whether the compiler is the pinned one.
pub fn pinned_toolchain(test: &str) -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let found = Command::new(rustc).arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let found = String::from_utf8_lossy(&found).trim().to_string();
    found.split_whitespace().nth(1) == Some(PINNED)
        || missing(test, &format!("rustc {PINNED}, whose texts are stored; this is `{found}`"))
}

/// Whether `program` can be run.
pub fn tool(test: &str, program: &str, version: &str) -> bool {
    let runs = Command::new(program).arg(version).output().is_ok_and(|output| output.status.success());
    runs || missing(test, &format!("`{program}`"))
}

/// The first of these programs that can be run.
pub fn first_tool<'a>(test: &str, names: &[&'a str]) -> Option<&'a str> {
    let runs = |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    let found = names.iter().find(runs).copied();
    if found.is_none() {
        missing(test, &format!("`{}`", names.join("` or `")));
    }
    found
}

/// Whether a tool can do what it needs one package more for.
pub fn works(test: &str, command: &mut Command, package: &str) -> bool {
    let works = command.output().is_ok_and(|output| output.status.success());
    works || missing(test, &format!("what `{}` needs for this ({package})", command.get_program().to_string_lossy()))
}

/// Whether there is a nightly compiler. Not every machine can get it, so this is no reason to fail.
pub fn has_nightly(test: &str) -> bool {
    let found = Command::new("rustup").args(["run", "nightly", "rustc", "--version"]).output();
    let found = found.is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("{test}: not run, it needs `rustup toolchain install nightly`");
    }
    found
}

/// Whether a package's file is there.
pub fn installed_file(test: &str, file: &Path, package: &str) -> bool {
    file.exists() || missing(test, &format!("{} ({package})", file.display()))
}

/// Whether rustc can build for a target. Not every machine can get it, so this is no reason to fail.
pub fn installed_target(test: &str, target: &str) -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let folder = Command::new(rustc).args(["--print", "target-libdir", "--target", target]).output();
    let folder = folder.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_string()).unwrap_or_default();
    let installed = !folder.is_empty() && Path::new(&folder).exists();
    if !installed {
        eprintln!("{test}: not run for {target}, it needs `rustup target add {target}`");
    }
    installed
}

fn missing(test: &str, what: &str) -> bool {
    let text = format!("{test}: not run, it needs {what}");
    if std::env::var_os("VTABLE_API_REQUIRE_TOOLS").is_some_and(|value| value == "1") {
        panic!("{text} (and VTABLE_API_REQUIRE_TOOLS=1)");
    }
    eprintln!("{text}");
    false
}
