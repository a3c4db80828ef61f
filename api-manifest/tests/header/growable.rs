//! Growable values.

use super::build::{Sample, table};
use super::tools::{Compiler, compilers, directory, is_there};
use std::path::{Path, PathBuf};
use std::process::Command;
use vtable_api_manifest::header::{self, HeaderError};

/// The viewer of the first growth, of the second one, and of another branch's second one.
pub(super) fn viewer(growths: u32, branch: u64) -> Sample {
    let sample = table("viewer/viewer", SLOTS).with(
        "struct",
        "Held",
        &["options: Options", "event: Option<Event>", "count: u8"],
    );
    let sample = sample.with("enum(u32)", "Failure", &["Damaged = 1"]);
    let up_to = |parts: &[(u32, &'static str)]| -> Vec<(u32, &'static str)> {
        parts.iter().filter(|(growth, _)| *growth <= growths).copied().collect()
    };
    let (options, event) = if branch == 0 { (OPTIONS, EVENT) } else { (OTHER_OPTIONS, OTHER_EVENT) };
    sample.growing("growable struct", "Options", branch, &up_to(options)).growing(
        "growable enum",
        "Event",
        branch,
        &up_to(event),
    )
}

const SLOTS: &[(u32, &str)] = &[
    (1, "fn look(&self, options: &Options)"),
    (1, "fn take(&self, options: Options)"),
    (1, "fn make(&self) -> Options"),
    (1, "fn maybe(&self, options: Option<Options>, lent: Option<&Options>) -> Option<Event>"),
    (1, "fn all(&self, options: &[Options]) -> Vec<Options>"),
    (1, "fn tell(&self, on_event: &dyn Fn(&Event, Options) -> bool)"),
    (1, "fn next(&mut self) -> Result<Event, Failure>"),
    (1, "fn hold(&self, held: Held, boxed: Box<Event>, two: [Options; 2]) -> Held"),
    (1, "fn pass(&self, event: Event) -> Event"),
];
const OPTIONS: &[(u32, &str)] =
    &[(1, "level: u32"), (1, "name: String"), (2, "strict: bool"), (2, "tags: Vec<String>")];
const OTHER_OPTIONS: &[(u32, &str)] =
    &[(1, "level: u32"), (1, "name: String"), (2, "limit: u64"), (2, "burst: [u64; 5]")];
const EVENT: &[(u32, &str)] = &[
    (1, "Key(u32) = 0"),
    (1, "Text(String) = 1"),
    (1, "Closed = 2"),
    (2, "Batch { tags: Vec<String>, inner: Options } = 3"),
    (2, "Opened = 4"),
];
const OTHER_EVENT: &[(u32, &str)] =
    &[(1, "Key(u32) = 0"), (1, "Text(String) = 1"), (1, "Closed = 2"), (2, "Burst([u64; 8]) = 3")];

const SIDE: &str = include_str!("growable_side.c");
const SHARED: &str = include_str!("growable_side.h");
const LIES: &str = include_str!("growable_lies.c");
const CPP_SIDE: &str = include_str!("growable_side.cpp");
const MAIN: &str = include_str!("growable_main.c");

/// A binary: its header's growths and branch, how many of these the file asks for, and how many its values have.
struct Binary {
    name: &'static str,
    header: (u32, u64),
    target: Option<u32>,
    makes: u32,
}

const BINARIES: [Binary; 5] = [
    Binary { name: "old", header: (1, 0), target: None, makes: 1 },
    Binary { name: "latest", header: (2, 0), target: None, makes: 2 },
    // The same file as `old`, with the new header; and with the new header, of which it asks for no more than the old one had.
    Binary { name: "rebuilt", header: (2, 0), target: None, makes: 1 },
    Binary { name: "held_back", header: (2, 0), target: Some(1), makes: 1 },
    // Its second growth is another one.
    Binary { name: "fork", header: (2, 1), target: None, makes: 2 },
];

/// Each binary in a folder of its own, with its headers; and the program.
fn written(name: &str) -> PathBuf {
    let dir = directory(name);
    for binary in &BINARIES {
        let own = dir.join(binary.name);
        std::fs::create_dir_all(&own).expect("made");
        std::fs::write(own.join("vtable_api.h"), header::common()).expect("written");
        std::fs::write(own.join("viewer_viewer.h"), viewer(binary.header.0, binary.header.1).text()).expect("written");
        std::fs::write(own.join("growable_side.h"), SHARED).expect("written");
        ["c", "cpp"].iter().for_each(|end| std::fs::write(own.join(format!("side.{end}")), SIDE).expect("written"));
    }
    std::fs::write(dir.join("growable_side.h"), SHARED).expect("written");
    ["c", "cpp"].iter().for_each(|end| std::fs::write(dir.join(format!("main.{end}")), MAIN).expect("written"));
    dir
}

impl Binary {
    /// The object file.
    fn built(&self, compiler: &Compiler, dir: &Path, more: &[&str]) -> String {
        let (name, makes) = (format!("-DNAME=\"{0}\"", self.name), format!("-DMAKES={}", self.makes));
        let side = format!("-DSIDE={}", self.name);
        let mut args = vec![name, makes, side];
        args.extend((self.header.1 > 0).then(|| "-DFORK".into()));
        for of in ["OPTIONS", "EVENT"] {
            args.extend(self.target.map(|target| format!("-DVIEWER_{of}_TARGET_GROWTH={target}")));
        }
        let args: Vec<&str> = args.iter().map(String::as_str).chain(more.iter().copied()).collect();
        compiler.accepts(&dir.join(self.name), "side", &args);
        format!("{}/out.o", self.name)
    }
}

/// The program, of binaries that `of` compiles.
fn linked<'c>(dir: &Path, main: &Compiler, of: impl Fn(usize) -> &'c Compiler, more: &[&str], with: &[&str]) {
    let objects = BINARIES.iter().enumerate().map(|(at, binary)| binary.built(of(at), dir, more));
    let objects: Vec<String> = objects.collect();
    let args: Vec<&str> = objects.iter().map(String::as_str).chain([more, with].concat()).collect();
    let out = main.link(dir, "main", &args);
    assert!(out.status.success(), "{}: {}", main.name(), String::from_utf8_lossy(&out.stderr));
}

