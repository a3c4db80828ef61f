//! Tuples of two to four: `{ f0, f1, … }`.

use super::key::Key;
use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use crate::values::address::by_address;
use crate::values::copied::{Checked, Part, Sending};
use crate::values::fault::Fault;
use crate::values::traits::{AbiType, ByPointer, Element, Tagged, Whole};
use crate::values::vouched::VOUCHED;
use crate::values::walk::{After, Walk};
use core::cmp::Ordering;
use core::ffi::c_void;

macro_rules! tuples {
    ($($name:literal $note:literal $Wire:ident [$First:ident $($Other:ident)*] { $($index:tt $field:ident $text:literal $T:ident),* };)*) => { $(
        // SAFETY: its name, and the lifetimes of what it names, in order.
        unsafe impl<$($T: Described),*> Described for ($($T,)*) {
            type Lifetimes<Tail: List> = tuples!(@lifetimes $($T)*);
            described!($name [$First $($Other)*], "core", { $($text: $T),* }, $note);
        }

        /// A tuple on the wire.
        #[repr(C)]
        pub struct $Wire<$($T),*> {
            $($field: $T,)*
        }

        lend!([$($T: Described),*] ($($T,)*), AsCopy);
        // SAFETY: a member for each part, as the header shows; passed by address.
        unsafe impl<$($T: AbiType<Return: Whole>),*> AbiType for ($($T,)*) {
            type Wire = $Wire<$($T::Wire),*>;
            type Arg = *const c_void;
            type Return = ByPointer;
            type Niche = Tagged;
            const USABLE: bool = true $(&& $T::USABLE)*;
            const AFTER: After = After::Nothing$(.and($T::AFTER))*;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                $Wire { $($field: self.$index.into_wire()),* }
            }
            #[inline]
            unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
                $(
                    // SAFETY: passed on to the caller. What a part owns is freed even if another one is wrong.
                    let $field = unsafe { $T::from_wire(wire.$field) };
                )*
                $(
                    let $field = match $field {
                        Ok(part) => part,
                        Err(fault) => return Err(fault.in_field(stringify!($index))),
                    };
                )*
                Ok(($($field,)*))
            }
            by_address! { Self }
            #[inline]
            unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
                $(
                    // SAFETY: passed on to the caller.
                    if let Err(fault) = unsafe { $T::recheck(&wire.$field) } {
                        return Err(fault.in_field(stringify!($index)));
                    }
                )*
                Ok(())
            }
        }

        // SAFETY: a member for each part, as the header shows.
        unsafe impl<$($T: Part),*> Part for ($($T,)*) {
            type Wire = $Wire<$($T::Wire),*>;
            type Niche = Tagged;
            type Bits = Checked;
            const USABLE: bool = true $(&& $T::USABLE)*;
            #[inline]
            unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire {
                // SAFETY: readable, by the caller's word.
                let ($($field,)*) = unsafe { &*value };
                $Wire { $($field: __vt_to_part!({ VOUCHED } $T, $field, sending)),* }
            }
            #[inline]
            unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
                $(__vt_check_part!({ VOUCHED } $T, (*wire).$field, walk, stringify!($index));)*
                Ok(())
            }
            #[inline]
            unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
                ($(__vt_take_part!({ VOUCHED } $T, (*wire).$field, OURS),)*)
            }
            #[inline]
            unsafe fn release(wire: *mut Self::Wire) {
                $(__vt_release_part!({ VOUCHED } $T, (*wire).$field);)*
            }
        }

        // SAFETY: equal if all parts are.
        unsafe impl<$($T: Key),*> Key for ($($T,)*) {
            #[inline]
            unsafe fn order(a: *const Self::Wire, b: *const Self::Wire) -> Ordering {
                $(
                    // SAFETY: in the wire form.
                    let one = unsafe { &raw const (*a).$field };
                    // SAFETY: in the wire form.
                    let other = unsafe { &raw const (*b).$field };
                    // SAFETY: passed on to the caller.
                    let $field = unsafe { $T::order(one, other) };
                    if $field.is_ne() {
                        return $field;
                    }
                )*
                Ordering::Equal
            }
        }
    )* };
    (@lifetimes) => { Tail };
    (@lifetimes $First:ident $($Other:ident)*) => { $First::Lifetimes<tuples!(@lifetimes $($Other)*)> };
}
tuples! {
    "Tuple2" "A pair of two types." WireTuple2 [A B] { 0 f0 "f0" A, 1 f1 "f1" B };
    "Tuple3" "A tuple of three." WireTuple3 [A B C] { 0 f0 "f0" A, 1 f1 "f1" B, 2 f2 "f2" C };
    "Tuple4" "A tuple of four." WireTuple4 [A B C D] { 0 f0 "f0" A, 1 f1 "f1" B, 2 f2 "f2" C, 3 f3 "f3" D };
}

// Of pairs, `traits` says it.
// SAFETY: none of the three lends anything by `&mut`.
unsafe impl<A: Element, B: Element, C: Element> Element for (A, B, C) {}
// SAFETY: none of the four does.
unsafe impl<A: Element, B: Element, C: Element, D: Element> Element for (A, B, C, D) {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn all_parts_arrive() {
        let wire = (true, String::from("a"), 7_u64, 'x').into_wire();
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { AbiType::from_wire(wire) }, Ok((true, String::from("a"), 7_u64, 'x')));
    }

    #[test]
    fn a_part_that_is_no_value_is_a_fault() {
        for (f0, f1) in [(2, 0), (0, 2), (2, 2)] {
            // SAFETY: whatever is in them, they are bytes; that is what is checked.
            let pair = unsafe { <(bool, bool)>::from_wire(WireTuple2 { f0, f1 }) };
            assert_eq!(pair.map_err(Fault::root), Err(Fault::Bool(2)));
        }
    }

    #[test]
    fn an_address_that_is_none_is_a_fault() {
        // SAFETY: not readable, and not read.
        let pair = unsafe { <(u32, u32)>::from_arg(core::ptr::null()) };
        assert_eq!(pair, Err(Fault::Null));
    }
}
