//! One of each kind of value there and back, in one program and without `unsafe`: what Miri looks at.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use vtable_api::{AbiType, Module, OwnedSlice, OwnedStr, Slice, SliceMut, Str, vtable_api};

#[derive(AbiType, Clone, Copy)]
#[repr(C, u32)]
enum Event<'a> {
    Nothing,
    Text(Str<'a>),
    Data { bytes: Slice<'a, u8>, last: bool },
}

#[derive(AbiType)]
#[repr(C)]
struct Report {
    pub name: OwnedStr,
    pub data: OwnedSlice<u32>,
    pub is_done: bool,
}

/// A copy of what is its own wire form and owns memory.
#[derive(AbiType)]
struct Filed {
    first: Report,
    rest: Vec<Report>,
    boxed: Option<Box<Report>>,
    pair: [Report; 2],
    pages: Vec<Page<u32, OwnedStr>>,
}

#[derive(AbiType)]
#[repr(C)]
struct Row<T> {
    of: T,
    next: T,
}

#[derive(AbiType)]
struct Page<T, U> {
    rows: Vec<Row<U>>,
    best: Option<(Row<T>, U)>,
    parts: Option<Box<Page<T, U>>>,
}

#[derive(AbiType)]
#[repr(C)]
struct Lent<'a> {
    pub flags: SliceMut<'a, bool>,
    pub any: &'a mut bool,
}

#[vtable_api(id = "tests/crossing-counter", unrecorded)]
trait Counter: Send + Sync {
    fn count(&self) -> u64;
    fn bump(&mut self) -> u64;
    #[revision(2)]
    fn twice(&self) -> u64 {
        2 * self.count()
    }
}

