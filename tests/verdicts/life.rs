//! The life of a record, from `init` to the second `freeze` and beyond.

use crate::case::{Expect, spans};
use crate::cases::{VIEWER, all};
use crate::support::{Built, Project};
use std::sync::LazyLock;

const SOURCE: &str = include_str!("released/viewer.rs");

/// The first revision of it.
fn first_source() -> String {
    let (start, end) = (SOURCE.find("\n    #[revision(2)]"), SOURCE.find("\n}\n\n/// Where events go."));
    let (start, end) = (start.expect("a second revision"), end.expect("the end of the trait"));
    format!("{}{}", &SOURCE[..start], &SOURCE[end + 1..])
}

/// Everything up to the release of the second revision, once for all tests.
struct Life {
    without_record: Built,
    init: Built,
    drafts: Built,
    locked: Built,
    quiet: Built,
    denied: Built,
    denied_quiet: Built,
    freeze: Built,
    first: Built,
    first_locked: Built,
    one_draft: Built,
    second_freeze: Built,
    second: Built,
    idle_freeze: Built,
    broken_freeze: Built,
    first_abi: String,
    second_abi: String,
    idle_abi: String,
}

static LIFE: LazyLock<Life> = LazyLock::new(|| {
    let project = Project::library("edits-life", &first_source());
    let without_record = project.check();
    let init = project.cli("init");
    let drafts = project.check();
    let locked = project.cargo_with("check", &[("VTABLE_API", "locked")]);
    let quiet = project.cargo_with("check", &[("VTABLE_API", "quiet-drafts")]);
    // As `-D warnings` does, but for the crates below.
    project.write("src/lib.rs", &format!("#![deny(warnings)]\n{}", first_source()));
    let denied = project.check();
    let denied_quiet = project.cargo_with("check", &[("VTABLE_API", "quiet-drafts")]);
    project.write("src/lib.rs", &first_source());
    let freeze = project.cli("freeze");
    let first = project.check();
    let first_abi = project.read("abi.toml");
    project.write("src/lib.rs", SOURCE);
    let one_draft = project.check();
    let second_freeze = project.cli("freeze");
    let second = project.check();
    let second_abi = project.read("abi.toml");
    let first_locked = project.cargo_with("check", &[("VTABLE_API", "locked")]);
    let idle_freeze = project.cli("freeze");
    project.write("src/lib.rs", &SOURCE.replace("fn rewind", "fn back"));
    let broken_freeze = project.cli("freeze");
    let idle_abi = project.read("abi.toml");
    Life {
        without_record,
        init,
        drafts,
        locked,
        quiet,
        denied,
        denied_quiet,
        freeze,
        first,
        first_locked,
        one_draft,
        second_freeze,
        second,
        idle_freeze,
        broken_freeze,
        first_abi,
        second_abi,
        idle_abi,
    }
});

#[test]
pub(crate) fn a_record_lives_from_init_to_the_second_freeze() {
    let life = &*LIFE;
    let error = life.without_record.only_error("two tables, one cause");
    assert!(error.text.contains("[VT0050] `Codec` is a table, and its package has no abi.toml"), "{error}");
    assert!(error.text.contains("help: run `cargo vtable-api init` once"), "{error}");

    life.init.assert_builds("init");
    life.drafts.assert_builds("drafts");
    let codec = "[VT0060] drafts: 7 slots of `Codec` may still change, and are compatible only with this exact build\n\
        revision 1: `open`, `read`, `each`, `unlock`, `chart`, `rewind`, `close`";
    let sink = "[VT0060] drafts: 3 slots of `Sink` may still change, and are compatible only with this exact build\n\
        revision 1: `put`, `bits`, `flush`";
    assert_drafts(&life.drafts, &first_source(), &[("open", codec), ("put", sink)]);
    assert!(!life.denied.success && life.denied.errors().len() == 2, "{}", life.denied.stderr);
    life.denied_quiet.assert_silent("`-D warnings`, quiet drafts");

    life.freeze.assert_builds("freeze");
    life.first.assert_silent("the first revision, frozen");
    assert_drafts(&life.one_draft, SOURCE, &[("read_ex1", ONE_DRAFT)]);
    life.second_freeze.assert_builds("the second freeze");
    life.second.assert_silent("the second revision, frozen");
    life.first_locked.assert_silent("nothing but frozen slots, locked");
    assert!(life.second_abi.starts_with(&first_table(&life.first_abi)), "the record only grows:\n{}", life.second_abi);
}

/// The drafts are named, in one warning for each table, and there is nothing else.
#[track_caller]
fn assert_drafts(built: &Built, source: &str, tables: &[(&str, &str)]) {
    built.assert_builds("drafts");
    let warnings = built.warnings();
    assert_eq!(warnings.len(), tables.len(), "{}", built.stderr);
    assert_eq!(built.errors().len(), 0, "{}", built.stderr);
    for ((first, says), warning) in tables.iter().zip(&warnings) {
        assert!(warning.text.starts_with("warning: use of deprecated associated constant `"), "{warning}");
        assert_eq!(warning.message(), format!("{says}\n{SILENCE}"), "{warning}");
        let marked = format!("    fn «{first}»(");
        let at = spans(&source.replacen(&format!("    fn {first}("), &marked, 1))[0].clone();
        assert_eq!(warning.at(), Some(at.as_str()), "{warning}");
    }
}

const ONE_DRAFT: &str =
    "[VT0060] draft of revision 2: it may still change, and is compatible only with this exact build";
const SILENCE: &str = "help: record what is released with `cargo vtable-api freeze`; until then, `VTABLE_API=quiet-drafts` silences this,\n\
    also where `-D warnings` makes it an error";

