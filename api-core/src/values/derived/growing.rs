//! Growable structs and enums: their blocks, which are what C sees, and what is done with those members that both sides know.
//!
//! As with types that are copied, what the derive has read is what the compiled item has: each field is named in a pattern without `..`, is
//! taken out as its type, and is put back as that.

/// How a growable type crosses: by the pointer to its block.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_growable {
    ($vouched:block $Type:ident) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: its fields are parts, and a part lends nothing by `&mut`.
        unsafe impl $crate::convert::Element for $Type {}
        $crate::__abi_lend!($vouched [] $Type, AsBlock);
        // SAFETY: a pointer to a block, checked and taken as `growing` says. Zeros are no block.
        unsafe impl $crate::copied::Part for $Type {
            type Wire = *const $crate::__private::core::ffi::c_void;
            type Niche = $crate::growing::NoBlock;
            type Bits = $crate::copied::Checked;
            #[inline]
            unsafe fn to_part<__VtS: $crate::copied::Sending>(__vt_value: *const Self, __vt_sending: &mut __VtS) -> Self::Wire {
                // SAFETY: passed on to the caller.
                unsafe { $crate::growing::to_part(__vt_value, __vt_sending) }
            }
            #[inline]
            unsafe fn check_part(
                __vt_wire: *const Self::Wire, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::growing::check_part::<Self>(__vt_wire, __vt_walk) }
            }
            #[inline]
            unsafe fn take<const __VT_OURS: $crate::__private::core::primitive::bool>(__vt_wire: *mut Self::Wire) -> Self {
                // SAFETY: passed on to the caller.
                unsafe { $crate::growing::take::<Self, __VT_OURS>(__vt_wire) }
            }
            #[inline]
            unsafe fn release(__vt_wire: *mut Self::Wire) {
                // SAFETY: passed on to the caller.
                unsafe { $crate::growing::release(__vt_wire) };
            }
        }
        // SAFETY: as above.
        unsafe impl $crate::AbiType for $Type {
            type Wire = *const $crate::__private::core::ffi::c_void;
            type Arg = *const $crate::__private::core::ffi::c_void;
            type Return = $crate::slot::ByValue<*const $crate::__private::core::ffi::c_void>;
            type Niche = $crate::convert::Nullable;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                <Self as $crate::copied::Part>::into_part(self)
            }
            #[inline]
            unsafe fn from_wire(__vt_wire: Self::Wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::growing::from_block::<Self>(__vt_wire) }
            }
            #[inline(always)]
            fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
                *__vt_wire
            }
            #[inline]
            unsafe fn from_arg(__vt_arg: Self::Arg) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::growing::from_block::<Self>(__vt_arg) }
            }
        }
    };
}

/// What this binary knows of the type, in its impl of `Growable`. `known` are the fingerprints that are recorded; `count` counts drafts, too.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_growths {
    ($Type:ident $name:literal $id:literal $package:literal $count:literal [$($known:literal)*]) => {
        const GROWTH: &'static $crate::growing::RawGrowth = {
            static GROWTH: $crate::growing::RawGrowth =
                $crate::__vt_growths!(@one $Type $id $count $crate::growing::free_block::<$Type>);
            &GROWTH
        };
        const LENT: &'static $crate::growing::RawGrowth = {
            static LENT: $crate::growing::RawGrowth =
                $crate::__vt_growths!(@one $Type $id $count $crate::growing::free_lent::<$Type>);
            &LENT
        };
        const SEEN: &'static $crate::growing::Seen = {
            static SEEN: $crate::growing::Seen = $crate::growing::Seen::nobody();
            &SEEN
        };
        const FINGERPRINTS: &'static [$crate::__private::core::primitive::u64] = {
            static FINGERPRINTS: [$crate::__private::core::primitive::u64; $count] = $crate::__vt_growths!(@all $Type $package $count [$($known)*]);
            &FINGERPRINTS
        };
        const OWN_NAME: &'static $crate::__private::core::primitive::str = $name;
    };
    (@one $Type:ident $id:literal $count:literal $free:expr) => {
        $crate::growing::RawGrowth {
            size: $crate::__private::core::mem::size_of::<$crate::growing::RawGrowth>() as $crate::__private::core::primitive::u32,
            count: $count,
            fingerprints: <$Type as $crate::growing::Growable>::FINGERPRINTS.as_ptr(),
            id: $crate::growing::id($id),
            free: $crate::__private::core::option::Option::Some($free),
            text: {
                #[allow(unused_imports)]
                use $crate::asked::Otherwise as _;
                <$crate::asked::Asked<(
                    $crate::growing::Copies<{ $crate::growing::copies(&[<$Type as $crate::Described>::TYPE]) }>, $Type
                )>>::__VT_TEXT
            },
            clone: <$crate::growing::Copies<{ $crate::growing::copies(&[<$Type as $crate::Described>::TYPE]) }>
                as $crate::growing::Offers<$Type>>::CLONE,
        }
    };
    (@all $Type:ident $package:literal $count:literal [$($known:literal)*]) => {{
        const RECORD: $crate::record::TableRecord = $crate::record::TableRecord {
            package: $package, head: &[], body: &[], roots: &[<$Type as $crate::Described>::TYPE], objects: false,
        };
        const REACHED: $crate::record::Reached = $crate::record::Reached::from(RECORD.roots, $package);
        const LEN: $crate::__private::core::primitive::usize = $crate::record::body_len(&RECORD, &REACHED);
        $crate::record::fingerprints::<$count>(&[$($known),*], "growable", &$crate::record::body::<LEN>(&RECORD, &REACHED))
    }};
}

