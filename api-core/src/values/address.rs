//! Whether there is something at an address: not null, and aligned as far as this machine's C aligns it.

use super::fault::Fault;
use core::ffi::c_void;

/// What must be a multiple of at most this where it is copied: the stack of MSVC's functions on 32-bit x86 is a multiple of 4, and
/// a `uint64_t` there, whose alignment is 8.
pub(crate) const COPIED: usize = if cfg!(all(windows, target_arch = "x86")) { 4 } else { ANY };
/// The largest alignment that there is.
pub(crate) const ANY: usize = 1 << 29;

/// The alignment of a copied `T` where that of anything is at most `most`.
#[inline(always)]
pub(crate) const fn copied_align<T>(most: usize) -> usize {
    if align_of::<T>() < most { align_of::<T>() } else { most }
}

/// Reads plain data from its address.
///
/// # Safety
/// `address` is null, misaligned, or readable for `W`, which is plain data.
#[inline(always)]
pub(crate) unsafe fn read_at<W, const MOST: usize>(address: *const c_void) -> Result<W, Fault> {
    let ptr = address.cast::<W>();
    if const { align_of::<W>() <= MOST } {
        check_address(ptr)?;
        // SAFETY: not null, aligned, readable by the caller's word.
        return Ok(unsafe { ptr.read() });
    }
    if ptr.is_null() {
        return Err(Fault::Null);
    }
    if ptr.addr() & (MOST - 1) != 0 {
        return Err(Fault::Misaligned { align: MOST });
    }
    // SAFETY: not null, readable by the caller's word.
    Ok(unsafe { ptr.read_unaligned() })
}

/// Reads a wire form from its address.
///
/// # Safety
/// `address` is null, misaligned, or readable for `W`, which is plain data.
#[inline(always)]
pub(crate) unsafe fn read_wire<W>(address: *const c_void) -> Result<W, Fault> {
    // SAFETY: passed on to the caller.
    unsafe { read_at::<W, COPIED>(address) }
}

/// `arg` and `from_arg` of a `$Value` that is passed by the address of its wire form.
macro_rules! by_address {
    ($Value:ty) => {
        #[inline(always)]
        fn arg(wire: &Self::Wire) -> Self::Arg {
            core::ptr::from_ref(wire).cast()
        }
        #[inline]
        unsafe fn from_arg(arg: Self::Arg) -> Result<$Value, Fault> {
            // SAFETY: passed on to the caller.
            let wire = unsafe { $crate::values::address::read_wire::<Self::Wire>(arg) }?;
            // SAFETY: passed on to the caller.
            unsafe { Self::from_wire(wire) }
        }
    };
}
pub(crate) use by_address;

/// Not null, and aligned.
#[inline(always)]
pub(crate) fn check_address<T>(ptr: *const T) -> Result<(), Fault> {
    if ptr.is_null() {
        return Err(Fault::Null);
    }
    if align_of::<T>() > 1 && !ptr.is_aligned() {
        return Err(Fault::Misaligned { align: align_of::<T>() });
    }
    Ok(())
}
