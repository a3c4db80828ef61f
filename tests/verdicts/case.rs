//! What a case is, and how cargo's answer is judged.

use crate::pasted;
use crate::support::{Built, Diagnostic, Level, Project};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A crate whose tables are released, to be edited.
pub(crate) struct Released {
    pub(crate) name: &'static str,
    pub(crate) source: &'static str,
    pub(crate) abi: OnceLock<String>,
}

/// One edit to a released crate, and what the build must say of it.
pub(crate) struct Case {
    /// Its kind, by number, in `list.rs`.
    pub(crate) row: &'static str,
    pub(crate) what: &'static str,
    /// Every pair replaces the first occurrence of a text. Each diagnostic stands at a place in `«»`, in order.
    pub(crate) change: &'static [(&'static str, &'static str)],
    pub(crate) expect: Expect,
}

pub(crate) enum Expect {
    /// Builds without a finding.
    Fine,
    /// Builds, with one warning, at the first `«»`; an error each where drafts are locked out.
    Drafts,
    /// Does not build.
    Stops(&'static [Find]),
}

/// One error.
pub(crate) struct Find {
    /// Code and first line.
    pub(crate) says: &'static str,
    /// The recorded text, and what its line in `abi.toml` ends with or contains; empty for what needs no record.
    pub(crate) recorded: (&'static str, &'static str),
    /// Empty when nothing is there now.
    pub(crate) now: &'static str,
    /// A part of the way out.
    pub(crate) help: &'static str,
}

pub(crate) const fn find(
    says: &'static str,
    recorded: (&'static str, &'static str),
    now: &'static str,
    help: &'static str,
) -> Find {
    Find { says, recorded, now, help }
}

/// An error that has nothing to do with what is recorded.
pub(crate) const fn refused(says: &'static str, help: &'static str) -> Find {
    Find { says, recorded: ("", ""), now: "", help }
}

type Change = &'static [(&'static str, &'static str)];

pub(crate) const fn stops(row: &'static str, what: &'static str, change: Change, finds: &'static [Find]) -> Case {
    Case { row, what, change, expect: Expect::Stops(finds) }
}

pub(crate) const fn drafts(row: &'static str, what: &'static str, change: Change) -> Case {
    Case { row, what, change, expect: Expect::Drafts }
}

pub(crate) const fn fine(row: &'static str, what: &'static str, change: Change) -> Case {
    Case { row, what, change, expect: Expect::Fine }
}

impl Released {
    pub(crate) const fn new(name: &'static str, source: &'static str) -> Released {
        Released { name, source, abi: OnceLock::new() }
    }

    /// What `cargo vtable-api freeze` records of it.
    pub(crate) fn abi(&self) -> &str {
        self.abi.get_or_init(|| {
            let project = Project::library(&format!("release-{}", self.name), self.source);
            project.cli("init").assert_builds("init");
            project.cli("freeze").assert_builds(self.name);
            project.read("abi.toml")
        })
    }

    /// A copy of the released crate.
    pub(crate) fn project(&self, folder: &str) -> Project {
        let project = Project::library(folder, self.source);
        project.write("abi.toml", self.abi());
        project
    }

    /// The source after a change, and the marked places.
    pub(crate) fn edited(&self, what: &str, change: &[(&str, &str)]) -> (String, Vec<String>) {
        let mut text = self.source.to_string();
        for (from, to) in change {
            assert!(text.contains(from), "{what}: `{from}` is not in `{}`", self.name);
            text = text.replacen(from, to, 1);
        }
        (text.replace(['«', '»'], ""), spans(&text))
    }

    /// The line of the record that ends with, or contains, `needle`.
    fn abi_line(&self, needle: &str) -> Result<usize, String> {
        let ends: Vec<_> = self.abi().match_indices(needle).map(|(start, found)| start + found.len()).collect();
        match ends.as_slice() {
            [only] => Ok(self.abi()[..*only].matches('\n').count() + 1),
            _ => Err(format!("`{needle}` is {} times in abi.toml", ends.len())),
        }
    }
}

/// `src/lib.rs:L:C` of every mark.
pub(crate) fn spans(marked: &str) -> Vec<String> {
    let mut spans = Vec::new();
    for (line, text) in marked.lines().enumerate() {
        let marks = text.chars().enumerate().filter(|(_, c)| matches!(c, '«' | '»')).enumerate();
        for (before, (column, _)) in marks.filter(|(before, _)| before % 2 == 0) {
            spans.push(format!("src/lib.rs:{}:{}", line + 1, column - before + 1));
        }
    }
    spans
}

impl Case {
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        match self.expect {
            Expect::Fine => Vec::new(),
            Expect::Drafts => vec!["VT0056", "VT0060"],
            Expect::Stops(finds) => finds.iter().map(Find::code).collect(),
        }
    }

    /// Follows the help of the errors, if it is code.
    fn paste(&self, released: &Released, project: &Project, edited: &str, built: &Built) -> Result<(), String> {
        let Expect::Stops(_) = self.expect else { return Ok(()) };
        match pasted::source(released, edited, &built.errors()) {
            Some(source) => pasted::build(project, &source),
            None => Ok(()),
        }
    }

