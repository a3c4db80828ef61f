//! `cargo vtable-api check`.

mod common;

use std::fs;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2, SESSION, item, source};

fn released() -> Project {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project
}

#[test]
fn a_released_source_is_clean() {
    let ran = released().run(&["check", "--locked"]).ended(Exit::Clean);
    assert_eq!(ran.out, "viewer/codec: 1 slot, revision 1 recorded\nviewer: no findings\n");
    assert_eq!(ran.err, "");
}

#[test]
fn drafts_are_findings_only_when_locked() {
    let project = released();
    project.records(&[REVISION_2]);
    project.run(&["check"]).ended(Exit::Clean).says("2 slots, revision 1 recorded, 1 draft (decode_ex1)");
    let ran = project.run(&["check", "--locked"]).ended(Exit::Findings).says("error: [VT0056] slot 1");
    ran.says("viewer: 1 finding; `cargo vtable-api explain VT0056` says why");
}

#[test]
fn each_broken_rule_is_reported() {
    let project = released();
    project.records(&[&REVISION_1.replace("input: &[u8]", "input: &mut [u8]").replace("width: u32", "width: u64")]);
    let ran = project.run(&["check", "--format", "text"]).ended(Exit::Findings);
    ran.says("[VT0004]").says("recorded: &[u8] ").says("[VT0012]").says("2 findings");
}

#[test]
fn a_table_that_is_gone_is_found() {
    let project = released();
    project.records(&[]);
    project.run(&["check"]).ended(Exit::Findings).says("[VT0020]");
}

#[test]
fn a_table_without_a_record_is_a_finding() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["check"]).ended(Exit::Findings).says("[VT0050]").says("run `cargo vtable-api init`");
    project.run(&["init", "-q"]);
    project.run(&["check"]).ended(Exit::Clean).says("nothing recorded, 1 draft (decode)");
}

#[test]
fn a_deleted_record_is_a_finding_even_without_tables() {
    let project = released();
    project.commit();
    fs::remove_file(project.path("abi.toml")).unwrap();
    project.records(&[]);
    project.run(&["check"]).ended(Exit::Findings).says("[VT0050] abi.toml was deleted");
}

#[test]
fn nothing_to_check_is_never_clean() {
    let project = Project::with(&[]);
    project.run(&["check"]).ended(Exit::CouldNotCheck).complains("nothing was checked");
    project.run(&["init", "-q"]);
    project.run(&["check"]).ended(Exit::CouldNotCheck).complains("nothing was checked");
    project.records(&[&REVISION_1.replace("\trecorded", "\tunrecorded")]);
    project.run(&["check"]).ended(Exit::CouldNotCheck).complains("nothing was checked");
    project.records(&[&REVISION_1.replace("\tviewer\tlib", "\tother-package\tlib")]);
    project.run(&["check"]).ended(Exit::CouldNotCheck).complains("nothing was checked");
}

#[test]
fn a_package_that_does_not_build_cannot_be_checked() {
    let project = released();
    project.write("src/lib.rs", "fn broken(");
    let ran = project.start(".", &["vtable-api", "check"]).ended(Exit::CouldNotCheck);
    let ran = ran.complains("this file contains an unclosed delimiter");
    ran.complains("error: `viewer` does not build, so its tables are not known");
}

/// One line, no panic, nothing built.
#[test]
fn records_that_cannot_be_read_are_one_line() {
    let project = released();
    let whole = project.abi();
    let edited = whole.replace("decode", "encode");
    let conflict = format!("<<<<<<< HEAD\n{whole}=======\n>>>>>>> other\n");
    let large = vec![b'#'; 100 << 20];
    let cases: [(&[u8], &str); 7] = [
        (edited.as_bytes(), "[VT0053] abi.toml:"),
        (&whole.as_bytes()[..whole.len() - 40], "[VT0054] abi.toml:"),
        (conflict.as_bytes(), "[VT0055] abi.toml:1: "),
        (b"\0\xff\xfe\x80", "[VT0051] abi.toml:"),
        (b"= not toml", "[VT0051] abi.toml:1: "),
        (b"", "[VT0051] abi.toml:"),
        (&large, "[VT0051] abi.toml: it is larger than 16 MiB"),
    ];
    for (text, expected) in cases {
        project.write("abi.toml", text);
        let ran = project.run(&["check", "-q"]).ended(Exit::Findings).says(expected);
        assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    }
    project.write("abi.toml", "format = 2\n");
    project.run(&["check"]).ended(Exit::CouldNotCheck).complains("[VT0052] abi.toml:1: ");
    fs::remove_file(project.path("abi.toml")).unwrap();
    fs::create_dir(project.path("abi.toml")).unwrap();
    let ran = project.run(&["check"]).ended(Exit::Findings);
    assert!((ran.out + &ran.err).contains("abi.toml cannot be read: it is not a file"), "VT0051");
}

