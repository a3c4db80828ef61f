//! scratch
mod support;
use support::*;
const ROWS: &[(&str, &[(&str, &str)])] = &[
    ("rename", &[("fn rewind(", "fn «back»(")]),
    ("swap", &[("    fn rewind(&mut self);\n    fn close(&mut self);", "    fn «close»(&mut self);\n    fn «rewind»(&mut self);")]),
    ("retype", &[("out: *mut Frame) -> i32;", "out: *mut «Inner») -> i32;")]),
    ("outer", &[("out: *mut Frame) -> i32;", "out: &mut Frame) -> i32;")]),
    ("ret", &[("h: Handle) -> i32", "h: Handle) -> u32")]),
    ("ret2", &[("fn bits(&self, bits: Bits, size: Size) -> u32", "fn bits(&self, bits: Bits, size: Size)")]),
    ("count", &[("fn flush(&self)", "fn flush(&self, hard: bool)")]),
    ("unsafe", &[("fn flush(&self)", "unsafe fn flush(&self)")]),
    ("alias", &[("type Handle = u32", "type Handle = u64")]),
    ("nested", &[("    pub a: u32,\n    pub b: u16", "    pub a: u32,\n    pub z: u8,\n    pub b: u16")]),
    ("variant", &[("    BadData = 1,", "    BadData = 1,\n    Busy = 2,")]),
    ("default", &[(") -> i32 {\n        let _ = flags;\n        self.read(out)\n    }", ") -> i32;")]),
    ("receiver", &[("fn close(&mut self)", "fn close(&self)")]),
    ("far", &[("pub name: *const u8", "pub name: *mut u8")]),
    ("hooked", &[("pub code: u64", "pub code: i64")]),
    ("callback", &[("dyn FnMut(u32)", "dyn FnMut(u64)")]),
    ("callback2", &[("fn(*const Hooked)", "fn(*const Far)")]),
    ("len", &[("KEY: usize = 16", "KEY: usize = 32")]),
    ("bounds", &[("Codec: Send {", "Codec: Send + Sync {")]),
    ("delete", &[("    fn rewind(&mut self);\n", "")]),
    ("delete-last", &[("    fn flush(&self);\n", "")]),
    ("append", &[("    fn flush(&self);\n", "    fn flush(&self);\n    fn more(&self);\n")]),
    ("insert", &[("    fn flush(&self);\n", "    fn more(&self);\n    fn flush(&self);\n")]),
    ("union", &[("    pub real: f32,\n", "    pub real: f32,\n    pub bytes: i32,\n")]),
    ("repr", &[("#[repr(u32)]", "#[repr(u8)]")]),
    ("repr2", &[("#[repr(C, u32)]", "#[repr(u32)]")]),
    ("disc", &[("Io = 7", "Io = 8")]),
    ("transp", &[("#[repr(transparent)]", "#[repr(C)]")]),
    ("fieldswap", &[("    pub width: u32,\n    pub height: u32,", "    pub height: u32,\n    pub width: u32,")]),
    ("fieldrename", &[("pub height", "pub tall")]),
    ("fieldgone", &[("    pub next: *const Far,\n", "")]),
    ("payload", &[("Error(i32)", "Error(i64)")]),
    ("payload2", &[("done: u32, total: u32", "done: u32, total: u64")]),
    ("variantgone", &[("    BadData = 1,\n", "")]),
    ("open", &[("    Green = 2,\n", "    Green = 3,\n")]),
    ("closed", &[("#[abi(open)]\n", ""), ("    Unknown(u16),\n","")]),
    ("typerename", &[("Frame", "Picture"), ("Frame", "Picture"), ("Frame", "Picture")]),
    ("ppconst", &[("far: *const *const Far", "far: *const Far")]),
    ("revision", &[("#[revision(2)]", "#[revision(3)]")]),
    ("id", &[("id = \"viewer/sink\"", "id = \"viewer/codec\"")]),
    ("opaque", &[("/// Only behind a pointer.\n#[derive(AbiType)]\n#[repr(C)]", "#[derive(AbiType)]\n#[abi(opaque)]\n#[allow(dead_code)]")]),
    ("pascal", &[("\"viewer/sink\"", "\"viewer/sink\", c_case=\"Pascal\"")]),
    // harmless
    ("H movetype", &[("pub struct Size(pub u64);", ""), ("#[derive(AbiType)]\n#[repr(transparent)]", "pub use m::Size;\nmod m { #[derive(vtable_api::AbiType)]\n#[repr(transparent)]\npub struct Size(pub u64); }")]),
    ("H addfree", &[("/// Nothing that is recorded reaches it.\n#[derive(AbiType)]\n#[repr(C)]\npub struct Free {", "#[derive(AbiType)]\n#[repr(C)]\npub struct Free {\n    pub z: u8,")]),
    ("H reorder", &[("    Ok = 0,\n    BadData = 1,\n    Io = 7,\n", "    Io = 7,\n    BadData = 1,\n    Ok = 0,\n")]),
    ("H openappend", &[("    Green = 2,\n", "    Green = 2,\n    Blue = 3,\n")]),
];
#[test]
fn scratch() {
    let source = include_str!("edits/viewer.rs");
    let p = Project::library("edits-scratch", "viewer", source);
    p.write("abi.toml", &std::fs::read_to_string("/tmp/viewer-abi.toml").unwrap());
    let t = std::time::Instant::now();
    eprintln!("{}", p.check().stderr);
    eprintln!("{:?}", t.elapsed());
    for (name, edits) in ROWS {
        let mut text = source.to_string();
        for (a, b) in *edits { assert!(text.contains(a), "{name} {a}"); text = text.replacen(a, &b.replace(['«', '»'], ""), 1); }
        p.write("src/lib.rs", &text);
        eprintln!("=== {name}\n{}", p.check().stderr);
    }
    eprintln!("{:?}", t.elapsed());
}
