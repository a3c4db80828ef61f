//! What may happen to `abi.toml`: each time one clear error, and never a success from cargo's cache.

use crate::cases::VIEWER;
use crate::support::Project;

/// Two tables: what is wrong with their record is said once.
fn two_tables(test: &str) -> Project {
    let project = VIEWER.project(test);
    project.check().assert_silent("an intact record");
    project
}

/// A record with something done to it.
struct Damage {
    what: &'static str,
    damage: fn(&str) -> Vec<u8>,
    /// `[VT0053] abi.toml:{block}: …`: the number of the line that opens the block with the text `near`, of the
    /// line itself, or of the last line that is left.
    says: &'static str,
    near: &'static str,
}

const EDITED: &str = "[VT0053] abi.toml:{block}: this block was edited by hand, or does not follow the block \
                      before it (its digest does not match); restore it from version control: what is released cannot change";
const TRUNCATED: &str = "[VT0054] abi.toml:{last}: the file is truncated: it ends in the middle of a line; restore it \
                         from version control";

const DAMAGES: &[Damage] = &[
    Damage {
        what: "97 a signature edited by hand",
        damage: |abi| abi.replace("fn rewind(&mut self)", "fn rewind(&self)").into(),
        says: EDITED,
        near: "fn rewind(&mut self)",
    },
    Damage {
        what: "97 a field edited by hand",
        damage: |abi| abi.replace("height: u32", "height: i32").into(),
        says: EDITED,
        near: "height: u32",
    },
    Damage {
        what: "97 a fingerprint edited by hand",
        damage: |abi| abi.replacen("fingerprint = \"", "fingerprint = \"0", 1).into(),
        says: EDITED,
        near: "fingerprint = ",
    },
    Damage {
        what: "100 truncated inside of a block",
        damage: |abi| abi[..abi.len() - 40].into(),
        says: TRUNCATED,
        near: "",
    },
    Damage {
        what: "100 truncated inside of a line",
        damage: |abi| abi[..abi.len() - 5].into(),
        says: TRUNCATED,
        near: "",
    },
    Damage {
        what: "100 conflict markers",
        damage: |abi| abi.replacen("[[slot]]", "<<<<<<< HEAD\n[[slot]]", 1).into(),
        says: "[VT0055] abi.toml:{line}: a merge conflict is not resolved here; both sides' blocks cannot be \
               kept: take the file from the branch that was released, then run `cargo vtable-api freeze` for what \
               the other branch has added",
        near: "[[slot]]",
    },
    Damage {
        what: "100 a newer format",
        damage: |abi| abi.replacen("format = 1", "format = 2", 1).into(),
        says: "[VT0052] abi.toml:{line}: it has format 2, and this vtable-api reads format 1; update vtable-api and \
               cargo-vtable-api",
        near: "format = 1",
    },
    Damage {
        what: "100 not ours",
        damage: |_| b"{ \"table\": 1 }".to_vec(),
        says: "[VT0053] abi.toml:1: an inline table is not in the form that `cargo vtable-api freeze` writes; restore \
               it from version control: what is released cannot change",
        near: "",
    },
    Damage {
        what: "100 binary",
        damage: |_| (0..=255).cycle().take(4096).collect(),
        says: "[VT0051] abi.toml:1: it is not text: it contains a NUL byte; restore it from version control",
        near: "",
    },
    Damage {
        what: "100 a pointer of Git LFS",
        damage: |_| b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n".to_vec(),
        says: "[VT0051] abi.toml:1: it is a Git LFS pointer, not the file itself; fetch the file with `git \
               lfs pull`, and then store it in git itself: builds need it in every checkout",
        near: "",
    },
    Damage {
        what: "100 no bytes",
        damage: |_| Vec::new(),
        says: "[VT0051] abi.toml: it has no `format = 1` before the first block; restore it from version control, or \
               run `cargo vtable-api init` if nothing is released yet",
        near: "",
    },
];

impl Damage {
    fn says(&self, damaged: &[u8]) -> String {
        let abi = VIEWER.abi();
        let at = abi.find(self.near).expect("the record has it");
        let number = |end: usize| abi[..end].matches('\n').count() + 1;
        let block = abi[..at].rfind("\n[[").map_or(0, |start| start + 1);
        let last = String::from_utf8_lossy(damaged).lines().count();
        let numbers = [("{line}", number(at)), ("{block}", number(block)), ("{last}", last)];
        numbers.iter().fold(self.says.to_string(), |says, (name, number)| says.replace(name, &number.to_string()))
    }
}

#[test]
pub(crate) fn a_damaged_record_stops_the_build() {
    let project = two_tables("edits-damage");
    let mut failures = Vec::new();
    for damage in DAMAGES {
        let damaged = (damage.damage)(VIEWER.abi());
        assert_ne!(damaged, VIEWER.abi().as_bytes(), "{}", damage.what);
        project.write_bytes("abi.toml", &damaged);
        let built = project.check();
        let found: Vec<_> = built.diagnostics().iter().map(|found| found.message()).collect();
        if built.success || found != [damage.says(&damaged)] {
            failures.push(format!("== {}: wanted\n{}\n{}", damage.what, damage.says(&damaged), built.stderr));
        }
        project.write("abi.toml", VIEWER.abi());
        project.check().assert_silent("the record restored");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
pub(crate) fn a_deleted_record_stops_the_build_each_time() {
    let project = two_tables("edits-deleted");
    for command in ["check", "build"] {
        project.cargo(command).assert_silent("the record is there");
        project.cargo(command).assert_silent("nothing to do");
        project.remove("abi.toml");
        for time in ["at once", "again"] {
            let error = project.cargo(command).only_error(&format!("99 deleted, {command}, {time}"));
            assert!(error.text.starts_with("error: [VT0050] `Codec` is a table"), "{error}");
        }
        project.write("abi.toml", VIEWER.abi());
        project.cargo(command).assert_silent("99 re-created");
    }
    project.remove("abi.toml");
    project.write("abi.toml", "format = 1\n");
    let built = project.check();
    built.assert_builds("99 re-created empty: both tables are drafts again");
    assert_eq!(built.warnings().len(), 2, "{}", built.stderr);
}

/// Build and command say the same of a link that leads nowhere.
#[test]
#[cfg(unix)]
fn a_link_to_nothing_is_not_a_record_that_was_never_made() {
    let project = two_tables("edits-dangling");
    project.remove("abi.toml");
    std::os::unix::fs::symlink("../shared/abi.toml", project.path().join("abi.toml")).expect("a link");
    let says = "[VT0051] abi.toml: it is a link to `../shared/abi.toml`, which does not exist; restore the \
                file that it links to, or replace the link with the record itself";
    let error = project.check().only_error("dangling");
    assert_eq!(error.message(), says, "{error}");
    for command in ["check", "init", "freeze"] {
        let ran = project.cli(command);
        assert!(!ran.success && format!("{}{}", ran.stdout, ran.stderr).contains(says), "{command}: {ran:?}");
    }
}

#[test]
pub(crate) fn how_lines_end_is_no_edit() {
    let project = two_tables("edits-lines");
    let crlf = VIEWER.abi().replace('\n', "\r\n");
    let bom = format!("\u{feff}{}", VIEWER.abi());
    for (what, abi) in [("CRLF", crlf.as_str()), ("BOM", &bom), ("no last newline", VIEWER.abi().trim_end())] {
        project.write("abi.toml", abi);
        project.check().assert_silent(&format!("101 {what}"));
    }
}
