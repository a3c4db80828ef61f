#![feature(prelude_import)]
//! Slots of each kind of parameter, and a second revision.
extern crate std;
#[prelude_import]
use std::prelude::rust_2024::*;

#[doc(hidden)]
#[allow(unused_extern_crates)]
extern crate vtable_api as __vtable_api_of_Counter;
#[doc(hidden)]
#[allow(unused_imports, unused_parens, unused_qualifications, dead_code, deprecated, non_camel_case_types)]
type __VtIsCounter<__VtT> = <() as __vtable_api_of_Counter::__private::asked::Holds<
    {
        use __vtable_api_of_Counter::__private::asked::Otherwise as _;
        type __VT_ASKED0 = [__vtable_api_of_Counter::__private::u8;
            __vtable_api_of_Counter::__private::asked::may_cross(
                &[::vtable_api_core::asked::Part {
                    text: "u32",
                    place: ::vtable_api_core::asked::Place::Slot,
                    is_first: true,
                    is_new: true,
                    known: <::vtable_api_core::asked::Asked<u32>>::__VT_KNOWN,
                    answer: <::vtable_api_core::asked::Asked<u32>>::__VT_SLOT,
                    copied: <::vtable_api_core::asked::Asked<u32>>::__VT_PART,
                    advice: <::vtable_api_core::asked::Asked<u32>>::__VT_ADVICE,
                    lacks: <::vtable_api_core::asked::Asked<u32>>::__VT_LACKS,
                }],
                <__vtable_api_of_Counter::__private::asked::Asked<u32>>::__VT_LIFETIMES,
                0usize,
            )];
        type __VT_ASKED1 = [__vtable_api_of_Counter::__private::u8;
            __vtable_api_of_Counter::__private::asked::may_cross(
                &[::vtable_api_core::asked::Part {
                    text: "u64",
                    place: ::vtable_api_core::asked::Place::Slot,
                    is_first: true,
                    is_new: true,
                    known: <::vtable_api_core::asked::Asked<u64>>::__VT_KNOWN,
                    answer: <::vtable_api_core::asked::Asked<u64>>::__VT_SLOT,
                    copied: <::vtable_api_core::asked::Asked<u64>>::__VT_PART,
                    advice: <::vtable_api_core::asked::Asked<u64>>::__VT_ADVICE,
                    lacks: <::vtable_api_core::asked::Asked<u64>>::__VT_LACKS,
                }],
                <__vtable_api_of_Counter::__private::asked::Asked<u64>>::__VT_LIFETIMES,
                0usize,
            )];
        type __VT_ASKED2 = [__vtable_api_of_Counter::__private::u8;
            __vtable_api_of_Counter::__private::asked::may_cross(
                &[::vtable_api_core::asked::Part {
                    text: "bool",
                    place: ::vtable_api_core::asked::Place::Slot,
                    is_first: true,
                    is_new: true,
                    known: <::vtable_api_core::asked::Asked<bool>>::__VT_KNOWN,
                    answer: <::vtable_api_core::asked::Asked<bool>>::__VT_SLOT,
                    copied: <::vtable_api_core::asked::Asked<bool>>::__VT_PART,
                    advice: <::vtable_api_core::asked::Asked<bool>>::__VT_ADVICE,
                    lacks: <::vtable_api_core::asked::Asked<bool>>::__VT_LACKS,
                }],
                <__vtable_api_of_Counter::__private::asked::Asked<bool>>::__VT_LIFETIMES,
                0usize,
            )];
        type __VT_ASKED3 = [__vtable_api_of_Counter::__private::u8;
            __vtable_api_of_Counter::__private::asked::may_cross(
                &[::vtable_api_core::asked::Part {
                    text: "u8",
                    place: ::vtable_api_core::asked::Place::Slot,
                    is_first: true,
                    is_new: true,
                    known: <::vtable_api_core::asked::Asked<u8>>::__VT_KNOWN,
                    answer: <::vtable_api_core::asked::Asked<u8>>::__VT_SLOT,
                    copied: <::vtable_api_core::asked::Asked<u8>>::__VT_PART,
                    advice: <::vtable_api_core::asked::Asked<u8>>::__VT_ADVICE,
                    lacks: <::vtable_api_core::asked::Asked<u8>>::__VT_LACKS,
                }],
                <__vtable_api_of_Counter::__private::asked::Asked<u8>>::__VT_LIFETIMES,
                0usize,
            )];
        let _: __VT_ASKED0;
        let _: __VT_ASKED1;
        let _: __VT_ASKED2;
        let _: __VT_ASKED3;
        0
    },
