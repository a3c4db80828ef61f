//! What it costs to have copied values from a module, counted: each row by a loop, in the one function in which callgrind counts.

use std::ffi::{CString, c_char, c_int, c_void};
use std::hint::black_box;
use values::{Copied, Growable, Item, Made, PATH, Row, Values, ValuesRef};
use vtable_api::Module;
use vtable_api::__private::handle::Handle;

#[unsafe(no_mangle)]
#[inline(never)]
pub fn tests_measured(run: &dyn Fn(u64) -> u64, n: u64) -> u64 {
    run(n)
}

fn row(name: &str, times: [u64; 3], call: impl Fn(u64) -> u64) {
    // One row alone, for who looks at its parts.
    if std::env::args().nth(3).is_some_and(|only| only != name) {
        return;
    }
    println!("{name}\t{}", times[2] - times[1]);
    let run = |n| (0..n).fold(0, |sum, i| sum ^ call(black_box(i)));
    for n in times {
        black_box(tests_measured(&run, n));
    }
}

const MANY: [u64; 3] = [10, 1000, 2000];
/// Of the rows that are 10,000 each.
const FEW: [u64; 3] = [1, 1, 2];
const ROWS: u64 = 10_000;

unsafe extern "C" {
    fn dlopen(path: *const c_char, flags: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

fn sum_item(item: Item) -> u64 {
    (item.path.len() ^ item.title.len() ^ item.kind.len() ^ item.note.len()) as u64
}

fn sum_rows(rows: Vec<Row>) -> u64 {
    rows.iter().fold(0, |sum, row| sum ^ (row.path.len() ^ row.title.len()) as u64)
}

fn handle(name: &str, values: ValuesRef<'_>) {
    row(&format!("item {name}"), MANY, |i| sum_item(values.item(i)));
    row(&format!("rows {name}"), FEW, |_| sum_rows(values.rows(black_box(ROWS))));
}

fn lent(values: ValuesRef<'_>) {
    row("nothing", MANY, |i| i);
    row("text", MANY, move |_| values.text(black_box(PATH)));
    let copied = Copied { name: "name".into(), path: PATH.into(), ..Copied::default() };
    let growable = Growable { name: "name".into(), path: PATH.into(), ..Growable::default() };
    row("copied options", MANY, move |_| values.copied(black_box(&copied)));
    row("growable options", MANY, move |_| values.growable(black_box(&growable)));
    row("bytes", MANY, move |_| values.bytes(black_box(PATH.as_bytes())));
}

fn main() {
    let provider = black_box(Made(7));
    let here = black_box(ValuesRef::new(&provider));
    let _ = here.raw();
    let mut args = std::env::args().skip(1);
    let module = Module::open(args.next().expect("a module")).expect("it opens");
    let elsewhere: ValuesRef<'static> = module.get("values").expect("its export");
    lent(elsewhere);
    handle("from this program", here);
    handle("from a module", elsewhere);
    row("item made here", MANY, |_| sum_item(black_box(values::item())));
    row("rows made here", FEW, |_| sum_rows(black_box(values::rows(black_box(ROWS)))));

    let path = CString::new(args.next().expect("a library")).expect("a path");
    // SAFETY: a path that ends; RTLD_NOW.
    let library = unsafe { dlopen(path.as_ptr(), 2) };
    for (name, symbol, times, arg) in [
        ("item by hand", c"values_item", MANY, 0),
        ("item by hand, kept", c"values_item_kept", MANY, 0),
        ("rows by hand, kept", c"values_rows_kept", FEW, ROWS),
    ] {
        // SAFETY: the library is open, and the name ends.
        let function = unsafe { dlsym(library, symbol.as_ptr()) };
        assert!(!function.is_null());
        // SAFETY: so it is declared in `values.c`.
        let function: extern "C" fn(u64) -> u64 = unsafe { std::mem::transmute(function) };
        row(name, times, move |_| function(black_box(arg)));
    }
}
