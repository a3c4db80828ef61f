//! Enums.

/// That the values of variants are those of the compiled enum, and that its fields are where C puts them, in const evaluation,
/// which stops where something is not as said. `Own` is the enum's name. The macro's is what rustc says where it has other variants.
#[macro_export]
#[doc(hidden)]
macro_rules! __another_macro_changed_the_enum {
    ($Own:ident $tag:ty, $is_c:literal { $($variant:ident $value:ident { $($member:tt $local:ident: $field:ty as $read:ty,)* })* }) => {const {
        let mut __vt_place = $crate::__private::core::mem::MaybeUninit::<$Own>::zeroed();
        let __vt_place = $crate::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
        let __vt_start = $crate::derived::Layout::payload::<$tag>($is_c, &[$($($crate::__private::core::mem::align_of::<$field>(),)*)*]);
        let mut __vt_whole = $crate::derived::Layout::NONE.or($crate::derived::Layout::payload::<$tag>(false, &[])).or(__vt_start);
        let __vt_values = [$($value),*];
        let mut __vt_index = 0;
        while __vt_index < <[_]>::len(&__vt_values) {
            // SAFETY: the tag comes first; the place is as large.
            unsafe { __vt_place.cast::<$tag>().write(__vt_values[__vt_index]) };
            // SAFETY: a place; nothing in it is read but the tag.
            let (__vt_found, __vt_layout) = match unsafe { &mut *__vt_place } {
                $($crate::__another_macro_changed_the_item!($Own::$variant { $($member $local,)* }) => {
                    let __vt_layout = __vt_start;
                    $(
                        // SAFETY: in the place.
                        let __vt_layout = unsafe { __vt_layout.field::<$Own, $field>(__vt_place, $crate::derived::Field::<$read>::of($local)) };
                    )*
                    ($value, __vt_layout)
                })*
            };
            $crate::derived::has_value(__vt_found == __vt_values[__vt_index]);
            __vt_whole = __vt_whole.or(__vt_layout);
            __vt_index += 1;
        }
        __vt_whole.is_all_of::<$Own>();
        $crate::derived::has_tag::<$Own, $tag>();
    }};
}

/// An enum with a payload.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_payload {
    (
        $vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] $name:literal $tag:ty, $is_c:literal
        { $($variant:ident $value:ident { $($member:tt $local:ident: $field:ty as $read:ty,)* })* }
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: the layout is C's; the tag and the fields of its variant are checked; each `&mut` is in one of them.
        unsafe impl<$($params)*> $crate::Pointee for $Type where $($clause)* {
            const ANY_BITS: $crate::__private::core::primitive::bool = {
                $crate::__another_macro_changed_the_enum!(Self $tag, $is_c { $($variant $value { $($member $local: $Is<$field> as $read,)* })* });
                false
            };
            const AFTER: $crate::follow::After = $crate::follow::After::Nothing$($(.and($crate::derived::after::<$Is<$field>>()))*)*;
            // Zeros all over are the variant 0.
            const ENDS_AS_ZEROS: $crate::__private::core::primitive::bool =
                $crate::__vt_ends_as_zeros!((false $(| ($value == 0))*), $($($field,)*)*);
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                let __vt_start = const {
                    $crate::derived::Layout::payload::<$tag>($is_c, &[$($($crate::__private::core::mem::align_of::<$field>(),)*)*])
                };
                // SAFETY: readable by the caller's word; any bits are an integer.
                let __vt_value = unsafe { __vt_ptr.cast::<$tag>().read() };
                match __vt_value {
                    $($value => {
                        let __vt_next = __vt_start;
                        $(
                            // SAFETY: a field of the value that the caller vouches for: the tag says so, and `ANY_BITS` where.
                            let __vt_next = match unsafe { __vt_next.check::<$Is<$field>>(__vt_ptr.cast(), __vt_walk) } {
                                $crate::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                                $crate::__private::core::result::Result::Err(__vt_fault) => {
                                    return $crate::__private::core::result::Result::Err($crate::Fault::in_field(__vt_fault, $crate::__vt_in_variant!($variant $member)));
                                }
                            };
                        )*
                        let _ = __vt_next;
                    })*
                    _ => return $crate::__private::core::result::Result::Err($crate::Fault::Discriminant {
                        name: $name, value: __vt_value as $crate::__private::core::primitive::i128
                    }),
                }
                $crate::__private::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<$($params)*> $crate::Plain for $Type where $($clause)* {}
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsIs, where $($clause)*);
        // SAFETY: no field lends by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type
        where
            $($clause)* for<'__vt> $crate::__abi_all!($($($field,)*)*): $crate::convert::ElementAt<'__vt>,
        {
        }
        $crate::__abi_composite!($vouched [$($params)*] $Type, where $($clause)*);
        $crate::__abi_direct!($vouched [$($params)*] $Type, $crate::convert::Tagged, where $($clause)* for<'__vt> Self: $crate::convert::ElementAt<'__vt>);
    };
}