#[allow(clippy::type_complexity, reason = "one of each kind")]
#[vtable_api(id = "tests/crossing", unrecorded)]
trait Crossing {
    fn rest(text: &str) -> &str;
    fn borrow(&self, counter: &mut dyn Counter) -> u64;
    fn take(&self, counter: Box<dyn Counter>) -> u64;
    fn give(&self) -> Box<dyn Counter>;
    fn look(&self, counter: Option<&dyn Counter>) -> u64;
    fn visit(&self, each: &mut dyn FnMut(&mut dyn Counter, Option<&dyn Counter>) -> Box<dyn Counter>) -> u64;
    fn all(&self, own: &dyn Counter, each: &(dyn for<'x> Fn(&dyn Counter, &'x str, &'x str) -> bool + Sync)) -> usize;
    fn anew(&self, calls: usize) -> CrossingBox;
    fn other<'a>(&'a self, one: CounterRef<'a>) -> Option<CounterRef<'a>>;
    fn raised(&mut self, counter: CounterMut<'_>, each: &mut dyn FnMut(CounterRef<'_>)) -> CounterMut<'_>;
    fn kept(&self, all: Vec<CounterBox>) -> Result<CounterBox, CounterRef<'_>>;
    fn first<'a>(&self, text: &'a str, each: &mut dyn FnMut(&'a str) -> bool) -> Option<&'a str>;
    fn report(&self, name: String, data: Vec<u32>) -> Result<Report, String>;
    fn file(&self, reports: Vec<Report>) -> Filed;
    fn again(&self, filed: Filed, forget: bool) -> Option<Filed>;
    fn flip(&mut self, lent: Lent<'_>) -> usize;
    fn mix(&self, into: &mut [&mut [f32]], each: &mut dyn FnMut(&mut [&mut [f32]])) -> usize;
    fn event<'a>(&self, event: Event<'a>) -> Event<'a>;
    fn large(&self, value: Box<u64>) -> Option<Box<u64>>;
    fn mapped(&self, words: &[Str<'_>], each: &(dyn Fn(Str<'_>) -> String + Sync)) -> Vec<u8>;
    fn since(&self, from: (SystemTime, char), by: Duration) -> [(SystemTime, char); 2];
    fn counted(&self, words: Box<[String]>) -> BTreeMap<String, (NonZero<usize>, Box<str>)>;
    fn search(
        &self,
        from: &Path,
        name: Option<&OsStr>,
        each: &mut dyn FnMut(&Path, &OsStr) -> OsString,
    ) -> Vec<PathBuf>;
}

struct Counts(u64);

impl Counter for Counts {
    fn count(&self) -> u64 {
        self.0
    }
    fn bump(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

struct Provider {
    calls: usize,
    own: Counts,
}

impl Provider {
    fn new(calls: usize) -> Self {
        Provider { calls, own: Counts(50) }
    }
}

impl Crossing for Provider {
    fn rest(text: &str) -> &str {
        &text[1..]
    }
    fn borrow(&self, counter: &mut dyn Counter) -> u64 {
        counter.bump() + counter.bump()
    }
    fn take(&self, mut counter: Box<dyn Counter>) -> u64 {
        counter.bump()
    }
    fn give(&self) -> Box<dyn Counter> {
        Box::new(Counts(4))
    }
    fn look(&self, counter: Option<&dyn Counter>) -> u64 {
        counter.map_or(0, |counter| counter.count())
    }
    fn visit(&self, each: &mut dyn FnMut(&mut dyn Counter, Option<&dyn Counter>) -> Box<dyn Counter>) -> u64 {
        let (mut first, mut second) = (Counts(10), CounterBox::new(Counts(20)));
        let given = each(&mut first, Some(&second)).count();
        let kept = each(&mut second, None).count();
        given + kept + first.count() + second.count()
    }
    fn all(&self, own: &dyn Counter, each: &(dyn for<'x> Fn(&dyn Counter, &'x str, &'x str) -> bool + Sync)) -> usize {
        [own, &Counts(2), &self.give()].into_iter().filter(|counter| each(*counter, "a", "b")).count()
    }
    fn anew(&self, calls: usize) -> CrossingBox {
        CrossingBox::new(Provider::new(self.calls + calls))
    }
    fn other<'a>(&'a self, one: CounterRef<'a>) -> Option<CounterRef<'a>> {
        [one, CounterRef::new(&self.own)]
            .into_iter()
            .max_by_key(|counter| counter.count())
            .filter(|max| max.count() > 9)
    }
    fn raised(&mut self, mut counter: CounterMut<'_>, each: &mut dyn FnMut(CounterRef<'_>)) -> CounterMut<'_> {
        counter.bump();
        each(CounterRef::new(&counter));
        each(CounterRef::new(&self.own));
        CounterMut::new(&mut self.own)
    }
    fn kept(&self, all: Vec<CounterBox>) -> Result<CounterBox, CounterRef<'_>> {
        all.into_iter().next().ok_or(CounterRef::new(&self.own))
    }
    fn first<'a>(&self, text: &'a str, each: &mut dyn FnMut(&'a str) -> bool) -> Option<&'a str> {
        text.split(' ').find(|word| each(word))
    }
    fn report(&self, name: String, data: Vec<u32>) -> Result<Report, String> {
        if name.is_empty() {
            return Err("no name".into());
        }
        Ok(Report { name: name.into(), data: data.into(), is_done: true })
    }
    fn file(&self, mut reports: Vec<Report>) -> Filed {
        let mut next = || reports.pop().expect("there are more");
        let (first, boxed, pair) = (next(), Some(Box::new(next())), [next(), next()]);
        let row = |text: &str| Row { of: text.into(), next: OwnedStr::default() };
        let inner = Page { rows: vec![], best: Some((Row { of: 1, next: 2 }, "best".into())), parts: None };
        let page = Page { rows: vec![row("a"), row("b")], best: None, parts: Some(Box::new(inner)) };
        Filed { first, rest: reports, boxed, pair, pages: vec![page] }
    }
    fn again(&self, mut filed: Filed, forget: bool) -> Option<Filed> {
        filed.first = filed.rest.swap_remove(0);
        (!forget).then_some(filed)
    }
    fn flip(&mut self, mut lent: Lent<'_>) -> usize {
        lent.flags.iter_mut().for_each(|flag| *flag = !*flag);
        *lent.any = lent.flags.iter().any(|flag| *flag);
        self.calls += 1;
        self.calls
    }
    fn mix(&self, into: &mut [&mut [f32]], each: &mut dyn FnMut(&mut [&mut [f32]])) -> usize {
        each(into);
        into.swap(0, 1);
        std::mem::take(&mut into[0])[0] += 1.0;
        into[1][0] += 2.0;
        into.len()
    }
    fn event<'a>(&self, event: Event<'a>) -> Event<'a> {
        event
    }
    fn large(&self, value: Box<u64>) -> Option<Box<u64>> {
        (*value > 1).then_some(value)
    }
    fn mapped(&self, words: &[Str<'_>], each: &(dyn Fn(Str<'_>) -> String + Sync)) -> Vec<u8> {
        words.iter().flat_map(|word| each(*word).into_bytes()).collect()
    }
    fn since(&self, (time, letter): (SystemTime, char), by: Duration) -> [(SystemTime, char); 2] {
        [(time, letter), (time + by, letter.to_ascii_uppercase())]
    }
    fn counted(&self, words: Box<[String]>) -> BTreeMap<String, (NonZero<usize>, Box<str>)> {
        let mut counts = BTreeMap::new();
        for word in words {
            let upper = word.to_uppercase().into();
            let (count, _) = counts.entry(word).or_insert((0_usize, upper));
            *count += 1;
        }
        counts.into_iter().filter_map(|(word, (count, upper))| Some((word, (NonZero::new(count)?, upper)))).collect()
    }
    fn search(
        &self,
        from: &Path,
        name: Option<&OsStr>,
        each: &mut dyn FnMut(&Path, &OsStr) -> OsString,
    ) -> Vec<PathBuf> {
        let Some(name) = name else { return vec![from.into()] };
        let (first, second) = (each(from, name), each(&from.join(name), OsStr::new("")));
        vec![from.join(first), from.join(name).join(second)]
    }
}

