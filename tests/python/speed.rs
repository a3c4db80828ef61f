//! A call through the table, and the same by other ways.

use crate::build::{FIXTURES, build_rust, example, install_bridge, script};
use crate::fixtures::{compile, run};
use crate::interpreters::{ALL, Interpreter};
use crate::support::{tool, works};
use crate::{c, page};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The interpreter that has a compiler's headers and cffi from the same packages.
fn system() -> Option<&'static Interpreter> {
    let test = "python: speed";
    let python = ALL.iter().find(|python| python.name.ends_with("the system's"));
    let config = tool(test, "/usr/bin/python3-config", "--includes");
    let cffi = works(test, Command::new("/usr/bin/python3").args(["-c", "import cffi"]), "python3-cffi");
    python.filter(|_| config && cffi)
}

/// The bridge and the modules, built alike, and the ordinary extension; what the script prints.
fn measure(python: &Interpreter, profile: &str, rounds: u32) -> String {
    let folder = c::folder("speed");
    let built = build_rust(None, profile);
    install_bridge(&folder, &built.join("libvtmodule.so"), "_bridge.so");
    let tokens = optimised(&folder, &example("modules/tokens.c"), &[], "tokens.so");
    let config = run(Command::new("/usr/bin/python3-config").arg("--includes"), &folder).silent("python3-config");
    optimised(&folder, &script("plain.c"), &config.split_whitespace().collect::<Vec<_>>(), "plain.so");
    let (rounds, stats) = (rounds.to_string(), built.join("libstats.so"));
    python.run(&script("speed.py"), &[folder.as_ref(), rounds.as_ref(), tokens.as_ref(), stats.as_ref()])
}

fn optimised(folder: &Path, source: &Path, flags: &[&str], name: &str) -> PathBuf {
    let file = folder.join(name);
    let mut command = Command::new("cc");
    command.args(["-O2", "-shared", "-fPIC"]).args(flags).arg("-I").arg(FIXTURES.project.path().join("py-api-1"));
    compile(command.arg(source).arg("-o").arg(&file), folder);
    file
}

/// Not how fast: an unoptimised bridge on a machine that does other things says nothing.
#[test]
fn every_way_to_call_gives_the_same() {
    let Some(python) = system() else { return };
    let out = measure(python, "dev", 1);
    assert_eq!(out.lines().count(), 5, "{out}");
}

/// `VTABLE_API_BLESS=1 cargo test -p vtable-api-tests --test python measure -- --ignored` on an idle machine writes the page.
#[test]
#[ignore = "builds with optimisation, and needs an idle machine"]
fn measure_the_speed() {
    let Some(python) = system() else { return };
    let out = measure(python, "release", 60);
    println!("{out}");
    page::keep_speed(&out);
}
