//! The section about building.

use super::{Contender, Figures, Panel, Part, Section, bar, cell, name, number, table, times};
use crate::build::{SLOTS, edit_row};

const INTRO: &str = "\
A clean `cargo build` of a crate with a trait of four slots, including all dependencies except std. Times are ratios to a macro crate that depends on `syn` with `full`, `quote` and
`proc-macro2` and does nothing else. Cargo compiles what only macros use without debug information. The second row is the same three crates as dependencies of a library, compiled with debug
information. CPU time is summed over all cores and varies less than wall-clock time. Memory is that of the largest compiler process.
";

const EDIT: &str = "
CPU time of `cargo check` after an edit of one line in the crate with the trait and its provider, relative to the same code by hand (trait, table, functions of the table, handle and provider). The
table of vtable-api is recorded in `abi.toml`. `–`: not measured, or not finished within ten minutes.
";

const COMMAND: &str = "
CPU time of `cargo vtable-api` after the same edit, relative to `cargo check`. The command builds a copy of the package that contains the record.
";

pub(super) fn part(figures: &Figures) -> Part {
    let costs = Costs(figures);
    let text =
        format!("{INTRO}\n{}{EDIT}\n{}{COMMAND}\n{}", costs.clean_table(), costs.edit_text(), costs.command_table());
    Part { title: "Building", text, panels: costs.panels() }
}

/// What builds cost, relative to something.
struct Costs<'f>(&'f Figures);

impl Costs<'_> {
    fn get(&self, row: &str, contender: Contender, unit: &str) -> Option<f64> {
        self.0.get(Section::Build, row, contender, unit)
    }

    /// Of a clean build, to the baseline.
    fn clean(&self, contender: Contender, unit: &str) -> Option<f64> {
        Some(self.get("clean", contender, unit)? / self.get("clean", Contender::Syn, unit)?)
    }

    /// Of a check after an edit, to a table by hand.
    fn by_hand(&self, slots: usize, contender: Contender) -> Option<f64> {
        let row = edit_row(slots);
        Some(self.get(&row, contender, "cpu seconds")? / self.get(&row, Contender::Table, "cpu seconds")?)
    }

    /// Of ten times as many slots.
    fn growth(&self, contender: Contender) -> Option<f64> {
        let of = |slots: usize| self.get(&edit_row(slots), contender, "cpu seconds");
        Some(of(4250)? / of(425)?)
    }

    /// Of the command, to a check after the same edit.
    fn of_check(&self, row: &str, slots: usize) -> Option<f64> {
        let base = self.get(&edit_row(slots), Contender::VtableApi, "cpu seconds")?;
        Some(self.get(&format!("{row}, {slots} slots"), Contender::VtableApi, "cpu seconds")? / base)
    }

    fn clean_table(&self) -> String {
        let heads = ["crates", "CPU time", "wall-clock time", "peak MB"].map(String::from);
        let rows = Contender::CLEAN.map(|contender| {
            let cells = vec![
                cell(self.get("clean", contender, "crates"), number),
                cell(self.clean(contender, "cpu seconds"), times),
                cell(self.clean(contender, "seconds"), times),
                cell(self.get("clean", contender, "MB"), number),
            ];
            (name(contender), cells)
        });
        table("", &heads, &rows)
    }

    fn edit_text(&self) -> String {
        let rows = Contender::EDIT.map(|contender| {
            (name(contender), SLOTS.map(|slots| cell(self.by_hand(slots, contender), times)).to_vec())
        });
        let memory = |contender| cell(self.get(&edit_row(4250), contender, "MB"), number);
        format!(
            "{}\nGrowth from 425 to 4,250 slots: {} by hand, {} with vtable-api. Memory at 4,250 slots: {} MB by hand, {} MB with vtable-api.\n",
            table("", &heads(), &rows),
            cell(self.growth(Contender::Table), times),
            cell(self.growth(Contender::VtableApi), times),
            memory(Contender::Table),
            memory(Contender::VtableApi),
        )
    }

    fn command_table(&self) -> String {
        let rows = ["check", "freeze"]
            .map(|row| (row.into(), SLOTS.map(|slots| cell(self.of_check(row, slots), times)).to_vec()));
        table("", &heads(), &rows)
    }

    fn panels(&self) -> Vec<Panel> {
        let clean = |contender: &Contender| bar(*contender, self.clean(*contender, "cpu seconds"), times);
        let edited = |slots| {
            let bars = Contender::EDIT.iter();
            let bars = bars.filter_map(|contender| bar(*contender, self.by_hand(slots, *contender), times)).collect();
            let title =
                format!("check after an edit, {} slots: CPU time relative to a table by hand", number(slots as f64));
            Panel { title, bars }
        };
        let mut panels = vec![Panel {
            title: "clean build: CPU time relative to syn + quote + proc-macro2, for a macro".into(),
            bars: Contender::CLEAN.iter().filter_map(clean).collect(),
        }];
        panels.extend(SLOTS.map(edited));
        panels
    }
}

fn heads() -> [String; SLOTS.len()] {
    SLOTS.map(|slots| format!("{} slots", number(slots as f64)))
}
