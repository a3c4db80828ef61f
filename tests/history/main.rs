//! How real tables grew, release by release. Each release of each is judged by the rules against the one before, with
//! typedefs as aliases and as newtypes, and some of them in real crates.
//!
//! SQLite's, from 3.7.8 with 179 slots to 3.54.1 with 279, is also replayed as it should have been: what it appended is
//! accepted; what it broke, twice, stops the build at the slots that it broke; so does what others did to tables like it.
//!
//! | file in `history/` | has |
//! |---|---|
//! | `tables.rs` | the tables |
//! | `sqlite.txt`, … | the facts |
//! | `facts.rs`, `header.rs` | their reader and writer; the reader of C headers, from which they are made |
//! | `source.rs` | from C functions to a trait, and to a model |
//! | `replay.rs` | a release against the one before: the verdict, and what it has to be |
//! | `breaks.rs` | edits that must not build |

mod breaks;
mod facts;
mod header;
mod replay;
mod source;
#[path = "../support/mod.rs"]
mod support;
mod tables;

use breaks::{Break, Error};
use facts::Release;
use replay::{Found, Replay};
use source::{Entry, Source, Typedefs, Writer};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};
use support::{Built, Diagnostic, Project, Worker, in_parallel, installed_file};
use tables::{TABLES, Table};
use vtable_api_manifest::append;

static RELEASES: LazyLock<Vec<Release>> = LazyLock::new(|| facts::read(Table::of("sqlite").facts));

/// A crate that has such a table of SQLite's.
fn source(table: &[Entry]) -> Source {
    Writer { table: Table::of("sqlite"), typedefs: Typedefs::Alias }.source(table)
}

/// A release that changed something.
struct Step {
    version: &'static str,
    /// Its slots, each with the revision that it came with.
    real: Vec<Entry>,
    /// As it should have been: what is recorded stays, what is new comes behind it.
    table: Vec<Entry>,
    recorded: usize,
}

static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let mut releases: Vec<_> = RELEASES.iter().collect();
    releases.dedup_by(|next, last| next.slots == last.slots);
    let mut steps = Vec::new();
    let mut before: Vec<Entry> = Vec::new();
    for Release { version, slots } in releases {
        let next = before.last().map_or(1, |(_, revision)| revision + 1);
        let revisions = before.iter().map(|(_, revision)| *revision).chain(std::iter::repeat(next));
        let real: Vec<Entry> = slots.iter().cloned().zip(revisions).collect();
        let table = [&before, &real[before.len()..]].concat();
        steps.push(Step { version, real, recorded: before.len(), table: table.clone() });
        before = table;
    }
    steps
});

/// `abi.toml` after each of them, or why it could not be made. They are made one after the other, while edits to the
/// first are judged already.
static RECORDS: LazyLock<Vec<OnceLock<Result<String, String>>>> = LazyLock::new(|| {
    std::thread::spawn(|| {
        let made = std::panic::catch_unwind(|| {
            let project = Project::library("history-sqlite", "");
            project.cli("init").assert_builds("init");
            for (step, record) in STEPS.iter().zip(&*RECORDS) {
                project.write("src/lib.rs", &source(&step.table).text);
                assert_drafts(&project.check(), step.version, &step.table, step.recorded);
                project.cli("freeze").assert_builds(step.version);
                record.get_or_init(|| Ok(project.read("abi.toml")));
            }
        });
        if let Err(panic) = made {
            let why = panic.downcast_ref::<String>().map_or("see above", String::as_str);
            for record in &*RECORDS {
                record.get_or_init(|| Err(why.to_owned()));
            }
        }
    });
    STEPS.iter().map(|_| OnceLock::new()).collect()
});

/// `abi.toml` after one of them.
#[track_caller]
fn record(step: usize) -> &'static str {
    RECORDS[step].wait().as_ref().unwrap_or_else(|why| panic!("no record: {why}"))
}

/// What was said: codes, and the slots at which they stand.
fn found(built: &Built, table: &[Entry]) -> Vec<Found> {
    found_in(built, &source(table))
}

