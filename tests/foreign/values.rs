//! Bad values from a real C module: the process ends with one line that names table, slot and parameter.
//!
//! Each case runs in a process of its own, which is this test program again. `values.c` returns,
//! writes and passes what it is told to.
#![cfg(unix)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::{c, child_process};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use vtable_api::__private::handle::Handle;
use vtable_api::{AbiType, Module, vtable_api};

#[vtable_api(id = "test/values", unrecorded)]
pub trait Values: Send + Sync {
    fn flag(&self, which: u32) -> bool;
    fn level(&self, which: u32) -> Level;
    fn outer(&self, which: u32) -> Outer;
    fn shape(&self, which: u32) -> Shape;
    fn text(&self, which: u32) -> &str;
    fn slice(&self, which: u32) -> &[Inner];
    fn one(&self, which: u32) -> &Inner;
    fn perhaps(&self, which: u32) -> Option<&Inner>;
    fn maybe(&self, which: u32) -> Option<bool>;
    fn outcome(&self, which: u32) -> Result<bool, Level>;
    fn owned(&self, which: u32) -> String;
    fn list(&self, which: u32) -> Vec<Level>;
    fn boxed(&self, which: u32) -> Box<Inner>;
    fn other(&self, which: u32) -> Box<dyn Other>;

    fn fill(&self, which: u32, out: &mut Inner);
    fn fill_all(&self, which: u32, out: &mut [Inner]);
    fn fill_maybe(&self, which: u32, out: Option<&mut Inner>);
    fn each(&self, which: u32, f: &mut dyn FnMut(&Inner, bool) -> Level);
    fn each_other(&self, which: u32, f: &mut dyn FnMut(u32, &dyn Other));

    fn take_flag(&self, value: bool);
    fn take_level(&self, value: Level);
    fn take_outer(&self, value: Outer);
    fn take_shape(&self, value: Shape);
    fn take_text(&self, value: &str);
    fn take_slice(&self, value: &[Inner]);
    fn take_one(&self, value: &Inner);
    fn take_mut(&self, value: &mut Inner);
    fn take_perhaps(&self, value: Option<&Inner>);
    fn take_maybe(&self, value: Option<bool>);
    fn take_outcome(&self, value: Result<bool, Level>);
    fn take_owned(&self, value: String);
    fn take_list(&self, value: Vec<Level>);
    fn take_boxed(&self, value: Box<Inner>);
    fn take_call(&self, value: &mut dyn FnMut(u32) -> Level);
    fn take_other(&self, value: &dyn Other);
    fn take_given(&self, value: Box<dyn Other>);
    fn panics(&self);
}

#[vtable_api(id = "test/caller", unrecorded)]
pub trait Caller: Send + Sync {
    /// Calls the slot that is `what` behind `take_flag`, with the bad value that is number `which`.
    fn pass(&self, what: u32, which: u32, to: &dyn Values);
}

#[vtable_api(id = "test/other", unrecorded)]
pub trait Other {
    fn nothing(&self);
}

#[derive(AbiType, Clone, Copy, Debug)]
#[repr(u16)]
pub enum Level {
    Low = 1,
    High = 7,
}

#[derive(AbiType, Clone, Copy, Debug)]
#[repr(C)]
pub struct Inner {
    pub ok: bool,
    pub level: Level,
    pub wide: u64,
}

#[derive(AbiType, Clone, Copy, Debug)]
#[repr(C)]
pub struct Outer {
    pub before: u8,
    pub inner: Inner,
}

#[derive(AbiType, Clone, Copy, Debug)]
#[repr(C, u32)]
pub enum Shape {
    Nothing,
    Flag(bool) = 3,
    Named { level: Level, n: u64 },
}

const GOOD: Inner = Inner { ok: true, level: Level::Low, wide: 0 };

/// Only asked for what never arrives; what it is given, it looks at.
#[derive(Debug)]
struct Provider(u64);

