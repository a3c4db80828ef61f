//! abi_stable.

use abi_stable::library::RootModule;
use abi_stable::sabi_trait::prelude::TD_Opaque;
use abi_stable::sabi_types::{RMut, RRef};
use harness::{Host, LEN, TEXT, Work};
use peer_abi_stable::{Callback, Callback_TO, Module_Ref, Other, Other_TO};
use std::hint::black_box;

struct Mine(Work);

impl Other for Mine {
    fn value(&self, a: u64) -> u64 {
        self.0.integers(a, 1)
    }
}

struct Add<'a>(&'a mut u64);

impl Callback for Add<'_> {
    fn call(&mut self, a: u64) -> u64 {
        *self.0 += a;
        *self.0
    }
}

fn main() {
    let host = Host::without_module();
    let module = Module_Ref::load_from_file(&harness::path()).expect("the module can be loaded");
    let codec = &module.new()();

    host.row("integers", move |i| codec.integers(i, 1));
    host.row("text", move |_| codec.text(black_box(TEXT).into()));
    host.row("bytes", move |_| codec.bytes(black_box(TEXT).as_bytes().into()));
    host.row("result", move |i| codec.result(i).unwrap_or(0));
    host.row("owned", move |_| codec.vec(LEN).last().copied().unwrap_or(0).into());
    host.row("vec", move |_| {
        let ours = codec.vec(LEN).into_vec();
        black_box(&ours)[ours.len() - 1].into()
    });
    host.row("callback", move |i| {
        let mut count = 0;
        let mut add = Add(&mut count);
        codec.callback(i, Callback_TO::from_ptr(RMut::new(&mut add), TD_Opaque))
    });
    let other = &black_box(Mine(Work(3)));
    host.row("object", move |i| codec.object(i, Other_TO::from_ptr(RRef::new(other), TD_Opaque)));
}
