//! `dyn Trait`.

use harness::{Host, LEN, TEXT, Work};
use peer_dyn::{Codec, Other};
use std::hint::black_box;

struct Mine(Work);

impl Other for Mine {
    fn value(&self, a: u64) -> u64 {
        self.0.integers(a, 1)
    }
}

fn main() {
    let host = Host::from_args();
    let codec = host.symbol::<fn() -> Box<dyn Codec>>("codec_new_dyn")();
    let codec: &dyn Codec = &*codec;

    host.row("integers", move |i| codec.integers(i, 1));
    host.row("text", move |_| codec.text(black_box(TEXT)));
    host.row("bytes", move |_| codec.bytes(black_box(TEXT).as_bytes()));
    host.row("result", move |i| codec.result(i).unwrap_or(0));
    host.row("owned", move |_| codec.vec(LEN).last().copied().unwrap_or(0).into());
    host.row("vec", move |_| {
        let ours = codec.vec(LEN);
        black_box(&ours)[ours.len() - 1].into()
    });
    host.row("callback", move |i| {
        let mut count = 0;
        codec.callback(i, &mut |a| {
            count += a;
            count
        })
    });
    let other = &black_box(Mine(Work(3)));
    host.row("object", move |i| codec.object(i, other));
}
