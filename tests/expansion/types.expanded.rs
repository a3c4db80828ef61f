#![feature(prelude_import)]
//! What a type that crosses derives.
extern crate std;
#[prelude_import]
use std::prelude::rust_2024::*;

#[repr(C)]
pub struct Frame {
    pub size: u32,
    pub is_whole: bool,
    pub pixels: *mut u8,
}
#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
    missing_docs,
    unused_qualifications,
    non_upper_case_globals,
    non_camel_case_types,
    non_snake_case,
    dead_code,
    deprecated,
    unused_unsafe,
    private_bounds,
    private_interfaces,
    single_use_lifetimes,
    unused_lifetimes,
    unreachable_patterns,
    unused_comparisons
)]
const _: () = {
    #[doc(hidden)]
    #[allow(unused_extern_crates)]
    extern crate vtable_api as __vtable_api;
    #[doc(hidden)]
    #[allow(unused_imports, unused_parens, unused_qualifications, dead_code, deprecated, non_camel_case_types)]
    type __VtIs<__VtT> = <() as __vtable_api::__private::asked::Holds<
        {
            use __vtable_api::__private::asked::Otherwise as _;
            type __VT_ASKED0 = [__vtable_api::__private::u8;
                __vtable_api::__private::asked::may_cross(
                    &[::vtable_api_core::asked::Part {
                        text: "u32",
                        place: ::vtable_api_core::asked::Place::Field,
                        is_first: true,
                        is_new: true,
                        known: <::vtable_api_core::asked::Asked<u32>>::__VT_KNOWN,
                        answer: <::vtable_api_core::asked::Asked<u32>>::__VT_FIELD,
                        copied: <::vtable_api_core::asked::Asked<u32>>::__VT_PART,
                        advice: <::vtable_api_core::asked::Asked<u32>>::__VT_ADVICE,
                        lacks: <::vtable_api_core::asked::Asked<u32>>::__VT_LACKS,
                    }],
                    <__vtable_api::__private::asked::Asked<u32>>::__VT_LIFETIMES,
                    0usize,
                )];
            type __VT_ASKED1 = [__vtable_api::__private::u8;
                __vtable_api::__private::asked::may_cross(
                    &[::vtable_api_core::asked::Part {
                        text: "bool",
                        place: ::vtable_api_core::asked::Place::Field,
                        is_first: true,
                        is_new: true,
                        known: <::vtable_api_core::asked::Asked<bool>>::__VT_KNOWN,
                        answer: <::vtable_api_core::asked::Asked<bool>>::__VT_FIELD,
                        copied: <::vtable_api_core::asked::Asked<bool>>::__VT_PART,
                        advice: <::vtable_api_core::asked::Asked<bool>>::__VT_ADVICE,
                        lacks: <::vtable_api_core::asked::Asked<bool>>::__VT_LACKS,
                    }],
                    <__vtable_api::__private::asked::Asked<bool>>::__VT_LIFETIMES,
                    0usize,
                )];
            type __VT_ASKED2 = [__vtable_api::__private::u8;
                __vtable_api::__private::asked::may_cross(
                    &[::vtable_api_core::asked::Part {
                        text: "*mut u8",
                        place: ::vtable_api_core::asked::Place::Field,
                        is_first: true,
                        is_new: true,
                        known: <::vtable_api_core::asked::Asked<*mut u8>>::__VT_KNOWN,
                        answer: <::vtable_api_core::asked::Asked<*mut u8>>::__VT_FIELD,
                        copied: <::vtable_api_core::asked::Asked<*mut u8>>::__VT_PART,
                        advice: <::vtable_api_core::asked::Asked<*mut u8>>::__VT_ADVICE,
                        lacks: <::vtable_api_core::asked::Asked<*mut u8>>::__VT_LACKS,
                    }],
                    <__vtable_api::__private::asked::Asked<*mut u8>>::__VT_LIFETIMES,
                    0usize,
                )];
            let _: __VT_ASKED0;
            let _: __VT_ASKED1;
            let _: __VT_ASKED2;
            0
        },
    >>::Is<__VtT>;
    const __VT_VALUES: () = ();
    static __VT_TYPE: __vtable_api::__private::describe::TypeInfo = ::vtable_api_core::describe::TypeInfo {
        name: &[__vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Frame" }],
        definition: ::vtable_api_core::__private::core::option::Option::Some(::vtable_api_core::describe::Definition {
            key: 17348740045659528391u64,
            module: "expansion_types",
            place: ("src/lib.rs", 3u32, 10u32),
            kind: "struct",
            repr: "-",
            lifetimes: &[],
            traits: {
                #[allow(unused_imports)]
                use ::vtable_api_core::asked::Otherwise as _;
                ::vtable_api_core::facts::traits::<Frame, (u32, bool, *mut u8)>(
                    [
                        <::vtable_api_core::asked::Asked<Frame>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<Frame>>::__VT_SYNC,
                    ],
                    [
                        <::vtable_api_core::asked::Asked<(u32, bool, *mut u8)>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<(u32, bool, *mut u8)>>::__VT_SYNC,
                    ],
                    <::vtable_api_core::asked::Asked<Frame>>::__VT_DROP,
                )
            },
            owns: __vtable_api::__private::core::mem::needs_drop::<Frame>(),
            members: &[
                __vtable_api::__private::describe::Member {
                    keyword: "field",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("size: "),
                        __vtable_api::__private::describe::Piece::Rope(<__VtIs<u32> as __vtable_api::Described>::NAME),
                    ],
                    notes: &[],
                },
                __vtable_api::__private::describe::Member {
                    keyword: "field",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("is_whole: "),
                        __vtable_api::__private::describe::Piece::Rope(<__VtIs<bool> as __vtable_api::Described>::NAME),
                    ],
                    notes: &[],
                },
                __vtable_api::__private::describe::Member {
                    keyword: "field",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("pixels: "),
                        __vtable_api::__private::describe::Piece::Rope(
                            <__VtIs<*mut u8> as __vtable_api::Described>::NAME,
                        ),
                    ],
                    notes: &[],
                },
            ],
            notes: &[],
            checked: 0,
        }),
        reaches: &[
            <__VtIs<u32> as __vtable_api::Described>::TYPE,
            <__VtIs<bool> as __vtable_api::Described>::TYPE,
            <__VtIs<*mut u8> as __vtable_api::Described>::TYPE,
        ],
        object: ::vtable_api_core::__private::core::option::Option::None,
    };
    unsafe impl __vtable_api::Described for Frame {
        type Lifetimes<__VtTail: __vtable_api::__private::lifetimes::List> = __VtTail;
        const NAME: __vtable_api::__private::describe::Rope =
            &[__vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Frame" }];
        const TYPE: __vtable_api::__private::describe::TypeRef =
            __vtable_api::__private::describe::TypeRef::new(&__VT_TYPE);
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::Pointee for Frame {
        const ANY_BITS: ::vtable_api_core::__private::core::primitive::bool = {
            let mut __vt_place = ::vtable_api_core::__private::core::mem::MaybeUninit::<Self>::uninit();
            let __vt_place = ::vtable_api_core::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
            let Self { size: __vt_field0, is_whole: __vt_field1, pixels: __vt_field2 } = unsafe { &mut *__vt_place };
            let __vt_layout = ::vtable_api_core::derived::Layout::NONE;
            let __vt_layout = unsafe {
                __vt_layout
                    .field::<Self, __VtIs<u32>>(__vt_place, ::vtable_api_core::derived::Field::<u32>::of(__vt_field0))
            };
            let __vt_layout = unsafe {
                __vt_layout
                    .field::<Self, __VtIs<bool>>(__vt_place, ::vtable_api_core::derived::Field::<bool>::of(__vt_field1))
            };
            let __vt_layout = unsafe {
                __vt_layout.field::<Self, __VtIs<*mut u8>>(
                    __vt_place,
                    ::vtable_api_core::derived::Field::<*mut u8>::of(__vt_field2),
                )
            };
            __vt_layout.is_all_of::<Self>();
            true & ::vtable_api_core::derived::any_bits::<__VtIs<u32>>()
                & ::vtable_api_core::derived::any_bits::<__VtIs<bool>>()
                & ::vtable_api_core::derived::any_bits::<__VtIs<*mut u8>>()
        };
        const AFTER: ::vtable_api_core::follow::After = ::vtable_api_core::follow::After::Nothing
            .and(::vtable_api_core::derived::after::<__VtIs<u32>>())
            .and(::vtable_api_core::derived::after::<__VtIs<bool>>())
            .and(::vtable_api_core::derived::after::<__VtIs<*mut u8>>());
        const ENDS_AS_ZEROS: ::vtable_api_core::__private::core::primitive::bool =
            !::vtable_api_core::__private::core::mem::needs_drop::<Self>() || {
                #[allow(unused_imports)]
                use ::vtable_api_core::asked::Otherwise as _;
                !<::vtable_api_core::asked::Asked<Self>>::__VT_DROP
                    & true
                    & <::vtable_api_core::asked::Asked<u32>>::__VT_ENDS
                    & <::vtable_api_core::asked::Asked<bool>>::__VT_ENDS
                    & <::vtable_api_core::asked::Asked<*mut u8>>::__VT_ENDS
            };
        #[inline]
        unsafe fn check(
            __vt_ptr: *const Self,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            let __vt_next = ::vtable_api_core::derived::Layout::NONE;
            let __vt_next = match unsafe { __vt_next.check::<__VtIs<u32>>(__vt_ptr.cast(), __vt_walk) } {
                ::vtable_api_core::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                    return ::vtable_api_core::__private::core::result::Result::Err(
                        ::vtable_api_core::Fault::in_field(__vt_fault, "size"),
                    );
                }
            };
            let __vt_next = match unsafe { __vt_next.check::<__VtIs<bool>>(__vt_ptr.cast(), __vt_walk) } {
                ::vtable_api_core::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                    return ::vtable_api_core::__private::core::result::Result::Err(
                        ::vtable_api_core::Fault::in_field(__vt_fault, "is_whole"),
                    );
                }
            };
            let __vt_next = match unsafe { __vt_next.check::<__VtIs<*mut u8>>(__vt_ptr.cast(), __vt_walk) } {
                ::vtable_api_core::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                    return ::vtable_api_core::__private::core::result::Result::Err(
                        ::vtable_api_core::Fault::in_field(__vt_fault, "pixels"),
                    );
                }
            };
            let _ = __vt_next;
            ::vtable_api_core::__private::core::result::Result::Ok(())
        }
    }
    unsafe impl ::vtable_api_core::Plain for Frame {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for Frame {
        type Way = ::vtable_api_core::convert::AsIs;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::convert::Element for Frame where
        for<'__vt> (u32, (bool, (*mut u8, ()))): ::vtable_api_core::convert::ElementAt<'__vt>
    {
    }
    unsafe impl ::vtable_api_core::AbiType for Frame {
        type Wire = ::vtable_api_core::__private::core::mem::MaybeUninit<Self>;
        type Arg = *const ::vtable_api_core::__private::core::ffi::c_void;
        type Return = ::vtable_api_core::slot::ByPointer;
        type Niche = ::vtable_api_core::convert::Tagged;
        const AFTER: ::vtable_api_core::follow::After = {
            let _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
            <Self as ::vtable_api_core::Pointee>::AFTER
        };
        #[inline(always)]
        fn into_wire(self) -> Self::Wire {
            ::vtable_api_core::convert::to_memory(self)
        }
        #[inline(always)]
        unsafe fn from_wire(
            __vt_wire: Self::Wire,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_memory(__vt_wire) }
        }
        #[inline(always)]
        fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
            ::vtable_api_core::__private::core::ptr::from_ref(__vt_wire).cast()
        }
        #[inline(always)]
        unsafe fn from_arg(
            __vt_arg: Self::Arg,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_address::<Self>(__vt_arg) }
        }
        #[inline(always)]
        unsafe fn recheck(
            __vt_wire: &Self::Wire,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::follow::returned::<Self>(__vt_wire.as_ptr()) }
        }
    }
    unsafe impl ::vtable_api_core::copied::Part for Frame
    where
        for<'__vt> Self: ::vtable_api_core::convert::ElementAt<'__vt>,
    {
        type Wire = ::vtable_api_core::__private::core::mem::MaybeUninit<Self>;
        type Niche = ::vtable_api_core::convert::Tagged;
        const USABLE: ::vtable_api_core::__private::core::primitive::bool = {
            let _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
            <Self as ::vtable_api_core::Pointee>::ENDS_AS_ZEROS
        };
        const DIRECT: ::vtable_api_core::__private::core::primitive::bool = true;
        type Bits = ::vtable_api_core::copied::AsPlain<Self>;
        #[inline(always)]
        unsafe fn to_part<__VtS: ::vtable_api_core::copied::Sending>(
            __vt_value: *const Self,
            _: &mut __VtS,
        ) -> Self::Wire {
            ::vtable_api_core::convert::to_memory(unsafe { ::vtable_api_core::__private::core::ptr::read(__vt_value) })
        }
        #[inline]
        unsafe fn check_part(
            __vt_wire: *const Self::Wire,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::check_plain::<Self>(__vt_wire.cast(), __vt_walk) }
        }
        #[inline(always)]
        unsafe fn take<const __VT_OURS: ::vtable_api_core::__private::core::primitive::bool>(
            __vt_wire: *mut Self::Wire,
        ) -> Self {
            unsafe { ::vtable_api_core::copied::take_direct::<Self, __VT_OURS>(__vt_wire) }
        }
        #[inline(always)]
        unsafe fn release(__vt_wire: *mut Self::Wire) {
            unsafe { ::vtable_api_core::copied::release_direct::<Self>(__vt_wire) };
        }
    }
    const _: () = __vtable_api::__private::derived::proved(<Frame as __vtable_api::Pointee>::ANY_BITS);
    const _: __vtable_api::__private::Option<&__vtable_api::__private::str> =
        ::core::option::Option::None::<&'static str>;
};
#[abi(open)]
#[repr(u16)]
pub enum Color {
    Red = 1,
    Green,
    Unknown(u16),
}
#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
    missing_docs,
    unused_qualifications,
    non_upper_case_globals,
    non_camel_case_types,
    non_snake_case,
    dead_code,
    deprecated,
    unused_unsafe,
    private_bounds,
    private_interfaces,
    single_use_lifetimes,
    unused_lifetimes,
    unreachable_patterns,
    unused_comparisons
)]
const _: () = {
    #[doc(hidden)]
    #[allow(unused_extern_crates)]
    extern crate vtable_api as __vtable_api;
    #[doc(hidden)]
    #[allow(unused_imports, unused_parens, unused_qualifications, dead_code, deprecated, non_camel_case_types)]
    type __VtIs<__VtT> = <() as __vtable_api::__private::asked::Holds<
        {
            use __vtable_api::__private::asked::Otherwise as _;
            0
        },
    >>::Is<__VtT>;
    const __VT_VALUES: () = ();
    static __VT_TYPE: __vtable_api::__private::describe::TypeInfo = ::vtable_api_core::describe::TypeInfo {
        name: &[__vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Color" }],
        definition: ::vtable_api_core::__private::core::option::Option::Some(::vtable_api_core::describe::Definition {
            key: 14146066955874104921u64,
            module: "expansion_types",
            place: ("src/lib.rs", 11u32, 10u32),
            kind: "open enum",
            repr: "u16",
            lifetimes: &[],
            traits: {
                #[allow(unused_imports)]
                use ::vtable_api_core::asked::Otherwise as _;
                ::vtable_api_core::facts::traits::<Color, ()>(
                    [
                        <::vtable_api_core::asked::Asked<Color>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<Color>>::__VT_SYNC,
                    ],
                    [
                        <::vtable_api_core::asked::Asked<()>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<()>>::__VT_SYNC,
                    ],
                    <::vtable_api_core::asked::Asked<Color>>::__VT_DROP,
                )
            },
            owns: __vtable_api::__private::core::mem::needs_drop::<Color>(),
            members: &[
                __vtable_api::__private::describe::Member {
                    keyword: "variant",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("Red = "),
                        __vtable_api::__private::describe::Piece::Number(__VT_VALUE0 as __vtable_api::__private::i128),
                    ],
                    notes: &[],
                },
                __vtable_api::__private::describe::Member {
                    keyword: "variant",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("Green = "),
                        __vtable_api::__private::describe::Piece::Number(__VT_VALUE1 as __vtable_api::__private::i128),
                    ],
                    notes: &[],
                },
            ],
            notes: &[],
            checked: 0,
        }),
        reaches: &[],
        object: ::vtable_api_core::__private::core::option::Option::None,
    };
    unsafe impl __vtable_api::Described for Color {
        type Lifetimes<__VtTail: __vtable_api::__private::lifetimes::List> = __VtTail;
        const NAME: __vtable_api::__private::describe::Rope =
            &[__vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Color" }];
        const OPEN: __vtable_api::__private::bool = true;
        const TYPE: __vtable_api::__private::describe::TypeRef =
            __vtable_api::__private::describe::TypeRef::new(&__VT_TYPE);
    }
    const __VT_VALUE0: __vtable_api::__private::u16 = 1;
    const __VT_VALUE1: __vtable_api::__private::u16 = __VT_VALUE0 + 1;
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    impl ::vtable_api_core::open::Numbered for Color {
        type Value = __vtable_api::__private::u16;
    }
    unsafe impl ::vtable_api_core::open::OpenEnum for Color {
        #[inline]
        fn value(self) -> __vtable_api::__private::u16 {
            match self {
                Self::Red {} => __VT_VALUE0,
                Self::Green {} => __VT_VALUE1,
                Self::Unknown { 0: __vt_value } => __vt_value,
            }
        }
        #[inline]
        fn from_value(__vt_value: __vtable_api::__private::u16) -> Self {
            match __vt_value {
                __VT_VALUE0 => Self::Red {},
                __VT_VALUE1 => Self::Green {},
                __vt_value => Self::Unknown { 0: __vt_value },
            }
        }
    }
    unsafe impl ::vtable_api_core::convert::Element for Color {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for Color {
        type Way = ::vtable_api_core::convert::AsCopy;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::copied::Part for Color {
        type Wire = __vtable_api::__private::u16;
        type Niche = ::vtable_api_core::convert::Tagged;
        type Bits = ::vtable_api_core::copied::AsPlain<__vtable_api::__private::u16>;
        #[inline]
        unsafe fn to_part<__VtS: ::vtable_api_core::copied::Sending>(
            __vt_value: *const Self,
            _: &mut __VtS,
        ) -> __vtable_api::__private::u16 {
            <Self as ::vtable_api_core::open::OpenEnum>::value(unsafe {
                ::vtable_api_core::__private::core::ptr::read(__vt_value)
            })
        }
        #[inline]
        unsafe fn check_part(
            _: *const __vtable_api::__private::u16,
            _: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            ::vtable_api_core::__private::core::result::Result::Ok(())
        }
        #[inline]
        unsafe fn take<const __VT_OURS: ::vtable_api_core::__private::core::primitive::bool>(
            __vt_wire: *mut __vtable_api::__private::u16,
        ) -> Self {
            <Self as ::vtable_api_core::open::OpenEnum>::from_value(unsafe { __vt_wire.read() })
        }
    }
    unsafe impl ::vtable_api_core::AbiType for Color {
        type Wire = __vtable_api::__private::u16;
        type Arg = __vtable_api::__private::u16;
        type Return = ::vtable_api_core::slot::ByValue<__vtable_api::__private::u16>;
        type Niche = ::vtable_api_core::convert::Tagged;
        #[inline]
        fn into_wire(self) -> __vtable_api::__private::u16 {
            <Self as ::vtable_api_core::open::OpenEnum>::value(self)
        }
        #[inline]
        unsafe fn from_wire(
            __vt_wire: __vtable_api::__private::u16,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            ::vtable_api_core::__private::core::result::Result::Ok(
                <Self as ::vtable_api_core::open::OpenEnum>::from_value(__vt_wire),
            )
        }
        #[inline]
        fn arg(__vt_wire: &__vtable_api::__private::u16) -> __vtable_api::__private::u16 {
            *__vt_wire
        }
        #[inline]
        unsafe fn from_arg(
            __vt_arg: __vtable_api::__private::u16,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            ::vtable_api_core::__private::core::result::Result::Ok(
                <Self as ::vtable_api_core::open::OpenEnum>::from_value(__vt_arg),
            )
        }
    }
    const _: __vtable_api::__private::Option<&__vtable_api::__private::str> =
        ::core::option::Option::None::<&'static str>;
};
#[repr(C, u32)]
pub enum Event<'a> {
    Text(vtable_api::Str<'a>),
    Done { code: i32 },
}
#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
    missing_docs,
    unused_qualifications,
    non_upper_case_globals,
    non_camel_case_types,
    non_snake_case,
    dead_code,
    deprecated,
    unused_unsafe,
    private_bounds,
    private_interfaces,
    single_use_lifetimes,
    unused_lifetimes,
    unreachable_patterns,
    unused_comparisons
)]
const _: () = {
    #[doc(hidden)]
    #[allow(unused_extern_crates)]
    extern crate vtable_api as __vtable_api;
    #[doc(hidden)]
    #[allow(unused_imports, unused_parens, unused_qualifications, dead_code, deprecated, non_camel_case_types)]
    type __VtIs<__VtT> = <() as __vtable_api::__private::asked::Holds<
        {
            use __vtable_api::__private::asked::Otherwise as _;
            type __VT_ASKED0 = [__vtable_api::__private::u8;
                __vtable_api::__private::asked::may_cross(
                    &[::vtable_api_core::asked::Part {
                        text: "vtable_api::Str<'a>",
                        place: ::vtable_api_core::asked::Place::Field,
                        is_first: true,
                        is_new: true,
                        known: <::vtable_api_core::asked::Asked<vtable_api::Str<'static>>>::__VT_KNOWN,
                        answer: <::vtable_api_core::asked::Asked<vtable_api::Str<'static>>>::__VT_FIELD,
                        copied: <::vtable_api_core::asked::Asked<vtable_api::Str<'static>>>::__VT_PART,
                        advice: <::vtable_api_core::asked::Asked<vtable_api::Str<'static>>>::__VT_ADVICE,
                        lacks: <::vtable_api_core::asked::Asked<vtable_api::Str<'static>>>::__VT_LACKS,
                    }],
                    <__vtable_api::__private::asked::Asked<vtable_api::Str<'static>>>::__VT_LIFETIMES,
                    1usize,
                )];
            type __VT_ASKED1 = [__vtable_api::__private::u8;
                __vtable_api::__private::asked::may_cross(
                    &[::vtable_api_core::asked::Part {
                        text: "i32",
                        place: ::vtable_api_core::asked::Place::Field,
                        is_first: true,
                        is_new: true,
                        known: <::vtable_api_core::asked::Asked<i32>>::__VT_KNOWN,
                        answer: <::vtable_api_core::asked::Asked<i32>>::__VT_FIELD,
                        copied: <::vtable_api_core::asked::Asked<i32>>::__VT_PART,
                        advice: <::vtable_api_core::asked::Asked<i32>>::__VT_ADVICE,
                        lacks: <::vtable_api_core::asked::Asked<i32>>::__VT_LACKS,
                    }],
                    <__vtable_api::__private::asked::Asked<i32>>::__VT_LIFETIMES,
                    0usize,
                )];
            let _: __VT_ASKED0;
            let _: __VT_ASKED1;
            0
        },
    >>::Is<__VtT>;
    const __VT_VALUES: () = ();
    static __VT_TYPE: __vtable_api::__private::describe::TypeInfo = ::vtable_api_core::describe::TypeInfo {
        name: &[__vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Event" }],
        definition: ::vtable_api_core::__private::core::option::Option::Some(::vtable_api_core::describe::Definition {
            key: 10212513306882655554u64,
            module: "expansion_types",
            place: ("src/lib.rs", 20u32, 10u32),
            kind: "enum",
            repr: "C, u32",
            lifetimes: &[__vtable_api::__private::describe::Piece::Text("'a")],
            traits: {
                #[allow(unused_imports)]
                use ::vtable_api_core::asked::Otherwise as _;
                ::vtable_api_core::facts::traits::<Event<'static>, (vtable_api::Str<'static>, i32)>(
                    [
                        <::vtable_api_core::asked::Asked<Event<'static>>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<Event<'static>>>::__VT_SYNC,
                    ],
                    [
                        <::vtable_api_core::asked::Asked<(vtable_api::Str<'static>, i32)>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<(vtable_api::Str<'static>, i32)>>::__VT_SYNC,
                    ],
                    <::vtable_api_core::asked::Asked<Event<'static>>>::__VT_DROP,
                )
            },
            owns: __vtable_api::__private::core::mem::needs_drop::<Event<'static>>(),
            members: &[
                __vtable_api::__private::describe::Member {
                    keyword: "variant",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("Text("),
                        __vtable_api::__private::describe::Piece::Rope(
                            <__VtIs<vtable_api::Str<'static>> as __vtable_api::Described>::NAME,
                        ),
                        __vtable_api::__private::describe::Piece::Text(" where 'a) = "),
                        __vtable_api::__private::describe::Piece::Number(__VT_VALUE0 as __vtable_api::__private::i128),
                    ],
                    notes: &[],
                },
                __vtable_api::__private::describe::Member {
                    keyword: "variant",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("Done { code: "),
                        __vtable_api::__private::describe::Piece::Rope(<__VtIs<i32> as __vtable_api::Described>::NAME),
                        __vtable_api::__private::describe::Piece::Text(" } = "),
                        __vtable_api::__private::describe::Piece::Number(__VT_VALUE1 as __vtable_api::__private::i128),
                    ],
                    notes: &[],
                },
            ],
            notes: &[],
            checked: 0,
        }),
        reaches: &[
            <__VtIs<vtable_api::Str<'static>> as __vtable_api::Described>::TYPE,
            <__VtIs<i32> as __vtable_api::Described>::TYPE,
        ],
        object: ::vtable_api_core::__private::core::option::Option::None,
    };
    unsafe impl<'a> __vtable_api::Described for Event<'a> {
        type Lifetimes<__VtTail: __vtable_api::__private::lifetimes::List> =
            (__vtable_api::__private::lifetimes::Life<'a>, __VtTail);
        const NAME: __vtable_api::__private::describe::Rope =
            &[__vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Event" }];
        const TYPE: __vtable_api::__private::describe::TypeRef =
            __vtable_api::__private::describe::TypeRef::new(&__VT_TYPE);
    }
    const __VT_VALUE0: __vtable_api::__private::u32 = 0;
    const __VT_VALUE1: __vtable_api::__private::u32 = __VT_VALUE0 + 1;
    fn __vt_shown0<'a>() -> __vtable_api::__private::lifetimes::AsWritten<vtable_api::Str<'a>>
where {
        __vtable_api::__private::lifetimes::shown::<
            (__vtable_api::__private::lifetimes::Life<'a>, ()),
            __VtIs<vtable_api::Str<'a>>,
        >()
    }
    fn __vt_shown1<'a>() -> __vtable_api::__private::lifetimes::AsWritten<i32> where {
        __vtable_api::__private::lifetimes::shown::<(), __VtIs<i32>>()
    }
    trait __VtImplies {
        type All;
    }
    impl<'a> __VtImplies for [(__vtable_api::__private::lifetimes::Life<'a>, vtable_api::Str<'a>, i32); 0] {
        type All = Event<'a>;
    }
    fn __vt_ends<'a>() {
        let _: __vtable_api::__private::Option<Event<'a>> = __vtable_api::__private::Option::None;
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::Pointee for Event<'a> {
        const ANY_BITS: ::vtable_api_core::__private::core::primitive::bool = {
            const {
                let mut __vt_place = ::vtable_api_core::__private::core::mem::MaybeUninit::<Self>::zeroed();
                let __vt_place = ::vtable_api_core::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
                let __vt_start = ::vtable_api_core::derived::Layout::payload::<__vtable_api::__private::u32>(
                    true,
                    &[
                        ::vtable_api_core::__private::core::mem::align_of::<__VtIs<vtable_api::Str<'a>>>(),
                        ::vtable_api_core::__private::core::mem::align_of::<__VtIs<i32>>(),
                    ],
                );
                let mut __vt_whole = ::vtable_api_core::derived::Layout::NONE
                    .or(::vtable_api_core::derived::Layout::payload::<__vtable_api::__private::u32>(false, &[]))
                    .or(__vt_start);
                let __vt_values = [__VT_VALUE0, __VT_VALUE1];
                let mut __vt_index = 0;
                while __vt_index < <[_]>::len(&__vt_values) {
                    unsafe { __vt_place.cast::<__vtable_api::__private::u32>().write(__vt_values[__vt_index]) };
                    let (__vt_found, __vt_layout) = match unsafe { &mut *__vt_place } {
                        Self::Text { 0: __vt_field0 } => {
                            let __vt_layout = __vt_start;
                            let __vt_layout = unsafe {
                                __vt_layout.field::<Self, __VtIs<vtable_api::Str<'a>>>(
                                    __vt_place,
                                    ::vtable_api_core::derived::Field::<vtable_api::Str<'a>>::of(__vt_field0),
                                )
                            };
                            (__VT_VALUE0, __vt_layout)
                        }
                        Self::Done { code: __vt_field0 } => {
                            let __vt_layout = __vt_start;
                            let __vt_layout = unsafe {
                                __vt_layout.field::<Self, __VtIs<i32>>(
                                    __vt_place,
                                    ::vtable_api_core::derived::Field::<i32>::of(__vt_field0),
                                )
                            };
                            (__VT_VALUE1, __vt_layout)
                        }
                    };
                    ::vtable_api_core::derived::has_value(__vt_found == __vt_values[__vt_index]);
                    __vt_whole = __vt_whole.or(__vt_layout);
                    __vt_index += 1;
                }
                __vt_whole.is_all_of::<Self>();
                ::vtable_api_core::derived::has_tag::<Self, __vtable_api::__private::u32>();
            };
            false
        };
        const AFTER: ::vtable_api_core::follow::After = ::vtable_api_core::follow::After::Nothing
            .and(::vtable_api_core::derived::after::<__VtIs<vtable_api::Str<'a>>>())
            .and(::vtable_api_core::derived::after::<__VtIs<i32>>());
        const ENDS_AS_ZEROS: ::vtable_api_core::__private::core::primitive::bool =
            !::vtable_api_core::__private::core::mem::needs_drop::<Self>() || {
                #[allow(unused_imports)]
                use ::vtable_api_core::asked::Otherwise as _;
                !<::vtable_api_core::asked::Asked<Self>>::__VT_DROP
                    & (false | (__VT_VALUE0 == 0) | (__VT_VALUE1 == 0))
                    & <::vtable_api_core::asked::Asked<vtable_api::Str<'a>>>::__VT_ENDS
                    & <::vtable_api_core::asked::Asked<i32>>::__VT_ENDS
            };
        #[inline]
        unsafe fn check(
            __vt_ptr: *const Self,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            let __vt_start = const {
                ::vtable_api_core::derived::Layout::payload::<__vtable_api::__private::u32>(
                    true,
                    &[
                        ::vtable_api_core::__private::core::mem::align_of::<vtable_api::Str<'a>>(),
                        ::vtable_api_core::__private::core::mem::align_of::<i32>(),
                    ],
                )
            };
            let __vt_value = unsafe { __vt_ptr.cast::<__vtable_api::__private::u32>().read() };
            match __vt_value {
                __VT_VALUE0 => {
                    let __vt_next = __vt_start;
                    let __vt_next =
                        match unsafe { __vt_next.check::<__VtIs<vtable_api::Str<'a>>>(__vt_ptr.cast(), __vt_walk) } {
                            ::vtable_api_core::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                            ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                                return ::vtable_api_core::__private::core::result::Result::Err(
                                    ::vtable_api_core::Fault::in_field(__vt_fault, "Text.0"),
                                );
                            }
                        };
                    let _ = __vt_next;
                }
                __VT_VALUE1 => {
                    let __vt_next = __vt_start;
                    let __vt_next = match unsafe { __vt_next.check::<__VtIs<i32>>(__vt_ptr.cast(), __vt_walk) } {
                        ::vtable_api_core::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                        ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                            return ::vtable_api_core::__private::core::result::Result::Err(
                                ::vtable_api_core::Fault::in_field(__vt_fault, "Done.code"),
                            );
                        }
                    };
                    let _ = __vt_next;
                }
                _ => {
                    return ::vtable_api_core::__private::core::result::Result::Err(
                        ::vtable_api_core::Fault::Discriminant {
                            name: "Event",
                            value: __vt_value as ::vtable_api_core::__private::core::primitive::i128,
                        },
                    );
                }
            }
            ::vtable_api_core::__private::core::result::Result::Ok(())
        }
    }
    unsafe impl<'a> ::vtable_api_core::Plain for Event<'a> {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::convert::Lend for Event<'a> {
        type Way = ::vtable_api_core::convert::AsIs;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl<'a> ::vtable_api_core::convert::Element for Event<'a> where
        for<'__vt> (vtable_api::Str<'a>, (i32, ())): ::vtable_api_core::convert::ElementAt<'__vt>
    {
    }
    unsafe impl<'a> ::vtable_api_core::AbiType for Event<'a> {
        type Wire = ::vtable_api_core::__private::core::mem::MaybeUninit<Self>;
        type Arg = *const ::vtable_api_core::__private::core::ffi::c_void;
        type Return = ::vtable_api_core::slot::ByPointer;
        type Niche = ::vtable_api_core::convert::Tagged;
        const AFTER: ::vtable_api_core::follow::After = {
            let _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
            <Self as ::vtable_api_core::Pointee>::AFTER
        };
        #[inline(always)]
        fn into_wire(self) -> Self::Wire {
            ::vtable_api_core::convert::to_memory(self)
        }
        #[inline(always)]
        unsafe fn from_wire(
            __vt_wire: Self::Wire,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_memory(__vt_wire) }
        }
        #[inline(always)]
        fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
            ::vtable_api_core::__private::core::ptr::from_ref(__vt_wire).cast()
        }
        #[inline(always)]
        unsafe fn from_arg(
            __vt_arg: Self::Arg,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_address::<Self>(__vt_arg) }
        }
        #[inline(always)]
        unsafe fn recheck(
            __vt_wire: &Self::Wire,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::follow::returned::<Self>(__vt_wire.as_ptr()) }
        }
    }
    unsafe impl<'a> ::vtable_api_core::copied::Part for Event<'a>
    where
        for<'__vt> Self: ::vtable_api_core::convert::ElementAt<'__vt>,
    {
        type Wire = ::vtable_api_core::__private::core::mem::MaybeUninit<Self>;
        type Niche = ::vtable_api_core::convert::Tagged;
        const USABLE: ::vtable_api_core::__private::core::primitive::bool = {
            let _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
            <Self as ::vtable_api_core::Pointee>::ENDS_AS_ZEROS
        };
        const DIRECT: ::vtable_api_core::__private::core::primitive::bool = true;
        type Bits = ::vtable_api_core::copied::AsPlain<Self>;
        #[inline(always)]
        unsafe fn to_part<__VtS: ::vtable_api_core::copied::Sending>(
            __vt_value: *const Self,
            _: &mut __VtS,
        ) -> Self::Wire {
            ::vtable_api_core::convert::to_memory(unsafe { ::vtable_api_core::__private::core::ptr::read(__vt_value) })
        }
        #[inline]
        unsafe fn check_part(
            __vt_wire: *const Self::Wire,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::check_plain::<Self>(__vt_wire.cast(), __vt_walk) }
        }
        #[inline(always)]
        unsafe fn take<const __VT_OURS: ::vtable_api_core::__private::core::primitive::bool>(
            __vt_wire: *mut Self::Wire,
        ) -> Self {
            unsafe { ::vtable_api_core::copied::take_direct::<Self, __VT_OURS>(__vt_wire) }
        }
        #[inline(always)]
        unsafe fn release(__vt_wire: *mut Self::Wire) {
            unsafe { ::vtable_api_core::copied::release_direct::<Self>(__vt_wire) };
        }
    }
    const _: () = __vtable_api::__private::derived::proved(<Event<'static> as __vtable_api::Pointee>::ANY_BITS);
    const _: __vtable_api::__private::Option<&__vtable_api::__private::str> =
        ::core::option::Option::None::<&'static str>;
};
