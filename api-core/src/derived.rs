//! What `#[derive(AbiType)]` makes of a type, as macros by example: rustc writes these tokens, and not the procedural macro.
//!
//! Locals are called `__vt_…`: a constant of the user's by another name would be taken for a pattern.
//!
//! The derive has read tokens; another macro may have changed the item since. So its fields are named in patterns without `..`, their
//! places are compared with those that C gives them, and the values of variants with the compiled enum's: all in the constant that
//! every check asks first, `ANY_BITS`. Nothing there is of a value: there is memory for one, and what is in it is never read but for the
//! tag.

use crate::convert::{AbiType, Element, Plain, check_plain};
use crate::fault::Fault;
use crate::follow::Walk;

/// Where C puts fields that follow one another.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Of the struct, in the type that holds it.
    start: usize,
    /// Of what is in it so far.
    end: usize,
    align: usize,
}

const fn max(a: usize, b: usize) -> usize {
    if a < b { b } else { a }
}

impl Layout {
    /// A struct without fields.
    pub const NONE: Self = Layout { start: 0, end: 0, align: 1 };

    /// An enum's payload behind its tag, with fields of these alignments: in a union after it (`repr(C, T)`), or each variant a struct that
    /// starts with it (`repr(T)`).
    #[inline]
    pub const fn payload<Tag>(is_c: bool, aligns: &[usize]) -> Self {
        if !is_c {
            return Layout { start: 0, end: size_of::<Tag>(), align: align_of::<Tag>() };
        }
        let (mut most, mut index) = (1, 0);
        while index < aligns.len() {
            most = max(most, aligns[index]);
            index += 1;
        }
        Layout { start: size_of::<Tag>().next_multiple_of(most), end: 0, align: max(most, align_of::<Tag>()) }
    }

    #[inline(always)]
    const fn place_of<T>(&self) -> usize {
        self.end.next_multiple_of(align_of::<T>())
    }

    #[inline(always)]
    const fn and<T>(self) -> Self {
        Layout { end: self.place_of::<T>() + size_of::<T>(), align: max(self.align, align_of::<T>()), ..self }
    }

    /// With a field behind, which is where it must be.
    ///
    /// # Panics
    /// When it is not.
    ///
    /// # Safety
    /// `field` is in `whole`.
    #[inline]
    pub const unsafe fn field<Whole, T: Plain>(self, whole: *const Whole, field: *const T) -> Self {
        // SAFETY: both are of one place, by the caller's word.
        let offset = unsafe { field.byte_offset_from(whole) };
        assert!(
            offset >= 0 && offset as usize == self.start + self.place_of::<T>(),
            "a field is not where C puts it: is there another macro's attribute that changes the `repr`?"
        );
        self.and::<T>()
    }

    /// With a union's field in the same place.
    ///
    /// # Panics
    /// When it is elsewhere.
    ///
    /// # Safety
    /// As [`Layout::field`].
    #[inline]
    pub const unsafe fn either<Whole, T: Plain + Element>(self, whole: *const Whole, field: *const T) -> Self {
        // SAFETY: passed on to the caller.
        let other = unsafe { Layout::NONE.field(whole, field) };
        Layout { end: max(self.end, other.end), align: max(self.align, other.align), ..self }
    }

    /// As large as both.
    #[inline]
    pub const fn or(self, other: Self) -> Self {
        Layout { start: 0, end: max(self.end, other.start + other.end), align: max(self.align, other.align) }
    }

    /// That this is all of the type.
    ///
    /// # Panics
    /// When it is not.
    #[inline]
    pub const fn is_all_of<Whole>(self) {
        assert!(size_of::<Whole>() > 0, "a type without bytes crosses, and C has no empty structs: give it a field");
        assert!(
            size_of::<Whole>() == self.end.next_multiple_of(self.align) && align_of::<Whole>() == self.align,
            "a type is not laid out as C does it: is there another macro's attribute that changes the `repr`?"
        );
    }

