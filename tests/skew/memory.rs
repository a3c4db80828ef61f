//! Some cells again, under valgrind and with sanitizers: no byte is read or written that is not there, and nothing
//! is left. Each tool first has to find two faults that are made on purpose.

use crate::build::{Compiler, FIXTURES, Fixtures, Job, compilers};
use crate::c;
use crate::side::{Language, Side, difference, expected, run};
use crate::support::{Project, has_nightly, in_parallel, output_within, tool, works};
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(120);

/// Ends a process with a failure where it finds one; what is still in use when the program ends is no leak.
const VALGRIND: [&str; 5] = [
    "-q",
    "--error-exitcode=99",
    "--leak-check=full",
    "--show-leak-kinds=definite,indirect",
    "--errors-for-leak-kinds=definite,indirect",
];

const SANITIZE: [&str; 3] = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

/// Frees what is lost, too; the reports of others are passed over.
fn sanitized(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("ASAN_OPTIONS", "detect_leaks=1").env("UBSAN_OPTIONS", "halt_on_error=1");
    command
}

fn valgrind(program: &Path) -> Command {
    let mut command = Command::new("valgrind");
    command.args(VALGRIND).arg(program);
    command
}

/// Runs the cells, each host as `with` starts it.
fn run_cells(cells: &[(&Side, &Side)], with: impl Fn(&Path) -> Command + Sync) {
    let wrong: Vec<_> = in_parallel(
        cells,
        |_| (),
        |(), (host, module)| {
            let found = run(with(&host.file).arg(&module.file), LIMIT);
            let difference = difference(&expected(host, module), &found);
            (!difference.is_empty()).then(|| format!("{} with {}\n{difference}", host.shown(), module.shown()))
        },
    );
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The module of revision 3 in C with a fault.
fn faulty(project: &Project, compiler: Compiler, name: &str, more: &[&str]) -> PathBuf {
    let header = project.path().join("c/faulty.h");
    let header = header.to_str().expect("a path that is text");
    let job = Job { compiler, is_host: false, revision: 3, header: 3 };
    job.compile(project, &c::folder(name), &[&["-include", header], more].concat())
}

#[track_caller]
fn assert_found(command: &mut Command, what: &str) {
    let done = output_within(LIMIT, command);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success() && said.contains(what), "`{what}` is not found by {command:?}\n{said}");
}

fn only<'a>(sides: &'a [Side], language: Language, revision: u32, build: &str) -> Option<&'a Side> {
    sides.iter().find(|side| side.language == language && side.revision == revision && side.build == build)
}

#[test]
fn valgrind_finds_nothing() {
    if !tool("the matrix under valgrind", "valgrind", "--version") {
        return;
    }
    let Fixtures { project, hosts, modules, .. } = &*FIXTURES;
    use Language::{C, Cpp, Rust};
    const FAT: &str = "fat LTO, panic=abort";
    let cells = [
        ((C, 3, "gcc"), (Rust, 3, "debug")),
        ((C, 3, "clang"), (Rust, 1, FAT)),
        ((C, 1, "gcc"), (Rust, 3, FAT)),
        ((C, 2, "tcc"), (Rust, 2, "debug")),
        ((C, 3, "tcc"), (C, 3, "clang")),
        ((C, 1, "gcc, header of revision 3"), (C, 3, "tcc")),
        ((C, 3, "gcc"), (C, 1, "gcc, header of revision 3")),
        ((C, 3, "gcc"), (Cpp, 3, "g++")),
        ((Rust, 3, "debug"), (Rust, 3, FAT)),
        ((Rust, 3, FAT), (Rust, 1, "debug")),
        ((Rust, 3, FAT), (C, 3, "gcc")),
        ((Rust, 1, "debug"), (C, 3, "gcc")),
        ((Rust, 3, "debug"), (C, 1, "tcc")),
        ((Rust, 3, "debug"), (Cpp, 3, "clang++")),
    ];
    // Which compiler is missing was named.
    let cells: Vec<_> = cells
        .into_iter()
        .filter_map(|(host, module)| {
            Some((only(hosts, host.0, host.1, host.2)?, only(modules, module.0, module.1, module.2)?))
        })
        .collect();
    run_cells(&cells, valgrind);

    let Some(compiler) = compilers().into_iter().find(|compiler| compiler.name == "gcc") else { return };
    let host = only(hosts, C, 3, "gcc").expect("its compiler is there");
    let short = faulty(project, compiler, "valgrind-short", &["-g"]);
    assert_found(valgrind(&host.file).arg(short), "Invalid write");
    let forgets = faulty(project, compiler, "valgrind-forgets", &["-g", "-DMATRIX_FORGETS"]);
    assert_found(valgrind(&host.file).arg(forgets), "definitely lost");
}

