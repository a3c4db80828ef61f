//! Counts what this binary's allocator does. Each binary that links this has counts of its own.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

static MADE: AtomicU64 = AtomicU64::new(0);
static FREED: AtomicU64 = AtomicU64::new(0);

/// Pieces of memory made so far.
pub fn made() -> u64 {
    MADE.load(Ordering::SeqCst)
}

/// Pieces of memory freed so far.
pub fn freed() -> u64 {
    FREED.load(Ordering::SeqCst)
}

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: as `System`, which does all the work; `realloc` is the default one and counts, too.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        MADE.fetch_add(1, Ordering::SeqCst);
        // SAFETY: passed on to the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        FREED.fetch_add(1, Ordering::SeqCst);
        // SAFETY: passed on to the caller; `alloc` got it from `System`.
        unsafe { System.dealloc(ptr, layout) }
    }
}
