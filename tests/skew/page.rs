//! `docs/skew.md`: what was run, and what came of it.

use crate::build::REVISIONS;
use crate::side::{Language, Side, agreed};
use std::fmt::Write;

/// Both sides of each cell that printed what it must.
pub(crate) struct Cells<'a> {
    pub(crate) hosts: &'a [Side],
    pub(crate) modules: &'a [Side],
}

impl Cells<'_> {
    pub(crate) fn page(&self) -> String {
        let mut page = format!(
            "# Old and new, each host with each module\n\n\
             One interface with three revisions: {} hosts and {} modules, {} processes. In each of them a host opens a module, both\n\
             negotiate, every agreed slot is called, and so is what only the newer side knows; callbacks run, and values that someone\n\
             owns go both ways and are freed by who made them, all of them. Written by `tests/matrix.rs`; do not edit.\n\n\
             Modules of each revision are sources of their own, which do not change any more. C and C++ were compiled with the\n\
             header of their time, and old sources with today's header and `*_TARGET_REVISION`, too.\n",
            self.hosts.len(),
            self.modules.len(),
            self.hosts.len() * self.modules.len()
        );
        self.summary(&mut page);
        self.grid(&mut page);
        page
    }

    fn summary(&self, page: &mut String) {
        page.push_str(
            "\n## By language and revision\n\n\
             The revisions that both use, what becomes of the others, and the number of cells.\n\n| host \\ module |",
        );
        let sides: Vec<_> = [Language::Rust, Language::C, Language::Cpp]
            .into_iter()
            .flat_map(|language| REVISIONS.map(|revision| (language, revision)))
            .collect();
        let of = |all: &[Side], (language, revision): (Language, u32)| -> Vec<Side> {
            all.iter().filter(|side| side.language == language && side.revision == revision).cloned().collect()
        };
        for (language, revision) in &sides {
            write!(page, " {} {revision} |", language.shown()).unwrap();
        }
        write!(page, "\n|---|{}\n", "---|".repeat(sides.len())).unwrap();
        for &row in &sides {
            let hosts = of(self.hosts, row);
            let Some(host) = hosts.first() else { continue };
            write!(page, "| {} {} |", row.0.shown(), row.1).unwrap();
            for &column in &sides {
                let modules = of(self.modules, column);
                let cell = modules.first().map_or(String::new(), |module| summary(host, module));
                write!(page, " {cell} ({}) |", hosts.len() * modules.len()).unwrap();
            }
            page.push('\n');
        }
        page.push_str(
            "\n*Defaults*: the side that knows more is Rust, and runs default bodies instead of the slots that the other has not.\n\
             *Asks*: it is C or C++, and does without what its `…_has_…` functions say is not there.\n",
        );
    }

    fn grid(&self, page: &mut String) {
        page.push_str("\n## Each cell\n\nThe highest revision that both use.\n\n```text\n");
        let width = self.hosts.iter().map(|host| host.shown().chars().count()).max().unwrap_or(0);
        let numbers: Vec<_> = (1..=self.modules.len()).map(|number| number.to_string()).collect();
        write!(page, "{:width$}", "host \\ module").unwrap();
        for number in &numbers {
            write!(page, " {number:>2}").unwrap();
        }
        page.push('\n');
        for host in self.hosts {
            write!(page, "{:width$}", host.shown()).unwrap();
            for module in self.modules {
                write!(page, " {:>2}", agreed(host, module).0).unwrap();
            }
            page.push('\n');
        }
        page.push_str("```\n\n| module | |\n|---|---|\n");
        for (number, module) in numbers.iter().zip(self.modules) {
            writeln!(page, "| {number} | {} |", module.shown()).unwrap();
        }
    }
}

/// How a cell is shown.
pub(crate) fn summary(host: &Side, module: &Side) -> String {
    let (both, _) = agreed(host, module);
    let newer = if host.revision > module.revision { host } else { module };
    let rest = match (newer.revision > both, newer.language) {
        (false, _) => "",
        (true, Language::Rust) => ", defaults",
        (true, _) => ", asks",
    };
    if both == 1 { format!("1{rest}") } else { format!("1–{both}{rest}") }
}
