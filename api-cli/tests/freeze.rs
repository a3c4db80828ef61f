//! `cargo vtable-api freeze`.

mod common;

use std::fs;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2};

/// A project whose revision 1 is recorded.
fn released() -> Project {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project
}

#[test]
fn a_freeze_appends_and_says_so_in_one_line() {
    let project = released();
    let before = project.abi();
    project.records(&[REVISION_2]);
    let ran = project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let (head, fingerprint) = ran.out.trim_end().split_once(" fingerprint ").unwrap();
    assert_eq!(head, "viewer/codec: revision 2, 1 slot (decode_ex1),");
    assert_eq!(fingerprint.len(), 16);
    assert!(project.abi().starts_with(&before));
    assert!(project.abi()[before.len()..].contains(&format!("fingerprint = \"{fingerprint}\"")));
    let files = fs::read_dir(project.root()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    assert!(!names.into_iter().any(|name| name.starts_with('.')), "no temporary file stays");
}

#[test]
fn nothing_new_writes_nothing() {
    let project = released();
    let (before, time) = (project.abi(), modified(&project));
    project.run(&["freeze"]).ended(Exit::Clean).says("nothing to freeze");
    assert_eq!((project.abi(), modified(&project)), (before, time));
}

fn modified(project: &Project) -> std::time::SystemTime {
    fs::metadata(project.path("abi.toml")).unwrap().modified().unwrap()
}

#[test]
fn a_dry_run_prints_what_it_would_append() {
    let project = released();
    let before = project.abi();
    project.records(&[REVISION_2]);
    let ran = project.run(&["freeze", "--dry-run", "-q"]).ended(Exit::Clean);
    assert_eq!(project.abi(), before);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    assert_eq!(project.abi()[before.len()..].trim_start(), ran.out);
}

/// What `header` would refuse for ever is refused while it can still be changed, by `check` as well. What one item's tokens
/// show, its own build refuses before; aliases, constants and other macros hide it, and what two items have in common shows
/// only here.
#[test]
fn what_c_cannot_spell_is_not_frozen() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    let before = project.abi();
    let slot = REVISION_1.lines().find(|line| line.starts_with("slot")).unwrap();
    let slots = |of: &[&str]| {
        let lines: Vec<String> = of.iter().map(|signature| format!("slot\t1\t{signature}\t-")).collect();
        REVISION_1.replace(slot, &lines.join("\n"))
    };
    let with_types = |text: &str, types: &str| format!("{text}{types}");
    let server = |name: &str| format!("type\t{name}\tviewer\tstruct\t-\nfield\tx: u32\n");
    for (record, code, wanted) in [
        (
            slots(&["fn class(&self)", "fn class_(&self)"]),
            39,
            "slots `class` and `class_` of `Codec` are both called `class_` in C",
        ),
        (
            slots(&["fn a(&self, ret: u8, ret_: u8)"]),
            39,
            "parameters `ret` and `ret_` of `Codec::a` are both called `ret_` in C",
        ),
        (
            with_types(
                &slots(&["fn a(&self, x: &HttpServer, y: &HTTPServer)"]),
                &(server("HttpServer") + &server("HTTPServer")),
            ),
            39,
            "table `viewer/codec` has no C header: `HttpServer` and `HTTPServer` would both be `viewer_http_server` in C",
        ),
        (
            with_types(&slots(&["fn info(&self) -> CodecRef"]), &server("CodecRef")),
            39,
            "the table's own name and `struct CodecRef` would both be `viewer_codec_ref` in C",
        ),
        (slots(&["fn a(&self, x: &[u8; 0])"]), 113, "`[u8; 0]`; C has no empty arrays"),
        (
            slots(&["fn a(&self, f: extern \"C\" fn(&u32, String))"]),
            113,
            "`String` has no C form here: an `extern \"C\" fn` takes and returns plain C types",
        ),
        (
            slots(&["fn go(&self)"]).replace("viewer/codec", "posix/spawn"),
            68,
            "table `posix/spawn` would have the name `posix_spawn` in C, which a system header already defines",
        ),
    ] {
        project.records(&[&record]);
        for command in ["freeze", "check"] {
            let ran = project.run(&[command]).ended(Exit::Findings);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains(wanted) && said.contains(&format!("[VT{code:04}]")), "{command}: {said}");
        }
        assert_eq!(project.abi(), before);
    }
}