    /// That a `repr(transparent)` type is one of its fields, and this another one.
    ///
    /// # Panics
    /// When it has bytes.
    #[inline]
    pub const fn is_nothing<T: Plain, Whole>(_: *const T, _: *const Whole) {
        assert!(
            size_of::<T>() == 0 && align_of::<T>() == 1,
            "a `repr(transparent)` type crosses as its first field that is not called `PhantomData<..>` or `()`, and another one has bytes or an alignment"
        );
    }

    /// That a `repr(transparent)` type is this field.
    ///
    /// # Panics
    /// When it is not.
    #[inline]
    pub const fn is_inner<T: Plain, Whole>(_: *const T, _: *const Whole) {
        assert!(size_of::<T>() > 0, "a type without bytes crosses, and C has no empty structs: give it a field");
        assert!(
            size_of::<T>() == size_of::<Whole>() && align_of::<T>() == align_of::<Whole>(),
            "a `repr(transparent)` type is not as large as its field: is there another macro's attribute that changes the `repr`?"
        );
    }

    /// That an opaque type is nothing, so that nothing behind a reference to it can be read or swapped.
    ///
    /// # Panics
    /// When it is something.
    #[inline]
    pub const fn is_opaque<Whole>() {
        assert!(
            size_of::<Whole>() == 0 && align_of::<Whole>() == 1,
            "an opaque type that stands behind a reference has no bytes, and an alignment of 1"
        );
    }

    /// Checks the next field of the payload that this is the start of.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// `whole` is aligned and readable for an enum that has this field there.
    #[inline(always)]
    pub unsafe fn check<T: Plain>(self, whole: *const u8, walk: &mut Walk) -> Result<Self, Fault> {
        // SAFETY: in the whole, by the caller's word.
        let field = unsafe { whole.add(self.start + self.place_of::<T>()) };
        // SAFETY: passed on to the caller.
        match unsafe { check_plain(field.cast::<T>(), walk) } {
            Ok(()) => Ok(self.and::<T>()),
            Err(fault) => Err(fault),
        }
    }
}

/// Behind a reference, an opaque type is nothing: the other side may have made it with other fields. Nothing implements this. It is asked of
/// `()`, since of the type itself rustc would tell what the reference lacks.
#[diagnostic::on_unimplemented(
    message = "`{T}` is opaque, and no struct without fields: the other side may have other ones, so it cannot stand behind a reference",
    label = "what this points to may be of another size on the other side",
    note = "take its fields away, and let its maker keep the data elsewhere; or write `NonNull<T>` or `*mut T`; or make it a `#[vtable_api]` trait and pass `&dyn Api`"
)]
pub trait Hides<T: ?Sized> {}

/// [`Hides`], as a bound that the compiler does not decide before it is asked.
pub trait HidesAt<'a, T: ?Sized>: Hides<T> {}
impl<T: ?Sized, U: Hides<T>> HidesAt<'_, T> for U {}

/// Evaluates what asserts something.
#[inline]
pub const fn proved(_: bool) {}

/// [`ANY_BITS`](crate::Pointee::ANY_BITS) of a field. Every question of ours asks for the same trait, so that rustc has one answer.
#[inline]
pub const fn any_bits<T: Plain>() -> bool {
    T::ANY_BITS
}

/// [`RECHECK`](crate::Pointee::RECHECK) of a field.
#[inline]
pub const fn recheck<T: Plain>() -> bool {
    T::RECHECK
}

/// [`AbiType`], as a bound that the compiler does not decide before it is asked.
pub trait AbiTypeAt<'a>: AbiType {}
impl<T: AbiType> AbiTypeAt<'_> for T {}

