//! safer-ffi.

use harness::{Host, LEN, TEXT, Work};
use peer_safer_ffi::{Codec, Other};
use safer_ffi::closure::RefDynFnMut1;
use safer_ffi::dyn_traits::VirtualPtr;
use std::hint::black_box;

struct Mine(Work);

impl Other for Mine {
    fn value(&self, a: u64) -> u64 {
        self.0.integers(a, 1)
    }
}

fn main() {
    let host = Host::from_args();
    let codec = &host.symbol::<fn() -> VirtualPtr<dyn Codec>>("codec_new_virtual")();

    host.row("integers", move |i| codec.integers(i, 1));
    host.row("text", move |_| codec.text(black_box(TEXT).into()));
    host.row("bytes", move |_| codec.bytes(black_box(TEXT).as_bytes().into()));
    host.row("owned", move |_| codec.vec(LEN).last().copied().unwrap_or(0).into());
    host.row("vec", move |_| {
        let ours: Vec<u8> = codec.vec(LEN).into();
        black_box(&ours)[ours.len() - 1].into()
    });
    host.row("callback", move |i| {
        let mut count = 0;
        let mut add = |a: u64| {
            count += a;
            count
        };
        codec.callback(i, RefDynFnMut1::new(&mut add))
    });
    let other = &black_box(Mine(Work(3)));
    host.row("object", move |i| codec.object(i, other.into()));
}
