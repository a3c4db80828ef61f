//! Names that would meet in one scope, and those that the systems' headers replace: every compiler takes them.

use super::build::{Sample, table};
use super::tools::{Compiler, compilers, directory};
use vtable_api_manifest::header::{self, Input};
use vtable_api_manifest::model::CCase;

/// What the includer has included before, as far as it is here.
const SYSTEM: &str = "
#ifndef __TINYC__
#include <complex.h>
#endif
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/types.h>
#if !defined(__cplusplus) && !defined(__TINYC__)
#include <tgmath.h>
#endif
#if defined(__has_include)
#if __has_include(<curses.h>)
#include <curses.h>
#endif
#if __has_include(<X11/Xlib.h>)
#include <X11/Xlib.h>
#endif
#endif
#ifndef clear
#define clear() nothing()
#endif
#if !defined(move) && !defined(__cplusplus) /* the standard library would not survive it */
#define move(y, x) nothing(y, x)
#endif
#if !defined(isnan) && !defined(__cplusplus)
#define isnan(x) ((x) != (x))
#endif
";

fn names() -> Sample {
    table(
        "viewer/names",
        &[
            // Beside types, and beside what C++ adds.
            (1, "fn show(&self, viewer_frame: &Frame, viewer_status: Status) -> Frame"),
            (1, "fn keep(&self, a: String, a_out: u32, a_out_: &str) -> String"),
            (1, "fn walk(&self, on: &dyn Fn(&Frame) -> bool, on_out: u32, OnF: u32, OnCall: u32)"),
            (1, "fn both(&self, on_event: &dyn Fn(), ret: u32) -> Option<u32>"),
            // Beside macros.
            (1, "fn major(&self, minor: u32) -> u32"),
            (1, "fn isnan(&self, log: f64) -> bool"),
            (1, "fn clear(&mut self, errno: i32, stdin: u32, linux: u32)"),
            (1, "fn move(&mut self, None: u8, Bool: u8, Status: u8, Success: u8)"),
            (1, "fn log(&self, st_mtime: u64, near: u8, I: f32, _Bool: bool, __int128: u8)"),
            (1, "fn sizes(&self, size_t: u8, uint8_t: u8, uintptr_t: u8, VTABLE_API_CALL: u8, vtable_api_str: &str)"),
            (1, "fn numbers(&self, EINVAL: i32, SIGINT: i32, M_PI: f64, S_IRUSR: u32, IN: u8, DELETE: u8)"),
            (1, "fn none(&self)"),
            (1, "fn status(&self)"),
            (1, "fn bool(&self)"),
            (2, "fn minor(&self)"),
        ],
    )
    .with(
        "struct",
        "Frame",
        &[
            "viewer_buffer: Buffer",
            "viewer_status: Status",
            "next: Option<&Buffer>",
            "major: u32",
            "None: u8",
            "text: String",
            "uint8_t: u8",
            "bool: u8",
            "INT_MAX: u8",
            "VTABLE_API_OK: u8",
        ],
    )
    .with(
        "struct",
        "Buffer",
        &["sa_handler: u8", "st_atime: u64", "errno: i32", "unix: u8", "complex: u8", "move: String"],
    )
    .with("enum(u32)", "Status", &["None = 0", "Success = 1", "Ok = 2"])
}

fn cpp(sample: &Sample) -> String {
    let fingerprints: Vec<u64> = (1..=u64::from(sample.revisions())).collect();
    let (table, types, header_names) =
        (&sample.table, &sample.types[..], &header::file_name as &dyn Fn(&str) -> String);
    header::cpp(&Input { table, types, package: "viewer", fingerprints: &fingerprints, prefix: None, header_names })
        .expect("a header")
}

/// A class with all slots, declared as the header asks for it: as in the handles, where the line that calls follows.
fn provider(header: &str) -> String {
    let lines: Vec<&str> = header.lines().collect();
    let declared = lines.windows(2).filter(|pair| pair[1].contains("return vtable_api_call(")).map(|pair| pair[0]);
    let members: String =
        declared.map(|line| line.replace(" {", ";\n").replace("(Sample", "(viewer_names::Sample")).collect();
    format!("class Mine : public viewer_names::SampleProvider<Mine, 2> {{\npublic:\n{members}}};\n")
}

#[test]
fn names_keep_apart_after_the_systems_headers() {
    for case in [CCase::Snake, CCase::Pascal] {
        let mut sample = names();
        sample.table.c_case = case;
        let dir = directory(&format!("scope {case:?}"));
        let header = cpp(&sample);
        let used =
            "extern const vtable_api_export exported;\nconst vtable_api_export exported = Mine::creates(\"x\");\n";
        let files = [
            ("vtable_api.h", header::common().to_owned()),
            ("vtable_api.hpp", header::cpp_common().to_owned()),
            ("viewer_names.h", sample.text()),
            ("main.c", format!("{SYSTEM}#include \"viewer_names.h\"\nint main(void) {{ return 0; }}\n")),
            ("main.cpp", format!("{SYSTEM}#include \"viewer_names.h\"\nint main(void) {{ return 0; }}\n")),
            (
                "whole.cpp",
                format!(
                    "#include \"vtable_api.hpp\"\n{SYSTEM}#include \"viewer_names.hpp\"\n{}{used}",
                    provider(&header)
                ),
            ),
            ("viewer_names.hpp", header),
        ];
        for (file, text) in files {
            std::fs::write(dir.join(file), text).expect("written");
        }
        // One mode of each compiler: it is about names, not about language.
        let modes = ["-std=gnu17", "-std=c++17"];
        let is_one =
            |compiler: &&Compiler| compiler.args.iter().any(|arg| modes.contains(arg)) || compiler.program == "tcc";
        for compiler in compilers().iter().filter(is_one) {
            compiler.accepts(&dir, "main", &["-D_GNU_SOURCE", "-Wno-error=cpp"]);
            if compiler.extension == "cpp" {
                compiler.accepts(&dir, "whole", &[]);
            }
        }
    }
}

/// Handles have data and methods of their own, and two slots have two names.
#[test]
fn slots_that_are_called_like_what_handles_have_get_other_names() {
    let mut slots = Vec::new();
    for name in ["agreed", "raw", "release", "create", "table", "creates", "lends", "lend", "give", "id", "object"] {
        slots.extend(["", "_"].map(|end| format!("fn {name}{end}(&self)")));
    }
    let more = ["negotiate", "slots", "slots_", "owned", "owned_", "owned__", "self_", "self__", "end_", "make_"];
    slots.extend(more.map(|name| format!("fn {name}(&mut self)")));
    let slots: Vec<(u32, &str)> = slots.iter().map(|slot| (1, slot.as_str())).collect();
    let sample = table("viewer/own", &slots);
    let dir = directory("own names");
    let files = [
        ("vtable_api.h", header::common().to_owned()),
        ("vtable_api.hpp", header::cpp_common().to_owned()),
        ("viewer_own.h", sample.text()),
        ("viewer_own.hpp", cpp(&sample)),
        ("main.cpp", "#include \"viewer_own.hpp\"\nint main(void) { return 0; }\n".to_owned()),
    ];
    for (file, text) in files {
        std::fs::write(dir.join(file), text).expect("written");
    }
    let is_one = |compiler: &&Compiler| compiler.extension == "cpp" && compiler.args.contains(&"-std=c++17");
    for compiler in compilers().iter().filter(is_one) {
        compiler.accepts(&dir, "main", &[]);
    }
}
