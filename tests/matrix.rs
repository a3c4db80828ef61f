//! Hosts and modules of revisions 1 and 2, in Rust and in C: each host with each module, in a process of its own.
//!
//! The packages are in `tests/matrix`, a workspace that cargo and `cargo vtable-api` build in a copy. Its records
//! were made like any user's, in `tests/matrix`:
//!
//! ```text
//! cargo vtable-api init --manifest-path r1/Cargo.toml
//! cargo vtable-api freeze --manifest-path r1/Cargo.toml
//! cp r1/abi.toml r2/abi.toml
//! cargo vtable-api freeze --manifest-path r2/Cargo.toml
//! ```
//!
//! Every host prints what it called and what came back, which memory was made by whom, and whether any of it is
//! left: each binary counts what its allocator does, so memory that the wrong side frees shows in both counts.
#![cfg(unix)]

mod c;
mod support;

use std::collections::BTreeMap;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use support::{Project, shared_target};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Language {
    Rust,
    C,
}
use Language::{C, Rust};

/// What a binary of revision 2 was built from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Second {
    Released,
    Draft,
    /// The same draft with two slots the other way round.
    OtherDraft,
    /// Someone else's revision 2 of the engine, released as well. The other tables are the same.
    Fork,
}

/// One side of a cell.
#[derive(Debug)]
struct Side {
    language: Language,
    revision: u32,
    /// For the table.
    shown: &'static str,
    /// What a module calls itself.
    name: &'static str,
    /// Revision 2 as it was released, a draft of it, or something else in its place.
    second: Second,
    file: PathBuf,
}

struct Fixtures {
    project: Project,
    hosts: Vec<Side>,
    modules: Vec<Side>,
    /// They require revision 2 of the host's services.
    demanding: PathBuf,
}

impl Second {
    const UNRELEASED: [(Second, &'static str, &'static str); 2] =
        [(Second::Draft, "draft", "matrix-module-draft"), (Second::OtherDraft, "other", "matrix-module-other")];
    const FORK: (Second, &'static str, &'static str) = (Second::Fork, "fork", "matrix-module-fork");

    fn is_released(self) -> bool {
        matches!(self, Second::Released | Second::Fork)
    }
}

static FIXTURES: LazyLock<Fixtures> = LazyLock::new(|| {
    let project = copy();
    let built = project.cargo(
        "build --package matrix-host-r1 --package matrix-host-r2 --package matrix-module-r1 --package matrix-module-r2 \
         --package matrix-demanding",
    );
    built.assert_silent("the Rust hosts and modules");
    for revision in [1, 2] {
        let header = format!("header --quiet --manifest-path r{revision}/Cargo.toml --out include-r{revision}");
        project.cli(&header).assert_builds(&header);
    }
    let (hosts, modules) = sides(&project);
    let demanding = rust_library("matrix_demanding");
    Fixtures { project, hosts, modules, demanding }
});

/// `tests/matrix` elsewhere, with `fresh-r1` and `fresh-r2`: the interfaces once more, to freeze them anew. And
/// with what `Second` lists, each with a host and a module.
fn copy() -> Project {
    let project = Project::empty("matrix");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("matrix");
    for (file, text) in files(&from) {
        let text = text.replace("path = \"../..\"", "path = \"{vtable-api}\"");
        let text = text.replace("members = [", &format!("members = [{MORE}"));
        project.write(&file, &text);
        for (second, name, _) in Second::UNRELEASED.into_iter().chain([Second::FORK]) {
            if let Some((file, text)) = varied(&file, &text, second, name) {
                project.write(&file, &text);
            }
        }
        if let Some(rest) = file.strip_prefix('r') {
            project.write(&format!("fresh-r{rest}"), &text.replace("name = \"matrix-r", "name = \"fresh-r"));
        }
    }
    for (_, name, _) in Second::UNRELEASED.into_iter().chain([Second::FORK]) {
        project.write(&format!("{name}/abi.toml"), &project.read("r1/abi.toml"));
    }
    project
}

const MORE: &str = "\"fresh-r1\", \"fresh-r2\", \"draft\", \"other\", \"fork\", \"module-draft\", \"module-other\", \
    \"module-fork\", \"host-draft\", \"host-other\", \"host-fork\", ";

