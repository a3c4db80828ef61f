//! Structs and enums without a `repr`: what crosses is a copy, made of the wire forms of their fields.
//!
//! The wire form is a type of its own, written here, with the fields in the order in which they are declared: it is what C sees. What the
//! derive has read is what the compiled item has: each field is named in a pattern without `..`, is taken out as its type, and is put back
//! as that.

/// The rest of a function that has found something wrong.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_check_part {
    ($vouched:block $Part:ty, $wire:expr, $walk:ident, $name:expr) => {{
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: in the wire form.
        let __vt_part = unsafe { &raw const $wire };
        // SAFETY: passed on to the caller.
        match unsafe { <$Part as $crate::copied::Part>::check_part(__vt_part, $walk) } {
            $crate::__private::core::result::Result::Ok(()) => {}
            $crate::__private::core::result::Result::Err(__vt_fault) => {
                return $crate::__private::core::result::Result::Err($crate::Fault::in_field(__vt_fault, $name));
            }
        }
    }};
}

/// A part, taken out of the wire form.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_take_part {
    ($vouched:block $Part:ty, $wire:expr, $OURS:ident) => {{
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: in the wire form.
        let __vt_part = unsafe { &raw mut $wire };
        // SAFETY: passed on to the caller.
        unsafe { <$Part as $crate::copied::Part>::take::<$OURS>(__vt_part) }
    }};
}

/// Frees what was not taken of a part.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_release_part {
    ($vouched:block $Part:ty, $wire:expr) => {{
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: in the wire form.
        let __vt_part = unsafe { &raw mut $wire };
        // SAFETY: passed on to the caller.
        unsafe { <$Part as $crate::copied::Part>::release(__vt_part) };
    }};
}

/// The wire form of a field.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_to_part {
    ($vouched:block $Part:ty, $local:ident, $sending:ident) => {{
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: passed on to the caller.
        unsafe { <$Part as $crate::copied::Part>::to_part($local, $sending) }
    }};
}

/// A struct. `args` are its parameters without their bounds, and `T` those that are types. The derive asks of each field whether it can be
/// taken out; asked again here, a type that leads to itself would have no answer.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_copied_struct {
    (
        $vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] [$($args:tt)*] [$($T:ty,)*] [$($asserted:tt)*]
        { $($member:tt $local:ident: $field:ty as $read:ty,)* }
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        /// The struct on the wire.
        #[repr(C)]
        pub struct __VtWire<$($params)*> where $($clause)* {
            $($local: <$Is<$field> as $crate::copied::Part>::Wire,)*
            __vt_of: $crate::__private::core::marker::PhantomData<fn() -> $Type>,
        }
        // SAFETY: its fields are parts, and a part lends nothing by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type where $($clause)* {}
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsCopy, where $($clause)*);
        // SAFETY: the wire form has that of each field and nothing else; what is true of each of them is true of all.
        unsafe impl<$($params)*> $crate::copied::Part for $Type where $($clause)* {
            type Wire = __VtWire<$($args)*>;
            type Niche = $crate::convert::Tagged;
            type Bits = $crate::copied::Checked;
            const USABLE: $crate::__private::core::primitive::bool = $($asserted)* $(& <$T as $crate::copied::Part>::USABLE)*;
            #[inline]
            unsafe fn to_part<__VtS: $crate::copied::Sending>(__vt_value: *const Self, __vt_sending: &mut __VtS) -> Self::Wire {
                // SAFETY: readable, by the caller's word.
                let $crate::__another_macro_changed_the_item!(Self { $($member $local,)* }) = unsafe { &*__vt_value };
                __VtWire {
                    $($local: $crate::__vt_to_part!($vouched $Is<$field>, $local, __vt_sending),)*
                    __vt_of: $crate::__private::core::marker::PhantomData,
                }
            }
            unsafe fn check_part(
                __vt_wire: *const Self::Wire, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                $($crate::__vt_check_part!($vouched $Is<$field>, (*__vt_wire).$local, __vt_walk, $crate::__private::core::stringify!($member));)*
                $crate::__private::core::result::Result::Ok(())
            }
            unsafe fn take<const __VT_OURS: $crate::__private::core::primitive::bool>(__vt_wire: *mut Self::Wire) -> Self {
                Self { $($member: $crate::__vt_take_part!($vouched $Is<$field>, (*__vt_wire).$local, __VT_OURS),)* }
            }
            unsafe fn release(__vt_wire: *mut Self::Wire) {
                $($crate::__vt_release_part!($vouched $Is<$field>, (*__vt_wire).$local);)*
            }
        }
        $crate::__abi_by_parts!($vouched [$($params)*] $Type, where $($clause)*);
    };
}

