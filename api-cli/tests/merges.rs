//! What git, its drivers and editors make of `abi.toml`: each command says the same of it, changes nothing, and the way out
//! that it names works.
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2};

const SINK: &str = "\
table\tviewer/sink\tSink\tviewer\tviewer\tlib\t\tsnake\trecorded
slot\t1\tfn put(&self, input: &[u8])\t-
";

/// All commands that read the record.
const COMMANDS: [&[&str]; 5] =
    [&["check"], &["freeze"], &["freeze", "--dry-run"], &["header", "--out", "include"], &["diff", "abi.toml"]];

/// A repository with revision 1 as tag `v1`.
fn released(attributes: &str) -> Project {
    let project = Project::with(&[REVISION_1]);
    project.write(".gitattributes", attributes);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.commit();
    project.git(&["tag", "v1"]);
    project
}

/// Freezes these on a branch of that name.
fn branch(project: &Project, name: &str, records: &[&str]) {
    project.git(&["checkout", "-q", "-b", name, "v1"]);
    project.records(records);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.git(&["commit", "-q", "-a", "-m", name]);
}

/// `git` in the project; whether it went well.
fn git(project: &Project, folder: &str, args: &[&str]) -> bool {
    let settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"];
    let done = Command::new("git").arg("-C").arg(project.path(folder)).args(settings).args(args).output().unwrap();
    done.status.success()
}

/// Every command refuses the record with these words, and leaves it as it is.
#[track_caller]
fn refused(project: &Project, what: &str, says: &[&str]) {
    let before = fs::read(project.path("abi.toml")).unwrap_or_default();
    for command in COMMANDS {
        let ran = project.run(command);
        assert_eq!(ran.exit, 100, "{what}: {command:?}: {ran:#?}");
        let said = ran.out + &ran.err;
        assert!(says.iter().all(|says| said.contains(says)), "{what}: {command:?}: {said}");
        assert_eq!(said.matches("error: [VT").count(), 1, "{what}: {command:?}: {said}");
        assert_eq!(fs::read(project.path("abi.toml")).unwrap_or_default(), before, "{what}: {command:?}");
    }
}

const UNMERGE: &str = "take the file from the branch that was released, then run `cargo vtable-api freeze` for what the \
                       other branch has added";

