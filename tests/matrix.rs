//! Hosts and modules of revisions 1, 2 and 3, in Rust, C and C++: each host with each module, in a process of its own.
//!
//! The packages are in `tests/matrix`, a workspace that cargo and `cargo vtable-api` build in a copy. Its records
//! were made like any user's, in `tests/matrix`:
//!
//! ```text
//! cargo vtable-api init --manifest-path r1/Cargo.toml
//! cargo vtable-api freeze --manifest-path r1/Cargo.toml
//! cp r1/abi.toml r2/abi.toml
//! cargo vtable-api freeze --manifest-path r2/Cargo.toml
//! cp r2/abi.toml r3/abi.toml
//! cargo vtable-api freeze --manifest-path r3/Cargo.toml
//! ```
//!
//! Every host prints what it called and what came back, which memory was made by whom, and whether any of it is
//! left: each binary counts what its allocator does, so memory that the wrong side frees shows in both counts.
//!
//! | file in `skew/` | has |
//! |---|---|
//! | `side.rs` | what the two sides of a cell are, and what it must print |
//! | `build.rs` | how they are built |
//! | `page.rs` | `docs/skew.md` |
//! | `memory.rs` | some cells again, under valgrind and with sanitizers |
#![cfg(unix)]

#[path = "skew/build.rs"]
mod build;
mod c;
#[path = "skew/memory.rs"]
mod memory;
#[path = "skew/page.rs"]
mod page;
#[path = "skew/side.rs"]
mod side;
mod support;

use build::{FIXTURES, Fixtures, OTHERS, REVISIONS, rust_library, rust_program};
use page::{Cells, summary};
use side::{Language, Side, difference, expected};
use std::fmt::Write;
use std::sync::LazyLock;
use support::{Project, in_parallel, workspace};
use vtable_api_contract::fnv;

/// Runs each host with each module, and prints what they agreed on.
fn run_all(hosts: &[Side], modules: &[Side]) {
    let pairs: Vec<_> = hosts.iter().flat_map(|host| modules.iter().map(move |module| (host, module))).collect();
    let found = in_parallel(&pairs, |_| (), |(), (host, module)| host.run(&module.file));
    let mut table = String::new();
    let mut wrong = Vec::new();
    for ((host, module), found) in pairs.into_iter().zip(found) {
        let wanted = expected(host, module);
        let cell = if found == wanted { summary(host, module) } else { "WRONG".into() };
        writeln!(table, "{:35} with {:35} {cell}", host.shown(), module.shown()).unwrap();
        if found != wanted {
            wrong.push(format!("{}, with {}\n{}", host.shown(), module.shown(), difference(&wanted, &found)));
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "{} cells:\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_host_runs_every_module() {
    let Fixtures { hosts, modules, is_complete, .. } = &*FIXTURES;
    run_all(hosts, modules);
    let page = Cells { hosts, modules }.page();
    println!("{page}");
    if !is_complete {
        return; // what is missing was named
    }
    let file = workspace().join("docs/skew.md");
    if std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&file, &page).expect("written");
    }
    let stored = std::fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(stored == page, "docs/skew.md is old: run this test with VTABLE_API_BLESS=1");
}

/// A module that is made to fit is no old module. When a revision 4 comes, it gets sources of its own.
#[test]
fn what_is_old_stays_as_it_was() {
    let frozen: [(&str, u64); 12] = [
        ("r1/abi.toml", 0x0a03_df80_bad7_cbb5),
        ("r2/abi.toml", 0xfd41_0419_58f5_0050),
        ("r3/abi.toml", 0xa1d6_e559_20f5_ba81),
        ("module-r1/lib.rs", 0xca27_adfb_f746_6d3c),
        ("module-r2/lib.rs", 0x201c_3c14_c407_7126),
        ("module-r3/lib.rs", 0xd333_f14f_4415_f48d),
        ("c/module_r1.c", 0xb00e_313a_778b_0351),
        ("c/module_r2.c", 0x89a5_1c49_077b_1cd3),
        ("c/module_r3.c", 0x5ee7_1834_6bfa_8877),
        ("c/module_r1.cpp", 0xdc47_964a_df5c_5170),
        ("c/module_r2.cpp", 0x8649_b736_bdfb_4212),
        ("c/module_r3.cpp", 0xe0c6_d954_960c_0729),
    ];
    let edited: Vec<_> = frozen
        .into_iter()
        .map(|(file, was)| {
            let text = std::fs::read_to_string(build::folder().join(file)).expect("the fixture");
            (file, was, fnv::add(fnv::START, text.replace("\r\n", "\n").as_bytes()))
        })
        .filter(|(_, was, is)| was != is)
        .map(|(file, _, is)| format!("{file}: {is:#018x}"))
        .collect();
    assert!(edited.is_empty(), "edited after their release:\n{}", edited.join("\n"));
}

/// The record of the fork, which tests find or do not find according to when they run.
static FORK: LazyLock<()> = LazyLock::new(|| {
    let apart = apart("matrix-fork-apart", &["fork"]);
    let freeze = "freeze --quiet --manifest-path fork/Cargo.toml";
    apart.cli(freeze).assert_builds(freeze);
    FIXTURES.project.write("fork/abi.toml", &apart.read("fork/abi.toml"));
});