/// An integer of which only the variants' values are good.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_enum {
    ($vouched:block $Type:ident $name:literal $tag:ty { $first:ident $first_value:ident $($variant:ident $value:ident)* }) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: an integer of this size, which is one of the variants' values.
        unsafe impl $crate::Pointee for $Type {
            const ANY_BITS: $crate::__private::core::primitive::bool = {
                $crate::__another_macro_changed_the_enum!(Self $tag, false { $first $first_value {} $($variant $value {})* });
                false
            };
            #[inline]
            unsafe fn check(
                __vt_ptr: *const Self, _: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: readable by the caller's word; any bits are an integer.
                let __vt_value = unsafe { __vt_ptr.cast::<$tag>().read() };
                if !$crate::__private::core::matches!(__vt_value, $first_value $(| $value)*) {
                    return $crate::__private::core::result::Result::Err($crate::Fault::Discriminant {
                        name: $name, value: __vt_value as $crate::__private::core::primitive::i128
                    });
                }
                $crate::__private::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl $crate::Plain for $Type {}
        $crate::__abi_lend!($vouched [] $Type, AsIs);
        // SAFETY: an integer.
        unsafe impl $crate::convert::Element for $Type {}
        // SAFETY: an integer of C.
        unsafe impl $crate::convert::Scalar for $Type {}
        impl $crate::open::Numbered for $Type {
            type Value = $tag;
        }
        $crate::__abi_scalar!($vouched [] $Type, $tag, $crate::convert::Tagged);
        $crate::__abi_direct!($vouched [] $Type, $crate::convert::Tagged);
    };
}

/// An integer of which every value is good.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_open {
    ($vouched:block $Type:ident $tag:ty { $($variant:ident $value:ident)* } $unknown:ident) => {
        const _: $crate::handle::Vouched = $vouched;
        impl $crate::open::Numbered for $Type {
            type Value = $tag;
        }
        // SAFETY: the values are distinct, and every other one is kept in `Unknown`.
        unsafe impl $crate::open::OpenEnum for $Type {
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
        // SAFETY: an integer.
        unsafe impl $crate::convert::Element for $Type {}
        $crate::__abi_lend!($vouched [] $Type, AsCopy);
        // SAFETY: an integer, of which every value is good.
        unsafe impl $crate::copied::Part for $Type {
            type Wire = $tag;
            type Niche = $crate::convert::Tagged;
            type Bits = $crate::copied::AsPlain<$tag>;
            #[inline]
            unsafe fn to_part<__VtS: $crate::copied::Sending>(__vt_value: *const Self, _: &mut __VtS) -> $tag {
                // SAFETY: readable, by the caller's word: copied.
                <Self as $crate::open::OpenEnum>::value(unsafe { $crate::__private::core::ptr::read(__vt_value) })
            }
            #[inline]
            unsafe fn check_part(
                _: *const $tag, _: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                $crate::__private::core::result::Result::Ok(())
            }
            #[inline]
            unsafe fn take<const __VT_OURS: $crate::__private::core::primitive::bool>(__vt_wire: *mut $tag) -> Self {
                // SAFETY: an integer, by the caller's word.
                <Self as $crate::open::OpenEnum>::from_value(unsafe { __vt_wire.read() })
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
            unsafe fn from_wire(__vt_wire: $tag) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                $crate::__private::core::result::Result::Ok(<Self as $crate::open::OpenEnum>::from_value(__vt_wire))
            }
            #[inline]
            fn arg(__vt_wire: &$tag) -> $tag {
                *__vt_wire
            }
            #[inline]
            unsafe fn from_arg(__vt_arg: $tag) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                $crate::__private::core::result::Result::Ok(<Self as $crate::open::OpenEnum>::from_value(__vt_arg))
            }
        }
    };
}