impl Values for Provider {
    fn flag(&self, _: u32) -> bool {
        true
    }
    fn level(&self, _: u32) -> Level {
        Level::High
    }
    fn outer(&self, _: u32) -> Outer {
        Outer { before: 0, inner: GOOD }
    }
    fn shape(&self, _: u32) -> Shape {
        Shape::Nothing
    }
    fn text(&self, _: u32) -> &str {
        ""
    }
    fn slice(&self, _: u32) -> &[Inner] {
        &[]
    }
    fn one(&self, _: u32) -> &Inner {
        &GOOD
    }
    fn perhaps(&self, _: u32) -> Option<&Inner> {
        None
    }
    fn maybe(&self, _: u32) -> Option<bool> {
        None
    }
    fn outcome(&self, _: u32) -> Result<bool, Level> {
        Ok(true)
    }
    fn owned(&self, _: u32) -> String {
        String::new()
    }
    fn list(&self, _: u32) -> Vec<Level> {
        Vec::new()
    }
    fn boxed(&self, _: u32) -> Box<Inner> {
        Box::new(GOOD)
    }
    fn other(&self, _: u32) -> Box<dyn Other> {
        unreachable!()
    }
    fn fill(&self, _: u32, _: &mut Inner) {}
    fn fill_all(&self, _: u32, _: &mut [Inner]) {}
    fn fill_maybe(&self, _: u32, _: Option<&mut Inner>) {}
    fn each(&self, _: u32, _: &mut dyn FnMut(&Inner, bool) -> Level) {}
    fn each_other(&self, _: u32, _: &mut dyn FnMut(u32, &dyn Other)) {}

    fn take_flag(&self, value: bool) {
        println!("{value:?}");
    }
    fn take_level(&self, value: Level) {
        println!("{value:?}");
    }
    fn take_outer(&self, value: Outer) {
        println!("{value:?}");
    }
    fn take_shape(&self, value: Shape) {
        println!("{value:?}");
    }
    fn take_text(&self, value: &str) {
        println!("{value:?}");
    }
    fn take_slice(&self, value: &[Inner]) {
        println!("{value:?}");
    }
    fn take_one(&self, value: &Inner) {
        println!("{value:?}");
    }
    fn take_mut(&self, value: &mut Inner) {
        println!("{value:?}");
    }
    fn take_perhaps(&self, value: Option<&Inner>) {
        println!("{value:?}");
    }
    fn take_maybe(&self, value: Option<bool>) {
        println!("{value:?}");
    }
    fn take_outcome(&self, value: Result<bool, Level>) {
        println!("{value:?}");
    }
    fn take_owned(&self, value: String) {
        println!("{value:?}");
    }
    fn take_list(&self, value: Vec<Level>) {
        println!("{value:?}");
    }
    fn take_boxed(&self, value: Box<Inner>) {
        println!("{value:?}");
    }
    fn take_call(&self, value: &mut dyn FnMut(u32) -> Level) {
        println!("{:?}", value(3));
    }
    fn take_other(&self, value: &dyn Other) {
        value.nothing();
    }
    fn take_given(&self, value: Box<dyn Other>) {
        value.nothing();
    }
    fn panics(&self) {
        panic!("no more than {}", self.0);
    }
}

/// Built once, by the process that starts the others.
static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("foreign/values.c");
    let define = |name: &str, prints: &[u64]| format!("-D{name}_FINGERPRINT=UINT64_C({:#x})", prints[0]);
    let values = define("VALUES", <ValuesRef<'_> as Handle>::SPEC.fingerprints);
    let caller = define("CALLER", <CallerRef<'_> as Handle>::SPEC.fingerprints);
    c::library(&c::folder("values"), "bad", &source, &c::common_header(), &[&values, &caller])
});

/// What a child does: the slot, and which bad value. `take_…` slots are called by C, the others by us.
const CASE: &str = "FOREIGN_VALUES_CASE";
const MODULE: &str = "FOREIGN_VALUES_MODULE";

/// In a child: the case. Else nothing.
#[test]
fn child() {
    let Ok(case) = std::env::var(CASE) else { return };
    let module = Module::open(std::env::var_os(MODULE).expect("the module")).expect("it opens");
    let (slot, which) = case.rsplit_once(' ').expect("slot and number");
    let which = which.parse().expect("a number");
    let what = TAKEN.iter().position(|taken| *taken == slot);
    match what {
        Some(what) => {
            let caller: CallerRef<'_> = module.get("caller").expect("a caller");
            caller.pass(what as u32, which, &Provider(5));
        }
        None => println!("{}", call(module.get("bad").expect("a provider"), slot, which)),
    }
    println!("survived");
}

/// In the order of `pass` in C.
const TAKEN: [&str; 20] = [
    "take_flag",
    "take_level",
    "take_outer",
    "take_shape",
    "take_text",
    "take_slice",
    "take_one",
    "take_mut",
    "take_perhaps",
    "take_maybe",
    "take_outcome",
    "take_owned",
    "take_list",
    "take_boxed",
    "take_call",
    "take_other",
    "take_given",
    "panics",
    "outer (ret)",
    "panics (object)",
];

