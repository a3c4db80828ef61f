//! An independent oracle: libabigail compares the C headers from before and after each edit of the verdicts, and
//! knows nothing of ours. Where it finds a change that breaks binaries, the build must not let the edit pass; where
//! the two differ the other way, `oracle/differences.rs` says why.
//!
//! `docs/oracle.md` shows all of it; `VTABLE_API_BLESS=1` writes it. `libabigail.rs` makes the libraries that are
//! compared, `outcome.rs` reads what `abidiff` prints.
#![cfg(unix)]

#[path = "../c/mod.rs"]
mod c;
#[path = "../verdicts/case.rs"]
#[allow(dead_code, reason = "the builds are judged in `verdicts`")]
mod case;
#[path = "../verdicts/cases/mod.rs"]
#[allow(dead_code, reason = "the builds are judged in `verdicts`")]
mod cases;
mod differences;
mod libabigail;
#[path = "../verdicts/list.rs"]
#[allow(dead_code, reason = "the verdicts are checked in `verdicts`")]
mod list;
mod outcome;
mod page;
#[path = "../verdicts/pasted.rs"]
#[allow(dead_code, reason = "the builds are judged in `verdicts`")]
mod pasted;
#[path = "../support/mod.rs"]
mod support;

use case::{Case, Expect, Released};
use differences::{DIFFERENCES, Difference, also, named};
use outcome::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::tool;

/// What needs no entry in the table of differences.
fn agreed(case: &Case) -> Outcome {
    match case.expect {
        Expect::Fine => Outcome::Same,
        Expect::Drafts => Outcome::Appended,
        Expect::Stops(finds) if finds.iter().any(|find| !find.recorded.0.is_empty()) => Outcome::Broken,
        // Whatever was released.
        Expect::Stops(_) => Outcome::NoHeader,
    }
}

fn expected(case: &Case, differences: &[Difference<'_>]) -> Outcome {
    differences.iter().find(|difference| difference.is_of(case)).map_or(agreed(case), |difference| difference.outcome)
}

/// The build lets pass what libabigail does not. Nothing excuses that, but that a draft is of a block, which its maker allocates: libabigail
/// takes it for a struct of the reader's.
fn is_too_lenient(case: &Case, outcome: Outcome) -> bool {
    let most = match case.expect {
        Expect::Stops(_) => return false,
        Expect::Drafts => Outcome::Grown,
        Expect::Fine => agreed(case),
    };
    outcome > most
}

/// The source is refused, but not with what the build says.
fn is_refused_otherwise(case: &Case, report: &str) -> bool {
    let mut errors = case.codes().into_iter().filter(|code| *code != "VT0060");
    agreed(case) == Outcome::NoHeader && errors.any(|code| !report.contains(code))
}

/// What is wrong with an outcome, if anything.
fn judge(case: &Case, outcome: Outcome, report: &str, differences: &[Difference<'_>]) -> Result<(), String> {
    let (row, what, expected) = (case.row, case.what, expected(case, differences));
    let wrong = if is_too_lenient(case, outcome) {
        "the build lets it pass".to_owned()
    } else if outcome == Outcome::NoHeader && is_refused_otherwise(case, report) {
        "it is refused for another reason".to_owned()
    } else if outcome == expected {
        return Ok(());
    } else if outcome == agreed(case) {
        "remove it from differences.rs".to_owned()
    } else {
        format!("if that is right, write ({row:?}, {what:?}) in differences.rs where the reason is")
    };
    Err(format!("== {row} {what}: libabigail says {outcome:?}, expected was {expected:?}; {wrong}\n{report}"))
}

#[test]
fn libabigail_finds_nothing_that_the_build_lets_pass() {
    if !tool("oracle", "abidiff", "--version") {
        return;
    }
    let edits: Vec<_> = cases::all().into_iter().map(|(released, case)| (case, sources(released, case))).collect();
    let distinct: BTreeSet<_> = edits.iter().flat_map(|(_, sources)| sources).cloned().collect();
    let distinct: Vec<_> = distinct.into_iter().collect();
    let libraries = libabigail::libraries(&distinct);
    let judged = edits.iter().map(|(case, [before, after])| {
        let before = libraries[before.as_str()].as_ref().unwrap_or_else(|why| panic!("{}, released: {why}", case.what));
        let (outcome, report) = match &libraries[after.as_str()] {
            Ok(after) => libabigail::compare(before, after),
            Err(why) => (Outcome::NoHeader, why.clone()),
        };
        judge(case, outcome, &report, DIFFERENCES)
    });
    let failures: Vec<_> = judged.filter_map(Result::err).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), edits.len(), failures.join("\n"));
}

