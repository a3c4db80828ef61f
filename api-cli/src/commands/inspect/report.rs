//! What is known of a file, and of two that meet; in words.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::meet::Met;
use super::uses::{Form, ModuleName, Role, Use};
use crate::input::binary::About;
use crate::report::words::listed;
use crate::report::{Finding, Report};

/// A file, and what is known of it.
#[derive(Debug, Serialize)]
pub(crate) struct InspectReport {
    #[serde(flatten)]
    pub(super) file: Inspected,
    pub(super) host: Option<Host>,
    #[serde(skip)]
    pub(super) findings: Vec<Finding>,
}

/// A file with records.
#[derive(Debug, Serialize)]
pub(super) struct Inspected {
    pub(super) file: PathBuf,
    pub(super) about: About,
    pub(super) modules: Vec<ModuleName>,
    pub(super) tables: Vec<Use>,
}

/// The other side.
#[derive(Debug, Serialize)]
pub(super) struct Host {
    #[serde(flatten)]
    pub(super) file: Inspected,
    pub(super) agreements: Vec<Met>,
}

impl Report for InspectReport {
    fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        write_file(&self.file, quiet, out)?;
        let Some(host) = &self.host else { return Ok(()) };
        writeln!(out, "\nwith {}: {}", host.file.file.display(), host.file.about)?;
        host.agreements.iter().try_for_each(|met| agreement(met, out))
    }
}

fn write_file(file: &Inspected, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", file.file.display(), file.about)?;
    if !quiet && !file.about.compilers.is_empty() {
        writeln!(out, "compilers named in it: {}", file.about.compilers.join("; "))?;
    }
    for module in &file.modules {
        let exported = match module.exported {
            true if file.modules.len() > 1 => ", opened by hosts",
            false if file.about.kind == "shared library" => ", only linked: hosts cannot open it",
            _ => "",
        };
        writeln!(out, "module `{}` {}, made with {}{exported}", module.name, module.version, module.maker)?;
    }
    file.tables.iter().try_for_each(|used| table(used, quiet, out))?;
    if !quiet && file.tables.iter().any(|used| used.role == Role::Knows) {
        let line = "knows: a linked crate declares the table; whether it is called or provided depends on the code";
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn table(used: &Use, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{} {}", verb(used.role), used.id)?;
    if let Some(name) = &used.name {
        write!(out, " as `{name}`")?;
    }
    match used.form {
        Some(Form::Create) => out.write_all(b", a new object for each who asks")?,
        Some(Form::Lend) => out.write_all(b", one object lent to all")?,
        None => {}
    }
    if !used.required.is_empty() {
        write!(out, ", not without {}", revisions(&used.required))?;
    }
    if let Some(package) = used.package.as_ref().filter(|_| !quiet) {
        write!(out, " (declared by package {package})")?;
    }
    if let Some(compiler) = used.compiler.as_ref().filter(|_| !quiet) {
        write!(out, " (compiled by {compiler})")?;
    }
    writeln!(out)?;
    for revision in &used.revisions {
        write!(out, "  revision {}, fingerprint {:016x}", revision.number, revision.fingerprint)?;
        if revision.draft == Some(true) {
            out.write_all(b", a draft")?;
        }
        if !revision.slots.is_empty() && !quiet {
            let names: Vec<&str> = revision.slots.iter().map(String::as_str).collect();
            write!(out, ", {}", listed(&names, "slot"))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn verb(role: Role) -> &'static str {
    match role {
        Role::Provides => "provides",
        Role::Expects => "expects",
        Role::Knows => "knows",
    }
}

fn agreement(met: &Met, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "  {} {}", verb(met.role), met.id)?;
    if let Some(name) = &met.name {
        write!(out, " as `{name}`")?;
    }
    match (&met.refused, met.host_role) {
        (Some(why), _) => writeln!(out, ": refused, {why}"),
        (None, None) => writeln!(out, ": not known there"),
        (None, Some(host)) => writeln!(out, ": {} agreed{}", revisions(&met.agreed), condition(met.role, host)),
    }
}

/// What a record cannot tell.
fn condition(role: Role, host: Role) -> &'static str {
    match (role, host) {
        (_, Role::Provides) => "",
        (_, Role::Expects) => "",
        (Role::Provides, Role::Knows) => ", where the host asks for it",
        (Role::Expects, Role::Knows) => ", where the host lends it",
        (Role::Knows, Role::Knows) => ", where one lends it to the other",
    }
}

/// `revision 1`, `revisions 1, 2`
fn revisions(numbers: &[u32]) -> String {
    let list: Vec<String> = numbers.iter().map(u32::to_string).collect();
    format!("revision{} {}", if list.len() == 1 { "" } else { "s" }, list.join(", "))
}