/// An enum with payloads: a `uint32_t` that counts variants, and a union of structs. `Wire` is the name of a variant's struct.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_copied_payload {
    (
        $vouched:block $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] $args:tt [$($T:ty,)*] [$($asserted:tt)*] $name:literal
        { $($variant:ident $value:ident $Wire:ident { $($member:tt $local:ident: $field:ty as $read:ty,)* })* }
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        $crate::__abi_copied_variants!($Is [$($params)*] $Type, [$($clause)*] $args $({ $Wire $($local: $field,)* })*);
        /// The enum on the wire.
        #[repr(C)]
        pub struct __VtWire<$($params)*> where $($clause)* {
            tag: $crate::__private::core::primitive::u32,
            payload: $crate::__private::core::mem::MaybeUninit<$crate::__abi_copied_variants!(@type __VtPayload $args)>,
        }
        // SAFETY: its fields are parts, and a part lends nothing by `&mut`.
        unsafe impl<$($params)*> $crate::convert::Element for $Type where $($clause)* {}
        $crate::__abi_lend!($vouched [$($params)*] $Type, AsCopy, where $($clause)*);
        // SAFETY: a tag and a union; what is true of each field is true of the variant. Zeros are the first one, with zeros.
        unsafe impl<$($params)*> $crate::copied::Part for $Type where $($clause)* {
            type Wire = $crate::__abi_copied_variants!(@type __VtWire $args);
            type Niche = $crate::convert::Tagged;
            type Bits = $crate::copied::Checked;
            const USABLE: $crate::__private::core::primitive::bool = $($asserted)* $(& <$T as $crate::copied::Part>::USABLE)*;
            #[inline]
            unsafe fn to_part<__VtS: $crate::copied::Sending>(__vt_value: *const Self, __vt_sending: &mut __VtS) -> Self::Wire {
                let mut __vt_payload = $crate::__private::core::mem::MaybeUninit::<$crate::__abi_copied_variants!(@type __VtPayload $args)>::zeroed();
                let __vt_place = $crate::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_payload);
                // SAFETY: readable, by the caller's word.
                let __vt_tag = match unsafe { &*__vt_value } {
                    $($crate::__another_macro_changed_the_item!(Self::$variant { $($member $local,)* }) => {
                        let __vt_variant: $crate::__abi_copied_variants!(@type $Wire $args) = $Wire {
                            $($local: $crate::__vt_to_part!($vouched $Is<$field>, $local, __vt_sending),)*
                            __vt_of: $crate::__private::core::marker::PhantomData,
                        };
                        // SAFETY: the place has room for each variant.
                        unsafe { $crate::__private::core::ptr::write(__vt_place.cast(), __vt_variant) };
                        $value
                    })*
                };
                let _ = __vt_sending;
                __VtWire { tag: __vt_tag, payload: __vt_payload }
            }
            unsafe fn check_part(
                __vt_wire: *const Self::Wire, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: in the wire form.
                let __vt_payload = unsafe { &raw const (*__vt_wire).payload };
                // SAFETY: readable, by the caller's word; any bits are an integer.
                match unsafe { (*__vt_wire).tag } {
                    $($value => {
                        let __vt_variant = __vt_payload.cast::<$crate::__abi_copied_variants!(@type $Wire $args)>();
                        $($crate::__vt_check_part!($vouched $Is<$field>, (*__vt_variant).$local, __vt_walk, $crate::__vt_in_variant!($variant $member));)*
                        let _ = __vt_variant;
                    })*
                    __vt_other => return $crate::__private::core::result::Result::Err($crate::Fault::Discriminant {
                        name: $name, value: __vt_other as $crate::__private::core::primitive::i128
                    }),
                }
                let _ = __vt_walk;
                $crate::__private::core::result::Result::Ok(())
            }
            unsafe fn take<const __VT_OURS: $crate::__private::core::primitive::bool>(__vt_wire: *mut Self::Wire) -> Self {
                // SAFETY: in the wire form.
                let __vt_payload = unsafe { &raw mut (*__vt_wire).payload };
                // SAFETY: readable, by the caller's word.
                match unsafe { (*__vt_wire).tag } {
                    $($value => {
                        let __vt_variant = __vt_payload.cast::<$crate::__abi_copied_variants!(@type $Wire $args)>();
                        let _ = __vt_variant;
                        Self::$variant { $($member: $crate::__vt_take_part!($vouched $Is<$field>, (*__vt_variant).$local, __VT_OURS),)* }
                    })*
                    // SAFETY: `check_part` has seen the tag, by the caller's word.
                    _ => unsafe { $crate::__private::core::hint::unreachable_unchecked() },
                }
            }
            unsafe fn release(__vt_wire: *mut Self::Wire) {
                // SAFETY: in the wire form.
                let __vt_payload = unsafe { &raw mut (*__vt_wire).payload };
                // SAFETY: readable, by the caller's word.
                match unsafe { (*__vt_wire).tag } {
                    $($value => {
                        let __vt_variant = __vt_payload.cast::<$crate::__abi_copied_variants!(@type $Wire $args)>();
                        $($crate::__vt_release_part!($vouched $Is<$field>, (*__vt_variant).$local);)*
                        let _ = __vt_variant;
                    })*
                    _ => {}
                }
            }
        }
        $crate::__abi_by_parts!($vouched [$($params)*] $Type, where $($clause)*);
    };
}

