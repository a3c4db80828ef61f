//! Every compiler accepts every header.

use super::build::{Sample, codec, everything, host_services, table};
use super::tools::{compilers, directory};
use std::path::Path;
use vtable_api_manifest::header;

fn write(dir: &Path, samples: &[&Sample], main: &str) {
    std::fs::write(dir.join("vtable_api.h"), header::common()).expect("written");
    for sample in samples {
        std::fs::write(dir.join(header::file_name(&sample.table.id)), sample.text()).expect("written");
    }
    for extension in ["c", "cpp"] {
        std::fs::write(dir.join(format!("main.{extension}")), main).expect("written");
    }
}

/// With what makes values, which needs no library.
const ALLOCATOR: &str = "#include <stddef.h>
void *take(size_t count, size_t size);
void give(void *at);
#define VTABLE_API_ALLOC take
#define VTABLE_API_DEALLOC give
";

fn accepted(name: &str, samples: &[&Sample]) {
    accepted_after("", name, samples);
}

/// Each header alone and twice, with each target revision.
fn accepted_after(before: &str, name: &str, samples: &[&Sample]) {
    let dir = directory(name);
    let includes: String =
        samples.iter().map(|s| format!("#include \"{}\"\n", header::file_name(&s.table.id))).collect();
    write(&dir, samples, &format!("{before}{includes}{includes}int main(void) {{ return 0; }}\n"));
    for compiler in compilers() {
        compiler.accepts(&dir, "main", &[]);
    }
    let cc = compilers().first().expect("cc");
    for sample in samples {
        let prefix = header::file_name(&sample.table.id).trim_end_matches(".h").to_uppercase();
        for target in 1..=sample.revisions() {
            cc.accepts(&dir, "main", &[&format!("-D{prefix}_TARGET_REVISION={target}")]);
        }
        let out = cc.compile(&dir, "main", &[&format!("-D{prefix}_TARGET_REVISION=99")]);
        assert!(!out.status.success(), "a target revision that there is not");
    }
}

#[test]
fn the_common_header_alone() {
    let dir = directory("common");
    write(&dir, &[], "#include \"vtable_api.h\"\nint main(void) { return 0; }\n");
    for compiler in compilers() {
        compiler.accepts(&dir, "main", &[]);
    }
}

/// Whatever the includer has in force and included.
#[test]
fn the_header_that_opens_modules() {
    let dir = directory("host");
    let main = "#pragma pack(push, 1)\n#include \"vtable_api_host.h\"\n#include \"vtable_api_host.h\"\n#pragma pack(pop)\n\
                VTABLE_API_ASSERT(aligned, VTABLE_API_ALIGN_ == sizeof(uint64_t) || sizeof(void *) == 4);\n\
                int main(void) { return 0; }\n";
    write(&dir, &[], main);
    std::fs::write(dir.join("vtable_api_host.h"), header::host()).expect("written");
    for compiler in compilers() {
        let more: &[&str] = match compiler.extension {
            "cpp" => &["-Wshadow", "-Wold-style-cast", "-D_GNU_SOURCE"],
            _ => &[],
        };
        compiler.accepts(&dir, "main", more);
    }
}

#[test]
fn a_usual_table() {
    accepted("usual", &[&codec(), &host_services()]);
}

#[test]
fn everything_at_once() {
    accepted_after(ALLOCATOR, "everything", &[&everything()]);
}

#[test]
fn pascal_case() {
    let mut sample = everything();
    sample.table.c_case = vtable_api_manifest::model::CCase::Pascal;
    let text = sample.text();
    assert!(text.contains("*NodesEx1)(void *object)"), "{text}");
    accepted("pascal", &[&sample]);
}

#[test]
fn two_tables_share_a_type() {
    let one = table("viewer/one", &[(1, "fn a(&self, f: &Frame, s: &[Frame])")]).with("struct", "Frame", &["x: u8"]);
    let two = table("viewer/two", &[(1, "fn b(&self, f: Frame, s: &[Frame])")]).with("struct", "Frame", &["x: u8"]);
    accepted("shared", &[&one, &two]);
    // Declared before it is defined in one of them only, because of what names it there.
    let leaf = |sample: Sample| sample.with("struct", "Leaf", &["x: u8"]);
    let one = table("viewer/one", &[(1, "fn a(&self, n: &Node)")]).with("struct", "Node", &["leaf: *const Leaf"]);
    let (one, two) = (leaf(one), leaf(table("viewer/two", &[(1, "fn b(&self, l: &Leaf)")])));
    accepted("shared forward", &[&one, &two]);
    accepted("shared backward", &[&two, &one]);
}

