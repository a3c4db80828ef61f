//! A variant that this build does not know, from a maker that is written here: kept, shown, cloned, passed on and dropped. This runs under Miri.

use std::ffi::c_void;
use std::ptr::null;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use vtable_api::__private::growing::{Growable, RawGrowing, RawGrowth};
use vtable_api::{AbiType, Unknown};

#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub(crate) enum Event {
    Key(u32),
    Unknown(Unknown),
}

/// A block of a later variant.
#[repr(C)]
struct Late {
    head: RawGrowing,
    more: u64,
}

static MADE: AtomicU32 = AtomicU32::new(0);
static FREED: AtomicU32 = AtomicU32::new(0);

unsafe extern "C" fn free(this: *mut c_void) {
    FREED.fetch_add(1, SeqCst);
    // SAFETY: made by `late`, freed once.
    drop(unsafe { Box::from_raw(this.cast::<Late>()) });
}

unsafe extern "C" fn clone(this: *const c_void) -> *mut c_void {
    // SAFETY: made by `late`.
    let late = unsafe { &*this.cast::<Late>() };
    // SAFETY: as above.
    let growth = unsafe { &*late.head.growth };
    late_of(growth, late.more)
}

fn late_of(growth: &'static RawGrowth, more: u64) -> *mut c_void {
    MADE.fetch_add(1, SeqCst);
    Box::into_raw(Box::new(Late { head: RawGrowing { growth, tag: 77 }, more })).cast()
}

/// What a maker knows, with the growths that this build knows.
fn growth(clones: bool) -> &'static RawGrowth {
    let own = Event::GROWTH;
    let clone = clones.then_some(clone as unsafe extern "C" fn(*const c_void) -> *mut c_void);
    Box::leak(Box::new(RawGrowth { free: Some(free), text: None, clone, ..*own }))
}

fn arrived(clones: bool) -> Event {
    let block = late_of(growth(clones), 9);
    // SAFETY: a block that is given away.
    unsafe { Event::from_wire(block.cast_const()) }.expect("a block")
}

/// Blocks that are there.
fn live() -> u32 {
    MADE.load(SeqCst) - FREED.load(SeqCst)
}

#[test]
fn an_unknown_variant_is_its_makers() {
    let event = arrived(true);
    let Event::Unknown(unknown) = &event else { panic!("{event:?}") };
    assert_eq!((unknown.tag(), unknown.to_string().contains("77")), (77, true));
    let twin = event.clone();
    assert_eq!(live(), 2, "the maker makes the clone");
    std::thread::spawn(move || drop(twin)).join().expect("dropped elsewhere");
    assert_eq!(live(), 1);
    let back = event.into_wire();
    // SAFETY: what was given away, whose maker looks at it.
    assert_eq!(unsafe { &*back.cast::<Late>() }.more, 9, "passed on as it came");
    // SAFETY: received again.
    drop(unsafe { Event::from_wire(back) }.expect("a block"));
    hollow();
    assert_eq!(live(), 0, "each block is freed once");
}

/// Of a maker that makes no clones, a clone has the tag, and nothing else.
fn hollow() {
    let before = live();
    let event = arrived(false);
    let twins = [event.clone(), event.clone().clone()];
    assert_eq!(live(), before + 1);
    drop(event);
    assert_eq!(format!("{twins:?}").matches("tag: 77").count(), 2);
    for twin in twins {
        let wire = twin.into_wire();
        // SAFETY: a block of ours.
        let head = unsafe { &*wire.cast::<RawGrowing>() };
        // SAFETY: its growth is in it.
        let growth = unsafe { &*head.growth };
        assert_eq!((growth.count, growth.text.is_none()), (1, true), "nobody looks for what it does not have");
        // SAFETY: received again.
        drop(unsafe { Event::from_wire(wire) }.expect("a block"));
    }
}

#[test]
fn no_block_is_a_fault() {
    // SAFETY: null is looked at only.
    assert!(unsafe { Event::from_wire(null()) }.is_err());
}