static SEVEN: Counts = Counts(7);

vtable_api::module! {
    lend "seven" => CounterRef: &SEVEN;
    create "counter" => CounterBox: || Counts(7);
    create "crossing" => CrossingBox: || Provider::new(0);
}

fn module() -> Module {
    Module::from_static(&VTABLE_MODULE).unwrap()
}

fn crossing() -> CrossingBox {
    module().create("crossing").unwrap()
}

#[test]
fn objects() {
    let (module, crossing) = (module(), crossing());
    let seven: CounterRef<'static> = module.get("seven").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(seven.count(), 7));
        }
    });
    let mut counter: CounterBox = module.create("counter").unwrap();
    assert_eq!((crossing.borrow(&mut counter), crossing.look(Some(&counter)), crossing.look(None)), (17, 9, 0));
    assert_eq!(crossing.take(Box::new(counter)), 10);
    // Of this side, and of that side there again.
    assert_eq!((crossing.take(Box::new(Counts(1))), crossing.borrow(&mut Counts(3))), (2, 9));
    assert_eq!(crossing.take(crossing.give()), 5);
}

/// What slots return, what fields hold and what never crossed answers as handles do.
#[test]
fn objects_are_asked_what_handles_are_asked() {
    let given = crossing().give();
    let handle: CounterBox = module().create("counter").unwrap();
    let (mut own, mut boxed): (Counts, Box<dyn Counter>) = (Counts(1), Box::new(handle));
    let asked = |counter: &dyn Counter| (counter.agreed(), counter.has_twice(), counter.twice());
    assert_eq!((asked(&*given), asked(&own)), ((0b11, true, 8), (0b11, true, 2)));
    let shown = format!("{given:?}");
    assert!(shown.starts_with("tests/crossing-counter (revisions 0b11) at 0x"), "{shown}");
    // What stands for another object is that object.
    assert_eq!(format!("{boxed:?}"), format!("{:?}", &boxed as &dyn Counter));
    let shown = format!("{boxed:?}");
    assert_eq!(format!("{:?}", CounterRef::new(&boxed)), shown);
    assert_eq!(format!("{:?}", CounterRef::new(&CounterMut::new(&mut CounterMut::new(&mut boxed)))), shown);
    boxed = Box::new(CounterBox::new(CounterBox::new(boxed)));
    assert_eq!(format!("{boxed:?}"), shown);
    let crossing = crossing();
    assert_eq!((crossing.look(Some(&boxed)), crossing.borrow(&mut boxed), boxed.count()), (7, 17, 9));
    assert_eq!((crossing.borrow(&mut (&mut own as &mut dyn Counter)), own.count()), (5, 3));
    assert_eq!(crossing.take(Box::new(boxed)), 10);
}

