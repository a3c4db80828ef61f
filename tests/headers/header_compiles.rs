//! The headers that `cargo vtable-api header` writes for a crate of many shapes: every compiler at hand accepts
//! them, and the sizes and offsets in C are those in Rust.
#![cfg(unix)]

use crate::support::{Project, installed_file, shared_target, tool};
use crate::{c, support};
use std::fmt::Write;
use std::process::Command;
use std::sync::LazyLock;

const MANIFEST: &str = "\
[package]
name = \"shapes\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
vtable-api = { path = \"{vtable-api}\" }

[workspace]
";

/// All that may be a field, a parameter or a return.
const SHAPES: &str = r#"
use std::ffi::{c_char, c_double, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_ulong, c_void};
use std::ptr::NonNull;
use vtable_api::{AbiType, Open, OwnedSlice, OwnedStr, Slice, SliceMut, Str, vtable_api};

#[derive(AbiType)] #[repr(C)] pub struct Mixed { pub a: u8, pub b: u64, pub c: u16, pub d: f32, pub e: bool, pub f: f64, pub g: i8 }
#[derive(AbiType)] #[repr(C)] pub struct Words { pub a: c_char, pub b: c_long, pub c: c_short, pub d: c_ulong, pub e: c_uchar, pub f: c_longlong, pub g: c_schar, pub h: c_double, pub i: usize, pub j: isize }
#[derive(AbiType)] #[repr(C)] pub struct Arrays { pub a: [u8; 3], pub b: [u16; 5], pub c: [[u32; 2]; 3], pub d: u8, pub e: [Mixed; 2] }
#[derive(AbiType)] #[repr(C)] pub struct Pointers { pub a: u8, pub b: *const u8, pub c: *mut Mixed, pub d: Option<NonNull<u8>>, pub e: *mut c_void, pub f: extern "C" fn(u32) -> u64, pub g: Option<unsafe extern "C" fn(*const Mixed)>, pub h: u8 }
#[derive(AbiType)] #[repr(C)] pub struct Views<'a> { pub a: u8, pub b: Str<'a>, pub c: Slice<'a, Mixed>, pub d: u8, pub e: SliceMut<'a, u16>, pub f: &'a Mixed, pub g: Option<&'a Views<'a>>, pub h: u8 }
#[derive(AbiType)] #[repr(C)] pub struct Owning { pub a: u8, pub b: OwnedStr, pub c: OwnedSlice<u64>, pub d: u8 }
#[derive(AbiType)] #[repr(C)] pub struct Nested { pub a: u8, pub b: Mixed, pub c: Id, pub d: Tiny, pub e: Open<Growing>, pub f: Wide, pub g: u8 }
#[derive(AbiType)] #[repr(C)] pub struct Pair<A, B> { pub a: A, pub b: B }
#[derive(AbiType)] #[repr(C)] pub struct Tuple(pub u8, pub u32, pub u8);
#[derive(AbiType)] #[repr(C)] pub struct Keywords { pub class: u8, pub int: u32, pub template: u8, pub r#type: u16, pub NULL: u8, pub signed: u64 }
#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct Id(pub u64);
#[derive(AbiType)] #[repr(transparent)] pub struct Digest(pub [u8; 20]);
#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct Hook(pub unsafe extern "C" fn(&Mixed) -> bool);
#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct Maybe(pub Option<unsafe extern "C" fn(&Mixed)>);
#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct Outer(pub Inner);
#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct Inner(pub [u8; 4]);
#[derive(AbiType)] #[abi(opaque)] pub struct Hidden { _opaque: vtable_api::Opaque }
#[derive(AbiType, Clone, Copy)] #[repr(C)] pub union Either { pub a: u8, pub b: f64, pub c: [u32; 3] }
#[derive(AbiType, Clone, Copy)] #[repr(u8)] pub enum Tiny { A = 3, B, C = 255 }
#[derive(AbiType, Clone, Copy)] #[repr(i64)] pub enum Wide { Low = i64::MIN, Zero = 0, High = i64::MAX }
#[derive(AbiType, Clone, Copy)] #[abi(open)] #[repr(u16)] pub enum Growing { Red = 1, Green, Unknown(u16) }
#[derive(AbiType)] #[repr(C, u8)] pub enum TaggedC { Nothing, Small(u8), Large { a: u64, b: u8 }, Both(u8, f64) }
#[derive(AbiType)] #[repr(u16)] pub enum TaggedFlat<'a> { Nothing, Small(u8) = 7, Large { a: u64, b: u8 }, Text(Str<'a>) }
#[derive(AbiType)] #[repr(C, i32)] pub enum Failure { Io(c_int) = -4, Said(OwnedStr), Deep(Pair<u8, Either>), End }
pub type Outcome = Result<Mixed, Failure>;

/// Everything, with */ and /* and \ in its docs, and ??/ too.
#[vtable_api(id = "shapes/all")]
pub trait All {
    fn plain(&self, a: u8, b: i16, c: u32, d: i64, e: usize, f: isize, g: f32, h: f64, i: bool) -> u64;
    fn of_c(&self, a: c_char, b: c_short, c: c_int, d: c_long, e: c_longlong) -> c_ulong;
    fn by_value(&self, a: Mixed, b: Words, c: Arrays, d: Pointers, e: Nested, f: Tuple) -> Mixed;
    fn by_reference(&self, a: &Mixed, b: &mut Words, c: Option<&Arrays>, d: Option<&mut Tuple>, e: *const Keywords) -> Option<&Mixed>;
    fn views<'a>(&'a self, a: Views<'a>, b: &str, c: &[Mixed], d: &mut [u16], e: &[Str<'_>], f: Str<'a>) -> &'a str;
    fn owned(&mut self, a: Owning, b: String, c: Vec<u8>, d: Box<Mixed>, e: Vec<Id>) -> Vec<Tuple>;
    fn options(&self, a: Option<u8>, b: Option<Mixed>, c: Option<String>, d: Option<Id>, e: Option<f64>) -> Option<Tuple>;
    fn results(&self, a: Result<(), u8>, b: Result<u64, Failure>, c: Result<String, ()>) -> Outcome;
    fn enums(&self, a: Tiny, b: Wide, c: Growing, d: TaggedC, e: TaggedFlat<'_>, f: Failure) -> TaggedC;
    fn generic(&self, a: Pair<u8, u64>, b: &Pair<Tuple, Id>, c: Pair<Digest, Pair<u8, u8>>) -> Pair<f64, u8>;
    fn unions(&self, a: Either, b: &mut Either, c: &[Either]) -> Either;
    fn hidden(&self, a: &Hidden, b: &mut Hidden, c: Option<&Hidden>) -> *mut Hidden;
    fn new_types(&self, a: Id, b: Digest, c: &[Digest], d: Hook, e: Maybe, f: Outer, g: &Hook) -> Id;
    fn new_array(&self) -> Digest;
    fn new_function(&self, a: Option<Hook>, b: Result<Inner, Maybe>) -> Hook;
    fn scalars(&self, a: unsafe extern "C" fn(Id, &Mixed) -> Id, b: Option<unsafe extern "C" fn(Tiny, Hook) -> bool>) -> Id;
    fn called(&self, a: &dyn Fn(u32) -> u64, b: &mut dyn FnMut(&Mixed, &str) -> bool, c: &(dyn Fn(Outcome) + Sync), d: extern "C" fn(u8)) -> u8;
    fn objects(&self, a: &dyn Many, b: &mut dyn Many, c: Box<dyn Many>, d: Option<&dyn Many>) -> Box<dyn Many>;
    fn keywords(&self, class: Keywords, int: u8, object: u8, ret: u8, context: u8, r#match: u8, NULL: u8) -> Keywords;
    fn plain_free(a: u8) -> u16;
    fn double(&self) -> f64;
    #[revision(2)]
    fn plain_ex1(&self, a: u8, b: i16, c: u32, d: i64, e: usize, f: isize, g: f32, h: f64, i: bool, j: Tiny) -> u64 { let _ = j; self.plain(a, b, c, d, e, f, g, h, i) }
    #[revision(2)]
    fn r#virtual(&self) {}
    #[revision(3)]
    fn last(&self) -> Option<Id> { None }
}
"#;

const SLOTS: u32 = 400;

/// A table of 400 slots of mixed types.
fn many() -> String {
    let mut text =
        String::from("#[vtable_api(id = \"shapes/many\", c_case = \"Pascal\")]\npub trait Many: Send + Sync {\n");
    for n in 0..SLOTS {
        let signature = match n % 8 {
            0 => format!("fn slot_{n}(&self, a: u32, b: &[u8]) -> Tiny;"),
            1 => format!("fn slot_{n}(&self, a: &Mixed, out: &mut Words) -> bool;"),
            2 => format!("fn slot_{n}(&mut self, a: &str) -> String;"),
            3 => format!("fn slot_{n}(&self, a: Option<&Nested>, b: Id) -> Result<u64, Failure>;"),
            4 => format!("fn slot_{n}(&self, on_event: &mut dyn FnMut(&TaggedFlat<'_>) -> bool) -> u32;"),
            5 => format!("fn slot_{n}(&self, a: Vec<u8>, b: String) -> Option<f64>;"),
            6 => format!("fn slot_{n}(&self, a: Pair<u8, u64>, b: c_int, c: *mut c_void) -> Mixed;"),
            _ => format!("fn slot_{n}(&self, a: f64, b: f32, c: i8) -> Growing;"),
        };
        writeln!(text, "    {signature}").unwrap();
    }
    text + "}\n"
}

/// Names in Rust and in C; empty where they are the same.
type Fields = [(&'static str, &'static str)];

/// Types in Rust and in C, and their fields.
const LAYOUTS: &[(&str, &str, &Fields)] = &[
    ("Mixed", "shapes_mixed", &[("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""), ("f", ""), ("g", "")]),
    (
        "Words",
        "shapes_words",
        &[("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""), ("f", ""), ("g", ""), ("h", ""), ("i", ""), ("j", "")],
    ),
    ("Arrays", "shapes_arrays", &[("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", "")]),
    (
        "Pointers",
        "shapes_pointers",
        &[("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""), ("f", ""), ("g", ""), ("h", "")],
    ),
    (
        "Views<'_>",
        "shapes_views",
        &[("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""), ("f", ""), ("g", ""), ("h", "")],
    ),
    ("Owning", "shapes_owning", &[("a", ""), ("b", ""), ("c", ""), ("d", "")]),
    ("Nested", "shapes_nested", &[("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""), ("f", ""), ("g", "")]),
    ("Tuple", "shapes_tuple", &[("0", "_0"), ("1", "_1"), ("2", "_2")]),
    (
        "Keywords",
        "shapes_keywords",
        &[
            ("class", "class_"),
            ("int", "int_"),
            ("template", "template_"),
            ("r#type", "type"),
            ("NULL", "NULL_"),
            ("signed", "signed_"),
        ],
    ),
    ("Digest", "shapes_digest", &[]),
    ("Id", "shapes_id", &[]),
    ("Either", "shapes_either", &[]),
    ("Tiny", "shapes_tiny", &[]),
    ("Wide", "shapes_wide", &[]),
    ("Open<Growing>", "shapes_growing", &[]),
    ("TaggedC", "shapes_tagged_c", &[]),
    ("TaggedFlat<'_>", "shapes_tagged_flat", &[]),
    ("Failure", "shapes_failure", &[]),
    ("Pair<u8, u64>", "shapes_pair_u8_u64", &[("a", ""), ("b", "")]),
    ("Str<'_>", "vtable_api_str", &[]),
    ("Slice<'_, Mixed>", "vtable_api_slice_shapes_mixed", &[]),
    ("OwnedStr", "vtable_api_string", &[]),
    ("OwnedSlice<u64>", "vtable_api_vec_u64", &[]),
    (
        "AllTable",
        "shapes_all_table",
        &[("plain", ""), ("double", "double_"), ("plain_ex1", ""), ("r#virtual", "virtual_"), ("last", "")],
    ),
    ("ManyTable", "shapes_many_table", &[("slot_0", "Slot0"), ("slot_399", "Slot399")]),
];

/// Prints the layouts in Rust, for C a program that prints the same.
fn printers() -> (String, String) {
    // A new type around a function crosses as the function pointer that the header shows.
    let mut rust = String::from(
        "#![allow(warnings)]\nuse shapes::*;\nuse std::mem::offset_of;\nuse vtable_api::*;\n\
         type ByValue = __private::slot::ByValue<*const std::ffi::c_void>;\n\
         const fn direct<T: AbiType<Return = ByValue>>() {}\n\
         const _: () = { direct::<Hook>(); direct::<Maybe>() };\nfn main() {\n",
    );
    let mut c =
        String::from("#include <stdio.h>\n#include \"shapes_all.h\"\n#include \"shapes_many.h\"\nint main(void) {\n");
    for (ty, name, fields) in LAYOUTS {
        writeln!(rust, "    println!(\"{name} {{}}\", size_of::<{ty}>());").unwrap();
        writeln!(c, "    printf(\"{name} %u\\n\", (unsigned)sizeof({name}));").unwrap();
        for (field, member) in *fields {
            let member = if member.is_empty() { field } else { member };
            let owner = ty.replace("<'_>", "");
            writeln!(rust, "    println!(\"{name}.{member} {{}}\", offset_of!({owner}, {field}));").unwrap();
            writeln!(c, "    printf(\"{name}.{member} %u\\n\", (unsigned)offsetof({name}, {member}));").unwrap();
        }
    }
    (rust + "}\n", c + "    return 0;\n}\n")
}

static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::with_manifest("header_compiles", MANIFEST);
    project.write("src/lib.rs", &format!("#![allow(warnings)]\n{SHAPES}{}", many()));
    let (rust, c) = printers();
    project.write("src/bin/layouts.rs", &rust);
    for file in ["layouts.c", "layouts.cpp"] {
        project.write(file, &c);
    }
    for command in [
        "init --quiet",
        "freeze",
        "check --locked",
        "header --quiet --out include",
        "header --lang c++ --quiet --out cpp",
    ] {
        project.cli(command).assert_builds(command);
    }
    project
});

const STRICT: [&str; 5] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Iinclude"];

/// A compiler's name, its modes, and the file that it gets.
const COMPILERS: &[(&str, &[&str], &str)] = &[
    ("cc", &["-std=c99", "-std=c11"], "layouts.c"),
    ("g++", &["-std=c++17"], "layouts.cpp"),
    ("clang", &["-std=c99", "-std=c11"], "layouts.c"),
    ("clang++", &["-std=c++17"], "layouts.cpp"),
    ("tcc", &["-std=c99"], "layouts.c"),
];

/// What is there under this name, or under one with a version.
fn program(name: &str) -> Option<String> {
    let versions = (14..=22).map(|version| format!("{name}-{version}"));
    let found =
        [name.to_owned()].into_iter().chain(versions).find(|name| Command::new(name).arg("-v").output().is_ok());
    if name == "cc" {
        return Some(found.expect("`cc` is required"));
    }
    if found.is_none() && name == "clang++" {
        return program("clang");
    }
    found.or_else(|| tool("header_compiles", name, "-v").then(|| name.to_owned()))
}

#[test]
fn layouts_in_c_are_those_in_rust() {
    let project = &*PROJECT;
    project.cargo("build --bin layouts").assert_builds("the printer");
    let printed = Command::new(shared_target().join("debug/layouts")).output().expect("it runs");
    let wanted = String::from_utf8(printed.stdout).expect("text");
    assert!(wanted.lines().count() > 80, "{wanted}");

    for (name, modes, file) in COMPILERS {
        let Some(compiler) = program(name) else { continue };
        for mode in *modes {
            let mut command = Command::new(&compiler);
            command.current_dir(project.path()).args(STRICT).arg(mode).arg(file).args(["-o", "layouts"]);
            if *name == "clang++" {
                command.arg("-lstdc++");
            }
            let done = command.output().expect("the compiler runs");
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success() && said.is_empty(), "{compiler} {mode}:\n{said}");
            let printed = Command::new(project.path().join("layouts")).output().expect("it runs");
            assert_eq!(String::from_utf8_lossy(&printed.stdout), wanted, "{compiler} {mode}");
        }
    }
}

/// A module and a host to begin with compile as they are, and meet.
#[test]
fn skeletons_compile_and_meet() {
    let project = &*PROJECT;
    project.cli("header --skeleton --quiet --out skeleton").assert_builds("skeletons");
    for compiler in ["cc", "clang"].into_iter().filter_map(program) {
        for (table, revisions) in [("all", "0x7"), ("many", "0x1")] {
            let compile = |source: String, more: &[&str], out: &str| {
                let mut command = Command::new(&compiler);
                command.current_dir(project.path()).args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]);
                let done = command.args(["-Iskeleton", &source, "-o", out]).args(more).output().expect("it runs");
                assert!(done.status.success(), "{compiler}: {}", String::from_utf8_lossy(&done.stderr));
            };
            compile(format!("skeleton/shapes_{table}_module.c"), &["-shared", "-fPIC"], "skeleton/module.so");
            compile(format!("skeleton/shapes_{table}_host.c"), &["-ldl"], "skeleton/host");
            let mut host = Command::new(project.path().join("skeleton/host"));
            let met = host.current_dir(project.path()).args(["skeleton/module.so", "mine"]).output().expect("it runs");
            let said = String::from_utf8_lossy(&met.stdout);
            assert_eq!(said, format!("my-module 0.1.0: revisions {revisions}\n"), "{met:?}");
        }
    }
    let again = project.cli("header --skeleton --quiet --out skeleton");
    assert!(
        !again.success && again.stderr.contains("already exists, and a skeleton does not overwrite it"),
        "{again:?}"
    );
}

/// Reads declarations, and prints what it is asked for.
const CFFI: &str = "\
import cffi, sys
ffi = cffi.FFI()
ffi.cdef(open('plain/header_compiles.plain.h').read())
constants = ffi.dlopen(None)
for line in open('asked.txt'):
    kind, name, member = line.rstrip('\\n').split(' ')
    if kind == 'size': print(name, ffi.sizeof(name))
    if kind == 'offset': print(name + '.' + member, ffi.offsetof(name, member))
    if kind == 'constant': print(name, getattr(constants, name))
";

/// The declarations that `header --plain` writes say the same as the headers: to a compiler, and to cffi.
#[test]
fn tools_that_read_c_take_the_declarations() {
    let project = &*PROJECT;
    let written = project.cli("header --plain --out plain");
    written.assert_builds("header --plain");
    let file = written.stdout.split(':').next().and_then(|path| path.rsplit('/').next()).expect("a file").to_owned();
    let (_, program_in_c) = printers();
    let (_, main) = program_in_c.split_once("#include \"shapes_many.h\"\n").expect("the includes");
    let includes = ["stdio", "stdint", "stddef", "stdbool"].map(|name| format!("#include <{name}.h>\n")).concat();
    project.write("plain/layouts.c", &format!("{includes}#include \"{file}\"\n{main}"));
    let run = |source: &str| {
        let mut command = Command::new(program("cc").expect("`cc`"));
        command.current_dir(project.path()).args(STRICT).args(["-std=c99", source, "-o", "plain/layouts"]);
        let done = command.output().expect("cc runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let printed = Command::new(project.path().join("plain/layouts")).output().expect("it runs");
        String::from_utf8(printed.stdout).expect("text")
    };
    let wanted = run("layouts.c");
    assert_eq!(run("plain/layouts.c"), wanted);

    let python = "/usr/bin/python3";
    if !support::works("header_compiles", Command::new(python).args(["-c", "import cffi"]), "python3-cffi") {
        return;
    }
    let mut asked: Vec<String> = LAYOUTS
        .iter()
        .flat_map(|(_, name, fields)| {
            let member = |(field, member): &(&str, &str)| {
                if member.is_empty() { (*field).to_owned() } else { (*member).to_owned() }
            };
            let offsets = fields.iter().map(move |field| format!("offset {name} {}", member(field)));
            std::iter::once(format!("size {name} -")).chain(offsets)
        })
        .collect();
    // Each constant of the headers, which a program in C prints.
    let text = ["include/shapes_all.h", "include/shapes_many.h"].map(|header| project.read(header)).concat();
    let constants = text.lines().filter_map(|line| {
        let enumerator = line.strip_prefix("VTABLE_API_CONSTANT_(").and_then(|rest| rest.split(", ").nth(1));
        enumerator.or_else(|| {
            line.strip_prefix("#define ")?.split_once(' ').filter(|(name, _)| is_constant(name)).map(|(name, _)| name)
        })
    });
    let constants: std::collections::BTreeSet<&str> = constants.collect();
    assert!(constants.len() > 20, "{constants:?}");
    let mut all =
        String::from("#include <stdio.h>\n#include \"shapes_all.h\"\n#include \"shapes_many.h\"\nint main(void) {\n");
    for name in constants.into_iter().filter(|name| *name != "SHAPES_WIDE_LOW") {
        asked.push(format!("constant {name} -"));
        // What does not fit an `int64_t` is a revision or a fingerprint.
        let (format, ty) = if is_constant(name) { ("llu", "unsigned long long") } else { ("lld", "long long") };
        writeln!(all, "    printf(\"{name} %{format}\\n\", ({ty}){name});").expect("text");
    }
    project.write("constants.c", &(all + "    return 0;\n}\n"));
    project.write("asked.txt", &(asked.join("\n") + "\n"));
    let script = CFFI.replace("header_compiles.plain.h", &file);
    let python = Command::new(python).current_dir(project.path()).args(["-c", &script]).output().expect("it runs");
    assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
    assert_eq!(String::from_utf8_lossy(&python.stdout), wanted + &run("constants.c"));
}

/// Of a revision.
fn is_constant(name: &str) -> bool {
    name.contains("_REVISION_") && !name.contains("TARGET") || name.contains("_FINGERPRINT_")
}

#[test]
fn each_header_stands_alone_at_each_target_revision() {
    let project = &*PROJECT;
    for (header, prefix, revisions) in [("shapes_all.h", "SHAPES_ALL", 3), ("shapes_many.h", "SHAPES_MANY", 1)] {
        let file = format!("alone_{header}.c");
        project
            .write(&file, &format!("#include \"{header}\"\n#include \"{header}\"\nint main(void) {{ return 0; }}\n"));
        for revision in 1..=revisions {
            let mut command = Command::new(program("cc").expect("`cc`"));
            command.current_dir(project.path()).args(STRICT).args(["-std=c99", "-fsyntax-only", &file]);
            let done = command.arg(format!("-D{prefix}_TARGET_REVISION={revision}")).output().expect("cc runs");
            assert!(done.status.success(), "{header} at {revision}: {}", String::from_utf8_lossy(&done.stderr));
        }
    }
    let text = project.read("include/shapes_many.h");
    assert_eq!(text.matches("(VTABLE_API_CALL *Slot").count(), SLOTS as usize);
}

#[test]
fn a_header_that_is_written_again_is_the_same() {
    let project = &*PROJECT;
    for (args, files) in [("header --out include", 3), ("header --lang c++ --out cpp", 6)] {
        let again = project.cli(args);
        again.assert_builds("header");
        assert!(again.stdout.lines().count() == files && !again.stdout.contains("written"), "{}", again.stdout);
    }
    for header in ["shapes_all.h", "shapes_many.h", "vtable_api.h"] {
        let of = |folder: &str| project.read(&format!("{folder}/{header}"));
        assert!(of("include") == of("cpp"), "{header}");
    }
}

/// Classes with every slot of both tables, declared as the header's own comment says: as in the handles.
fn providers() -> String {
    let mut text =
        String::from("#include \"shapes_many.hpp\"\n#include \"shapes_all.hpp\"\n#include \"shapes_all.hpp\"\n");
    for (header, class, last) in [("all", "All", 3), ("many", "Many", 1)] {
        let file = PROJECT.read(&format!("cpp/shapes_{header}.hpp"));
        let (handles, _) = file.split_once(" struct VTABLE_API_HIDDEN_ ").expect("a provider");
        for n in 1..=last {
            let name = format!("{class}{n}");
            let members = members(handles, &format!("shapes_{header}"), n);
            writeln!(
                text,
                "class {name} : public shapes_{header}::{class}Provider<{name}, {n}> {{\npublic:\n{members}}};"
            )
            .unwrap();
            writeln!(text, "extern const vtable_api_export export_{name} = {name}::creates(\"{name}\");").unwrap();
        }
    }
    text.push_str("std::uint64_t use(shapes_all::AllBox &all) {\n    auto f = [](auto &&...) { return true; };\n");
    text.push_str(
        "    return all.called([](std::uint32_t n) { return std::uint64_t(n); }, f, [](auto &&) {}, nullptr);\n}\n",
    );
    text
}

/// The methods of revision `last` and of those before it, as members without a body.
fn members(handles: &str, namespace: &str, last: u32) -> String {
    let (mut revision, mut before, mut members) = (1, "", String::new());
    let callbacks: Vec<&str> =
        handles.lines().filter_map(|line| line.strip_prefix("struct ")?.split(' ').next()).collect();
    for line in handles.lines() {
        if let Some((_, n)) = line.split_once("_TARGET_REVISION >= ") {
            revision = n.trim().parse().expect("a revision");
        } else if line == "#endif" {
            revision = 1;
        }
        let is_static = line.contains("return vtable_api_call_static(");
        if revision <= last && (is_static || line.contains("return vtable_api_call(")) {
            let mut member = before.trim().trim_end_matches(" {").to_owned();
            if is_static {
                member = format!("static {}", member.trim_end_matches(" const"));
            }
            for callback in &callbacks {
                member = member.replace(&format!("{callback} "), &format!("{namespace}::{callback} "));
            }
            writeln!(members, "    {member};").expect("text");
        }
        before = line;
    }
    members
}

#[test]
fn what_is_written_for_cpp_compiles_with_every_shape() {
    let project = &*PROJECT;
    project.write("providers.cpp", &providers());
    let modes = [("g++", "-std=c++17"), ("g++", "-std=c++20 -fno-exceptions -fno-rtti"), ("clang++", "-std=c++2b")];
    for (name, mode) in modes {
        let Some(compiler) = program(name) else { continue };
        let mut command = Command::new(compiler);
        command.current_dir(project.path()).args([
            "-Wall",
            "-Wextra",
            "-Wpedantic",
            "-Werror",
            "-Wshadow",
            "-Wold-style-cast",
            "-Icpp",
        ]);
        let done = command.args(mode.split(' ')).args(["-fsyntax-only", "providers.cpp"]).output().expect("it runs");
        assert!(done.status.success(), "{name} {mode}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// What a member function returns where the slot lends: what stays, and nothing that is gone with the call. And elements that own
/// something are not copied as bytes.
#[test]
fn cpp_does_not_lend_what_is_gone() {
    for (name, mode) in [("g++", "-std=c++17"), ("clang++", "-std=c++20")] {
        let Some(compiler) = program(name) else { continue };
        for (is_right, code) in &lending() {
            compiles_only_if(&compiler, mode, *is_right, code);
        }
    }
}

#[track_caller]
fn compiles_only_if(compiler: &str, mode: &str, is_right: bool, code: &str) {
    let heads = "#include \"shapes_all.hpp\"\n#include \"shapes_many.hpp\"\n#include <string>\n";
    PROJECT.write("lends.cpp", &format!("{heads}{OWNERS}{code}\n"));
    let mut command = Command::new(compiler);
    let done = command.current_dir(PROJECT.path()).args([mode, "-Icpp", "-fsyntax-only", "lends.cpp"]).output();
    let done = done.expect("the compiler runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.success(), is_right, "{compiler}: {code}\n{said}");
    let says = ["the slot lends what it returns", "elements that own something", "vtable_api::exclusive"];
    assert!(is_right || says.iter().any(|text| said.contains(text)), "{compiler}: {code}\n{said}");
}

/// Code that lends, and whether what it lends is still there.
fn lending() -> Vec<(bool, String)> {
    let made = |slot: &str, c: &str, member: &str, value: &str| {
        format!("void call() {{ vtable_api::cross::shape<{slot}>::in<{c}>([]() -> {member} {{ {value} }}); }}")
    };
    let kept = "static std::string kept; return kept;";
    let lends = |many: &str| {
        format!("void call(shapes_all::AllRef all, {many}) {{ (void)all.objects(many, many, {{}}, many); }}")
    };
    let copied = |name: &str, members: &str| {
        format!(
            "struct {name} {{ {members} }};\nstruct many {{ {name} *ptr; uintptr_t len, cap; void (*free)(many *) noexcept; }};\n\
             auto copied = vtable_api::owned<many>::copy({{}});"
        )
    };
    vec![
        (true, made("std::string_view", "vtable_api_str", "std::string_view", "return \"view\";")),
        (true, made("std::string_view", "vtable_api_str", "const char *", "return \"literal\";")),
        (true, made("std::string_view", "vtable_api_str", "const std::string &", kept)),
        (false, made("std::string_view", "vtable_api_str", "std::string", "return \"gone\";")),
        (
            false,
            made("std::string_view", "vtable_api_str", "vtable_api::string", "return vtable_api::string::copy(\"\");"),
        ),
        (false, made("const std::uint32_t &", "const std::uint32_t *", "const int &", "static int kept; return kept;")),
        (
            true,
            made(
                "const std::uint32_t &",
                "const std::uint32_t *",
                "std::uint32_t &",
                "static std::uint32_t kept; return kept;",
            ),
        ),
        (true, made("std::uint32_t", "std::uint32_t", "int", "return 1;")),
        (true, "auto copied = vtable_api::owned<vtable_api_vec_u8>::copy({});".into()),
        (false, "auto copied = vtable_api::owned<vtable_api_vec_shapes_owning>::copy({});".into()),
        (
            true,
            "void read(vtable_api::owned<vtable_api_vec_shapes_owning> &all) { for (auto &one : all) { (void)one; } }"
                .into(),
        ),
        // What members are called says nothing of what they own.
        (true, copied("hook", "int *free;")),
        (true, copied("event", "std::uint32_t tag; union { float some; } u;")),
        // An object that may be changed is nobody else's meanwhile.
        (true, lends("shapes_many::ManyMut &many")),
        (true, lends("shapes_many::ManyBox &many")),
        (false, lends("shapes_many::ManyRef many")),
    ]
}

/// A vector of what the table has by itself only.
const OWNERS: &str = "struct vtable_api_vec_shapes_owning { shapes_owning *ptr; uintptr_t len, cap; void (*free)(vtable_api_vec_shapes_owning *) noexcept; };\n";

const GREW: &str = "\
#[vtable_api::vtable_api(id = \"grew/meter\")]
pub trait Meter {
    fn read(&self) -> u32;
    #[revision(2)]
    fn read_ex1(&self, port: u32) -> u32 {
        let _ = port;
        self.read()
    }
}
";

/// A file of a program in C++, made for one revision: what it agrees on.
const FILE_OF_A_REVISION: &str = "\
#include \"grew_meter.hpp\"
std::uint64_t NAME(vtable_api_object object);
std::uint64_t NAME(vtable_api_object object) {
    auto meter = grew_meter::MeterRef::negotiate(object, __FILE__);
    return meter ? meter->agreed() : 0;
}
";

const PROGRAM_OF_TWO: &str = "\
#include \"grew_meter.hpp\"
#include <cstdio>
std::uint64_t of_1(vtable_api_object object);
std::uint64_t of_2(vtable_api_object object);
namespace {
class Mine : public grew_meter::MeterProvider<Mine> {
public:
    std::uint32_t read() const { return 1; }
    std::uint32_t read_ex1(std::uint32_t port) const { return port; }
};
}
int main() {
    Mine mine;
    const vtable_api_object object = Mine::lend(mine);
    std::printf(\"%d %d\\n\", static_cast<int>(of_1(object)), static_cast<int>(of_2(object)));
}
";

/// Files of one program may target several revisions: what is inline in the header is each file's own, and in whatever order they
/// are linked.
#[test]
fn files_of_one_program_target_two_revisions() {
    let project = Project::library("grew", GREW);
    for command in ["init", "freeze", "header --lang c++ --out include"] {
        project.cli(command).assert_builds(command);
    }
    for n in [1, 2] {
        let file = FILE_OF_A_REVISION.replace("NAME", &format!("of_{n}"));
        project.write(&format!("of_{n}.cpp"), &format!("#define GREW_METER_TARGET_REVISION {n}\n{file}"));
    }
    project.write("main.cpp", PROGRAM_OF_TWO);
    for (name, mode) in [("g++", "-O0"), ("g++", "-O2 -flto -Wodr"), ("clang++", "-O0")] {
        let Some(compiler) = program(name) else { continue };
        for files in ["main.cpp of_1.cpp of_2.cpp", "of_2.cpp of_1.cpp main.cpp"] {
            let args = format!("-std=c++17 -Wall -Wextra -Wpedantic -Werror -Iinclude {mode} {files} -o program");
            let args = if name == "clang++" { format!("{args} -lstdc++") } else { args };
            let built = Command::new(&compiler).current_dir(project.path()).args(args.split(' ')).output();
            let built = built.expect("the compiler runs");
            assert!(built.status.success(), "{name} {mode}: {}", String::from_utf8_lossy(&built.stderr));
            let ran = Command::new(project.path().join("program")).output().expect("it runs");
            assert_eq!(String::from_utf8_lossy(&ran.stdout), "1 3\n", "{name} {mode}, {files}");
        }
    }
}

/// `macros.txt` and `globals.txt` have every name that the headers of this machine have.
#[test]
fn the_lists_of_names_that_systems_have_are_fresh() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-manifest/src/c_name");
    if !tool("header_compiles", "x86_64-w64-mingw32-gcc", "--version") {
        return;
    }
    for (header, package) in [("X11/Xlib.h", "libx11-dev"), ("curses.h", "libncurses-dev")] {
        if !installed_file("header_compiles", &std::path::Path::new("/usr/include").join(header), package) {
            return;
        }
    }
    let out = c::folder("words");
    let done = Command::new("sh").arg("words.sh").arg(&out).current_dir(&folder).output().expect("sh runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    for list in ["macros.txt", "globals.txt"] {
        let read = |folder: &std::path::Path| std::fs::read_to_string(folder.join(list)).expect("a list");
        assert!(read(&folder) == read(&out), "{list} lacks names: run `sh words.sh .` in {}", folder.display());
    }
}

const DOCUMENTED: &str = r##"
use vtable_api::{AbiType, vtable_api};

macro_rules! table {
    ($(#[$slot:meta])* $name:ident) => {
        #[doc = include_str!("../docs.md")]
        #[vtable_api(id = "documented/meter")]
        pub trait Meter {
            $(#[$slot])*
            fn $name(&self, at: &Place) -> Kind;
        }
    };
}

table! {
    /// Reads once.
    ///
    #[doc = concat!("Never in ", stringify!(parallel), ".\nA second line\tof it.")]
    #[doc(alias = "measure")]
    read
}

#[doc = concat!("Where it ", "is. */ not here")]
#[derive(AbiType)]
#[repr(C)]
pub struct Place {
    #[doc = include_str!("../field.md")]
    pub x: u32,
}

#[doc = env!("CARGO_PKG_NAME")]
#[derive(AbiType)]
#[repr(u8)]
pub enum Kind {
    #[doc = include_str!("../variant.md")]
    Exact = 1,
}
"##;

/// What only the compiler knows of a comment is in the header, as it is in rustdoc.
#[test]
fn docs_that_a_macro_writes_are_in_the_header() {
    let project = Project::library("documented", DOCUMENTED);
    project.write("docs.md", "# A meter\r\n\r\n* reads\0\r\ntable\tother/table\n");
    project.write("field.md", "From the left.");
    project.write("variant.md", "");
    for command in ["init", "freeze", "header --out include"] {
        project.cli(command).assert_builds(command);
    }
    let header = project.read("include/documented_meter.h");
    for wanted in [
        " * # A meter\n *\n * * reads\n * table    other/table\n",
        "    /* [its thread] Reads once.\n     *\n     * Never in parallel.\n     * A second line    of it.\n",
        "Where it is. * / not here",
        "/* From the left. */",
        " * documented\n",
    ] {
        assert!(header.contains(wanted), "{wanted}{header}");
    }
    assert!(!header.contains("measure"), "{header}");
    project.write("all.c", "#include \"documented_meter.h\"\nint main(void) { return 0; }\n");
    project.run_tool("cc", "-std=c99 -Wall -Wextra -pedantic -Werror -Iinclude -fsyntax-only all.c").assert_builds("C");
    project.cli("check").assert_builds("check");

    project.write("field.md", "From the right.");
    let again = project.cli("header --out include");
    again.assert_builds("header");
    assert!(project.read("include/documented_meter.h").contains("/* From the right. */"), "{}", again.stdout);
}
