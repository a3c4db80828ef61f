//! What the macro reads beside the source: the command's own build is of it as it is now, as the user's is.

use std::fs;
use std::time::SystemTime;

use cargo_vtable_api::Exit;

use crate::{Member, manifest};

/// Packages of these tests, and their dependencies.
pub(crate) const MEMBERS: [(&str, &str); 8] = [
    ("pinned", ""),
    ("namer", "pinned = { path = '../pinned' }\n"),
    ("renamed", ""),
    ("types", ""),
    ("shows", "types = { path = '../types' }\n"),
    ("tables", ""),
    ("holds", "tables = { path = '../tables' }\n"),
    ("mains", ""),
];

const TYPE: &str = "#[derive(vtable_api::AbiType)]\n#[repr(C)]\npub struct T { pub a: u64 }\n";
const PINNED: &str = "format = 1\npackage = 'old'\n";

/// A trait of one slot.
fn table(name: &str, slot: &str) -> String {
    format!("#[vtable_api::vtable_api]\npub trait {name} {{ {slot} }}\n")
}

impl Member {
    fn freezes(&self) {
        self.run(&["init", "-q"]).ended(Exit::Clean);
        self.run(&["freeze", "-q"]).ended(Exit::Clean);
    }

    /// As what comes from an archive, or from another folder: it was there before all that is built.
    fn write_as_old(&self, file: &str, text: &str) {
        self.write(file, text);
        let file = fs::File::options().write(true).open(self.path(file)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000)).unwrap();
    }

    fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    /// What `check` and the user's own build say where a recorded type has another name now.
    fn has_lost(&self, recorded: &str, now: &str) {
        let ran = self.run(&["check"]).ended(Exit::Findings);
        ran.says("recorded: ").says(recorded).says("now:      ").says(now);
        // In the same mode as before: in another one, cargo builds anew in any case.
        let (builds, said) = self.builds("locked");
        assert!(!builds && said.contains("[VT0004]") && said.contains(recorded) && said.contains(now), "{said}");
    }

    fn is_as_recorded(&self) {
        self.run(&["check", "--locked"]).ended(Exit::Clean);
        let (builds, said) = self.builds("locked");
        assert!(builds, "{said}");
    }
}

#[test]
fn a_pin_that_comes_changes_and_goes_is_seen_by_packages_that_name_its_types() {
    let (pinned, namer) = (Member("pinned"), Member("namer"));
    // With an id of its own: others follow the pin.
    let own = table("A", "fn a(&self, t: &T);").replace("vtable_api]", "vtable_api(id = \"pinned/a\")]");
    pinned.write("src/lib.rs", &(TYPE.to_owned() + &own));
    namer.write("src/lib.rs", &table("B", "fn b(&self, t: &pinned::T);"));
    pinned.freezes();
    namer.run(&["init", "-q"]).ended(Exit::Clean);
    namer.run(&["check", "-p", "pinned", "-p", "namer"]).ended(Exit::Clean);
    let record = pinned.abi();
    let pin = |name: &str| record.replacen("format = 1\n", &format!("format = 1\npackage = '{name}'\n"), 1);

    pinned.write("abi.toml", &pin("old"));
    namer.run(&["freeze", "-q"]).ended(Exit::Clean);
    assert!(namer.abi().contains("name = \"old::T\"") && !namer.abi().contains("pinned::T"), "{}", namer.abi());
    namer.is_as_recorded();
    pinned.write("abi.toml", &pin("older"));
    namer.has_lost("old::T", "older::T");
    pinned.write("abi.toml", &record);
    namer.has_lost("old::T", "pinned::T");
    pinned.write_as_old("abi.toml", &pin("old"));
    namer.run(&["check", "--locked"]).ended(Exit::Clean);
    pinned.write("abi.toml", &pin("old"));
    namer.is_as_recorded();
    pinned.is_as_recorded();
}