/// Lent to a callback for its call, and given by it.
#[test]
fn callbacks_take_objects() {
    let (crossing, mut seen) = (crossing(), Vec::new());
    let sum = crossing.visit(&mut |counter, beside| {
        seen.push((counter.bump(), beside.map(|counter| counter.count())));
        Box::new(Counts(100))
    });
    assert_eq!((sum, seen), (232, vec![(11, Some(20)), (21, None)]));
    // One that comes back is the one that was lent, not behind a table of the other side.
    let own = Counts(1);
    let shown = format!("{:?}", &own as &dyn Counter);
    let is_it = |counter: &dyn Counter| format!("{counter:?}") == shown;
    assert_eq!(crossing.all(&own, &|counter, _, _| is_it(counter)), 1);
    assert_eq!(crossing.all(&own, &|counter, _, _| counter.has_twice() && counter.twice() > 3), 2);
}

/// In the place of objects, returned ones as well; of a table with a slot without a receiver there is no `dyn`.
#[test]
fn handles_are_types_of_slots() {
    let mut crossing = crossing().anew(3).anew(4);
    assert_eq!(crossing.flip(Lent { flags: (&mut [][..]).into(), any: &mut false }), 8);
    let (large, small) = (Counts(70), Counts(7));
    let found = [&large, &small].map(|counter| crossing.other(CounterRef::new(counter)).map(|counter| counter.count()));
    assert_eq!(found, [Some(70), Some(50)]);
    let (mut own, mut seen) = (CounterBox::new(Counts(1)), Vec::new());
    let mut lent = crossing.raised(CounterMut::new(&mut own), &mut |counter| seen.push(counter.count()));
    assert_eq!((lent.bump(), lent.has_twice(), seen, own.count()), (51, true, vec![2, 50], 2));
    assert_eq!(crossing.kept(vec![]).map(|_| 0).map_err(|counter| counter.count()), Err(51));
    let address = format!("{own:?}");
    let back = crossing.kept(vec![own, CounterBox::new(Counts(0))]).unwrap_or_else(|_| panic!("the first"));
    assert_eq!((format!("{back:?}"), back.count()), (address, 2));
}

#[test]
fn what_is_lent_comes_back() {
    let text = String::from("ab cd ef");
    let (crossing, mut seen) = (crossing(), Vec::new());
    let found = crossing.first(&text, &mut |word| {
        seen.push(word);
        word == "cd"
    });
    let rest = crossing.rest(&text);
    drop(crossing);
    assert_eq!((found, rest, seen), (Some("cd"), "b cd ef", vec!["ab", "cd"]));
}

#[test]
fn what_is_lent_for_writing_is_written() {
    let (mut flags, mut any, mut crossing) = ([true, false], false, crossing());
    assert_eq!(crossing.flip(Lent { flags: (&mut flags[..]).into(), any: &mut any }), 1);
    assert_eq!((flags, any), ([false, true], true));
}

#[test]
fn slices_of_slices_are_written_where_they_are() {
    let (mut left, mut right, mut empty) = ([0.0], [0.5, 0.5], []);
    let mut into = [&mut left[..], &mut right, &mut empty];
    let count = crossing().mix(&mut into, &mut |into| {
        into.iter_mut().for_each(|slice| slice.reverse());
        into[1][1] = 8.0;
        into.swap(1, 2);
    });
    // Each side has an outer slice of its own.
    assert_eq!((count, into[2].len()), (3, 0));
    into[0][0] += 0.25;
    assert_eq!((left, right), ([2.25], [1.5, 8.0]));
}

