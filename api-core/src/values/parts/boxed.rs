//! `Box<str>`, `Box<[T]>`, `Box<Path>` and `Box<OsStr>`: as `String` and the like, which have a word for room that is left. They are no struct of parts;
//! what they are, the others say.

use crate::describe::list::List;
use crate::describe::{Described, Rope, TypeRef};
use crate::values::copied::{Checked, Part, Sending};
use crate::values::fault::Fault;
use crate::values::traits::{AbiType, Element, Tagged};
use crate::values::walk::{After, Walk};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem::ManuallyDrop;

macro_rules! boxed {
    ($([$($T:ident)?] $ty:ty as $growing:ty;)*) => { $(
        // SAFETY: what is said of the other is true of it.
        unsafe impl<$($T: Described)?> Described for $ty {
            type Lifetimes<Tail: List> = <$growing as Described>::Lifetimes<Tail>;
            const NAME: Rope = <$growing as Described>::NAME;
            const TYPE: TypeRef = <$growing as Described>::TYPE;
        }
        // SAFETY: crosses as the other, into which it is made, and from which.
        unsafe impl<$($T: Described)?> AbiType for $ty
        where
            $growing: AbiType,
        {
            type Wire = <$growing as AbiType>::Wire;
            type Arg = <$growing as AbiType>::Arg;
            type Return = <$growing as AbiType>::Return;
            type Niche = <$growing as AbiType>::Niche;
            const USABLE: bool = <$growing as AbiType>::USABLE;
            const AFTER: After = <$growing as AbiType>::AFTER;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                <$growing>::from(self).into_wire()
            }
            #[inline]
            unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$growing as AbiType>::from_wire(wire) }.map(Self::from)
            }
            #[inline]
            fn arg(wire: &Self::Wire) -> Self::Arg {
                <$growing as AbiType>::arg(wire)
            }
            #[inline]
            unsafe fn from_arg(arg: Self::Arg) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$growing as AbiType>::from_arg(arg) }.map(Self::from)
            }
            #[inline]
            unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$growing as AbiType>::recheck(wire) }
            }
        }
        lend!([$($T: Described)?] $ty, AsCopy);
        // SAFETY: its elements lend nothing, or it does not cross.
        unsafe impl<$($T)?> Element for $ty {}
        // SAFETY: as above.
        unsafe impl<$($T: Described)?> Part for $ty
        where
            $growing: Part<Niche = Tagged>,
        {
            type Wire = <$growing as Part>::Wire;
            type Niche = Tagged;
            type Bits = Checked;
            const USABLE: bool = <$growing as Part>::USABLE;
            #[inline]
            unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire {
                // SAFETY: readable, by the caller's word. Not dropped: it is given away, or is the lender's.
                let growing = ManuallyDrop::new(<$growing>::from(unsafe { value.read() }));
                // SAFETY: passed on to the caller: the same memory.
                unsafe { <$growing as Part>::to_part(&raw const *growing, sending) }
            }
            #[inline]
            unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$growing as Part>::check_part(wire, walk) }
            }
            #[inline]
            unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
                // SAFETY: passed on to the caller.
                unsafe { <$growing as Part>::take::<OURS>(wire) }.into()
            }
            #[inline]
            unsafe fn release(wire: *mut Self::Wire) {
                // SAFETY: passed on to the caller.
                unsafe { <$growing as Part>::release(wire) };
            }
        }
    )* };
}
boxed! {
    [] Box<str> as String;
    [T] Box<[T]> as Vec<T>;
}
#[cfg(all(feature = "std", any(unix, windows)))]
boxed! {
    [] Box<std::path::Path> as std::path::PathBuf;
    [] Box<std::ffi::OsStr> as std::ffi::OsString;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_arrives() {
        let wire = Box::<str>::from("text").into_wire();
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { Box::<str>::from_wire(wire) }, Ok("text".into()));
        let wire = Box::<[u32]>::from([1, 2]).into_wire();
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { Box::<[u32]>::from_wire(wire) }, Ok(Box::from([1, 2])));
    }

    #[test]
    fn what_is_no_text_is_a_fault() {
        let wire = Vec::from([b'a', 0xff]).into_wire();
        // SAFETY: made by `into_wire` of bytes; whether they are text is what is checked.
        assert_eq!(unsafe { Box::<str>::from_wire(wire) }, Err(Fault::Utf8 { valid: 1 }));
    }
}
