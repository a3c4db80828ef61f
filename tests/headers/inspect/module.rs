//! A module in Rust.
#![forbid(unsafe_code)]

use std::sync::OnceLock;
use kit::{Event, Failure, Kit, KitBox, Log, LogRef, Word};
use vtable_api::Str;
use vtable_api::module::HostExports;

static LOG: OnceLock<LogRef<'static>> = OnceLock::new();

#[derive(Default)]
struct Mine(u64);

impl Kit for Mine {
    fn join(&self, parts: &[Str<'_>], by: &str) -> String {
        parts.iter().map(|part| &**part).collect::<Vec<&str>>().join(by)
    }
    fn keep(&mut self, text: String, bytes: Vec<u8>) -> u64 {
        self.0 += (text.len() + bytes.len()) as u64;
        self.0
    }
    fn each(&self, count: u32, seen: &mut dyn FnMut(u32, &str) -> bool) -> Option<String> {
        (0..count).find(|n| !seen(*n, "step")).map(|n| format!("stopped at {n}"))
    }
    fn parse(&self, text: &str) -> Result<Word, Failure> {
        if text.is_empty() {
            return Err(Failure::Empty);
        }
        Ok(Word { text: text.to_uppercase().into(), letters: text.len() as u32 })
    }
    fn parse_ex1(&self, text: &str, most: u32) -> Result<Word, Failure> {
        if text.len() as u32 > most { Err(Failure::Long) } else { self.parse(text) }
    }
    fn echo(&self, event: Event) -> Event {
        match event {
            Event::Nothing => Event::Nothing,
            Event::Count(count) => Event::Count(count + 1),
            Event::Said { by, text } => Event::Said { by, text: format!("{}!", &*text).into() },
        }
    }
    fn tell(&self, log: &dyn Log, text: &str) {
        log.line(text);
    }
    fn logger(&self) -> Box<dyn Log> {
        struct Out;
        impl Log for Out {
            fn line(&self, text: &str) {
                println!("from the module: {text}");
            }
        }
        Box::new(Out)
    }
}

fn start(host: &HostExports) -> Result<(), vtable_api::module::Error> {
    let log = host.get("log")?;
    LOG.get_or_init(|| log).line("ready");
    Ok(())
}

vtable_api::module! {
    create "kit" => KitBox: Mine::default;
    require "log" => LogRef, revision 1;
    init = start;
    export = true;
}