/// Some packages in a workspace of their own: where others have recorded the same tables otherwise, nothing is frozen.
fn apart(name: &str, packages: &[&str]) -> Project {
    let (project, apart) = (&FIXTURES.project, Project::empty(name));
    for folder in packages.iter().chain(&["ledger"]) {
        for (file, text) in build::files(&project.path().join(folder)) {
            apart.write(&format!("{folder}/{file}"), &text);
        }
    }
    let workspace = project.read("Cargo.toml");
    let (start, end) =
        (workspace.find("members = [").expect("members"), workspace.find("resolver").expect("their end"));
    let members = format!("members = {:?}\n", [packages, &["ledger"]].concat());
    apart.write("Cargo.toml", &[&workspace[..start], &members, &workspace[end..]].concat());
    apart
}

#[test]
fn drafts_meet_only_themselves_and_forks_what_came_before() {
    let Fixtures { project, hosts, modules, .. } = &*FIXTURES;
    LazyLock::force(&FORK);
    let packages: Vec<_> = OTHERS
        .into_iter()
        .map(|(_, name)| format!("--package matrix-host-{name} --package matrix-module-{name}"))
        .collect();
    let built = project.cargo_with(&format!("build {}", packages.join(" ")), &[("VTABLE_API", "quiet-drafts")]);
    built.assert_silent("drafts and a fork");

    let side = |source, build: &str, name: String, file| Side {
        language: Language::Rust,
        revision: 2,
        build: build.into(),
        name,
        source,
        file,
    };
    let (new_hosts, new_modules): (Vec<_>, Vec<_>) = OTHERS
        .into_iter()
        .map(|(source, build)| {
            let host = rust_program("debug", &format!("matrix-host-{build}"));
            let module = rust_library("debug", &format!("matrix_module_{build}"));
            (side(source, build, String::new(), host), side(source, build, format!("matrix-module-{build}"), module))
        })
        .unzip();
    // With one build of what is released, and hosts in C that could use what is not theirs.
    let hosts = hosts.iter().filter(|host| host.build == "debug" || host.build == "gcc" && host.revision > 1);
    let modules = modules.iter().filter(|module| module.build == "debug");
    let with = |old: Vec<Side>, new: Vec<Side>| [old, new].concat();
    run_all(&with(hosts.cloned().collect(), new_hosts), &with(modules.cloned().collect(), new_modules));
}

#[test]
fn a_module_that_needs_revision_2_of_its_host() {
    let Fixtures { hosts, demanding, .. } = &*FIXTURES;
    for host in hosts {
        let wanted = match (host.revision, host.language) {
            (2.., _) => "log: init of matrix-demanding: 21\nmodule: matrix-demanding\n".into(),
            (_, Language::C | Language::Cpp) => format!(
                "refused: {}: it requires export `services` (table `matrix/services`) of the host, where it is without \
                 revision 2\n",
                demanding.display()
            ),
            (_, Language::Rust) => format!(
                "refused: module `matrix-demanding 0.1.0` at `{}`: expected export `services` (table `matrix/services`) of host \
                 `matrix-host/1.0` with revision 2, found revision 1; use a newer host, or an older module\n",
                demanding.canonicalize().expect("it is built").display()
            ),
        };
        assert_eq!(host.run(demanding), wanted, "host {}", host.shown());
    }
}

#[test]
fn the_records_are_what_freeze_makes_of_the_sources() {
    LazyLock::force(&FORK);
    let project = &FIXTURES.project;
    let apart = apart("matrix-fresh-apart", &["fresh-r1", "fresh-r2", "fresh-r3"]);
    let cli = |command: &str| apart.cli(command).assert_builds(command);
    apart.remove("fresh-r1/abi.toml");
    cli("init --quiet --manifest-path fresh-r1/Cargo.toml");
    for revision in REVISIONS {
        let fresh = format!("fresh-r{revision}/abi.toml");
        if revision > 1 {
            apart.write(&fresh, &project.read(&format!("r{}/abi.toml", revision - 1)));
        }
        cli(&format!("freeze --manifest-path fresh-r{revision}/Cargo.toml"));
        assert_eq!(apart.read(&fresh), project.read(&format!("r{revision}/abi.toml")), "revision {revision}");
        let check = format!("check --locked --manifest-path r{revision}/Cargo.toml");
        let checked = project.cli(&check);
        if revision == 1 {
            checked.assert_builds(&check);
            continue;
        }
        // The fork is a package of the same workspace, and says otherwise from revision 2 on: that is all there is to tell.
        let said = [checked.stdout, checked.stderr].concat();
        for part in ["[VT0021]", "`matrix-fork`", ": 1 finding"] {
            assert!(!checked.success && said.contains(part), "revision {revision}: {said}");
        }
    }
}

#[test]
fn the_headers_of_old_revisions_say_the_same_for_ever() {
    let project = &FIXTURES.project;
    for (revision, today) in [(1, 2), (1, 3), (2, 3)] {
        let out = format!("include-r{today}-r{revision}");
        let header = format!("header --quiet --revision {revision} --manifest-path r{today}/Cargo.toml --out {out}");
        project.cli(&header).assert_builds(&header);
        for name in ["matrix_engine.h", "matrix_ledger.h", "matrix_services.h", "matrix_session.h"] {
            let [then, now] = [format!("include-r{revision}"), out.clone()]
                .map(|folder| without_comments(&project.read(&format!("{folder}/{name}"))));
            // The record in it names the package, which has another name here.
            let now = now.replace(&format!("\\tmatrix-r{today}\\t"), &format!("\\tmatrix-r{revision}\\t"));
            assert_eq!(then, now, "{name} of revision {revision}, made from revision {today}");
        }
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
