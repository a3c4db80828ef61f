//! Calls that are counted: each row by a loop, in the one function in which callgrind counts.

use std::hint::black_box;
use vtable_api::__private::handle::Handle;
use vtable_api::__private::negotiate::negotiate;
use vtable_api::vtable_api;

#[vtable_api(id = "tests/adder", unrecorded)]
pub trait Adder {
    fn add(&self, a: u64, b: u64) -> u64;
    fn add_other(&self, a: u64, other: &dyn Adder) -> u64;
    #[revision(2)]
    fn add_ex1(&self, a: u64, b: u64, c: u64) -> u64 {
        self.add(a, b ^ c)
    }
}

struct Xor(u64);

impl Adder for Xor {
    fn add(&self, a: u64, b: u64) -> u64 {
        self.0 ^ a ^ b
    }
    fn add_other(&self, a: u64, other: &dyn Adder) -> u64 {
        self.0 ^ other.add(a, 1)
    }
    fn add_ex1(&self, a: u64, b: u64, c: u64) -> u64 {
        self.0 ^ a ^ b ^ c
    }
}

#[unsafe(no_mangle)]
#[inline(never)]
pub fn tests_measured(run: &dyn Fn(u64) -> u64, n: u64) -> u64 {
    run(n)
}

fn row(name: &str, call: impl Fn(u64) -> u64) {
    println!("{name}");
    let run = |n| (0..n).fold(0, |sum, i| sum ^ call(black_box(i)));
    for n in [10, 1000, 2000] {
        black_box(tests_measured(&run, n));
    }
}

fn main() {
    // Not known to the compiler: as from a module.
    let provider = black_box(Xor(7));
    let adder = black_box(AdderRef::new(&provider));
    let raw = adder.raw();
    let (object, table) = (raw.object(), raw.table::<AdderTable>());
    // SAFETY: a table of every revision, for this object, as long as `provider` lives.
    let (add, add_ex1) = unsafe { ((*table).add, (*table).add_ex1) };

    row("raw", move |i| unsafe { add(object, i, 1) });
    row("handle", move |i| adder.add(i, 1));
    row("raw later", move |i| unsafe { add_ex1(object, i, 1, 2) });
    row("handle later", move |i| adder.add_ex1(i, 1, 2));

    // Neither can be kept in registers from call to call.
    let (in_memory, raw_in_memory) = (&adder, &(object, add, add_ex1));
    row("raw in memory", move |i| {
        let (object, add, _) = black_box(raw_in_memory);
        unsafe { add(*object, i, 1) }
    });
    row("handle in memory", move |i| black_box(in_memory).add(i, 1));
    row("raw later in memory", move |i| {
        let (object, _, add_ex1) = black_box(raw_in_memory);
        unsafe { add_ex1(*object, i, 1, 2) }
    });
    row("handle later in memory", move |i| black_box(in_memory).add_ex1(i, 1, 2));

    let other = &provider;
    row("object", move |i| adder.add_other(i, black_box(other)));
    let came_in = raw.to_object();
    row("negotiation", move |i| {
        // SAFETY: a table of this program.
        let raw = unsafe { negotiate(black_box(came_in), AdderRef::SPEC, 0, &mut []) };
        i ^ raw.map_or(0, |raw| raw.agreed())
    });
}
