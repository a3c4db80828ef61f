//! `[T; N]` by value: its elements, by address. (What an array in memory is, `scalars` says.)

use crate::values::address::by_address;
use crate::values::fault::Fault;
use crate::values::traits::{AbiType, ByPointer, Tagged, Whole};
use crate::values::walk::After;
use core::ffi::c_void;
use core::mem::MaybeUninit;

// SAFETY: elements one after the other, as the header shows; passed by address.
unsafe impl<T: AbiType<Return: Whole>, const N: usize> AbiType for [T; N] {
    type Wire = [T::Wire; N];
    type Arg = *const c_void;
    type Return = ByPointer;
    type Niche = Tagged;
    const USABLE: bool = T::USABLE;
    const AFTER: After = T::AFTER.and(T::AFTER);
    #[inline]
    fn into_wire(self) -> Self::Wire {
        self.map(T::into_wire)
    }
    #[inline]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
        let mut values = [const { MaybeUninit::<T>::uninit() }; N];
        let (mut made, mut fault) = (0, None);
        for (index, element) in wire.into_iter().enumerate() {
            // SAFETY: passed on to the caller. What an element owns is freed even if another one is wrong.
            match unsafe { T::from_wire(element) } {
                Ok(value) => {
                    values[made].write(value);
                    made += 1;
                }
                Err(found) => fault = fault.or(Some(found.in_element(index))),
            }
        }
        let Some(fault) = fault else {
            // SAFETY: all were written, since none was wrong; the layout of `MaybeUninit<T>` is that of `T`.
            return Ok(unsafe { (&raw const values).cast::<Self>().read() });
        };
        for value in &mut values[..made] {
            // SAFETY: written above, and used no more.
            unsafe { value.assume_init_drop() };
        }
        Err(fault)
    }
    by_address! { Self }
    #[inline]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        for (index, element) in wire.iter().enumerate() {
            // SAFETY: passed on to the caller.
            if let Err(fault) = unsafe { T::recheck(element) } {
                return Err(fault.in_element(index));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use alloc::vec::Vec;

    #[test]
    fn all_elements_arrive() {
        let wire = ["a", "b"].map(String::from).into_wire();
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { <[String; 2]>::from_wire(wire) }, Ok(["a".into(), "b".into()]));
        let wire = [[1_u16, 2], [3, 4]].into_wire();
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { <[[u16; 2]; 2]>::from_wire(wire) }, Ok([[1, 2], [3, 4]]));
    }

    #[test]
    fn an_element_that_is_no_value_is_a_fault() {
        for bytes in [[2, 0, 1], [0, 2, 3], [1, 1, 2]] {
            // SAFETY: whatever is in them, they are bytes; that is what is checked.
            assert_eq!(unsafe { <[bool; 3]>::from_wire(bytes) }.map_err(Fault::root), Err(Fault::Bool(2)));
        }
    }

    #[test]
    fn what_owns_memory_beside_what_is_wrong() {
        let text = |text: &str| String::from(text).into_wire();
        let wire = [text("a"), Vec::from([0xff_u8]).into_wire(), text("b")];
        // SAFETY: made by `into_wire`, of bytes in one case; whether they are text is what is checked.
        assert_eq!(unsafe { <[String; 3]>::from_wire(wire) }.map_err(Fault::root), Err(Fault::Utf8 { valid: 0 }));
    }
}