fn found_in(built: &Built, source: &Source) -> Vec<Found> {
    let found = |diagnostic: Diagnostic| {
        let slot = source.slot_at(diagnostic.at().unwrap_or_else(|| panic!("a place:\n{diagnostic}")));
        (diagnostic.code().unwrap_or("no code").to_string(), slot)
    };
    let mut found: Vec<_> = built.diagnostics().into_iter().map(found).collect();
    found.sort();
    found
}

fn expected(errors: &[Error]) -> Vec<Found> {
    let mut expected: Vec<_> = errors.iter().map(|(code, slot)| (code.to_string(), *slot)).collect();
    expected.sort();
    expected
}

/// Builds; one warning names the slots behind `recorded`, and there is nothing else.
#[track_caller]
fn assert_drafts(built: &Built, what: &str, table: &[Entry], recorded: usize) {
    built.assert_builds(what);
    let drafts: &[Error] = if recorded < table.len() { &[("VT0060", Some(recorded))] } else { &[] };
    assert_eq!(found(built, table), expected(drafts), "{what}:\n{}", built.stderr);
    let is_named = |(slot, _): &Entry| built.stderr.contains(&format!("{}`", slot.name));
    assert!(table[recorded..].iter().all(is_named), "{what}:\n{}", built.stderr);
}

#[test]
fn what_releases_appended_is_accepted() {
    assert_eq!((RELEASES.len(), STEPS.len()), (50, 26));
    for (number, step) in STEPS.iter().enumerate() {
        assert_eq!(record(number).matches("[[slot]]").count(), step.table.len(), "{}", step.version);
    }
    let last = STEPS.len() - 1;
    let project = Project::library("history-last", &source(&STEPS[last].table).text);
    project.write("abi.toml", record(last));
    project.check().assert_silent("the last release, frozen");
}

#[test]
fn releases_may_be_skipped() {
    let (first, last) = (&STEPS[0], &STEPS[STEPS.len() - 1]);
    let project = Project::library("history-skipped", "");
    project.write("abi.toml", record(0));
    let table: Vec<Entry> = last.table.iter().map(|(slot, revision)| (slot.clone(), (*revision).min(2))).collect();
    project.write("src/lib.rs", &source(&table).text);
    assert_drafts(&project.check(), "from the first to the last", &table, first.table.len());
}

#[test]
fn what_releases_broke_is_rejected() {
    let broke = STEPS.windows(2).filter(|steps| !steps[1].real.starts_with(&steps[0].real));
    assert_eq!(broke.map(|steps| steps[1].version).collect::<Vec<_>>(), ["3.21.0", "3.40.1"]);
    let first = [("VT0002", Some(93)), ("VT0002", Some(190))];
    let second = [("VT0005", Some(249)), ("VT0004", Some(250))];
    judge("history-broke", vec![real("3.21.0", &first), real("3.40.1", &[first, second].concat())]);
}

/// What the release really was. All records have the slots that were broken as they were before.
fn real(version: &str, errors: &[Error]) -> (usize, Break) {
    let number = STEPS.iter().position(|step| step.version == version).expect("a step");
    let table = STEPS[number].real.clone();
    (number - 1, Break { what: version.to_string(), table, errors: errors.to_vec() })
}

#[test]
fn releases_are_not_taken_back() {
    let back = |(number, steps): (usize, &[Step])| {
        let errors = vec![("VT0001", None); steps[1].table.len() - steps[0].table.len()];
        let what = format!("from {} back to {}", steps[1].version, steps[0].version);
        (number + 1, Break { what, table: steps[0].table.clone(), errors })
    };
    judge("history-back", STEPS.windows(2).enumerate().step_by(3).map(back).collect());
}

#[test]
fn what_others_broke_is_rejected() {
    let some = |(number, step): (usize, &'static Step)| {
        breaks::some(number, step.version, &step.table).into_iter().map(move |it| (number, it))
    };
    // Four releases and not the next four: each kind meets three of them, or four.
    let steps = STEPS.iter().enumerate().filter(|(number, _)| number % 8 < 4);
    judge("history-others", steps.flat_map(some).collect());
}