/// A struct for each variant, and their union.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_copied_variants {
    ($Is:ident $params:tt $Type:ty, $clause:tt $args:tt $({ $Wire:ident $($local:ident: $field:ty,)* })*) => {
        $($crate::__abi_copied_variants!(@one $Is $params $Type, $clause $Wire { $($local: $field,)* });)*
        $crate::__abi_copied_variants!(@all $params $clause $args $($Wire)*);
    };
    (@one $Is:ident [$($params:tt)*] $Type:ty, [$($clause:tt)*] $Wire:ident { $($local:ident: $field:ty,)* }) => {
        /// The payload of a variant on the wire.
        #[repr(C)]
        pub struct $Wire<$($params)*> where $($clause)* {
            $($local: <$Is<$field> as $crate::copied::Part>::Wire,)*
            __vt_of: $crate::__private::core::marker::PhantomData<fn() -> $Type>,
        }
    };
    (@all [$($params:tt)*] [$($clause:tt)*] $args:tt $($Wire:ident)*) => {
        /// The payloads on the wire.
        #[repr(C)]
        pub union __VtPayload<$($params)*> where $($clause)* {
            $($Wire: $crate::__private::core::mem::ManuallyDrop<$crate::__abi_copied_variants!(@type $Wire $args)>,)*
        }
    };
    (@type $Wire:ident [$($args:tt)*]) => { $Wire<$($args)*> };
}

/// An enum of which no variant has a payload: a `uint32_t`.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_copied_enum {
    ($vouched:block $Type:ident $name:literal { $($variant:ident $value:ident)* }) => {
        const _: $crate::handle::Vouched = $vouched;
        impl $crate::open::Numbered for $Type {
            type Value = $crate::__private::core::primitive::u32;
        }
        // SAFETY: an integer.
        unsafe impl $crate::convert::Element for $Type {}
        $crate::__abi_lend!($vouched [] $Type, AsCopy);
        // SAFETY: an integer, which is the value of a variant.
        unsafe impl $crate::copied::Part for $Type {
            type Wire = $crate::__private::core::primitive::u32;
            type Niche = $crate::convert::Tagged;
            type Bits = $crate::copied::Checked;
            #[inline]
            unsafe fn to_part<__VtS: $crate::copied::Sending>(__vt_value: *const Self, _: &mut __VtS) -> Self::Wire {
                // SAFETY: readable, by the caller's word.
                match unsafe { &*__vt_value } { $(Self::$variant {} => $value,)* }
            }
            #[inline]
            unsafe fn check_part(
                __vt_wire: *const Self::Wire, _: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: readable, by the caller's word; any bits are an integer.
                match unsafe { __vt_wire.read() } {
                    $($value)|* => $crate::__private::core::result::Result::Ok(()),
                    __vt_other => $crate::__private::core::result::Result::Err($crate::Fault::Discriminant {
                        name: $name, value: __vt_other as $crate::__private::core::primitive::i128
                    }),
                }
            }
            #[inline]
            unsafe fn take<const __VT_OURS: $crate::__private::core::primitive::bool>(__vt_wire: *mut Self::Wire) -> Self {
                // SAFETY: readable, by the caller's word.
                match unsafe { __vt_wire.read() } {
                    $($value => Self::$variant {},)*
                    // SAFETY: `check_part` has seen the value, by the caller's word.
                    _ => unsafe { $crate::__private::core::hint::unreachable_unchecked() },
                }
            }
        }
        // SAFETY: a scalar, checked as `Part` says.
        unsafe impl $crate::AbiType for $Type {
            type Wire = $crate::__private::core::primitive::u32;
            type Arg = $crate::__private::core::primitive::u32;
            type Return = $crate::slot::ByValue<$crate::__private::core::primitive::u32>;
            type Niche = $crate::convert::Tagged;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                <Self as $crate::copied::Part>::into_part(self)
            }
            #[inline]
            unsafe fn from_wire(__vt_wire: Self::Wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::copied::from_parts::<Self>(__vt_wire) }
            }
            #[inline(always)]
            fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
                *__vt_wire
            }
            #[inline]
            unsafe fn from_arg(__vt_arg: Self::Arg) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::copied::from_parts::<Self>(__vt_arg) }
            }
        }
    };
}

/// That a type whose arguments are known where it is used only may be copied at all: `true`, or the build ends.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_copied {
    ($Own:ty) => {{
        #[allow(unused_imports)]
        use $crate::asked::Otherwise as _;
        $crate::copied::is_not_dropped(<$crate::asked::Asked<$Own>>::__VT_DROP);
        true
    }};
}

/// The name of a field in a variant.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_in_variant {
    ($variant:ident $member:tt) => {
        $crate::__private::core::concat!(
            $crate::__private::core::stringify!($variant),
            ".",
            $crate::__private::core::stringify!($member)
        )
    };
}
