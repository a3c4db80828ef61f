//! In one program: each place there and back, at one growth. This runs under Miri.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fmt;
use vtable_api::{AbiType, Module, Unknown, vtable_api};

#[derive(AbiType, Clone, Debug, Default, PartialEq)]
#[abi(growable)]
pub struct Options {
    pub level: u32,
    pub name: String,
    #[abi(growth = 2)]
    pub is_strict: bool,
    #[abi(growth = 2, default = vec!["a".to_owned()])]
    pub tags: Vec<String>,
    #[abi(growth = 3)]
    pub inner: Option<Box<Options>>,
    #[abi(growth = 3)]
    pub next: Vec<Options>,
}

#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub enum Event {
    Nothing,
    Key(u32),
    Text {
        text: String,
        options: Option<Options>,
    },
    #[abi(growth = 2)]
    Batch(Vec<Event>, BTreeMap<String, Options>),
    Unknown(Unknown),
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Nothing => f.write_str("nothing"),
            Event::Key(code) => write!(f, "key {code}"),
            Event::Text { text, .. } => f.write_str(text),
            Event::Batch(events, _) => write!(f, "{} events", events.len()),
            Event::Unknown(unknown) => unknown.fmt(f),
        }
    }
}

/// A copied type that holds growable ones.
#[derive(AbiType, Clone, Debug)]
pub struct Page {
    pub options: Options,
    pub last: Option<Event>,
    pub all: [Option<Options>; 2],
}

#[vtable_api(id = "tests/growing", unrecorded)]
pub trait Grows {
    fn by_value(&self, options: Options) -> Options;
    fn lent(&self, options: &Options) -> String;
    fn lent_option(&self, options: Option<&Options>) -> Option<Options>;
    fn slice(&self, options: &[Options]) -> Vec<Options>;
    fn vector(&self, events: Vec<Event>) -> Vec<Event>;
    fn option(&self, event: Option<Event>) -> Option<Event>;
    fn result(&self, event: Event) -> Result<Options, Event>;
    fn page(&self, page: Page, lent: &Page) -> Page;
    fn callback(&self, of: &dyn Fn(&Event, Options) -> Event) -> Event;
    fn map(&self, map: BTreeMap<u32, Event>, lent: &BTreeMap<u32, Event>) -> usize;
}

struct Plain;
impl Grows for Plain {
    fn by_value(&self, options: Options) -> Options {
        options
    }
    fn lent(&self, options: &Options) -> String {
        format!("{options:?}")
    }
    fn lent_option(&self, options: Option<&Options>) -> Option<Options> {
        options.cloned()
    }
    fn slice(&self, options: &[Options]) -> Vec<Options> {
        options.to_vec()
    }
    fn vector(&self, mut events: Vec<Event>) -> Vec<Event> {
        events.truncate(3);
        events
    }
    fn option(&self, event: Option<Event>) -> Option<Event> {
        event
    }
    fn result(&self, event: Event) -> Result<Options, Event> {
        match event {
            Event::Text { options: Some(options), .. } => Ok(options),
            other => Err(other),
        }
    }
    fn page(&self, page: Page, lent: &Page) -> Page {
        Page { last: lent.last.clone(), ..page }
    }
    fn callback(&self, of: &dyn Fn(&Event, Options) -> Event) -> Event {
        of(&text("called"), options(1))
    }
    fn map(&self, map: BTreeMap<u32, Event>, lent: &BTreeMap<u32, Event>) -> usize {
        map.len() + lent.len()
    }
}

vtable_api::module! { create "plain" => GrowsBox: || Plain; }

fn options(depth: u32) -> Options {
    let inner = (depth > 0).then(|| Box::new(options(depth - 1)));
    let next = (0..depth).map(options).collect();
    Options { level: depth, name: "n".repeat(depth as usize), is_strict: true, tags: vec!["t".into()], inner, next }
}

fn text(text: &str) -> Event {
    Event::Text { text: text.into(), options: Some(options(1)) }
}

fn opened() -> GrowsBox {
    Module::from_static(&VTABLE_MODULE).expect("it fits").create("plain").expect("it is there")
}

#[test]
fn values_are_there_and_back() {
    let plain = opened();
    assert_eq!(plain.by_value(options(3)), options(3));
    assert_eq!(plain.lent(&options(3)), format!("{:?}", options(3)));
    assert_eq!(plain.lent_option(Some(&options(2))), Some(options(2)));
    assert_eq!(plain.lent_option(None), None);
    assert_eq!(plain.slice(&[options(0), options(2)]), [options(0), options(2)]);
    assert_eq!(plain.result(text("a")).expect("options"), options(1));
    assert_eq!(plain.result(Event::Key(7)).expect_err("an event").to_string(), "key 7");
}

#[test]
fn variants_are_there_and_back() {
    let plain = opened();
    let batch = Event::Batch(vec![Event::Nothing, text("b")], BTreeMap::from([("o".into(), options(1))]));
    let said: Vec<_> =
        plain.vector(vec![Event::Key(1), batch, text("a"), text("left")]).iter().map(Event::to_string).collect();
    assert_eq!(said, ["key 1", "2 events", "a"]);
    assert!(plain.option(None).is_none());
    assert!(matches!(plain.option(Some(Event::Nothing)), Some(Event::Nothing)));
}

#[test]
fn fields_and_callbacks_hold_them() {
    let plain = opened();
    let page = Page { options: options(1), last: None, all: [None, Some(options(2))] };
    let lent = Page { last: Some(text("last")), ..page.clone() };
    let back = plain.page(page, &lent);
    assert_eq!((back.options, back.all[1].clone()), (options(1), Some(options(2))));
    assert_eq!(back.last.expect("it was lent").to_string(), "last");
    let called = plain.callback(&|event, options| Event::Text { text: format!("{event}!"), options: Some(options) });
    assert_eq!(called.to_string(), "called!");
    let map = BTreeMap::from([(1, text("x")), (2, Event::Nothing)]);
    assert_eq!(plain.map(map.clone(), &map), 4);
}
