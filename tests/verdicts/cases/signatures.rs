//! Edits to what slots take and return.

use crate::case::{Case, find, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "15",
        "a parameter retyped",
        &[("event: Event", "event: «Color»")],
        &[find(
            "[VT0004] slot 0 `Sink::put` is frozen since revision 1: parameter `event` changed type",
            ("Event", "\"fn put("),
            "Color",
            "fn put_ex1(&self, event: Color, color: Color) -> Status { .. }",
        )],
    ),
    stops(
        "16",
        "the return type changed",
        &[("h: Handle) -> i32", "h: Handle) -> «u32»")],
        &[find(
            "[VT0005] slot 0 `Codec::open` is frozen since revision 1: the return type changed",
            ("i32", "\"fn open("),
            "u32",
            "fn open_ex1(&self, h: Handle) -> u32 { .. }",
        )],
    ),
    stops(
        "22",
        "the return type removed",
        &[("fn bits(&self, bits: Bits, size: Size) -> u32", "fn «bits»(&self, bits: Bits, size: Size)")],
        &[find(
            "[VT0005] slot 1 `Sink::bits` is frozen since revision 1: it returned a value, and now returns nothing",
            ("u32", "\"fn bits("),
            "()",
            "fn bits_ex1(&self, bits: Bits, size: Size) { .. }",
        )],
    ),
    stops(
        "26",
        "a parameter added",
        &[("fn flush(&self)", "fn flush(&self, hard: «bool»)")],
        &[find(
            "[VT0006] slot 2 `Sink::flush` is frozen since revision 1: parameter `hard` was added",
            ("fn flush(&self)", "\"fn flush("),
            "fn flush(&self, hard: bool)",
            "fn flush_ex1(&self, hard: bool) { .. }",
        )],
    ),
    stops(
        "26",
        "a parameter inserted, the others renamed",
        &[("bits: Bits, size: Size", "a: Bits, b: «bool», c: Size")],
        &[find(
            "[VT0006] slot 1 `Sink::bits` is frozen since revision 1: parameter `b` was added",
            ("fn bits(&self, bits: Bits, size: Size) -> u32", "\"fn bits("),
            "fn bits(&self, a: Bits, b: bool, c: Size) -> u32",
            "fn bits_ex1(&self, a: Bits, b: bool, c: Size) -> u32 { .. }",
        )],
    ),
    stops(
        "27",
        "a parameter removed",
        &[("fn bits(&self, bits: Bits, size: Size)", "fn «bits»(&self, bits: Bits)")],
        &[find(
            "[VT0006] slot 1 `Sink::bits` is frozen since revision 1: parameter `size` was removed",
            ("fn bits(&self, bits: Bits, size: Size) -> u32", "\"fn bits("),
            "fn bits(&self, bits: Bits) -> u32",
            "fn bits_ex1(&self, bits: Bits) -> u32 { .. }",
        )],
    ),
    stops(
        "31",
        "a pointer became a reference",
        &[("fn read(&mut self, out: *mut Frame)", "fn read(&mut self, out: «&mut Frame»)")],
        &[find(
            "[VT0004] slot 1 `Codec::read` is frozen since revision 1: parameter `out` changed type",
            ("*mut Frame", "\"fn read(&mut self, out: *mut Frame) -> i32"),
            "&mut Frame",
            "fn read_ex2(&mut self, out: &mut Frame) -> i32 { .. }",
        )],
    ),
    stops(
        "35",
        "a pointer to a pointer became a pointer",
        &[("far: *const *const Far", "far: «*const Far»")],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `far` changed type",
            ("*const *const Far", "'fn chart("),
            "*const Far",
            "fn chart_ex1(&self, far: *const Far, hook: extern \"C\" fn(*const Hooked)) -> Status { .. }",
        )],
    ),
    stops(
        "37",
        "the constant of an array length changed, the text did not",
        &[("KEY: usize = 16", "KEY: usize = 32"), ("key: *const [u8; KEY]", "key: «*const [u8; KEY]»")],
        &[find(
            "[VT0004] slot 3 `Codec::unlock` is frozen since revision 1: parameter `key` changed type",
            ("*const [u8; 16]", "\"fn unlock("),
            "*const [u8; 32]",
            "if the text `*const [u8; KEY]` is unchanged, its meaning has changed",
        )],
    ),
    stops(
        "38",
        "the parameter of a closure changed",
        &[("done: &mut dyn FnMut(u32) -> bool", "done: «&mut dyn FnMut(u64) -> bool»")],
        &[find(
            "[VT0004] slot 2 `Codec::each` is frozen since revision 1: parameter `done` changed type",
            ("&mut dyn FnMut(u32) -> bool", "\"fn each("),
            "&mut dyn FnMut(u64) -> bool",
            "fn each_ex1(&self, done: &mut dyn FnMut(u64) -> bool) { .. }",
        )],
    ),
    stops(
        "38",
        "the parameter of a function pointer changed",
        &[("hook: extern \"C\" fn(*const Hooked)", "hook: «extern \"C\" fn(*const Far)»")],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `hook` changed type",
            ("extern \"C\" fn(*const Hooked)", "'fn chart("),
            "extern \"C\" fn(*const Far)",
            "fn chart_ex1(&self, far: *const *const Far, hook: extern \"C\" fn(*const Far)) -> Status { .. }",
        )],
    ),
    stops(
        "40",
        "a function pointer became nullable",
        &[("hook: extern \"C\" fn(*const Hooked)", "hook: «Option<extern \"C\" fn(*const Hooked)>»")],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `hook` changed type",
            ("extern \"C\" fn(*const Hooked)", "'fn chart("),
            "Option<extern \"C\" fn(*const Hooked)>",
            "fn chart_ex1(",
        )],
    ),
    stops(
        "41",
        "an alias has another target",
        &[("type Handle = u32", "type Handle = u64"), ("h: Handle", "h: «Handle»")],
        &[find(
            "[VT0004] slot 0 `Codec::open` is frozen since revision 1: parameter `h` changed type",
            ("u32", "\"fn open("),
            "u64",
            "if the text `Handle` is unchanged, its meaning has changed",
        )],
    ),
    stops(
        "65",
        "a recorded type renamed",
        &[
            ("far: *const *const Far", "far: «*const *const Distant»"),
            ("struct Far", "struct Distant"),
            ("*const Far", "*const Distant"),
        ],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `far` changed type",
            ("*const *const Far", "'fn chart("),
            "*const *const Distant",
            "restore it",
        )],
    ),
];
