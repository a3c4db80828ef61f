//! Figures to `docs/performance.md` and its pictures.

mod build;
mod calls;
mod load;
mod size;

use crate::chart::{Bar, Panel, svg};
use crate::contender::Contender;
use crate::figures::{Figures, Section};
use crate::{Error, calls::ROWS};

/// Files below `docs/`.
pub(crate) fn files(figures: &Figures) -> Result<Vec<(String, String)>, Error> {
    let mut files = Vec::new();
    let mut page = String::from(HEAD);
    for section in Section::ALL {
        let Part { title, text, panels } = match section {
            Section::Calls => calls::part(figures),
            Section::Load => load::part(figures),
            Section::Build => build::part(figures),
            Section::Size => size::part(figures),
        };
        page.push_str(&format!("\n## {title}\n\n"));
        if figures.facts(section).next().is_none() {
            page.push_str("Not measured yet.\n");
            continue;
        }
        page.push_str(&text);
        if !panels.is_empty() {
            let file = format!("performance/{}.svg", section.name());
            page.push_str(&format!("\n![{title}]({file})\n"));
            files.push((file, svg(&panels)? + "\n"));
        }
        page.push_str(&made(figures, section));
    }
    files.push(("performance.md".into(), page));
    Ok(files)
}

const HEAD: &str = "\
# Performance

One command measures everything on this page, with all contenders in the same run:

```console
$ cargo run -p benches --release -- report
```

It builds all contenders, counts instructions with callgrind (`valgrind`), measures times and sizes, and writes this page, its charts and
[performance/figures.tsv](performance/figures.tsv). `report calls`, `load`, `build` or `size` runs a single section. Instruction counts and sizes are the same in
every run on the same machine with the same compiler (`-- compare A.tsv B.tsv` verifies this); times vary and are shown only as ratios. The sources of all
contenders are in `benches/peers` and `benches/src/generate`.
";

/// A section of the page.
struct Part {
    title: &'static str,
    text: String,
    panels: Vec<Panel>,
}

/// The command, and on what it ran.
fn made(figures: &Figures, section: Section) -> String {
    let mut text = format!("\nMeasured by `cargo run -p benches --release -- report {}` on:", section.name());
    let facts: Vec<String> = figures.facts(section).map(|(what, is)| format!(" {what} {is}")).collect();
    text.push_str(&facts.join(";"));
    text + ".\n"
}

/// A Markdown table: a first column, and one for each head.
fn table(first: &str, heads: &[String], rows: &[(String, Vec<String>)]) -> String {
    let mut text = format!("| {first} | {} |\n|---|{}\n", heads.join(" | "), "---:|".repeat(heads.len()));
    for (name, cells) in rows {
        text.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
    }
    text
}

/// What is not there.
const NONE: &str = "–";

fn cell(value: Option<f64>, show: impl Fn(f64) -> String) -> String {
    value.map_or(NONE.into(), show)
}

/// `12`, `12.5`, `1,234`.
fn number(value: f64) -> String {
    if value.abs() < 100.0 && (value - value.round()).abs() >= 0.05 {
        return format!("{value:.1}");
    }
    let digits = format!("{:.0}", value.abs());
    let grouped = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}", grouped.collect::<Vec<_>>().join(","))
}

fn times(value: f64) -> String {
    format!("{value:.2} ×")
}

fn name(contender: Contender) -> String {
    if is_ours(contender) { format!("**{contender}**") } else { contender.to_string() }
}

fn is_ours(contender: Contender) -> bool {
    matches!(contender, Contender::VtableApi | Contender::VtableApiR1)
}

fn bar(contender: Contender, value: Option<f64>, show: impl Fn(f64) -> String) -> Option<Bar> {
    let value = value?;
    Some(Bar { label: contender.to_string(), value, text: show(value), is_ours: is_ours(contender) })
}
