//! The section about loading.

use super::{Contender, Figures, Panel, Part, Section, bar, cell, name, number, table};
use crate::load::SLOTS;

const INTRO: &str = "\
Instructions from the path of a module to the result of its first call, the system's loader included: `Module::open`, `get`, a call; abi_stable's `load_from_file`, which compares the
layouts of everything that is reached from the root module; stabby's `get_stabbied`, which compares reports of types; cglue's `VerifyLayout`, which is abi_stable's
comparison. By hand: `dlopen`, `dlsym`, a look at the table's size. A trait of abi_stable's has at most 64 methods, so there it is several traits of 50.
";

const WHY: &str = "
Negotiation by itself, between two Rust binaries of the same interface, whose id has 11 bytes: 86 instructions in the caller and 74 in the provider, 20 of either in the C library's `strcmp`; and for each slot, which may
not be NULL, 3.3 in the caller. A test in CI (`tests/instructions.rs`) guards it. With fewer, one of them would have to believe the other's header, its id or its slots. Binaries of different revisions take a
few hundred.

Where stabby is cheaper: it calls one function of the module, which compares two reports. `Module::open` makes the path absolute, opens a module once however often it is asked for, asks what the file that has the
symbol is, and reads from the system what memory is mapped, so that a wrong pointer in a module is a line of error; that is most of it, does not grow with slots, and is more under callgrind, which maps more. To save it, a
host would have to trust what a file says. `–`: the crate does not build with so many methods.
";

pub(super) fn part(figures: &Figures) -> Part {
    let get = |slots: usize, contender| figures.get(Section::Load, &slots.to_string(), contender, "instructions");
    let heads = SLOTS.map(|slots| format!("{slots} slots"));
    let all = Contender::LOAD
        .map(|contender| (name(contender), SLOTS.map(|slots| cell(get(slots, contender), number)).to_vec()));
    let beyond = |slots, contender| Some(get(slots, contender)? - get(slots, Contender::Table)?);
    let more = Contender::LOAD
        .into_iter()
        .skip(1)
        .map(|contender| (name(contender), SLOTS.map(|slots| cell(beyond(slots, contender), number)).to_vec()));
    let text = format!(
        "{INTRO}\n{}\nBeyond the table by hand, which is mostly the system's loader:\n\n{}",
        table("all of it", &heads, &all),
        table("beyond the table by hand", &heads, &more.collect::<Vec<_>>())
    );
    let text = text + WHY;
    let panels = SLOTS.map(|slots| Panel {
        title: format!("{slots} slots: instructions of opening, checking and the first call"),
        bars: Contender::LOAD.iter().filter_map(|contender| bar(*contender, get(slots, *contender), number)).collect(),
    });
    Part { title: "Opening a module", text, panels: panels.into() }
}