    /// Applies the edit to a copy of the released crate, builds that, and restores it. Which layers have said something.
    pub(crate) fn judge(
        &self,
        released: &Released,
        project: &Project,
        commands: &[&str],
    ) -> Result<BTreeSet<&'static str>, String> {
        let mut layers = BTreeSet::new();
        let (text, spans) = released.edited(self.what, self.change);
        project.write("src/lib.rs", &text);
        for command in commands {
            let built = project.cargo(command);
            layers.extend(built.diagnostics().iter().map(layer));
            let verdict = match self.expect {
                Expect::Fine => fine_verdict(&built),
                Expect::Drafts => drafts_verdict(&built, &spans).and_then(|()| {
                    let locked = project.cargo_with(command, &[("VTABLE_API", "locked")]);
                    let says: Vec<_> = spans.iter().map(|_| "[VT0056] ").collect();
                    all_at(&locked, Level::Error, &says, &spans)
                }),
                Expect::Stops(finds) => {
                    errors_verdict(released, &renamed(built.clone(), project, released), finds, &spans)
                }
            };
            let verdict = verdict.and_then(|()| self.paste(released, project, &text, &built));
            project.write("src/lib.rs", &text);
            verdict.map_err(|why| {
                let (row, what) = (self.row, self.what);
                format!("== {row}: {what} (cargo {command} of `{}`): {why}\n{}", released.name, built.stderr)
            })?;
        }
        project.write("src/lib.rs", released.source);
        Ok(layers)
    }
}

/// Who has found it: rustc numbers its own.
fn layer(found: &Diagnostic) -> &'static str {
    match found.text.lines().next().unwrap_or_default() {
        line if line.starts_with("error[E0080]") => "constants",
        line if line.starts_with("error[") => "types",
        _ => "macro",
    }
}

impl Find {
    /// `VT0004`
    fn code(&self) -> &'static str {
        self.says.get(1..7).unwrap_or_default()
    }
}

/// Copies are packages of their own names, which some texts show.
fn renamed(built: Built, project: &Project, released: &Released) -> Built {
    let package = project.path().file_name().unwrap_or_default().to_string_lossy().replace('-', "_");
    Built { stderr: built.stderr.replace(&package, released.name), ..built }
}

fn fine_verdict(built: &Built) -> Result<(), String> {
    match (built.success, built.diagnostics().len()) {
        (true, 0) => Ok(()),
        (true, _) => Err("it builds, but not without a word".into()),
        (false, _) => Err("it does not build".into()),
    }
}

fn drafts_verdict(built: &Built, spans: &[String]) -> Result<(), String> {
    if !built.success {
        return Err("it does not build".into());
    }
    all_at(built, Level::Warning, &["[VT0060] draft"], &spans[..1])
}

/// Diagnostics of one level and nothing else, at these places.
fn all_at(built: &Built, level: Level, says: &[&str], spans: &[String]) -> Result<(), String> {
    let found = built.diagnostics();
    let places: Vec<_> = found.iter().filter_map(Diagnostic::at).collect();
    let right = found.iter().zip(says).all(|(found, says)| found.level == level && found.message().starts_with(says));
    if right && places == spans && found.len() == spans.len() {
        return Ok(());
    }
    Err(format!("expected {level:?} {says:?} at {spans:?}, found {places:?}\n{}", built.stderr))
}

fn errors_verdict(released: &Released, built: &Built, finds: &[Find], spans: &[String]) -> Result<(), String> {
    if built.success {
        return Err("it builds".into());
    }
    let found = built.diagnostics();
    if found.len() != finds.len() || spans.len() != finds.len() {
        let entries: String = found.iter().map(entry).collect();
        return Err(format!(
            "{} diagnostics, {} expected, {} marks; if the texts are right:\n{entries}",
            found.len(),
            finds.len(),
            spans.len()
        ));
    }
    found.iter().zip(finds).zip(spans).try_for_each(|((found, find), span)| judge_one(released, found, find, span))
}

fn judge_one(released: &Released, found: &Diagnostic, find: &Find, span: &str) -> Result<(), String> {
    let message = found.message();
    let recorded = match find.recorded {
        ("", _) => None,
        (text, needle) => Some(format!("{text} (abi.toml:{})", released.abi_line(needle)?)),
    };
    let wanted = [
        ("first line", Some(find.says.to_string()), message.lines().next().map(str::to_string)),
        ("place", Some(span.to_string()), found.at().map(str::to_string)),
        ("recorded", recorded, quoted(&message, "recorded: ")),
        ("now", (!find.now.is_empty()).then(|| find.now.to_string()), quoted(&message, "now: ")),
    ];
    let compared = if find.recorded.0.is_empty() { 2 } else { wanted.len() };
    for (what, wanted, is) in wanted.into_iter().take(compared) {
        if wanted != is {
            return Err(format!("{what}: expected {wanted:?}, found {is:?}; if the text is right:\n{}", entry(found)));
        }
    }
    match message.split_once("\nhelp: ") {
        Some((_, help)) if help.contains(find.help) => Ok(()),
        None if find.help.is_empty() => Ok(()),
        _ => Err(format!("no way out with `{}`; if the text is right:\n{}", find.help, entry(found))),
    }
}

/// A line of a message that starts with `name`.
fn quoted(message: &str, name: &str) -> Option<String> {
    let line = message.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A diagnostic as a case would have it.
fn entry(found: &Diagnostic) -> String {
    let message = found.message();
    let says = message.lines().next().unwrap_or_default();
    let help = message.split_once("\nhelp: ").map_or("", |(_, help)| help.trim());
    let at = found.at().unwrap_or("no place");
    match quoted(&message, "recorded: ") {
        Some(recorded) => {
            let text = recorded.rsplit_once(" (abi.toml").map_or(recorded.as_str(), |(text, _)| text);
            let now = quoted(&message, "now: ").unwrap_or_default();
            format!("    // {at}\n    find({says:?}, ({text:?}, \"?\"), {now:?}, {help:?}),\n")
        }
        None => format!("    // {at}\n    refused({says:?}, {help:?}),\n"),
    }
}
