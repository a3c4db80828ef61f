//! Structs, unions, and types of which nobody knows what is in them.

/// All of these types, as one.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_all {
    () => { () };
    // Eight at a time, and none far down: rustc counts how deep macros, and types, are nested.
    ($a:ty, $b:ty, $c:ty, $d:ty, $e:ty, $f:ty, $g:ty, $h:ty, $($rest:ty,)+) => {
        (((($a, $b), ($c, $d)), (($e, $f), ($g, $h))), $crate::__abi_all!($($rest,)*))
    };
    ($first:ty, $($rest:ty,)*) => { ($first, $crate::__abi_all!($($rest,)*)) };
}

/// `repr(C)` struct.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_struct {
    ($vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($member:tt $local:ident: $field:ty as $read:ty,)* }) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: the layout is C's, and every field is checked; each `&mut` is in one of them.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: $crate::__private::core::primitive::bool = {
                let mut __vt_place = $crate::__private::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = $crate::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
                // SAFETY: a place; nothing in it is read.
                let $crate::__another_macro_changed_the_item!(Self { $($member $local,)* }) = unsafe { &mut *__vt_place };
                let __vt_layout = $crate::derived::Layout::NONE;
                $(
                    // SAFETY: in the place.
                    let __vt_layout = unsafe { __vt_layout.field::<Self, $Is<$field>>(__vt_place, $crate::derived::Field::<$read>::of($local)) };
                )*
                __vt_layout.is_all_of::<Self>();
                true $(& $crate::derived::any_bits::<$Is<$field>>())*
            };
            const AFTER: $crate::follow::After = $crate::follow::After::Nothing$(.and($crate::derived::after::<$Is<$field>>()))*;
            const ENDS_AS_ZEROS: $crate::__private::core::primitive::bool =
                $crate::__vt_ends_as_zeros!(true, $($field,)*);
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                let __vt_next = $crate::derived::Layout::NONE;
                $(
                    // SAFETY: a field of the value that the caller vouches for; `ANY_BITS` says where.
                    let __vt_next = match unsafe { __vt_next.check::<$Is<$field>>(__vt_ptr.cast(), __vt_walk) } {
                        $crate::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                        $crate::__private::core::result::Result::Err(__vt_fault) => {
                            return $crate::__private::core::result::Result::Err($crate::Fault::in_field(__vt_fault, $crate::__private::core::stringify!($member)));
                        }
                    };
                )*
                let _ = __vt_next;
                $crate::__private::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsIs, where $($clause)*);
        // SAFETY: no field lends by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type
        where
            $($clause)* for<'__vt> $crate::__abi_all!($($field,)*): $crate::convert::ElementAt<'__vt>,
        {
        }
        $crate::__abi_composite!($vouched [$($params)*] $Type, where $($clause)*);
        $crate::__abi_direct!($vouched [$($params)*] $Type, $crate::convert::Tagged, where $($clause)* for<'__vt> Self: $crate::convert::ElementAt<'__vt>);
    };
}

/// `repr(C)` union. Which field it holds only its user knows: every read is the user's own `unsafe`.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_union {
    ($vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($member:tt $local:ident: $field:ty as $read:ty,)* }) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: the layout is C's, and safe code reads no field.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: $crate::__private::core::primitive::bool = {
                let mut __vt_place = $crate::__private::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = $crate::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
                let __vt_layout = $crate::derived::Layout::NONE;
                $(
                    // SAFETY: a place; nothing in it is read. A struct has no pattern with one of its fields.
                    let __vt_field = unsafe {
                        let $crate::__another_macro_changed_the_item!(Self { $member $local, }) = &mut *__vt_place;
                        $crate::derived::Field::<$read>::of($local)
                    };
                    // SAFETY: in the place.
                    let __vt_layout = unsafe { __vt_layout.either::<Self, $Is<$field>>(__vt_place, __vt_field) };
                )*
                __vt_layout.is_all_of::<Self>();
                true
            };
            #[inline]
            unsafe fn check(
                _: *const Self, _: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                $crate::__private::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsIs, where $($clause)*);
        // SAFETY: `either` wants fields that lend nothing by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type where $($clause)* {}
        $crate::__abi_composite!($vouched [$($params)*] $Type, where $($clause)*);
        $crate::__abi_direct!($vouched [$($params)*] $Type, $crate::convert::Tagged, where $($clause)* for<'__vt> Self: $crate::convert::ElementAt<'__vt>);
    };
}

