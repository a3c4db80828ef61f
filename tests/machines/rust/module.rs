//! A module, of revision 1 or 2.

use machines::{
    Both, Color, Counter, Event, Failure, Ledger, LedgerRef, Place, Probe, ProbeBox, Services, ServicesRef, Shape,
    Tint, Word,
};
use std::ffi::{c_char, c_int};
use vtable_api::HostExports;

#[derive(Default)]
struct Machine {
    kept: Option<String>,
}

fn after(color: Color) -> Color {
    match color {
        Color::Red => Color::Green,
        Color::Green => Color::Blue,
        Color::Blue => Color::Red,
    }
}

impl Probe for Machine {
    fn narrow(&self, a: u8, b: i8, c: u16, d: i16, e: bool, f: c_char) -> i16 {
        (i32::from(a) + i32::from(b) + i32::from(c) + i32::from(d) + i32::from(e) + i32::from(f)) as i16
    }

    fn wide(&self, a: u32, b: i64, c: usize, d: isize, e: u64, f: c_int, g: i64, h: u32) -> i64 {
        i64::from(a) + b + c as i64 + d as i64 + e as i64 + i64::from(f) + g + i64::from(h)
    }

    fn floats(&self, a: f32, b: u8, c: f64, d: i64, e: f32, f: f64) -> f64 {
        f64::from(a) + f64::from(b) + c + d as f64 + f64::from(e) + f
    }

    fn half(&self, value: f32) -> f32 {
        value / 2.0
    }

    fn pairs(&self, a: &str, b: &[u16], c: &mut [u32], d: &str, e: &[u64]) -> u64 {
        let lengths = a.len() + b.len() + c.len() + d.len() + e.len();
        let shorts: u64 = b.iter().copied().map(u64::from).sum();
        let ints: u64 = c.iter().copied().map(u64::from).sum();
        c.iter_mut().for_each(|number| *number *= 2);
        lengths as u64 + shorts + ints + e.iter().sum::<u64>()
    }

    fn name(&self) -> &str {
        "a probe"
    }

    fn shift(&mut self, place: &mut Place) {
        let Place { x, y, shown, color, letter } = *place;
        *place = Place { x: x + 1, y: y * 2.0, shown: !shown, color: after(color), letter };
    }

    fn swap(&self, both: Both) -> Both {
        let [a, b, c] = both.rest;
        let size = both.size + both.rest.map(usize::from).iter().sum::<usize>();
        Both { a: both.b, size, b: both.a, rest: [c, b, a] }
    }

    fn grow(&self, shape: Shape) -> Shape {
        match shape {
            Shape::Point => Shape::Circle(0.5),
            Shape::Circle(radius) => Shape::Box { width: 7, height: (radius * 4.0) as u64 },
            Shape::Box { width, height } => Shape::Box { width: width + 1, height: height + 1 },
        }
    }

    fn bits(&self, word: Word) -> Word {
        // SAFETY: all bytes of the union are initialised, and each of its fields takes any.
        Word { number: !unsafe { word.number } }
    }

    fn next(&self, color: Color, tint: Tint) -> Tint {
        match tint {
            Tint::Light => Tint::Dark,
            Tint::Dark => Tint::Unknown(257 + color as u16),
            Tint::Unknown(number) => Tint::Unknown(number + color as u16),
        }
    }

    fn parse(&self, text: &str) -> Result<u64, Failure> {
        match text.bytes().enumerate().find(|(_, byte)| !byte.is_ascii_digit()) {
            _ if text.is_empty() => Err(Failure::Empty),
            Some((at, byte)) => Err(Failure::BadDigit { at: at as u64, byte }),
            None => text.parse().map_err(|_| Failure::Other(String::from("too long").into())),
        }
    }

    fn halve(&self, value: Option<u64>) -> Option<u64> {
        value.filter(|value| value % 2 == 0).map(|value| value / 2)
    }

    fn keep(&mut self, text: String, mut numbers: Vec<u32>) -> Vec<u32> {
        self.kept = Some(text);
        numbers.reverse();
        numbers
    }

    fn kept(&self) -> String {
        self.kept.clone().unwrap_or_default()
    }

    fn boxed(&self, mut place: Box<Place>) -> Box<Place> {
        place.x += 1;
        place
    }

    fn watch(&self, on_event: &mut dyn FnMut(&Event<'_>, u8) -> bool) -> u32 {
        let steps = (1..=3).map(|done| Event::Step { done, total: 3 });
        let events = [Event::Start].into_iter().chain(steps).chain([Event::Message("finished".into())]);
        let mut told = 0;
        for event in events {
            told += 1;
            if !on_event(&event, told - 1) {
                break;
            }
        }
        told.into()
    }

    fn compute(&self, by: &dyn Fn(f64, u8, i64) -> f64) -> f64 {
        by(1.5, 3, 10) + 1.0
    }

    fn ask(&self, services: &dyn Services) -> u64 {
        services.log("asked");
        #[cfg(feature = "revision-2")]
        return services.scale_ex1(21, 3);
        #[cfg(not(feature = "revision-2"))]
        services.scale(21)
    }

    fn start(&self, at: u64) -> Box<dyn Counter> {
        Box::new(Total(at))
    }

    fn finish(&self, mut counter: Box<dyn Counter>) -> u64 {
        counter.add(4)
    }

    #[cfg(feature = "revision-2")]
    fn narrow_ex1(&self, a: u8, b: i8, c: u16, d: i16, e: bool, f: c_char, g: f32, h: u64) -> i16 {
        self.narrow(a, b, c, d, e, f) + 2 * g as i16 + 2 * h as i16
    }

    #[cfg(feature = "revision-2")]
    fn describe(&self) -> String {
        "a probe of revision 2".into()
    }
}

struct Total(u64);

impl Counter for Total {
    fn add(&mut self, value: u64) -> u64 {
        self.0 += value;
        self.0
    }
}

struct Book;

impl Ledger for Book {
    fn made(&self) -> u64 {
        machines_ledger::made()
    }

    fn freed(&self) -> u64 {
        machines_ledger::freed()
    }
}

fn start(host: &HostExports) -> Result<(), vtable_api::module::Error> {
    let services = host.get::<ServicesRef<'_>>("services")?;
    services.log(concat!("init of ", env!("CARGO_PKG_NAME")));
    Ok(())
}

vtable_api::module! {
    create "probe" => ProbeBox: Machine::default;
    lend "ledger" => LedgerRef: &Book;
    require "services" => ServicesRef, revision 1;
    init = start;
    export = true;
}
