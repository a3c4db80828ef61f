//! What a header has to make and drop values: a program makes one of each form, and gives back all memory and each object
//! once. It includes two headers that share types.

use super::build::{Sample, table};
use super::tools::{compilers, directory, is_there};
use std::path::Path;
use std::process::Command;
use vtable_api_manifest::header::{self, HeaderError};

const PROGRAM: &str = include_str!("functions.c");

fn owners(id: &str) -> Sample {
    let slots = [
        (1, "fn all(&self, all: All) -> Result<All, Failure>"),
        (1, "fn events(&self) -> Vec<Event>"),
        (1, "fn texts(&self) -> Vec<String>"),
        (1, "fn flat(&self) -> Option<Flat>"),
        (1, "fn hash(&self) -> Result<Hash, ()>"),
        (1, "fn grid(&self) -> Option<[[u16; 3]; 2]>"),
        (1, "fn boxes(&self, hash: Box<Hash>, grid: Box<[[u16; 3]; 2]>, all: Box<Named>)"),
        (1, "fn pairs(&self) -> Vec<[String; 2]>"),
        (1, "fn hashes(&self) -> Vec<Hash>"),
        (1, "fn objects(&self) -> Vec<Option<Box<dyn \"x/y\">>>"),
        (1, "fn open(&self) -> Result<Box<dyn \"x/y\">, String>"),
        (1, "fn lent(&self) -> Result<&dyn \"x/y\", u8>"),
        (1, "fn both(&self) -> Result<&dyn \"x/y\", Box<dyn \"x/y\">>"),
        (1, "fn lent_all(&self) -> Vec<&dyn \"x/y\">"),
        (1, "fn callbacks(&self, each: Vec<extern \"C\" fn(u8) -> u8>)"),
        (1, "fn hidden(&self, all: Box<Kept>, node: Node)"),
    ];
    table(id, &slots)
        .with(
            "struct",
            "All",
            &[
                "name: String",
                "grid: [[String; 2]; 3]",
                "link: Option<Result<Vec<u8>, Box<u32>>>",
                "named: Named",
                "object: Box<dyn \"x/y\">",
                "lent: &dyn \"x/y\"",
                "number: u8",
            ],
        )
        .with("tuple transparent", "Named", &["0: [Text; 2]"])
        .with("tuple transparent", "Text", &["0: String"])
        .with("tuple transparent", "Hash", &["0: [u8; 4]"])
        .with("enum(C, i16)", "Event", &["None = -1", "Text(String) = 0", "Two { a: Vec<u8>, b: String } = 7"])
        .with("enum(u8)", "Flat", &["Tag { tag: String } = 3", "Number(u64) = 4"])
        .with("enum(u32)", "Failure", &["Damaged = 1"])
        .with("struct", "Node", &["value: String", "next: Vec<Node>"])
        .with("struct", "Kept", &["value: core::ManuallyDrop<String>"])
        .with("transparent", "core::ManuallyDrop<String>", &["value: String"])
}

fn write(dir: &Path, program: &str) {
    std::fs::write(dir.join("vtable_api.h"), header::common()).expect("written");
    for id in ["own/one", "own/two"] {
        std::fs::write(dir.join(header::file_name(id)), owners(id).text()).expect("written");
    }
    for extension in ["c", "cpp"] {
        std::fs::write(dir.join(format!("main.{extension}")), program).expect("written");
    }
}

#[test]
fn values_are_made_and_dropped() {
    let dir = directory("functions");
    write(&dir, PROGRAM);
    for (index, compiler) in compilers().iter().filter(|c| c.runs).enumerate() {
        let shadow = if compiler.program == "tcc" { "-Wall" } else { "-Wshadow" };
        let cast = if compiler.extension == "cpp" { "-Wold-style-cast" } else { "-Wall" };
        let name = compiler.name();
        let out = compiler.link(&dir, "main", &[shadow, cast, ["-O0", "-O2"][index % 2]]);
        assert!(out.status.success(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
        let out = Command::new(dir.join("program")).output().expect("the program starts");
        let said = String::from_utf8_lossy(&out.stdout);
        assert!(out.status.success() && said == "all given back\n", "{name}: {said}");
    }
}

#[test]
fn every_access_is_to_memory_that_is_there() {
    let dir = directory("functions-valgrind");
    write(&dir, PROGRAM);
    if !is_there("valgrind") {
        return;
    }
    let cc = compilers().iter().find(|c| c.program == "cc").expect("cc");
    let out = cc.link(&dir, "main", &["-g"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["-q", "--error-exitcode=9", "--leak-check=full", "--errors-for-leak-kinds=all"]);
    let out = valgrind.arg(dir.join("program")).output().expect("valgrind");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

/// One of them would be wrong for the other.
#[test]
fn what_c_cannot_tell_apart_has_no_function() {
    let text = owners("own/one").text();
    for (name, is_there) in [
        ("vtable_api_result_object_string_drop(", true),
        ("vtable_api_result_object_u8_drop(", false),
        ("vtable_api_result_object_object_drop(", false),
        ("vtable_api_vec_object_alloc(", false),
        ("vtable_api_vec_object_drop(", true),
        ("vtable_api_vec_option_object_alloc(", true),
        ("vtable_api_vec_option_object_copy(", false),
        (" own_kept_drop(", false),
        (" core_manually_drop_string_drop(", false),
        (" own_failure_drop(", false),
    ] {
        assert_eq!(text.contains(name), is_there, "{name}");
    }
}

#[test]
fn functions_take_their_names() {
    for (slot, name) in [
        ("fn a(&self, x: Text, y: &TextDrop)", "viewer_text_drop"),
        ("fn a(&self, x: Result<u8, Text>, y: Result<u8, TextOk>)", "vtable_api_result_u8_viewer_text_ok"),
    ] {
        let sample = table("viewer/codec", &[(1, slot)])
            .with("struct", "Text", &["x: String"])
            .with("struct", "TextDrop", &["x: u8"])
            .with("struct", "TextOk", &["x: u8"]);
        match sample.header() {
            Err(HeaderError::Collision { name: found, second, .. }) => {
                assert_eq!(found, name);
                assert!(second.starts_with("a function of `"), "{second}");
            }
            other => panic!("{slot}: {other:?}"),
        }
    }
    let one = table("viewer/one", &[(1, "fn a(&self) -> Text")]).with("struct", "Text", &["x: String"]);
    let two = table("viewer/two", &[(1, "fn a(&self) -> TextDrop")]).with("struct", "TextDrop", &["x: u8"]);
    let (one, two) = (one.text(), two.text());
    let headers = [("viewer_one.h", one.as_str()), ("viewer_two.h", two.as_str())];
    assert_eq!(header::clash(headers).expect("a clash").name, "viewer_text_drop");
}

#[test]
fn an_allocator_comes_first_and_is_whole() {
    let dir = directory("functions-late");
    let late = "#include \"own_one.h\"\n#define VTABLE_API_STDLIB\n#include \"own_two.h\"\n";
    let half = "#define VTABLE_API_ALLOC calloc\n#include \"own_one.h\"\n";
    for (program, expected) in [(late, "before the first include"), (half, "or neither")] {
        write(&dir, program);
        for compiler in compilers() {
            let out = compiler.compile(&dir, "main", &[]);
            let said = String::from_utf8_lossy(&out.stderr);
            assert!(said.contains(expected) && !out.status.success(), "{}: {said}", compiler.name());
        }
    }
}