fn ran(program: &mut Command, name: &str) {
    let out = program.output().expect("the program starts");
    let said = String::from_utf8_lossy(&out.stdout);
    let wrong = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && said == "all given back\n", "{name}: {said}{wrong}");
}

/// Each with each other, lent, given, returned, in fields, vectors, slices and callbacks; and events on to a third.
#[test]
fn old_and_new_and_other_branches_talk() {
    let dir = written("growable");
    for (index, compiler) in compilers().iter().filter(|c| c.runs).enumerate() {
        let shadow = if compiler.program == "tcc" { "-Wall" } else { "-Wshadow" };
        let optimised: &[&str] = if index % 2 == 0 { &["-O0", shadow] } else { &["-O2", "-fstrict-aliasing", shadow] };
        linked(&dir, compiler, |_| compiler, optimised, &[]);
        ran(&mut Command::new(dir.join("program")), &compiler.name());
    }
}

/// Those of C and of C++ in one program.
#[test]
fn compilers_make_the_same_values() {
    let dir = written("growable-mixed");
    let of =
        |extension| compilers().iter().filter(move |c| c.runs && c.extension == extension && !c.args.contains(&"-m32"));
    let (Some(c), Some(cpp)) = (of("c").next(), of("cpp").next_back()) else {
        eprintln!("not tested, because it is missing: a compiler of C++");
        return;
    };
    linked(&dir, cpp, |at| if at % 2 == 0 { c } else { cpp }, &["-O2"], &[]);
    ran(&mut Command::new(dir.join("program")), "C and C++");
}