#[test]
fn a_changed_record_with_an_old_time_is_seen() {
    let project = released();
    project.run(&["check", "-q"]).ended(Exit::Clean);
    let old = fs::metadata(project.path("Cargo.toml")).unwrap().modified().unwrap();
    project.write("abi.toml", project.abi().replace("decode", "encode"));
    fs::File::options().write(true).open(project.path("abi.toml")).unwrap().set_modified(old).unwrap();
    project.run(&["check"]).ended(Exit::Findings).says("[VT0053]");
}

#[test]
fn features_decide_which_tables_there_are() {
    let project = Project::with(&[REVISION_1]);
    project.write("Cargo.toml", project.read("Cargo.toml") + "[features]\ndefault = [\"codec\"]\ncodec = []\n");
    let table = project.read("src/lib.rs").replace("#[used]", "#[cfg(feature = \"codec\")]\n#[used]");
    project.write("src/lib.rs", table);
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.run(&["check", "--no-default-features"]).ended(Exit::Findings).says("[VT0020]");
    project.run(&["check", "--no-default-features", "-F", "codec"]).ended(Exit::Clean);
    project.run(&["check", "--no-default-features", "--all-features"]).ended(Exit::Clean);
}

#[test]
fn a_module_and_a_program_are_read_as_well() {
    let project = released();
    let manifest = project.read("Cargo.toml");
    project.write("Cargo.toml", format!("{manifest}[lib]\ncrate-type = [\"cdylib\"]\n"));
    project.run(&["check"]).ended(Exit::Clean).says("viewer/codec");
    fs::rename(project.path("src/lib.rs"), project.path("src/main.rs")).unwrap();
    let main = project.read("src/main.rs").replace("#![no_std]", "fn main() {}");
    project.write("src/main.rs", main);
    project.write("Cargo.toml", manifest);
    project.run(&["check"]).ended(Exit::Clean).says("viewer/codec");
}

#[test]
fn tables_of_the_library_and_of_the_main_program_are_one_package() {
    let project = released();
    let second =
        REVISION_1.replace("viewer/codec", "viewer/host").replace("Codec", "Host").replace("\tlib\t", "\tbin\t");
    project.write("src/main.rs", format!("use viewer as _;\nfn main() {{}}\n{SESSION}{}", item(0, &second)));
    let ran = project.run(&["check"]).ended(Exit::Clean);
    ran.says("viewer/codec: 1 slot, revision 1 recorded").says("viewer/host: 1 slot, nothing recorded");
}

#[test]
fn the_profile_of_the_package_does_not_hide_records() {
    let project = released();
    let profile = "[profile.dev]\nlto = \"fat\"\nstrip = true\nopt-level = 3\npanic = \"abort\"\n";
    project.write("Cargo.toml", project.read("Cargo.toml") + profile);
    project.run(&["check"]).ended(Exit::Clean).says("viewer/codec");
}

#[test]
fn two_tables_of_one_id_are_found() {
    let project = released();
    project.records(&[REVISION_1, &REVISION_1.replace("Codec", "Other")]);
    project.run(&["check"]).ended(Exit::Findings).says("[VT0021]");
    project.run(&["freeze"]).ended(Exit::Findings).complains("[VT0021]");
}

#[test]
fn a_record_of_a_newer_macro_says_what_to_update() {
    let project = released();
    project.write("src/lib.rs", source(&[REVISION_1]).replacen("67,1,", "67,127,", 1));
    project.run(&["check"]).ended(Exit::CouldNotCheck).complains("made by a newer vtable-api");
}

#[test]
fn a_changed_source_with_an_old_time_is_seen() {
    let project = released();
    project.write(".cargo/config.toml", "[build]\ndep-info-basedir = \".\"\n");
    project.start("src", &["check", "-q"]).ended(Exit::Clean);
    old_source_is_seen(&project);
    fs::remove_dir_all(project.path(".cargo")).unwrap();
    project.records(&[REVISION_1]);
    old_source_is_seen(&project);
}

fn old_source_is_seen(project: &Project) {
    project.run(&["check", "-q"]).ended(Exit::Clean);
    let lib = project.path("src/lib.rs");
    let old = fs::metadata(&lib).unwrap().modified().unwrap();
    project.records(&[&REVISION_1.replace("input: &[u8]", "input: &mut [u8]")]);
    fs::File::options().write(true).open(&lib).unwrap().set_modified(old).unwrap();
    project.run(&["check"]).ended(Exit::Findings).says("[VT0004]");
    project.run(&["check", "-q"]).ended(Exit::Findings);
}

/// The machine's own target, named: it has its own folder, and its linker is not trusted.
#[test]
fn a_target_can_be_named() {
    let version = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let project = released();
    project.write("src/main.rs", "fn main() {}\n");
    project.run(&["check", "--target", host]).ended(Exit::Clean).says("viewer/codec: 1 slot, revision 1 recorded");
    let ours = fs::read_dir(project.path("target/vtable-api")).unwrap().next().unwrap().unwrap();
    assert!(ours.path().join(host).exists());
    project.run(&["check", "--target", "no-such-machine"]).ended(Exit::CouldNotCheck).complains("does not build");
}