/// Ids that were not pinned follow the name of the package.
#[test]
fn a_package_that_has_another_name_is_pinned_to_the_one_it_had() {
    let renamed = Member("renamed");
    renamed.write("src/lib.rs", &(TYPE.to_owned() + &table("Codec", "fn a(&self, t: &T);")));
    renamed.freezes();
    renamed.run(&["check", "--locked"]).ended(Exit::Clean).says("renamed/codec: 1 slot");
    renamed.write("Cargo.toml", &manifest("kodek", ""));
    renamed.run(&["check"]).ended(Exit::Findings);
    let record = renamed.abi();
    renamed.write("abi.toml", &record.replacen("format = 1\n", "format = 1\npackage = 'renamed'\n", 1));
    renamed.is_as_recorded();
    renamed.write("abi.toml", &record);
    renamed.run(&["check"]).ended(Exit::Findings);
    renamed.write("Cargo.toml", &manifest("renamed", ""));
    renamed.is_as_recorded();
}

#[test]
fn an_abi_toml_that_comes_and_goes_names_the_types_of_its_package() {
    let (types, shows) = (Member("types"), Member("shows"));
    types.write("src/lib.rs", TYPE);
    shows.write("src/lib.rs", &table("Shows", "fn b(&self, t: &types::T);"));
    shows.run(&["init", "-q"]).ended(Exit::Clean);
    shows.run(&["check"]).ended(Exit::Clean);
    types.write_as_old("abi.toml", PINNED);
    shows.run(&["freeze", "-q"]).ended(Exit::Clean);
    assert!(shows.abi().contains("name = \"old::T\"") && !shows.abi().contains("types::T"), "{}", shows.abi());
    shows.is_as_recorded();
    types.remove("abi.toml");
    shows.has_lost("old::T", "types::T");
}

/// No type says it: it is in the id of a table that another package's slot takes an object of.
#[test]
fn an_abi_toml_that_comes_and_goes_names_the_tables_of_its_package() {
    let (tables, holds) = (Member("tables"), Member("holds"));
    tables.write("src/lib.rs", &table("Api", "fn a(&self);"));
    tables.write("abi.toml", PINNED);
    tables.run(&["freeze", "-q"]).ended(Exit::Clean);
    let record = tables.abi();
    tables.remove("abi.toml");
    holds.write("src/lib.rs", &table("Holds", "fn b(&self, api: &dyn tables::Api);"));
    holds.run(&["init", "-q"]).ended(Exit::Clean);
    holds.run(&["check"]).ended(Exit::Findings).says("[VT0050] `Api` is a table, and its package has no abi.toml");
    tables.write_as_old("abi.toml", &record);
    holds.run(&["freeze", "-q"]).ended(Exit::Clean);
    assert!(holds.abi().contains("old/api") && !holds.abi().contains("tables/api"), "{}", holds.abi());
    holds.run(&["check"]).ended(Exit::Clean);
    tables.remove("abi.toml");
    holds.run(&["check"]).ended(Exit::Findings).says("now:      &dyn \"tables/api\"");
}

/// Which of several programs is the package's main one, Cargo.toml says.
#[test]
fn a_program_that_is_no_longer_the_main_one_is_built_anew() {
    let mains = Member("mains");
    let programs = |names: &[&str]| {
        let one = |name: &&str| format!("[[bin]]\nname = '{name}'\npath = 'src/{name}.rs'\n");
        manifest("mains", "") + &names.iter().map(one).collect::<String>()
    };
    mains.write("src/first.rs", &(table("Api", "fn a(&self);") + "fn main() {}\n"));
    mains.write("src/second.rs", "fn main() {}\n");
    mains.write("Cargo.toml", &programs(&["first"]));
    mains.remove("src/lib.rs");
    mains.freezes();
    mains.is_as_recorded();
    mains.write("Cargo.toml", &programs(&["first", "second"]));
    // In the same mode.
    let (builds, said) = mains.builds("locked");
    assert!(!builds && said.contains("[VT0057] `Api` is a table in `first`"), "{said}");
    mains.write("Cargo.toml", &programs(&["first"]));
    mains.is_as_recorded();
}