/// `repr(C)` struct.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_struct {
    ([$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($member:tt: $field:ty,)* }) => {
        // SAFETY: the layout is C's, and every field is checked; each `&mut` is in one of them.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: ::core::primitive::bool = {
                let __vt_place = ::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = __vt_place.as_ptr();
                // SAFETY: a place; nothing in it is read.
                let Self { $($member: _,)* } = unsafe { &*__vt_place };
                let __vt_layout = $crate::derived::Layout::NONE;
                $(
                    // SAFETY: as above.
                    let __vt_field = unsafe { &raw const (*__vt_place).$member };
                    // SAFETY: in the place.
                    let __vt_layout = unsafe { __vt_layout.field::<Self, $field>(__vt_place, __vt_field) };
                )*
                __vt_layout.is_all_of::<Self>();
                true $(& $crate::derived::any_bits::<$field>())*
            };
            const RECHECK: ::core::primitive::bool = false $(| $crate::derived::recheck::<$field>())*;
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, __vt_walk: &mut $crate::follow::Walk
            ) -> ::core::result::Result<(), $crate::Fault> {
                $(
                    // SAFETY: a field of the value that the caller vouches for.
                    let __vt_field = unsafe { &raw const (*__vt_ptr).$member };
                    // SAFETY: aligned and readable, because the whole value is.
                    let __vt_checked = unsafe { $crate::convert::check_plain::<$field>(__vt_field, __vt_walk) };
                    if let ::core::result::Result::Err(__vt_fault) = __vt_checked {
                        return ::core::result::Result::Err(__vt_fault);
                    }
                )*
                ::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        // SAFETY: no field lends by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type
        where
            $($clause)* $(for<'__vt> $field: $crate::convert::ElementAt<'__vt>,)*
        {
        }
        $crate::__abi_composite!([$($params)*] $Type, where $($clause)*);
    };
}

/// `repr(C)` union. Which field it holds only its user knows: every read is the user's own `unsafe`.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_union {
    ([$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($member:tt: $field:ty,)* }) => {
        // SAFETY: the layout is C's, and safe code reads no field.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: ::core::primitive::bool = {
                let __vt_place = ::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = __vt_place.as_ptr();
                let __vt_layout = $crate::derived::Layout::NONE;
                $(
                    // SAFETY: a place; nothing in it is read.
                    let __vt_field = unsafe { &raw const (*__vt_place).$member };
                    // SAFETY: in the place.
                    let __vt_layout = unsafe { __vt_layout.either::<Self, $field>(__vt_place, __vt_field) };
                )*
                __vt_layout.is_all_of::<Self>();
                true
            };
            #[inline]
            unsafe fn check(
                _: *const Self, _: &mut $crate::follow::Walk
            ) -> ::core::result::Result<(), $crate::Fault> {
                ::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        // SAFETY: `either` wants fields that lend nothing by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type where $($clause)* {}
        $crate::__abi_composite!([$($params)*] $Type, where $($clause)*);
    };
}

/// `repr(transparent)` struct: as its field `inner`. `array` says that this is one, which is passed by address.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_transparent {
    (
        [$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($other:tt: $nothing:ty,)* }
        $member:tt: $field:ty $(, $array:ident)?
    ) => {
        // SAFETY: the layout and the values are the field's.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: ::core::primitive::bool = {
                let __vt_place = ::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = __vt_place.as_ptr();
                // SAFETY: a place; nothing in it is read.
                let Self { $member: _, $($other: _,)* } = unsafe { &*__vt_place };
                // SAFETY: as above.
                $crate::derived::Layout::is_inner::<$field, Self>(unsafe { &raw const (*__vt_place).$member }, __vt_place);
                // SAFETY: as above.
                $($crate::derived::Layout::is_nothing::<$nothing, Self>(unsafe { &raw const (*__vt_place).$other }, __vt_place);)*
                $crate::derived::any_bits::<$field>() $(& $crate::derived::any_bits::<$nothing>())*
            };
            const RECHECK: ::core::primitive::bool = $crate::derived::recheck::<$field>();
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, __vt_walk: &mut $crate::follow::Walk
            ) -> ::core::result::Result<(), $crate::Fault> {
                // SAFETY: the same address, for the same bytes.
                unsafe { $crate::convert::check_plain::<$field>(__vt_ptr.cast(), __vt_walk) }
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        // SAFETY: no field lends by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type
        where
            $($clause)* for<'__vt> $field: $crate::convert::ElementAt<'__vt>,
        {
        }
        // SAFETY: `repr(transparent)`: passed as its field.
        unsafe impl<$($params)*> $crate::convert::Scalar for $Type
        where
            $($clause)* for<'__vt> $field: $crate::convert::ScalarAt<'__vt>,
        {
        }
        // SAFETY: the values are the field's.
        unsafe impl<$($params)*> $crate::convert::AnyBits for $Type
        where
            $($clause)* for<'__vt> $field: $crate::convert::AnyBitsAt<'__vt>,
        {
        }
        $crate::__abi_as_inner!([$($params)*] $Type, [$($clause)*] $field $(, $array)?);
    };
}

