//! windows-core.
#![allow(non_snake_case)]

use harness::{Host, TEXT, Work};
use peer_windows_core::{ICallback, ICallback_Impl, ICodec, IOther, IOther_Impl};
use std::cell::Cell;
use std::hint::black_box;
use windows_core::implement;

#[implement(IOther)]
struct Mine(Work);

impl IOther_Impl for Mine_Impl {
    unsafe fn Value(&self, a: u64) -> u64 {
        self.0.integers(a, 1)
    }
}

#[implement(ICallback)]
struct Add(Cell<u64>);

impl ICallback_Impl for Add_Impl {
    unsafe fn Call(&self, a: u64) -> u64 {
        self.0.set(self.0.get() + a);
        self.0.get()
    }
}

fn main() {
    let host = Host::from_args();
    let codec = &host.symbol::<extern "C" fn() -> ICodec>("codec_new_com")();

    host.row("integers", move |i| unsafe { codec.Integers(i, 1) });
    host.row("bytes", move |_| {
        let bytes = black_box(TEXT);
        unsafe { codec.Bytes(bytes.as_ptr(), bytes.len()) }
    });
    host.row("result", move |i| {
        let mut value = 0;
        if unsafe { codec.Result(i, &mut value) }.is_ok() { value } else { 0 }
    });
    host.row("callback", move |i| {
        let add: ICallback = Add(Cell::new(0)).into();
        unsafe { codec.Callback(i, &add) }
    });
    let other: IOther = black_box(Mine(Work(3))).into();
    let other = &other;
    host.row("object", move |i| unsafe { codec.Object(i, other) });
}