/// Before and after the edit.
fn sources(released: &Released, case: &Case) -> [String; 2] {
    let change = [case.change, also(case)].concat();
    [released.source.to_owned(), released.edited(case.what, &change).0]
}

#[test]
fn every_difference_is_one() {
    let cases: BTreeMap<_, _> = cases::all().into_iter().map(|(_, case)| ((case.row, case.what), case)).collect();
    for (row, what) in named() {
        assert!(cases.contains_key(&(row, what)), "{row} {what}: no such case, remove it from differences.rs");
    }
    let mut names = BTreeSet::new();
    for Difference { outcome, edits, .. } in DIFFERENCES {
        for (row, what) in *edits {
            assert!(names.insert((row, what)), "{row} {what}: twice in differences.rs");
            let case = cases[&(*row, *what)];
            assert!(!is_too_lenient(case, *outcome), "{row} {what}: no reason is good enough");
            assert!(*outcome != agreed(case), "{row} {what}: no difference, remove it from differences.rs");
        }
    }
}

#[test]
fn the_page_shows_what_is_compared() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/oracle.md");
    let page = page::write(&cases::all());
    if std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &page).expect("written");
    }
    let is = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(is == page, "docs/oracle.md is old: run this test with VTABLE_API_BLESS=1");
}

/// A table as a header has it, and edits to it.
const BY_HAND: &str = "\
#include <stdint.h>
typedef struct event {
    uint32_t code;
} event;
#define VTABLE_API_NAME_(name, number) name ## number
typedef struct VTABLE_API_NAME_(viewer_options_growth_, 1) viewer_options;
struct VTABLE_API_NAME_(viewer_options_growth_, 1) {
    uint32_t tag;
    uint64_t level;
    uint8_t strict;
};
struct viewer_event_key_fields {
    uint32_t tag;
    uint32_t key;
};
typedef struct viewer_codec_table_1 {
    uint64_t revisions;
    void (*apply)(void *object, const viewer_options *options);
    void (*open)(void *object, const event *event, void (*done)(uint32_t code));
    void (*rewind)(void *object);
    void (*close)(void *object);
} viewer_codec_table_1;
typedef viewer_codec_table_1 viewer_codec_table;
";

