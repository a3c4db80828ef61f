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

/// Each header alone and twice, with each target revision.
fn accepted(name: &str, samples: &[&Sample]) {
    let dir = directory(name);
    let includes: String =
        samples.iter().map(|s| format!("#include \"{}\"\n", header::file_name(&s.table.id))).collect();
    write(&dir, samples, &format!("{includes}{includes}int main(void) {{ return 0; }}\n"));
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

#[test]
fn a_usual_table() {
    accepted("usual", &[&codec(), &host_services()]);
}

#[test]
fn everything_at_once() {
    accepted("everything", &[&everything()]);
}

#[test]
fn pascal_case() {
    let mut sample = everything();
    sample.table.c_case = vtable_api_manifest::model::CCase::Pascal;
    let text = sample.text();
    assert!(text.contains("*NodesEx1)(void *object)"), "{text}");
    assert!(text.contains("every_thing_has_NodesEx1("), "{text}");
    accepted("pascal", &[&sample]);
}

#[test]
fn two_tables_share_a_type() {
    let one = table("viewer/one", &[(1, "fn a(&self, f: &Frame, s: &[Frame])")]).with("struct", "Frame", &["x: u8"]);
    let two = table("viewer/two", &[(1, "fn b(&self, f: Frame, s: &[Frame])")]).with("struct", "Frame", &["x: u8"]);
    accepted("shared", &[&one, &two]);
}

#[test]
fn two_tables_that_mean_different_things_by_a_type_do_not_compile() {
    let one = table("viewer/one", &[(1, "fn a(&self, f: &Frame)")]).with("struct", "Frame", &["x: u8"]);
    let two = table("viewer/two", &[(1, "fn b(&self, f: &Frame)")]).with("struct", "Frame", &["x: u16"]);
    let dir = directory("differ");
    write(&dir, &[&one, &two], "#include \"one.h\"\n#include \"two.h\"\nint main(void) { return 0; }\n");
    for compiler in compilers() {
        assert!(!compiler.compile(&dir, "main", &[]).status.success(), "{}", compiler.name());
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
    assert!(sample.text().contains("#define LONG_REVISION_63 UINT64_C(0x4000000000000000)"));
    accepted("long", &[&sample]);
}
