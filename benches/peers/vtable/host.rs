//! vtable, of Slint.

use harness::{Host, Work};
use peer_vtable::{Callback, CallbackVTable, CodecVTable, Other, OtherVTable};
use peer_vtable::{CallbackVTable_static, OtherVTable_static};
use std::hint::black_box;
use vtable::{VBox, VRef, VRefMut};

struct Mine(Work);

impl Other for Mine {
    fn value(&self, a: u64) -> u64 {
        self.0.integers(a, 1)
    }
}
OtherVTable_static!(static MINE_VT for Mine);

struct Add(u64);

impl Callback for Add {
    fn call(&mut self, a: u64) -> u64 {
        self.0 += a;
        self.0
    }
}
CallbackVTable_static!(static ADD_VT for Add);

fn main() {
    let host = Host::from_args();
    let codec = host.symbol::<extern "C" fn() -> VBox<CodecVTable>>("codec_new")();
    let codec = codec.borrow();

    host.row("integers", move |i| codec.integers(i, 1));
    host.row("callback", move |i| {
        let mut add = Add(0);
        codec.callback(i, VRefMut::<CallbackVTable>::new(&mut add))
    });
    let other = &black_box(Mine(Work(3)));
    host.row("object", move |i| codec.object(i, VRef::<OtherVTable>::new(other)));
}
