//! Handles in slots: `CodecRef<'_>`, `CodecMut<'_>` and `CodecBox` cross as `&dyn Codec`, `&mut dyn Codec` and `Box<dyn Codec>` do, with the
//! same text in the record. A macro by example, as those of `expand.rs`.

/// The handles of a table as parameters and returns, and the owned one as a part of what is copied.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_passed {
    ($vouched:block $Ref:ident $Mut:ident $Box:ident $id:literal $package:literal $state:ident) => {
        const _: () = {
            const _: $crate::handle::Vouched = $vouched;
            $crate::__vt_passed!(@passed $vouched ['a] $Ref<'a>, ["&dyn " $id ""] $package $state, NoTable,
                |__vt_value| $crate::handle::into_object(__vt_value), |__vt_wire| $crate::handle::received::<Self>(__vt_wire));
            $crate::__vt_passed!(@passed $vouched ['a] $Mut<'a>, ["&mut dyn " $id ""] $package $state, NoTable,
                |__vt_value| $crate::handle::into_object(__vt_value), |__vt_wire| $crate::handle::received::<Self>(__vt_wire));
            $crate::__vt_passed!(@passed $vouched [] $Box, ["Box<dyn " $id ">"] $package $state, Tagged,
                |__vt_value| $crate::handle::into_object(__vt_value), |__vt_wire| $crate::handle::received::<Self>(__vt_wire));
            // SAFETY: an object lends nothing by `&mut`.
            unsafe impl $crate::convert::Element for $Ref<'_> {}
            $crate::__vt_passed!(@part $vouched $Box, $Box, |__vt_value| $crate::handle::into_object(__vt_value));
        };
    };
    // As a parameter and as what is returned.
    (
        @passed $vouched:block [$($lifetime:lifetime)?] $ty:ty, [$before:literal $id:literal $after:literal] $package:literal $state:ident, $Niche:ident,
        |$value:ident| $into:expr, |$wire:ident| $from:expr
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: its name by the id of the table, and its own lifetime.
        unsafe impl<$($lifetime)?> $crate::Described for $ty {
            type Lifetimes<Tail: $crate::lifetimes::List> = $crate::__vt_passed!(@list $($lifetime)?);
            const NAME: $crate::describe::Rope = &$crate::handle::object_name($before, $id, $after);
            const HANDLE: $crate::__private::core::primitive::bool = true;
            const TYPE: $crate::describe::TypeRef =
                $crate::describe::TypeRef::new(&$crate::describe::TypeInfo::object(
                    <Self as $crate::Described>::NAME,
                    $crate::describe::ObjectOf { id: $id, package: $package, state: $crate::describe::State::$state },
                ));
        }
        // SAFETY: a table and an object; the table is negotiated.
        // Inline, so that a crate that has no use for them does not compile them.
        unsafe impl<$($lifetime)?> $crate::AbiType for $ty {
            type Wire = $crate::raw::RawObject;
            type Arg = $crate::raw::RawObject;
            type Return = $crate::slot::ByValue<$crate::raw::RawObject>;
            type Niche = $crate::convert::$Niche;
            #[inline]
            fn into_wire(self) -> $crate::raw::RawObject {
                let $value = self;
                $into
            }
            #[inline]
            unsafe fn from_wire(
                $wire: $crate::raw::RawObject,
            ) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: the contract: the object is lent for the handle's lifetime, or given for good.
                unsafe { $from }
            }
            #[inline]
            fn arg(__vt_wire: &$crate::raw::RawObject) -> $crate::raw::RawObject {
                *__vt_wire
            }
            #[inline]
            unsafe fn from_arg(
                __vt_arg: $crate::raw::RawObject,
            ) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <Self as $crate::AbiType>::from_wire(__vt_arg) }
            }
        }
    };
    // As a field or an element.
    (@part $vouched:block $ty:ty, $Box:ty, |$value:ident| $into:expr) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: an object lends nothing by `&mut`.
        unsafe impl $crate::convert::Element for $ty {}
        $crate::__abi_lend!($vouched [] $ty, AsCopy);
        // SAFETY: a table and an object; the table is negotiated. Zeros are no object.
        unsafe impl $crate::copied::Part for $ty {
            type Wire = $crate::raw::RawObject;
            type Niche = $crate::convert::Tagged;
            type Bits = $crate::copied::Checked;
            #[inline]
            unsafe fn to_part<__VtS: $crate::copied::Sending>(__vt_value: *const Self, _: &mut __VtS) -> $crate::raw::RawObject {
                // Nobody lends one as a copy: both would release it. The build says so of the slot.
                if __VtS::IS_LENT {
                    return $crate::handle::NO_OBJECT;
                }
                // SAFETY: readable, by the caller's word, and used no more.
                let $value = unsafe { $crate::__private::core::ptr::read(__vt_value) };
                $into
            }
            #[inline]
            unsafe fn check_part(
                __vt_wire: *const $crate::raw::RawObject,
                __vt_walk: &mut $crate::follow::Walk,
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::handle::check_owned::<$Box>(__vt_wire, __vt_walk) }
            }
            #[inline]
            unsafe fn take<const __VT_OURS: $crate::__private::core::primitive::bool>(__vt_wire: *mut $crate::raw::RawObject) -> Self {
                // SAFETY: passed on to the caller.
                match unsafe { $crate::handle::take_owned::<Self>(__vt_wire) } {
                    $crate::__private::core::option::Option::Some(__vt_object) => __vt_object,
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::unreachable!("negotiated when it was checked")
                    }
                }
            }
            #[inline]
            unsafe fn release(__vt_wire: *mut $crate::raw::RawObject) {
                // SAFETY: passed on to the caller.
                $crate::__private::core::mem::drop(unsafe { $crate::handle::take_owned::<Self>(__vt_wire) });
            }
        }
    };
    (@list) => { Tail };
    (@list $lifetime:lifetime) => { ($crate::lifetimes::Life<$lifetime>, Tail) };
}
