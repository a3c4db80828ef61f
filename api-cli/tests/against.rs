//! `cargo vtable-api check --against`, and what git makes of a record.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2, Ran};

/// A repository with revision 1 as tag `v1`, and no more.
fn released() -> Project {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.commit();
    project.git(&["tag", "v1"]);
    project
}

/// The same with revision 2 as tag `v2`.
fn released_twice() -> Project {
    let project = released();
    release(&project, REVISION_2, "v2");
    project
}

fn release(project: &Project, record: &str, tag: &str) {
    project.records(&[record]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    save(project);
    project.git(&["tag", tag]);
}

fn save(project: &Project) {
    project.git(&["commit", "-q", "-a", "-m", "more"]);
}

/// Writes the record anew from the source, where no git sees it.
fn record_anew(project: &Project) {
    let elsewhere = Project::empty();
    fs::rename(project.path(".git"), elsewhere.path("git")).unwrap();
    fs::remove_file(project.path("abi.toml")).unwrap();
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    fs::rename(elsewhere.path("git"), project.path(".git")).unwrap();
}

fn against(project: &Project, what: &str) -> Ran {
    project.run(&["check", "--against", what])
}

#[test]
fn every_name_that_git_knows_will_do() {
    let project = released_twice();
    project.git(&["branch", "maintenance", "v1"]);
    let hash = Command::new("git").arg("-C").arg(project.root()).args(["rev-parse", "v1"]).output().unwrap().stdout;
    let hash = String::from_utf8(hash).unwrap();
    for what in ["v1", "v1^{}", "HEAD~1", "maintenance", "refs/tags/v1", hash.trim(), &hash[..12]] {
        let line = format!("`{what}` has recorded 1 table with 1 revision: nothing is lost\nviewer: no findings\n");
        against(&project, what).ended(Exit::Clean).says(&line);
    }
    let quiet = project.run(&["check", "-q", "--against", "v1"]).ended(Exit::Clean);
    assert_eq!(quiet.out, "");
}

/// Row 105, with the real program.
#[test]
fn a_release_that_was_reverted_with_its_record_is_found() {
    let project = released_twice();
    project.git(&["checkout", "-q", "v1", "--", "src", "abi.toml"]);
    save(&project);
    project.start(".", &["check", "--locked"]).ended(Exit::Clean);
    let ran = project.start("src", &["vtable-api", "check", "--against", "v2"]).ended(Exit::Findings);
    let fingerprint = ran.out.split("fingerprint ").nth(1).unwrap().get(..16).unwrap();
    let help = "  help: restore it with `git checkout v2 -- abi.toml`, and then run `cargo vtable-api freeze` for what \
                is new";
    let line = |start: &str| {
        let lines = show(&project, "v2:abi.toml");
        lines.lines().position(|line| line.starts_with(start)).unwrap() + 1
    };
    let (slot, revision) = (line("signature = \"fn decode_ex1("), line("number = 2"));
    let expected = format!(
        "error: [VT0058] slot 1 of `viewer/codec`, revision 2, recorded in `v2`, is gone from abi.toml
  recorded: fn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> u32  (v2:abi.toml:{slot})
  now:      nothing
{help}

error: [VT0058] revision 2 of `viewer/codec`, recorded in `v2`, is gone from abi.toml
  recorded: fingerprint {fingerprint}  (v2:abi.toml:{revision})
  now:      nothing
{help}

viewer: 2 findings; `cargo vtable-api explain VT0058` says why
"
    );
    assert_eq!(ran.out, expected);
    // The way out is one.
    project.git(&["checkout", "-q", "v2", "--", "abi.toml"]);
    against(&project, "v2").ended(Exit::Findings).says("[VT0001]");
    project.records(&[REVISION_2]);
    against(&project, "v2").ended(Exit::Clean);
}

fn show(project: &Project, what: &str) -> String {
    let done = Command::new("git").arg("-C").arg(project.root()).args(["show", what]).output().unwrap();
    String::from_utf8(done.stdout).unwrap()
}

/// Row 98.
#[test]
fn a_record_that_was_made_anew_from_an_edited_source_is_found() {
    let project = released();
    let edited = REVISION_1.replace("input: &[u8]", "input: &mut [u8]").replace("width: u32", "width: u64");
    project.records(&[&edited]);
    record_anew(&project);
    save(&project);
    project.run(&["check", "--locked"]).ended(Exit::Clean);
    let ran = against(&project, "v1").ended(Exit::Findings).says("viewer: 3 findings");
    let ran = ran.says("[VT0058] slot 0 of `viewer/codec`, revision 1, recorded in `v1`, was changed in abi.toml");
    let ran = ran.says("  recorded: fn decode(&self, input: &[u8], out: &mut Frame) -> u32  (v1:abi.toml:");
    let ran =
        ran.says("  now:      fn decode(&self, input: &mut [u8], out: &mut Frame) -> u32, revision 1  (abi.toml:");
    let ran = ran.says("[VT0058] type `Frame`, recorded in `v1`, was changed").says("struct Frame { width: u64 }");
    ran.says("[VT0058] revision 1 of `viewer/codec`");
}

#[test]
fn only_losses_are_findings() {
    let other = REVISION_1.replace("viewer/codec", "viewer/a").replace("Codec", "A");
    let codec = REVISION_1.replace("-> u32", "-> Status") + "type\tStatus\tviewer\topen enum\tu32\nvariant\tOk = 0\n";
    let project = Project::with(&[&codec]);
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let one = project.abi();
    project.records(&[&codec, &other]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let in_turn = project.abi();
    fs::remove_file(project.path("abi.toml")).unwrap();
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let at_once = project.abi();
    assert!(
        in_turn.find("viewer/codec") < in_turn.find("viewer/a")
            && at_once.find("viewer/a") < at_once.find("viewer/codec")
    );
    project.records(&[&format!("{codec}variant\tBusy = 1\n"), &other]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean).says("open enum: new variant");
    let grown = project.abi();
    let windows = format!("\u{feff}{}", in_turn.replace('\n', "\r\n"));
    let earlier = project.path("earlier.toml").display().to_string();
    for before in [&one, &in_turn, &at_once, &grown, &windows] {
        project.write("earlier.toml", before);
        let line = format!("`{earlier}` has recorded ");
        against(&project, &earlier).ended(Exit::Clean).says(&line).says(": nothing is lost");
    }
    project.write("earlier.toml", &grown);
    project.write("abi.toml", &in_turn);
    let ran = against(&project, &earlier).ended(Exit::Findings).says("type `Status`, recorded in `");
    ran.says(&format!("  ({earlier}:")).says(&format!("help: copy `{earlier}` to abi.toml, and then run"));
}

#[test]
fn a_file_comes_before_a_revision_of_its_name() {
    let project = released_twice();
    project.write("v1", show(&project, "v2:abi.toml"));
    let ran = project.start(".", &["check", "--against", "v1"]).ended(Exit::Clean);
    ran.says("`v1` has recorded 1 table with 2 revisions");
    fs::remove_file(project.path("v1")).unwrap();
    fs::create_dir(project.path("v1")).unwrap();
    project
        .start(".", &["check", "--against", "v1"])
        .ended(Exit::Clean)
        .says("`v1` has recorded 1 table with 1 revision:");
}

#[test]
fn other_findings_are_in_the_same_report() {
    let project = released_twice();
    project.git(&["checkout", "-q", "v1", "--", "abi.toml"]);
    project.records(&[&REVISION_2.replace("width: u32", "width: u64")]);
    let args = ["check", "--locked", "--format", "text", "-q", "--against", "v2"];
    let ran = project.run(&args).ended(Exit::Findings).says("[VT0058]").says("[VT0012]").says("[VT0056]");
    assert!(!ran.out.contains("explain"), "{ran:?}");
    project.write("abi.toml", project.abi().replace("decode", "encode"));
    let ran = project.run(&args).ended(Exit::Findings).says("[VT0053]");
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    // What is lost is told also where the source has no model.
    project.git(&["checkout", "-q", "v1", "--", "abi.toml"]);
    project.records(&[REVISION_1, &REVISION_1.replace("Codec", "Other")]);
    project.run(&args).ended(Exit::Findings).says("[VT0058]").says("[VT0021]");
    project.git(&["checkout", "-q", "v2", "--", "abi.toml"]);
    against(&project, "v1")
        .ended(Exit::Findings)
        .says("\n\n`v1` has recorded 1 table with 1 revision: nothing is lost\n");
}

#[test]
fn a_record_that_is_gone_is_one_finding() {
    let project = released_twice();
    fs::remove_file(project.path("abi.toml")).unwrap();
    let ran = against(&project, "v1").ended(Exit::Findings).says("[VT0050] abi.toml was deleted");
    ran.says("viewer: 1 finding;");
    save(&project);
    let ran = project.run(&["check", "-q", "--locked", "--against", "v2"]).ended(Exit::Findings);
    let expected = "\
error: [VT0058] there is no abi.toml, but `v2` has one, with 1 table
  help: restore it with `git checkout v2 -- abi.toml`, and then run `cargo vtable-api freeze` for what is new
";
    assert_eq!(ran.out, expected);
    // Nor is it clean when the tables are gone with it.
    project.records(&[]);
    against(&project, "v2").ended(Exit::Findings).says("there is no abi.toml");
    project.run(&["init", "-q"]);
    against(&project, "v2").ended(Exit::Findings).says("table `viewer/codec`, recorded in `v2`, is gone from abi.toml");
    project.run(&["check"]).ended(Exit::CouldNotCheck);
}

#[test]
fn where_nothing_was_recorded_nothing_is_lost() {
    let project = Project::with(&[REVISION_1]);
    project.commit();
    project.git(&["tag", "v0"]);
    project.run(&["init", "-q"]);
    project.git(&["add", "abi.toml"]);
    save(&project);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let ran = against(&project, "v0").ended(Exit::Clean);
    ran.says("`v0` has no abi.toml in the package's folder, nor one with its tables elsewhere: nothing to compare\n");
    against(&project, "HEAD").ended(Exit::Clean).says("`HEAD` has recorded nothing: nothing to compare\n");
    fs::remove_file(project.path("abi.toml")).unwrap();
    project.git(&["rm", "-q", "--cached", "abi.toml"]);
    save(&project);
    against(&project, "HEAD~1").ended(Exit::Findings).says("run `cargo vtable-api init`");
}

#[test]
fn a_package_below_the_root_of_the_repository_has_its_own_record() {
    let project = Project::empty();
    let member = |name: &str, file: &str| format!("crates/{name}/{file}");
    project.write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n");
    for name in ["viewer", "other"] {
        let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        project.write(&member(name, "Cargo.toml"), manifest);
        project.write(
            &member(name, "src/lib.rs"),
            common::source(&[&REVISION_1.replace("\tviewer\tlib", &format!("\t{name}\tlib"))]),
        );
    }
    project.run(&["init", "-q", "-p", "viewer"]).ended(Exit::Clean);
    project.run(&["freeze", "-q", "-p", "viewer"]).ended(Exit::Clean);
    project.commit();
    project.run(&["init", "-q", "-p", "other"]).ended(Exit::Clean);
    project.run(&["freeze", "-q", "-p", "other"]).ended(Exit::Clean);
    // As in a hook of git's.
    let check = |name: &str| {
        let mut command = project.command(".", &["check", "-p", name, "--against", "HEAD"]);
        String::from_utf8(command.env("GIT_DIR", ".git").output().unwrap().stdout).unwrap()
    };
    assert!(check("viewer").contains("`HEAD` has recorded 1 table with 1 revision"), "{}", check("viewer"));
    assert!(check("other").contains("`HEAD` has no abi.toml in the package's folder"), "{}", check("other"));
}

#[test]
fn what_cannot_be_compared_with_is_told_before_the_build() {
    let project = released();
    project.write("src/lib.rs", "no Rust");
    let stopped = |what: &str, expected: &str| {
        let ran = project.run(&["check", &format!("--against={what}")]).ended(Exit::CouldNotCheck);
        assert_eq!(ran.err, expected);
    };
    for what in [
        "v9",
        "src",
        "-v1",
        "--all",
        "^v1",
        "v1..v1",
        "v1:abi.toml",
        "v1\nv1",
        "0123456789012345678901234567890123456789",
    ] {
        let help = "name a branch, a tag or a commit, or the path of an abi.toml; `git fetch --tags` gets missing tags";
        let expected = format!("error: `{what}` is neither a file nor a revision of the repository\n  help: {help}\n");
        stopped(what, &expected);
    }
    let manifest = project.path("Cargo.toml").display().to_string();
    let whole = "nothing can be compared with it: name an intact state of abi.toml";
    stopped(
        &manifest,
        &format!("error: [VT0053] {manifest}:1: `package` does not belong in a record\n  help: {whole}\n"),
    );
    project.write("abi.toml", show(&project, "v1:abi.toml").replace("decode", "encode"));
    project.git(&["commit", "-q", "-m", "edited", "abi.toml"]);
    project.git(&["checkout", "-q", "v1", "--", "abi.toml"]);
    let edited = "this block was edited by hand, or does not follow the block before it (its digest does not match)";
    stopped("HEAD", &format!("error: [VT0053] HEAD:abi.toml:20: {edited}\n  help: {whole}\n"));
    project.write("newer.toml", "format = 2\n");
    let newer = project.path("newer.toml").display().to_string();
    stopped(
        &newer,
        &format!(
            "error: [VT0052] {newer}:1: it has format 2, and this vtable-api reads format 1\n  \
             help: update vtable-api and cargo-vtable-api\n"
        ),
    );
    project.run(&["check", "--against="]).ended(Exit::Usage).complains("--against <REV|FILE>");
}

#[test]
fn without_a_repository_or_without_git_only_files_are_known() {
    let project = Project::with(&[REVISION_1]);
    let ran = against(&project, "v1").ended(Exit::CouldNotCheck).complains("not a git repository");
    let ran = ran.complains("error: `v1` is not a file, and git cannot read it as a revision: ");
    ran.complains("\n  help: name the path of an abi.toml, or a revision in a git repository\n");
    let project = released();
    let mut command = project.command(".", &["check", "--against", "v1"]);
    let done = command.env("PATH", project.root()).env("CARGO", env!("CARGO")).output().unwrap();
    let err = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(101), "{err}");
    assert!(err.contains("git cannot read it as a revision: cannot start git: "), "{err}");
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let project = released_twice();
    let clone = Project::empty();
    let origin = format!("file://{}", project.root().display());
    clone.git(&["clone", "-q", "--depth", "1", &origin, "viewer"]);
    let ran = clone.start("viewer", &["check", "--against", "v1"]).ended(Exit::CouldNotCheck);
    let expected = "error: `v1` is neither a file nor a revision of the repository\n  help: this clone is shallow: run \
                    `git fetch --unshallow --tags`, or give CI's checkout `fetch-depth: 0`\n";
    assert_eq!(ran.err, expected);
    clone.start("viewer", &["check", "--against", "HEAD"]).ended(Exit::Clean).says("nothing is lost");
}

#[cfg(unix)]
#[test]
fn a_linked_record_is_followed_in_a_revision_as_well() {
    let project = released_twice();
    fs::create_dir(project.path("shared")).unwrap();
    fs::rename(project.path("abi.toml"), project.path("shared/abi.toml")).unwrap();
    std::os::unix::fs::symlink("shared/abi.toml", project.path("abi.toml")).unwrap();
    project.git(&["add", "."]);
    save(&project);
    against(&project, "HEAD").ended(Exit::Clean).says("with 2 revisions: nothing is lost");
    project.write("shared/abi.toml", show(&project, "v1:abi.toml"));
    project.run(&["freeze"]).ended(Exit::Findings).complains("recorded in the last commit, is gone");
    project.git(&["rm", "-q", "--cached", "shared/abi.toml"]);
    save(&project);
    against(&project, "HEAD").ended(Exit::CouldNotCheck).complains("abi.toml is not a file there, or is a broken link");
    against(&project, "v2").ended(Exit::Findings).says("[VT0058] revision 2");
}

/// Two branches that both release revision 2, with another slot each; `main` is the current one.
fn forked(attributes: &str) -> Project {
    let project = released();
    project.git(&["branch", "-M", "main"]);
    project.write(".gitattributes", attributes);
    project.git(&["add", ".gitattributes"]);
    save(&project);
    project.git(&["checkout", "-q", "-b", "feature"]);
    release(&project, &REVISION_2.replace("decode_ex1", "encode"), "feature-2");
    project.git(&["checkout", "-q", "main"]);
    release(&project, REVISION_2, "v2");
    project
}

/// Merges, and returns whether that left no conflict in `file`.
fn merges(project: &Project, branch: &str, file: &str) -> bool {
    let git = |args: &[&str]| {
        let settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        Command::new("git").arg("-C").arg(project.root()).args(settings).args(args).output().unwrap().stdout
    };
    git(&["merge", "-q", branch]);
    git(&["diff", "--name-only", "--diff-filter=U", "--", file]).is_empty()
}

#[test]
fn a_release_on_another_branch_is_to_be_merged() {
    let project = released_twice();
    project.git(&["checkout", "-q", "-b", "old", "v1"]);
    let ran = against(&project, "v2").ended(Exit::Findings).says("[VT0058] revision 2 of `viewer/codec`");
    ran.says("  help: `v2` is not merged here: merge it, and then run `cargo vtable-api freeze` for what is new\n");
    project.git(&["merge", "-q", "v2"]);
    against(&project, "v2").ended(Exit::Clean);
    project.git(&["tag", "a;b"]);
    project.git(&["checkout", "-q", "v1", "--", "src", "abi.toml"]);
    against(&project, "a;b").ended(Exit::Findings).says("`git checkout 'a;b' -- abi.toml`");
}

/// Row 102.
#[test]
fn two_branches_that_release_one_revision_conflict() {
    let project = forked("");
    assert!(!merges(&project, "feature", "abi.toml"));
    project.records(&[REVISION_2]);
    let conflict = "a merge conflict is not resolved here; both sides' blocks cannot be kept: take the file";
    project.run(&["check", "--against", "v2"]).ended(Exit::Findings).says("[VT0055] abi.toml:").says(conflict);
    project.run(&["freeze"]).ended(Exit::Findings).complains(conflict);
    // What the text says: the released side, and the other slot behind it.
    project.git(&["checkout", "--ours", "--", "abi.toml"]);
    let behind = "slot\t3\tfn encode(&self, input: &[u8], out: &mut Frame, flags: u32) -> u32\t-\n";
    project.records(&[&REVISION_2.replace("type\tFrame", &format!("{behind}type\tFrame"))]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean).says("viewer/codec: revision 3, 1 slot (encode)");
    save(&project);
    against(&project, "v2").ended(Exit::Clean);
    against(&project, "feature-2")
        .ended(Exit::Findings)
        .says("slot 1 of `viewer/codec`, revision 2, recorded in `feature-2`, was changed");
}

/// Row 103.
#[test]
fn a_merge_that_keeps_both_sides_is_refused() {
    let project = forked("abi.toml merge=union\n");
    assert!(merges(&project, "feature", "abi.toml"), "union leaves no conflict");
    project.records(&[REVISION_2]);
    let twice = "[VT0059] abi.toml:39: this block has `signature` twice; a merge that keeps both sides causes this";
    for args in [&["check"][..], &["check", "--against", "v2"]] {
        project.run(args).ended(Exit::Findings).says(twice).says("1 finding");
    }
    project.run(&["freeze"]).ended(Exit::Findings).complains(twice);
    let built = build(&project);
    assert!(built.contains(twice), "{built}");
}

/// What cargo says of the package, with the real macro in place of a record made by hand.
fn build(project: &Project) -> String {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let dependency = format!("[dependencies]\nvtable-api = {{ path = '{}' }}\n[workspace]\n", repository.display());
    project.write("Cargo.toml", project.read("Cargo.toml") + &dependency);
    fs::copy(repository.join("Cargo.lock"), project.path("Cargo.lock")).unwrap();
    let table = "#[vtable_api::vtable_api(id = \"viewer/codec\")]\npub trait Codec {}\n";
    project.write("src/lib.rs", table);
    // The build of `vtable-api` is shared with `real.rs`.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real/target");
    let mut cargo = Command::new("cargo");
    cargo.args(["check", "--quiet", "--color", "never"]).current_dir(project.root()).env("CARGO_TARGET_DIR", target);
    let done = cargo.output().unwrap();
    assert!(!done.status.success());
    String::from_utf8(done.stderr).unwrap()
}

/// Row 104.
#[test]
fn a_draft_may_be_reverted() {
    let project = released();
    project.records(&[REVISION_2]);
    save(&project);
    against(&project, "v1").ended(Exit::Clean).says("1 draft (decode_ex1)");
    project.git(&["revert", "--no-edit", "HEAD"]);
    against(&project, "HEAD~1").ended(Exit::Clean).says("1 slot, revision 1 recorded\n");
}

/// Row 108: killed as soon as the new file appears beside the old one.
#[test]
fn a_freeze_that_is_killed_leaves_a_whole_file() {
    let project = released();
    let old = project.abi();
    project.records(&[REVISION_2]);
    let new = project.run(&["freeze", "--dry-run", "-q"]).ended(Exit::Clean).out;
    // It is over within a millisecond, and not every kill comes in time.
    for _ in 0..20 {
        project.write("abi.toml", &old);
        let mut freeze = project.command(".", &["freeze", "-q"]).stdout(Stdio::null()).spawn().unwrap();
        while freeze.try_wait().unwrap().is_none() && !has_leftover(&project) {}
        freeze.kill().unwrap();
        freeze.wait().unwrap();
        let abi = project.abi();
        let appended = abi.strip_prefix(&old).unwrap_or_else(|| panic!("{abi}"));
        assert!(appended.is_empty() || appended.trim_start() == new, "{abi}");
        if has_leftover(&project) {
            break;
        }
    }
    project.write(".abi.toml-killed.tmp", &old[..old.len() / 2]);
    project.run(&["check"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    assert!(!has_leftover(&project), "what the killed ones left is gone");
    project.run(&["check", "--locked", "--against", "v1"]).ended(Exit::Clean);
}

/// Whether a file is there that only a running freeze has.
fn has_leftover(project: &Project) -> bool {
    let mut names = fs::read_dir(project.root()).unwrap().map(|file| file.unwrap().file_name());
    names.any(|name| name.to_string_lossy().ends_with(".tmp"))
}

/// A library that was built elsewhere, with the record's fingerprints in it.
fn shipped(project: &Project, file: &str, record: &str) -> String {
    let abi: Vec<String> =
        project.abi().lines().filter_map(|line| line.strip_prefix("fingerprint = ")).map(Into::into).collect();
    let (head, rest) = record.split_once('\n').unwrap();
    let lines =
        (1..).zip(&abi).map(|(number, print)| format!("fingerprint\t{number}\t{}\tfrozen\n", print.trim_matches('"')));
    let record = format!("{head}\n{}{rest}", lines.collect::<String>());
    project.write("shipped.rs", common::source(&[&record]));
    let file = project.path(file).display().to_string();
    let mut rustc = std::process::Command::new("rustc");
    rustc.args(["--edition", "2024", "--crate-type", "rlib", "-o", &file]).arg(project.path("shipped.rs"));
    assert!(rustc.status().unwrap().success());
    file
}

#[test]
fn what_a_shipped_binary_has_must_still_be_recorded() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let first = project.abi();
    let clean = |file: &str| project.run(&["check", "--against", file]).ended(Exit::Clean);
    let one = shipped(&project, "libone.rlib", REVISION_1);
    clean(&one).says("has recorded 1 table with 1 revision: nothing is lost");
    // Names are no part of the contract.
    let renamed =
        REVISION_1.replace("input: &[u8]", "bytes: &[u8]").replace("\tCodec\tviewer\t", "\tCodec\tviewer::old\t");
    clean(&shipped(&project, "librenamed.rlib", &renamed));

    project.records(&[REVISION_2]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let two = shipped(&project, "libtwo.rlib", REVISION_2);
    clean(&one);
    clean(&two).says("has recorded 1 table with 2 revisions");
    project.run(&["diff", &one, &two]).ended(Exit::Clean).says("built with `").says("it gains 1 slot (decode_ex1)");
    project.run(&["diff", &two, "abi.toml"]).ended(Exit::Clean).says("same: ");

    project.write("abi.toml", first);
    let ran = project.run(&["check", "--against", &two]).ended(Exit::Findings);
    ran.says("[VT0058] slot 1 of `viewer/codec`, revision 2, recorded in `")
        .says("restore the abi.toml that it was built with");
    project.run(&["diff", &two, "abi.toml"]).ended(Exit::Findings).says("broken: `abi.toml` lacks or changes what");
    let other = shipped(
        &project,
        "libother.rlib",
        &REVISION_1.replace("\tviewer\tlib", "\tother\tlib").replace("viewer/codec", "other/codec"),
    );
    let ran = project.run(&["check", "--against", &other]).ended(Exit::CouldNotCheck);
    ran.complains("it has no frozen table of `viewer`").complains("its tables belong to `other`");
}