#[test]
fn nothing_is_read_that_is_not_there() {
    let dir = written("growable-valgrind");
    if !is_there("valgrind") {
        return;
    }
    let cc = compilers().iter().find(|c| c.program == "cc").expect("cc");
    linked(&dir, cc, |_| cc, &["-g"], &[]);
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["-q", "--error-exitcode=9", "--leak-check=full", "--errors-for-leak-kinds=all"]);
    ran(valgrind.arg(dir.join("program")), "valgrind");
}

/// A class provides the table, a handle calls it, and holders free what they have.
#[test]
fn cpp_makes_reads_and_frees_them() {
    let dir = written("growable-cpp");
    let own = dir.join("latest");
    std::fs::write(own.join("vtable_api.hpp"), header::cpp_common()).expect("written");
    std::fs::write(own.join("viewer_viewer.hpp"), viewer(2, 0).cpp()).expect("written");
    std::fs::write(own.join("cpp.cpp"), CPP_SIDE).expect("written");
    let is_17 =
        |c: &&Compiler| c.runs && ["-std=c++17", "-std=c++20", "-std=c++2b"].iter().any(|mode| c.args.contains(mode));
    for (index, compiler) in compilers().iter().filter(is_17).enumerate() {
        let optimised = ["-O0", "-O2"][index % 2];
        let out = compiler.compile(&own, "cpp", &["-Wshadow", "-Wold-style-cast", optimised]);
        assert!(out.status.success(), "{}: {}", compiler.name(), String::from_utf8_lossy(&out.stderr));
        std::fs::rename(own.join("out.o"), dir.join("cpp.o")).expect("moved");
        linked(&dir, compiler, |_| compiler, &[optimised], &["cpp.o", "-DWITH_CPP"]);
        ran(&mut Command::new(dir.join("program")), &compiler.name());
    }
}