>>::Is<__VtT>;
#[allow(unused_parens, dead_code, single_use_lifetimes, unused_qualifications)]
const _: () = {
    trait __VtShown {}
    impl __VtShown for ()
    where
        <__VtIsCounter<u32> as __vtable_api_of_Counter::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Counter::__private::lifetimes::Written<()>,
        <__VtIsCounter<u64> as __vtable_api_of_Counter::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Counter::__private::lifetimes::Written<()>,
        <__VtIsCounter<bool> as __vtable_api_of_Counter::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Counter::__private::lifetimes::Written<()>,
        <__VtIsCounter<u8> as __vtable_api_of_Counter::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Counter::__private::lifetimes::Written<()>,
    {
    }
};
#[doc = " Counts."]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Counter`",
    label = "implement `Counter` for `{Self}`"
)]
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
}
#[doc = "The table of [`Counter`]: `golden/counter`, revisions 1 to 2. Append-only: released slots keep their place for ever."]
#[repr(C)]
#[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
pub struct CounterTable {
    #[doc = "Revisions, size, id, fingerprints, `negotiate`."]
    pub __vt_header: ::vtable_api_core::raw::Header,
    #[doc = "Slot `add`, since revision 1."]
    pub add: ::vtable_api_core::slot::SlotFn<__VtIsCounter<u64>, (::vtable_api_core::slot::Object, u32)>,
    #[doc = "Slot `each`, since revision 1."]
    pub each: ::vtable_api_core::slot::SlotFn<
        __VtIsCounter<()>,
        (::vtable_api_core::slot::Object, __vtable_api_of_Counter::__private::raw::RawCallback),
    >,
    #[doc = "Slot `add_ex1`, since revision 2."]
    pub add_ex1: ::vtable_api_core::slot::SlotFn<__VtIsCounter<u64>, (::vtable_api_core::slot::Object, u32, u8)>,
}
#[doc = "The slots of [`Counter`] as methods: what its handles lend. A slot that the provider lacks runs its default body."]
#[allow(dead_code)]
#[repr(transparent)]
pub struct CounterObject {
    raw: ::vtable_api_core::handle::Object<CounterObject>,
}
#[doc = "A shared handle on a provider of [`Counter`], made from `&T` or lent by a module: the `&self` slots. A copy is the same object.\n\n```text\nlet shared = CounterRef::new(&provider);\nlet lent = module.get::<CounterRef>(\"name\")?;\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct CounterRef<'a> {
    raw: ::vtable_api_core::handle::Shared<'a, CounterObject>,
}
#[doc = "An exclusive handle on a provider of [`Counter`], made from `&mut T`: all slots.\n\n```text\nlet exclusive = CounterMut::new(&mut provider);\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct CounterMut<'a> {
    raw: ::vtable_api_core::handle::Exclusive<'a, CounterObject>,
}
#[doc = "An owned provider of [`Counter`]: all slots. Dropping it releases the object where it was made.\n\n```text\nlet owned = CounterBox::new(provider);\nlet created = module.create::<CounterBox>(\"name\")?;\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct CounterBox {
    raw: ::vtable_api_core::handle::Boxed<CounterObject>,
}
const _: () = {
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::Described for CounterRef<'a> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = (::vtable_api_core::lifetimes::Life<'a>, Tail);
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("&dyn ", "golden/counter", "");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/counter",
                    package: "expansion-table",
                    state: ::vtable_api_core::describe::State::Unrecorded,
                },
            ));
    }
    unsafe impl<'a> ::vtable_api_core::AbiType for CounterRef<'a> {
        type Wire = ::vtable_api_core::raw::RawObject;
        type Arg = ::vtable_api_core::raw::RawObject;
        type Return = ::vtable_api_core::slot::ByValue<::vtable_api_core::raw::RawObject>;
        type Niche = ::vtable_api_core::convert::NoTable;
        #[inline]
        fn into_wire(self) -> ::vtable_api_core::raw::RawObject {
            let __vt_value = self;
            ::vtable_api_core::handle::into_object(__vt_value)
        }
        #[inline]
        unsafe fn from_wire(
            __vt_wire: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::handle::received::<Self>(__vt_wire) }
        }
        #[inline]
        fn arg(__vt_wire: &::vtable_api_core::raw::RawObject) -> ::vtable_api_core::raw::RawObject {
            *__vt_wire
        }
        #[inline]
        unsafe fn from_arg(
            __vt_arg: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { <Self as ::vtable_api_core::AbiType>::from_wire(__vt_arg) }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::Described for CounterMut<'a> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = (::vtable_api_core::lifetimes::Life<'a>, Tail);
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("&mut dyn ", "golden/counter", "");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/counter",
                    package: "expansion-table",
                    state: ::vtable_api_core::describe::State::Unrecorded,
                },
            ));
    }
    unsafe impl<'a> ::vtable_api_core::AbiType for CounterMut<'a> {
        type Wire = ::vtable_api_core::raw::RawObject;
        type Arg = ::vtable_api_core::raw::RawObject;
        type Return = ::vtable_api_core::slot::ByValue<::vtable_api_core::raw::RawObject>;
        type Niche = ::vtable_api_core::convert::NoTable;
        #[inline]
        fn into_wire(self) -> ::vtable_api_core::raw::RawObject {
            let __vt_value = self;
            ::vtable_api_core::handle::into_object(__vt_value)
        }
        #[inline]
        unsafe fn from_wire(
            __vt_wire: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::handle::received::<Self>(__vt_wire) }
        }
        #[inline]
        fn arg(__vt_wire: &::vtable_api_core::raw::RawObject) -> ::vtable_api_core::raw::RawObject {
            *__vt_wire
        }
        #[inline]
        unsafe fn from_arg(
            __vt_arg: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { <Self as ::vtable_api_core::AbiType>::from_wire(__vt_arg) }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::Described for CounterBox {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = Tail;
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("Box<dyn ", "golden/counter", ">");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/counter",
                    package: "expansion-table",
                    state: ::vtable_api_core::describe::State::Unrecorded,
                },
            ));
    }
    unsafe impl ::vtable_api_core::AbiType for CounterBox {
        type Wire = ::vtable_api_core::raw::RawObject;
        type Arg = ::vtable_api_core::raw::RawObject;
        type Return = ::vtable_api_core::slot::ByValue<::vtable_api_core::raw::RawObject>;
        type Niche = ::vtable_api_core::convert::Tagged;
        #[inline]
        fn into_wire(self) -> ::vtable_api_core::raw::RawObject {
            let __vt_value = self;
            ::vtable_api_core::handle::into_object(__vt_value)
        }
        #[inline]
        unsafe fn from_wire(
            __vt_wire: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::handle::received::<Self>(__vt_wire) }
        }
        #[inline]
        fn arg(__vt_wire: &::vtable_api_core::raw::RawObject) -> ::vtable_api_core::raw::RawObject {
            *__vt_wire
        }
        #[inline]
        unsafe fn from_arg(
            __vt_arg: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { <Self as ::vtable_api_core::AbiType>::from_wire(__vt_arg) }
        }
    }
    unsafe impl ::vtable_api_core::convert::Element for CounterRef<'_> {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Element for CounterBox {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for CounterBox {
        type Way = ::vtable_api_core::convert::AsCopy;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::copied::Part for CounterBox {
        type Wire = ::vtable_api_core::raw::RawObject;
        type Niche = ::vtable_api_core::convert::Tagged;
        type Bits = ::vtable_api_core::copied::Checked;
        #[inline]
        unsafe fn to_part<__VtS: ::vtable_api_core::copied::Sending>(
            __vt_value: *const Self,
            _: &mut __VtS,
        ) -> ::vtable_api_core::raw::RawObject {
            if __VtS::IS_LENT {
                return ::vtable_api_core::handle::NO_OBJECT;
            }
            let __vt_value = unsafe { ::vtable_api_core::__private::core::ptr::read(__vt_value) };
            ::vtable_api_core::handle::into_object(__vt_value)
        }
        #[inline]
        unsafe fn check_part(
            __vt_wire: *const ::vtable_api_core::raw::RawObject,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::handle::check_owned::<CounterBox>(__vt_wire, __vt_walk) }
        }
        #[inline]
        unsafe fn take<const __VT_OURS: ::vtable_api_core::__private::core::primitive::bool>(
            __vt_wire: *mut ::vtable_api_core::raw::RawObject,
        ) -> Self {
            match unsafe { ::vtable_api_core::handle::take_owned::<Self>(__vt_wire) } {
                ::vtable_api_core::__private::core::option::Option::Some(__vt_object) => __vt_object,
                ::vtable_api_core::__private::core::option::Option::None => {
                    ::core::panicking::panic_fmt(format_args!(
                        "internal error: entered unreachable code: {0}",
                        format_args!("negotiated when it was checked")
                    ));
                }
            }
        }
        #[inline]
        unsafe fn release(__vt_wire: *mut ::vtable_api_core::raw::RawObject) {
            ::vtable_api_core::__private::core::mem::drop(unsafe {
                ::vtable_api_core::handle::take_owned::<Self>(__vt_wire)
            });
        }
    }
};
#[doc = "# Safety\nWhat it returns is a table of the trait and an object for it."]
#[doc(hidden)]
pub unsafe trait __CounterErased {
    fn __vt_raw(&self) -> ::vtable_api_core::raw::RawObject;
    fn __vt_raw_mut(&mut self) -> ::vtable_api_core::raw::RawObject;
    fn __vt_into_raw(self: ::vtable_api_core::__private::Box<Self>) -> ::vtable_api_core::raw::RawObject;
    fn __vt_agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64;
}
#[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
const _: () = {
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::handle::Stands for CounterObject {
        type Shared = CounterRef<'static>;
        type Exclusive = CounterMut<'static>;
        type Owned = CounterBox;
        type Object = dyn Counter;
    }
    unsafe impl<__VtT: Counter> __CounterErased for __VtT {
        fn __vt_raw(&self) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::exposed::<__VtT, CounterObject>(self)
        }
        fn __vt_raw_mut(&mut self) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::exposed_mut::<__VtT, CounterObject>(self)
        }
        fn __vt_into_raw(self: ::vtable_api_core::__private::Box<Self>) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::given::<__VtT, CounterObject>(self)
        }
        fn __vt_agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            ::vtable_api_core::handle::agreed::<__VtT, CounterObject>(self)
        }
    }
    unsafe impl __CounterErased for CounterObject {
        fn __vt_raw(&self) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::Object::to_object(&self.raw)
        }
        fn __vt_raw_mut(&mut self) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::Object::to_object(&self.raw)
        }
        fn __vt_into_raw(self: ::vtable_api_core::__private::Box<Self>) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::Object::to_object(&self.raw)
        }
        fn __vt_agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            ::vtable_api_core::handle::Object::agreed(&self.raw)
        }
    }
    struct __VtAsked<__VtT: ?::vtable_api_core::__private::core::marker::Sized>(
        ::vtable_api_core::__private::core::marker::PhantomData<__VtT>,
    );
    impl<__VtT: __CounterErased + ?::vtable_api_core::__private::core::marker::Sized> __VtAsked<__VtT> {
        const __VT_ERASED: ::vtable_api_core::__private::core::primitive::bool = true;
    }
    impl<__VtT: ?::vtable_api_core::__private::core::marker::Sized> ::vtable_api_core::asked::Otherwise
        for __VtAsked<__VtT>
    {
    }
    type __VtErased<__VtT> = <() as ::vtable_api_core::asked::Holds<
        {
            #[allow(unused_imports)]
            use ::vtable_api_core::asked::Otherwise as _;
            ::vtable_api_core::asked::has_supertrait(<__VtAsked<dyn Counter>>::__VT_ERASED)
        },
    >>::Is<__VtT>;
    unsafe impl<'x> ::vtable_api_core::handle::Api for dyn Counter + 'x {
        const ID: &'static ::vtable_api_core::__private::core::primitive::str = "golden/counter";
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = CounterTable::__VT_SPEC;
        type Mut<'a> = CounterMut<'a>;
        fn raw(&self) -> ::vtable_api_core::raw::RawObject {
            <__VtErased<Self> as __CounterErased>::__vt_raw(self)
        }
        fn raw_mut(&mut self) -> ::vtable_api_core::raw::RawObject {
            <__VtErased<Self> as __CounterErased>::__vt_raw_mut(self)
        }
        fn into_raw(self: ::vtable_api_core::__private::Box<Self>) -> ::vtable_api_core::raw::RawObject {
            <__VtErased<Self> as __CounterErased>::__vt_into_raw(self)
        }
        fn agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            <__VtErased<Self> as __CounterErased>::__vt_agreed(self)
        }
    }
    #[allow(dead_code)]
    impl<'x> dyn Counter + 'x {
        #[doc = "The revisions that both sides have: bit n-1 for revision n. Of a provider in this program, all that this build knows."]
        #[inline]
        pub fn agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            <Self as ::vtable_api_core::handle::Api>::agreed(self)
        }
        #[doc = "Whether the provider has slot `add_ex1` (revision 2); without it, the default body runs."]
        #[inline]
        pub fn has_add_ex1(&self) -> ::vtable_api_core::__private::core::primitive::bool {
            <Self as ::vtable_api_core::handle::Api>::has(self, 2u32)
        }
    }
    impl<'x> ::vtable_api_core::__private::core::fmt::Debug for dyn Counter + 'x {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug_object::<Self>(self, __vt_f)
        }
    }
    /// # Safety
    /// The contract: the object is given for good.
    #[inline]
    unsafe fn __vt_received(
        __vt_wire: ::vtable_api_core::raw::RawObject,
    ) -> ::vtable_api_core::__private::core::result::Result<
        ::vtable_api_core::__private::Box<dyn Counter>,
        ::vtable_api_core::Fault,
    > {
        match unsafe { ::vtable_api_core::handle::received::<CounterBox>(__vt_wire) } {
            ::vtable_api_core::__private::core::result::Result::Ok(__vt_owned) => {
                ::vtable_api_core::__private::core::result::Result::Ok(::vtable_api_core::__private::Box::new(
                    __vt_owned,
                ))
            }
            ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                ::vtable_api_core::__private::core::result::Result::Err(__vt_fault)
            }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::Described for ::vtable_api_core::__private::Box<dyn Counter> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = Tail;
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("Box<dyn ", "golden/counter", ">");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/counter",
                    package: "expansion-table",
                    state: ::vtable_api_core::describe::State::Unrecorded,
                },
            ));
    }
    unsafe impl ::vtable_api_core::AbiType for ::vtable_api_core::__private::Box<dyn Counter> {
        type Wire = ::vtable_api_core::raw::RawObject;
        type Arg = ::vtable_api_core::raw::RawObject;
        type Return = ::vtable_api_core::slot::ByValue<::vtable_api_core::raw::RawObject>;
        type Niche = ::vtable_api_core::convert::Tagged;
        #[inline]
        fn into_wire(self) -> ::vtable_api_core::raw::RawObject {
            let __vt_value = self;
            <__VtErased<dyn Counter> as __CounterErased>::__vt_into_raw(__vt_value)
        }
        #[inline]
        unsafe fn from_wire(
            __vt_wire: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { __vt_received(__vt_wire) }
        }
        #[inline]
        fn arg(__vt_wire: &::vtable_api_core::raw::RawObject) -> ::vtable_api_core::raw::RawObject {
            *__vt_wire
        }
        #[inline]
        unsafe fn from_arg(
            __vt_arg: ::vtable_api_core::raw::RawObject,
        ) -> ::vtable_api_core::__private::core::result::Result<Self, ::vtable_api_core::Fault> {
            unsafe { <Self as ::vtable_api_core::AbiType>::from_wire(__vt_arg) }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Element for ::vtable_api_core::__private::Box<dyn Counter> {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Counter::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for ::vtable_api_core::__private::Box<dyn Counter> {
        type Way = ::vtable_api_core::convert::AsCopy;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::copied::Part for ::vtable_api_core::__private::Box<dyn Counter> {
        type Wire = ::vtable_api_core::raw::RawObject;
        type Niche = ::vtable_api_core::convert::Tagged;
        type Bits = ::vtable_api_core::copied::Checked;
        #[inline]
        unsafe fn to_part<__VtS: ::vtable_api_core::copied::Sending>(
            __vt_value: *const Self,
            _: &mut __VtS,
        ) -> ::vtable_api_core::raw::RawObject {
            if __VtS::IS_LENT {
                return ::vtable_api_core::handle::NO_OBJECT;
            }
            let __vt_value = unsafe { ::vtable_api_core::__private::core::ptr::read(__vt_value) };
            <__VtErased<dyn Counter> as __CounterErased>::__vt_into_raw(__vt_value)
        }
        #[inline]
        unsafe fn check_part(
            __vt_wire: *const ::vtable_api_core::raw::RawObject,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::handle::check_owned::<CounterBox>(__vt_wire, __vt_walk) }
        }
        #[inline]
        unsafe fn take<const __VT_OURS: ::vtable_api_core::__private::core::primitive::bool>(
            __vt_wire: *mut ::vtable_api_core::raw::RawObject,
        ) -> Self {
            match unsafe { ::vtable_api_core::handle::take_owned::<Self>(__vt_wire) } {
                ::vtable_api_core::__private::core::option::Option::Some(__vt_object) => __vt_object,
                ::vtable_api_core::__private::core::option::Option::None => {
                    ::core::panicking::panic_fmt(format_args!(
                        "internal error: entered unreachable code: {0}",
                        format_args!("negotiated when it was checked")
                    ));
                }
            }
        }
        #[inline]
        unsafe fn release(__vt_wire: *mut ::vtable_api_core::raw::RawObject) {
            ::vtable_api_core::__private::core::mem::drop(unsafe {
                ::vtable_api_core::handle::take_owned::<Self>(__vt_wire)
            });
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
    use __vtable_api_of_Counter::__private as __vt;
    const __vt_Name0: &::vtable_api_core::__private::core::primitive::str = {
        const __VT_BYTES: [::vtable_api_core::__private::core::primitive::u8;
            ::vtable_api_core::flatten::len(<__VtIsCounter<u32> as __vt::Described>::NAME, "expansion-table")] =
            ::vtable_api_core::flatten::flat(<__VtIsCounter<u32> as __vt::Described>::NAME, "expansion-table");
        ::vtable_api_core::flatten::text(&__VT_BYTES)
    };
    const __vt_Name1: &::vtable_api_core::__private::core::primitive::str = {
        const __VT_BYTES: [::vtable_api_core::__private::core::primitive::u8;
            ::vtable_api_core::flatten::len(<__VtIsCounter<u64> as __vt::Described>::NAME, "expansion-table")] =
            ::vtable_api_core::flatten::flat(<__VtIsCounter<u64> as __vt::Described>::NAME, "expansion-table");
        ::vtable_api_core::flatten::text(&__VT_BYTES)
    };
    const __vt_Name2: &::vtable_api_core::__private::core::primitive::str = {
        const __VT_BYTES: [::vtable_api_core::__private::core::primitive::u8;
            ::vtable_api_core::flatten::len(<__VtIsCounter<bool> as __vt::Described>::NAME, "expansion-table")] =
            ::vtable_api_core::flatten::flat(<__VtIsCounter<bool> as __vt::Described>::NAME, "expansion-table");
        ::vtable_api_core::flatten::text(&__VT_BYTES)
    };
    const __vt_Name3: &::vtable_api_core::__private::core::primitive::str = {
        const __VT_BYTES: [::vtable_api_core::__private::core::primitive::u8;
            ::vtable_api_core::flatten::len(<__VtIsCounter<u8> as __vt::Described>::NAME, "expansion-table")] =
            ::vtable_api_core::flatten::flat(<__VtIsCounter<u8> as __vt::Described>::NAME, "expansion-table");
        ::vtable_api_core::flatten::text(&__VT_BYTES)
    };
    const __VT_RECORD: ::vtable_api_core::record::TableRecord = ::vtable_api_core::record::TableRecord {
        package: "expansion-table",
        head: &[
            __vt::describe::Piece::Text("table\tgolden/counter\0\tCounter\t"),
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
            <__VtIsCounter<u32> as __vt::Described>::TYPE,
            <__VtIsCounter<u64> as __vt::Described>::TYPE,
            <__VtIsCounter<bool> as __vt::Described>::TYPE,
            <__VtIsCounter<u8> as __vt::Described>::TYPE,
        ],
        objects: false,
    };
    const __VT_REACHED: &::vtable_api_core::record::Reached =
        &::vtable_api_core::record::Reached::from(__VT_RECORD.roots, __VT_RECORD.package);
    const __VT_BODY: [::vtable_api_core::__private::core::primitive::u8;
        ::vtable_api_core::record::body_len(&__VT_RECORD, __VT_REACHED)] =
        ::vtable_api_core::record::body(&__VT_RECORD, __VT_REACHED);
    const __VT_RECORDED: &[::vtable_api_core::__private::core::primitive::u64] = &[];
    static __VT_HASHED: [::vtable_api_core::__private::core::primitive::u64; 2usize] =
        ::vtable_api_core::record::fingerprints(__VT_RECORDED, "Send", &__VT_BODY);
    const __VT_FINGERPRINTS: [::vtable_api_core::__private::core::primitive::u64; 2usize] = __VT_HASHED;
    const __VT_FRAME: ::vtable_api_core::__private::core::primitive::usize =
        ::vtable_api_core::record::frame_len(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
    #[used]
    #[unsafe(link_section = ".vtabapi")]
    static __VT_SECTION: [::vtable_api_core::__private::core::primitive::u8; __VT_FRAME] =
        ::vtable_api_core::record::frame(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
    static __VT_ID: &::vtable_api_core::__private::core::ffi::CStr = ::vtable_api_core::record::id(&__VT_SECTION);
    impl CounterTable {
        #[doc(hidden)]
        pub const __VT_SPEC: &'static ::vtable_api_core::negotiate::TableSpec =
            &::vtable_api_core::negotiate::TableSpec::new(
                __VT_ID,
                "golden/counter",
                &__VT_FINGERPRINTS,
                &[2u32, 3u32],
                c"expansion-table/0.1.0",
            );
    }
    impl ::vtable_api_core::fault::Sited for CounterTable {
        const NAMES: &'static ::vtable_api_core::fault::Names = &::vtable_api_core::fault::Names {
            table: "golden/counter",
            slots: "add\t\tby\neach\t\tseen\nadd_ex1\t\tby\ttimes\n",
        };
    }
    const _: () = if !(const {
        builtin # offset_of(CounterTable, add_ex1)
    } == ::vtable_api_core::raw::HEADER_SIZE
        + 2usize * ::vtable_api_core::__private::core::mem::size_of::<fn()>())
    {
        ::core::panicking::panic(
            "assertion failed: ::vtable_api_core::__private::core::mem::offset_of!(CounterTable, add_ex1) ==\n    ::vtable_api_core::raw::HEADER_SIZE +\n        2usize * ::vtable_api_core::__private::core::mem::size_of::<fn()>()",
        )
    };
    impl<__VtT: Counter> __VtProvider<__VtT> {
        fn __vt_slot1<'__vt>(__vt_this: &'__vt __VtT, __vt_raw0: __vt::raw::RawCallback) -> () {
            let __vt_callback = ::vtable_api_core::fault::check(
                ::vtable_api_core::handle::Callback::<false, false>::new(__vt_raw0),
                __vt_site(1usize),
                1usize,
            );
            let mut __vt_held0 = move |__vt_value0: u32| {
                let _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
                let __vt_function = unsafe {
                    ::vtable_api_core::handle::Callback::function::<
                        ::vtable_api_core::slot::SlotFn<
                            __VtIsCounter<bool>,
                            __VtIsCounter<(::vtable_api_core::slot::Object, u32)>,
                        >,
                    >(&__vt_callback)
                };
                unsafe {
                    __VtCaller::call::<bool, _>(
                        &raw const __vt_function,
                        (
                            ::vtable_api_core::slot::Object(::vtable_api_core::handle::Callback::context(
                                &__vt_callback,
                            )),
                            __vt_value0,
                        ),
                        ::vtable_api_core::fault::Site::of::<__vt_Callback1_0>(0),
                    )
                }
            };
            <__VtT as Counter>::each(__vt_this, &mut __vt_held0)
        }
    }
    const _: fn() = __vt::names::is_meant::<dyn FnMut(u32) -> bool, dyn __vt::core::ops::FnMut(u32) -> bool>;
    struct __vt_Callback1_0;
    impl ::vtable_api_core::fault::Sited for __vt_Callback1_0 {
        const NAMES: &'static ::vtable_api_core::fault::Names =
            &::vtable_api_core::fault::Names { table: "golden/counter", slots: "each`, callback `seen\t\targument 0" };
    }
    impl __vt_Callback1_0 {
        const CALL: *const ::vtable_api_core::__private::core::ffi::c_void = {
            let _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
            unsafe {
                ::vtable_api_core::handle::erase(<__VtIsCounter<
                    ::vtable_api_core::slot::At<Self, ::vtable_api_core::slot::D0>,
                >>::function2(Self::call))
            }
        };
        fn call<'__vt>(__vt_context: ::vtable_api_core::slot::Object, __vt_value0: u32) -> bool {
            let __vt_closure = unsafe { &mut *__vt_context.0.cast::<&'__vt mut (dyn FnMut(u32) -> bool)>() };
            (*__vt_closure)(__vt_value0)
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    type __VtCaller = __VtIsCounter<::vtable_api_core::slot::Caller>;
    type __VtAt<__VtZ> = __VtIsCounter<::vtable_api_core::slot::At<CounterTable, __VtZ>>;
    const fn __vt_site(
        __vt_slot: ::vtable_api_core::__private::core::primitive::usize,
    ) -> ::vtable_api_core::fault::Site {
        ::vtable_api_core::fault::Site::of::<CounterTable>(__vt_slot)
    }
    impl CounterObject {
        #[doc = "The revisions that both sides have: bit n-1 for revision n."]
        #[inline]
        pub fn agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            ::vtable_api_core::handle::Object::agreed(&self.raw)
        }
        #[doc = "Whether the provider has slot `add_ex1` (revision 2); without it, the default body runs."]
        #[inline]
        pub fn has_add_ex1(&self) -> ::vtable_api_core::__private::core::primitive::bool {
            ::vtable_api_core::handle::Object::has(&self.raw, 2u32)
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    #[diagnostic::do_not_recommend]
    impl Counter for CounterObject {
        #[inline]
        fn add(&mut self, by: u32) -> u64 {
            let __vt_slot =
                unsafe { &raw const (*::vtable_api_core::handle::Object::table::<CounterTable>(&self.raw)).add };
            unsafe {
                __VtCaller::call(
                    __vt_slot,
                    (::vtable_api_core::slot::Object(::vtable_api_core::handle::Object::object(&self.raw)), by),
                    __vt_site(0),
                )
            }
        }
        #[inline]
        fn each(&self, seen: &mut dyn FnMut(u32) -> bool) {
            let mut __vt_holder0 = seen;
            let __vt_lent0 =
                __vt::raw::RawCallback { call: __vt_Callback1_0::CALL, context: (&raw mut __vt_holder0).cast() };
            let __vt_slot =
                unsafe { &raw const (*::vtable_api_core::handle::Object::table::<CounterTable>(&self.raw)).each };
            unsafe {
                __VtCaller::call(
                    __vt_slot,
                    (::vtable_api_core::slot::Object(::vtable_api_core::handle::Object::object(&self.raw)), __vt_lent0),
                    __vt_site(1),
                )
            }
        }
        #[inline]
        fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
            if !__vt::handle::Object::has(&self.raw, 2u32) {
                return <Self as Counter>::__vt_default_add_ex1(self, by, times);
            }
            let __vt_slot =
                unsafe { &raw const (*::vtable_api_core::handle::Object::table::<CounterTable>(&self.raw)).add_ex1 };
            unsafe {
                __VtCaller::call(
                    __vt_slot,
                    (::vtable_api_core::slot::Object(::vtable_api_core::handle::Object::object(&self.raw)), by, times),
                    __vt_site(2),
                )
            }
        }
    }
    impl CounterObject {
        #[doc = " Adds."]
        #[inline]
        pub fn add(&mut self, by: u32) -> u64 {
            { <CounterObject as Counter>::add(self, by) }
        }
        #[inline]
        pub fn each(&self, seen: &mut dyn FnMut(u32) -> bool) {
            { <CounterObject as Counter>::each(self, seen) }
        }
        #[inline]
        pub fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
            { <CounterObject as Counter>::add_ex1(self, by, times) }
        }
    }
    #[diagnostic::do_not_recommend]
    impl<__VtH: ::vtable_api_core::__private::core::marker::Sized + Send> Counter for __VtH
    where
        CounterObject: ::vtable_api_core::handle::Forwards<__VtH>,
        <CounterObject as ::vtable_api_core::handle::Forwards<__VtH>>::To: Counter,
    {
        #[inline]
        fn add(&mut self, by: u32) -> u64 {
            {
                <<CounterObject as ::vtable_api_core::handle::Forwards<__VtH>>::To as Counter>::add(
                    <CounterObject as ::vtable_api_core::handle::Forwards<__VtH>>::object_mut(self),
                    by,
                )
            }
        }
        #[inline]
        fn each(&self, seen: &mut dyn FnMut(u32) -> bool) {
            {
                <<CounterObject as ::vtable_api_core::handle::Forwards<__VtH>>::To as Counter>::each(
                    <CounterObject as ::vtable_api_core::handle::Forwards<__VtH>>::object(self),
                    seen,
                )
            }
        }
        #[inline]
        fn add_ex1(&mut self, by: u32, times: u8) -> u64 {
            {
                <<CounterObject as ::vtable_api_core::handle::Forwards<__VtH>>::To as Counter>::add_ex1(
                    <CounterObject as ::vtable_api_core::handle::Forwards<__VtH>>::object_mut(self),
                    by,
                    times,
                )
            }
        }
    }
    impl ::vtable_api_core::handle::Forwards<CounterMut<'_>> for CounterObject {
        type To = CounterObject;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt CounterMut<'_>) -> &'__vt CounterObject {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut CounterMut<'_>) -> &'__vt mut CounterObject {
            __vt_from
        }
    }
    impl ::vtable_api_core::handle::Forwards<CounterBox> for CounterObject {
        type To = CounterObject;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt CounterBox) -> &'__vt CounterObject {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut CounterBox) -> &'__vt mut CounterObject {
            __vt_from
        }
    }
    impl<__VtT: Counter + ?::vtable_api_core::__private::core::marker::Sized>
        ::vtable_api_core::handle::Forwards<::vtable_api_core::__private::Box<__VtT>> for CounterObject
    {
        type To = __VtT;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt ::vtable_api_core::__private::Box<__VtT>) -> &'__vt __VtT {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut ::vtable_api_core::__private::Box<__VtT>) -> &'__vt mut __VtT {
            __vt_from
        }
    }
    impl<__VtT: Counter + ?::vtable_api_core::__private::core::marker::Sized>
        ::vtable_api_core::handle::Forwards<&mut __VtT> for CounterObject
    {
        type To = __VtT;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt &mut __VtT) -> &'__vt __VtT {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut &mut __VtT) -> &'__vt mut __VtT {
            __vt_from
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    struct __VtProvider<__VtT>(::vtable_api_core::__private::core::marker::PhantomData<__VtT>);
    impl<__VtT: Counter> __VtProvider<__VtT> {
        const TABLE: &'static CounterTable = &CounterTable {
            __vt_header: CounterTable::__VT_SPEC.header(::vtable_api_core::handle::release_of::<__VtT>()),
            add: __VtAt::<(::vtable_api_core::slot::D0,)>::method1(<__VtT as Counter>::add),
            each: __VtAt::<(::vtable_api_core::slot::D1,)>::method1(Self::__vt_slot1),
            add_ex1: __VtAt::<(::vtable_api_core::slot::D2,)>::method2(<__VtT as Counter>::add_ex1),
        };
        const HEADER: *const ::vtable_api_core::raw::Header =
            ::vtable_api_core::__private::core::ptr::from_ref(Self::TABLE).cast();
    }
    unsafe impl<__VtT: Counter> ::vtable_api_core::handle::Provide<__VtT> for CounterRef<'_> {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Counter> ::vtable_api_core::handle::Provide<__VtT> for CounterMut<'_> {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Counter> ::vtable_api_core::handle::Provide<__VtT> for CounterBox {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    #[inline]
    fn __vt_object(__vt_object: &::vtable_api_core::handle::Object<CounterObject>) -> &CounterObject {
        unsafe { &*(::vtable_api_core::__private::core::ptr::from_ref(__vt_object) as *const CounterObject) }
    }
    #[inline]
    fn __vt_object_mut(__vt_object: &mut ::vtable_api_core::handle::Object<CounterObject>) -> &mut CounterObject {
        unsafe { &mut *(::vtable_api_core::__private::core::ptr::from_mut(__vt_object) as *mut CounterObject) }
    }
    impl ::vtable_api_core::__private::core::marker::Copy for CounterTable {}
    impl ::vtable_api_core::__private::core::clone::Clone for CounterTable {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    impl ::vtable_api_core::__private::core::marker::Copy for CounterRef<'_> {}
    impl ::vtable_api_core::__private::core::clone::Clone for CounterRef<'_> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<'a> CounterRef<'a> {
        #[doc = "A handle on a provider in this program, which stays lent for as long as the handle is. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet shared = CounterRef::new(&provider);\n```"]
        pub fn new<__VtT: Counter>(__vt_provider: &'a __VtT) -> Self {
            CounterRef { raw: ::vtable_api_core::handle::Shared::new::<CounterRef<'a>, __VtT>(__vt_provider) }
        }
    }
    impl<'a> CounterMut<'a> {
        #[doc = "A handle on a provider in this program, which nobody else has meanwhile. Of an exclusive handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet exclusive = CounterMut::new(&mut provider);\n```"]
        pub fn new<__VtT: Counter>(__vt_provider: &'a mut __VtT) -> Self {
            CounterMut { raw: ::vtable_api_core::handle::Exclusive::new::<CounterMut<'a>, __VtT>(__vt_provider) }
        }
    }
    impl CounterBox {
        #[doc = "Takes a provider in, which is dropped with the handle. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet owned = CounterBox::new(provider);\n```"]
        pub fn new<__VtT: Counter + 'static>(__vt_provider: __VtT) -> Self {
            CounterBox { raw: ::vtable_api_core::handle::Boxed::new::<CounterBox, __VtT>(__vt_provider) }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for CounterRef<'_> {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for CounterRef<'_> {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = CounterTable::__VT_SPEC;
        type Object = CounterObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Shared::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Shared::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for CounterRef<'_> {
        type Target = CounterObject;
        #[inline]
        fn deref(&self) -> &CounterObject {
            __vt_object(::vtable_api_core::handle::Shared::object(&self.raw))
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for CounterMut<'_> {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for CounterMut<'_> {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = CounterTable::__VT_SPEC;
        type Object = CounterObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Exclusive::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Exclusive::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for CounterMut<'_> {
        type Target = CounterObject;
        #[inline]
        fn deref(&self) -> &CounterObject {
            __vt_object(::vtable_api_core::handle::Exclusive::object(&self.raw))
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for CounterBox {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for CounterBox {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = CounterTable::__VT_SPEC;
        type Object = CounterObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Boxed::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Boxed::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for CounterBox {
        type Target = CounterObject;
        #[inline]
        fn deref(&self) -> &CounterObject {
            __vt_object(::vtable_api_core::handle::Boxed::object(&self.raw))
        }
    }
    impl ::vtable_api_core::__private::core::ops::DerefMut for CounterMut<'_> {
        #[inline]
        fn deref_mut(&mut self) -> &mut CounterObject {
            __vt_object_mut(::vtable_api_core::handle::Exclusive::object_mut(&mut self.raw))
        }
    }
    impl ::vtable_api_core::__private::core::ops::DerefMut for CounterBox {
        #[inline]
        fn deref_mut(&mut self) -> &mut CounterObject {
            __vt_object_mut(::vtable_api_core::handle::Boxed::object_mut(&mut self.raw))
        }
    }
    unsafe impl ::vtable_api_core::handle::Lent for CounterRef<'_> {}
    unsafe impl ::vtable_api_core::handle::Owned for CounterBox {}
    const _: fn() = || {
        fn __vt_demanded<__VtT: Counter + ?__vt::core::marker::Sized>() {
            __vt::handle::is_send::<__VtT>();
        }
    };
    unsafe impl __vt::core::marker::Send for CounterObject {}
    unsafe impl __vt::core::marker::Send for CounterMut<'_> {}
    unsafe impl __vt::core::marker::Send for CounterBox {}
    const _: () = __vt::record::check_names(__VT_REACHED, "expansion-table");
};
const _: __vtable_api_of_Counter::__private::Option<&__vtable_api_of_Counter::__private::str> =
    ::core::option::Option::None::<&'static str>;