/// A file of revision 2 for another interface in its place.
fn varied(file: &str, text: &str, second: Second, name: &str) -> Option<(String, String)> {
    let (folder, rest) = file.split_once('/')?;
    let folder = match folder {
        "r2" => name.to_owned(),
        "module-r2" | "host-r2" => folder.replace("r2", name),
        _ => return None,
    };
    let text = text.replace("-r2\"", &format!("-{name}\"")).replace("\"../r2\"", &format!("\"../{name}\""));
    let swapped = (rest == "src/lib.rs" && second != Second::Draft).then(|| {
        let start = text.find("    /// With one number more.").expect("the first slot of revision 2");
        let middle = start + text[start..].find("    /// Who it is.").expect("the second");
        let end = middle + text[middle..].find("\n}").expect("the end of the trait") + 1;
        format!(
            "{}{}\n{}{}",
            &text[..start],
            &text[middle..end],
            text[start..middle].trim_end_matches('\n'),
            &text[end - 1..]
        )
    });
    Some((format!("{folder}/{rest}"), swapped.unwrap_or(text)))
}

/// The text files below a folder, by their paths in it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() && name != "target" {
            found.extend(files(&path).into_iter().map(|(file, text)| (format!("{name}/{file}"), text)));
        } else if path.is_file() && name != "Cargo.lock" {
            found.insert(name, std::fs::read_to_string(&path).expect("a text file"));
        }
    }
    found
}

fn built_file(file: &str) -> PathBuf {
    shared_target().join("debug").join(file)
}

fn rust_library(name: &str) -> PathBuf {
    built_file(&format!("{DLL_PREFIX}{name}{DLL_SUFFIX}"))
}

fn sides(project: &Project) -> (Vec<Side>, Vec<Side>) {
    let out = c::folder("binaries");
    let source = |name: &str| project.path().join("c").join(name);
    let include = |revision: u32| project.path().join(format!("include-r{revision}"));
    let mut hosts = Vec::new();
    let mut modules = Vec::new();
    for (revision, shown, name) in [(1, "Rust 1", "matrix-module-r1"), (2, "Rust 2", "matrix-module-r2")] {
        let file = built_file(&format!("matrix-host-r{revision}{EXE_SUFFIX}"));
        let second = Second::Released;
        hosts.push(Side { language: Rust, revision, shown, name: "", second, file });
        let file = rust_library(&format!("matrix_module_r{revision}"));
        modules.push(Side { language: Rust, revision, shown, name, second, file });
    }
    // Written against revision 1, and compiled once with the header of its time, once with today's.
    const OLD: &[&str] = &["-DENGINE_TARGET_REVISION=1", "-DSERVICES_TARGET_REVISION=1", "-DSESSION_TARGET_REVISION=1"];
    let of_c: [(u32, u32, &[&str], &'static str, &'static str); 3] = [
        (1, 1, &[], "C 1", "c-module-r1"),
        (1, 2, OLD, "C 1, new header", "c-module-r1"),
        (2, 2, &[], "C 2", "c-module-r2"),
    ];
    for (revision, header, defines, shown, name) in of_c {
        let stem = format!("r{revision}_with_{header}");
        let host = source(&format!("host_r{revision}.c"));
        let file = c::program(&out, &format!("host_{stem}"), &host, &include(header), defines);
        let second = Second::Released;
        hosts.push(Side { language: C, revision, shown, name: "", second, file });
        let module = source(&format!("module_r{revision}.c"));
        let file = c::library(&out, &format!("module_{stem}"), &module, &include(header), defines);
        modules.push(Side { language: C, revision, shown, name, second, file });
    }
    (hosts, modules)
}

/// What a host prints.
fn run(host: &Side, module: &Path) -> String {
    let done = Command::new(&host.file).arg(module).output().expect("the host runs");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(
        done.status.success() && err.is_empty(),
        "{host:?} with {}: {:?}\n{out}{err}",
        module.display(),
        done.status
    );
    out.into_owned()
}

/// Whether both use revision 2 of the engine, and of the other tables.
fn second_revisions(host: &Side, module: &Side) -> (bool, bool) {
    let both = host.revision == 2 && module.revision == 2;
    let same = both && host.second == module.second;
    // Drafts that differ in nothing meet, whatever the crate; a draft and a release never do.
    (same, both && host.second.is_released() == module.second.is_released())
}

