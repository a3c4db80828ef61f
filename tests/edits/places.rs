//! Where tables may stand: what is not released says so.

use super::{LIFE, SOURCE, released};
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
fn a_table_beside_the_library_is_unrecorded() {
    let project = released("edits-places");
    project.write(
        "src/main.rs",
        "//! Without it, the second binary would be the only one, which is released.\nfn main() {}\n",
    );
    for (file, rest, command, target) in PLACES {
        project.write(file, &format!("{}{rest}", TABLE.replace("ARGS", "")));
        let built = project.cargo(command);
        let error = built.only_error(file);
        let says = format!(
            "error: [VT0057] `Here` is a table in {target}, which is not what the package releases\n         help: \
             write `#[vtable_api(unrecorded)]` here, or move the trait to the library\n --> {file}:2:11\n"
        );
        assert_eq!(error.text.get(..says.len()), Some(says.as_str()), "{error}");
        project.write(file, &format!("{}{rest}", TABLE.replace("ARGS", ", unrecorded")));
        project.cargo(command).assert_silent(file);
        project.remove(file);
    }
}

#[test]
fn a_table_in_a_unit_test_of_the_library_is_recorded() {
    let project = released("edits-unit-test");
    let unit = "#[cfg(test)]\nmod tests {\n#[vtable_api::vtable_api(ARGS)]\ntrait Here { fn go(&self); }\n}\n";
    project.write("src/lib.rs", &format!("{SOURCE}{}", unit.replace("ARGS", "unrecorded")));
    project.cargo("check --tests").assert_silent("unrecorded");
}

#[test]
fn an_unrecorded_table_may_have_the_id_of_a_released_one() {
    let project = released("edits-stand-in");
    let stand_in = "pub mod old {\n#[vtable_api::vtable_api(id = \"viewer/codec\", unrecorded)]\npub trait Old { fn go(&self); }\n}\n";
    let released = "/// An image decoder.\n";
    let source = SOURCE.replacen(released, &format!("{stand_in}{released}"), 1);
    assert_ne!(source, SOURCE);
    project.write("src/lib.rs", &source);
    project.check().assert_silent("a stand-in before the released table");
    project.write("src/lib.rs", &source.replace(", unrecorded", ""));
    let errors = project.check().stderr;
    assert!(errors.contains("[VT0021] `Codec` and `Old` are both the table `viewer/codec`"), "{errors}");
}

#[test]
fn a_package_of_one_binary_is_recorded() {
    let project = Project::library("edits-binary", "");
    project.remove("src/lib.rs");
    project.write(
        "src/main.rs",
        &format!("{SOURCE}\nfn main() {{}}\n").replace("#![forbid", "#![allow(dead_code)]\n#![forbid"),
    );
    project.write("abi.toml", &LIFE.second_abi);
    project.check().assert_silent("58 the crate is called otherwise, ids are pinned");
    project.write("src/main.rs", &project.read("src/main.rs").replace("fn rewind", "fn back"));
    let error = project.check().only_error("renamed");
    assert!(error.message().starts_with("[VT0002] slot 5 `Codec::rewind`"), "{error}");
}