#[test]
fn two_tables_that_mean_different_things_by_a_type_do_not_compile() {
    let frame = |kind: &str, parts: [&[&str]; 2]| {
        let one = table("viewer/one", &[(1, "fn a(&self, f: &Frame)")]).with(kind, "Frame", parts[0]);
        [one, table("viewer/two", &[(1, "fn b(&self, f: &Frame)")]).with(kind, "Frame", parts[1])]
    };
    for [one, two] in [
        frame("struct", [&["x: u8"], &["x: u16"]]),
        // Of the same size, so that no assert on a layout could tell.
        frame("struct", [&["x: u8", "y: u8"], &["y: u8", "x: u8"]]),
        frame("enum(u32)", [&["Ok = 0", "Bad = 1"], &["Bad = 0", "Ok = 1"]]),
        frame("enum(u32)", [&["Ok = 0"], &["Ok = 0", "Bad = 1"]]),
    ] {
        let dir = directory("differ");
        let includes = "#include \"viewer_one.h\"\n#include \"viewer_two.h\"\n";
        write(&dir, &[&one, &two], &format!("{includes}int main(void) {{ return 0; }}\n"));
        for compiler in compilers() {
            let out = compiler.compile(&dir, "main", &[]);
            let (name, said) = (compiler.name(), String::from_utf8_lossy(&out.stderr));
            assert!(!out.status.success(), "{name}");
            assert!(said.contains("viewer_two.h: a header before this one has another viewer_frame"), "{name}: {said}");
            if name != "tcc" {
                assert!(
                    said.contains("viewer_frame is one thing in viewer_one.h and another in viewer_two.h"),
                    "{said}"
                );
            }
        }
    }
}

/// `a-b/c` and `a/b-c` have the same names: that the second is left out would go unseen.
#[test]
fn two_tables_of_one_name_do_not_compile() {
    let (one, two) = (table("a-b/c", &[(1, "fn a(&self)")]), table("a/b-c", &[(1, "fn a(&self)")]));
    let dir = directory("one-name");
    std::fs::create_dir_all(dir.join("other")).expect("made");
    std::fs::write(dir.join("other/a_b_c.h"), two.text()).expect("written");
    write(&dir, &[&one], "#include \"a_b_c.h\"\n#include \"other/a_b_c.h\"\nint main(void) { return 0; }\n");
    for compiler in compilers() {
        let out = compiler.compile(&dir, "main", &[]);
        let said = String::from_utf8_lossy(&out.stderr);
        assert!(said.contains("another table's header has the names of table 'a/b-c'"), "{}: {said}", compiler.name());
    }
}

#[test]
fn a_table_without_slots_or_types() {
    accepted("empty", &[&table("a/empty", &[])]);
}

#[test]
fn a_table_of_many_revisions() {
    let slots: Vec<(u32, String)> = (1..=63).map(|n| (n, format!("fn slot{n}(&self, x: u32) -> u32"))).collect();
    let slots: Vec<(u32, &str)> = slots.iter().map(|(n, s)| (*n, s.as_str())).collect();
    let sample = table("a/long", &slots);
    assert!(sample.text().contains("#define A_LONG_REVISION_63 0x4000000000000000ull"));
    accepted("long", &[&sample]);
}

/// Their definitions are another library's, in C and in C++: a handle that leads to itself, capitals, and comments.
#[test]
fn foreign_structs() {
    let slots = [(1, "fn a(&self, x: Handle, y: &mut Handle) -> Option<Handle>"), (2, "fn b(&self, x: Holder)")];
    let handle = "foreign struct(struct lib_handle { int (*close)(struct lib_handle *); /* its own; */ struct { short A, B; } ID; }";
    let at = "foreign struct(struct lib_time { int32_t at; }";
    let sample = table("lib/handles", &slots)
        .with("struct", "Id", &["a: i16", "b: i16"])
        .with(handle, "Handle", &["close: Option<extern \"C\" fn(*mut Handle) -> c_int>", "ID: Id"])
        .with(at, "At", &["at: i32"])
        .with("struct", "Holder", &["number: u8", "handle: Handle", "at: At"]);
    let others = table("lib/others", &[(1, "fn a(&self, x: At)")]).with(at, "At", &["at: i32"]);
    accepted("foreign_structs", &[&sample, &others]);
}
