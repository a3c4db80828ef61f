//! Memory that ends where it is said to end: behind each piece is a page that nobody may touch, so whoever
//! reads one byte too many ends the process.

use std::cell::Cell;
use std::ptr::{null_mut, slice_from_raw_parts_mut};

/// Enough for the pieces of one case.
const PIECES: usize = 96;

pub struct Pages {
    start: *mut u8,
    page: usize,
    used: Cell<usize>,
}

impl Pages {
    pub fn new() -> Pages {
        // SAFETY: asks for a number.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        let page = usize::try_from(page).expect("a page has a size");
        let (read_write, private) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS);
        // SAFETY: new memory, wherever the system likes.
        let start = unsafe { libc::mmap(null_mut(), 2 * PIECES * page, read_write, private, -1, 0) };
        assert_ne!(start, libc::MAP_FAILED, "the system has no memory");
        let start = start.cast::<u8>();
        for piece in 0..PIECES {
            let guard = start.wrapping_add((2 * piece + 1) * page).cast();
            // SAFETY: the second page of each pair, which nothing is in.
            let failed = unsafe { libc::mprotect(guard, page, libc::PROT_NONE) };
            assert_eq!(failed, 0, "the page cannot be protected");
        }
        Pages { start, page, used: Cell::new(0) }
    }

    /// Gives all memory back, for the next case.
    pub fn clear(&self) {
        self.used.set(0);
    }

    /// A copy of `bytes` that ends where its page ends.
    pub fn put(&self, bytes: &[u8]) -> *mut u8 {
        self.put_before(bytes, 0)
    }

    /// The same, with so many bytes of slack behind it: for what has to be aligned.
    pub fn put_before(&self, bytes: &[u8], slack: usize) -> *mut u8 {
        let piece = self.used.replace(self.used.get() + 1);
        assert!(piece < PIECES && bytes.len() + slack <= self.page, "{} bytes, piece {piece}", bytes.len());
        let end = self.start.wrapping_add((2 * piece + 1) * self.page);
        let at = end.wrapping_sub(slack + bytes.len());
        // SAFETY: inside of the first page of a pair.
        let copy = unsafe { &mut *slice_from_raw_parts_mut(at, bytes.len()) };
        copy.copy_from_slice(bytes);
        at
    }

    /// The same, aligned: up to `align - 1` bytes behind it can be read.
    pub fn put_aligned(&self, bytes: &[u8], align: usize) -> *mut u8 {
        self.put_before(bytes, bytes.len().next_multiple_of(align) - bytes.len())
    }

    /// An address that cannot be read.
    pub fn nowhere(&self) -> *mut u8 {
        self.start.wrapping_add(self.page)
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: all of what `new` got; what was put there is used by nobody any more.
        unsafe { libc::munmap(self.start.cast(), 2 * PIECES * self.page) };
    }
}
