//! The section about calls.

use super::{Contender, Figures, Panel, Part, ROWS, Section, bar, cell, is_ours, name, number, table, times};

const INTRO: &str = "\
A host loads a module and calls it in a loop. The count covers everything from the arguments to the result, in the host and in the module, without the
loop itself; it is the difference between 2,000 and 1,000 calls. It includes the work of the module: one or two instructions, or making 64 bytes. The module is a
`cdylib` that is built and loaded separately, so nothing is inlined across the boundary. The handle, pointer or table is a local variable of the loop.

`vtable-api, older module` is the same host with a module that has only revision 1: a slot of revision 2 runs its default body, which calls revision 1.
";

const RAW: &str = "\
A call through a handle takes as many instructions as a call through a raw pointer: a test in CI (`tests/instructions.rs`) counts both with the same callee and requires them to be
equal. The rest of the difference in the table is spent in the module, which checks the object, lengths, pointers and text before Rust code sees them.
";

/// Why others are cheaper, by row.
const WHY: [(&str, &str); 9] = [
    (
        "integers",
        "the module checks that the object pointer is not null and is aligned; the others trust it. An object without bytes is not checked, and one with alignment 1 only for null. Otherwise, omitting the check would mean trusting callers",
    ),
    ("later", "the same"),
    (
        "text",
        "text from another binary is checked for UTF-8 before it becomes a `&str`; the others trust it. A slot that takes `&[u8]` avoids this check",
    ),
    (
        "bytes",
        "a pointer and length from another binary are checked before they become a `&[u8]`. Omitting the check would mean trusting callers",
    ),
    (
        "result",
        "the module checks the place for the result; the caller sets it to zero before the call, and checks the tag and the error afterwards. Omitting this would mean that each side trusts the other to write a valid result",
    ),
    ("owned", "as with a result; the pointer and length that come back are checked as well"),
    (
        "vec",
        "a `Vec` from another binary is copied, because its allocator may differ; a table by hand must do the same, and `OwnedSlice<u8>` (row `owned`) avoids it. Contenders that are cheaper than the table by hand take over the memory as it is, which is correct only while all binaries of the process share one allocator",
    ),
    (
        "callback",
        "a closure arrives as `&mut dyn FnMut`, through a function that stops panics at the boundary and calls the closure through Rust's own vtable. To avoid that call, the slot would have to be generic over the closure",
    ),
    (
        "object",
        "an incoming object is negotiated, because its maker may be older or newer: in full the first time, later by comparing its table with what was seen before. The others trust it to have the table that they know. Omitting this would mean building a module together with its host",
    ),
];

pub(super) fn part(figures: &Figures) -> Part {
    let get = |row: &str, contender, unit| figures.get(Section::Calls, row, contender, unit);
    let heads: Vec<String> = ROWS.iter().map(|(row, _)| (*row).to_string()).collect();
    let lines = |value: &dyn Fn(&str, Contender) -> String| {
        let line = |contender: Contender| {
            (name(contender), ROWS.iter().map(|(row, _)| value(row, contender)).collect::<Vec<_>>())
        };
        Contender::CALLS.map(line)
    };
    let mut text = String::from(INTRO);
    text.push_str("\n| row | what |\n|---|---|\n");
    ROWS.iter().for_each(|(row, what)| text.push_str(&format!("| {row} | {what} |\n")));
    text.push_str("\nInstructions:\n\n");
    text.push_str(&table("", &heads, &lines(&|row, contender| cell(get(row, contender, "instructions"), number))));
    text.push_str(
        "\nTime relative to a raw pointer (for a later slot, to a table by hand); where there is no such value, there is no ratio:\n\n",
    );
    let ratio = |row: &str, contender| {
        let base = get(row, Contender::Raw, "ns").or(get(row, Contender::Table, "ns"))?;
        Some(get(row, contender, "ns")? / base)
    };
    text.push_str(&table("", &heads, &lines(&|row, contender| cell(ratio(row, contender), times))));
    text.push_str("\n`–`: the crate has no type for this.\n\n");
    text.push_str(RAW);
    text.push_str(&cheaper(figures));
    let panels = ROWS.iter().map(|(row, what)| Panel {
        title: what.replace('`', ""),
        bars: Contender::CALLS
            .iter()
            .filter_map(|contender| bar(*contender, get(row, *contender, "instructions"), number))
            .collect(),
    });
    Part { title: "Calls", text, panels: panels.collect() }
}

/// The rows in which a crate is cheaper, why, and what it would take.
fn cheaper(figures: &Figures) -> String {
    let mut text = String::from("\nWhere another crate takes fewer instructions, and why:\n\n");
    for (row, why) in WHY {
        let get = |contender| figures.get(Section::Calls, row, contender, "instructions");
        let Some(ours) = get(Contender::VtableApi) else { continue };
        let is_crate = |contender: &Contender| contender.package().is_some() && !is_ours(*contender);
        let cheaper: Vec<String> = Contender::CALLS
            .into_iter()
            .filter(is_crate)
            .filter_map(|contender| Some((contender, ours - get(contender)?)))
            .filter(|(_, less)| *less > 0.5)
            .map(|(contender, less)| format!("{contender} by {}", number(less)))
            .collect();
        if !cheaper.is_empty() {
            text.push_str(&format!("* {row} ({}): {why}.\n", cheaper.join(", ")));
        }
    }
    text
}
