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
    const __VT_VALUES: () = ();
    static __VT_TYPE: ::vtable_api::__private::describe::TypeInfo = ::vtable_api::__private::describe::TypeInfo {
        name: &[::vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Frame" }],
        definition: ::vtable_api::__private::core::option::Option::Some(
            ::vtable_api::__private::describe::Definition {
                key: 17348740045659528391u64,
                module: "expansion_types",
                place: ("src/lib.rs", 3u32, 10u32),
                kind: "struct",
                repr: "-",
                lifetimes: &[],
                members: &[
                    ::vtable_api::__private::describe::Member {
                        keyword: "field",
                        text: &[
                            ::vtable_api::__private::describe::Piece::Text("size: "),
                            ::vtable_api::__private::describe::Piece::Rope(<u32 as ::vtable_api::Described>::NAME),
                        ],
                        notes: &[],
                    },
                    ::vtable_api::__private::describe::Member {
                        keyword: "field",
                        text: &[
                            ::vtable_api::__private::describe::Piece::Text("is_whole: "),
                            ::vtable_api::__private::describe::Piece::Rope(<bool as ::vtable_api::Described>::NAME),
                        ],
                        notes: &[],
                    },
                    ::vtable_api::__private::describe::Member {
                        keyword: "field",
                        text: &[
                            ::vtable_api::__private::describe::Piece::Text("pixels: "),
                            ::vtable_api::__private::describe::Piece::Rope(<*mut u8 as ::vtable_api::Described>::NAME),
                        ],
                        notes: &[],
                    },
                ],
                notes: &[],
                checked: 0,
            },
        ),
        reaches: &[
            <u32 as ::vtable_api::Described>::TYPE,
            <bool as ::vtable_api::Described>::TYPE,
            <*mut u8 as ::vtable_api::Described>::TYPE,
        ],
    };
    unsafe impl ::vtable_api::Described for Frame {
        type Lifetimes<__VtTail: ::vtable_api::__private::lifetimes::List> = __VtTail;
        const NAME: ::vtable_api::__private::describe::Rope =
            &[::vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Frame" }];
        const TYPE: ::vtable_api::__private::describe::TypeRef =
            ::vtable_api::__private::describe::TypeRef::new(&__VT_TYPE);
    }
    unsafe impl ::vtable_api::Pointee for Frame {
        const ANY_BITS: ::vtable_api::__private::core::primitive::bool = true
            & <u32 as ::vtable_api::Pointee>::ANY_BITS
            & <bool as ::vtable_api::Pointee>::ANY_BITS
            & <*mut u8 as ::vtable_api::Pointee>::ANY_BITS;
        #[inline]
        unsafe fn check(
            __vt_ptr: *const Self,
        ) -> ::vtable_api::__private::core::result::Result<(), ::vtable_api::Fault> {
            {
                let __vt_field = unsafe { &raw const (*__vt_ptr).size };
                if let ::vtable_api::__private::core::result::Result::Err(__vt_fault) =
                    unsafe { ::vtable_api::__private::convert::check_plain::<u32>(__vt_field) }
                {
                    return ::vtable_api::__private::core::result::Result::Err(__vt_fault);
                }
            }
            {
                let __vt_field = unsafe { &raw const (*__vt_ptr).is_whole };
                if let ::vtable_api::__private::core::result::Result::Err(__vt_fault) =
                    unsafe { ::vtable_api::__private::convert::check_plain::<bool>(__vt_field) }
                {
                    return ::vtable_api::__private::core::result::Result::Err(__vt_fault);
                }
            }
            {
                let __vt_field = unsafe { &raw const (*__vt_ptr).pixels };
                if let ::vtable_api::__private::core::result::Result::Err(__vt_fault) =
                    unsafe { ::vtable_api::__private::convert::check_plain::<*mut u8>(__vt_field) }
                {
                    return ::vtable_api::__private::core::result::Result::Err(__vt_fault);
                }
            }
            ::vtable_api::__private::core::result::Result::Ok(())
        }
    }
    unsafe impl ::vtable_api::Plain for Frame {}

    unsafe impl ::vtable_api_core::AbiType for Frame {
        type Wire = ::core::mem::MaybeUninit<Self>;
        type Arg = *const ::core::ffi::c_void;
        type Return = ::vtable_api_core::slot::ByPointer;
        type Niche = ::vtable_api_core::convert::Tagged;
        #[inline(always)]
        fn into_wire(self) -> Self::Wire {
            ::core::mem::MaybeUninit::new(self)
        }
        #[inline(always)]
        unsafe fn from_wire(__vt_wire: Self::Wire) -> ::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_memory(__vt_wire) }
        }
        #[inline(always)]
        fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
            ::core::ptr::from_ref(__vt_wire).cast()
        }
        #[inline(always)]
        unsafe fn from_arg(__vt_arg: Self::Arg) -> ::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_address::<Self>(__vt_arg) }
        }
    }
    const _: ::vtable_api::__private::core::option::Option<&::vtable_api::__private::core::primitive::str> =
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
    const __VT_VALUES: () = ();
    static __VT_TYPE: ::vtable_api::__private::describe::TypeInfo = ::vtable_api::__private::describe::TypeInfo {
        name: &[::vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Color" }],
        definition: ::vtable_api::__private::core::option::Option::Some(
            ::vtable_api::__private::describe::Definition {
                key: 14146066955874104921u64,
                module: "expansion_types",
                place: ("src/lib.rs", 11u32, 10u32),
                kind: "open enum",
                repr: "u16",
                lifetimes: &[],
                members: &[
                    ::vtable_api::__private::describe::Member {
                        keyword: "variant",
                        text: &[
                            ::vtable_api::__private::describe::Piece::Text("Red"),
                            ::vtable_api::__private::describe::Piece::Text(" = "),
                            ::vtable_api::__private::describe::Piece::Number(
                                __VT_VALUE0 as ::vtable_api::__private::core::primitive::i128,
                            ),
                        ],
                        notes: &[],
                    },
                    ::vtable_api::__private::describe::Member {
                        keyword: "variant",
                        text: &[
                            ::vtable_api::__private::describe::Piece::Text("Green"),
                            ::vtable_api::__private::describe::Piece::Text(" = "),
                            ::vtable_api::__private::describe::Piece::Number(
                                __VT_VALUE1 as ::vtable_api::__private::core::primitive::i128,
                            ),
                        ],
                        notes: &[],
                    },
                ],
                notes: &[],
                checked: 0,
            },
        ),
        reaches: &[],
    };
    unsafe impl ::vtable_api::Described for Color {
        type Lifetimes<__VtTail: ::vtable_api::__private::lifetimes::List> = __VtTail;
        const NAME: ::vtable_api::__private::describe::Rope =
            &[::vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Color" }];
        const TYPE: ::vtable_api::__private::describe::TypeRef =
            ::vtable_api::__private::describe::TypeRef::new(&__VT_TYPE);
    }
    const __VT_VALUE0: ::vtable_api::__private::core::primitive::u16 = 1;
    const __VT_VALUE1: ::vtable_api::__private::core::primitive::u16 = __VT_VALUE0 + 1;
    unsafe impl ::vtable_api::__private::open::OpenEnum for Color {
        type Value = ::vtable_api::__private::core::primitive::u16;
        #[inline]
        fn value(self) -> ::vtable_api::__private::core::primitive::u16 {
            match self {
                Self::Red => __VT_VALUE0,
                Self::Green => __VT_VALUE1,
                Self::Unknown(__vt_value) => __vt_value,
            }
        }
        #[inline]
        fn from_value(__vt_value: ::vtable_api::__private::core::primitive::u16) -> Self {
            match __vt_value {
                __VT_VALUE0 => Self::Red,
                __VT_VALUE1 => Self::Green,
                __vt_value => Self::Unknown(__vt_value),
            }
        }
    }
    unsafe impl ::vtable_api::AbiType for Color {
        type Wire = ::vtable_api::__private::core::primitive::u16;
        type Arg = ::vtable_api::__private::core::primitive::u16;
        type Return = ::vtable_api::__private::slot::ByValue<::vtable_api::__private::core::primitive::u16>;
        type Niche = ::vtable_api::__private::convert::Tagged;
        #[inline]
        fn into_wire(self) -> ::vtable_api::__private::core::primitive::u16 {
            <Self as ::vtable_api::__private::open::OpenEnum>::value(self)
        }
        #[inline]
        unsafe fn from_wire(
            __vt_wire: ::vtable_api::__private::core::primitive::u16,
        ) -> ::vtable_api::__private::core::result::Result<Self, ::vtable_api::Fault> {
            ::vtable_api::__private::core::result::Result::Ok(
                <Self as ::vtable_api::__private::open::OpenEnum>::from_value(__vt_wire),
            )
        }
        #[inline]
        fn arg(
            __vt_wire: &::vtable_api::__private::core::primitive::u16,
        ) -> ::vtable_api::__private::core::primitive::u16 {
            *__vt_wire
        }
        #[inline]
        unsafe fn from_arg(
            __vt_arg: ::vtable_api::__private::core::primitive::u16,
        ) -> ::vtable_api::__private::core::result::Result<Self, ::vtable_api::Fault> {
            unsafe { <Self as ::vtable_api::AbiType>::from_wire(__vt_arg) }
        }
    }
    const _: ::vtable_api::__private::core::option::Option<&::vtable_api::__private::core::primitive::str> =
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
    const __VT_VALUES: () = ();
    static __VT_TYPE: ::vtable_api::__private::describe::TypeInfo = ::vtable_api::__private::describe::TypeInfo {
        name: &[::vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Event" }],
        definition: ::vtable_api::__private::core::option::Option::Some(
            ::vtable_api::__private::describe::Definition {
                key: 10212513306882655554u64,
                module: "expansion_types",
                place: ("src/lib.rs", 20u32, 10u32),
                kind: "enum",
                repr: "C, u32",
                lifetimes: &[::vtable_api::__private::describe::Piece::Text("'a")],
                members: &[
                    ::vtable_api::__private::describe::Member {
                        keyword: "variant",
                        text: &[
                            ::vtable_api::__private::describe::Piece::Text("Text"),
                            ::vtable_api::__private::describe::Piece::Text("("),
                            ::vtable_api::__private::describe::Piece::Rope(
                                <vtable_api::Str<'static> as ::vtable_api::Described>::NAME,
                            ),
                            ::vtable_api::__private::describe::Piece::Text(" where"),
                            ::vtable_api::__private::describe::Piece::Text(" 'a"),
                            ::vtable_api::__private::describe::Piece::Text(")"),
                            ::vtable_api::__private::describe::Piece::Text(" = "),
                            ::vtable_api::__private::describe::Piece::Number(
                                __VT_VALUE0 as ::vtable_api::__private::core::primitive::i128,
                            ),
                        ],
                        notes: &[],
                    },
                    ::vtable_api::__private::describe::Member {
                        keyword: "variant",
                        text: &[
                            ::vtable_api::__private::describe::Piece::Text("Done"),
                            ::vtable_api::__private::describe::Piece::Text(" { "),
                            ::vtable_api::__private::describe::Piece::Text("code: "),
                            ::vtable_api::__private::describe::Piece::Rope(<i32 as ::vtable_api::Described>::NAME),
                            ::vtable_api::__private::describe::Piece::Text(" }"),
                            ::vtable_api::__private::describe::Piece::Text(" = "),
                            ::vtable_api::__private::describe::Piece::Number(
                                __VT_VALUE1 as ::vtable_api::__private::core::primitive::i128,
                            ),
                        ],
                        notes: &[],
                    },
                ],
                notes: &[],
                checked: 0,
            },
        ),
        reaches: &[<vtable_api::Str<'static> as ::vtable_api::Described>::TYPE, <i32 as ::vtable_api::Described>::TYPE],
    };
    unsafe impl<'a> ::vtable_api::Described for Event<'a> {
        type Lifetimes<__VtTail: ::vtable_api::__private::lifetimes::List> =
            (::vtable_api::__private::lifetimes::Life<'a>, __VtTail);
        const NAME: ::vtable_api::__private::describe::Rope =
            &[::vtable_api::__private::describe::Piece::Named { package: "expansion-types", name: "Event" }];
        const TYPE: ::vtable_api::__private::describe::TypeRef =
            ::vtable_api::__private::describe::TypeRef::new(&__VT_TYPE);
    }
    const __VT_VALUE0: ::vtable_api::__private::core::primitive::u32 = 0;
    const __VT_VALUE1: ::vtable_api::__private::core::primitive::u32 = __VT_VALUE0 + 1;
    fn __vt_shown0<'a>() -> ::vtable_api::__private::lifetimes::AsWritten<vtable_api::Str<'a>>
where {
        ::vtable_api::__private::lifetimes::shown::<(::vtable_api::__private::lifetimes::Life<'a>, ()), _>()
    }
    unsafe impl<'a> ::vtable_api::Pointee for Event<'a> {
        const ANY_BITS: ::vtable_api::__private::core::primitive::bool = false;
        #[inline]
        unsafe fn check(
            __vt_ptr: *const Self,
        ) -> ::vtable_api::__private::core::result::Result<(), ::vtable_api::Fault> {
            #[repr(C)]
            struct __VtPayload0<'a> {
                field0: vtable_api::Str<'a>,
                uses: ::vtable_api::__private::core::marker::PhantomData<(&'a (),)>,
            }
            #[repr(C)]
            struct __VtPayload1<'a> {
                field0: i32,
                uses: ::vtable_api::__private::core::marker::PhantomData<(&'a (),)>,
            }
            #[repr(C)]
            union __VtPayload<'a> {
                __VtPayload0: ::vtable_api::__private::core::mem::ManuallyDrop<__VtPayload0<'a>>,
                __VtPayload1: ::vtable_api::__private::core::mem::ManuallyDrop<__VtPayload1<'a>>,
            }
            #[repr(C)]
            struct __VtTagged<'a> {
                tag: ::vtable_api::__private::core::primitive::u32,
                payload: __VtPayload<'a>,
            }
            let __vt_value = unsafe { __vt_ptr.cast::<::vtable_api::__private::core::primitive::u32>().read() };
            match __vt_value {
                __VT_VALUE0 => {
                    let __vt_field = unsafe {
                        __vt_ptr
                            .byte_add(
                                const {
                                    builtin # offset_of(__VtTagged<'a>, payload)
                                } + const {
                                    builtin # offset_of(__VtPayload0<'a>, field0)
                                },
                            )
                            .cast::<vtable_api::Str<'a>>()
                    };
                    if let ::vtable_api::__private::core::result::Result::Err(__vt_fault) =
                        unsafe { ::vtable_api::__private::convert::check_plain::<vtable_api::Str<'a>>(__vt_field) }
                    {
                        return ::vtable_api::__private::core::result::Result::Err(__vt_fault);
                    }
                }
                __VT_VALUE1 => {
                    let __vt_field = unsafe {
                        __vt_ptr
                            .byte_add(
                                const {
                                    builtin # offset_of(__VtTagged<'a>, payload)
                                } + const {
                                    builtin # offset_of(__VtPayload1<'a>, field0)
                                },
                            )
                            .cast::<i32>()
                    };
                    if let ::vtable_api::__private::core::result::Result::Err(__vt_fault) =
                        unsafe { ::vtable_api::__private::convert::check_plain::<i32>(__vt_field) }
                    {
                        return ::vtable_api::__private::core::result::Result::Err(__vt_fault);
                    }
                }
                _ => {
                    return ::vtable_api::__private::core::result::Result::Err(::vtable_api::Fault::Discriminant {
                        name: "Event",
                        value: __vt_value as ::vtable_api::__private::core::primitive::i128,
                    });
                }
            }
            ::vtable_api::__private::core::result::Result::Ok(())
        }
    }
    unsafe impl<'a> ::vtable_api::Plain for Event<'a> {}
    unsafe impl<'a> ::vtable_api_core::AbiType for Event<'a> {
        type Wire = ::core::mem::MaybeUninit<Self>;
        type Arg = *const ::core::ffi::c_void;
        type Return = ::vtable_api_core::slot::ByPointer;
        type Niche = ::vtable_api_core::convert::Tagged;
        #[inline(always)]
        fn into_wire(self) -> Self::Wire {
            ::core::mem::MaybeUninit::new(self)
        }
        #[inline(always)]
        unsafe fn from_wire(__vt_wire: Self::Wire) -> ::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_memory(__vt_wire) }
        }
        #[inline(always)]
        fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
            ::core::ptr::from_ref(__vt_wire).cast()
        }
        #[inline(always)]
        unsafe fn from_arg(__vt_arg: Self::Arg) -> ::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::convert::from_address::<Self>(__vt_arg) }
        }
    }
    const _: ::vtable_api::__private::core::option::Option<&::vtable_api::__private::core::primitive::str> =
        ::core::option::Option::None::<&'static str>;
};
