//! What is on the two sides of a cell, and what a cell must print.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    Rust,
    C,
    Cpp,
}
use Language::Rust;

impl Language {
    pub(crate) fn shown(self) -> &'static str {
        match self {
            Rust => "Rust",
            Language::C => "C",
            Language::Cpp => "C++",
        }
    }
}

/// What a binary was built from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Source {
    Released,
    /// Revision 2 before its release.
    Draft,
    /// The same draft with two slots the other way round.
    OtherDraft,
    /// Someone else's revision 2 of the engine, released as well. The other tables are the same.
    Fork,
}

impl Source {
    fn is_released(self) -> bool {
        matches!(self, Source::Released | Source::Fork)
    }
}

/// One side of a cell.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) language: Language,
    pub(crate) revision: u32,
    /// `gcc, header of revision 3`.
    pub(crate) build: String,
    /// What a module calls itself.
    pub(crate) name: String,
    pub(crate) source: Source,
    pub(crate) file: PathBuf,
}

impl Side {
    pub(crate) fn shown(&self) -> String {
        format!("{} {}, {}", self.language.shown(), self.revision, self.build)
    }

    /// What a host prints with a module, both alone in a process.
    pub(crate) fn run(&self, module: &Path) -> String {
        run(Command::new(&self.file).arg(module), Duration::from_secs(60))
    }
}

/// Runs what must succeed and say nothing to stderr.
pub(crate) fn run(command: &mut Command, limit: Duration) -> String {
    let done = crate::support::output_within(limit, command);
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success() && err.is_empty(), "{command:?}: {:?}\n{out}{err}", done.status);
    out.into_owned()
}

/// The highest revision that both use, of the engine and of the other tables.
pub(crate) fn agreed(host: &Side, module: &Side) -> (u32, u32) {
    let both = host.revision.min(module.revision);
    let engine = if host.source == module.source { both } else { 1 };
    // Drafts that differ in nothing meet, whatever the crate; a draft and a release never do.
    (engine, if host.source.is_released() == module.source.is_released() { both } else { 1 })
}

