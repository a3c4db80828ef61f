//! Input of someone who keeps to nothing: tables, callers, modules and hosts in memory that ends in a page which nobody
//! may touch; records and `abi.toml` of arbitrary bytes. `fuzz/` drives the same checks for longer.
#![cfg(target_os = "linux")]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

#[path = "c/mod.rs"]
mod c;
#[path = "hostile/mod.rs"]
mod checks;
#[path = "hostile/package.rs"]
mod package;
mod support;

use checks::pages::Pages;
use checks::{binaries, modules, tables, texts};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::ffi::{CString, c_void};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use vtable_api::__private::handle::Handle;
use vtable_api::Module;
use vtable_api_core::raw::Header;

/// The same cases in every run; the fuzzers look for others.
fn cases(count: u32, most: usize, check: impl Fn(&[u8])) {
    let config = Config { cases: count, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let run = TestRunner::new_with_rng(config, rng).run(&vec(any::<u8>(), 0..most), |bytes| {
        check(&bytes);
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn tables_that_keep_to_nothing() {
    let pages = Pages::new();
    cases(10_000, 160, |bytes| tables::table(bytes, &pages));
}

#[test]
fn callers_that_keep_to_nothing() {
    let pages = Pages::new();
    cases(10_000, 120, |bytes| tables::caller(bytes, &pages));
}

/// The `negotiate` of `vtable_api.h`.
#[test]
fn callers_of_a_table_in_c_that_keep_to_nothing() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("negotiation/module.c");
    let prints = tables::spec().fingerprints.iter().enumerate();
    let prints: Vec<_> = prints.map(|(at, print)| format!("-DPRINT_{}=UINT64_C({print:#x})", at + 1)).collect();
    let prints: Vec<_> = prints.iter().map(String::as_str).collect();
    let library = c::library(&c::folder("hostile"), "gauges", &source, &c::common_header(), &prints);
    let module = Module::open(library).unwrap_or_else(|error| panic!("{error}"));
    let gauge = module.create::<tables::GaugeBox>("good").unwrap_or_else(|error| panic!("{error}"));
    // SAFETY: a negotiated table has a whole header.
    let header = unsafe { &*gauge.raw().table::<Header>() };
    let pages = Pages::new();
    cases(10_000, 120, |bytes| tables::asks(bytes, &pages, header, false));
}

/// A function of this name, in C.
fn function(name: &str, text: &str) -> *mut c_void {
    let folder = c::folder(&format!("hostile-{name}"));
    let source = folder.join(format!("{name}.c"));
    std::fs::write(&source, text).expect("a file is written");
    let library = c::library(&folder, name, &source, &c::common_header(), &["-ldl"]);
    let file = CString::new(library.as_os_str().as_bytes()).expect("a path without NUL");
    let name = CString::new(name).expect("a name without NUL");
    // SAFETY: a library that was just built, without initialisers.
    let handle = unsafe { libc::dlopen(file.as_ptr(), libc::RTLD_NOW) };
    // SAFETY: any handle, and a name that ends.
    let found = unsafe { libc::dlsym(handle, name.as_ptr()) };
    assert!(!found.is_null());
    found
}

/// The caller's side of `vtable_api.h`.
#[test]
fn tables_that_are_asked_from_c_and_keep_to_nothing() {
    // SAFETY: what the source says; the library stays loaded.
    let ask = unsafe { std::mem::transmute::<*mut c_void, tables::AskInC>(function("ask", ASK)) };
    let pages = Pages::new();
    cases(10_000, 160, |bytes| tables::table_in_c(bytes, &pages, ask));
}

const ASK: &str = "\
#include \"vtable_api.h\"
extern VTABLE_API_EXPORT const vtable_api_header *ask(const vtable_api_header *table, const vtable_api_caller *caller,
                                                      const uint32_t *ends, uint64_t *agreed);
const vtable_api_header *ask(const vtable_api_header *table, const vtable_api_caller *caller, const uint32_t *ends,
                             uint64_t *agreed) {
    return vtable_api_negotiate(table, caller, ends, agreed);
}
";

#[test]
fn modules_that_keep_to_nothing() {
    let pages = Pages::new();
    cases(4_000, 400, |bytes| _ = modules::module(bytes, &pages));
}

/// `vtable_api_host.h`.
#[test]
fn modules_that_a_host_in_c_begins_and_that_keep_to_nothing() {
    // SAFETY: what the source says; the library stays loaded.
    let begin = unsafe { std::mem::transmute::<*mut c_void, modules::BeginInC>(function("begin", BEGIN)) };
    let pages = Pages::new();
    cases(10_000, 400, |bytes| modules::module_in_c(bytes, &pages, begin));
}

const BEGIN: &str = "\
#include \"vtable_api_host.h\"
extern VTABLE_API_EXPORT bool begin(const vtable_api_module_v1 *module, const vtable_api_host *host, char *why,
                                    uintptr_t why_size);
bool begin(const vtable_api_module_v1 *module, const vtable_api_host *host, char *why, uintptr_t why_size) {
    vtable_api_line_ line = vtable_api_line_at_(why, why_size);
    return vtable_api_begin_(module, host, &line);
}
";

#[test]
fn hosts_that_keep_to_nothing() {
    let pages = Pages::new();
    cases(4_000, 400, |bytes| modules::host(bytes, &pages));
}

#[test]
fn record_sections_that_keep_to_nothing() {
    cases(4_000, 300, texts::section);
}

#[test]
fn object_files_that_keep_to_nothing() {
    cases(1_500, 300, binaries::file);
}

#[test]
fn abi_toml_that_keeps_to_nothing() {
    cases(1_500, 120, texts::abi_toml);
}

#[test]
fn canonical_text_that_keeps_to_nothing() {
    cases(8_000, 120, texts::canonical);
}

/// The tests above could not fail if the page behind a piece could be read.
#[test]
fn one_byte_too_many_is_fatal() {
    const CHILD: &str = "VTABLE_API_TESTS_READ_TOO_FAR";
    if std::env::var_os(CHILD).is_some() {
        let pages = Pages::new();
        let at = pages.put(b"no NUL").cast_const().cast();
        // SAFETY: none. It reads until the process ends, which is what the parent waits for.
        let _ = std::hint::black_box(unsafe { std::ffi::CStr::from_ptr(at) });
        return;
    }
    let program = std::env::current_exe().expect("this program has a path");
    let mut child = Command::new(program);
    child.args(["--exact", "one_byte_too_many_is_fatal"]).env(CHILD, "1").stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = child.spawn().expect("it starts");
    let status = (0..600).find_map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        child.try_wait().expect("it is ours")
    });
    let Some(status) = status else {
        let _ = child.kill();
        panic!("it does not end");
    };
    assert_eq!(status.signal(), Some(libc::SIGSEGV), "{status}");
}
