//! Growable types, as each command has them.

mod common;

use cargo_vtable_api::Exit;
use common::{Project, frame, object, run};

/// A table whose slot takes a growable type with these growths: fingerprints and fields.
fn growable(growths: &[(&str, &str)]) -> String {
    of_package("viewer", "Options", growths)
}

fn of_package(package: &str, name: &str, growths: &[(&str, &str)]) -> String {
    let mut record = format!(
        "table\t{package}/codec\tCodec\t{package}\t{package}\tlib\t\tsnake\trecorded\n\
         slot\t1\tfn configure(&self, options: &{name})\t-\n\
         type\t{name}\t{package}\tgrowable struct\t-\n"
    );
    for (number, (fingerprint, fields)) in (1..).zip(growths) {
        record += &format!("growth\t{number}\t{fingerprint}\tviewer/Options\n");
        fields.split(", ").for_each(|field| record += &format!("field\t{field}\n"));
    }
    record
}

const ONE: &[(&str, &str)] = &[("-", "level: u32")];
const TWO: &[(&str, &str)] = &[("-", "level: u32"), ("-", "strict: bool, name: String")];
const THREE: &[(&str, &str)] = &[TWO[0], TWO[1], ("-", "deep: bool")];

/// Growth 1 is tagged `v1`, growth 2 `v2`.
fn released() -> Project {
    let project = Project::with(&[&growable(ONE)]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean).says("viewer/codec: revision 1, 1 slot (configure)");
    project.commit();
    project.git(&["tag", "v1"]);
    project.records(&[&growable(TWO)]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.git(&["commit", "-q", "-a", "-m", "two"]);
    project.git(&["tag", "v2"]);
    project
}

#[test]
fn a_freeze_records_what_a_type_has_gained() {
    let project = Project::with(&[&growable(ONE)]);
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.records(&[&growable(THREE)]);
    let shown = project.run(&["freeze", "-q", "--dry-run"]).ended(Exit::Clean);
    assert!(shown.out.starts_with("[[growth]]\ntype = \"Options\"\nnumber = 2\nfields = [\n"), "{}", shown.out);
    let frozen = project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let lines: Vec<&str> = frozen.out.lines().map(|line| line.rsplit_once(' ').unwrap().0).collect();
    assert_eq!(
        lines,
        [
            "type `Options`: growth 2, 2 fields (strict, name), fingerprint",
            "type `Options`: growth 3, 1 field (deep), fingerprint",
        ]
    );
    assert_eq!(project.abi().matches("[[growth]]").count(), 2);
    project.run(&["check", "--locked"]).ended(Exit::Clean);
    project.run(&["freeze"]).ended(Exit::Clean).says("nothing to freeze");
}

#[test]
fn a_check_says_which_growths_are_drafts() {
    let project = released();
    let ran = project.run(&["check"]).ended(Exit::Clean);
    ran.says("viewer/codec: 1 slot, revision 1 recorded\ntype `Options`: growths 1 to 2 recorded\n");
    project.records(&[&growable(THREE)]);
    project.run(&["check"]).ended(Exit::Clean).says("type `Options`: growths 1 to 2 recorded, 1 draft (deep)\n");
    let ran = project.run(&["check", "--locked"]).ended(Exit::Findings);
    let ran = ran.says("[VT0056] field `deep` of the growable type `Options` is a draft of growth 3, and this build");
    assert_eq!(ran.out.matches("error: ").count(), 1, "{ran:#?}");
    project.records(&[&growable(&[("-", "level: u32"), ("-", "strict: bool, name: String, deep: bool")])]);
    let ran = project.run(&["check"]).ended(Exit::Findings);
    ran.says("[VT0028] field `deep` of `Options` is new, but growths 1 to 2 are frozen")
        .says("  help: write `#[abi(growth = 3)]` on it\n");
    project.run(&["freeze"]).ended(Exit::Findings).complains("[VT0028]").complains("nothing was frozen");
}

#[test]
fn two_states_are_compared_by_growths() {
    let project = released();
    let ran = project.run(&["diff", "v1", "v2"]).ended(Exit::Clean);
    let expected = "\
viewer/codec: revision 1 -> revision 1
  + growth 2 of type Options: strict: bool, name: String
  a module built with `v1` keeps revision 1
  built with `v2`, it gains growth 2 of type `Options`
grown: `v2` has all that `v1` has; old modules run as before
";
    assert_eq!(ran.out, expected);
    let ran = project.run(&["diff", "v2", "v1", "-q"]).ended(Exit::Findings);
    ran.says("table `viewer/codec`: with `v1`, a module built with `v2` loses growth 2 of type `Options`\n");
    project.records(&[&growable(THREE)]);
    let ran = project.run(&["diff", "v1"]).ended(Exit::Clean);
    ran.says("it gains growths 2 to 3 of type `Options`");
    project.run(&["diff", "v2", "abi.toml"]).ended(Exit::Clean).says("the same");
}

#[test]
fn a_growth_that_was_taken_back_is_found() {
    let project = released();
    project.run(&["check", "--against", "v1"]).ended(Exit::Clean).says("nothing is lost");
    project.git(&["checkout", "-q", "v1", "--", "."]);
    let ran = project.run(&["check", "--against", "v2"]).ended(Exit::Findings);
    let ran = ran.says("[VT0058] growth 2 of `Options`, recorded in `v2`, is gone from abi.toml\n");
    let ran = ran.says("  recorded: strict: bool, name: String; fingerprint ").says("(v2:abi.toml:");
    assert_eq!(ran.out.matches("[VT0058]").count(), 1, "{ran:#?}");
    // Another growth 2 is a fork of the type.
    project.git(&["commit", "-q", "-m", "back to one"]);
    project.records(&[&growable(&[ONE[0], ("-", "other: u8")])]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let ran = project.run(&["check", "--against", "v2"]).ended(Exit::Findings);
    ran.says("[VT0058] growth 2 of `Options`, recorded in `v2`, was changed in abi.toml\n");
}

#[test]
fn two_branches_that_append_a_growth_conflict() {
    for attributes in ["", "abi.toml merge=union\n"] {
        let project = Project::with(&[&growable(ONE)]);
        project.write(".gitattributes", attributes);
        project.run(&["init", "-q"]);
        project.run(&["freeze", "-q"]).ended(Exit::Clean);
        project.commit();
        project.git(&["tag", "v1"]);
        for (branch, field) in [("right", "deep: bool"), ("left", "strict: bool")] {
            project.git(&["checkout", "-q", "-b", branch, "v1"]);
            project.records(&[&growable(&[ONE[0], ("-", field)])]);
            project.run(&["freeze", "-q"]).ended(Exit::Clean);
            project.git(&["commit", "-q", "-a", "-m", branch]);
        }
        let mut merge = std::process::Command::new("git");
        merge.arg("-C").arg(project.root()).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        assert!(!merge.args(["merge", "-q", "right", "-m", "both"]).output().unwrap().status.success());
        project.git(&["checkout", "left", "--", "src/lib.rs"]);
        let ran = project.run(&["check"]).ended(Exit::Findings);
        let code = if attributes.is_empty() { "[VT0055]" } else { "[VT0059]" };
        let ran = ran.says(code).says("take the file from the branch that was released, then run");
        ran.says("`cargo vtable-api freeze` for what the other branch has added");
        // The way out: what the other branch has added is the next growth.
        project.git(&["checkout", "left", "--", "abi.toml"]);
        project.records(&[&growable(&[ONE[0], ("-", "strict: bool, deep: bool")])]);
        project.run(&["freeze"]).ended(Exit::Findings).complains("write `#[abi(growth = 3)]` on it");
        project.records(&[&growable(&[ONE[0], ("-", "strict: bool"), ("-", "deep: bool")])]);
        project.run(&["freeze", "-q"]).ended(Exit::Clean).says("type `Options`: growth 3, 1 field (deep)");
        project.run(&["check", "--locked", "--against", "left"]).ended(Exit::Clean);
    }
}

#[test]
fn a_type_of_another_package_has_to_be_recorded_there() {
    let foreign = |first: &str| of_package("viewer", "other::Options", &[(first, "level: u32"), ("-", "strict: bool")]);
    let project = Project::with(&[&foreign("-")]);
    project.run(&["init", "-q"]);
    let ran = project.run(&["freeze"]).ended(Exit::Findings);
    ran.complains("[VT0118] slot 0 `Codec::configure` is frozen, but passes a growable type that is not")
        .complains("  now:      `other::Options`, which is a draft");
    assert!(!project.abi().contains("[["));
    project.records(&[&foreign("fca192cd39f2e21e")]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean).says("viewer/codec: revision 1");
    // What it has beyond its first growth, and which fingerprints, is in its own package's record.
    let abi = project.abi();
    assert!(!abi.contains("[[growth]]") && !abi.contains("fca192cd39f2e21e") && !abi.contains("strict"), "{abi}");
    project.run(&["check", "--locked"]).ended(Exit::Clean);
    project.records(&[&foreign("-")]);
    project.run(&["check"]).ended(Exit::Clean);
    project.run(&["check", "--locked"]).ended(Exit::Findings).says("[VT0118]");
    project.records(&[&foreign("fca192cd39f2e21e").replace("level: u32", "level: u64")]);
    project.run(&["check"]).ended(Exit::Findings).says("[VT0012] field `level` of `other::Options` is frozen");
}

const FROZEN: &[(&str, &str)] =
    &[("00000000000000a1", "level: u32"), ("00000000000000a2", "strict: bool, name: String")];

/// A file whose crate provides the table, with a type in this state.
fn built(project: &Project, file: &str, growths: &[(&str, &str)]) {
    let record = growable(growths).replacen('\n', "\nfingerprint\t1\t00000000000000bb\tfrozen\n", 1);
    project.write(file, object(&[frame(1, &record)]));
}

fn inspect(project: &Project, args: &[&str]) -> common::Ran {
    let path = |file: &&str| project.path(file).into_os_string();
    let args = args.iter().map(|arg| if arg.starts_with('-') { (*arg).into() } else { path(arg) });
    run(["cargo-vtable-api".into(), "inspect".into()].into_iter().chain(args))
}

#[test]
fn a_file_says_which_growths_it_knows() {
    let project = Project::empty();
    built(&project, "new.o", &[FROZEN[0], FROZEN[1], ("-", "deep: bool")]);
    let ran = inspect(&project, &["new.o"]).ended(Exit::Clean);
    let expected = "\
type viewer/Options
  growth 1, fingerprint 00000000000000a1, 1 field (level)
  growth 2, fingerprint 00000000000000a2, 2 fields (strict, name)
  growth 3, a draft, 1 field (deep)
";
    assert!(ran.out.ends_with(expected), "{}", ran.out);
    built(&project, "old.o", &FROZEN[..1]);
    let ran = inspect(&project, &["new.o", "--host", "old.o"]).ended(Exit::Clean);
    ran.says("  type viewer/Options: growth 1 agreed, of 3 here and 1 in the host\n");
    let ran = inspect(&project, &["new.o", "--host", "new.o"]).ended(Exit::Clean);
    ran.says("  type viewer/Options: growth 2 agreed, of 3 here and 3 in the host\n");
    built(&project, "draft.o", &[("-", "level: u32")]);
    let ran = inspect(&project, &["new.o", "--host", "draft.o"]).ended(Exit::Clean);
    ran.says("  type viewer/Options: growth 1 is a draft, which only its own builds share\n");
    built(&project, "fork.o", &[("00000000000000ff", "level: u32")]);
    let ran = inspect(&project, &["new.o", "--host", "fork.o"]).ended(Exit::Findings);
    ran.says("  type viewer/Options: refused, growth 1 differs: 00000000000000a1 here, 00000000000000ff in the host\n")
        .says("[VT0062] values of type `viewer/Options` of `");
}

#[test]
fn a_shipped_file_must_still_be_recorded() {
    let project = released();
    let fingerprints: Vec<String> = project
        .abi()
        .lines()
        .filter_map(|line| Some(line.strip_prefix("fingerprint = \"")?.trim_end_matches('"').to_owned()))
        .collect();
    // Of growth 1, the revision, growth 2.
    let growths = [(fingerprints[0].as_str(), "level: u32"), (fingerprints[2].as_str(), "strict: bool, name: String")];
    let record = growable(&growths).replacen('\n', &format!("\nfingerprint\t1\t{}\tfrozen\n", fingerprints[1]), 1);
    project.write("shipped.o", object(&[frame(1, &record)]));
    let shipped = project.path("shipped.o").display().to_string();
    project.run(&["check", "--against", &shipped]).ended(Exit::Clean).says("nothing is lost");
    project.git(&["checkout", "-q", "v1", "--", "."]);
    let ran = project.run(&["check", "--against", &shipped]).ended(Exit::Findings);
    ran.says("[VT0058] growth 2 of `Options`, recorded in `");
}
