//! A host, of revision 1 or 2: opens the module that it is given, calls all that there is, and prints the results as
//! the C host does.

use machines::{
    Both, Color, Counter, Event, Failure, Ledger, LedgerRef, Place, Probe, ProbeBox, Services, ServicesRef, Shape,
    Tint, Word,
};
use std::ffi::c_char;
use vtable_api::Host;
use vtable_api::module::Error;

struct Own;

impl Services for Own {
    fn log(&self, line: &str) {
        println!("log: {line}");
    }

    fn scale(&self, value: u64) -> u64 {
        value * 2
    }

    #[cfg(feature = "revision-2")]
    fn scale_ex1(&self, value: u64, by: u32) -> u64 {
        value * 2 * u64::from(by) + 1
    }
}

struct Total(u64);

impl Counter for Total {
    fn add(&mut self, value: u64) -> u64 {
        self.0 += value;
        self.0
    }
}

/// Made and left, by the module and by this host.
fn memory(module: &LedgerRef<'_>) -> [(u64, u64); 2] {
    let of = |made: u64, freed: u64| (made, made - freed);
    [of(module.made(), module.freed()), of(machines_ledger::made(), machines_ledger::freed())]
}

fn main() {
    let path = std::env::args_os().nth(1).expect("the path of a module");
    if let Err(error) = run(path.as_ref()) {
        println!("refused: {error}");
        std::process::exit(1);
    }
}

fn run(path: &std::path::Path) -> Result<(), Error> {
    let host = Host::new("host/1.0").lend("services", ServicesRef::new(&Own));
    let module = host.open(path)?;
    println!("module: {}", module.name());
    let ledger: LedgerRef<'_> = module.get("ledger")?;
    let before = memory(&ledger);
    let mut probe: ProbeBox = module.create("probe")?;
    println!("agreed: {}\npointers: {}", probe.agreed(), size_of::<usize>());
    numbers(&probe);
    pairs(&probe);
    structs(&mut probe);
    results(&probe);
    owned(&mut probe);
    callbacks(&probe);
    println!("counters: {} {}", probe.start(5).add(6), probe.finish(Box::new(Total(10))));
    later(&probe);
    drop(probe);
    let now = memory(&ledger);
    let [by_module, by_host] =
        [0, 1].map(|at| if now[at].0 > before[at].0 { "memory of the" } else { "none of the" });
    let [left, left_here] = [0, 1].map(|at| now[at].1.cast_signed() - before[at].1.cast_signed());
    println!("released: {by_module} module, {by_host} host, left {left} and {left_here}");
    Ok(())
}

/// In thousandths, as the C host prints it.
fn thousandths(value: f64) -> i64 {
    (value * 1000.0) as i64
}

fn numbers(probe: &ProbeBox) {
    println!("narrow: {}", probe.narrow(200, -100, 20000, -15000, true, b'A' as c_char));
    let wide = probe.wide(4_000_000_000, -5_000_000_000, 7, -9, 6_000_000_000, -11, 13 << 40, 4_000_000_001);
    println!("wide: {wide}");
    println!("floats: {}", thousandths(probe.floats(0.5, 250, -2.25, -7, 1.5, 1e6)));
    println!("half: {}", thousandths(probe.half(0.25).into()));
}

fn pairs(probe: &ProbeBox) {
    let mut ints = [10, 20, 2_000_000_000];
    print!("pairs: {} ", probe.pairs("", &[], &mut [], "", &[]));
    let sum = probe.pairs("Änne", &[1, 2, 65535], &mut ints, "d", &[1 << 40, 3]);
    println!("{sum} {} {} {}", ints[0], ints[1], ints[2]);
    println!("name: {}", probe.name());
}

fn place(place: &Place) -> String {
    let Place { shown, x, color, y, letter } = *place;
    let shown = if shown { "shown" } else { "hidden" };
    format!("({shown} {x} {} {} {})", color as u8, thousandths(y), char::from(letter))
}