/// Takes the file of one branch, and freezes what the other one has.
#[track_caller]
fn unmerge(project: &Project, what: &str) {
    project.git(&["checkout", "left", "--", "abi.toml"]);
    project.records(&[REVISION_2, SINK]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.git(&["add", "."]);
    project.git(&["commit", "-q", "-m", "merged"]);
    for against in ["v1", "left"] {
        let ran = project.run(&["check", "--locked", "--against", against]);
        assert_eq!(ran.exit, 0, "{what}: {ran:#?}");
    }
}

#[test]
fn a_merge_of_two_freezes_is_told_whichever_driver_made_it() {
    // Of two tables, and of two revisions of one.
    let other = REVISION_2.replace("decode_ex1", "decode_more");
    for right in [&[REVISION_1, SINK][..], &[REVISION_2, SINK], &[&other]] {
        let style = if right.len() == 1 { "zdiff3" } else { "merge" };
        for (attributes, style) in [("", style), ("abi.toml merge=union\n", "merge")] {
            let what = format!("{attributes} {style} {}", right.len());
            let project = released(attributes);
            branch(&project, "right", right);
            branch(&project, "left", &[REVISION_2]);
            let style = format!("merge.conflictStyle={style}");
            let merged = git(&project, ".", &["-c", &style, "merge", "-q", "right", "-m", "both"]);
            project.git(&["checkout", "left", "--", "src/lib.rs"]);
            let text = project.abi();
            match text.contains("<<<<<<<") {
                true => {
                    assert!(!merged && attributes.is_empty(), "{what}");
                    refused(&project, &what, &["[VT0055] abi.toml:", "a merge conflict is not resolved here", UNMERGE]);
                }
                // One has frozen what the other one has, and more: that is one row of blocks.
                false if right == [REVISION_2, SINK] => {
                    project.records(right);
                    project.run(&["check", "--locked"]).ended(Exit::Clean);
                }
                false => refused(&project, &what, &["[VT0059] abi.toml:", UNMERGE]),
            }
            unmerge(&project, &what);
        }
    }
}

/// Lines of both sides, one after the other, as a merge tool or a hand may leave them.
#[test]
fn blocks_that_are_interleaved_are_a_merge_and_no_edit_by_hand() {
    let project = released("");
    branch(&project, "right", &[REVISION_1, SINK]);
    let right = project.abi();
    branch(&project, "left", &[REVISION_2]);
    let left = project.abi();
    project.git(&["checkout", "-q", "v1"]);
    let base = project.abi();
    let blocks = |text: &str| -> Vec<String> {
        let new = text[base.len()..].trim_start().to_owned();
        new.split("\n\n").map(|block| block.trim_end().to_owned() + "\n").collect()
    };
    let (left, right) = (blocks(&left), blocks(&right));
    let together = |blocks: Vec<&String>| {
        let blocks: Vec<&str> = blocks.into_iter().map(String::as_str).collect();
        format!("{base}\n{}", blocks.join("\n"))
    };
    let by_turns = |one: &'static str| {
        let (first, second) = if one == "left" { (&left, &right) } else { (&right, &left) };
        let most = first.len().max(second.len());
        (0..most).flat_map(|at| first.get(at).into_iter().chain(second.get(at))).collect::<Vec<_>>()
    };
    for (what, text) in [
        ("left, then right", together(left.iter().chain(&right).collect())),
        ("right, then left", together(right.iter().chain(&left).collect())),
        ("by turns", together(by_turns("left"))),
        ("by turns, the other way round", together(by_turns("right"))),
        ("one in the middle of the other", together(left[..1].iter().chain(&right).chain(&left[1..]).collect())),
    ] {
        project.write("abi.toml", text);
        project.records(&[REVISION_2, SINK]);
        refused(&project, what, &["[VT0059] abi.toml:", UNMERGE]);
    }
    project.git(&["checkout", "-q", "--", "abi.toml", "src/lib.rs"]);
    unmerge(&project, "by hand");
}

