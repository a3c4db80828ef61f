//! Programs that provide, call and refuse tables.

use super::build::{codec, host_services};
use super::tools::{Compiler, compilers, directory};
use std::path::PathBuf;
use std::process::Command;
use vtable_api_manifest::header;

const PROGRAM: &str = include_str!("program.c");

const USUAL: &str = "sum 12\nerror empty input\ntopic\nfreed\nlog 3 scanning\nscan 0 total 3\n";
const REFUSED: &str = "released one
required: a required revision is not provided
null: there is no table
id: the table has another id
contract: the table speaks another contract
size: the table is shorter than its revisions claim
fork: no common revision
slot: the table has an empty slot in a revision that it claims
silent: refused, no reason given
another: the table has another id
negotiate: the table has no header
";

fn expected(target: u32) -> String {
    let agreed = if target == 1 { 1 } else { 3 };
    let ex = if target == 1 { "" } else { "ex1 0 103 found 1 7\nshape 7 side 9\nabc\n" };
    format!(
        "log 1 init\ninit 0\nrequires log acme/host-services\n\
         two agreed {agreed}: 0 3x4 version 42\n{USUAL}{ex}one agreed 1: 0 3x4 version 42\n{USUAL}{REFUSED}"
    )
}

fn prepared(name: &str, program: &str) -> PathBuf {
    let dir = directory(name);
    std::fs::write(dir.join("vtable_api.h"), header::common()).expect("written");
    for sample in [codec(), host_services()] {
        std::fs::write(dir.join(header::file_name(&sample.table.id)), sample.text()).expect("written");
    }
    for extension in ["c", "cpp"] {
        std::fs::write(dir.join(format!("main.{extension}")), program).expect("written");
    }
    dir
}

#[test]
fn programs_run() {
    let dir = prepared("run", PROGRAM);
    for compiler in compilers().iter().filter(|c| c.runs) {
        for (target, optimised) in [(1, "-O0"), (2, "-O2")] {
            ran(compiler, &dir, target, optimised);
        }
    }
}

fn ran(compiler: &Compiler, dir: &PathBuf, target: u32, optimised: &str) {
    let defined = format!("-DVIEWER_CODEC_TARGET_REVISION={target}");
    let out = compiler.link(dir, "main", &[&defined, optimised]);
    let name = compiler.name();
    assert!(out.status.success(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
    let out = Command::new(dir.join("program")).current_dir(dir).output().expect("the program starts");
    assert!(out.status.success(), "{name} {target} {optimised}: {}", out.status);
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(text, expected(target), "{name} {target} {optimised}");
}

/// One line of the program, changed; the compilers that should notice.
fn rejected(name: &str, from: &str, to: &str, by: impl Fn(&Compiler) -> bool) {
    let program = PROGRAM.replacen(from, to, 1);
    assert_ne!(program, PROGRAM, "{from}");
    let dir = prepared(name, &program);
    let mut asked = compilers().iter().filter(|c| c.runs && by(c)).peekable();
    if asked.peek().is_none() {
        // `compilers` has failed already where every tool is required.
        eprintln!("not tested, because no compiler that should notice is here: {name}");
        return;
    }
    for compiler in asked {
        assert!(!compiler.compile(&dir, "main", &[]).status.success(), "{}", compiler.name());
    }
}

#[test]
fn a_forgotten_slot_does_not_compile() {
    rejected("forgotten", "decode_ex1, find, rename_ }", "decode_ex1, find }", |c| c.program != "tcc");
}

#[test]
fn swapped_slots_do_not_compile() {
    rejected(
        "swapped",
        "{ VIEWER_CODEC_HEADER(1, release), decode, checksum",
        "{ VIEWER_CODEC_HEADER(1, release), checksum, decode",
        |_| true,
    );
}

#[test]
fn a_slot_that_may_throw_does_not_compile_from_cpp17_on() {
    let from = "FN uint32_t VTABLE_API_CALL version(void) VTABLE_API_NOEXCEPT {";
    let late = |c: &Compiler| ["-std=c++17", "-std=c++20", "-std=c++2b"].iter().any(|s| c.args.contains(s));
    rejected("throws", from, "FN uint32_t VTABLE_API_CALL version(void) {", late);
}