/// Nor what each header by itself does not show.
#[test]
fn headers_that_cannot_stand_side_by_side_are_not_frozen() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    let before = project.abi();
    let [one, two, three] = ["a-b/c", "a/b-c", "a/b_c"].map(|id| REVISION_1.replace("viewer/codec", id));
    let two = two.replace("Codec", "Two");
    for pair in [[&one, &two], [&two, &three]] {
        project.records(&pair.map(String::as_str));
        for command in ["check", "freeze"] {
            let ran = project.run(&[command]).ended(Exit::Findings);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains("[VT0039]") && said.contains("would both have the C header a_b_c.h"), "{said}");
        }
        assert_eq!(project.abi(), before);
    }
    // A type that is called like another table's namespace in C++, or like its reference in C.
    for name in ["Frame", "FrameRef"] {
        let server = format!("type\t{name}\tviewer\tstruct\t-\nfield\tx: u32\n");
        let slot = REVISION_1.lines().find(|line| line.starts_with("slot")).unwrap();
        let server = if name == "Frame" { "" } else { server.as_str() };
        let codec = REVISION_1.replace(slot, &format!("slot\t1\tfn a(&self, x: &{name})\t-")) + server;
        let frame = REVISION_1.replace("viewer/codec", "viewer/frame").replace("Codec", "Pictures");
        let frame = frame.replace(slot, "slot\t1\tfn b(&self)\t-");
        project.records(&[&codec, &frame]);
        let ran = project.run(&["freeze"]).ended(Exit::Findings);
        let c = if name == "Frame" { "viewer_frame" } else { "viewer_frame_ref" };
        let said = format!(
            "two things are both called `{c}` in C or C++, one in viewer_codec.h and another in viewer_frame.h"
        );
        ran.complains(&said);
        assert_eq!(project.abi(), before);
    }
    // A table whose namespace in C++ is called like what another table has in C.
    for id in ["codec-ref", "codec_table", "codec-ref-1", "codec-ends_", "codec-negotiate"] {
        let other = REVISION_1.replace("viewer/codec", &format!("viewer/{id}")).replace("Codec", "Other");
        project.records(&[REVISION_1, &other]);
        let name = format!("viewer_{}", id.replace('-', "_"));
        let said =
            format!("two things are both called `{name}` in C or C++, one in viewer_codec.h and another in {name}.h");
        project.run(&["freeze"]).ended(Exit::Findings).complains(&said);
        assert_eq!(project.abi(), before);
    }
    let other = REVISION_1.replace("viewer/codec", "viewer/codec-refs").replace("Codec", "Other");
    project.records(&[REVISION_1, &other]);
    project.run(&["check"]).ended(Exit::Clean);
}

#[test]
fn a_broken_rule_stops_it_with_all_findings() {
    let project = released();
    let before = project.abi();
    project.records(&[&REVISION_2.replacen("input: &[u8]", "input: &mut [u8]", 1).replace("width: u32", "width: u64")]);
    let ran = project.run(&["freeze"]).ended(Exit::Findings);
    let ran = ran.complains("[VT0004] slot 0 `Codec::decode`").complains("[VT0012]");
    ran.complains("error: nothing was frozen, because of 2 findings");
    assert_eq!(project.abi(), before);
}

#[test]
fn without_a_record_it_names_init() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["freeze"]).ended(Exit::Findings).complains("run `cargo vtable-api init`");
    assert!(!project.path("abi.toml").exists());
}

#[test]
fn without_a_table_there_is_nothing_to_work_on() {
    let project = Project::with(&[]);
    project.run(&["init", "-q"]);
    project.run(&["freeze"]).ended(Exit::CouldNotCheck).complains("package `viewer` has no table");
}

