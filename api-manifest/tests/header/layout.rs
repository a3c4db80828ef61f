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

/// What the header asserts of `expression`, on 64 bits.
fn asserted(text: &str, expression: &str) -> usize {
    let start = text.find(&format!(", {expression} == ")).unwrap_or_else(|| panic!("{expression}"));
    let value = text[start..].split(" == ").nth(1).and_then(|v| v.split(");").next());
    let value = value.expect("a value").replace("sizeof(void *)", "8");
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
        ("sizeof(vendor_pair)", size_of::<Pair>()),
        ("offsetof(vendor_pair, _1)", offset_of!(Pair, 1)),
        ("offsetof(vendor_pair, _3)", offset_of!(Pair, 3)),
        ("sizeof(vendor_any)", size_of::<Any>()),
        ("sizeof(vendor_holder)", size_of::<Holder>()),
        ("offsetof(vendor_holder, grid)", offset_of!(Holder, grid)),
        ("offsetof(vendor_holder, last)", offset_of!(Holder, last)),
        ("sizeof(vendor_deep)", size_of::<Deep>()),
        ("sizeof(vendor_flat)", size_of::<Flat>()),
        ("sizeof(vtable_api_option_u64)", size_of::<Opt>()),
        ("sizeof(vtable_api_vec_u8)", size_of::<Owned>()),
    ] {
        assert_eq!(asserted(&text, expression), here, "{expression}");
    }
}
