//! `&OsStr`, `&Path`, `OsString`, `PathBuf`: the system's own units, without loss: bytes, and UTF-16 on Windows. Any units are a value.
//!
//! Where Rust has them in memory as the system does, what is lent is lent as it is, and what is given away is not copied. Windows has
//! them otherwise: there both are converted, and the copy of what is lent ends with the call (`held`). An interface that builds on one
//! system builds on all, so nothing may borrow from it for longer anywhere.

use crate::contract::raw::RawSlice;
use crate::describe::list::{Life, List};
use crate::describe::{Described, Piece, Rope, TypeInfo, TypeRef};
use crate::values::borrowed::elements_of;
use crate::values::copied::{Checked, Part, Sending, free_of_vec, vec_from};
use crate::values::fault::Fault;
use crate::values::lent::{Extent, Mirror, OnlyExtent, OptionalExtent, not_received};
use crate::values::owned::{RawOwned, from_vec};
use crate::values::sending::Lent;
use crate::values::traits::{AbiType, Element, Tagged};
use crate::values::vouched::VOUCHED;
use crate::values::walk::{After, Walk};
use alloc::vec::Vec;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

#[cfg(unix)]
mod system {
    use super::*;
    use std::os::unix::ffi::{OsStrExt, OsStringExt};

    /// What such a text is made of.
    pub(super) type Unit = u8;

    /// What a callee holds of what it was lent.
    pub(super) type Held = ();
    pub(super) const NOTHING: Held = ();

    pub(super) fn lend(text: &OsStr, _: &mut impl Sending) -> RawSlice {
        let bytes = text.as_bytes();
        RawSlice { ptr: bytes.as_ptr().cast_mut().cast(), len: bytes.len() }
    }

    /// # Safety
    /// The units are readable as long as the result.
    pub(super) unsafe fn hold<'a>(units: *const Unit, len: usize, (): &mut Held) -> &'a OsStr {
        // SAFETY: passed on to the caller.
        OsStr::from_bytes(unsafe { core::slice::from_raw_parts(units, len) })
    }

    pub(super) fn into_units(text: OsString) -> Vec<Unit> {
        text.into_vec()
    }

    pub(super) fn from_units(units: Vec<Unit>) -> OsString {
        OsString::from_vec(units)
    }
}

#[cfg(windows)]
mod system {
    use super::*;
    use crate::values::lent::held_in;
    use std::os::windows::ffi::{OsStrExt, OsStringExt};

    /// What such a text is made of.
    pub(super) type Unit = u16;

    /// What a callee holds of what it was lent.
    pub(super) type Held = Option<OsString>;
    pub(super) const NOTHING: Held = None;

    pub(super) fn lend(text: &OsStr, lent: &mut impl Sending) -> RawSlice {
        let raw = lent.keep(into_units(text.into()));
        RawSlice { ptr: raw.ptr, len: raw.len }
    }

    /// # Safety
    /// The units are readable, and the result is not used when `held` is gone.
    pub(super) unsafe fn hold<'a>(units: *const Unit, len: usize, held: &mut Held) -> &'a OsStr {
        // SAFETY: passed on to the caller.
        let units = unsafe { core::slice::from_raw_parts(units, len) };
        // SAFETY: passed on to the caller.
        unsafe { held_in::<OsString>(held, OsString::from_wide(units)) }
    }

    pub(super) fn into_units(text: OsString) -> Vec<Unit> {
        text.encode_wide().collect()
    }

    pub(super) fn from_units(units: Vec<Unit>) -> OsString {
        OsString::from_wide(&units)
    }
}
use system::{Unit, from_units, into_units};

