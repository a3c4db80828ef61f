//! Where tables may stand: what is not released says so.

use crate::cases::VIEWER;
use crate::support::Project;

const TABLE: &str = "#[vtable_api::vtable_api(id = \"viewer/here\"ARGS)]\npub trait Here { fn go(&self); }\n";

/// A table in another target than the library, and how that is built.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("tests/other.rs", "", "check --tests", "`other`"),
    ("examples/show.rs", "fn main() {}\n", "check --examples", "`show`"),
    ("benches/speed.rs", "fn main() {}\n", "check --benches", "`speed`"),
    ("src/bin/second.rs", "fn main() {}\n", "check --bins", "`second`"),
];

#[test]
pub(crate) fn a_table_beside_the_library_is_unrecorded() {
    let project = VIEWER.project("edits-places");
    project.write(
        "src/main.rs",
        "//! Without it, the second binary would be the only one, which is released.\nfn main() {}\n",
    );
    for (file, rest, command, target) in PLACES {
        project.write(file, &format!("{}{rest}", TABLE.replace("ARGS", "")));
        let built = project.cargo(command);
        let error = built.only_error(file);
        let says = format!(
            "error: [VT0057] `Here` is a table in {target}, which is not part of what the package releases\n         help: \
             write `#[vtable_api(unrecorded)]` here, or move the trait to the library\n --> {file}:2:11\n"
        );
        assert_eq!(error.text.get(..says.len()), Some(says.as_str()), "{error}");
        project.write(file, &format!("{}{rest}", TABLE.replace("ARGS", ", unrecorded")));
        project.cargo(command).assert_silent(file);
        project.remove(file);
    }
}

#[test]
pub(crate) fn a_table_in_a_unit_test_of_the_library_is_recorded() {
    let project = VIEWER.project("edits-unit-test");
    let unit = "#[cfg(test)]\nmod tests {\n#[vtable_api::vtable_api(ARGS)]\ntrait Here { fn go(&self); }\n}\n";
    project.write("src/lib.rs", &format!("{}{}", VIEWER.source, unit.replace("ARGS", "unrecorded")));
    project.cargo("check --tests").assert_silent("unrecorded");
}

#[test]
pub(crate) fn an_unrecorded_table_may_have_the_id_of_a_released_one() {
    let project = VIEWER.project("edits-stand-in");
    let stand_in = "pub mod old {\n#[vtable_api::vtable_api(id = \"viewer/codec\", unrecorded)]\npub trait Old { fn go(&self); }\n}\n";
    let below = format!("{}{stand_in}", VIEWER.source);
    project.write("src/lib.rs", &below);
    project.check().assert_silent("a stand-in below the released table");
    project.cli("check --locked").assert_builds("the command sees both");
    project.write("src/lib.rs", &below.replace(", unrecorded", ""));
    let errors = project.check().stderr;
    assert!(errors.contains("[VT0021] `Old` and `Codec` both have the table id `viewer/codec`"), "{errors}");
    // Above, nobody could tell it from a released table that no longer wants to be one.
    let above = |stand_in: &str| {
        VIEWER.source.replacen("/// An image decoder.\n", &format!("{stand_in}/// An image decoder.\n"), 1)
    };
    project.write("src/lib.rs", &above(stand_in));
    let error = project.check().only_error("a stand-in above the released table");
    assert!(
        error.message().contains("a stand-in for the recorded one goes below it, or under `#[cfg(test)]`"),
        "{error}"
    );
    project.write("src/lib.rs", &above(&format!("#[cfg(test)]\n{stand_in}")));
    project.cargo("check --tests").assert_silent("in unit tests, anywhere");
}

/// The build says it, and the command, at the same place.
#[test]
pub(crate) fn a_recorded_table_stays_recorded() {
    let project = VIEWER.project("edits-unrecorded");
    project.write(
        "src/lib.rs",
        &VIEWER.source.replacen("(id = \"viewer/sink\")", "(id = \"viewer/sink\", unrecorded)", 1),
    );
    for mode in ["", "locked", "quiet-drafts"] {
        let error = project.cargo_with("build", &[("VTABLE_API", mode)]).only_error(mode);
        assert!(error.message().starts_with("[VT0020] table `viewer/sink` is recorded"), "{error}");
    }
    let check = project.cli("check");
    assert!(!check.success && check.stdout.contains("`Sink` has this id and says `unrecorded`"), "{check:?}");
    assert!(check.stdout.contains("--> src/lib.rs:29:11"), "{check:?}");
    assert!(!project.cli("freeze").success);
}

#[test]
pub(crate) fn a_package_of_one_binary_is_recorded() {
    let project = Project::library("edits-binary", "");
    project.remove("src/lib.rs");
    project.write(
        "src/main.rs",
        &format!("{}\nfn main() {{}}\n", VIEWER.source).replace("#![forbid", "#![allow(dead_code)]\n#![forbid"),
    );
    project.write("abi.toml", VIEWER.abi());
    project.check().assert_silent("58 the crate is called otherwise, ids are pinned");
    project.write("src/main.rs", &project.read("src/main.rs").replace("fn rewind", "fn back"));
    let error = project.check().only_error("renamed");
    assert!(error.message().starts_with("[VT0002] slot 5 `Codec::rewind`"), "{error}");
}

/// Only the library and the main program of a package are released.
#[test]
fn a_type_elsewhere_may_be_called_like_a_recorded_one() {
    let project = VIEWER.project("edits-elsewhere");
    let table = TABLE.replace("ARGS", ", unrecorded").replace("fn go(&self)", "fn go(&self, frame: &Frame)");
    let other = "#[derive(vtable_api::AbiType)]\n#[repr(C)]\npub struct Frame {\n    pub other: u64,\n}\n";
    for (file, rest, command, _) in PLACES {
        project.write(file, &format!("#![allow(dead_code)]\n{other}{table}{rest}"));
        project.cargo(command).assert_silent(file);
        project.remove(file);
    }
    // To cargo, this is a program of the package's name.
    for (file, declared) in [
        ("examples/edits-elsewhere.rs", ""),
        ("shown.rs", "[[example]]\nname = \"edits-elsewhere\"\npath = \"shown.rs\"\n"),
    ] {
        let manifest = project.read("Cargo.toml");
        project.write("Cargo.toml", &format!("{manifest}\n{declared}"));
        project.write(file, &format!("{}fn main() {{}}\n", TABLE.replace("ARGS", "")));
        let error = project.cargo("check --examples").only_error(file);
        assert!(error.message().starts_with("[VT0057] `Here` is a table in the example `edits-elsewhere`"), "{error}");
        project.remove(file);
        project.write("Cargo.toml", &manifest);
    }
    // To rustc, this is a crate of the library's name.
    let file = "tests/edits_elsewhere.rs";
    project.write(file, &TABLE.replace("ARGS", ""));
    let error = project.cargo("check --tests").only_error(file);
    assert_eq!((error.code(), error.at()), (Some("VT0057"), Some("tests/edits_elsewhere.rs:2:11")), "{error}");
}
