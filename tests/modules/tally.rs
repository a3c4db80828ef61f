//! Modules in C that tell which one they are.
#![cfg(unix)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::c;

/// What `tally/module.c` provides.
#[vtable_api::vtable_api(id = "test/tally", unrecorded)]
pub trait Tally: Send + Sync {
    /// Which module this is.
    fn number(&self) -> u32;
    /// How often its `init` was called.
    fn began(&self) -> u32;
    /// Adds to its static sum.
    fn add(&self, more: u32) -> u32;
    /// The same as a function that may be kept.
    fn adder(&self) -> extern "C" fn(u32) -> u32;
}

/// `tally/module.c` as the module number `number`.
#[track_caller]
pub fn tally(folder: &std::path::Path, name: &str, number: u32, more: &[&str]) -> std::path::PathBuf {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("modules/tally/module.c");
    let print = <TallyRef<'_> as vtable_api::__private::handle::Handle>::SPEC.fingerprints[0];
    let (print, number) = (format!("-DFINGERPRINT=UINT64_C({print:#x})"), format!("-DNUMBER={number}"));
    c::library(folder, name, &source, &c::common_header(), &[&[print.as_str(), number.as_str()], more].concat())
}

pub fn tally_of(module: &vtable_api::Module) -> TallyRef<'static> {
    module.get("tally").expect("its only export")
}