macro_rules! lent {
    ($($ty:ty, $name:literal, $lent:literal;)*) => { $(
        // SAFETY: its name, behind a reference only; it has no lifetimes.
        unsafe impl Described for $ty {
            type Lifetimes<Tail: List> = Tail;
            const NAME: Rope = &[Piece::Text($name)];
        }
        // SAFETY: its name, and its own lifetime.
        unsafe impl<'a> Described for &'a $ty {
            type Lifetimes<Tail: List> = (Life<'a>, Tail);
            const NAME: Rope = &[Piece::Text($lent)];
        }
        // SAFETY: a pointer and a length; checked. Any units are a value.
        unsafe impl<'a> Extent for &'a $ty {
            type Held = system::Held;
            const NOTHING: system::Held = system::NOTHING;
            #[inline]
            fn lend(self, lent: &mut Lent) -> RawSlice {
                system::lend(self.as_ref(), lent)
            }
            #[inline]
            unsafe fn hold(raw: &RawSlice, held: &mut system::Held) -> Result<Self, Fault> {
                let units = elements_of::<Unit>(raw)?;
                // SAFETY: checked, or empty and dangling; readable by the caller's word, who lends it for the call.
                let text = unsafe { system::hold(units, raw.len, held) };
                Ok(<$ty>::new(text))
            }
        }
        // SAFETY: a pointer and a length. It is not received as a value.
        unsafe impl<'a> AbiType for &'a $ty {
            type Wire = Mirror<RawSlice>;
            type Arg = RawSlice;
            type Return = OnlyExtent;
            type Niche = OptionalExtent;
            const AFTER: After = After::Copied;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                Mirror::new(|lent| Extent::lend(self, lent))
            }
            unsafe fn from_wire(_: Self::Wire) -> Result<Self, Fault> {
                not_received()
            }
            #[inline]
            fn arg(wire: &Self::Wire) -> RawSlice {
                wire.extent()
            }
            unsafe fn from_arg(_: RawSlice) -> Result<Self, Fault> {
                not_received()
            }
        }
    )* };
}
lent! {
    OsStr, "core::OsStr", "&core::OsStr";
    Path, "core::Path", "&core::Path";
}