const EDITS_BY_HAND: &[(&str, &str, &str, Outcome)] = &[
    ("nothing", "", "", Outcome::Same),
    ("a revision", "viewer_codec_table_1", "viewer_codec_table_2", Outcome::Same),
    ("a parameter renamed", "*object", "*self", Outcome::Same),
    ("a slot appended", "} viewer_codec", "    void (*more)(void *object);\n} viewer_codec", Outcome::Appended),
    ("a slot renamed", "rewind", "back", Outcome::Harmless),
    ("a pointer not const any more", "const ", "", Outcome::Harmless),
    (
        "two slots swapped",
        "rewind)(void *object);\n    void (*close",
        "close)(void *object);\n    void (*rewind",
        Outcome::Broken,
    ),
    ("a slot inserted", "    void (*close", "    void (*more)(void *object);\n    void (*close", Outcome::Broken),
    ("a slot deleted", "    void (*rewind)(void *object);\n", "", Outcome::Broken),
    ("the last slot deleted", "    void (*close)(void *object);\n", "", Outcome::Broken),
    ("a struct behind a pointer grown", "code;\n", "code;\n    uint32_t more;\n", Outcome::Broken),
    ("a struct behind a pointer changed", "uint32_t code;", "int32_t code;", Outcome::Broken),
    ("a block grown", "strict;\n", "strict;\n    uint64_t more[2];\n", Outcome::Grown),
    ("a block grown where padding was", "strict;\n", "strict;\n    uint8_t more;\n", Outcome::Grown),
    ("a member inserted in a block", "    uint64_t level", "    uint64_t more;\n    uint64_t level", Outcome::Broken),
    ("a member of a block changed", "uint8_t strict", "int8_t strict", Outcome::Broken),
    ("the last member of a block deleted", "    uint8_t strict;\n", "", Outcome::Broken),
    ("a member of a block renamed", "strict;", "strictly;", Outcome::Harmless),
    ("a block not const any more", "const viewer_options", "viewer_options", Outcome::Harmless),
    ("a variant's field changed", "uint32_t key", "uint16_t key", Outcome::Broken),
    ("a variant's fields grown", "key;\n", "key;\n    uint32_t more;\n", Outcome::Broken),
    ("a variant deleted", "viewer_event_key_fields", "viewer_event_key_parts", Outcome::Broken),
    (
        "a variant appended",
        "typedef struct viewer_codec",
        "struct viewer_event_text_fields {\n    uint32_t tag;\n};\ntypedef struct viewer_codec",
        Outcome::Appended,
    ),
    ("the parameter of a callback changed", "(uint32_t code)", "(uint64_t code)", Outcome::Broken),
];

/// Headers that nobody would write, so that it is known what would be found.
#[test]
fn edits_by_hand_are_found() {
    if !tool("oracle", "abidiff", "--version") {
        return;
    }
    let library = |what: &str, header: &str| {
        let folder = c::folder(&format!("by-hand/{}", what.replace(' ', "-")));
        std::fs::write(folder.join("viewer_codec.h"), header).expect("a file is written");
        libabigail::library(&folder)
    };
    let before = library("before", BY_HAND);
    for (what, from, to, outcome) in EDITS_BY_HAND {
        assert!(BY_HAND.contains(from), "{what}: not in the header");
        let (found, report) = libabigail::compare(&before, &library(what, &BY_HAND.replace(from, to)));
        assert_eq!(found, *outcome, "{what}\n{report}");
    }
}

/// This test would be worth nothing if it could not fail.
#[test]
fn wrong_expectations_fail() {
    let cases = cases::all();
    let case = |is: fn(&Case) -> bool| cases.iter().map(|(_, case)| *case).find(|case| is(case)).expect("a case");
    let fine = case(|case| matches!(case.expect, Expect::Fine));
    let draft = case(|case| matches!(case.expect, Expect::Drafts));
    let stops = case(|case| agreed(case) == Outcome::Broken);
    let told = |case, outcome, differences: &[_]| judge(case, outcome, "", differences).unwrap_err();

    let excuse = Difference { outcome: Outcome::Broken, why: "so", edits: &[(fine.row, fine.what)] };
    assert!(told(fine, Outcome::Broken, &[excuse]).contains("libabigail says Broken"));
    assert!(told(fine, Outcome::Broken, &[excuse]).contains("the build lets it pass"));
    assert!(told(fine, Outcome::Appended, &[]).contains("the build lets it pass"));
    assert!(told(draft, Outcome::Harmless, &[]).contains("the build lets it pass"));
    assert!(told(draft, Outcome::Grown, &[]).contains("in differences.rs where the reason is"));
    assert!(told(fine, Outcome::Grown, &[]).contains("the build lets it pass"));
    assert!(told(draft, Outcome::NoHeader, &[]).contains("expected was Appended"));

    let name = (stops.row, stops.what);
    assert!(told(stops, Outcome::Same, &[]).contains(&format!("write {name:?} in differences.rs")));
    let stale = Difference { outcome: Outcome::Same, why: "so", edits: &[name] };
    assert!(told(stops, Outcome::Broken, &[stale]).contains("remove it from differences.rs"));
}