fn call(values: ValuesRef<'_>, slot: &str, which: u32) -> String {
    let (mut one, mut two) = (GOOD, [GOOD; 2]);
    match slot {
        "flag" => format!("{:?}", values.flag(which)),
        "level" => format!("{:?}", values.level(which)),
        "outer" => format!("{:?}", values.outer(which)),
        "shape" => format!("{:?}", values.shape(which)),
        "text" => format!("{:?}", values.text(which)),
        "slice" => format!("{:?}", values.slice(which)),
        "one" => format!("{:?}", values.one(which)),
        "perhaps" => format!("{:?}", values.perhaps(which)),
        "maybe" => format!("{:?}", values.maybe(which)),
        "outcome" => format!("{:?}", values.outcome(which)),
        "owned" => format!("{:?}", values.owned(which)),
        "list" => format!("{:?}", values.list(which)),
        "boxed" => format!("{:?}", values.boxed(which)),
        "other" => format!("{:?}", { values.other(which).nothing() }),
        "fill" => format!("{:?}", { values.fill(which, &mut one) }),
        "fill_all" => format!("{:?}", { values.fill_all(which, &mut two) }),
        "fill_maybe" => format!("{:?}", { values.fill_maybe(which, Some(&mut one)) }),
        "each" => format!("{:?}", { values.each(which, &mut |_, _| Level::Low) }),
        "each_other" => format!("{:?}", { values.each_other(which, &mut |_, other| other.nothing()) }),
        slot => panic!("no slot `{slot}`"),
    }
}

/// What a child that ends by abort writes to standard error.
fn last_words(case: &str) -> String {
    child_process::last_words("values::child", &[(CASE, case.as_ref()), (MODULE, LIBRARY.as_os_str())])
}