/// Makes each edit to the crate of a release, of which it is given the number, and compares what cargo says.
fn judge(test: &str, edits: Vec<(usize, Break)>) {
    let prepare = |worker: Worker| Project::library(&worker.name(test), "").in_target(worker.target());
    let wrong = in_parallel(&edits, prepare, |project, (number, edit)| {
        project.write("abi.toml", record(*number));
        project.write("src/lib.rs", &source(&edit.table).text);
        let built = project.check();
        let (found, expected) = (found(&built, &edit.table), expected(&edit.errors));
        let right = !built.success && found == expected;
        (!right).then(|| format!("{}: {expected:?}, but\n{}", edit.what, built.stderr))
    });
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{} of {} edits:\n{}", wrong.len(), edits.len(), wrong.join("\n"));
}

/// Each table, each release that changed something.
fn replays() -> Vec<(&'static Table, Vec<Replay>)> {
    let of = |table: &'static Table| {
        let mut releases = facts::read(table.facts);
        releases.dedup_by(|next, last| next.slots == last.slots);
        let steps = releases.windows(2).map(|pair| Replay::new(&pair[1].version, &pair[0].slots, &pair[1].slots));
        (table, steps.collect())
    };
    TABLES.iter().map(of).collect()
}

#[test]
fn each_release_is_judged_by_what_it_did() {
    let mut wrong = Vec::new();
    let mut summary = String::new();
    for (table, steps) in replays() {
        for typedefs in [Typedefs::Alias, Typedefs::Newtype] {
            let writer = Writer { table, typedefs };
            let judged: Vec<_> = steps.iter().map(|step| (step, step.judged(writer))).collect();
            for (step, found) in &judged {
                if step.is_appended(writer) != found.is_empty() {
                    wrong.push(format!("{} {} {typedefs:?}: {found:?}", table.name, step.version));
                }
                if let Err(why) = step.wrong(writer, found) {
                    wrong.push(format!("{} {} {typedefs:?}: {why}", table.name, step.version));
                }
            }
            let broke = judged.iter().filter(|(_, found)| !found.is_empty()).count();
            let (releases, findings) =
                (facts::read(table.facts).len(), judged.iter().map(|(_, found)| found.len()).sum::<usize>());
            let appended = steps.len() - broke;
            let name = table.name;
            summary += &format!(
                "{name}, {typedefs:?}: {releases} releases, {appended} append, {broke} break: {findings} findings\n"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(summary, SUMMARY);
    assert!(TABLES.iter().map(|table| facts::read(table.facts).len()).sum::<usize>() >= 200);
}

const SUMMARY: &str = "\
sqlite, Alias: 50 releases, 23 append, 2 break: 4 findings
sqlite, Newtype: 50 releases, 23 append, 2 break: 4 findings
weechat, Alias: 103 releases, 0 append, 43 break: 282 findings
weechat, Newtype: 103 releases, 0 append, 43 break: 282 findings
vapoursynth3, Alias: 57 releases, 2 append, 0 break: 0 findings
vapoursynth3, Newtype: 57 releases, 2 append, 0 break: 0 findings
vapoursynth4, Alias: 24 releases, 0 append, 2 break: 14 findings
vapoursynth4, Newtype: 24 releases, 0 append, 2 break: 14 findings
";

/// Another typedef of the same scalar, in each slot that has one: the same type where it is an alias, another one where it is
/// a newtype.
#[test]
fn a_typedef_is_an_alias_or_a_type_of_its_own() {
    let last = RELEASES.last().expect("a release");
    let renamed = |ty: &String| match ty.as_str() {
        "sqlite3_int64" => "sqlite_int64".to_string(),
        other => other.to_string(),
    };
    let mut edited = last.slots.clone();
    edited.iter_mut().for_each(|slot| slot.parameters = slot.parameters.iter().map(renamed).collect());
    let step = Replay::new("typedefs", &last.slots, &edited);
    let judged = |typedefs| step.judged(Writer { table: Table::of("sqlite"), typedefs });
    assert_eq!(judged(Typedefs::Alias), []);
    let at = |slot: usize| last.slots[slot].parameters.iter().filter(|ty| *ty == "sqlite3_int64").count();
    let expected: Vec<Found> =
        (0..edited.len()).flat_map(|slot| vec![("VT0004".to_string(), Some(slot)); at(slot)]).collect();
    assert_eq!(judged(Typedefs::Newtype), expected);
    assert!(expected.len() > 4);
}

/// The first releases that appended and those that broke, of each table, in real crates: cargo says what the rules say.
#[test]
fn cargo_says_of_releases_what_the_rules_say() {
    let mut cases = Vec::new();
    for (table, steps) in replays() {
        for (number, typedefs) in [Typedefs::Alias, Typedefs::Newtype].into_iter().enumerate() {
            let writer = Writer { table, typedefs };
            for is_appended in [true, false] {
                let steps = steps.iter().filter(|step| step.is_appended(writer) == is_appended);
                let steps: Vec<Replay> = steps.skip(number).step_by(9).cloned().collect();
                cases.extend(steps.into_iter().map(|step| (writer, step)));
            }
        }
    }
    let prepare = |worker: Worker| Project::library(&worker.name("history-replay"), "").in_target(worker.target());
    let wrong = in_parallel(&cases, prepare, |project, (writer, step)| {
        let record = append::freeze("viewer", &append::empty(), &writer.model(&step.old)).expect("it can be frozen");
        project.write("abi.toml", &record.text);
        let source = writer.source(&step.new);
        project.write("src/lib.rs", &source.text);
        let built = project.check();
        let (mut found, expected) = (found_in(&built, &source), step.judged(*writer));
        found.retain(|(code, _)| code != "VT0060");
        let right = built.success == expected.is_empty() && step.agrees(&found, &expected);
        (!right)
            .then(|| format!("{} {}: {expected:?}, but {found:?}\n{}", writer.table.name, step.version, built.stderr))
    });
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    assert!(cases.len() >= 16 && wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// `VTABLE_API_SQLITE` names the folders with the headers of all releases, to make the facts anew.
#[test]
fn facts_are_those_of_the_header() {
    let table = Table::of("sqlite");
    let named = std::env::var("VTABLE_API_SQLITE");
    let folders: Vec<_> = std::env::split_paths(named.as_deref().unwrap_or("/usr/include")).collect();
    let has_header = |folder: &PathBuf| installed_file("history", &folder.join("sqlite3ext.h"), "libsqlite3-dev");
    if !folders.iter().all(has_header) {
        return;
    }
    let mut headers: Vec<_> = folders.iter().map(|folder| header::read_sqlite(folder, table)).collect();
    headers.sort_by_key(|release| number(&release.version));
    headers.dedup();
    if named.is_ok() && blesses() {
        bless(table, &headers);
        return;
    }
    for header in &headers {
        let mut older = RELEASES.iter().filter(|release| number(&release.version) <= number(&header.version));
        let last = older.next_back().expect("a release before it");
        assert!(header.slots.starts_with(&last.slots), "{} is not what {} grew to", header.version, last.version);
        assert!(header.version != last.version || header == last, "{}", header.version);
    }
}

/// `VTABLE_API_HISTORY` names a folder with one for each table, which has one for each release, to make the facts of
/// all but SQLite's anew. Without it, what is stored is what would be written.
#[test]
fn facts_are_written_as_they_are_read() {
    let named = std::env::var_os("VTABLE_API_HISTORY").map(PathBuf::from);
    for table in TABLES {
        let releases = match named.as_ref().map(|folder| folder.join(table.name)).filter(|folder| folder.exists()) {
            Some(folder) => {
                let folders =
                    std::fs::read_dir(folder).expect("releases").map(|entry| entry.expect("a release").path());
                let mut headers: Vec<Release> = folders.map(|folder| header::read(&folder, table)).collect();
                headers.sort_by_key(|release| number(&release.version));
                headers
            }
            None => facts::read(table.facts),
        };
        match blesses() {
            true => bless(table, &releases),
            false => assert!(comment(table) + &facts::write(&releases) == table.facts, "{}", table.name),
        }
    }
}

fn blesses() -> bool {
    std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1")
}

fn bless(table: &Table, releases: &[Release]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("history/{}.txt", table.name));
    std::fs::write(path, comment(table) + &facts::write(releases)).expect("it is written");
}

fn comment(table: &Table) -> String {
    table.facts.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// `3.8.7.1`, to compare.
fn number(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().expect("a number")).collect()
}