#[test]
fn sanitizers_find_nothing_in_c() {
    let Fixtures { project, modules, .. } = &*FIXTURES;
    for compiler in compilers().into_iter().filter(|compiler| ["gcc", "clang"].contains(&compiler.name)) {
        let test = format!("the matrix with sanitizers of {}", compiler.name);
        let out = c::folder(&format!("sanitized-{}", compiler.name));
        let probe = out.join("probe.c");
        std::fs::write(&probe, "int main(void) { return 0; }\n").expect("written");
        let mut probing = Command::new(compiler.program);
        probing.args(SANITIZE).arg(&probe).arg("-o").arg(out.join("probe"));
        if !works(&test, &mut probing, "libclang-rt-14-dev, libgcc-12-dev") {
            continue;
        }
        let job = |is_host, revision, header| Job { compiler, is_host, revision, header };
        let jobs: Vec<_> = [true, false]
            .into_iter()
            .flat_map(|host| [(1, 1), (3, 3), (1, 3)].map(|(is, with)| job(host, is, with)))
            .collect();
        let files = in_parallel(&jobs, |_| (), |(), job| job.compile(project, &out, &SANITIZE));
        let sides: Vec<_> = jobs.iter().zip(files).map(|(job, file)| (job.is_host, job.side(file))).collect();
        let hosts = sides.iter().filter(|(is_host, _)| *is_host).map(|(_, side)| side);
        // Rust modules as they are: their memory comes from the same `malloc`, which is watched now.
        let rust = modules.iter().filter(|module| module.build == "debug");
        let modules: Vec<_> = sides.iter().filter(|(is_host, _)| !is_host).map(|(_, side)| side).chain(rust).collect();
        let cells: Vec<_> = hosts.flat_map(|host| modules.iter().map(move |module| (host, *module))).collect();
        run_cells(&cells, sanitized);

        let host = &sides.iter().find(|(is_host, side)| *is_host && side.revision == 3).expect("it was made").1;
        let short = faulty(project, compiler, &format!("{}-short", compiler.name), &SANITIZE);
        assert_found(sanitized(&host.file).arg(short), "heap-buffer-overflow");
        let forgets = [&SANITIZE[..], &["-DMATRIX_FORGETS"]].concat();
        let forgets = faulty(project, compiler, &format!("{}-forgets", compiler.name), &forgets);
        assert_found(sanitized(&host.file).arg(forgets), "detected memory leaks");
    }
}

#[test]
fn sanitizers_find_nothing_in_rust() {
    let test = "the matrix in Rust with AddressSanitizer";
    let target = "x86_64-unknown-linux-gnu";
    if !cfg!(all(target_arch = "x86_64", target_os = "linux", target_env = "gnu")) {
        eprintln!("{test}: not run, it is for {target}");
        return;
    }
    if !has_nightly(test) {
        return;
    }
    let Fixtures { project, hosts, modules, .. } = &*FIXTURES;
    let folder = crate::support::shared_target().with_file_name("sanitized");
    let built = project.run_tool_with(
        "rustup",
        &format!(
            "run nightly cargo build --target {target} --package matrix-host-r3 --package matrix-module-r1 --package matrix-module-r3"
        ),
        &[
            ("CARGO_TARGET_DIR", folder.to_str().expect("a path that is text")),
            // A module finds the runtime in the host.
            ("RUSTFLAGS", "-Zsanitizer=address -Clink-arg=-rdynamic"),
        ],
    );
    built.assert_builds("with AddressSanitizer");
    let built = folder.join(target).join("debug");
    let with = |side: &Side, file: String| Side { file: built.join(file), ..side.clone() };
    let host = only(hosts, Language::Rust, 3, "debug").expect("it was built");
    let host = with(host, format!("matrix-host-r3{EXE_SUFFIX}"));
    let watched: Vec<_> = [1, 3]
        .map(|revision| only(modules, Language::Rust, revision, "debug").expect("it was built"))
        .map(|module| with(module, format!("{DLL_PREFIX}matrix_module_r{}{DLL_SUFFIX}", module.revision)))
        .into();
    // Modules of others, too: their memory comes from the same `malloc`, which is watched.
    let others = modules.iter().filter(|module| module.language != Language::Rust || module.build != "debug");
    let others = others.filter(|module| !module.build.contains("header") && module.revision != 2);
    let cells: Vec<_> = watched.iter().chain(others).map(|module| (&host, module)).collect();
    run_cells(&cells, sanitized);

    let Some(compiler) = compilers().into_iter().find(|compiler| compiler.name == "gcc") else { return };
    let short = faulty(project, compiler, "rust-short", &["-g"]);
    assert_found(sanitized(&host.file).arg(short), "heap-buffer-overflow");
    let forgets = faulty(project, compiler, "rust-forgets", &["-g", "-DMATRIX_FORGETS"]);
    assert_found(sanitized(&host.file).arg(forgets), "detected memory leaks");
}
