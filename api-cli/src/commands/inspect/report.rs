//! What is known of a file, and of two that meet; in words.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::meet::Met;
use super::types::{Growable, MetType};
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
    pub(super) types: Vec<Growable>,
}

/// The other side.
#[derive(Debug, Serialize)]
pub(super) struct Host {
    #[serde(flatten)]
    pub(super) file: Inspected,
    pub(super) agreements: Vec<Met>,
    pub(super) type_agreements: Vec<MetType>,
}

impl Report for InspectReport {
    fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        write_file(&self.file, quiet, out)?;
        let Some(host) = &self.host else { return Ok(()) };
        writeln!(out, "\nwith {}: {}", host.file.file.display(), host.file.about)?;
        host.agreements.iter().try_for_each(|met| agreement(met, out))?;
        host.type_agreements.iter().try_for_each(|met| type_agreement(met, out))
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
    file.types.iter().try_for_each(|growable| growths(growable, quiet, out))
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

fn growths(growable: &Growable, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "type {}", growable.id)?;
    for growth in &growable.growths {
        write!(out, "  growth {}", growth.number)?;
        match growth.fingerprint {
            Some(fingerprint) => write!(out, ", fingerprint {fingerprint:016x}")?,
            None => out.write_all(b", a draft")?,
        }
        if !quiet {
            let names: Vec<&str> = growth.members.iter().map(String::as_str).collect();
            write!(out, ", {}", listed(&names, if growable.is_enum { "variant" } else { "field" }))?;
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

fn type_agreement(met: &MetType, out: &mut dyn Write) -> io::Result<()> {
    let MetType { id, growths, host_growths, agreed, refused } = met;
    write!(out, "  type {id}: ")?;
    match (refused, agreed) {
        (Some(why), _) => writeln!(out, "refused, {why}"),
        (None, 0) => writeln!(out, "growth 1 is a draft, which only its own builds share"),
        (None, agreed) => writeln!(out, "growth {agreed} agreed, of {growths} here and {host_growths} in the host"),
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