#[test]
fn a_pointer_of_lfs_is_told_in_the_folder_and_in_a_revision() {
    let project = released("");
    let record = project.abi();
    project.write("abi.toml", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n");
    refused(&project, "a pointer", &["[VT0051] abi.toml:1: it is a Git LFS pointer", "`git lfs pull`"]);
    project.run(&["init"]).ended(Exit::Findings).complains("it is a Git LFS pointer");
    project.git(&["commit", "-q", "-a", "-m", "pointer"]);
    project.git(&["tag", "v2"]);
    project.write("abi.toml", record);
    let ran = project.run(&["check", "--against", "v2"]).ended(Exit::CouldNotCheck);
    ran.complains("[VT0051] v2:abi.toml:1: it is a Git LFS pointer");
    project.run(&["check", "--against", "v1"]).ended(Exit::Clean);
}

/// What an editor or git's `autocrlf` makes of it: a freeze goes on in the same way.
#[test]
fn line_ends_and_a_mark_at_the_start_are_no_edit() {
    for (what, edit) in [
        ("CRLF", (|text: &str| text.replace('\n', "\r\n")) as fn(&str) -> String),
        ("BOM", |text| format!("\u{feff}{text}")),
        ("both", |text| format!("\u{feff}{}", text.replace('\n', "\r\n"))),
        ("no last line end", |text| text.trim_end().to_owned()),
        ("empty lines", |text| text.to_owned() + "\n\n\r\n"),
        ("a comment", |text| text.to_owned() + "# released with 1.0\n"),
    ] {
        let project = released("");
        project.write("abi.toml", edit(&project.abi()));
        let ran = project.run(&["check", "--locked", "--against", "v1"]);
        assert_eq!(ran.exit, 0, "{what}: {ran:#?}");
        project.records(&[REVISION_2]);
        let before = project.abi();
        project.run(&["freeze", "-q"]).ended(Exit::Clean);
        assert!(project.abi().starts_with(before.trim_end()), "{what}: {}", project.abi());
        project.run(&["check", "--locked", "--against", "v1"]).ended(Exit::Clean);
        project.write("abi.toml", project.abi().replace("\r\n", "\n").trim_start_matches('\u{feff}'));
        let ran = project.run(&["check", "--locked", "--against", "v1"]);
        assert_eq!(ran.exit, 0, "{what}: {ran:#?}");
    }
}

#[test]
fn a_link_stays_a_link_and_the_file_that_it_leads_to_is_the_record() {
    for target in ["shared/record.toml", "{outside}/record.toml"] {
        let (project, outside) = (released(""), Project::empty());
        let target = target.replace("{outside}", &outside.root().display().to_string());
        let file = project.root().join(&target);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::rename(project.path("abi.toml"), &file).unwrap();
        symlink(&target, project.path("abi.toml")).unwrap();
        project.run(&["check", "--locked", "--against", "v1"]).ended(Exit::Clean);
        project.git(&["add", "."]);
        project.git(&["commit", "-q", "-m", "a link"]);
        project.git(&["tag", "v2"]);
        project.records(&[REVISION_2]);
        project.run(&["freeze", "-q"]).ended(Exit::Clean);
        assert_eq!(fs::read_link(project.path("abi.toml")).unwrap(), Path::new(&target));
        assert!(fs::read_to_string(&file).unwrap().contains("decode_ex1"));
        project.run(&["check", "--locked", "--against", "v1"]).ended(Exit::Clean);
        let ran = project.run(&["check", "--locked", "--against", "v2"]);
        // What is outside of the repository, no revision of it has.
        match Path::new(&target).is_absolute() {
            true => ran.ended(Exit::CouldNotCheck).complains("abi.toml"),
            false => ran.ended(Exit::Clean),
        };
    }
    let project = released("");
    fs::remove_file(project.path("abi.toml")).unwrap();
    symlink("abi.toml", project.path("abi.toml")).unwrap();
    for command in COMMANDS {
        let ran = project.run(command).ended(Exit::Findings);
        assert!((ran.out + &ran.err).contains("abi.toml cannot be read"), "{command:?}");
    }
}

/// The package is in a submodule: git's revisions there are those of the submodule.
#[test]
fn a_submodule_has_revisions_of_its_own() {
    let project = Project::empty();
    project.write("module/Cargo.toml", "[package]\nname = \"viewer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    project.write("module/src/lib.rs", common::source(&[REVISION_1]));
    for args in [&["init", "-q"][..], &["freeze", "-q"]] {
        assert_eq!(project.start("module", args).exit, 0);
    }
    project.write("module/.gitignore", "target\n");
    let all = |folder: &str, tag: &str| {
        assert!(git(&project, folder, &["add", "."]) && git(&project, folder, &["commit", "-q", "-m", tag]));
        assert!(git(&project, folder, &["tag", tag]));
    };
    assert!(git(&project, "module", &["init", "-q"]));
    all("module", "m1");
    project.write("whole/Cargo.toml", "[workspace]\nmembers = [\"sub\"]\nresolver = \"3\"\n");
    project.write("whole/.gitignore", "target\n");
    assert!(git(&project, "whole", &["init", "-q"]));
    let from = project.path("module").display().to_string();
    assert!(git(&project, "whole", &["submodule", "--quiet", "add", &from, "sub"]));
    all("whole", "w1");
    for folder in ["whole", "whole/sub"] {
        let ran = project.start(folder, &["check", "--against", "m1"]);
        assert!(ran.exit == 0 && ran.out.contains("`m1` has recorded 1 table with 1 revision"), "{folder}: {ran:#?}");
        // The tag is one of the whole: what it had there cannot be compared, and is not called clean.
        let ran = project.start(folder, &["check", "--against", "w1"]);
        assert!(ran.exit == 101 && ran.err.contains("`w1`"), "{folder}: {ran:#?}");
    }
    // A record that goes back in the submodule is seen.
    project.write("whole/sub/src/lib.rs", common::source(&[REVISION_2]));
    assert_eq!(project.start("whole", &["freeze", "-q", "-p", "viewer"]).exit, 0);
    all("whole/sub", "m2");
    assert!(git(&project, "whole/sub", &["checkout", "-q", "m1"]));
    let ran = project.start("whole", &["check", "--against", "m2"]);
    assert!(ran.exit == 100 && ran.out.contains("[VT0058]"), "{ran:#?}");
}
