//! Calls that are counted: each row by a loop, in the one function in which callgrind counts.

use std::hint::black_box;
use std::ffi::{CStr, c_char, c_int};
use vtable_api::__private::handle::Handle;
use vtable_api::__private::negotiate::{TableSpec, negotiate};
use vtable_api::__private::raw::{Caller, Header, RawObject};
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

/// The same, where a default body that panics in the caller is an error.
#[vtable_api(id = "tests/caught", unrecorded, panic = "error")]
pub trait Caught {
    fn add(&self, a: u64, b: u64) -> u64;
    #[revision(2)]
    fn add_ex1(&self, a: u64, b: u64) -> Result<u64, String> {
        Ok(self.add(a, b))
    }
}

/// And where it is none.
#[vtable_api(id = "tests/uncaught", unrecorded)]
pub trait Uncaught {
    fn add(&self, a: u64, b: u64) -> u64;
    #[revision(2)]
    fn add_ex1(&self, a: u64, b: u64) -> Result<u64, String> {
        Ok(self.add(a, b))
    }
}

struct Xor(u64);

impl Caught for Xor {
    fn add(&self, a: u64, b: u64) -> u64 {
        self.0 ^ a ^ b
    }
    fn add_ex1(&self, a: u64, b: u64) -> Result<u64, String> {
        Ok(self.0 ^ a ^ b)
    }
}

impl Uncaught for Xor {
    fn add(&self, a: u64, b: u64) -> u64 {
        self.0 ^ a ^ b
    }
    fn add_ex1(&self, a: u64, b: u64) -> Result<u64, String> {
        Ok(self.0 ^ a ^ b)
    }
}

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
    let (caught, uncaught) = (black_box(CaughtRef::new(&provider)), black_box(UncaughtRef::new(&provider)));
    row("caught", move |i| caught.add_ex1(i, 1).unwrap_or(i));
    row("uncaught", move |i| uncaught.add_ex1(i, 1).unwrap_or(i));
    negotiations();
}

#[repr(C)]
struct Table<const N: usize> {
    header: Header,
    slots: [extern "C" fn(); N],
}

extern "C" fn slot() {}

/// An id where the C library need not look for the end of a page.
#[repr(align(4096))]
struct Id([u8; 12]);

static ID: Id = Id(*b"tests/table\0");

fn id_of(id: &'static Id) -> &'static CStr {
    CStr::from_bytes_until_nul(&id.0).expect("it ends")
}

fn spec<const N: u32>() -> &'static TableSpec {
    let new = TableSpec::new(id_of(&ID), "tests/table", &[0xfca1_92cd_39f2_e21e], &[N], c"tests/1.0.0");
    Box::leak(Box::new(new))
}

/// A table of one revision, of which all that it says of itself lies elsewhere, as that of another binary.
fn table<const N: usize>(spec: &TableSpec) -> RawObject {
    let table = Box::leak(Box::new(Table { header: spec.header(None), slots: [slot; N] }));
    table.header.id = id_of(Box::leak(Box::new(Id(ID.0)))).as_ptr();
    table.header.fingerprints = spec.fingerprints.to_vec().leak().as_ptr();
    RawObject { table: &raw const table.header, object: std::ptr::null_mut() }
}

fn negotiations() {
    let (none, many) = (spec::<0>(), spec::<1000>());
    let (empty, full) = (table::<0>(none), table::<1000>(many));
    row("nothing", move |i| i ^ black_box(empty).table.addr() as u64);
    // SAFETY: a header.
    let id = unsafe { (*empty.table).id };
    // SAFETY: two texts that end.
    row("id", move |i| i ^ unsafe { strcmp(black_box(id), none.id()) } as u64);
    negotiation("negotiation", empty, none);
    negotiation("negotiation of a thousand slots", full, many);
    // SAFETY: a header.
    let header = unsafe { *empty.table };
    let caller = Caller {
        size: size_of::<Caller>() as u32,
        contract: header.contract,
        revisions: none.revisions(),
        required: 1,
        id: none.id(),
        fingerprints: none.fingerprints.as_ptr(),
        name: c"tests/1.0.0".as_ptr(),
        why: std::ptr::null_mut(),
        why_size: 0,
    };
    let answer = header.negotiate.expect("it has one");
    row("answer", move |i| {
        // SAFETY: its own header, and a whole caller.
        i ^ unsafe { answer(black_box(empty).table, &caller) }.addr() as u64
    });
}

unsafe extern "C" {
    fn strcmp(a: *const c_char, b: *const c_char) -> c_int;
}

fn negotiation(name: &str, came_in: RawObject, spec: &'static TableSpec) {
    row(name, move |i| {
        // SAFETY: a table of this program.
        let raw = unsafe { negotiate(black_box(came_in), spec, 0, &mut []) };
        i ^ raw.map_or(0, |raw| raw.agreed())
    });
}