/// How a `repr(transparent)` struct crosses.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_as_inner {
    ([$($params:tt)*] $Type:ty, [$($clause:tt)*] $field:ty, array) => {
        $crate::__abi_composite!([$($params)*] $Type, where $($clause)*);
    };
    ([$($params:tt)*] $Type:ty, [$($clause:tt)*] $field:ty) => {
        // SAFETY: `repr(transparent)`: crosses as its field.
        unsafe impl<$($params)*> $crate::AbiType for $Type
        where
            $($clause)* for<'__vt> $field: $crate::derived::AbiTypeAt<'__vt>,
        {
            type Wire = <$field as $crate::AbiType>::Wire;
            type Arg = <$field as $crate::AbiType>::Arg;
            type Return = <$field as $crate::AbiType>::Return;
            type Niche = $crate::convert::Tagged;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                // SAFETY: `repr(transparent)`: the same bytes.
                <$field as $crate::AbiType>::into_wire(unsafe { $crate::convert::unwrapped::<Self, $field>(self) })
            }
            #[inline]
            unsafe fn from_wire(__vt_wire: Self::Wire) -> ::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                let __vt_inner = unsafe { <$field as $crate::AbiType>::from_wire(__vt_wire) };
                // SAFETY: `repr(transparent)`: the same bytes, which were checked.
                unsafe { $crate::convert::wrapped::<$field, Self>(__vt_inner) }
            }
            #[inline]
            fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
                <$field as $crate::AbiType>::arg(__vt_wire)
            }
            #[inline]
            unsafe fn from_arg(__vt_arg: Self::Arg) -> ::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                let __vt_inner = unsafe { <$field as $crate::AbiType>::from_arg(__vt_arg) };
                // SAFETY: as in `from_wire`.
                unsafe { $crate::convert::wrapped::<$field, Self>(__vt_inner) }
            }
            #[inline]
            unsafe fn recheck(__vt_wire: &Self::Wire) -> ::core::result::Result<(), $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$field as $crate::AbiType>::recheck(__vt_wire) }
            }
        }
    };
}

/// That the values of variants are those of the compiled enum, and that its fields are where C puts them. `Own` is the enum's name.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_variants {
    ($Own:ident $tag:ty, $is_c:literal { $($variant:ident $value:ident { $($member:tt: $field:ty,)* })* }) => {{
        let mut __vt_place = ::core::mem::MaybeUninit::<$Own>::zeroed();
        let __vt_place = __vt_place.as_mut_ptr();
        let __vt_start = $crate::derived::Layout::payload::<$tag>($is_c, &[$($(::core::mem::align_of::<$field>(),)*)*]);
        let mut __vt_whole = $crate::derived::Layout::NONE.or($crate::derived::Layout::payload::<$tag>(false, &[])).or(__vt_start);
        let __vt_values = [$($value),*];
        let mut __vt_index = 0;
        while __vt_index < __vt_values.len() {
            // SAFETY: the tag comes first; the place is as large.
            unsafe { __vt_place.cast::<$tag>().write(__vt_values[__vt_index]) };
            // SAFETY: a place; nothing in it is read but the tag.
            let (__vt_found, __vt_layout) = match unsafe { &*__vt_place } {
                $($Own::$variant { $($member: _,)* } => {
                    let __vt_layout = __vt_start;
                    $(
                        // SAFETY: as above.
                        let __vt_layout = match unsafe { &*__vt_place } {
                            // SAFETY: in the place.
                            $Own::$variant { $member: __vt_field, .. } => unsafe { __vt_layout.field::<$Own, $field>(__vt_place, __vt_field) },
                            _ => __vt_layout,
                        };
                    )*
                    ($value, __vt_layout)
                })*
            };
            ::core::assert!(
                __vt_found == __vt_values[__vt_index],
                "a variant does not have the value that the derive has read: is there another macro's attribute that changes it?"
            );
            __vt_whole = __vt_whole.or(__vt_layout);
            __vt_index += 1;
        }
        __vt_whole.is_all_of::<$Own>();
    }};
}