#[test]
fn enums() {
    let (crossing, bytes) = (crossing(), [1, 2]);
    let data = Event::Data { bytes: (&bytes[..]).into(), last: true };
    assert!(matches!(crossing.event(data), Event::Data { bytes, last: true } if bytes[..] == [1, 2]));
    assert!(matches!(crossing.event(Event::Text("x".into())), Event::Text(text) if &*text == "x"));
    assert!(matches!(crossing.event(Event::Nothing), Event::Nothing));
}

#[test]
fn types_of_std_are_their_parts() {
    let (crossing, second) = (crossing(), Duration::from_secs(1));
    let before = SystemTime::UNIX_EPOCH - second / 2;
    assert_eq!(crossing.since((before, 'x'), second), [(before, 'x'), (before + second, 'X')]);
    let counted = crossing.counted(Box::new(["b", "a", "b"].map(String::from)));
    let count = |count| NonZero::new(count).unwrap();
    assert_eq!(counted, [("a".into(), (count(1), "A".into())), ("b".into(), (count(2), "B".into()))].into());
}

/// What is no text: a byte that is not UTF-8, or a surrogate without another.
#[cfg(unix)]
fn odd() -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(vec![b'x', 0xff])
}
#[cfg(windows)]
fn odd() -> OsString {
    std::os::windows::ffi::OsStringExt::from_wide(&[0x78, 0xd8ff])
}

#[test]
fn paths_arrive_as_the_system_has_them() {
    let (crossing, from, name) = (crossing(), Path::new("a"), odd());
    assert_eq!(crossing.search(from, None, &mut |_, name| name.into()), [PathBuf::from("a")]);
    // What was lent outlives a call in a call.
    let mut each = |path: &Path, name: &OsStr| {
        let inner = crossing.search(path, Some(name), &mut |_, _| OsString::from("inner"));
        assert_eq!(inner, [path.join("inner"), path.join(name).join("inner")]);
        if name.is_empty() { path.into() } else { name.into() }
    };
    let found = crossing.search(from, Some(&name), &mut each);
    let joined = from.join(&name);
    assert_eq!(found, [joined.clone(), joined.join(&joined)]);
}

#[test]
fn what_is_owned_changes_hands() {
    let crossing = crossing();
    let report = crossing.report("first".into(), vec![1, 2, 3]).unwrap();
    assert_eq!((&*report.name, &report.data[..], report.is_done), ("first", &[1, 2, 3][..], true));
    assert_eq!(crossing.report(String::new(), vec![]).err().as_deref(), Some("no name"));
    assert_eq!((crossing.large(Box::new(7)), crossing.large(Box::new(1))), (Some(Box::new(7)), None));
    let words = ["a".into(), "b".into()];
    assert_eq!(crossing.mapped(&words, &|word| format!("{}!", &*word)), b"a!b!");
}

#[test]
fn what_owns_memory_as_it_is() {
    let report = |name: &str| Report { name: name.into(), data: vec![1, 2].into(), is_done: true };
    let reports = || "abcdef".split("").filter(|name| !name.is_empty()).map(report).collect();
    let crossing = crossing();
    let filed = crossing.again(crossing.file(reports()), false).expect("it comes back");
    let Filed { first, rest, boxed, pair, pages } = &filed;
    let names: Vec<&str> =
        [first, &rest[0], boxed.as_deref().expect("it is there"), &pair[0], &pair[1]].map(|of| &*of.name).into();
    assert_eq!((names, rest.len(), &first.data[..]), (vec!["a", "b", "e", "d", "c"], 1, &[1, 2][..]));
    let rows: Vec<&str> = pages[0].rows.iter().flat_map(|row| [&*row.of, &*row.next]).collect();
    let best = pages[0].parts.as_ref().and_then(|page| page.best.as_ref());
    assert_eq!((rows, best.map(|(row, of)| (row.of, row.next, &**of))), (vec!["a", "", "b", ""], Some((1, 2, "best"))));
    assert!(crossing.again(filed, true).is_none());
}
