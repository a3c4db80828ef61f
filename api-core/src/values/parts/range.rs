//! `Range<T>`: `{ start, end }`.

use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use crate::values::address::by_address;
use crate::values::copied::{Checked, Part, Sending};
use crate::values::fault::Fault;
use crate::values::traits::{AbiType, ByPointer, Element, Tagged, Whole};
use crate::values::vouched::VOUCHED;
use crate::values::walk::{After, Walk};
use core::ffi::c_void;
use core::ops::Range;

// SAFETY: its name, and the lifetimes of what it names, in order.
unsafe impl<T: Described> Described for Range<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    described!("Range" [T], "core::ops", { "start": T, "end": T }, "From `start` up to `end`, which is not in it.");
}

/// [`Range`] on the wire.
#[repr(C)]
pub struct WireRange<W> {
    start: W,
    end: W,
}

// SAFETY: two members, as the header shows; passed by address.
unsafe impl<T: AbiType<Return: Whole>> AbiType for Range<T> {
    type Wire = WireRange<T::Wire>;
    type Arg = *const c_void;
    type Return = ByPointer;
    type Niche = Tagged;
    const USABLE: bool = T::USABLE;
    const AFTER: After = T::AFTER.and(T::AFTER);
    #[inline]
    fn into_wire(self) -> Self::Wire {
        WireRange { start: self.start.into_wire(), end: self.end.into_wire() }
    }
    #[inline]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        let start = unsafe { T::from_wire(wire.start) };
        // SAFETY: passed on to the caller. What the first one owns is freed even if the other one is wrong.
        let end = unsafe { T::from_wire(wire.end) };
        match (start, end) {
            (Ok(start), Ok(end)) => Ok(start..end),
            (Err(fault), _) => Err(fault.in_field("start")),
            (_, Err(fault)) => Err(fault.in_field("end")),
        }
    }
    by_address! { Self }
    #[inline]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        if let Err(fault) = unsafe { T::recheck(&wire.start) } {
            return Err(fault.in_field("start"));
        }
        // SAFETY: passed on to the caller.
        unsafe { T::recheck(&wire.end) }
    }
}

lend!([T: Described] Range<T>, AsCopy);
// SAFETY: neither end lends anything by `&mut`.
unsafe impl<T: Element> Element for Range<T> {}

// SAFETY: two members, as the header shows.
unsafe impl<T: Part> Part for Range<T> {
    type Wire = WireRange<T::Wire>;
    type Niche = Tagged;
    type Bits = Checked;
    const USABLE: bool = T::USABLE;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire {
        // SAFETY: readable, by the caller's word.
        let Range { start, end } = unsafe { &*value };
        WireRange {
            start: __vt_to_part!({ VOUCHED } T, start, sending),
            end: __vt_to_part!({ VOUCHED } T, end, sending),
        }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        __vt_check_part!({ VOUCHED } T, (*wire).start, walk, "start");
        __vt_check_part!({ VOUCHED } T, (*wire).end, walk, "end");
        Ok(())
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
        __vt_take_part!({ VOUCHED } T, (*wire).start, OURS)..__vt_take_part!({ VOUCHED } T, (*wire).end, OURS)
    }
    #[inline]
    unsafe fn release(wire: *mut Self::Wire) {
        __vt_release_part!({ VOUCHED } T, (*wire).start);
        __vt_release_part!({ VOUCHED } T, (*wire).end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn both_ends_arrive() {
        let wire = (3_u32..9).into_wire();
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { Range::<u32>::from_wire(wire) }, Ok(3..9));
        let wire = (String::from("a")..String::from("b")).into_wire();
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { Range::<String>::from_wire(wire) }, Ok("a".into().."b".into()));
    }

    #[test]
    fn an_end_that_is_no_value_is_a_fault() {
        let [good, bad] = [0, 2];
        for (start, end) in [(good, bad), (bad, good), (bad, bad)] {
            let wire = WireRange { start, end };
            // SAFETY: whatever is in them, they are bytes; that is what is checked.
            let range = unsafe { Range::<bool>::from_wire(wire) };
            assert_eq!(range.map_err(Fault::root), Err(Fault::Bool(bad)));
        }
    }

    #[test]
    fn an_address_that_is_none_is_a_fault() {
        // SAFETY: not readable, and not read.
        let range = unsafe { Range::<u32>::from_arg(core::ptr::null()) };
        assert_eq!(range, Err(Fault::Null));
    }
}