/// An enum with a payload.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_payload {
    (
        [$($params:tt)*] $Type:ty, [$($clause:tt)*] $name:literal $tag:ty, $is_c:literal
        { $($variant:ident $value:ident { $($member:tt: $field:ty,)* })* }
    ) => {
        // SAFETY: the layout is C's; the tag and the fields of its variant are checked; each `&mut` is in one of them.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: ::core::primitive::bool = {
                $crate::__abi_variants!(Self $tag, $is_c { $($variant $value { $($member: $field,)* })* });
                false
            };
            const RECHECK: ::core::primitive::bool = false $($(| $crate::derived::recheck::<$field>())*)*;
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, __vt_walk: &mut $crate::follow::Walk
            ) -> ::core::result::Result<(), $crate::Fault> {
                let __vt_start = const {
                    $crate::derived::Layout::payload::<$tag>($is_c, &[$($(::core::mem::align_of::<$field>(),)*)*])
                };
                // SAFETY: readable by the caller's word; any bits are an integer.
                let __vt_value = unsafe { __vt_ptr.cast::<$tag>().read() };
                match __vt_value {
                    $($value => {
                        let __vt_next = __vt_start;
                        $(
                            // SAFETY: a field of the value that the caller vouches for: the tag says so, and `ANY_BITS` where.
                            let __vt_next = match unsafe { __vt_next.check::<$field>(__vt_ptr.cast(), __vt_walk) } {
                                ::core::result::Result::Ok(__vt_next) => __vt_next,
                                ::core::result::Result::Err(__vt_fault) => return ::core::result::Result::Err(__vt_fault),
                            };
                        )*
                        let _ = __vt_next;
                    })*
                    _ => return ::core::result::Result::Err($crate::Fault::Discriminant {
                        name: $name, value: __vt_value as ::core::primitive::i128
                    }),
                }
                ::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        // SAFETY: no field lends by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type
        where
            $($clause)* $($(for<'__vt> $field: $crate::convert::ElementAt<'__vt>,)*)*
        {
        }
        $crate::__abi_composite!([$($params)*] $Type, where $($clause)*);
    };
}

/// An integer of which only the variants' values are good.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_enum {
    ($Type:ident $name:literal $tag:ty { $first:ident $first_value:ident $($variant:ident $value:ident)* }) => {
        // SAFETY: an integer of this size, which is one of the variants' values.
        unsafe impl $crate::Pointee for $Type {
            const ANY_BITS: ::core::primitive::bool = {
                $crate::__abi_variants!(Self $tag, false { $first $first_value {} $($variant $value {})* });
                false
            };
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, _: &mut $crate::follow::Walk
            ) -> ::core::result::Result<(), $crate::Fault> {
                // SAFETY: readable by the caller's word; any bits are an integer.
                let __vt_value = unsafe { __vt_ptr.cast::<$tag>().read() };
                if !::core::matches!(__vt_value, $first_value $(| $value)*) {
                    return ::core::result::Result::Err($crate::Fault::Discriminant {
                        name: $name, value: __vt_value as ::core::primitive::i128
                    });
                }
                ::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl $crate::Plain for $Type {}
        // SAFETY: an integer.
        unsafe impl $crate::convert::Element for $Type {}
        // SAFETY: an integer of C.
        unsafe impl $crate::convert::Scalar for $Type {}
        $crate::__abi_scalar!([] $Type, $tag, $crate::convert::Tagged);
    };
}

