#![feature(prelude_import)]
//! Slots of each kind of parameter, and a second revision.
extern crate std;
#[prelude_import]
use std::prelude::rust_2024::*;

#[doc = " Counts."]
pub trait Counter: Send + __CounterErased {
    #[doc = " Adds."]
    fn add(&mut self, by: u32) -> u64;
    fn each(&self, seen: &mut dyn FnMut(u32) -> bool);
    fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
        self.__vt_default_add_ex1(by, times)
    }
    #[doc(hidden)]
    fn __vt_default_add_ex1(&mut self, by: u32, times: u8) -> u64 {
        let _ = times;
        self.add(by)
    }
    #[doc(hidden)]
    fn __vt_held(&self) -> ::vtable_api::__private::handle::Held {
        ::vtable_api::__private::handle::Held::No
    }
}
#[doc = "The table of [`Counter`]: `golden/counter`, revisions 1 to 2. Append-only: released slots keep their place for ever."]
#[repr(C)]
#[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
pub struct CounterTable {
    #[doc = "Revisions, size, id, fingerprints, `negotiate`."]
    pub __vt_header: ::vtable_api::__private::raw::Header,
    #[doc = "Slot `add`, since revision 1."]
    pub add: ::vtable_api::__private::convert::SlotFn<
        u64,
        (*mut ::vtable_api::__private::core::ffi::c_void, <u32 as ::vtable_api::AbiType>::Arg),
    >,
    #[doc = "Slot `each`, since revision 1."]
    pub each: ::vtable_api::__private::convert::SlotFn<
        (),
        (*mut ::vtable_api::__private::core::ffi::c_void, ::vtable_api::__private::raw::RawCallback),
    >,
    #[doc = "Slot `add_ex1`, since revision 2."]
    pub add_ex1: ::vtable_api::__private::convert::SlotFn<
        u64,
        (
            *mut ::vtable_api::__private::core::ffi::c_void,
            <u32 as ::vtable_api::AbiType>::Arg,
            <u8 as ::vtable_api::AbiType>::Arg,
        ),
    >,
}
#[automatically_derived]
#[doc(hidden)]
#[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
unsafe impl ::core::clone::TrivialClone for CounterTable {}
#[automatically_derived]
#[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
impl ::core::clone::Clone for CounterTable {
    #[inline]
    fn clone(&self) -> CounterTable {
        let _: ::core::clone::AssertParamIsClone<::vtable_api::__private::raw::Header>;
        let _: ::core::clone::AssertParamIsClone<
            ::vtable_api::__private::convert::SlotFn<
                u64,
                (*mut ::vtable_api::__private::core::ffi::c_void, <u32 as ::vtable_api::AbiType>::Arg),
            >,
        >;
        let _: ::core::clone::AssertParamIsClone<
            ::vtable_api::__private::convert::SlotFn<
                (),
                (*mut ::vtable_api::__private::core::ffi::c_void, ::vtable_api::__private::raw::RawCallback),
            >,
        >;
        let _: ::core::clone::AssertParamIsClone<
            ::vtable_api::__private::convert::SlotFn<
                u64,
                (
                    *mut ::vtable_api::__private::core::ffi::c_void,
                    <u32 as ::vtable_api::AbiType>::Arg,
                    <u8 as ::vtable_api::AbiType>::Arg,
                ),
            >,
        >;
        *self
    }
}
#[automatically_derived]
#[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
impl ::core::marker::Copy for CounterTable {}
#[doc = "The slots of [`Counter`] as methods: what its handles lend. A slot that the provider lacks runs its default body."]
#[allow(dead_code)]
#[repr(C)]
pub struct CounterObject {
    raw: ::vtable_api::__private::negotiate::Raw,
    place: [()],
}
#[doc = "A shared handle on a provider of [`Counter`], made from `&T` or lent by a module: the `&self` slots."]
#[allow(dead_code)]
#[repr(transparent)]
pub struct CounterRef<'a> {
    raw: ::vtable_api::__private::negotiate::Raw,
    object: ::vtable_api::__private::core::marker::PhantomData<&'a ()>,
}
#[automatically_derived]
#[doc(hidden)]
#[allow(dead_code)]
unsafe impl<'a> ::core::clone::TrivialClone for CounterRef<'a> {}
#[automatically_derived]
#[allow(dead_code)]
impl<'a> ::core::clone::Clone for CounterRef<'a> {
    #[inline]
    fn clone(&self) -> CounterRef<'a> {
        let _: ::core::clone::AssertParamIsClone<::vtable_api::__private::negotiate::Raw>;
        let _: ::core::clone::AssertParamIsClone<::vtable_api::__private::core::marker::PhantomData<&'a ()>>;
        *self
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl<'a> ::core::marker::Copy for CounterRef<'a> {}
#[doc = "An exclusive handle on a provider of [`Counter`], made from `&mut T`: all slots."]
#[allow(dead_code)]
#[repr(transparent)]
pub struct CounterMut<'a> {
    raw: ::vtable_api::__private::negotiate::Raw,
    object: ::vtable_api::__private::core::marker::PhantomData<&'a mut ()>,
}
#[doc = "An owned provider of [`Counter`]: all slots. Dropping it releases the object where it was made."]
#[allow(dead_code)]
#[repr(transparent)]
pub struct CounterBox {
    raw: ::vtable_api::__private::negotiate::Raw,
}
#[doc(hidden)]
pub trait __CounterErased {
    fn __vt_raw(&self) -> ::vtable_api::__private::raw::RawObject;
    fn __vt_raw_mut(&mut self) -> ::vtable_api::__private::raw::RawObject;
    fn __vt_into_raw(self: ::vtable_api::__private::Box<Self>) -> ::vtable_api::__private::raw::RawObject;
}
impl<__VtT: Counter> __CounterErased for __VtT {
    fn __vt_raw(&self) -> ::vtable_api::__private::raw::RawObject {
        let __vt_object = ::vtable_api::__private::core::ptr::from_ref(self).cast_mut().cast();
        ::vtable_api::__private::handle::exposed::<__VtT, CounterBox>(Counter::__vt_held(self), __vt_object)
    }
    fn __vt_raw_mut(&mut self) -> ::vtable_api::__private::raw::RawObject {
        let __vt_held = Counter::__vt_held(self);
        ::vtable_api::__private::handle::exposed::<__VtT, CounterBox>(
            __vt_held,
            ::vtable_api::__private::core::ptr::from_mut(self).cast(),
        )
    }
    fn __vt_into_raw(self: ::vtable_api::__private::Box<Self>) -> ::vtable_api::__private::raw::RawObject {
        let __vt_held = <__VtT as Counter>::__vt_held(&*self);
        ::vtable_api::__private::handle::given::<__VtT, CounterBox>(__vt_held, self)
    }
}
impl __CounterErased for CounterObject {
    fn __vt_raw(&self) -> ::vtable_api::__private::raw::RawObject {
        self.raw.to_object()
    }
    fn __vt_raw_mut(&mut self) -> ::vtable_api::__private::raw::RawObject {
        self.raw.to_object()
    }
    fn __vt_into_raw(self: ::vtable_api::__private::Box<Self>) -> ::vtable_api::__private::raw::RawObject {
        self.raw.to_object()
    }
}
#[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
const _: () = {
    unsafe impl<'x> ::vtable_api::__private::handle::Api for dyn Counter + 'x {
        const ID: &'static ::vtable_api::__private::core::primitive::str = "golden/counter";
        const SPEC: &'static ::vtable_api::__private::negotiate::TableSpec = CounterTable::__VT_SPEC;
        type Mut<'a> = CounterMut<'a>;
        fn raw(&self) -> ::vtable_api::__private::raw::RawObject {
            __CounterErased::__vt_raw(self)
        }
        fn raw_mut(&mut self) -> ::vtable_api::__private::raw::RawObject {
            __CounterErased::__vt_raw_mut(self)
        }
    }
    impl ::vtable_api::Described for ::vtable_api::__private::Box<dyn Counter> {
        const NAME: ::vtable_api::__private::describe::Rope =
            &::vtable_api::__private::handle::object_name("Box<dyn ", "golden/counter", ">");
        const TYPE: ::vtable_api::__private::describe::TypeRef = ::vtable_api::__private::describe::TypeRef::new(
            &::vtable_api::__private::describe::TypeInfo::plain(Self::NAME, &[]),
        );
    }
    unsafe impl ::vtable_api::AbiType for ::vtable_api::__private::Box<dyn Counter> {
        type Wire = ::vtable_api::__private::raw::RawObject;
        type Arg = ::vtable_api::__private::raw::RawObject;
        type Return = ::vtable_api::__private::slot::ByValue<::vtable_api::__private::raw::RawObject>;
        type Niche = ::vtable_api::__private::convert::Tagged;
        fn into_wire(self) -> ::vtable_api::__private::raw::RawObject {
            __CounterErased::__vt_into_raw(self)
        }
        unsafe fn from_wire(
            __vt_wire: ::vtable_api::__private::raw::RawObject,
        ) -> ::vtable_api::__private::core::result::Result<Self, ::vtable_api::Fault> {
            match unsafe { ::vtable_api::__private::handle::receive_owned::<CounterBox>(__vt_wire) } {
                ::vtable_api::__private::core::result::Result::Ok(__vt_owned) => {
                    ::vtable_api::__private::core::result::Result::Ok(::vtable_api::__private::Box::new(__vt_owned))
                }
                ::vtable_api::__private::core::result::Result::Err(__vt_fault) => {
                    ::vtable_api::__private::core::result::Result::Err(__vt_fault)
                }
            }
        }
        fn arg(__vt_wire: &::vtable_api::__private::raw::RawObject) -> ::vtable_api::__private::raw::RawObject {
            *__vt_wire
        }
        unsafe fn from_arg(
            __vt_arg: ::vtable_api::__private::raw::RawObject,
        ) -> ::vtable_api::__private::core::result::Result<Self, ::vtable_api::Fault> {
            unsafe { <Self as ::vtable_api::AbiType>::from_wire(__vt_arg) }
        }
    }
};
#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
    missing_docs,
    unreachable_pub,
    unused_unsafe,
    non_snake_case,
    non_camel_case_types,
    private_bounds,
    private_interfaces,
    deprecated,
    unused_variables,
    unused_mut,
    unused_qualifications,
    elided_lifetimes_in_paths,
    single_use_lifetimes,
    missing_debug_implementations,
    unused_lifetimes,
    unused_imports,
    long_running_const_eval
)]
const _: () = {
    use ::vtable_api::__private as __vt;
    const __vt_Name0: &__vt::core::primitive::str = {
        const __VT_BYTES: [__vt::core::primitive::u8;
            __vt::flatten::len(<u32 as __vt::Described>::NAME, "expansion-table")] =
            __vt::flatten::flat(<u32 as __vt::Described>::NAME, "expansion-table");
        __vt::flatten::text(&__VT_BYTES)
    };
    const __vt_Name1: &__vt::core::primitive::str = {
        const __VT_BYTES: [__vt::core::primitive::u8;
            __vt::flatten::len(<u64 as __vt::Described>::NAME, "expansion-table")] =
            __vt::flatten::flat(<u64 as __vt::Described>::NAME, "expansion-table");
        __vt::flatten::text(&__VT_BYTES)
    };
    const __vt_Name2: &__vt::core::primitive::str = {
        const __VT_BYTES: [__vt::core::primitive::u8;
            __vt::flatten::len(<bool as __vt::Described>::NAME, "expansion-table")] =
            __vt::flatten::flat(<bool as __vt::Described>::NAME, "expansion-table");
        __vt::flatten::text(&__VT_BYTES)
    };
    const __vt_Name3: &__vt::core::primitive::str = {
        const __VT_BYTES: [__vt::core::primitive::u8;
            __vt::flatten::len(<u8 as __vt::Described>::NAME, "expansion-table")] =
            __vt::flatten::flat(<u8 as __vt::Described>::NAME, "expansion-table");
        __vt::flatten::text(&__VT_BYTES)
    };
    const __VT_RECORD: __vt::record::TableRecord = __vt::record::TableRecord {
        package: "expansion-table",
        head: &[
            __vt::describe::Piece::Text("table\tgolden/counter\tCounter\t"),
            __vt::describe::Piece::Text("expansion_table"),
            __vt::describe::Piece::Text("\texpansion-table\tlib\tSend\tsnake\tunrecorded\n"),
        ],
        body: &[
            __vt::describe::Piece::Text("slot\t1\tfn add(&mut self, by: "),
            __vt::describe::Piece::Text(__vt_Name0),
            __vt::describe::Piece::Text(") -> "),
            __vt::describe::Piece::Text(__vt_Name1),
            __vt::describe::Piece::Text("\t-\nslot\t1\tfn each(&self, seen: &mut dyn FnMut("),
            __vt::describe::Piece::Text(__vt_Name0),
            __vt::describe::Piece::Text(") -> "),
            __vt::describe::Piece::Text(__vt_Name2),
            __vt::describe::Piece::Text(")\t-\nslot\t2\tfn add_ex1(&mut self, by: "),
            __vt::describe::Piece::Text(__vt_Name0),
            __vt::describe::Piece::Text(", times: "),
            __vt::describe::Piece::Text(__vt_Name3),
            __vt::describe::Piece::Text(") -> "),
            __vt::describe::Piece::Text(__vt_Name1),
            __vt::describe::Piece::Text("\t-\n"),
        ],
        roots: &[
            <u32 as __vt::Described>::TYPE,
            <u64 as __vt::Described>::TYPE,
            <bool as __vt::Described>::TYPE,
            <u8 as __vt::Described>::TYPE,
        ],
    };
    const __VT_REACHED: &__vt::record::Reached = &__vt::record::Reached::from(__VT_RECORD.roots, __VT_RECORD.package);
    const __VT_BODY: [__vt::core::primitive::u8; __vt::record::body_len(&__VT_RECORD, __VT_REACHED)] =
        __vt::record::body(&__VT_RECORD, __VT_REACHED);
    const __VT_FINGERPRINTS: [__vt::core::primitive::u64; 2usize] = {
        let __vt_body = __vt::record::body_hash(&__VT_BODY);
        let mut __vt_all = [0; 2usize];
        __vt_all[0usize] = __vt::record::draft_fingerprint(0, 1u32, __vt_body);
        __vt_all[1usize] = __vt::record::draft_fingerprint(__vt_all[1usize - 1], 2u32, __vt_body);
        __vt_all
    };
    const __VT_LISTED: [(__vt::core::primitive::u32, __vt::core::primitive::u64, __vt::core::primitive::bool); 2usize] =
        [(1u32, __VT_FINGERPRINTS[0usize], true), (2u32, __VT_FINGERPRINTS[1usize], true)];
    const __VT_FRAME: __vt::core::primitive::usize = __vt::record::frame_len(&__VT_RECORD, &__VT_LISTED, &__VT_BODY);
    #[used]
    #[unsafe(link_section = ".vtabapi")]
    static __VT_SECTION: [__vt::core::primitive::u8; __VT_FRAME] =
        __vt::record::frame(&__VT_RECORD, &__VT_LISTED, &__VT_BODY);
    impl CounterTable {
        #[doc(hidden)]
        pub const __VT_SPEC: &'static __vt::negotiate::TableSpec = &__vt::negotiate::TableSpec {
            id: c"golden/counter",
            name: "golden/counter",
            revisions: 3u64,
            fingerprints: &__VT_FINGERPRINTS,
            ends: &[2u32, 3u32],
            caller: c"expansion-table/0.1.0",
        };
    }
    impl CounterTable {
        #[doc(hidden)]
        pub const __VT_SITES: &'static [__vt::fault::Site; 3usize] = &[
            __vt::fault::Site { table: "golden/counter", slot: "add", params: &["by"] },
            __vt::fault::Site { table: "golden/counter", slot: "each", params: &["seen"] },
            __vt::fault::Site { table: "golden/counter", slot: "add_ex1", params: &["by", "times"] },
        ];
    }
    const _: () = {
        let __vt_offsets = [
            const {
                builtin # offset_of(CounterTable, add)
            },
            const {
                builtin # offset_of(CounterTable, each)
            },
            const {
                builtin # offset_of(CounterTable, add_ex1)
            },
        ];
        let mut __vt_at = 0;
        while __vt_at < __vt_offsets.len() {
            if !(__vt_offsets[__vt_at] == __vt::raw::HEADER_SIZE + __vt_at * __vt::core::mem::size_of::<fn()>()) {
                ::core::panicking::panic(
                    "assertion failed: __vt_offsets[__vt_at] ==\n    __vt::raw::HEADER_SIZE + __vt_at * __vt::core::mem::size_of::<fn()>()",
                )
            };
            __vt_at += 1;
        }
    };
    struct __vt_Slot0<__VtT>(__vt::core::marker::PhantomData<__VtT>);
    unsafe impl<__VtT: Counter> __vt::slot::Handler<(*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg)>
        for __vt_Slot0<__VtT>
    {
        type Wire = <u64 as __vt::AbiType>::Wire;
        const SITE: &'static __vt::fault::Site = &CounterTable::__VT_SITES[0usize];
        #[inline]
        unsafe fn handle(
            (__vt_object, __vt_raw0): (*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg),
        ) -> Self::Wire {
            let __vt_result = unsafe {
                <__VtT as Counter>::add(
                    __vt::handle::exclusive::<__VtT>(__vt_object, Self::SITE),
                    __vt::convert::take(__vt_raw0, Self::SITE, 0usize),
                )
            };
            __vt::convert::seal(__vt_result)
        }
    }
    struct __vt_Slot1<__VtT>(__vt::core::marker::PhantomData<__VtT>);
    unsafe impl<__VtT: Counter> __vt::slot::Handler<(*mut __vt::core::ffi::c_void, __vt::raw::RawCallback)>
        for __vt_Slot1<__VtT>
    {
        type Wire = <() as __vt::AbiType>::Wire;
        const SITE: &'static __vt::fault::Site = &CounterTable::__VT_SITES[1usize];
        #[inline]
        unsafe fn handle(
            (__vt_object, __vt_raw0): (*mut __vt::core::ffi::c_void, __vt::raw::RawCallback),
        ) -> Self::Wire {
            let __vt_callback0 =
                __vt::fault::check(__vt::handle::Callback::<false, false>::new(__vt_raw0), Self::SITE, 0usize);
            let mut __vt_held0 = move |__vt_value0: u32| {
                const __VT_SITE: &__vt::fault::Site = &__vt::fault::Site {
                    table: "golden/counter",
                    slot: "each`, callback `seen",
                    params: &["argument 0"],
                };
                let __vt_lent0 = __vt::convert::Lent::new(__vt_value0);
                let __vt_function = unsafe {
                    __vt_callback0.function::<__vt::convert::SlotFn<bool,
                                        (*mut __vt::core::ffi::c_void,
                                        <u32 as __vt::AbiType>::Arg)>>()
                };
                let __vt_result = unsafe {
                    __vt::convert::call::<bool, _>(
                        __vt_function,
                        (__vt_callback0.context(), __vt_lent0.arg()),
                        __VT_SITE,
                    )
                };
                __vt_lent0.recheck(__VT_SITE, 0usize);
                __vt_result
            };
            let __vt_result = unsafe {
                <__VtT as Counter>::each(__vt::handle::shared::<__VtT>(__vt_object, Self::SITE), &mut __vt_held0)
            };
            __vt::convert::seal(__vt_result)
        }
    }
    struct __vt_Slot2<__VtT>(__vt::core::marker::PhantomData<__VtT>);
    unsafe impl<__VtT: Counter>
        __vt::slot::Handler<(*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg, <u8 as __vt::AbiType>::Arg)>
        for __vt_Slot2<__VtT>
    {
        type Wire = <u64 as __vt::AbiType>::Wire;
        const SITE: &'static __vt::fault::Site = &CounterTable::__VT_SITES[2usize];
        #[inline]
        unsafe fn handle(
            (__vt_object, __vt_raw0, __vt_raw1): (
                *mut __vt::core::ffi::c_void,
                <u32 as __vt::AbiType>::Arg,
                <u8 as __vt::AbiType>::Arg,
            ),
        ) -> Self::Wire {
            let __vt_result = unsafe {
                <__VtT as Counter>::add_ex1(
                    __vt::handle::exclusive::<__VtT>(__vt_object, Self::SITE),
                    __vt::convert::take(__vt_raw0, Self::SITE, 0usize),
                    __vt::convert::take(__vt_raw1, Self::SITE, 1usize),
                )
            };
            __vt::convert::seal(__vt_result)
        }
    }
    struct __vt_Callback1_0<__VtT>(__vt::core::marker::PhantomData<__VtT>);
    impl<__VtT> __vt_Callback1_0<__VtT> {
        const CALL: *const __vt::core::ffi::c_void = __vt::handle::erase(
            <<bool as __vt::AbiType>::Return as __vt::slot::Thunk<
                (*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg),
                Self,
            >>::THUNK,
        );
    }
    unsafe impl<__VtT> __vt::slot::Handler<(*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg)>
        for __vt_Callback1_0<__VtT>
    {
        type Wire = <bool as __vt::AbiType>::Wire;
        const SITE: &'static __vt::fault::Site =
            &__vt::fault::Site { table: "golden/counter", slot: "each`, callback `seen", params: &["argument 0"] };
        #[inline]
        unsafe fn handle(
            (__vt_context, __vt_value0): (*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg),
        ) -> Self::Wire {
            let __vt_closure = unsafe { &mut *__vt_context.cast::<&'static mut (dyn FnMut(u32) -> bool)>() };
            let __vt_result = unsafe { (*__vt_closure)(__vt::convert::take(__vt_value0, Self::SITE, 0usize)) };
            __vt::convert::seal(__vt_result)
        }
    }
    struct __VtProvider<__VtT>(__vt::core::marker::PhantomData<__VtT>);
    impl<__VtT: Counter> __VtProvider<__VtT> {
        const TABLE: &'static CounterTable = &CounterTable {
            __vt_header: CounterTable::__VT_SPEC.header(__vt::handle::release_of::<__VtT>()),
            add: <<u64 as __vt::AbiType>::Return as __vt::slot::Thunk<
                (*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg),
                __vt_Slot0<__VtT>,
            >>::THUNK,
            each: <<() as __vt::AbiType>::Return as __vt::slot::Thunk<
                (*mut __vt::core::ffi::c_void, __vt::raw::RawCallback),
                __vt_Slot1<__VtT>,
            >>::THUNK,
            add_ex1: <<u64 as __vt::AbiType>::Return as __vt::slot::Thunk<
                (*mut __vt::core::ffi::c_void, <u32 as __vt::AbiType>::Arg, <u8 as __vt::AbiType>::Arg),
                __vt_Slot2<__VtT>,
            >>::THUNK,
        };
        const HEADER: *const __vt::raw::Header = __vt::core::ptr::from_ref(Self::TABLE).cast();
    }
    unsafe impl<__VtT: Counter> __vt::handle::Provide<__VtT> for CounterRef<'_> {
        const HEADER: *const __vt::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Counter> __vt::handle::Provide<__VtT> for CounterMut<'_> {
        const HEADER: *const __vt::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Counter> __vt::handle::Provide<__VtT> for CounterBox {
        const HEADER: *const __vt::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    impl CounterObject {
        #[doc = "The revisions that both sides have: bit n-1 for revision n."]
        #[inline]
        pub fn agreed(&self) -> __vt::core::primitive::u64 {
            self.raw.agreed()
        }
        #[doc = "Whether the provider has slot `add_ex1` (revision 2); without it, the default body runs."]
        #[inline]
        pub fn has_add_ex1(&self) -> __vt::core::primitive::bool {
            self.raw.has(2u32)
        }
        #[doc = " Adds."]
        #[inline]
        pub fn add(&mut self, by: u32) -> u64 {
            let __vt_lent0 = __vt::convert::Lent::new(by);
            let __vt_function = unsafe { (*self.raw.table::<CounterTable>()).add };
            let __vt_result = unsafe {
                __vt::convert::call(
                    __vt_function,
                    (self.raw.object(), __vt_lent0.arg()),
                    &CounterTable::__VT_SITES[0usize],
                )
            };
            __vt_lent0.recheck(&CounterTable::__VT_SITES[0usize], 0usize);
            __vt_result
        }
        #[inline]
        pub fn each(&self, seen: &mut dyn FnMut(u32) -> bool) {
            let mut __vt_holder0 = seen;
            let __vt_lent0 =
                __vt::raw::RawCallback { call: __vt_Callback1_0::<()>::CALL, context: (&raw mut __vt_holder0).cast() };
            let __vt_function = unsafe { (*self.raw.table::<CounterTable>()).each };
            let __vt_result = unsafe {
                __vt::convert::call(__vt_function, (self.raw.object(), __vt_lent0), &CounterTable::__VT_SITES[1usize])
            };
            __vt_result
        }
        #[inline]
        pub fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
            if !self.raw.has(2u32) {
                return <Self as Counter>::__vt_default_add_ex1(self, by, times);
            }
            let __vt_lent0 = __vt::convert::Lent::new(by);
            let __vt_lent1 = __vt::convert::Lent::new(times);
            let __vt_function = unsafe { (*self.raw.table::<CounterTable>()).add_ex1 };
            let __vt_result = unsafe {
                __vt::convert::call(
                    __vt_function,
                    (self.raw.object(), __vt_lent0.arg(), __vt_lent1.arg()),
                    &CounterTable::__VT_SITES[2usize],
                )
            };
            __vt_lent0.recheck(&CounterTable::__VT_SITES[2usize], 0usize);
            __vt_lent1.recheck(&CounterTable::__VT_SITES[2usize], 1usize);
            __vt_result
        }
    }
    impl Counter for CounterObject {
        #[inline]
        fn add(&mut self, by: u32) -> u64 {
            CounterObject::add(self, by)
        }
        #[inline]
        fn each(&self, seen: &mut dyn FnMut(u32) -> bool) {
            CounterObject::each(self, seen)
        }
        #[inline]
        fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
            CounterObject::add_ex1(self, by, times)
        }
        fn __vt_held(&self) -> __vt::handle::Held {
            __vt::handle::Held::Lent(self.raw.to_object())
        }
    }
    impl<__VtH: __vt::handle::Whole<CounterObject> + Send> Counter for __VtH {
        #[inline]
        fn add(&mut self, by: u32) -> u64 {
            CounterObject::add(<__VtH as __vt::handle::Whole<CounterObject>>::object_mut(self), by)
        }
        #[inline]
        fn each(&self, seen: &mut dyn FnMut(u32) -> bool) {
            CounterObject::each(<__VtH as __vt::handle::Whole<CounterObject>>::object(self), seen)
        }
        #[inline]
        fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
            CounterObject::add_ex1(<__VtH as __vt::handle::Whole<CounterObject>>::object_mut(self), by, times)
        }
        fn __vt_held(&self) -> __vt::handle::Held {
            <__VtH as __vt::handle::Whole<CounterObject>>::held(self)
        }
    }
    impl __vt::handle::Whole<CounterObject> for CounterMut<'_> {
        #[inline]
        fn object(&self) -> &CounterObject {
            __vt_object(&self.raw)
        }
        #[inline]
        fn object_mut(&mut self) -> &mut CounterObject {
            __vt_object_mut(&mut self.raw)
        }
        fn held(&self) -> __vt::handle::Held {
            __vt::handle::Held::Lent(self.raw.to_object())
        }
    }
    impl __vt::handle::Whole<CounterObject> for CounterBox {
        #[inline]
        fn object(&self) -> &CounterObject {
            __vt_object(&self.raw)
        }
        #[inline]
        fn object_mut(&mut self) -> &mut CounterObject {
            __vt_object_mut(&mut self.raw)
        }
        fn held(&self) -> __vt::handle::Held {
            __vt::handle::Held::Owned(self.raw.to_object())
        }
    }
    #[inline]
    fn __vt_object(__vt_raw: &__vt::negotiate::Raw) -> &CounterObject {
        let __vt_raw = __vt::core::ptr::from_ref(__vt_raw).cast::<()>();
        let __vt_raw = __vt::core::ptr::slice_from_raw_parts(__vt_raw, 0);
        unsafe { &*(__vt_raw as *const CounterObject) }
    }
    #[inline]
    fn __vt_object_mut(__vt_raw: &mut __vt::negotiate::Raw) -> &mut CounterObject {
        let __vt_raw = __vt::core::ptr::from_mut(__vt_raw).cast::<()>();
        let __vt_raw = __vt::core::ptr::slice_from_raw_parts_mut(__vt_raw, 0);
        unsafe { &mut *(__vt_raw as *mut CounterObject) }
    }
    impl<'a> CounterRef<'a> {
        #[doc = "A handle on a provider in this program."]
        pub fn new<__VtT: Counter>(__vt_provider: &'a __VtT) -> Self {
            let __vt_object = __vt::core::ptr::from_ref(__vt_provider).cast_mut().cast();
            CounterRef {
                raw: __vt::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, CounterTable::__VT_SPEC),
                object: __vt::core::marker::PhantomData,
            }
        }
    }
    impl<'a> CounterMut<'a> {
        #[doc = "A handle on a provider in this program."]
        pub fn new<__VtT: Counter>(__vt_provider: &'a mut __VtT) -> Self {
            let __vt_object = __vt::core::ptr::from_mut(__vt_provider).cast();
            CounterMut {
                raw: __vt::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, CounterTable::__VT_SPEC),
                object: __vt::core::marker::PhantomData,
            }
        }
    }
    impl CounterBox {
        #[doc = "Takes a provider in."]
        pub fn new<__VtT: Counter + 'static>(__vt_provider: __VtT) -> Self {
            let __vt_object = __vt::Box::into_raw(__vt::Box::new(__vt_provider)).cast();
            CounterBox {
                raw: __vt::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, CounterTable::__VT_SPEC),
            }
        }
    }
    impl __vt::core::ops::Drop for CounterBox {
        fn drop(&mut self) {
            unsafe { self.raw.release() }
        }
    }
    impl __vt::core::fmt::Debug for CounterRef<'_> {
        fn fmt(&self, __vt_f: &mut __vt::core::fmt::Formatter<'_>) -> __vt::core::fmt::Result {
            __vt::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl __vt::handle::Handle for CounterRef<'_> {
        const SPEC: &'static __vt::negotiate::TableSpec = CounterTable::__VT_SPEC;
        #[inline]
        unsafe fn from_raw(__vt_raw: __vt::negotiate::Raw) -> Self {
            Self { raw: __vt_raw, object: __vt::core::marker::PhantomData }
        }
        #[inline]
        fn raw(&self) -> __vt::negotiate::Raw {
            self.raw
        }
    }
    impl __vt::core::fmt::Debug for CounterMut<'_> {
        fn fmt(&self, __vt_f: &mut __vt::core::fmt::Formatter<'_>) -> __vt::core::fmt::Result {
            __vt::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl __vt::handle::Handle for CounterMut<'_> {
        const SPEC: &'static __vt::negotiate::TableSpec = CounterTable::__VT_SPEC;
        #[inline]
        unsafe fn from_raw(__vt_raw: __vt::negotiate::Raw) -> Self {
            Self { raw: __vt_raw, object: __vt::core::marker::PhantomData }
        }
        #[inline]
        fn raw(&self) -> __vt::negotiate::Raw {
            self.raw
        }
    }
    impl __vt::core::fmt::Debug for CounterBox {
        fn fmt(&self, __vt_f: &mut __vt::core::fmt::Formatter<'_>) -> __vt::core::fmt::Result {
            __vt::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl __vt::handle::Handle for CounterBox {
        const SPEC: &'static __vt::negotiate::TableSpec = CounterTable::__VT_SPEC;
        #[inline]
        unsafe fn from_raw(__vt_raw: __vt::negotiate::Raw) -> Self {
            Self { raw: __vt_raw }
        }
        #[inline]
        fn raw(&self) -> __vt::negotiate::Raw {
            self.raw
        }
    }
    unsafe impl __vt::handle::Lent for CounterRef<'_> {}
    unsafe impl __vt::handle::Owned for CounterBox {}
    impl __vt::core::ops::Deref for CounterRef<'_> {
        type Target = CounterObject;
        #[inline]
        fn deref(&self) -> &CounterObject {
            __vt_object(&self.raw)
        }
    }
    impl __vt::core::ops::Deref for CounterMut<'_> {
        type Target = CounterObject;
        #[inline]
        fn deref(&self) -> &CounterObject {
            __vt_object(&self.raw)
        }
    }
    impl __vt::core::ops::DerefMut for CounterMut<'_> {
        #[inline]
        fn deref_mut(&mut self) -> &mut CounterObject {
            __vt_object_mut(&mut self.raw)
        }
    }
    impl __vt::core::ops::Deref for CounterBox {
        type Target = CounterObject;
        #[inline]
        fn deref(&self) -> &CounterObject {
            __vt_object(&self.raw)
        }
    }
    impl __vt::core::ops::DerefMut for CounterBox {
        #[inline]
        fn deref_mut(&mut self) -> &mut CounterObject {
            __vt_object_mut(&mut self.raw)
        }
    }
    unsafe impl __vt::core::marker::Send for CounterObject {}
    unsafe impl __vt::core::marker::Send for CounterMut<'_> {}
    unsafe impl __vt::core::marker::Send for CounterBox {}
    const _: () = __vt::record::check_names(__VT_REACHED, "expansion-table");
};
const _: ::vtable_api::__private::core::option::Option<&::vtable_api::__private::core::primitive::str> =
    ::core::option::Option::None::<&'static str>;
