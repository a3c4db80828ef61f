//! Two sides of one package, each as a host and as a module: every value has the text that its reader must see.
#![deny(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

/// Who made a value that is read.
#[derive(Clone, Copy, PartialEq)]
enum View {
    /// The reader's side.
    Own,
    /// The other one.
    Other,
    /// The reader's side, and the other one has had it meanwhile.
    Back,
}

/// What a value is made from.
#[derive(Clone, Copy)]
struct Seed {
    bits: u64,
    /// So many levels may be below it.
    depth: u32,
}

impl Seed {
    fn new(number: u64) -> Seed {
        Seed { bits: mixed(number), depth: 3 }
    }

    fn child(self, at: u64) -> Seed {
        Seed { bits: mixed(self.bits ^ mixed(at)), depth: self.depth.saturating_sub(1) }
    }

    fn pick(self, count: u64) -> u64 {
        (self.bits >> 20) % count
    }

    /// How many elements.
    fn count(self) -> u64 {
        if self.depth == 0 { 0 } else { self.pick(3) }
    }
}

/// The step of splitmix64.
fn mixed(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// What values consist of.
trait Part: Sized + Debug {
    fn of(seed: Seed) -> Self;
    /// What a reader of that value shows.
    fn seen(seed: Seed, view: View) -> String;
}

macro_rules! plain {
    ($($ty:ty: $of:expr;)*) => {$(
        impl Part for $ty {
            fn of(seed: Seed) -> Self {
                let of: fn(Seed) -> $ty = $of;
                of(seed)
            }
            fn seen(seed: Seed, _: View) -> String {
                format!("{:?}", Self::of(seed))
            }
        }
    )*};
}

plain! {
    bool: |seed| seed.pick(2) == 1;
    u8: |seed| seed.bits as u8;
    u16: |seed| seed.bits as u16;
    u32: |seed| seed.bits as u32;
    u64: |seed| seed.bits;
    i8: |seed| seed.bits as i8;
    i16: |seed| seed.bits as i16;
    i32: |seed| seed.bits as i32;
    i64: |seed| seed.bits as i64;
    f64: |seed| (seed.bits >> 11) as f64 / 3.0;
    String: |seed| "text".repeat(seed.pick(3) as usize) + &(seed.bits % 1000).to_string();
    Duration: |seed| Duration::from_nanos(seed.bits >> 8);
}

impl<T: Part> Part for Option<T> {
    fn of(seed: Seed) -> Self {
        (seed.count() > 0).then(|| T::of(seed.child(0)))
    }
    fn seen(seed: Seed, view: View) -> String {
        if seed.count() > 0 { format!("Some({})", T::seen(seed.child(0), view)) } else { "None".into() }
    }
}

impl<T: Part> Part for Box<T> {
    fn of(seed: Seed) -> Self {
        Box::new(T::of(seed))
    }
    fn seen(seed: Seed, view: View) -> String {
        T::seen(seed, view)
    }
}

impl<T: Part> Part for Vec<T> {
    fn of(seed: Seed) -> Self {
        (0..seed.count()).map(|at| T::of(seed.child(at))).collect()
    }
    fn seen(seed: Seed, view: View) -> String {
        let all: Vec<String> = (0..seed.count()).map(|at| T::seen(seed.child(at), view)).collect();
        format!("[{}]", all.join(", "))
    }
}

impl<K: Part + Ord, V: Part> Part for BTreeMap<K, V> {
    fn of(seed: Seed) -> Self {
        (0..seed.count()).map(|at| (K::of(seed.child(at)), V::of(seed.child(at + 9)))).collect()
    }
    fn seen(seed: Seed, view: View) -> String {
        let pairs = (0..seed.count()).map(|at| (K::of(seed.child(at)), V::seen(seed.child(at + 9), view)));
        let sorted: BTreeMap<K, String> = pairs.collect();
        let all: Vec<String> = sorted.iter().map(|(key, value)| format!("{key:?}: {value}")).collect();
        format!("{{{}}}", all.join(", "))
    }
}

impl<A: Part, B: Part> Part for (A, B) {
    fn of(seed: Seed) -> Self {
        (A::of(seed.child(0)), B::of(seed.child(1)))
    }
    fn seen(seed: Seed, view: View) -> String {
        format!("({}, {})", A::seen(seed.child(0), view), B::seen(seed.child(1), view))
    }
}

/// What a field of one side alone is: that value, or what the reader has in its place.
fn late<T: Part>(seed: Seed, view: View, default: T) -> String {
    if view == View::Own { T::seen(seed, view) } else { format!("{default:?}") }
}

/// What a variant is that the reader does not know.
fn unknown(tag: u64, text: Option<&str>) -> String {
    format!("Unknown(Unknown {{ tag: {tag}, text: {text:?} }})")
}

/// Values that were as expected.
static SAME: AtomicUsize = AtomicUsize::new(0);

/// Those of them that nobody on the side of their reader would have made.
static CHANGED: AtomicUsize = AtomicUsize::new(0);

#[track_caller]
fn check<T: Part>(found: &T, number: u64, view: View) {
    let (found, expected) = (format!("{found:?}"), T::seen(Seed::new(number), view));
    let name = std::any::type_name::<T>();
    assert!(found == expected, "value {number} of {name}:\n   found {found}\nexpected {expected}");
    SAME.fetch_add(1, Relaxed);
    CHANGED.fetch_add(usize::from(expected != T::seen(Seed::new(number), View::Own)), Relaxed);
}

#[track_caller]
fn check_all<T: Part>(found: &[T], number: u64, view: View) {
    assert_eq!(found.len(), 3, "{}", std::any::type_name::<T>());
    (number..).zip(found).for_each(|(number, one)| check(one, number, view));
}

fn value<T: Part>(number: u64) -> T {
    T::of(Seed::new(number))
}

fn values<T: Part>(number: u64) -> Vec<T> {
    (number..number + 3).map(value).collect()
}

/// How a module of the reader's own side, or of the other one, is told.
fn view(is_own: bool) -> View {
    if is_own { View::Own } else { View::Other }
}

/// Bytes that are in use.
static LIVE: AtomicIsize = AtomicIsize::new(0);

struct Counting;

#[global_allocator]
static HEAP: Counting = Counting;

// SAFETY: the system's heap does all the work.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size() as isize, Relaxed);
        // SAFETY: passed on to the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as isize, Relaxed);
        // SAFETY: passed on to the caller.
        unsafe { System.dealloc(ptr, layout) }
    }
}

/// What has been allocated in the work is freed once.
fn leaves_nothing(what: &str, work: impl FnOnce()) {
    let before = LIVE.load(Relaxed);
    work();
    assert_eq!(LIVE.load(Relaxed), before, "{what}: bytes before and after");
}

fn main() {
    let count: u64 = std::env::args().nth(1).expect("how many values").parse().expect("a number");
    a::host("a", &a::VTABLE_MODULE, count, true);
    a::host("b", &b::VTABLE_MODULE, count, false);
    b::host("a", &a::VTABLE_MODULE, count, false);
    let (same, changed) = (SAME.load(Relaxed), CHANGED.load(Relaxed));
    assert!(changed > same / 10, "only {changed} of {same} have a default or what is unknown in them");
    println!("{same} values");
}