/// Each header alone, with what makes values and without; and what reads no conditions has all growths.
#[test]
fn what_is_written() {
    let text = viewer(2, 0).text();
    for line in [
        "#define VIEWER_OPTIONS_TARGET_GROWTH 2",
        "static const char viewer_options_id_[] = \"viewer/Options\";",
        "    /* end of growth 1: nothing above this line ever changes */",
        "    void (VTABLE_API_CALL *take)(void *object, viewer_options *options) VTABLE_API_NOEXCEPT;",
        "    viewer_event *(VTABLE_API_CALL *maybe)(void *object, viewer_options *options, const viewer_options *lent) VTABLE_API_NOEXCEPT;",
        "    const viewer_options *const *ptr;",
        "        viewer_event *ok;",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
    assert!(text.contains("options: Options; the callee owns it from here on: viewer_options_drop"), "{text}");
    assert!(text.contains("returns Option<Event>; may be NULL; the caller ends it: viewer_event_drop"), "{text}");
    let plain = viewer(2, 0).plain();
    assert!(
        plain.contains("    bool strict;\n    vtable_api_vec_string tags;\n    /* end of growth 2 */\n};"),
        "{plain}"
    );
    assert!(
        !plain.contains("TARGET_GROWTH") && plain.contains("typedef struct viewer_options viewer_options;"),
        "{plain}"
    );
    let dir = directory("growable-plain");
    let includes = "#include <stdint.h>\n#include <stdbool.h>\n";
    std::fs::write(dir.join("main.c"), format!("{includes}{plain}int main(void) {{ return 0; }}\n")).expect("written");
    compilers().iter().filter(|c| c.extension == "c").for_each(|c| c.accepts(&dir, "main", &[]));
}

/// No other binary is ever told of one.
#[test]
fn drafts_are_left_out() {
    let mut sample = viewer(2, 0);
    for growths in sample.types.iter_mut().filter_map(|def| def.body.growths_mut()) {
        growths.recorded.truncate(1);
    }
    assert_eq!(sample.text(), viewer(1, 0).text());
    for growths in sample.types.iter_mut().filter_map(|def| def.body.growths_mut()) {
        growths.recorded.clear();
    }
    assert!(matches!(sample.header(), Err(HeaderError::Growths { .. })));
}

#[test]
fn a_growth_that_there_is_not_does_not_compile() {
    let dir = written("growable-none").join("latest");
    for (program, wrong) in [
        (
            "#define VIEWER_OPTIONS_TARGET_GROWTH 3\n#include \"viewer_viewer.h\"\n",
            "is a plain number from 1 to 2 here",
        ),
        (
            "#define VIEWER_OPTIONS_TARGET_GROWTH 1\n#include \"viewer_viewer.h\"\n\
             vtable_api_growth mine = VTABLE_API_GROWTH(viewer_options, 2, NULL);\n",
            "viewer_options_growths_2_",
        ),
        ("#include \"viewer_viewer.h\"\nint f(viewer_event *e) { return viewer_event_as_key(e)->_1; }\n", "_1"),
    ] {
        std::fs::write(dir.join("main.c"), program).expect("written");
        for compiler in compilers().iter().filter(|c| c.extension == "c") {
            let out = compiler.compile(&dir, "main", &[]);
            let said = String::from_utf8_lossy(&out.stderr);
            assert!(!out.status.success() && said.contains(wrong), "{}: {said}", compiler.name());
        }
    }
}

#[test]
fn what_cannot_be_lent_has_no_form() {
    for (slot, part) in [
        ("fn a(&self, x: &mut Options)", "&mut Options"),
        ("fn a(&self, x: &mut [Options])", "&mut [Options]"),
        ("fn a(&self, x: *const Options)", "*const Options"),
        ("fn a(&self, x: extern \"C\" fn(Options))", "Options"),
    ] {
        let options = [(1, "level: u32")];
        match table("viewer/viewer", &[(1, slot)]).growing("growable struct", "Options", 0, &options).header() {
            Err(HeaderError::NotInC { ty, .. }) => assert_eq!(ty, part, "{slot}"),
            other => panic!("{slot}: {other:?}"),
        }
    }
}

/// Head, and what is common to all variants, are not called like something of the user's.
#[test]
fn members_are_told_apart() {
    let fields =
        [(1, "head: u8"), (1, "empty: ()"), (2, "tag: u16"), (2, "nothing: ()"), (3, "options: Option<Options>")];
    let variants = [
        (1, "Drop { any: u8, value: u32, block: u8, growth: u8 } = 7"),
        (2, "Grown(()) = 8"),
        (2, "Free(Options) = 9"),
    ];
    let slots = [(1, "fn a(&self, x: Options, y: other-pkg::Event)")];
    let sample = table("viewer/viewer", &slots).growing("growable struct", "Options", 0, &fields).growing(
        "growable enum",
        "other-pkg::Event",
        0,
        &variants,
    );
    let text = sample.text();
    assert!(text.contains("    uint8_t head_;\n") && text.contains("    uint8_t any_;\n"), "{text}");
    assert!(text.contains("other_pkg_event_id_[] = \"other-pkg/Event\";"), "{text}");
    let dir = directory("growable-members");
    let main = "#if __STDC_HOSTED__\n#define VTABLE_API_STDLIB\n#endif\n#include \"viewer_viewer.h\"\n#include \"viewer_viewer.h\"\nint main(void) { return 0; }\n";
    let files = [("vtable_api.h", header::common()), ("viewer_viewer.h", &text), ("main.c", main), ("main.cpp", main)];
    files.iter().for_each(|(file, text)| std::fs::write(dir.join(file), text).expect("written"));
    for compiler in compilers() {
        for growth in 1..=3 {
            let target = format!("-DVIEWER_OPTIONS_TARGET_GROWTH={growth}");
            compiler.accepts(&dir, "main", &[&target, "-Wshadow"]);
        }
    }
}

#[test]
fn a_head_that_lies_agrees_on_nothing() {
    let dir = written("growable-lies").join("latest");
    ["c", "cpp"].iter().for_each(|end| std::fs::write(dir.join(format!("main.{end}")), LIES).expect("written"));
    for compiler in compilers().iter().filter(|c| c.runs) {
        let out = compiler.link(&dir, "main", &[]);
        assert!(out.status.success(), "{}: {}", compiler.name(), String::from_utf8_lossy(&out.stderr));
        let out = Command::new(dir.join("program")).output().expect("the program starts");
        let said = String::from_utf8_lossy(&out.stdout);
        let expected = "NULL: 0\n0: 0\n1: 0\n2: 0\n3: 0\n4: 0\n5: 0\n6: 1\n7: 2\nother: 0\nevent: 0 0\n";
        assert!(out.status.success() && said == expected, "{}: {said}", compiler.name());
    }
}

/// A type that leads to itself by each way there is; and two tables that share it.
#[test]
fn values_lead_to_values() {
    let fields = [
        (1, "level: u32"),
        (2, "inner: Option<Box<Options>>"),
        (2, "next: Vec<Options>"),
        (2, "up: Option<Options>"),
        (3, "by_name: core::Map<String, Options>"),
        (3, "all: [Option<Options>; 2]"),
        (3, "either: Result<Options, Option<Event>>"),
        (3, "maybe: Option<Option<Event>>"),
    ];
    let variants = [(1, "Nothing = 0"), (1, "Options(Options) = 1"), (2, "All(Vec<Event>, Option<Event>) = 2")];
    let sample = |id: &str, slot: &str| {
        table(id, &[(1, slot)])
            .growing("growable struct", "Options", 0, &fields)
            .growing("growable enum", "Event", 0, &variants)
            .with("transparent", "core::Map<String, Options>", &["parts: Vec<core::Tuple2<String, Options>>"])
            .with("struct", "core::Tuple2<String, Options>", &["f0: String", "f1: Options"])
    };
    let one = sample("viewer/one", "fn a(&self, x: Options) -> Option<Event>");
    let two = sample("viewer/two", "fn a(&self, x: &[Event]) -> Vec<Event>");
    let dir = directory("growable-rings");
    let both = "#if __STDC_HOSTED__\n#define VTABLE_API_STDLIB\n#endif\n#include \"viewer_one.h\"\n#include \"viewer_two.h\"\nint main(void) { return 0; }\n";
    let cpp = both.replace(".h\"", ".hpp\"");
    let (texts, cpps) = ([one.text(), two.text()], [one.cpp(), two.cpp()]);
    let files = [
        ("vtable_api.h", header::common()),
        ("vtable_api.hpp", header::cpp_common()),
        ("viewer_one.h", &texts[0]),
        ("viewer_two.h", &texts[1]),
        ("viewer_one.hpp", &cpps[0]),
        ("viewer_two.hpp", &cpps[1]),
        ("main.c", both),
        ("main.cpp", both),
        ("whole.cpp", &cpp),
    ];
    files.iter().for_each(|(file, text)| std::fs::write(dir.join(file), text).expect("written"));
    for compiler in compilers() {
        compiler.accepts(&dir, "main", &[]);
        compiler.accepts(&dir, "main", &["-DVIEWER_OPTIONS_TARGET_GROWTH=2", "-DVIEWER_EVENT_TARGET_GROWTH=1"]);
        if ["-std=c++17", "-std=c++20"].iter().any(|mode| compiler.args.contains(mode)) {
            compiler.accepts(&dir, "whole", &["-Wshadow", "-Wold-style-cast"]);
        }
    }
    assert!(header::clash([("viewer_one.h", &texts[0][..]), ("viewer_two.h", &texts[1][..])]).is_none());
}