/// What must be printed.
fn expected(host: &Side, module: &Side) -> String {
    // A Rust host copies a foreign String into its own; a C host reads it where it is.
    let greeted = if host.language == Rust { "both" } else { "the module" };
    let name = module.name;
    let (has, others) = second_revisions(host, module);
    let agreed = if has { 3 } else { 1 };
    // The module calls the host: what it gets from a host of revision 1 it makes of that, or it does without.
    let (asked, adopted) = match (module.revision, others, module.language) {
        (1, ..) => (42, 10),
        (_, true, _) => (127, 10),
        (_, _, Rust) => (126, 1010),
        (_, _, C) => (1042, 5010),
    };
    let pushed = match (host.revision, others, host.language) {
        (1, ..) => "9, 9",
        (_, true, _) => "9, 9, 0",
        (_, _, Rust) => "9, 9, 9",
        (_, _, C) => "9, absent, 9",
    };
    let mut text = format!(
        "log: init of {name}
module: {name}
engine: agreed {agreed}
mix: 3999999895
next: [Green, Blue, Red]
sum: (253, 0)
greet: \"Hello, Änne!\", memory of {greeted}
parse: Err(Empty)
parse: Ok(1234567890123)
parse: Err(BadDigit {{ at: 2, byte: 120 }})
parse: Err(TooLong(30))
parse: Err(Other(\"why not\")), memory of the module
is_origin: [false, true, false]
negate: -2147483647
shift: Point {{ x: 0, shown: true, y: 3.0, color: Green }}
kept: None
keep: [3, 2, 1] Some(15), memory of both
event: Start
event: Step {{ done: 1, total: 3 }}
event: Step {{ done: 2, total: 3 }}
event: Step {{ done: 3, total: 3 }}
event: Message(\"finished\")
watch: 5
watch: 3
log: asked
ask: {asked}
open_session: ({pushed}), memory of both
adopt: {adopted}, memory of both
"
    );
    if host.revision == 2 {
        let [mix, described] = match (has, host.language) {
            (true, _) => ["210".into(), format!("\"an engine of revision 2\", memory of {greeted}")],
            (false, Rust) => ["110".into(), "\"an engine that greets with Hello, you!\", memory of both".into()],
            (false, C) => ["absent".into(), "absent".into()],
        };
        writeln!(text, "has: [{has}, {has}]\nmix_ex1: {mix}\ndescribe: {described}").unwrap();
    }
    text + "released, memory of both\n"
}

/// How a cell is shown.
fn summary(host: &Side, module: &Side) -> String {
    let later = match (host.revision, second_revisions(host, module).0, host.language) {
        (1, ..) => "",
        (_, true, _) => "+2",
        (_, _, Rust) => ", falls back",
        (_, _, C) => ", asks",
    };
    format!("1{later}")
}

/// Runs each host with each module, and prints what they agreed on.
fn run_all(hosts: &[&Side], modules: &[&Side]) {
    let mut table = format!("{:15}", "host \\ module");
    modules.iter().for_each(|module| write!(table, " | {:15}", module.shown).unwrap());
    let mut wrong = Vec::new();
    for host in hosts {
        write!(table, "\n{:15}", host.shown).unwrap();
        for module in modules {
            let (found, wanted) = (run(host, &module.file), expected(host, module));
            let cell = if found == wanted { summary(host, module) } else { "WRONG".into() };
            write!(table, " | {cell:15}").unwrap();
            if found != wanted {
                wrong.push(format!("host {}, module {}\n{}", host.shown, module.shown, difference(&wanted, &found)));
            }
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "{table}\n\n{}", wrong.join("\n"));
}

#[test]
fn every_host_runs_every_module() {
    let Fixtures { hosts, modules, .. } = &*FIXTURES;
    run_all(&hosts.iter().collect::<Vec<_>>(), &modules.iter().collect::<Vec<_>>());
}

#[test]
fn drafts_meet_only_themselves_and_forks_what_came_before() {
    let Fixtures { project, hosts, modules, .. } = &*FIXTURES;
    let freeze = "freeze --quiet --manifest-path fork/Cargo.toml";
    project.cli(freeze).assert_builds(freeze);
    let all = Second::UNRELEASED.into_iter().chain([Second::FORK]);
    let packages: Vec<_> = all
        .clone()
        .map(|(_, name, _)| format!("--package matrix-host-{name} --package matrix-module-{name}"))
        .collect();
    let built = project.cargo_with(&format!("build {}", packages.join(" ")), &[("VTABLE_API", "quiet-drafts")]);
    built.assert_silent("drafts and a fork");

    let side = |second, shown, name, file| Side { language: Rust, revision: 2, shown, name, second, file };
    let (new_hosts, new_modules): (Vec<_>, Vec<_>) = all
        .map(|(second, shown, name)| {
            let host = side(second, shown, "", built_file(&format!("matrix-host-{shown}{EXE_SUFFIX}")));
            (host, side(second, shown, name, rust_library(&name.replace('-', "_"))))
        })
        .unzip();
    run_all(
        &hosts.iter().chain(&new_hosts).filter(|host| host.language == Rust || host.revision == 2).collect::<Vec<_>>(),
        &modules.iter().chain(&new_modules).filter(|module| module.language == Rust).collect::<Vec<_>>(),
    );
}

/// The lines that are not the same.
fn difference(wanted: &str, found: &str) -> String {
    let mut out = String::new();
    let (wanted, found): (Vec<_>, Vec<_>) = (wanted.lines().collect(), found.lines().collect());
    for at in 0..wanted.len().max(found.len()) {
        let (left, right) = (wanted.get(at).unwrap_or(&"nothing"), found.get(at).unwrap_or(&"nothing"));
        if left != right {
            writeln!(out, "  wanted {left}\n  found  {right}").unwrap();
        }
    }
    out
}

#[test]
fn a_module_that_needs_revision_2_of_its_host() {
    let Fixtures { hosts, demanding, .. } = &*FIXTURES;
    for host in hosts {
        let wanted = match (host.revision, host.language) {
            (2, _) => "log: init of matrix-demanding: 21\nmodule: matrix-demanding\n".into(),
            (_, C) => "refused: requirements\n".into(),
            (_, Rust) => format!(
                "refused: module `matrix-demanding 0.1.0` at `{}`: wanted export `services` (table `matrix/services`) of host \
                 `matrix-host/1.0` with revision 2, found revision 1; use a newer host, or an older module\n",
                demanding.canonicalize().expect("it is built").display()
            ),
        };
        assert_eq!(run(host, demanding), wanted, "host {}", host.shown);
    }
}

#[test]
fn the_records_are_what_freeze_makes_of_the_sources() {
    let project = &FIXTURES.project;
    let cli = |command: &str| project.cli(command).assert_builds(command);
    project.remove("fresh-r1/abi.toml");
    cli("init --quiet --manifest-path fresh-r1/Cargo.toml");
    cli("freeze --manifest-path fresh-r1/Cargo.toml");
    assert_eq!(project.read("fresh-r1/abi.toml"), project.read("r1/abi.toml"), "revision 1");

    project.write("fresh-r2/abi.toml", &project.read("r1/abi.toml"));
    cli("freeze --manifest-path fresh-r2/Cargo.toml");
    assert_eq!(project.read("fresh-r2/abi.toml"), project.read("r2/abi.toml"), "revision 2");

    cli("check --locked --manifest-path r1/Cargo.toml");
    cli("check --locked --manifest-path r2/Cargo.toml");
}

#[test]
fn the_header_of_revision_1_says_the_same_for_ever() {
    let project = &FIXTURES.project;
    project
        .cli("header --quiet --revision 1 --manifest-path r2/Cargo.toml --out include-r2-r1")
        .assert_builds("header");
    for name in ["engine.h", "ledger.h", "services.h", "session.h"] {
        let [then, now] =
            ["include-r1", "include-r2-r1"].map(|folder| without_comments(&project.read(&format!("{folder}/{name}"))));
        assert_eq!(then, now, "{name}");
    }
}

/// Docs may grow: "superseded by mix_ex1".
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before.trim_end());
        rest = comment.split_once("*/").expect("the end of a comment").1;
    }
    out + rest
}
