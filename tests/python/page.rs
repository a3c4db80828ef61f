//! `docs/python.md`: what ran where. A machine has some of the Pythons: it writes and checks its own rows, and keeps the others.

use crate::support::workspace;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

/// One interpreter, and what came of each module.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) interpreter: String,
    /// The column, and the cell.
    pub(crate) cells: Vec<(String, String)>,
}

const HEAD: &str = "# One binary module, every Python

What `tests/python.rs` ran; do not edit (`VTABLE_API_BLESS=1 cargo test -p vtable-api-tests --test python`). The modules are those of
[examples/python](../examples/python/README.md). Each file was built once and has one digest; every interpreter loaded that file, through
one bridge, also a single file. In each cell results and exceptions were compared with the same in Python, in a bridge that is
held at revision 1, then 2, then not at all; the cell says which revision module and bridge agreed on.
Then calls of every kind left no reference behind: on Linux 100,000 of one file from each source, and 20,000 of the others.
";

const LINUX: &str = "Linux";
const WINDOWS: &str = "Windows";
const SPEED: &str = "Speed";

/// The rows as a table in Markdown.
pub(crate) fn table(rows: &[Row]) -> String {
    let Some(first) = rows.first() else { return String::new() };
    let mut out = String::from("| |");
    first.cells.iter().for_each(|(column, _)| write!(out, " {column} |").unwrap());
    write!(out, "\n|---|{}\n", "---|".repeat(first.cells.len())).unwrap();
    for row in rows {
        writeln!(out, "{}", line(row)).unwrap();
    }
    out
}

fn line(row: &Row) -> String {
    let cells: Vec<_> = row.cells.iter().map(|(_, cell)| cell.as_str()).collect();
    format!("| {} | {} |", row.interpreter, cells.join(" | "))
}

/// The table of a section, with the rows that another machine wrote.
fn merged(page: &str, section: &str, rows: &[Row]) -> String {
    let new = table(rows);
    let [head, rule, ..] = new.lines().collect::<Vec<_>>()[..] else { return stored(page, section) };
    let old = stored(page, section);
    let is_of = |line: &str, row: &Row| line.starts_with(&format!("| {} |", row.interpreter));
    let is_ours = |old: &str| rows.iter().any(|row| is_of(old, row));
    // A Python that the page does not know yet is no reason to fail; the page's machine has it or not.
    let is_known = |row: &&Row| is_blessing() || old.lines().any(|old| is_of(old, row));
    let mut lines: Vec<String> = rows.iter().filter(is_known).map(line).collect();
    if old.starts_with(head) {
        lines.extend(old.lines().skip(2).filter(|old| !is_ours(old)).map(String::from));
    }
    lines.sort_by_key(|line| {
        crate::interpreters::order(line.trim_start_matches("| ").split(" |").next().unwrap_or_default())
    });
    format!("{head}\n{rule}\n{}\n", lines.join("\n"))
}

/// The table of a section as it is in the page.
fn stored(page: &str, section: &str) -> String {
    let (_, rest) = page.split_once(&format!("\n## {section}\n")).unwrap_or_default();
    let lines: Vec<_> =
        rest.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|')).collect();
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// That the page has these rows, and says what it should around them.
pub(crate) fn compare(section: &str, rows: &[Row]) {
    rewrite(section, |page| merged(page, section, rows));
}

/// Keeps what was measured; nobody else measures the same.
pub(crate) fn keep_speed(lines: &str) {
    if is_blessing() {
        rewrite(SPEED, |_| format!("| a call of `add(a, b)` | times as long |\n|---|---|\n{lines}"));
    }
}

fn is_blessing() -> bool {
    std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1")
}

fn rewrite(section: &str, table: impl FnOnce(&str) -> String) {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let file = workspace().join("docs/python.md");
    let page = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let new = table(&page);
    let mut wanted = HEAD.to_owned();
    for each in [LINUX, WINDOWS, SPEED] {
        let table = if each == section { new.clone() } else { stored(&page, each) };
        write!(wanted, "\n## {each}\n\n{}\n{table}", about(each)).unwrap();
    }
    if is_blessing() {
        std::fs::write(&file, &wanted).expect("written");
        return;
    }
    assert!(page == wanted, "docs/python.md is old: run this test with VTABLE_API_BLESS=1; wanted\n{wanted}");
}

fn about(section: &str) -> &'static str {
    match section {
        LINUX => "Interpreters of pyenv, and the system's own (Debian 12), which is another build.\n",
        SPEED => {
            "A function of two integers, each way in turn, the shortest of 60 rounds, in CPython 3.11 of Debian 12. The ordinary module takes its\n\
             arguments as an array (`METH_FASTCALL`). `VTABLE_API_BLESS=1 cargo test -p vtable-api-tests --test python measure -- --ignored` wrote it.\n"
        }
        _ => {
            "Builds of python.org, by their own compiler, under Wine. All modules of a row are in one process, and with them the C runtimes\n\
             of Python (ucrt, vcruntime), of the bridge (msvcrt) and of each module; each frees its own memory.\n"
        }
    }
}
