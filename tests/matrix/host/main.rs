//! A host, of revision 1, 2 or 3: opens the module that it is given, calls all that there is, and prints the results.
#![forbid(unsafe_code)]

use matrix::{Color, Engine, EngineBox, Event, Ledger, LedgerRef, Point, Services, ServicesRef, Session};
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

    #[cfg(feature = "revision-3")]
    fn title(&self, name: String) -> String {
        format!("Sir {name}")
    }
}

struct Lengths {
    total: u64,
}

impl Session for Lengths {
    fn push(&mut self, text: String) -> u64 {
        self.total += text.len() as u64;
        self.total
    }

    fn total(&self) -> u64 {
        self.total
    }

    #[cfg(feature = "revision-2")]
    fn clear(&mut self) -> u64 {
        std::mem::take(&mut self.total)
    }

    #[cfg(feature = "revision-3")]
    fn history(&self) -> Vec<u64> {
        vec![self.total, self.total + 1]
    }
}

/// Who has made and freed memory.
struct Books {
    module: LedgerRef<'static>,
}

impl Books {
    /// Made by the module and by this host, and what of it is left.
    fn read(&self) -> [u64; 4] {
        let [made, freed] = [matrix_ledger::made(), matrix_ledger::freed()];
        [self.module.made(), made, self.module.made() - self.module.freed(), made - freed]
    }

    /// Prints what `call` tells, and who made memory meanwhile; all of it must be gone afterwards.
    fn even<R: std::fmt::Debug>(&self, what: &str, call: impl FnOnce() -> R) {
        let before = self.read();
        let result = call();
        print!("{what}: {result:?}");
        drop(result);
        self.tell(before);
    }

    fn tell(&self, before: [u64; 4]) {
        let now = self.read();
        let by_whom = match (now[0] > before[0], now[1] > before[1]) {
            (false, false) => "",
            (true, false) => ", memory of the module",
            (false, true) => ", memory of the host",
            (true, true) => ", memory of both",
        };
        let left = [2, 3].map(|at| now[at].cast_signed() - before[at].cast_signed());
        println!("{by_whom}{}", if left == [0, 0] { String::new() } else { format!(", LEFT {left:?}") });
    }
}

fn main() {
    let path = std::env::args_os().nth(1).expect("the path of a module");
    if let Err(error) = run(path.as_ref()) {
        println!("refused: {error}");
    }
}

fn run(path: &std::path::Path) -> Result<(), Error> {
    let host = Host::new("matrix-host/1.0").lend("services", ServicesRef::new(&Own));
    let module = host.open(path)?;
    println!("module: {}", module.name());
    if module.exports().next().is_none() {
        return Ok(());
    }
    let books = Books { module: module.get("ledger")? };
    let before = books.read();
    let mut engine: EngineBox = module.create("engine")?;
    println!("engine: agreed {}", engine.agreed());
    plain(&engine, &books);
    exclusive(&mut engine, &books);
    callbacks(&engine, &books);
    sessions(&mut engine, &books);
    second(&engine, &books);
    third(&engine, &books);
    drop(engine);
    print!("released");
    books.tell(before);
    Ok(())
}

fn plain(engine: &EngineBox, books: &Books) {
    books.even("mix", || engine.mix(200, -300, 4_000_000_000, -5));
    books.even("next", || [Color::Red, Color::Green, Color::Blue].map(|color| engine.next(color)));
    books.even("sum", || (engine.sum(&[1, 2, 250]), engine.sum(&[])));
    books.even("greet", || engine.greet("Änne"));
    for text in ["", "1234567890123", "12x4", "123456789012345678901234567890", "why"] {
        books.even("parse", || engine.parse(text));
    }
    let origin = Point { x: 0, shown: false, y: 0.0, color: Color::Red };
    let other = Point { x: 1, ..origin.clone() };
    books.even("is_origin", || [None, Some(&origin), Some(&other)].map(|point| engine.is_origin(point)));
    books.even("negate", || engine.negate(i32::MAX));
}

fn exclusive(engine: &mut EngineBox, books: &Books) {
    let mut point = Point { x: -1, shown: false, y: 1.5, color: Color::Red };
    books.even("shift", || {
        engine.shift(&mut point);
        point
    });
    books.even("kept", || engine.kept());
    let before = books.read();
    let bytes = engine.keep("seven".repeat(3), vec![1, 2, 3]);
    print!("keep: {bytes:?} {:?}", engine.kept());
    drop(bytes);
    drop(engine.keep(String::new(), Vec::new()));
    books.tell(before);
}

fn callbacks(engine: &EngineBox, books: &Books) {
    books.even("watch", || {
        engine.watch(&mut |event| {
            println!("event: {event:?}");
            true
        })
    });
    books.even("watch", || engine.watch(&mut |event| !matches!(event, Event::Step { done: 2, total: 3 })));
    books.even("ask", || engine.ask(&Own));
}

fn sessions(engine: &mut EngineBox, books: &Books) {
    books.even("open_session", || {
        let mut session = engine.open_session("three");
        let pushed = session.push("more".into());
        #[cfg(feature = "revision-3")]
        return (pushed, session.clear(), session.total(), session.history());
        #[cfg(all(feature = "revision-2", not(feature = "revision-3")))]
        return (pushed, session.clear(), session.total());
        #[cfg(not(feature = "revision-2"))]
        (pushed, session.total())
    });
    books.even("adopt", || engine.adopt(Box::new(Lengths { total: 6 })));
}

#[cfg(feature = "revision-2")]
fn second(engine: &EngineBox, books: &Books) {
    println!("has: {:?}", [engine.has_mix_ex1(), engine.has_describe()]);
    books.even("mix_ex1", || engine.mix_ex1(1, 2, 3, 4, 100));
    books.even("describe", || engine.describe());
}

#[cfg(not(feature = "revision-2"))]
fn second(_: &EngineBox, _: &Books) {}

#[cfg(feature = "revision-3")]
fn third(engine: &EngineBox, books: &Books) {
    use matrix::Order;
    println!("has: {:?}", [engine.has_mix_ex2(), engine.has_perform(), engine.has_watch_ex1()]);
    books.even("mix_ex2", || engine.mix_ex2(1, 2, 3, 4, 100, 1000));
    books.even("perform", || engine.perform(Order::Rest));
    books.even("perform", || engine.perform(Order::Repeat { text: "ab".to_owned().into(), times: 3 }));
    books.even("perform", || engine.perform(Order::Reverse(vec![1, 2, 250].into())));
    for go_on in [true, false] {
        books.even("watch_ex1", || {
            let mut bytes = 0;
            let told = engine.watch_ex1(&Own, &mut |event| {
                bytes += if let Event::Message(text) = event { text.len() } else { 0 };
                go_on
            });
            (told, bytes)
        });
    }
}

#[cfg(not(feature = "revision-3"))]
fn third(_: &EngineBox, _: &Books) {}
