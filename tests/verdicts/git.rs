//! The record and version control: what git keeps, merges and brings back.

use crate::cases::VIEWER;
use crate::support::{Built, Project, tool};

/// The released crate in a repository, tagged `v1`; `None` without git.
fn repository(test: &str) -> Option<Project> {
    if !tool(test, "git", "--version") {
        return None;
    }
    let project = VIEWER.project(test);
    project.write(".gitignore", "target\n");
    git(&project, "init --quiet --initial-branch main");
    commit(&project, "Release 1");
    git(&project, "tag v1");
    Some(project)
}

#[track_caller]
fn git(project: &Project, args: &str) -> Built {
    let built = try_git(project, args);
    built.assert_builds(args);
    built
}

fn try_git(project: &Project, args: &str) -> Built {
    let who = "-c user.name=tests -c user.email=tests@localhost -c core.autocrlf=false -c commit.gpgsign=false";
    project.run_tool("git", &format!("{who} {args}"))
}

#[track_caller]
fn commit(project: &Project, message: &str) {
    git(project, "add --all");
    git(project, &format!("commit --quiet --message {}", message.replace(' ', "-")));
}

/// The source with a slot behind the last of `Sink`.
fn with_slot(slot: &str) -> String {
    let flush = "    fn flush(&self);";
    VIEWER.source.replacen(flush, &format!("{flush}\n\n    #[revision(2)]\n    {slot}"), 1)
}

/// Freezes a slot of its own on a branch of that name.
fn branch(project: &Project, name: &str, slot: &str) {
    git(project, &format!("checkout --quiet -b {name} v1"));
    project.write("src/lib.rs", &with_slot(slot));
    project.cli("freeze").assert_builds("freeze");
    commit(project, name);
}

#[test]
pub(crate) fn two_branches_that_release_one_revision_conflict() {
    let Some(project) = repository("verdicts-branches") else { return };
    branch(&project, "left", "fn more(&self) {}");
    branch(&project, "right", "fn less(&self) {}");
    let merged = try_git(&project, "merge --quiet left");
    assert!(!merged.success, "{merged:?}");
    assert!(merged.stdout.contains("abi.toml"), "{merged:?}");
    project.write("src/lib.rs", &with_slot("fn less(&self) {}"));
    let text = project.check();
    assert!(!text.success && text.stderr.contains("[VT0055] abi.toml:"), "{}", text.stderr);
}

#[test]
pub(crate) fn a_union_of_two_releases_is_refused() {
    let Some(project) = repository("verdicts-union") else { return };
    project.write(".gitattributes", "abi.toml merge=union\n");
    commit(&project, "Attributes");
    git(&project, "tag --force v1");
    branch(&project, "left", "fn more(&self) {}");
    branch(&project, "right", "fn less(&self) {}");
    try_git(&project, "merge --quiet left");
    assert!(!project.read("abi.toml").contains("<<<<<<<"), "git was told to keep both sides");
    project.write("src/lib.rs", &with_slot("fn less(&self) {}\n\n    #[revision(3)]\n    fn more(&self) {}"));
    let built = project.check();
    assert!(!built.success, "{built:?}");
    let first = &built.errors()[0];
    assert_eq!(first.code(), Some("VT0059"), "{first}");
    assert!(first.message().contains("take the file from the branch that was released"), "{first}");
    let check = project.cli("check");
    assert!(!check.success && check.stdout.contains("[VT005"), "{check:?}");
}

#[test]
pub(crate) fn what_went_back_past_a_release_is_found_against_it() {
    let Some(project) = repository("verdicts-back") else { return };
    project.write("src/lib.rs", &with_slot("fn more(&self) {}"));
    project.cli("freeze").assert_builds("freeze");
    commit(&project, "Release 2");
    git(&project, "tag v2");
    git(&project, "checkout --quiet v1 -- src abi.toml");
    project.check().assert_silent("source and record fit each other");
    project.cli("check").assert_builds("source and record fit each other");
    project.cli("check --against v1").assert_builds("nothing of v1 is lost");
    let check = project.cli("check --against v2");
    assert!(!check.success && check.stdout.contains("[VT0058]"), "{check:?}");
    assert!(check.stdout.contains("`viewer/sink`") && check.stdout.contains("v2"), "{check:?}");
}

#[test]
pub(crate) fn a_record_made_anew_is_found_against_the_old_one() {
    let Some(project) = repository("verdicts-anew") else { return };
    let edited = VIEWER.source.replace("height: u32", "height: i32");
    let other = Project::library("verdicts-anew-elsewhere", &edited);
    other.cli("init").assert_builds("init");
    other.cli("freeze").assert_builds("freeze");
    project.write("src/lib.rs", &edited);
    project.write("abi.toml", &other.read("abi.toml"));
    project.check().assert_silent("every digest is right");
    let check = project.cli("check --against v1");
    assert!(!check.success && check.stdout.contains("[VT0058]") && check.stdout.contains("`Frame`"), "{check:?}");
}

/// Whenever `freeze` is killed: the file is the old one or the new one.
#[test]
pub(crate) fn a_killed_freeze_leaves_a_whole_record() {
    let project = VIEWER.project("verdicts-killed");
    project.write("src/lib.rs", &with_slot("fn more(&self) {}"));
    let whole = project.cli("freeze --dry-run");
    whole.assert_builds("dry run");
    let mut old = 0;
    for step in 0..12 {
        project.kill_cli_after("freeze", std::time::Duration::from_millis(40 * step));
        let abi = project.read("abi.toml");
        if abi == VIEWER.abi() {
            old += 1;
            continue;
        }
        assert!(abi.starts_with(VIEWER.abi().trim_end()), "{abi}");
        project.check().assert_silent("the new record");
        project.write("abi.toml", VIEWER.abi());
    }
    assert!(old > 0, "no freeze was killed before it wrote");
    project.cli("freeze").assert_builds("what the killed ones left is in nobody's way");
    project.check().assert_silent("the new record");
}

/// Undone in another folder, where the earlier state has nothing.
#[test]
pub(crate) fn a_package_that_moved_is_compared_with_what_it_was() {
    let Some(project) = repository("verdicts-moved") else { return };
    project.write("src/lib.rs", &with_slot("fn more(&self) {}"));
    project.cli("freeze").assert_builds("freeze");
    commit(&project, "Release 2");
    git(&project, "tag v2");
    std::fs::create_dir(project.path().join("moved")).expect("a folder");
    for file in ["Cargo.toml", "Cargo.lock", "abi.toml", "src"] {
        let (from, to) = (project.path().join(file), project.path().join("moved").join(file));
        std::fs::rename(from, to).expect("renamed");
    }
    let check = || project.cli("check --manifest-path moved/Cargo.toml --against v2");
    let same = check();
    assert!(same.success && same.stdout.contains(", in `v2:abi.toml`: nothing is lost"), "{same:?}");
    project.write("moved/src/lib.rs", VIEWER.source);
    project.write("moved/abi.toml", VIEWER.abi());
    let undone = check();
    assert!(!undone.success && undone.stdout.contains("[VT0058] slot"), "{undone:?}");
    assert!(undone.stdout.contains("restore what `git show v2:abi.toml` has"), "{undone:?}");
}
