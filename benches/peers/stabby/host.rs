//! stabby.

use harness::{Host, LEN, TEXT, Work};
use peer_stabby::{CodecDyn, Other};
use stabby::libloading::StabbyLibrary;
use std::hint::black_box;

struct Mine(Work);

impl Other for Mine {
    extern "C" fn value(&self, a: u64) -> u64 {
        self.0.integers(a, 1)
    }
}

type New = extern "C" fn() -> stabby::dynptr!(stabby::boxed::Box<dyn peer_stabby::Codec>);

fn main() {
    let host = Host::without_module();
    let library = unsafe { harness::Library::new(harness::path()) }.expect("the module can be loaded");
    let new = unsafe { library.get_stabbied::<New>(b"codec_new") }.expect("it has a codec");
    let codec = &new();

    host.row("integers", move |i| codec.integers(i, 1));
    host.row("text", move |_| codec.text(black_box(TEXT).into()));
    host.row("bytes", move |_| codec.bytes(black_box(TEXT).as_bytes().into()));
    host.row("result", move |i| codec.result(i).ok().unwrap_or(0));
    host.row("owned", move |_| codec.vec(LEN).last().copied().unwrap_or(0).into());
    host.row("vec", move |_| {
        let ours = codec.vec(LEN).to_vec();
        black_box(&ours)[ours.len() - 1].into()
    });
    host.row("callback", move |i| {
        let mut count = 0;
        let mut add = |a: u64| {
            count += a;
            count
        };
        codec.callback(i, (&mut add).into())
    });
    let other = &black_box(Mine(Work(3)));
    host.row("object", move |i| codec.object(i, other.into()));
}
