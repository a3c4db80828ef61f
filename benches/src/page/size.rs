//! The section about size.

use super::{Contender, Figures, Panel, Part, Section, bar, cell, name, number, table};

const INTRO: &str = "\
Bytes that one more slot, and one more table, add to the loaded sections of a module built with `--release` and stripped, provider included: the difference between 100 and 200 slots, and between
1 and 11 tables of 4 slots, whose slots are taken off. For vtable-api that includes the record, from which `cargo vtable-api inspect` reads what a module has, and the
checks of what comes in; by hand there are none.
";

pub(super) fn part(figures: &Figures) -> Part {
    let get = |row: &str, contender| figures.get(Section::Size, row, contender, "bytes");
    let rows = Contender::EDIT
        .map(|contender| (name(contender), ["slot", "table"].map(|row| cell(get(row, contender), number)).to_vec()));
    let heads = ["one slot", "one table"].map(String::from);
    let text = format!("{INTRO}\n{}", table("bytes", &heads, &rows));
    let panels = ["slot", "table"].map(|row| Panel {
        title: format!("bytes of one {row}"),
        bars: Contender::EDIT.iter().filter_map(|contender| bar(*contender, get(row, *contender), number)).collect(),
    });
    Part { title: "Size", text, panels: panels.into() }
}
