//! How a value becomes its wire form: it is given away, or lent for a call.

use super::owned::RawOwned;
use super::walk::OWNERS;
use alloc::vec::Vec;
use core::ffi::c_void;
use core::mem::ManuallyDrop;

/// What becomes of a value whose wire form is made. A type, so that what is given away asks nothing.
pub trait Sending: Sized {
    /// Whether the value stays the sender's.
    const IS_LENT: bool;

    /// Owners of the memory, one in another.
    fn depth(&mut self) -> &mut usize;

    /// Memory of wire forms, which lives as long as what is lent.
    fn keep<W>(&mut self, parts: Vec<W>) -> RawOwned;

    /// Makes the wire forms of `len` values in memory that a value owns.
    ///
    /// # Panics
    /// When memory owns memory deeper than a receiver takes it.
    #[inline]
    fn owned<R>(&mut self, len: usize, make: impl FnOnce(&mut Self) -> R) -> R {
        if len > 0 && *self.depth() == OWNERS {
            too_deep();
        }
        *self.depth() += 1;
        let made = make(self);
        *self.depth() -= 1;
        made
    }
}

#[cold]
#[inline(never)]
fn too_deep() -> ! {
    panic!(
        "a value was not sent: in it, memory owns memory more than {OWNERS} levels deep, as the boxes of a list do. Send the parts of it in one `Vec`"
    )
}

/// It is given away: its wire form owns what it owned.
#[derive(Default)]
pub struct Given {
    depth: usize,
}

impl Sending for Given {
    const IS_LENT: bool = false;
    #[inline(always)]
    fn depth(&mut self) -> &mut usize {
        &mut self.depth
    }
    /// Nothing: what is given away goes along.
    #[inline]
    fn keep<W>(&mut self, _: Vec<W>) -> RawOwned {
        RawOwned::NOTHING
    }
}

/// It stays where it is, and wire forms that it does not have by itself are here.
#[derive(Default)]
pub struct Lent {
    depth: usize,
    blocks: Vec<Block>,
}

impl Sending for Lent {
    const IS_LENT: bool = true;
    #[inline(always)]
    fn depth(&mut self) -> &mut usize {
        &mut self.depth
    }
    #[inline]
    fn keep<W>(&mut self, parts: Vec<W>) -> RawOwned {
        let mut parts = ManuallyDrop::new(parts);
        // Not by a reference to the parts: what is lent for writing is written through it.
        let ptr = parts.as_mut_ptr().cast::<c_void>();
        if parts.capacity() > 0 {
            self.blocks.push(Block { ptr, cap: parts.capacity(), free: free_block::<W> });
        }
        RawOwned { ptr, len: parts.len(), ..RawOwned::NOTHING }
    }
}

/// Memory of a vector of wire forms, which are not dropped.
struct Block {
    ptr: *mut c_void,
    cap: usize,
    free: unsafe fn(*mut c_void, usize),
}

/// # Safety
/// The parts of a `Vec<W>`, freed once.
unsafe fn free_block<W>(ptr: *mut c_void, cap: usize) {
    // SAFETY: passed on to the caller; without a length, nothing in it is dropped.
    drop(unsafe { Vec::from_raw_parts(ptr.cast::<W>(), 0, cap) });
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: `keep` took it out of a vector; dropped once.
        unsafe { (self.free)(self.ptr, self.cap) };
    }
}
