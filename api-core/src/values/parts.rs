//! Types of std whose layout is Rust's own, and which cross as a struct of their parts. They are copied where they cross, so they
//! stand in slots only: a field or an element is its own memory.
//!
//! In the record such a type is a definition of package `core`, as if it were derived there: it needs no word of the grammar,
//! and headers show it as any other struct.

use super::address::by_address;
use super::copied::Part;
use super::fault::Fault;
use super::traits::{AbiType, ByPointer, Element, Tagged};
use super::vouched::VOUCHED;
use super::walk::{After, Walk};
use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use core::ffi::c_void;
use core::ops::Range;

// SAFETY: its name, and the lifetimes of what it names, in order.
unsafe impl<T: Described> Described for Range<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope =
        &[Piece::Named { package: "core", name: "Range" }, Piece::Text("<"), Piece::Rope(T::NAME), Piece::Text(">")];
    const TYPE: TypeRef = TypeRef::new(&TypeInfo {
        name: Self::NAME,
        definition: Some(Definition::of_core(
            "Range",
            "core::ops",
            "struct",
            &[
                Member::field(&[Piece::Text("start: "), Piece::Rope(T::NAME)]),
                Member::field(&[Piece::Text("end: "), Piece::Rope(T::NAME)]),
            ],
            &["doc\tFrom `start` up to `end`, which is not in it."],
        )),
        reaches: &[T::TYPE],
        object: None,
    });
}

/// [`Range`] on the wire.
#[repr(C)]
pub struct WireRange<W> {
    start: W,
    end: W,
}

// SAFETY: two members, as the header shows; passed by address.
unsafe impl<T: AbiType> AbiType for Range<T> {
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
        Ok(start?..end?)
    }
    by_address! { Self }
    #[inline]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::recheck(&wire.start) }?;
        // SAFETY: passed on to the caller.
        unsafe { T::recheck(&wire.end) }
    }
}

// SAFETY: neither end lends anything by `&mut`.
unsafe impl<T: Element> Element for Range<T> {}

// SAFETY: two members, as the header shows.
unsafe impl<T: Part> Part for Range<T> {
    type Wire = WireRange<T::Wire>;
    type Niche = Tagged;
    const USABLE: bool = T::USABLE;
    #[inline]
    fn into_part(self) -> Self::Wire {
        WireRange { start: self.start.into_part(), end: self.end.into_part() }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        __vt_check_part!({ VOUCHED } T, (*wire).start, walk);
        __vt_check_part!({ VOUCHED } T, (*wire).end, walk);
        Ok(())
    }
    #[inline]
    unsafe fn take(wire: *mut Self::Wire) -> Self {
        __vt_take_part!({ VOUCHED } T, (*wire).start)..__vt_take_part!({ VOUCHED } T, (*wire).end)
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
            assert_eq!(range, Err(Fault::Bool(bad)));
        }
    }

    #[test]
    fn an_address_that_is_none_is_a_fault() {
        // SAFETY: not readable, and not read.
        let range = unsafe { Range::<u32>::from_arg(core::ptr::null()) };
        assert_eq!(range, Err(Fault::Null));
    }
}
