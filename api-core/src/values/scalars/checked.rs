//! Scalars of which not all bits are a value: `bool`, `char`, `NonZero<T>`.

use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use crate::values::fault::{Fault, Number};
use crate::values::traits::{AbiType, ByValue, Element, Plain, Pointee, Scalar, Tagged};
use crate::values::vouched::VOUCHED;
use crate::values::walk::Walk;
use core::num::NonZero;

/// A type with the layout of an integer, as which it crosses: before it is checked, it must not be of that type.
macro_rules! checked {
    ($($ty:ty, $bits:ident: $wire:ty => $checked:expr, |$value:ident| $into:expr;)*) => { $(
        // SAFETY: the layout of the integer (std docs; Reference, "Boolean type"), and its own check.
        unsafe impl Pointee for $ty {
            const ANY_BITS: bool = false;
            #[inline(always)]
            unsafe fn check(ptr: *const Self, _: &mut Walk) -> Result<(), Fault> {
                // SAFETY: readable by the caller's word; any bits are an integer.
                let $bits = unsafe { ptr.cast::<$wire>().read() };
                match $checked {
                    Ok(_) => Ok(()),
                    Err(fault) => Err(fault),
                }
            }
        }
        // SAFETY: as above.
        unsafe impl Plain for $ty {}
        lend!([] $ty, AsIs);
        // SAFETY: as above.
        unsafe impl Element for $ty {}
        // SAFETY: as above; passed like the integer, too (std docs).
        unsafe impl Scalar for $ty {}
        // SAFETY: crosses as the integer that it is.
        unsafe impl AbiType for $ty {
            type Wire = $wire;
            type Arg = $wire;
            type Return = ByValue<$wire>;
            type Niche = Tagged;
            #[inline(always)]
            fn into_wire(self) -> $wire {
                let $value = self;
                $into
            }
            #[inline(always)]
            unsafe fn from_wire($bits: $wire) -> Result<Self, Fault> {
                $checked
            }
            #[inline(always)]
            fn arg(wire: &$wire) -> $wire {
                *wire
            }
            #[inline(always)]
            unsafe fn from_arg(arg: $wire) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { Self::from_wire(arg) }
            }
        }
        __abi_direct!({ VOUCHED } [] $ty, Tagged);
    )* };
}

#[inline(always)]
fn found<T>(value: Option<T>, what: Number, bits: i64) -> Result<T, Fault> {
    match value {
        Some(value) => Ok(value),
        None => Err(Fault::Number { what, value: bits }),
    }
}

// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for bool {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Text("bool")];
}
// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for char {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Named { package: "core", name: "char" }];
    const TYPE: TypeRef = TypeRef::new(&TypeInfo {
        name: Self::NAME,
        definition: Some(Definition::of_core(
            "char",
            "core::primitive",
            "tuple transparent",
            &[Member::field(&[Piece::Text("0: u32")])],
            &["doc\tA character of Unicode: at most 0x10ffff, and not from 0xd800 to 0xdfff."],
        )),
        reaches: &[],
        object: None,
    });
}
checked! {
    // Only the low bit would do for a conforming caller; all eight find a broken one.
    bool, bits: u8 => if bits > 1 { Err(Fault::Bool(bits)) } else { Ok(bits == 1) }, |value| value as u8;
    char, bits: u32 => found(char::from_u32(bits), Number::Char, bits.into()), |value| value as u32;
}

macro_rules! non_zero {
    ($($of:ident)*) => { $(
        // SAFETY: its name, and it has no lifetimes.
        unsafe impl Described for NonZero<$of> {
            type Lifetimes<Tail: List> = Tail;
            const NAME: Rope =
                &[Piece::Named { package: "core", name: "NonZero" }, Piece::Text(concat!("<", stringify!($of), ">"))];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo {
                name: Self::NAME,
                definition: Some(Definition::of_core(
                    "NonZero",
                    "core::num",
                    "tuple transparent",
                    &[Member::field(&[Piece::Text(concat!("0: ", stringify!($of)))])],
                    &["doc\tNever 0."],
                )),
                reaches: &[],
                object: None,
            });
        }
        checked! {
            NonZero<$of>, bits: $of => found(NonZero::new(bits), Number::NonZero, 0), |value| value.get();
        }
    )* };
}
non_zero!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

#[cfg(test)]
mod tests {
    use super::*;
    use core::fmt::Debug;

    /// A value there and back, and what arrives of bits that are none.
    fn crosses<T: AbiType<Wire: Copy> + Plain + Copy + PartialEq + Debug>(value: T, bad: &[T::Wire], fault: Fault) {
        // SAFETY: made by `into_wire`.
        assert_eq!(unsafe { T::from_wire(value.into_wire()) }, Ok(value));
        for &bad in bad {
            // SAFETY: whatever the integer is; that is what is checked.
            assert_eq!(unsafe { T::from_wire(bad) }, Err(fault));
            let ptr = core::ptr::from_ref(&bad).cast::<T>();
            // SAFETY: a local, of the same size.
            assert_eq!(unsafe { T::check(ptr, &mut Walk::new(0, false)) }, Err(fault));
        }
    }

    #[test]
    fn a_char_is_a_scalar_value_of_unicode() {
        for value in ['\0', 'x', '\u{d7ff}', '\u{e000}', char::MAX] {
            for bad in [0xd800, 0xdfff, 0x11_0000, u32::MAX] {
                crosses(value, &[bad], Fault::Number { what: Number::Char, value: bad.into() });
            }
        }
    }

    #[test]
    fn a_zero_is_no_non_zero() {
        let fault = Fault::Number { what: Number::NonZero, value: 0 };
        crosses(NonZero::<u8>::MAX, &[0], fault);
        crosses(NonZero::<i64>::MIN, &[0], fault);
        crosses(NonZero::<usize>::MIN, &[0], fault);
    }

    #[test]
    fn a_bool_is_one_or_zero() {
        for value in [false, true] {
            crosses(value, &[2], Fault::Bool(2));
        }
    }
}