/// What must be printed.
pub(crate) fn expected(host: &Side, module: &Side) -> String {
    // A Rust host copies a foreign String into its own; a C host reads it where it is.
    let greeted = if host.language == Rust { "both" } else { "the module" };
    let name = &module.name;
    let (engine, others) = agreed(host, module);
    let bits = (1 << engine) - 1;
    let (asked, adopted) = of_the_host(module, others);
    let pushed = of_the_session(host, others);
    let text = format!(
        "log: init of {name}
module: {name}
engine: agreed {bits}
mix: 3999999895
next: [Green, Blue, Red]
sum: (253, 0)
greet: \"Hello, Änne!\", memory of {greeted}
parse: Err(Empty)
parse: Ok(1234567890123)
parse: Err(BadDigit {{ at: 2, byte: 120 }})
parse: Err(TooLong(30))
parse: Err(Other(\"why not\")), memory of the module
is_origin: [false, true, false]
negate: -2147483647
shift: Point {{ x: 0, shown: true, y: 3.0, color: Green }}
kept: None
keep: [3, 2, 1] Some(15), memory of both
event: Start
event: Step {{ done: 1, total: 3 }}
event: Step {{ done: 2, total: 3 }}
event: Step {{ done: 3, total: 3 }}
event: Message(\"finished\")
watch: 5
watch: 3
log: asked
ask: {asked}
open_session: ({pushed}), memory of both
adopt: {adopted}, memory of both
"
    );
    text + &second(host, module, engine, greeted) + &third(host, engine) + "released, memory of both\n"
}

/// What a module makes of its host, which it calls: with an older one it does without, by default bodies or by asking.
fn of_the_host(module: &Side, others: u32) -> (String, u64) {
    let falls_back = module.language == Rust;
    let pick = |have: u32, new: u64, default: u64, absent: u64| match (others >= have, falls_back) {
        (true, _) => new,
        (_, true) => default,
        (..) => absent,
    };
    if module.revision == 1 {
        return ("42".into(), 10);
    }
    let (asked, adopted) = (pick(2, 127, 126, 1042), pick(2, 10, 1010, 5010));
    if module.revision == 2 {
        return (asked.to_string(), adopted);
    }
    let memory = match (others >= 3, falls_back) {
        (true, _) => ", memory of both",
        (_, true) => ", memory of the module",
        (..) => "",
    };
    (format!("{}{memory}", asked + pick(3, 7, 3, 2000)), adopted + pick(3, 20000, 10000, 70000))
}

/// What a host makes of a session of the module's.
fn of_the_session(host: &Side, others: u32) -> String {
    let total = if others >= 2 { 0 } else { 9 };
    let mut parts = vec!["9".to_owned()];
    if host.revision >= 2 {
        parts.push(if others >= 2 || host.language == Rust { "9" } else { "absent" }.into());
    }
    parts.push(total.to_string());
    if host.revision >= 3 {
        parts.push(match (others >= 3, host.language) {
            (true, _) => format!("[{total}, {}]", total + 1),
            (_, Rust) => format!("[{total}]"),
            (..) => "absent".into(),
        });
    }
    parts.join(", ")
}

fn second(host: &Side, module: &Side, engine: u32, greeted: &str) -> String {
    if host.revision < 2 {
        return String::new();
    }
    let has = engine >= 2;
    let [mix, described] = match (has, host.language) {
        (true, _) => ["210".into(), format!("\"an engine of revision {}\", memory of {greeted}", module.revision)],
        (_, Rust) => ["110".into(), "\"an engine that greets with Hello, you!\", memory of both".into()],
        (..) => ["absent".into(), "absent".into()],
    };
    format!("has: [{has}, {has}]\nmix_ex1: {mix}\ndescribe: {described}\n")
}

fn third(host: &Side, engine: u32) -> String {
    if host.revision < 3 {
        return String::new();
    }
    let has = engine >= 3;
    let mut text = format!("has: [{has}, {has}, {has}]\n");
    // Default bodies call what is there: of revision 2, which the engine of revision 1 has not got either.
    let mix = if engine >= 2 { "1210" } else { "1110" };
    let lines = match (has, host.language) {
        (true, _) => [
            ("mix_ex2", "3210"),
            ("perform", "Nothing"),
            ("perform", "Text(\"ababab\"), memory of both"),
            ("perform", "Bytes { bytes: [250, 2, 1], sum: 253 }, memory of both"),
            ("watch_ex1", "(Ok(1), 11), memory of both"),
            ("watch_ex1", "(Err(Other(\"stopped\")), 11), memory of both"),
        ],
        (_, Rust) => [
            ("mix_ex2", mix),
            ("perform", "Nothing"),
            ("perform", "Nothing, memory of the host"),
            ("perform", "Nothing, memory of the host"),
            ("watch_ex1", "(Ok(5), 8)"),
            ("watch_ex1", "(Ok(1), 0)"),
        ],
        (..) => ["mix_ex2", "perform", "perform", "perform", "watch_ex1", "watch_ex1"].map(|slot| (slot, "absent")),
    };
    for (slot, result) in lines {
        writeln!(text, "{slot}: {result}").unwrap();
    }
    text
}

/// The lines that are not the same.
pub(crate) fn difference(wanted: &str, found: &str) -> String {
    let mut out = String::new();
    let (wanted, found): (Vec<_>, Vec<_>) = (wanted.lines().collect(), found.lines().collect());
    for at in 0..wanted.len().max(found.len()) {
        let (left, right) = (wanted.get(at).unwrap_or(&"nothing"), found.get(at).unwrap_or(&"nothing"));
        if left != right {
            writeln!(out, "  wanted {left}\n  found  {right}").unwrap();
        }
    }
    out
}