/// The blocks of the first table: the second revision of `Codec` is written behind them.
fn first_table(abi: &str) -> String {
    let end = abi.find("id = \"viewer/sink\"").and_then(|at| abi[..at].rfind("[[table]]")).expect("two tables");
    abi[..end].to_string()
}

#[test]
pub(crate) fn the_environment_decides_what_becomes_of_drafts() {
    let (locked, quiet) = (&LIFE.locked, &LIFE.quiet);
    assert!(!locked.success);
    let errors = locked.errors();
    assert_eq!((errors.len(), locked.warnings().len()), (10, 0), "{}", locked.stderr);
    for (name, error) in ["Codec::open", "Codec::read", "Codec::each"].iter().zip(&errors) {
        let says = format!("error: [VT0056] `{name}` is a draft, and this build is locked\n");
        assert!(error.text.starts_with(&says), "{error}");
        assert!(error.text.contains("help: run `cargo vtable-api freeze` and commit abi.toml"), "{error}");
    }
    quiet.assert_silent("quiet drafts");
}

#[test]
pub(crate) fn a_misspelt_mode_is_refused() {
    let project = VIEWER.project("edits-mode");
    for mode in ["locked", "quiet-drafts", " quiet-drafts, locked ", ""] {
        project.cargo_with("check", &[("VTABLE_API", mode)]).assert_silent(mode);
    }
    for (mode, word) in [("Locked", "Locked"), ("locked,quiet", "quiet"), ("1", "1"), ("extract", "extract")] {
        let error = project.cargo_with("check", &[("VTABLE_API", mode)]).only_error("two tables, one cause");
        let says = format!(
            "[VT0061] unknown value `{word}` in `VTABLE_API`\n\
             help: use `locked`, `quiet-drafts`, or both separated by a comma"
        );
        assert_eq!(error.message(), says, "{error}");
    }
}

#[test]
pub(crate) fn a_session_of_nobody_is_refused() {
    let project = VIEWER.project("edits-session");
    let session = project.path().join("0123456789abcdef.session");
    let error =
        project.cargo_with("check", &[("VTABLE_API_SESSION", &session.to_string_lossy())]).only_error("session");
    let says = "[VT0061] `VTABLE_API_SESSION` is set, but no `cargo vtable-api` that set it is running\n\
                help: unset `VTABLE_API_SESSION`, in the environment and in cargo's `[env]`: the command sets it for itself";
    assert_eq!(error.message(), says, "{error}");
}

#[test]
pub(crate) fn freeze_writes_only_what_is_new_and_right() {
    LIFE.idle_freeze.assert_builds("freeze with nothing new");
    assert!(!LIFE.broken_freeze.success, "{}{}", LIFE.broken_freeze.stdout, LIFE.broken_freeze.stderr);
    let said = format!("{}{}", LIFE.broken_freeze.stdout, LIFE.broken_freeze.stderr);
    assert!(said.contains("[VT0002]") && said.contains("renamed to `back`"), "{said}");
    assert_eq!(LIFE.idle_abi, LIFE.second_abi, "neither writes");
}

#[test]
pub(crate) fn three_breaks_in_two_tables_are_three_errors() {
    let project = VIEWER.project("edits-three");
    let names = ["`Sync` added to the trait", "a parameter removed", "a field inserted into a nested struct"];
    let cases: Vec<_> = all().into_iter().map(|(_, case)| case).filter(|case| names.contains(&case.what)).collect();
    let change: Vec<_> = cases.iter().flat_map(|case| case.change).copied().collect();
    let (text, _) = VIEWER.edited("three", &change);
    project.write("src/lib.rs", &text);
    for command in ["check", "build"] {
        let built = project.cargo(command);
        assert_eq!((built.errors().len(), built.warnings().len()), (3, 0), "{}", built.stderr);
        for case in &cases {
            let Expect::Stops([find]) = case.expect else { panic!("{}: not one error", case.what) };
            let says = find.says;
            assert!(built.errors().iter().any(|error| error.message().starts_with(says)), "{says}\n{}", built.stderr);
        }
    }
}

#[test]
pub(crate) fn a_recorded_slot_keeps_its_default_body() {
    let project = VIEWER.project("edits-default");
    let body = " {\n        let _ = flags;\n        self.read(out)\n    }";
    let (text, spans) = VIEWER.edited("14", &[("fn read_ex1", "fn «read_ex1»"), (body, ";")]);
    project.write("src/lib.rs", &text);
    let error = project.check().only_error("14 the default body of a slot of revision 2 removed");
    let says = "[VT0033] `Codec::read_ex1` is new in revision 2 and has no default body\n\
                help: add one: it runs when the module predates the revision";
    assert_eq!((error.message().as_str(), error.at()), (says, Some(spans[0].as_str())), "{error}");
}

#[test]
pub(crate) fn a_draft_changes_freely_and_goes_again() {
    let project = VIEWER.project("edits-draft");
    let draft = |signature: &str| {
        let slot = format!("    fn flush(&self);\n\n    #[revision(2)]\n    {signature} {{}}");
        SOURCE.replacen("    fn flush(&self);", &slot, 1)
    };
    for signature in ["fn more(&self)", "fn more(&self, _much: u32)", "fn less(&mut self)"] {
        project.write("src/lib.rs", &draft(signature));
        assert_drafts(&project.check(), &draft(signature), &[(&signature[3..7], ONE_DRAFT)]);
    }
    project.write("src/lib.rs", SOURCE);
    project.check().assert_silent("104 a draft reverted");

    let (text, _) = VIEWER.edited("81 an open enum grows", &[("    Green = 2,", "    Green = 2,\n    Blue = 3,")]);
    project.write("src/lib.rs", &text);
    project.check().assert_builds("81 an open enum grows");
}
