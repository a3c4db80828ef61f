//! The section about building.

use super::{Contender, Figures, Panel, Part, Section, bar, cell, name, number, table, times};
use crate::build::{SLOTS, edit_row};

const INTRO: &str = "\
A clean `cargo build` of a crate with a trait of four slots, including all dependencies except std. Times are ratios to a crate that depends on `syn` with `full`, `quote` and `proc-macro2`
and does nothing else. CPU time is summed over all cores and varies less than wall-clock time. Memory is that of the largest compiler process.
";

const EDIT: &str = "
CPU time of `cargo check` after an edit of one line in the crate with the trait and its provider, relative to the same code by hand (trait, table, functions of the table, handle and provider). The
table of vtable-api is recorded in `abi.toml`. `–`: not measured, or not finished within ten minutes.
";

const COMMAND: &str = "
CPU time of `cargo vtable-api` after the same edit, relative to `cargo check`. The command builds a copy of the package that contains the record.
";

pub(super) fn part(figures: &Figures) -> Part {
    let get = |row: &str, contender, unit: &str| figures.get(Section::Build, row, contender, unit);
    let ratio = |contender, unit| Some(get("clean", contender, unit)? / get("clean", Contender::Syn, unit)?);
    let clean = Contender::CLEAN.map(|contender| {
        let cells = vec![
            cell(get("clean", contender, "crates"), number),
            cell(ratio(contender, "cpu seconds"), times),
            cell(ratio(contender, "seconds"), times),
            cell(get("clean", contender, "MB"), number),
        ];
        (name(contender), cells)
    });
    let heads = ["crates", "CPU time", "wall-clock time", "peak MB"].map(String::from);
    let mut text = format!("{INTRO}\n{}{EDIT}\n", table("", &heads, &clean));

    let by_hand = |slots: usize, contender, unit: &str| {
        let row = edit_row(slots);
        Some(get(&row, contender, unit)? / get(&row, Contender::Table, unit)?)
    };
    let heads = SLOTS.map(|slots| format!("{} slots", number(slots as f64)));
    let edits = Contender::EDIT.map(|contender| {
        (name(contender), SLOTS.map(|slots| cell(by_hand(slots, contender, "cpu seconds"), times)).to_vec())
    });
    text.push_str(&table("", &heads, &edits));
    let growth = |contender| {
        let of = |slots: usize| get(&edit_row(slots), contender, "cpu seconds");
        Some(of(4250)? / of(425)?)
    };
    text.push_str(&format!(
        "\nGrowth from 425 to 4,250 slots: {} by hand, {} with vtable-api. Memory at 4,250 slots: {} MB by hand, {} MB with vtable-api.\n",
        cell(growth(Contender::Table), times),
        cell(growth(Contender::VtableApi), times),
        cell(get(&edit_row(4250), Contender::Table, "MB"), number),
        cell(get(&edit_row(4250), Contender::VtableApi, "MB"), number),
    ));
    text.push_str(COMMAND);
    let of_check = |row: &str, slots: usize| {
        let base = get(&edit_row(slots), Contender::VtableApi, "cpu seconds")?;
        Some(get(&format!("{row}, {slots} slots"), Contender::VtableApi, "cpu seconds")? / base)
    };
    let commands =
        ["check", "freeze"].map(|row| (row.into(), SLOTS.map(|slots| cell(of_check(row, slots), times)).to_vec()));
    text.push_str(&format!("\n{}", table("", &heads, &commands)));

    let mut panels = vec![Panel {
        title: "clean build: CPU time relative to syn + quote + proc-macro2".into(),
        bars: Contender::CLEAN
            .iter()
            .filter_map(|contender| bar(*contender, ratio(*contender, "cpu seconds"), times))
            .collect(),
    }];
    panels.extend(SLOTS.map(|slots| {
        Panel {
            title: format!("check after an edit, {} slots: CPU time relative to a table by hand", number(slots as f64)),
            bars: Contender::EDIT
                .iter()
                .filter_map(|contender| bar(*contender, by_hand(slots, *contender, "cpu seconds"), times))
                .collect(),
        }
    }));
    Part { title: "Building", text, panels }
}