/// A part of a growth that is agreed: taken; else the default.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_take_grown {
    ($vouched:block $Part:ty, $wire:expr, $OURS:ident, $agreed:ident, $growth:literal []) => {
        $crate::__vt_take_part!($vouched $Part, $wire, $OURS)
    };
    ($vouched:block $Part:ty, $wire:expr, $OURS:ident, $agreed:ident, $growth:literal [$default:expr]) => {
        if $agreed >= $growth { $crate::__vt_take_part!($vouched $Part, $wire, $OURS) } else { $default }
    };
}

/// A growable struct. Each field has its growth, and its default behind that where it is not the first one.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_growable_struct {
    (
        $vouched:block $Is:ident $Type:ident [$($growths:tt)*] $name:literal
        { $($member:tt $local:ident: $field:ty as $read:ty, $growth:literal $default:tt,)* }
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        /// The block.
        #[repr(C)]
        pub struct __VtBlock {
            __vt_head: $crate::growing::RawGrowing,
            $($local: <$Is<$field> as $crate::copied::Part>::Wire,)*
        }
        $crate::__abi_growable!($vouched $Type);
        // SAFETY: the block has the wire form of each field behind its head; what is true of each of them is true of all.
        unsafe impl $crate::growing::Growable for $Type {
            type Block = __VtBlock;
            $crate::__vt_growths!($Type $name $($growths)*);
            unsafe fn to_block<__VtS: $crate::copied::Sending>(
                __vt_value: *const Self, __vt_growth: &'static $crate::growing::RawGrowth, __vt_sending: &mut __VtS
            ) -> Self::Block {
                // SAFETY: readable, by the caller's word.
                let $crate::__another_macro_changed_the_item!(Self { $($member $local,)* }) = unsafe { &*__vt_value };
                __VtBlock {
                    __vt_head: $crate::growing::RawGrowing { growth: __vt_growth, tag: 0 },
                    $($local: $crate::__vt_to_part!($vouched $Is<$field>, $local, __vt_sending),)*
                }
            }
            fn extent(
                _: $crate::__private::core::primitive::u32, __vt_agreed: $crate::__private::core::primitive::u32
            ) -> $crate::__private::core::primitive::usize {
                let mut __vt_end = $crate::__private::core::mem::size_of::<$crate::growing::RawGrowing>();
                $(if __vt_agreed >= $growth {
                    __vt_end = $crate::__private::core::mem::offset_of!(__VtBlock, $local)
                        + $crate::__private::core::mem::size_of::<<$Is<$field> as $crate::copied::Part>::Wire>();
                })*
                __vt_end
            }
            #[inline]
            unsafe fn check_block(
                __vt_block: *const Self::Block, __vt_agreed: $crate::__private::core::primitive::u32, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: readable, by the caller's word.
                $crate::growing::is_struct(unsafe { (*__vt_block).__vt_head.tag }, $name)?;
                $(if $growth == 1 || __vt_agreed >= $growth {
                    $crate::__vt_check_part!($vouched $Is<$field>, (*__vt_block).$local, __vt_walk, $crate::__private::core::stringify!($member));
                })*
                $crate::__private::core::result::Result::Ok(())
            }
            #[inline(always)]
            unsafe fn take_block<const __VT_OURS: $crate::__private::core::primitive::bool>(
                __vt_block: *mut Self::Block, __vt_agreed: $crate::__private::core::primitive::u32, __vt_rest: $crate::growing::Rest
            ) -> Self {
                let __vt_value = Self {
                    $($member: $crate::__vt_take_grown!($vouched $Is<$field>, (*__vt_block).$local, __VT_OURS, __vt_agreed, $growth $default),)*
                };
                $crate::__private::core::mem::drop(__vt_rest);
                __vt_value
            }
            unsafe fn release_block(__vt_block: *mut Self::Block) {
                $($crate::__vt_release_part!($vouched $Is<$field>, (*__vt_block).$local);)*
            }
        }
    };
}

