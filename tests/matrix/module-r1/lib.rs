//! A module as it was written when there was revision 1. It stays as it is: old modules do, too.
#![forbid(unsafe_code)]

use matrix::{Color, Engine, EngineBox, Event, Failure, Ledger, LedgerRef, Point, Services, ServicesRef, Session};
use std::ffi::c_int;
use vtable_api::HostExports;

#[derive(Default)]
struct Machine {
    kept: Option<String>,
}

impl Engine for Machine {
    fn mix(&self, a: u8, b: i16, c: u32, d: i64) -> u64 {
        (i64::from(a) + i64::from(b) + i64::from(c) + d) as u64
    }

    fn next(&self, color: Color) -> Color {
        match color {
            Color::Red => Color::Green,
            Color::Green => Color::Blue,
            Color::Blue => Color::Red,
        }
    }

    fn sum(&self, bytes: &[u8]) -> u64 {
        bytes.iter().copied().map(u64::from).sum()
    }

    fn shift(&mut self, point: &mut Point) {
        *point = Point { x: point.x + 1, shown: !point.shown, y: point.y * 2.0, color: self.next(point.color) };
    }

    fn greet(&self, name: &str) -> String {
        format!("Hello, {name}!")
    }

    fn keep(&mut self, text: String, mut bytes: Vec<u8>) -> Vec<u8> {
        self.kept = Some(text);
        bytes.reverse();
        bytes
    }

    fn kept(&self) -> Option<u32> {
        self.kept.as_ref().map(|text| text.len() as u32)
    }

    fn parse(&self, text: &str) -> Result<u64, Failure> {
        if text == "why" {
            return Err(Failure::Other(format!("{text} not").into()));
        }
        match text.bytes().enumerate().find(|(_, byte)| !byte.is_ascii_digit()) {
            _ if text.is_empty() => Err(Failure::Empty),
            Some((at, byte)) => Err(Failure::BadDigit { at: at as u64, byte }),
            None => text.parse().map_err(|_| Failure::TooLong(text.len() as u32)),
        }
    }

    fn watch(&self, on_event: &mut dyn FnMut(&Event<'_>) -> bool) -> u32 {
        let steps = (1..=3).map(|done| Event::Step { done, total: 3 });
        let events = [Event::Start].into_iter().chain(steps).chain([Event::Message("finished".into())]);
        let mut told = 0;
        for event in events {
            told += 1;
            if !on_event(&event) {
                break;
            }
        }
        told
    }

    fn ask(&self, services: &dyn Services) -> u64 {
        services.log("asked");
        services.scale(21)
    }

    fn open_session(&self, name: &str) -> Box<dyn Session> {
        Box::new(Tally { total: name.len() as u64 })
    }

    fn adopt(&mut self, mut session: Box<dyn Session>) -> u64 {
        session.push("four".into());
        session.total()
    }

    fn is_origin(&self, point: Option<&Point>) -> bool {
        point.is_some_and(|point| point.x == 0 && point.y == 0.0)
    }

    fn negate(&self, value: c_int) -> c_int {
        -value
    }
}

struct Tally {
    total: u64,
}

impl Session for Tally {
    fn push(&mut self, text: String) -> u64 {
        self.total += text.len() as u64;
        self.total
    }

    fn total(&self) -> u64 {
        self.total
    }
}

struct Book;

impl Ledger for Book {
    fn made(&self) -> u64 {
        matrix_ledger::made()
    }

    fn freed(&self) -> u64 {
        matrix_ledger::freed()
    }
}

fn start(host: &HostExports) -> Result<(), vtable_api::module::Error> {
    let services = host.get::<ServicesRef<'_>>("services")?;
    services.log(concat!("init of ", env!("CARGO_PKG_NAME")));
    Ok(())
}

vtable_api::module! {
    create "engine" => EngineBox: Machine::default;
    lend "ledger" => LedgerRef: &Book;
    require "services" => ServicesRef, revision 1;
    init = start;
    export = true;
}
