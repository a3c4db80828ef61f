//! The section about loading.

use super::{Contender, Figures, Panel, Part, Section, bar, cell, name, number, table};
use crate::load::SLOTS;

const INTRO: &str = "\
Instructions from the path of a module to the result of its first call, including the system's loader. vtable-api: `Module::open`, `get` and a call. abi_stable: `load_from_file`, which compares the
layouts of everything reached from the root module. stabby: `get_stabbied`, which compares type reports. cglue: `VerifyLayout`, which is abi_stable's
comparison. By hand: `dlopen`, `dlsym` and a check of the table's size. A trait in abi_stable has at most 64 methods, so there the slots are split into traits of 50.
";

const WHY: &str = "
Negotiation alone, between two Rust binaries with the same interface whose id has 11 bytes, takes 86 instructions in the caller and 74 in the provider, of which 20 on each side are in the C library's `strcmp`. The caller spends another 3.3 per slot to make sure that it is
not NULL. A test in CI (`tests/instructions.rs`) guards these numbers. To go lower, one side would have to trust the other's header, id or slots. Binaries of different revisions need a
few hundred instructions.

Why stabby is cheaper: it calls one function of the module, which compares two reports. `Module::open` makes the path absolute, opens a module only once however often it is requested, determines which file contains the
symbol, and reads the memory map from the system, so that a wrong pointer in a module becomes a one-line error. This is most of the cost; it does not grow with the number of slots, and is higher under callgrind, which maps more memory. To avoid it, a
host would have to trust the file. `–`: the crate does not build with so many methods.
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
        "{INTRO}\n{}\nThe same minus the table by hand, which is mostly the system's loader:\n\n{}",
        table("total", &heads, &all),
        table("minus the table by hand", &heads, &more.collect::<Vec<_>>())
    );
    let text = text + WHY;
    let panels = SLOTS.map(|slots| Panel {
        title: format!("{slots} slots: instructions to open, check and call once"),
        bars: Contender::LOAD.iter().filter_map(|contender| bar(*contender, get(slots, *contender), number)).collect(),
    });
    Part { title: "Opening a module", text, panels: panels.into() }
}