/// An integer of which every value is good.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_open {
    ($Type:ident $tag:ty { $($variant:ident $value:ident)* } $unknown:ident) => {
        const _: () = {
            let _ = |__vt_value: &$Type| match __vt_value {
                $($Type::$variant {} => {})*
                $Type::$unknown { 0: _ } => {}
            };
        };
        // SAFETY: the values are distinct, and every other one is kept in `Unknown`.
        unsafe impl $crate::open::OpenEnum for $Type {
            type Value = $tag;
            #[inline]
            fn value(self) -> $tag {
                match self {
                    $(Self::$variant {} => $value,)*
                    Self::$unknown { 0: __vt_value } => __vt_value,
                }
            }
            #[inline]
            fn from_value(__vt_value: $tag) -> Self {
                match __vt_value {
                    $($value => Self::$variant {},)*
                    __vt_value => Self::$unknown { 0: __vt_value },
                }
            }
        }
        // SAFETY: crosses as an integer.
        unsafe impl $crate::AbiType for $Type {
            type Wire = $tag;
            type Arg = $tag;
            type Return = $crate::slot::ByValue<$tag>;
            type Niche = $crate::convert::Tagged;
            #[inline]
            fn into_wire(self) -> $tag {
                <Self as $crate::open::OpenEnum>::value(self)
            }
            #[inline]
            unsafe fn from_wire(__vt_wire: $tag) -> ::core::result::Result<Self, $crate::Fault> {
                ::core::result::Result::Ok(<Self as $crate::open::OpenEnum>::from_value(__vt_wire))
            }
            #[inline]
            fn arg(__vt_wire: &$tag) -> $tag {
                *__vt_wire
            }
            #[inline]
            unsafe fn from_arg(__vt_arg: $tag) -> ::core::result::Result<Self, $crate::Fault> {
                ::core::result::Result::Ok(<Self as $crate::open::OpenEnum>::from_value(__vt_arg))
            }
        }
    };
}

/// An opaque struct without fields, but for markers.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_opaque {
    ([$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($member:tt: $field:ty,)* }) => {
        // SAFETY: no bytes, so nothing on the other side is read or written through a reference.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: ::core::primitive::bool = {
                let __vt_place = ::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = __vt_place.as_ptr();
                // SAFETY: a place; nothing in it is read.
                let Self { $($member: _,)* } = unsafe { &*__vt_place };
                $crate::derived::Layout::is_opaque::<Self>();
                // An empty enum has no bytes either, but no fields that are plain.
                true $(& $crate::derived::any_bits::<$field>())*
            };
            #[inline]
            unsafe fn check(
                _: *const Self, _: &mut $crate::follow::Walk
            ) -> ::core::result::Result<(), $crate::Fault> {
                ::core::result::Result::Ok(())
            }
        }
    };
}

/// An opaque type that only raw pointers point to.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_hidden {
    ([$($params:tt)*] $Type:ty, [$($clause:tt)*]) => {
        // SAFETY: there is no such type.
        unsafe impl<$($params)*> $crate::Pointee for $Type
        where
            $($clause)* for<'__vt> (): $crate::derived::HidesAt<'__vt, Self>,
        {
            const ANY_BITS: ::core::primitive::bool = false;
            #[inline]
            unsafe fn check(
                _: *const Self, _: &mut $crate::follow::Walk
            ) -> ::core::result::Result<(), $crate::Fault> {
                ::core::result::Result::Err($crate::Fault::Null)
            }
        }
    };
}
