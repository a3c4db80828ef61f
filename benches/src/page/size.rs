//! The section about size.

use super::{Contender, Figures, Panel, Part, Section, bar, cell, name, number, table};

const INTRO: &str = "\
How many bytes one more slot, and one more table, add to the loaded sections of a stripped `--release` module, including the provider. The values come from the difference between 100 and 200 slots, and between
1 and 11 tables of 4 slots minus the cost of these slots. For vtable-api this includes the record, which `cargo vtable-api inspect` reads, and the
checks of incoming values; the table by hand has neither.
";

pub(super) fn part(figures: &Figures) -> Part {
    let get = |row: &str, contender| figures.get(Section::Size, row, contender, "bytes");
    let rows = Contender::EDIT
        .map(|contender| (name(contender), ["slot", "table"].map(|row| cell(get(row, contender), number)).to_vec()));
    let heads = ["one slot", "one table"].map(String::from);
    let text = format!("{INTRO}\n{}", table("bytes", &heads, &rows));
    let panels = ["slot", "table"].map(|row| Panel {
        title: format!("bytes per {row}"),
        bars: Contender::EDIT.iter().filter_map(|contender| bar(*contender, get(row, *contender), number)).collect(),
    });
    Part { title: "Size", text, panels: panels.into() }
}