macro_rules! owned {
    ($($ty:ty, $name:literal;)*) => { $(
        // SAFETY: its name, and it has no lifetimes.
        unsafe impl Described for $ty {
            type Lifetimes<Tail: List> = Tail;
            const NAME: Rope = &[Piece::Text($name)];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[]));
        }
        lend!([] $ty, AsCopy);
        // SAFETY: nothing is lent.
        unsafe impl Element for $ty {}
        // SAFETY: four words that C can read and make; any units are a value. Zeros have no `free`.
        unsafe impl Part for $ty {
            type Wire = RawOwned;
            type Niche = Tagged;
            type Bits = Checked;
            #[inline]
            unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> RawOwned {
                if S::IS_LENT {
                    // SAFETY: readable, by the caller's word.
                    let RawSlice { ptr, len } = system::lend(unsafe { &*value }.as_ref(), sending);
                    return RawOwned { ptr, len, cap: 0, free: None };
                }
                // SAFETY: readable, by the caller's word, and used no more.
                from_vec(into_units(unsafe { value.read() }.into()))
            }
            #[inline]
            unsafe fn check_part(wire: *const RawOwned, walk: &mut Walk) -> Result<(), Fault> {
                // SAFETY: readable, by the caller's word; any bits are a `RawOwned`.
                let wire = unsafe { wire.read() };
                walk.check_owner(wire.free.is_some())?;
                elements_of::<Unit>(&wire.slice(free_of_vec::<Unit>())?).map(drop)
            }
            #[inline]
            unsafe fn take<const OURS: bool>(wire: *mut RawOwned) -> Self {
                // SAFETY: checked, by the caller's word.
                from_units(unsafe { vec_from::<Unit, OURS>(wire) }).into()
            }
            #[inline]
            unsafe fn release(wire: *mut RawOwned) {
                // SAFETY: made by `into_part`; if it was taken, zeros are left.
                unsafe { RawOwned::free_at(wire) };
            }
        }
        __abi_by_parts!({ VOUCHED } [] $ty);
    )* };
}
owned! {
    OsString, "core::OsString";
    PathBuf, "core::PathBuf";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::slot::Param;
    use alloc::boxed::Box;

    /// What is no text: on Windows, a surrogate without another.
    fn odd() -> OsString {
        from_units(Vec::from([b'p' as Unit, 0, 0xd8ff_u32 as Unit, b'/' as Unit]))
    }

    /// Lends it for a call.
    fn lent<T: Param, R>(value: T, call: impl FnOnce(T) -> R) -> Result<R, Fault> {
        let lent = value.lend();
        let mut held = T::NOTHING;
        // SAFETY: lent by `lent`, and used while `held` is there.
        unsafe { T::take(T::arg(&lent), &mut held) }.map(call)
    }

    #[test]
    fn any_units_arrive() {
        let text = odd();
        assert_eq!(lent(text.as_os_str(), |came| came == text), Ok(true));
        assert_eq!(lent(Path::new(&text), |came| came == text), Ok(true));
        assert_eq!(lent(Some(Path::new(&text)), |came| came == Some(Path::new(&text))), Ok(true));
        assert_eq!(lent(None::<&OsStr>, |came| came.is_none()), Ok(true));
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { OsString::from_wire(text.clone().into_wire()) }, Ok(text.clone()));
        // SAFETY: as above.
        assert_eq!(unsafe { PathBuf::from_wire(PathBuf::from(&text).into_wire()) }, Ok(PathBuf::from(&text)));
        // SAFETY: as above.
        let boxed = unsafe { Box::<Path>::from_wire(Box::<Path>::from(Path::new(&text)).into_wire()) };
        assert_eq!(boxed, Ok(Path::new(&text).into()));
    }

    #[test]
    #[cfg(unix)]
    fn where_units_are_bytes_nothing_is_copied() {
        let path = PathBuf::from("/usr/lib");
        let at = path.as_os_str().as_encoded_bytes().as_ptr();
        assert_eq!(<&Path as AbiType>::arg(&path.as_path().into_wire()).ptr.cast_const().cast::<u8>(), at);
        let wire = path.into_wire();
        assert_eq!(wire.ptr.cast_const().cast::<u8>(), at);
        // SAFETY: made by `into_wire`.
        let path = unsafe { PathBuf::from_wire(wire) }.expect("a path");
        assert_eq!(path.as_os_str().as_encoded_bytes().as_ptr(), at);
    }

    #[test]
    fn zeros_are_empty_and_null_is_not_more() {
        let zero = RawOwned { ptr: core::ptr::null_mut(), len: 0, cap: 0, free: None };
        // SAFETY: nothing is read.
        assert_eq!(unsafe { PathBuf::from_wire(zero) }, Ok(PathBuf::new()));
        // SAFETY: as above.
        assert_eq!(unsafe { OsString::from_wire(RawOwned { len: 2, ..zero }) }, Err(Fault::NullSlice { len: 2 }));
        let path = |len| {
            #[allow(clippy::let_unit_value, reason = "it is something on Windows")]
            let mut held = <&Path as Param>::NOTHING;
            // SAFETY: as above.
            unsafe { <&Path as Param>::take(RawSlice { ptr: zero.ptr, len }, &mut held) }.map(|path| path == "")
        };
        assert_eq!((path(0), path(1)), (Ok(true), Err(Fault::NullSlice { len: 1 })));
    }

    #[test]
    fn memory_that_nobody_frees_is_copied() {
        static UNITS: [Unit; 2] = [b'a' as Unit, b'b' as Unit];
        let wire = RawOwned { ptr: UNITS.as_ptr().cast_mut().cast(), len: 2, cap: 0, free: None };
        // SAFETY: readable; nothing writes there.
        assert_eq!(unsafe { PathBuf::from_wire(wire) }, Ok(PathBuf::from("ab")));
    }
}