#[test]
fn a_record_that_forgot_a_release_is_not_extended() {
    let project = released();
    let first = project.abi();
    project.records(&[REVISION_2]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.commit();
    project.write("abi.toml", &first);
    let ran = project.run(&["freeze"]).ended(Exit::Findings).complains("[VT0058]");
    ran.complains("revision 2 of `viewer/codec`, recorded in the last commit, is gone from abi.toml");
    assert_eq!(project.abi(), first);
}

#[test]
fn a_record_started_anew_is_not_extended() {
    let project = released();
    project.commit();
    fs::remove_file(project.path("abi.toml")).unwrap();
    project.run(&["freeze"]).ended(Exit::Findings).complains("git checkout HEAD -- abi.toml");
    project.write("abi.toml", "format = 1\n");
    project.run(&["freeze"]).ended(Exit::Findings).complains("[VT0058] table `viewer/codec`");
}

#[test]
fn a_package_below_the_root_of_the_repository_has_its_own_record() {
    let project = Project::empty();
    let member = |file: &str| format!("crates/viewer/{file}");
    project.write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n");
    project.write(&member("Cargo.toml"), "[package]\nname = \"viewer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    project.write(&member("src/lib.rs"), common::source(&[REVISION_1]));
    project.run(&["init", "-q", "-p", "viewer"]).ended(Exit::Clean);
    project.run(&["freeze", "-q", "-p", "viewer"]).ended(Exit::Clean);
    project.commit();
    fs::remove_file(project.path(&member("abi.toml"))).unwrap();
    // As in a hook of git's.
    let hook = project.command(".", &["init", "-p", "viewer"]).env("GIT_DIR", ".git").output().unwrap();
    assert_eq!(hook.status.code(), Some(100), "{hook:?}");
    project.git(&["checkout", "--", "."]);
    project.run(&["check", "--locked", "-p", "viewer"]).ended(Exit::Clean);
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let project = released();
    let windows = format!("\u{feff}{}", project.abi().replace('\n', "\r\n"));
    project.write("abi.toml", &windows);
    project.records(&[REVISION_2]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let abi = project.abi();
    assert!(abi.starts_with(&windows) && abi.len() > windows.len());
    assert_eq!(abi.matches('\n').count(), abi.matches("\r\n").count());
}

#[test]
fn several_revisions_and_tables_are_frozen_at_once() {
    let other = REVISION_1.replace("viewer/codec", "viewer/other").replace("Codec", "Other");
    let project = Project::with(&[REVISION_2, &other]);
    project.run(&["init", "-q"]);
    let ran = project.run(&["freeze"]).ended(Exit::Clean);
    let lines: Vec<&str> = ran.out.lines().map(|line| line.split(", fingerprint").next().unwrap()).collect();
    let expected = [
        "viewer/codec: revision 1, 1 slot (decode)",
        "viewer/codec: revision 2, 1 slot (decode_ex1)",
        "viewer/other: revision 1, 1 slot (decode)",
    ];
    let mut sorted = lines.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    project.run(&["check", "--locked"]).ended(Exit::Clean);
}

#[test]
fn an_open_enum_grows_by_a_freeze() {
    let record = REVISION_1.replace("-> u32", "-> Status") + "type\tStatus\tviewer\topen enum\tu32\nvariant\tOk = 0\n";
    let project = Project::with(&[&record]);
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.records(&[&(record + "variant\tBusy = 1\n")]);
    project.run(&["check"]).ended(Exit::Clean);
    project.run(&["check", "--locked"]).ended(Exit::Findings).says("[VT0056]");
    project.run(&["freeze", "-q"]).ended(Exit::Clean).says("open enum: new variant Status::Busy = 1");
    project.run(&["check", "--locked"]).ended(Exit::Clean);
}

#[test]
fn two_at_once_freeze_once() {
    let project = Project::with(&[REVISION_2]);
    project.run(&["init", "-q"]);
    let start = || project.command(".", &["freeze", "-q"]).spawn().unwrap();
    let runs: Vec<_> = (0..4).map(|_| start()).collect();
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    assert_eq!(project.abi().matches("[[revision]]").count(), 2);
    project.run(&["check", "--locked"]).ended(Exit::Clean);
}

#[cfg(unix)]
#[test]
fn a_linked_record_is_extended_where_it_is() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]);
    fs::create_dir(project.path("shared")).unwrap();
    fs::rename(project.path("abi.toml"), project.path("shared/abi.toml")).unwrap();
    std::os::unix::fs::symlink("shared/abi.toml", project.path("abi.toml")).unwrap();
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    assert!(fs::symlink_metadata(project.path("abi.toml")).unwrap().is_symlink());
    assert!(project.read("shared/abi.toml").contains("[[revision]]"));
}
