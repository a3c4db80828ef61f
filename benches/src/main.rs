//! `cargo run -p benches --release -- report`: measures calls, loading, building and size, and writes `docs/performance.md`.
//!
//! | file | what it does |
//! |---|---|
//! | `contender.rs` | who is measured |
//! | `figures.rs` | what was measured, as a text file that a second run or a test can read |
//! | `calls.rs`, `load.rs`, `build.rs`, `size.rs` | the sections: each measures and returns figures |
//! | `generate.rs` | crates with any number of slots, for each contender |
//! | `run.rs`, `callgrind.rs`, `elf.rs` | commands with their costs; instructions; sizes |
//! | `page.rs`, `chart.rs` | figures to Markdown and SVG |

mod build;
mod callgrind;
mod calls;
mod chart;
mod contender;
mod elf;
mod figures;
mod generate;
mod load;
mod machine;
mod page;
mod run;
mod size;
#[cfg(test)]
mod tests;

use figures::{Figure, Figures, Section};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo run -p benches --release -- report [SECTION…]   measure, and write docs/performance.md
       cargo run -p benches --release -- page                write it again from docs/performance/figures.tsv
       cargo run -p benches --release -- compare A.tsv B.tsv instruction counts and sizes that differ by more than 5 %

sections: calls, load, build, size; without one, all of them. What is not measured keeps its figures.
`report` needs valgrind and a Unix system; `build` takes several minutes.";

/// What ends the command.
type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match &args[..] {
        ["report", sections @ ..] => report(sections),
        ["page"] => write_page(&stored()),
        ["compare", a, b] => return compare(a, b),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("benches: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what is asked for, and writes the page.
fn report(names: &[&str]) -> Result<(), Error> {
    let mut sections = Vec::new();
    for name in names {
        sections.push(Section::named(name).ok_or_else(|| format!("no section is called `{name}`\n\n{USAGE}"))?);
    }
    if sections.is_empty() {
        sections.extend(Section::ALL);
    }
    for section in sections {
        eprintln!("== {}", section.name());
        let mut found = Found { section };
        found.start()?;
        match section {
            Section::Calls => calls::measure(&mut found)?,
            Section::Load => load::measure(&mut found)?,
            Section::Build => build::measure(&mut found)?,
            Section::Size => size::measure(&mut found)?,
        }
    }
    eprintln!("written: {}", workspace().join("docs/performance.md").display());
    Ok(())
}

/// Where a section puts what it measured: into the page at once, because the rest may take many minutes, and be stopped.
struct Found {
    section: Section,
}

impl Found {
    /// Forgets what was measured before.
    fn start(&mut self) -> Result<(), Error> {
        let mut figures = stored();
        figures.replace(self.section, machine::describe()?, Vec::new());
        write_page(&figures)
    }

    fn put(&mut self, measured: Vec<Figure>) -> Result<(), Error> {
        let mut figures = stored();
        figures.add(measured);
        write_page(&figures)
    }
}

fn write_page(figures: &Figures) -> Result<(), Error> {
    let docs = workspace().join("docs");
    std::fs::create_dir_all(docs.join("performance"))?;
    std::fs::write(figures_file(), figures.to_text())?;
    for (file, text) in page::files(figures)? {
        std::fs::write(docs.join(file), text)?;
    }
    Ok(())
}

fn compare(a: &str, b: &str) -> ExitCode {
    let read = |path| std::fs::read_to_string(path).map(|text| Figures::from_text(&text));
    match (read(a), read(b)) {
        (Ok(a), Ok(b)) => {
            let (compared, differences) = a.differences(&b);
            println!("{compared} figures compared, {} differ by more than 5 %", differences.len());
            differences.iter().for_each(|line| println!("{line}"));
            if differences.is_empty() && compared > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        _ => {
            eprintln!("benches: {a} and {b} must be `figures.tsv` of two runs");
            ExitCode::from(2)
        }
    }
}

fn stored() -> Figures {
    std::fs::read_to_string(figures_file()).map(|text| Figures::from_text(&text)).unwrap_or_default()
}

fn figures_file() -> PathBuf {
    workspace().join("docs/performance/figures.tsv")
}

/// The root of the repository.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("benches/ is in it").to_path_buf()
}

/// Where everything that is measured is built.
fn scratch() -> PathBuf {
    workspace().join("target/benches")
}
