//! Crates with as many tables and slots as are asked for: the same trait, as each contender wants it written.

mod hand;
mod peers;

use crate::contender::Contender;
use crate::run::{self, LIMIT};
use crate::{Error, scratch, workspace};
use std::path::{Path, PathBuf};

/// What `edit` changes: one line, in the body of every first slot.
const EDIT: &str = "const EDIT: u64 = 1;";

/// A crate that is an interface, a module and, where it is loaded, a host.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) contender: Contender,
    pub(crate) tables: usize,
    pub(crate) slots: usize,
    /// With a host that opens it, and with the checks that its crate can do then.
    pub(crate) loaded: bool,
}

/// A crate that was written.
pub(crate) struct Generated {
    pub(crate) folder: PathBuf,
}

/// The text of a crate.
struct Source {
    /// Lines of `[dependencies]`.
    dependencies: String,
    lib: String,
    /// `main` of the host.
    host: String,
}

impl Plan {
    pub(crate) fn of(contender: Contender, slots: usize) -> Plan {
        Plan { contender, tables: 1, slots, loaded: false }
    }

    fn name(&self) -> String {
        let contender = self.contender.name().replace([' ', '+', ','], "-").replace("---", "-");
        let Plan { tables, slots, loaded, .. } = self;
        format!("{contender}-{tables}x{slots}{}", if *loaded { "-loaded" } else { "" })
    }

    /// Of the library. A module of ours is either linked or exported; a host links it, so `load` builds the module by itself.
    fn kind(&self) -> &'static str {
        match self.contender {
            Contender::Syn => "proc-macro = true",
            Contender::VtableApi if self.loaded => "crate-type = [\"rlib\"]",
            Contender::VtableApi => "crate-type = [\"cdylib\"]",
            _ => "crate-type = [\"rlib\", \"cdylib\"]",
        }
    }

    /// Writes it; `None` when its record takes too long to be made.
    pub(crate) fn write(self) -> Result<Option<Generated>, Error> {
        let Source { dependencies, lib, host } = match self.contender {
            Contender::Table => hand::source(&self),
            _ => peers::source(&self),
        };
        let folder = scratch().join("crates").join(self.name());
        std::fs::create_dir_all(folder.join("src"))?;
        let peers = workspace().join("benches/peers");
        let harness = format!("harness = {{ path = {:?} }}\n", peers.join("harness"));
        let kind = self.kind();
        let manifest = |bin: &str| {
            format!(
                "[package]\nname = \"generated\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                 [lib]\n{kind}\n\n{bin}[dependencies]\n{}{dependencies}\n\
                 [profile.release]\nstrip = {}\n\n[workspace]\n",
                if self.loaded { &harness } else { "" },
                !self.loaded // callgrind finds the function by its name
            )
        };
        std::fs::write(folder.join("Cargo.toml"), manifest(""))?;
        std::fs::write(folder.join("src/lib.rs"), lib)?;
        // The versions are those of the contenders.
        std::fs::copy(peers.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let generated = Generated { folder };
        if self.contender == Contender::VtableApi && !generated.freeze()? {
            return Ok(None);
        }
        if self.loaded {
            std::fs::write(generated.folder.join("src/host.rs"), host)?;
            let bin = "[[bin]]\nname = \"host\"\npath = \"src/host.rs\"\n\n";
            std::fs::write(generated.folder.join("Cargo.toml"), manifest(bin))?;
        }
        Ok(Some(generated))
    }
}

impl Generated {
    /// Changes one line, there and back.
    pub(crate) fn edit(&self, number: usize) -> Result<(), Error> {
        let lib = std::fs::read_to_string(self.folder.join("src/lib.rs"))?;
        let start = lib.find(&EDIT[..EDIT.len() - 2]).ok_or("the line to edit is gone")?;
        let end = start + lib[start..].find('\n').unwrap_or(0);
        let lib = format!("{}const EDIT: u64 = {number};{}", &lib[..start], &lib[end..]);
        Ok(std::fs::write(self.folder.join("src/lib.rs"), lib)?)
    }

    pub(crate) fn cargo(&self, target: &Path, args: &[&str]) -> std::process::Command {
        run::cargo(&self.folder, target, args)
    }

    /// Makes its record, as a release would have one. Whether it was quick enough.
    fn freeze(&self) -> Result<bool, Error> {
        // An older one, of another run, may be of another source.
        let record = self.folder.join("abi.toml");
        if record.exists() {
            std::fs::remove_file(&record)?;
        }
        run::output(&mut self.cli(&["vtable-api", "init"])?)?;
        let mut freeze = self.cli(&["vtable-api", "freeze"])?;
        Ok(run::cost(freeze.env("VTABLE_API", "quiet-drafts"), LIMIT)?.is_some())
    }

    /// `cargo vtable-api`, as it is released.
    pub(crate) fn cli(&self, args: &[&str]) -> Result<std::process::Command, Error> {
        let mut command = run::program(cli()?);
        command.args(args).current_dir(&self.folder).env("CARGO_TARGET_DIR", scratch().join("frozen"));
        Ok(command)
    }
}

/// The command, built once.
fn cli() -> Result<PathBuf, Error> {
    let target = scratch().join("cli");
    let args = ["build", "--release", "--locked", "--package", "cargo-vtable-api"];
    run::output(&mut run::cargo(&workspace(), &target, &args))?;
    Ok(target.join("release/cargo-vtable-api"))
}

/// `text` for each slot, one a line; `{i}` is its number.
fn each_slot(slots: usize, text: [&str; 4]) -> String {
    (0..slots).map(|i| text[i % 4].replace("{i}", &i.to_string())).collect()
}

/// `text` for each table; `{t}` is its number.
fn each_table(tables: usize, text: &str) -> String {
    (0..tables).map(|t| text.replace("{t}", &t.to_string())).collect()
}
