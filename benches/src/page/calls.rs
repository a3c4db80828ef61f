//! The section about calls.

use super::{Contender, Figures, Panel, Part, ROWS, Section, bar, cell, is_ours, name, number, table, times};

const INTRO: &str = "\
A host loads a module and calls it in a loop. Counted is everything from the arguments in the loop to the result in the loop, in the host and in the module, less the
loop itself: the difference between 2,000 and 1,000 calls. So what the module does is in it, too: one or two instructions, or making 64 bytes. The module is a
`cdylib`, built and loaded on its own; nothing is inlined across. The handle, the pointer or the table is a local variable of the loop.

`vtable-api, older module` is the same host on a module that has revision 1 only: a slot of revision 2 runs its default body, which calls revision 1.
";

const RAW: &str = "\
A call through a handle takes the instructions of a call through a raw pointer: a test in CI (`tests/instructions.rs`) counts both against one callee, and they are
equal. What is above the raw pointer in the table is in the module: it looks at the object, at lengths and pointers, at text, before Rust code has them.
";

/// Why others are cheaper, by row.
const WHY: [(&str, &str); 9] = [
    (
        "integers",
        "the module checks that the object is no null pointer and aligned; the others believe it. An object without bytes is not checked, one of alignment 1 only for null. To save it otherwise, a module would have to trust its callers",
    ),
    ("later", "the same"),
    (
        "text",
        "text of another binary is checked to be UTF-8 before it is a `&str`; the others believe it. A slot that takes `&[u8]` is not checked so",
    ),
    (
        "bytes",
        "pointer and length of another binary are checked before they are a `&[u8]`. To save it, a module would have to trust its callers",
    ),
    (
        "result",
        "the module checks the place for the result; the caller sets it to zero before the call, and checks tag and error after it. To save it, each side would have to trust that the other writes what it should",
    ),
    ("owned", "as with a result; pointer and length of what came back are checked, too"),
    (
        "vec",
        "a `Vec` of another binary is copied, since its allocator may be another one; by hand it must be, too, and `OwnedSlice<u8>` (row `owned`) is not. What is cheaper than by hand takes it over as it is, which is right only while all binaries of the process share one allocator",
    ),
    (
        "callback",
        "a closure arrives as `&mut dyn FnMut`, through a function that stops a panic at the boundary, and which calls it through Rust's own table. To save that call, the slot would have to be generic over the closure",
    ),
    (
        "object",
        "an object that comes in is negotiated, because its maker may be of another time: in full at first, later what was seen of its table is compared. The others believe that it has the table that they know. To save it, a module would have to be built with its host",
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
        "\nTime, relative to a raw pointer (a later slot: to a table by hand); a row without one has no ratio:\n\n",
    );
    let ratio = |row: &str, contender| {
        let base = get(row, Contender::Raw, "ns").or(get(row, Contender::Table, "ns"))?;
        Some(get(row, contender, "ns")? / base)
    };
    text.push_str(&table("", &heads, &lines(&|row, contender| cell(ratio(row, contender), times))));
    text.push_str("\n`–`: the crate has no type of its own for it.\n\n");
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
