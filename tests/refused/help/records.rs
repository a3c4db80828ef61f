//! Help about the record and the environment: the command that it offers is run, and what it says to write is written, where it says. That
//! builds.

use crate::support::{Built, Diagnostic, Project};

const TABLE: &str = "#[vtable_api::vtable_api(id = \"help/codec\")]\npub trait Codec { fn open(&self) -> u32; }\n";

/// The one error, which has this code, and what its help says.
#[track_caller]
fn help(built: &Built, code: &str) -> String {
    let error = built.only_error(code);
    let message = error.message();
    assert!(message.starts_with(&format!("[{code}] ")), "{error}");
    message.split_once("help: ").unwrap_or_else(|| panic!("{error}")).1.to_owned()
}

/// Runs the first command that the help offers.
#[track_caller]
fn run(project: &Project, help: &str) {
    let command = help.split('`').find_map(|part| part.strip_prefix("cargo vtable-api "));
    let command = command.unwrap_or_else(|| panic!("no command: {help}"));
    project.cli(command).assert_builds(command);
}

/// A piece of code that the help offers.
#[track_caller]
fn offered<'h>(help: &'h str, begins: &str) -> &'h str {
    help.split('`').find(|part| part.starts_with(begins)).unwrap_or_else(|| panic!("no `{begins}`: {help}"))
}

#[test]
fn what_help_says_of_a_record_builds() {
    let project = Project::library("help-record", TABLE);
    run(&project, &help(&project.check(), "VT0050"));
    let drafts = project.check();
    drafts.assert_builds("with a record");
    let locked = || project.cargo_with("check", &[("VTABLE_API", "locked")]);
    let warning: Vec<Diagnostic> = drafts.warnings();
    let [warning] = &warning[..] else { panic!("one warning: {}", drafts.stderr) };
    let said = warning.message();
    let quiet = offered(&said, "VTABLE_API=").trim_start_matches("VTABLE_API=").to_owned();
    project.cargo_with("check", &[("VTABLE_API", &quiet)]).assert_silent("quiet");
    run(&project, &help(&locked(), "VT0056"));
    locked().assert_silent("frozen");
    project.check().assert_silent("frozen, and not locked");
}

#[test]
fn what_help_says_of_a_mode_builds() {
    let project = Project::library("help-mode", &TABLE.replace("id = ", "unrecorded, id = "));
    let help = help(&project.cargo_with("check", &[("VTABLE_API", "quiet")]), "VT0061");
    let words: Vec<&str> = help.split('`').skip(1).step_by(2).filter(|word| *word != "VTABLE_API").collect();
    assert!(words.len() >= 2, "{help}");
    for word in words {
        let word = word.trim_start_matches("VTABLE_API=");
        project.cargo_with("check", &[("VTABLE_API", word)]).assert_silent(word);
    }
}

#[test]
fn what_help_says_of_a_place_builds() {
    let project = Project::library("help-place", "");
    project.write("tests/tables.rs", TABLE);
    let built = project.cargo("check --test tables");
    let help = help(&built, "VT0057");
    let attribute = offered(&help, "#[vtable_api(");
    let mended = TABLE.replacen("id = ", &format!("{}, id = ", inside(attribute)), 1);
    project.write("tests/tables.rs", &mended);
    project.cargo("check --test tables").assert_silent(&mended);
}

/// What stands in the parentheses of an attribute.
fn inside(attribute: &str) -> &str {
    attribute.trim_start_matches("#[vtable_api(").trim_end_matches(")]")
}

#[test]
fn what_help_says_of_an_export_builds() {
    let source = format!(
        "{TABLE}pub struct Png;\nimpl Codec for Png {{ fn open(&self) -> u32 {{ 1 }} }}\n\
         vtable_api::module! {{ create \"png\" => CodecBox: || Png; export = true; }}\n"
    );
    let project = Project::library("help-export", &source.replace("id = ", "unrecorded, id = "));
    let manifest = project.read("Cargo.toml");
    let with = |types: &str| project.write("Cargo.toml", &format!("{manifest}\n[lib]\n{types}\n"));
    with("crate-type = [\"cdylib\", \"rlib\"]");
    let help = help(&project.cargo("check --lib"), "VT0111");
    with(offered(&help, "crate-type = [\"cdylib"));
    project.cargo("build --lib").assert_silent("as a module");
    with(offered(&help, "crate-type = [\"rlib"));
    project.cargo("check --lib").assert_silent("as a library");
    let rustc = offered(&help, "cargo rustc").trim_start_matches("cargo ");
    project.cargo(rustc).assert_silent("as a module, of a library");
}