/// A growable enum. Each variant has its growth. `Wire` is the name of a variant's block.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_growable_enum {
    (
        $vouched:block $Is:ident $Type:ident [$($growths:tt)*] $name:literal
        { $($variant:ident $value:ident $Wire:ident $growth:literal { $($member:tt $local:ident: $field:ty as $read:ty,)* })* }
        $Unknown:ident
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        $(
            /// The block of a variant.
            #[repr(C)]
            pub struct $Wire {
                __vt_head: $crate::growing::RawGrowing,
                $($local: <$Is<$field> as $crate::copied::Part>::Wire,)*
            }
        )*
        /// A place for each of them.
        #[repr(C)]
        pub union __VtBlock {
            __vt_head: $crate::growing::RawGrowing,
            $($Wire: $crate::__private::core::mem::ManuallyDrop<$Wire>,)*
        }
        $crate::__abi_growable!($vouched $Type);
        // SAFETY: the block of a variant has the wire form of each of its fields behind the head; what is true of each of them is true of all.
        unsafe impl $crate::growing::Growable for $Type {
            type Block = $crate::__private::core::mem::MaybeUninit<__VtBlock>;
            $crate::__vt_growths!($Type $name $($growths)*);
            fn unknown(&self) -> $crate::__private::core::option::Option<&$crate::Unknown> {
                match self {
                    Self::$Unknown { 0: __vt_unknown } => $crate::__private::core::option::Option::Some(__vt_unknown),
                    $(Self::$variant { .. })|* => $crate::__private::core::option::Option::None,
                }
            }
            unsafe fn to_block<__VtS: $crate::copied::Sending>(
                __vt_value: *const Self, __vt_growth: &'static $crate::growing::RawGrowth, __vt_sending: &mut __VtS
            ) -> Self::Block {
                let mut __vt_block = Self::Block::uninit();
                let __vt_place = $crate::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_block);
                // SAFETY: readable, by the caller's word.
                match unsafe { &*__vt_value } {
                    $($crate::__another_macro_changed_the_item!(Self::$variant { $($member $local,)* }) => {
                        let __vt_variant = $Wire {
                            __vt_head: $crate::growing::RawGrowing { growth: __vt_growth, tag: $value },
                            $($local: $crate::__vt_to_part!($vouched $Is<$field>, $local, __vt_sending),)*
                        };
                        // SAFETY: the place has room for each variant.
                        unsafe { $crate::__private::core::ptr::write(__vt_place.cast(), __vt_variant) };
                    })*
                    // SAFETY: not unknown, by the caller's word.
                    Self::$Unknown { .. } => unsafe { $crate::__private::core::hint::unreachable_unchecked() },
                }
                let _ = __vt_sending;
                __vt_block
            }
            fn extent(
                __vt_tag: $crate::__private::core::primitive::u32, __vt_agreed: $crate::__private::core::primitive::u32
            ) -> $crate::__private::core::primitive::usize {
                match __vt_tag {
                    $($value if __vt_agreed >= $growth => $crate::__private::core::mem::size_of::<$Wire>(),)*
                    _ => $crate::__private::core::mem::size_of::<$crate::growing::RawGrowing>(),
                }
            }
            #[inline]
            unsafe fn check_block(
                __vt_block: *const Self::Block, __vt_agreed: $crate::__private::core::primitive::u32, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: readable, by the caller's word.
                match unsafe { (*__vt_block.cast::<$crate::growing::RawGrowing>()).tag } {
                    $($value if __vt_agreed >= $growth => {
                        let __vt_variant = __vt_block.cast::<$Wire>();
                        $($crate::__vt_check_part!($vouched $Is<$field>, (*__vt_variant).$local, __vt_walk, $crate::__vt_in_variant!($variant $member));)*
                        let _ = __vt_variant;
                    })*
                    _ => {}
                }
                let _ = __vt_walk;
                $crate::__private::core::result::Result::Ok(())
            }
            #[inline]
            unsafe fn take_block<const __VT_OURS: $crate::__private::core::primitive::bool>(
                __vt_block: *mut Self::Block, __vt_agreed: $crate::__private::core::primitive::u32, __vt_rest: $crate::growing::Rest
            ) -> Self {
                // SAFETY: readable, by the caller's word.
                let __vt_value = match unsafe { (*__vt_block.cast::<$crate::growing::RawGrowing>()).tag } {
                    $($value if __vt_agreed >= $growth => {
                        let __vt_variant = __vt_block.cast::<$Wire>();
                        let _ = __vt_variant;
                        Self::$variant { $($member: $crate::__vt_take_part!($vouched $Is<$field>, (*__vt_variant).$local, __VT_OURS),)* }
                    })*
                    _ => return Self::$Unknown { 0: $crate::growing::Rest::into_unknown(__vt_rest) },
                };
                $crate::__private::core::mem::drop(__vt_rest);
                __vt_value
            }
            unsafe fn release_block(__vt_block: *mut Self::Block) {
                // SAFETY: readable, by the caller's word.
                match unsafe { (*__vt_block.cast::<$crate::growing::RawGrowing>()).tag } {
                    $($value => {
                        let __vt_variant = __vt_block.cast::<$Wire>();
                        $($crate::__vt_release_part!($vouched $Is<$field>, (*__vt_variant).$local);)*
                        let _ = __vt_variant;
                    })*
                    _ => {}
                }
            }
        }
    };
}
