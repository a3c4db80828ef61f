//! Std's types that cross as their parts, of a real C module: good ones, and what is no value of them. The host is without `unsafe`,
//! and each case that ends the process is this test program again.
#![cfg(unix)]
#![forbid(unsafe_code)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::{c, child_process};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};
use vtable_api::__private::handle::Handle;
use vtable_api::{Module, vtable_api};

#[vtable_api(id = "test/parts", unrecorded)]
pub trait Parts: Send + Sync {
    fn duration(&self, which: u32) -> Duration;
    fn time(&self, which: u32) -> SystemTime;
    fn letter(&self, which: u32) -> char;
    fn count(&self, which: u32) -> NonZero<u16>;
    fn letters(&self, which: u32) -> &[char];
    fn pair(&self, which: u32) -> (bool, SystemTime);
    fn flags(&self, which: u32) -> [bool; 3];
    fn span(&self, which: u32) -> Range<char>;
    fn text(&self, which: u32) -> Box<str>;
    fn map(&self, which: u32) -> BTreeMap<u32, bool>;
    fn each(&self, which: u32, f: &mut dyn FnMut(char, (bool, SystemTime), [bool; 3]));
    fn path(&self, which: u32, f: &mut dyn FnMut(&Path)) -> PathBuf;
}

static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("foreign/parts.c");
    let print = <PartsRef<'_> as Handle>::SPEC.fingerprints[0];
    let define = format!("-DPARTS_FINGERPRINT=UINT64_C({print:#x})");
    c::library(&c::folder("parts"), "parts", &source, &c::common_header(), &[&define])
});

const CASE: &str = "FOREIGN_PARTS_CASE";
const MODULE: &str = "FOREIGN_PARTS_MODULE";

fn parts() -> PartsRef<'static> {
    let path = std::env::var_os(MODULE).map_or_else(|| LIBRARY.clone(), PathBuf::from);
    Module::open(path).expect("it opens").get("parts").expect("its export")
}

/// In a child: the case. Else nothing.
#[test]
fn child() {
    let Ok(case) = std::env::var(CASE) else { return };
    let (slot, which) = case.rsplit_once(' ').expect("slot and number");
    println!("{}", call(parts(), slot, which.parse().expect("a number")));
}

fn call(parts: PartsRef<'_>, slot: &str, which: u32) -> String {
    match slot {
        "duration" => format!("{:?}", parts.duration(which)),
        "time" => since_1970(parts.time(which)),
        "letter" => format!("{:?}", parts.letter(which)),
        "count" => format!("{:?}", parts.count(which)),
        "letters" => format!("{:?}", parts.letters(which)),
        "pair" => shown(parts.pair(which)),
        "flags" => format!("{:?}", parts.flags(which)),
        "span" => format!("{:?}", parts.span(which)),
        "text" => format!("{:?}", parts.text(which)),
        "map" => format!("{:?}", parts.map(which)),
        "each" => {
            let mut seen = String::new();
            parts.each(which, &mut |letter, pair, flags| seen = format!("{letter} {} {flags:?}", shown(pair)));
            seen
        }
        "path" => {
            let mut seen = String::new();
            let path = parts.path(which, &mut |path| seen = format!("{path:?}"));
            format!("{seen} {path:?}")
        }
        slot => panic!("no slot `{slot}`"),
    }
}

fn shown((flag, time): (bool, SystemTime)) -> String {
    format!("{flag} {}", since_1970(time))
}

fn since_1970(time: SystemTime) -> String {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => format!("{after:?} after"),
        Err(before) => format!("{:?} before", before.duration()),
    }
}

#[test]
fn what_is_good_arrives() {
    let parts = parts();
    for (slot, expected) in [
        ("duration", "7.5s"),
        ("time", "500ms before"),
        ("letter", "'\\u{10ffff}'"),
        ("count", "1"),
        ("letters", "['x', '\\u{10ffff}']"),
        ("pair", "true 500ms before"),
        ("flags", "[true, false, true]"),
        ("span", "'x'..'\\u{10ffff}'"),
        ("text", "\"abc\""),
        ("map", "{3: false, 7: true, 9: true}"),
        ("path", r#""a\0\xE9" "a\0\xE9""#),
        ("each", "x true 500ms before [true, false, true]"),
    ] {
        assert_eq!(call(parts, slot, 0), expected, "{slot}");
    }
}

const NANOS: &str = "1000000000 nanoseconds beside the seconds, which are at most 999999999";
const MANY_NANOS: &str = "4294967295 nanoseconds beside the seconds, which are at most 999999999";
const LETTER: &str = "a char with the value 0xd800, which is not a character of Unicode";
const LARGE_LETTER: &str = "a char with the value 0x110000, which is not a character of Unicode";
const FLAG: &str = "a bool with the value 2 instead of 0 or 1";

#[test]
fn what_is_no_value_ends_the_process_with_a_line() {
    let wrong: Vec<_> = [
        ("duration 1", "returned", NANOS),
        ("duration 2", "returned", MANY_NANOS),
        ("time 1", "returned", NANOS),
        ("letter 1", "returned", LETTER),
        ("letter 2", "returned", LARGE_LETTER),
        ("count 1", "returned", "a zero where the type excludes it"),
        ("letters 1", "returned", &format!("{LETTER}, in `[1]`")),
        ("pair 1", "returned", &format!("{FLAG}, in `0`")),
        ("pair 2", "returned", &format!("{MANY_NANOS}, in `1`")),
        ("flags 1", "returned", &format!("{FLAG}, in `[2]`")),
        ("flags 2", "returned", "a bool with the value 3 instead of 0 or 1, in `[0]`"),
        ("span 1", "returned", &format!("{LETTER}, in `end`")),
        ("span 2", "returned", &format!("{LARGE_LETTER}, in `start`")),
        ("text 1", "returned", "text that is not UTF-8 after 3 bytes"),
        ("map 1", "returned", "a map or set in which entry 2, counted from 0, has the key of an earlier one"),
        ("map 2", "returned", &format!("{FLAG}, in `[1].1`")),
        ("map 3", "returned", "a null pointer with a length of 3"),
        ("path 1", "returned", "a null pointer with a length of 3"),
        ("path 2", "callback `f`, parameter `argument 0` got", "a null pointer with a length of 3"),
        ("path 3", "returned", "a length of 18446744073709551615, which exceeds any memory"),
        ("each 1", "callback `f`, parameter `argument 1.1` got", MANY_NANOS),
        (
            "each 2",
            "callback `f`, parameter `argument 0` got",
            "a char with the value 0xdfff, which is not a character of Unicode",
        ),
        ("each 3", "callback `f`, parameter `argument 1` got", "a null pointer where a value is required"),
        ("each 4", "callback `f`, parameter `argument 1` got", "a pointer that is not aligned to 8"),
        ("each 5", "callback `f`, parameter `argument 2` got", "a null pointer where a value is required"),
        ("each 6", "callback `f`, parameter `argument 2[2]` got", FLAG),
    ]
    .iter()
    .filter_map(|(case, does, what)| {
        let slot = case.split(' ').next()?;
        // What C returned, or gave to a callback.
        let comma = if does == &"returned" { "" } else { "," };
        let wanted = format!("vtable-api: test/parts of module `parts`: slot `{slot}`{comma} {does} {what}\n");
        let variables = [(CASE, case.as_ref()), (MODULE, LIBRARY.as_os_str())];
        let found = child_process::last_words("parts::child", &variables);
        (found != wanted).then(|| format!("{case}\n  wanted {wanted}  found  {found}"))
    })
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
