//! The layouts in the header are those of `rustc`.
#![cfg(target_pointer_width = "64")]
#![allow(dead_code, reason = "only their layout matters")]

use super::build::everything;
use std::ffi::c_long;
use std::mem::{offset_of, size_of};

#[repr(C)]
struct Pair(u8, i64, c_long, f64);

#[repr(C)]
struct Owned(*mut u8, usize, usize, Option<extern "C" fn()>);

#[repr(C)]
union Any {
    byte: u8,
    wide: u64,
    bytes: [u8; 12],
    pair: std::mem::ManuallyDrop<Pair>,
}

#[repr(C)]
struct Holder {
    hash: [u8; 32],
    grid: [[f32; 3]; 2],
    id: u64,
    empty: (),
    last: bool,
}

#[repr(C, u32)]
enum Opt {
    None,
    Some(u64),
}

#[repr(C, i16)]
enum Deep {
    A(Opt) = -1,
    B { x: Owned, int: u8 } = 0,
    C(u8, u64) = 1,
    D(()) = 2,
}

#[repr(u16)]
enum Flat {
    A = 1,
    Tag { tag: u8, y: f64 } = 2,
    Int(u64) = 3,
    B(()) = 4,
}

/// What the header asserts of a type's size or, with a member behind it, of an offset, on 64 bits.
fn asserted(text: &str, of: &str) -> usize {
    let kind = if of.contains(", ") { "OFFSET" } else { "SIZE" };
    let assert = format!("VTABLE_API_{kind}_(vendor_every_thing, {of}, ");
    let value = text.lines().find_map(|line| line.strip_prefix(&assert)?.strip_suffix(");"));
    let value = value.unwrap_or_else(|| panic!("{assert}")).replace("sizeof(void *)", "8");
    if let Some(by_model) = value.strip_prefix("VTABLE_API_LAYOUT(") {
        return by_model.split(',').next().and_then(|v| v.parse().ok()).expect("a number");
    }
    let product = |term: &str| term.split(" * ").map(|f| f.parse::<usize>().expect(f)).product::<usize>();
    value.split(" + ").map(product).sum()
}

#[test]
fn sizes_and_offsets() {
    let text = everything().text();
    for (expression, here) in [
        ("vendor_pair", size_of::<Pair>()),
        ("vendor_pair, _1", offset_of!(Pair, 1)),
        ("vendor_pair, _3", offset_of!(Pair, 3)),
        ("vendor_any", size_of::<Any>()),
        ("vendor_holder", size_of::<Holder>()),
        ("vendor_holder, grid", offset_of!(Holder, grid)),
        ("vendor_holder, last", offset_of!(Holder, last)),
        ("vendor_deep", size_of::<Deep>()),
        ("vendor_flat", size_of::<Flat>()),
        ("vtable_api_option_u64", size_of::<Opt>()),
    ] {
        assert_eq!(asserted(&text, expression), here, "{expression}");
    }
    assert!(
        text.contains("VTABLE_API_VEC_LAYOUT_(vendor_every_thing, vtable_api_vec_u8);") && size_of::<Owned>() == 32
    );
}
