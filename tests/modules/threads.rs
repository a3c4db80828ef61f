//! Many threads: `Send` and `Sync` exactly as the trait says, and each module opened once whoever comes first.
//!
//! What the compiler says of what is not so is in `compile_fail/threads.rs`.
#![cfg(unix)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::c;
use crate::tally::{Tally, TallyBox, TallyMut, TallyObject, TallyRef, tally, tally_of};
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use vtable_api::module::{Error, ErrorKind, Host, HostExports};
use vtable_api::{Module, vtable_api};

const THREADS: usize = 8;
const ROUNDS: u32 = 500;

#[vtable_api(id = "test/plain", unrecorded)]
pub trait Plain {
    fn peek(&self) -> u32;
}

#[vtable_api(id = "test/moved", unrecorded)]
pub trait Moved: Send {
    fn add(&mut self, more: u32) -> u32;
}

#[vtable_api(id = "test/seen", unrecorded)]
pub trait Seen: Sync {
    fn peek(&self) -> u32;
}

#[vtable_api(id = "test/spreader", unrecorded)]
pub trait Spreader: Send + Sync {
    fn spread(&self, threads: u32, call: &(dyn Fn(u32) -> u32 + Sync)) -> u32;
    fn hand_over(&self, call: &mut (dyn FnMut(u32) -> u32 + Send)) -> u32;
}

/// Whether a type is `Send`, and whether it is `Sync`: an inherent constant comes before that of a trait.
macro_rules! threads_of {
    ($($name:ty),* $(,)?) => { [$((is!($name, Send), is!($name, Sync))),*] };
}

macro_rules! is {
    ($name:ty, $bound:ident) => {{
        #[allow(dead_code, reason = "for types that are")]
        trait No {
            const IS: bool = false;
        }
        struct Of<T: ?Sized>(std::marker::PhantomData<T>);
        impl<T: ?Sized> No for Of<T> {}
        #[allow(dead_code, reason = "for types that are not")]
        impl<T: ?Sized + $bound> Of<T> {
            const IS: bool = true;
        }
        <Of<$name>>::IS
    }};
}

const NEITHER: (bool, bool) = (false, false);
const SEND: (bool, bool) = (true, false);
const SYNC: (bool, bool) = (false, true);
const BOTH: (bool, bool) = (true, true);

/// As `&T`, `&mut T` and `Box<T>` of every provider would be; the `dyn` of the trait is the judge.
#[test]
fn handles_are_what_the_trait_says() {
    assert_eq!(threads_of!(PlainRef<'static>, PlainMut<'static>, PlainBox), [NEITHER; 3]);
    assert_eq!(threads_of!(&'static dyn Plain, &'static mut dyn Plain, Box<dyn Plain>), [NEITHER; 3]);
    assert_eq!(threads_of!(MovedRef<'static>, MovedMut<'static>, MovedBox), [NEITHER, SEND, SEND]);
    assert_eq!(threads_of!(&'static dyn Moved, &'static mut dyn Moved, Box<dyn Moved>), [NEITHER, SEND, SEND]);
    assert_eq!(threads_of!(SeenRef<'static>, SeenMut<'static>, SeenBox), [BOTH, SYNC, SYNC]);
    assert_eq!(threads_of!(&'static dyn Seen, &'static mut dyn Seen, Box<dyn Seen>), [BOTH, SYNC, SYNC]);
    assert_eq!(threads_of!(TallyRef<'static>, TallyMut<'static>, TallyBox), [BOTH; 3]);
    assert_eq!(threads_of!(&'static dyn Tally, &'static mut dyn Tally, Box<dyn Tally>), [BOTH; 3]);
    assert_eq!(threads_of!(PlainObject, MovedObject, SeenObject, TallyObject), [NEITHER, SEND, SYNC, BOTH]);
    assert_eq!(threads_of!(Module, Host, HostExports, Error), [BOTH; 4]);
}

/// Starts `work` in all threads at the same time; its results.
fn at_once<R: Send>(work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        let run = |index| {
            let (start, work) = (&start, &work);
            scope.spawn(move || {
                start.wait();
                work(index)
            })
        };
        let threads: Vec<_> = (0..THREADS).map(run).collect();
        threads.into_iter().map(|thread| thread.join().expect("no thread panics")).collect()
    })
}