/// `repr(transparent)` struct: as its field `inner`. `array` says that this is one, which is passed by address.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_transparent {
    (
        $vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($other:tt $other_local:ident: $nothing:ty as $read_nothing:ty,)* }
        $member:tt $local:ident: $field:ty as $read:ty $(, $array:ident)? $(; $kept:ty)?
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: the layout and the values are the field's.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: $crate::__private::core::primitive::bool = {
                let mut __vt_place = $crate::__private::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = $crate::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
                // SAFETY: a place; nothing in it is read.
                let $crate::__another_macro_changed_the_item!(Self { $member $local, $($other $other_local,)* }) = unsafe { &mut *__vt_place };
                $crate::derived::Layout::is_inner::<$Is<$field>, Self>($crate::derived::Field::<$read>::of($local), __vt_place);
                $($crate::derived::Layout::is_nothing::<$Is<$nothing>, Self>($crate::derived::Field::<$read_nothing>::of($other_local), __vt_place);)*
                $crate::derived::any_bits::<$Is<$field>>() $(& $crate::derived::any_bits::<$Is<$nothing>>())*
            };
            const AFTER: $crate::follow::After = $crate::derived::after::<$Is<$field>>();
            const ENDS_AS_ZEROS: $crate::__private::core::primitive::bool =
                $crate::__vt_ends_as_zeros!(true, $field,);
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: the same address, for the same bytes.
                unsafe { $crate::convert::check_plain::<$Is<$field>>(__vt_ptr.cast(), __vt_walk) }
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsIs, where $($clause)*);
        // SAFETY: no field lends by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type
        where
            $($clause)* for<'__vt> $Is<$field>: $crate::convert::ElementAt<'__vt>,
        {
        }
        // SAFETY: `repr(transparent)`, which no other attribute changes: passed as its field.
        unsafe impl<$($params)*> $crate::convert::Scalar for $Type
        where
            $($clause)* for<'__vt> $Is<$field>: $crate::convert::ScalarAt<'__vt>,
            $(for<'__vt> (): $crate::derived::KeptAt<'__vt, $kept>,)?
        {
        }
        // SAFETY: the values are the field's.
        unsafe impl<$($params)*> $crate::convert::AnyBits for $Type
        where
            $($clause)* for<'__vt> $Is<$field>: $crate::convert::AnyBitsAt<'__vt>,
            $(for<'__vt> (): $crate::derived::KeptAt<'__vt, $kept>,)?
        {
        }
        $crate::__abi_direct!($vouched [$($params)*] $Type, $crate::convert::Tagged, where $($clause)* for<'__vt> Self: $crate::convert::ElementAt<'__vt>);
        $crate::__abi_as_inner!($vouched $Is [$($params)*] $Type, [$($clause)*] $field $(, $array)?);
    };
}

/// How a `repr(transparent)` struct crosses.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_as_inner {
    ($vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] $field:ty, array) => {
        const _: $crate::handle::Vouched = $vouched;
        $crate::__abi_composite!($vouched [$($params)*] $Type, where $($clause)*);
    };
    ($vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] $field:ty) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: `repr(transparent)`: crosses as its field.
        unsafe impl<$($params)*> $crate::AbiType for $Type
        where
            $($clause)* for<'__vt> $Is<$field>: $crate::derived::AbiTypeAt<'__vt>,
        {
            type Wire = <$field as $crate::AbiType>::Wire;
            type Arg = <$field as $crate::AbiType>::Arg;
            type Return = <$field as $crate::AbiType>::Return;
            type Niche = $crate::convert::Tagged;
            const USABLE: $crate::__private::core::primitive::bool = <$field as $crate::AbiType>::USABLE;
            const AFTER: $crate::follow::After = <$field as $crate::AbiType>::AFTER;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                // SAFETY: `repr(transparent)`: the same bytes.
                <$field as $crate::AbiType>::into_wire(unsafe { $crate::convert::unwrapped::<Self, $field>(self) })
            }
            #[inline]
            unsafe fn from_wire(__vt_wire: Self::Wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
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
            unsafe fn from_arg(__vt_arg: Self::Arg) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                let __vt_inner = unsafe { <$field as $crate::AbiType>::from_arg(__vt_arg) };
                // SAFETY: as in `from_wire`.
                unsafe { $crate::convert::wrapped::<$field, Self>(__vt_inner) }
            }
            #[inline]
            unsafe fn recheck(__vt_wire: &Self::Wire) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$field as $crate::AbiType>::recheck(__vt_wire) }
            }
        }
    };
}

/// An opaque struct without fields, but for the one that nobody makes, and markers.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_opaque {
    (
        $vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] { $($member:tt $local:ident: $field:ty as $read:ty,)* } $mark:tt
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsIs, where $($clause)*);
        // SAFETY: no bytes, so nothing on the other side is read or written through a reference.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: $crate::__private::core::primitive::bool = {
                let mut __vt_place = $crate::__private::core::mem::MaybeUninit::<Self>::uninit();
                let __vt_place = $crate::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
                // SAFETY: a place; nothing in it is read.
                let Self { $($member: _,)* $mark: __vt_mark } = unsafe { &*__vt_place };
                $crate::derived::Layout::is_opaque::<_, Self>(__vt_mark);
                // An empty enum has no bytes either, but no fields that are plain.
                true $(& $crate::derived::any_bits::<$Is<$field>>())*
            };
            #[inline]
            unsafe fn check(
                _: *const Self, _: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                $crate::__private::core::result::Result::Ok(())
            }
        }
    };
}

/// An opaque type that only raw pointers point to.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_hidden {
    ($vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*]) => {
        const _: $crate::handle::Vouched = $vouched;
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsIs, where $($clause)* for<'__vt> (): $crate::derived::HidesAt<'__vt, Self>,);
        // SAFETY: there is no such type.
        unsafe impl<$($params)*> $crate::Pointee for $Type
        where
            $($clause)* for<'__vt> (): $crate::derived::HidesAt<'__vt, Self>,
        {
            const ANY_BITS: $crate::__private::core::primitive::bool = false;
            #[inline]
            unsafe fn check(
                _: *const Self, _: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                $crate::__private::core::result::Result::Err($crate::Fault::Null)
            }
        }
    };
}

/// A type whose errors were reported is one that crosses: what uses it has no errors of its own.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_refused {
    ($vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*]) => {
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsIs, where $($clause)*);
        // SAFETY: the crate does not compile.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: $crate::__private::core::primitive::bool = true;
            const ENDS_AS_ZEROS: $crate::__private::core::primitive::bool = true;
            unsafe fn check(
                _: *const Self, _: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                $crate::__private::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::convert::Element for $Type where $($clause)* {}
        impl<$($params)*> $crate::open::Numbered for $Type where $($clause)* {
            type Value = $crate::__private::core::primitive::u8;
        }
        $crate::__abi_composite!($vouched [$($params)*] $Type, where $($clause)*);
        $crate::__abi_direct!($vouched [$($params)*] $Type, $crate::convert::Tagged, where $($clause)*);
    };
}