fn shape(shape: &Shape) -> String {
    match *shape {
        Shape::Point => "point".into(),
        Shape::Circle(radius) => format!("circle {}", thousandths(radius)),
        Shape::Box { width, height } => format!("box {width} {height}"),
    }
}

fn tint(tint: Tint) -> u16 {
    match tint {
        Tint::Light => 256,
        Tint::Dark => 257,
        Tint::Unknown(number) => number,
    }
}

fn structs(probe: &mut ProbeBox) {
    let a = Place { shown: false, x: -1, color: Color::Blue, y: 1.5, letter: b'a' };
    let mut both = Both { a, size: 4_000_000_000, b: Place { letter: b'b', ..a }, rest: [1, 2, 60000] };
    probe.shift(&mut both.b);
    let Both { a, size, b, rest: [c, d, e] } = probe.swap(both);
    println!("places: {} {} {size} {c} {d} {e}", place(&a), place(&b));
    let mut shapes = vec![Shape::Point];
    (0..3).for_each(|at| shapes.push(probe.grow(shapes[at])));
    println!("shapes: {}", shapes.iter().map(shape).collect::<Vec<_>>().join(" "));
    bits(probe);
    let [light, other] = [(Color::Red, Tint::Light), (Color::Blue, Tint::Unknown(40000))]
        .map(|(color, of)| tint(probe.next(color, of)));
    println!("next: {light} {other}");
}

fn results(probe: &ProbeBox) {
    print!("parse:");
    for text in ["", "1234567890123456", "12x4", "123456789012345678901234567890"] {
        match probe.parse(text) {
            Ok(number) => print!(" {number}"),
            Err(Failure::Empty) => print!(" empty"),
            Err(Failure::BadDigit { at, byte }) => print!(" bad digit {byte} at {at}"),
            Err(Failure::Other(text)) => print!(" {}", &*text),
        }
    }
    let halves = [None, Some(1 << 40), Some((1 << 40) + 1)].map(|value| probe.halve(value));
    let [a, b, c] = halves.map(|half| half.map_or(-1, u64::cast_signed));
    println!("\nhalve: {a} {b} {c}");
}

fn owned(probe: &mut ProbeBox) {
    let numbers = probe.keep("what it keeps".into(), vec![1, 2, 4_000_000_000]);
    println!("keep: {} {} {}, {}", numbers[0], numbers[1], numbers[2], probe.kept());
    let given = Place { shown: true, x: -8, color: Color::Red, y: 0.125, letter: b'p' };
    println!("boxed: {}", place(&probe.boxed(Box::new(given))));
}

fn callbacks(probe: &ProbeBox) {
    for until in [9, 1] {
        let told = probe.watch(&mut |event, told| {
            match event {
                Event::Start => println!("event {told}: start"),
                Event::Step { done, total } => println!("event {told}: step {done} of {total}"),
                Event::Message(text) => println!("event {told}: {}", &**text),
            }
            told < until
        });
        println!("watch: {told}");
    }
    let hundred = 100.0;
    let computed = probe.compute(&|a, b, c| hundred + a * f64::from(b) + c as f64);
    println!("compute: {}", thousandths(computed));
    println!("ask: {}", probe.ask(&Own));
}

fn bits(probe: &ProbeBox) {
    let bits = probe.bits(Word { number: 0xffff_ffff_0000_0000 });
    // SAFETY: all bytes of the union are initialised, and each of its fields takes any.
    let number = unsafe { bits.number };
    // SAFETY: the same.
    let [a, b] = unsafe { bits.halves };
    println!("bits: {number} in halves {}", u64::from(a) + u64::from(b));
}

#[cfg(feature = "revision-2")]
fn later(probe: &ProbeBox) {
    if probe.has_narrow_ex1() && probe.has_describe() {
        println!("narrow_ex1: {}", probe.narrow_ex1(1, 2, 3, 4, false, b'B' as c_char, 100.0, 1000));
        println!("describe: {}", probe.describe());
    } else {
        println!("revision 2 is absent");
    }
}

#[cfg(not(feature = "revision-2"))]
fn later(_: &ProbeBox) {}