#[test]
fn several_files_and_hosts_from_many_threads() {
    let folder = c::folder("several");
    let files = [1, 2, 3].map(|number| tally(&folder, &format!("tally{number}"), number, &[]));
    let hosts = [Host::new("a"), Host::new("b")];
    let opened = at_once(|index| {
        let mut adders = Vec::new();
        for turn in 0..files.len() {
            let which = (index + turn) % files.len();
            for host in &hosts {
                let tally = tally_of(&host.open(&files[which]).unwrap());
                assert_eq!(tally.number(), which as u32 + 1);
                adders.push((which, tally.adder() as usize));
            }
        }
        adders.sort_unstable();
        adders
    });
    assert!(opened.windows(2).all(|two| two[0] == two[1]), "all threads have the same functions");
    for file in &files {
        assert_eq!(tally_of(&hosts[0].open(file).unwrap()).began(), 2, "`init` once for each host");
    }
}

/// Each host has an `init` of its own; what one of them fills in, no other one reads half done.
#[test]
fn hosts_that_open_one_module_at_once_wait_for_each_other() {
    let folder = c::folder("filling");
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("modules/tally/filling.c");
    let print = <TallyRef<'_> as vtable_api::__private::handle::Handle>::SPEC.fingerprints[0];
    let print = format!("-DFINGERPRINT=UINT64_C({print:#x})");
    for round in 0..10 {
        let file = c::library(&folder, &format!("filling{round}"), &source, &c::common_header(), &[&print]);
        let hosts = [const { None }; THREADS].map(|_: Option<Host>| Host::new("one of many"));
        let began = at_once(|index| tally_of(&hosts[index].open(&file).unwrap()).number());
        assert_eq!(began, [1; THREADS]);
        assert_eq!(tally_of(&Module::open(&file).unwrap()).began(), THREADS as u32 + 1, "`init` once for each host");
    }
}

#[test]
fn negotiating_and_calling_from_many_threads_loses_nothing() {
    let module = Module::open(tally(&c::folder("calls"), "calls", 1, &[])).unwrap();
    let shared = tally_of(&module);
    at_once(|_| {
        for _ in 0..ROUNDS {
            tally_of(&module).add(1);
            shared.add(1);
        }
    });
    assert_eq!(shared.add(0), 2 * ROUNDS * THREADS as u32);
}

/// Each refusal is told to one caller; whoever waited for it tries itself.
#[test]
fn each_failed_init_is_one_error() {
    let refusals = 3;
    let library = tally(&c::folder("refusing-often"), "refusing", 1, &["-DREFUSALS=3"]);
    let results = at_once(|_| Module::open(&library).map_err(|error| error.kind()));
    let failed: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    assert_eq!(failed, [&ErrorKind::Init; 3], "as often as `init` refuses");
    let began = results.into_iter().flatten().map(|module| tally_of(&module).began());
    assert!(began.into_iter().all(|began| began == refusals + 1), "and then once for all");
}

#[test]
fn an_init_that_never_succeeds_is_an_error_for_all() {
    let library = tally(&c::folder("never"), "never", 1, &["-DREFUSALS=1000"]);
    let results = at_once(|_| Module::open(&library).map(|_| ()).map_err(|error| error.kind()));
    assert_eq!(results, [Err(ErrorKind::Init); THREADS]);
}

#[derive(Debug)]
struct Sum(u32);

impl Moved for Sum {
    fn add(&mut self, more: u32) -> u32 {
        self.0 += more;
        self.0
    }
}

/// Owned objects that are `Send` alone: each thread in turn has it.
#[test]
fn an_owned_object_goes_from_thread_to_thread() {
    let mut object = MovedBox::new(Sum(0));
    for turn in 1..=4 {
        object = thread::spawn(move || {
            assert_eq!(object.add(1), turn);
            object
        })
        .join()
        .unwrap();
    }
}

#[derive(Debug)]
struct Threads;

impl Spreader for Threads {
    fn spread(&self, threads: u32, call: &(dyn Fn(u32) -> u32 + Sync)) -> u32 {
        thread::scope(|scope| {
            let threads: Vec<_> = (0..threads).map(|n| scope.spawn(move || call(n))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        })
    }

    fn hand_over(&self, call: &mut (dyn FnMut(u32) -> u32 + Send)) -> u32 {
        thread::scope(|scope| scope.spawn(move || call(1) + call(2)).join().unwrap())
    }
}

/// Through the table, not through the trait.
#[test]
fn callbacks_are_called_from_the_threads_that_they_allow() {
    let spreader = SpreaderRef::new(&Threads);
    let calls = AtomicU32::new(0);
    let sum = spreader.spread(8, &|n| {
        calls.fetch_add(1, Ordering::Relaxed);
        n
    });
    assert_eq!((sum, calls.into_inner()), (28, 8));
    let mut last = 0;
    assert_eq!(
        spreader.hand_over(&mut |n| {
            last = n;
            10 * n
        }),
        30
    );
    assert_eq!(last, 2);
}