/// `slot which`, and what follows the table. Where C was called, the line names its module.
fn all_end_like_this(cases: &[(&str, &str)]) {
    let whole = |case: &str, line: &str| {
        let called = if line.contains(" returned ") || line.contains("callback `") || case.starts_with("fill") {
            " of module `bad`"
        } else {
            ""
        };
        format!("vtable-api: test/values{called}: {line}\n")
    };
    let wrong: Vec<_> = cases
        .iter()
        .map(|(case, line)| (case, whole(case, line), last_words(case)))
        .filter(|(_, wanted, found)| wanted != found)
        .map(|(case, wanted, found)| format!("{case}\n  wanted {wanted}  found  {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FLAG: &str = "a bool with the value 2 instead of 0 or 1";
const LEVEL: &str = "9, which is not a variant of `Level`";
const NULL: &str = "a null pointer where a value is required";
const ASKEW: &str = "a pointer that is not aligned to 8";
const TAG: &str = "a tag with the value 2 instead of 0 or 1";
const STRANGER: &str = "a table that cannot be used: expected table `test/other`, found a table with another id; \
                        ask for the export that has this table";
const NO_TABLE: &str = "a table that cannot be used: expected table `test/other`, found a null pointer; \
                        the provider must return a table";

fn too_long(len: usize) -> String {
    format!("a length of {len}, which exceeds any memory")
}

#[test]
fn what_a_c_provider_returns() {
    let returned = |slot: &str, what: &str| format!("slot `{slot}` returned {what}");
    let within = |slot: &str, what: &str, path: &str| format!("slot `{slot}` returned {what}, in `{path}`");
    let long = too_long(isize::MAX as usize / size_of::<Inner>() + 1);
    let cases = [
        ("flag 1", returned("flag", FLAG)),
        ("flag 254", returned("flag", "a bool with the value 255 instead of 0 or 1")),
        ("level 0", returned("level", "0, which is not a variant of `Level`")),
        ("level 4", returned("level", "8, which is not a variant of `Level`")),
        ("outer 1", within("outer", FLAG, "inner.ok")),
        ("outer 2", within("outer", LEVEL, "inner.level")),
        ("shape 1", returned("shape", "5, which is not a variant of `Shape`")),
        ("shape 2", within("shape", "a bool with the value 255 instead of 0 or 1", "Flag.0")),
        ("shape 3", within("shape", "65535, which is not a variant of `Level`", "Named.level")),
        ("text 1", returned("text", "text that is not UTF-8 after 3 bytes")),
        ("text 2", returned("text", "a null pointer with a length of 3")),
        ("text 3", returned("text", &too_long(usize::MAX))),
        ("slice 1", returned("slice", "a null pointer with a length of 5")),
        ("slice 2", returned("slice", &long)),
        ("slice 3", returned("slice", ASKEW)),
        ("slice 4", within("slice", "8, which is not a variant of `Level`", "[2].level")),
        ("one 1", returned("one", NULL)),
        ("one 2", returned("one", ASKEW)),
        ("one 3", within("one", FLAG, "ok")),
        ("one 4", within("one", LEVEL, "level")),
        ("perhaps 2", returned("perhaps", ASKEW)),
        ("perhaps 3", within("perhaps", FLAG, "ok")),
        ("maybe 1", returned("maybe", TAG)),
        ("maybe 2", returned("maybe", FLAG)),
        ("outcome 1", returned("outcome", TAG)),
        ("outcome 2", returned("outcome", "a bool with the value 3 instead of 0 or 1")),
        ("outcome 3", returned("outcome", "0, which is not a variant of `Level`")),
        ("owned 1", returned("owned", "text that is not UTF-8 after 3 bytes")),
        ("owned 2", returned("owned", "a null pointer with a length of 3")),
        ("owned 3", returned("owned", &too_long(usize::MAX))),
        ("list 1", returned("list", "a null pointer with a length of 2")),
        ("list 2", returned("list", &too_long(isize::MAX as usize))),
        ("list 3", within("list", "2, which is not a variant of `Level`", "[1]")),
        ("boxed 1", returned("boxed", NULL)),
        ("boxed 2", returned("boxed", ASKEW)),
        ("boxed 3", within("boxed", FLAG, "ok")),
        ("other 1", returned("other", NO_TABLE)),
        ("other 2", returned("other", STRANGER)),
    ];
    all_end_like_this(&cases.each_ref().map(|(case, line)| (*case, line.as_str())));
}

#[test]
fn what_a_c_provider_writes_and_calls_back_with() {
    let within = |slot: &str, what: &str, path: &str| format!("slot `{slot}`, parameter `out{path}` got {what}");
    let called =
        |argument: u32, what: &str| format!("slot `each`, callback `f`, parameter `argument {argument}` got {what}");
    let other = |what: &str| called(1, what).replace("`each`", "`each_other`");
    let cases = [
        ("fill 3", within("fill", FLAG, ".ok")),
        ("fill 4", within("fill", LEVEL, ".level")),
        ("fill_all 3", within("fill_all", FLAG, "[1].ok")),
        ("fill_all 4", within("fill_all", LEVEL, "[1].level")),
        ("fill_maybe 3", within("fill_maybe", FLAG, ".ok")),
        ("each 1", called(0, NULL)),
        ("each 2", called(0, ASKEW)),
        ("each 3", called(0, FLAG).replace("argument 0", "argument 0.ok")),
        ("each 4", called(1, FLAG)),
        ("each_other 1", other(NO_TABLE)),
        ("each_other 2", other(STRANGER)),
    ];
    all_end_like_this(&cases.each_ref().map(|(case, line)| (*case, line.as_str())));
}

#[test]
fn what_a_c_caller_passes() {
    let got = |slot: &str, what: &str| format!("slot `{slot}`, parameter `value` got {what}");
    let within = |slot: &str, what: &str, path: &str| format!("slot `{slot}`, parameter `value{path}` got {what}");
    let long = too_long(isize::MAX as usize / size_of::<Inner>() + 1);
    let cases = [
        ("take_flag 1", got("take_flag", FLAG)),
        ("take_level 1", got("take_level", "6, which is not a variant of `Level`")),
        ("take_outer 1", within("take_outer", FLAG, ".inner.ok")),
        ("take_outer 2", within("take_outer", LEVEL, ".inner.level")),
        ("take_outer 10", got("take_outer", NULL)),
        ("take_outer 11", got("take_outer", ASKEW)),
        ("take_shape 1", got("take_shape", "5, which is not a variant of `Shape`")),
        ("take_shape 2", within("take_shape", "a bool with the value 255 instead of 0 or 1", ".Flag.0")),
        ("take_shape 3", within("take_shape", "65535, which is not a variant of `Level`", ".Named.level")),
        ("take_shape 10", got("take_shape", NULL)),
        ("take_text 1", got("take_text", "text that is not UTF-8 after 3 bytes")),
        ("take_text 2", got("take_text", "a null pointer with a length of 3")),
        ("take_text 3", got("take_text", &too_long(usize::MAX))),
        ("take_slice 1", got("take_slice", "a null pointer with a length of 5")),
        ("take_slice 2", got("take_slice", &long)),
        ("take_slice 3", got("take_slice", ASKEW)),
        ("take_slice 4", within("take_slice", "8, which is not a variant of `Level`", "[2].level")),
        ("take_one 1", got("take_one", NULL)),
        ("take_one 2", got("take_one", ASKEW)),
        ("take_one 3", within("take_one", FLAG, ".ok")),
        ("take_one 4", within("take_one", LEVEL, ".level")),
        ("take_mut 1", got("take_mut", NULL)),
        ("take_mut 2", got("take_mut", ASKEW)),
        ("take_mut 3", within("take_mut", FLAG, ".ok")),
        ("take_perhaps 2", got("take_perhaps", ASKEW)),
        ("take_perhaps 4", within("take_perhaps", LEVEL, ".level")),
    ];
    all_end_like_this(&cases.each_ref().map(|(case, line)| (*case, line.as_str())));
}

#[test]
fn what_a_c_caller_passes_with_a_tag_or_for_good() {
    let got = |slot: &str, what: &str| format!("slot `{slot}`, parameter `value` got {what}");
    let within = |slot: &str, what: &str, path: &str| format!("slot `{slot}`, parameter `value{path}` got {what}");
    let cases = [
        ("take_maybe 1", got("take_maybe", TAG)),
        ("take_maybe 2", got("take_maybe", FLAG)),
        ("take_maybe 10", got("take_maybe", NULL)),
        ("take_maybe 11", got("take_maybe", "a pointer that is not aligned to 4")),
        ("take_outcome 1", got("take_outcome", TAG)),
        ("take_outcome 2", got("take_outcome", "a bool with the value 3 instead of 0 or 1")),
        ("take_outcome 3", got("take_outcome", "0, which is not a variant of `Level`")),
        ("take_outcome 10", got("take_outcome", NULL)),
        ("take_owned 1", got("take_owned", "text that is not UTF-8 after 3 bytes")),
        ("take_owned 2", got("take_owned", "a null pointer with a length of 3")),
        ("take_owned 10", got("take_owned", NULL)),
        ("take_owned 11", got("take_owned", ASKEW)),
        ("take_list 2", got("take_list", &too_long(isize::MAX as usize))),
        ("take_list 3", within("take_list", "2, which is not a variant of `Level`", "[1]")),
        ("take_list 10", got("take_list", NULL)),
        ("take_boxed 1", got("take_boxed", NULL)),
        ("take_boxed 2", got("take_boxed", ASKEW)),
        ("take_boxed 4", within("take_boxed", LEVEL, ".level")),
        ("take_boxed 10", got("take_boxed", NULL)),
        ("take_call 1", got("take_call", NULL)),
        ("take_call 2", "slot `take_call`, callback `value` returned 5, which is not a variant of `Level`".into()),
        ("take_other 1", got("take_other", NO_TABLE)),
        ("take_other 2", got("take_other", STRANGER)),
        ("take_given 1", got("take_given", NO_TABLE)),
        ("take_given 2", got("take_given", STRANGER)),
        (
            "outer (ret) 1",
            "slot `outer` got a null pointer where a value is required as the place for its result".into(),
        ),
        ("outer (ret) 2", format!("slot `outer` got {ASKEW} as the place for its result")),
        ("panics (object) 1", format!("slot `panics` got {NULL} as its object")),
        ("panics (object) 2", format!("slot `panics` got {ASKEW} as its object")),
    ];
    all_end_like_this(&cases.each_ref().map(|(case, line)| (*case, line.as_str())));
}

#[test]
fn a_provider_that_panics() {
    let said = last_words("panics 1");
    let lines: Vec<_> = said.lines().filter(|line| line.contains("vtable-api: ")).collect();
    assert_eq!(lines, ["vtable-api: test/values: slot `panics` panicked; a panic cannot cross the boundary"], "{said}");
    assert!(said.contains("\nno more than 5\n"), "the panic's own message\n{said}");
}

#[test]
fn what_is_good_survives() {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.args(["values::child", "--exact", "--nocapture"]).env(CASE, "fill 0").env(MODULE, &*LIBRARY);
    let done = command.output().expect("it runs");
    assert!(done.status.success() && String::from_utf8_lossy(&done.stdout).contains("survived"), "{done:?}");
}
