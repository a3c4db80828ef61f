//! What is copied on arrival.

use super::*;
use crate::OwnedStr;

/// As MSVC's stack has it on 32-bit x86: four bytes beside a multiple of eight.
#[repr(C, align(8))]
struct Stack<T>(u32, MaybeUninit<[u8; 32]>, core::marker::PhantomData<T>);

impl<T> Stack<T> {
    fn new(value: T) -> Self {
        const { assert!(size_of::<T>() <= 32) }
        let mut stack = Stack(0, MaybeUninit::uninit(), core::marker::PhantomData);
        // SAFETY: as large, and nothing is asked of the alignment.
        unsafe { (&raw mut stack.1).cast::<T>().write_unaligned(value) };
        stack
    }
    fn at(&self, bytes: usize) -> *const c_void {
        (&raw const self.1).cast::<c_void>().wrapping_byte_add(bytes)
    }
}

#[test]
fn what_is_copied_need_not_be_where_rust_would_have_it() {
    let (number, text) = (Stack::new(7_u64), Stack::new(OwnedStr::from("text")));
    assert!(!number.at(0).cast::<u64>().is_aligned());
    // SAFETY: null, misaligned, or a number.
    let value = |address| unsafe { from_address_at::<u64, 4>(address) };
    assert_eq!(value(number.at(0)), Ok(7));
    assert_eq!(value(number.at(2)), Err(Fault::Misaligned { align: 4 }));
    assert_eq!(value(core::ptr::null()), Err(Fault::Null));
    // SAFETY: as above.
    let strict = unsafe { from_address_at::<u64, 8>(number.at(0)) };
    assert_eq!(strict, Err(Fault::Misaligned { align: 8 }));
    // SAFETY: as above.
    assert_eq!(unsafe { read_at::<u64, 4>(number.at(0)) }, Ok(7));
    // SAFETY: as above.
    assert_eq!(unsafe { read_at::<u64, 8>(number.at(0)) }, Err(Fault::Misaligned { align: 8 }));
    // SAFETY: a text, which is moved out once.
    let text = unsafe { from_address_at::<OwnedStr, 4>(text.at(0)) };
    assert_eq!(text.as_deref(), Ok("text"));
}
