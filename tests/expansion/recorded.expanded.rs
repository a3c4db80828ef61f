#![feature(prelude_import)]
//! A table that is frozen: its types are compared with the record.
extern crate std;
#[prelude_import]
use std::prelude::rust_2024::*;

pub type Handle = u32;

#[doc(hidden)]
#[allow(unused_extern_crates)]
extern crate vtable_api as __vtable_api_of_Frozen;
#[doc(hidden)]
#[allow(unused_imports, unused_parens, unused_qualifications, dead_code, deprecated, non_camel_case_types)]
type __VtIsFrozen<__VtT> = <() as __vtable_api_of_Frozen::__private::asked::Holds<
    {
        use __vtable_api_of_Frozen::__private::asked::Otherwise as _;
        type __VT_ASKED0 = [__vtable_api_of_Frozen::__private::u8;
            __vtable_api_of_Frozen::__private::asked::may_cross(
                &[::vtable_api_core::asked::Part {
                    text: "Handle",
                    place: ::vtable_api_core::asked::Place::Slot,
                    is_first: true,
                    is_new: true,
                    known: <::vtable_api_core::asked::Asked<Handle>>::__VT_KNOWN,
                    answer: <::vtable_api_core::asked::Asked<Handle>>::__VT_SLOT,
                    copied: <::vtable_api_core::asked::Asked<Handle>>::__VT_PART,
                    advice: <::vtable_api_core::asked::Asked<Handle>>::__VT_ADVICE,
                    lacks: <::vtable_api_core::asked::Asked<Handle>>::__VT_LACKS,
                }],
                <__vtable_api_of_Frozen::__private::asked::Asked<Handle>>::__VT_LIFETIMES,
                0usize,
            )];
        type __VT_ASKED1 = [__vtable_api_of_Frozen::__private::u8;
            __vtable_api_of_Frozen::__private::asked::may_cross(
                &[
                    ::vtable_api_core::asked::Part {
                        text: "*const Point",
                        place: ::vtable_api_core::asked::Place::Slot,
                        is_first: true,
                        is_new: true,
                        known: <::vtable_api_core::asked::Asked<*const Point>>::__VT_KNOWN,
                        answer: <::vtable_api_core::asked::Asked<*const Point>>::__VT_SLOT,
                        copied: <::vtable_api_core::asked::Asked<*const Point>>::__VT_PART,
                        advice: <::vtable_api_core::asked::Asked<*const Point>>::__VT_ADVICE,
                        lacks: <::vtable_api_core::asked::Asked<*const Point>>::__VT_LACKS,
                    },
                    ::vtable_api_core::asked::Part {
                        text: "Point",
                        place: ::vtable_api_core::asked::Place::Pointed,
                        is_first: true,
                        is_new: true,
                        known: <::vtable_api_core::asked::Asked<Point>>::__VT_KNOWN,
                        answer: <::vtable_api_core::asked::Asked<Point>>::__VT_POINTED,
                        copied: <::vtable_api_core::asked::Asked<Point>>::__VT_PART,
                        advice: <::vtable_api_core::asked::Asked<Point>>::__VT_ADVICE,
                        lacks: <::vtable_api_core::asked::Asked<Point>>::__VT_LACKS,
                    },
                ],
                <__vtable_api_of_Frozen::__private::asked::Asked<*const Point>>::__VT_LIFETIMES,
                0usize,
            )];
        type __VT_ASKED2 = [__vtable_api_of_Frozen::__private::u8;
            __vtable_api_of_Frozen::__private::asked::may_cross(
                &[::vtable_api_core::asked::Part {
                    text: "i32",
                    place: ::vtable_api_core::asked::Place::Slot,
                    is_first: true,
                    is_new: true,
                    known: <::vtable_api_core::asked::Asked<i32>>::__VT_KNOWN,
                    answer: <::vtable_api_core::asked::Asked<i32>>::__VT_SLOT,
                    copied: <::vtable_api_core::asked::Asked<i32>>::__VT_PART,
                    advice: <::vtable_api_core::asked::Asked<i32>>::__VT_ADVICE,
                    lacks: <::vtable_api_core::asked::Asked<i32>>::__VT_LACKS,
                }],
                <__vtable_api_of_Frozen::__private::asked::Asked<i32>>::__VT_LIFETIMES,
                0usize,
            )];
        let _: __VT_ASKED0;
        let _: __VT_ASKED1;
        let _: __VT_ASKED2;
        0
    },
>>::Is<__VtT>;
#[allow(unused_parens, dead_code, single_use_lifetimes, unused_qualifications)]
const _: () = {
    trait __VtShown {}
    impl __VtShown for ()
    where
        <__VtIsFrozen<Handle> as __vtable_api_of_Frozen::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Frozen::__private::lifetimes::Written<()>,
        <__VtIsFrozen<*const Point> as __vtable_api_of_Frozen::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Frozen::__private::lifetimes::Written<()>,
        <__VtIsFrozen<i32> as __vtable_api_of_Frozen::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Frozen::__private::lifetimes::Written<()>,
    {
    }
};
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Frozen`",
    label = "implement `Frozen` for `{Self}`"
)]
pub trait Frozen: __FrozenErased {
    fn open(&self, handle: Handle, at: *const Point) -> i32;
}
#[doc = "The table of [`Frozen`]: `golden/frozen`, revisions 1 to 1. Append-only: released slots keep their place for ever."]
#[repr(C)]
#[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
pub struct FrozenTable {
    #[doc = "Revisions, size, id, fingerprints, `negotiate`."]
    pub __vt_header: ::vtable_api_core::raw::Header,
    #[doc = "Slot `open`, since revision 1."]
    pub open:
        ::vtable_api_core::slot::SlotFn<__VtIsFrozen<i32>, (::vtable_api_core::slot::Object, Handle, *const Point)>,
}
#[doc = "The slots of [`Frozen`] as methods: what its handles lend. A slot that the provider lacks runs its default body."]
#[allow(dead_code)]
#[repr(transparent)]
pub struct FrozenObject {
    raw: ::vtable_api_core::handle::Object<FrozenObject>,
}
#[doc = "A shared handle on a provider of [`Frozen`], made from `&T` or lent by a module: the `&self` slots. A copy is the same object.\n\n```text\nlet shared = FrozenRef::new(&provider);\nlet lent = module.get::<FrozenRef>(\"name\")?;\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct FrozenRef<'a> {
    raw: ::vtable_api_core::handle::Shared<'a, FrozenObject>,
}
#[doc = "An exclusive handle on a provider of [`Frozen`], made from `&mut T`: all slots.\n\n```text\nlet exclusive = FrozenMut::new(&mut provider);\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct FrozenMut<'a> {
    raw: ::vtable_api_core::handle::Exclusive<'a, FrozenObject>,
}
#[doc = "An owned provider of [`Frozen`]: all slots. Dropping it releases the object where it was made.\n\n```text\nlet owned = FrozenBox::new(provider);\nlet created = module.create::<FrozenBox>(\"name\")?;\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct FrozenBox {
    raw: ::vtable_api_core::handle::Boxed<FrozenObject>,
}
const _: () = {
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::Described for FrozenRef<'a> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = (::vtable_api_core::lifetimes::Life<'a>, Tail);
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("&dyn ", "golden/frozen", "");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/frozen",
                    package: "expansion-recorded",
                    state: ::vtable_api_core::describe::State::Frozen,
                },
            ));
    }
    unsafe impl<'a> ::vtable_api_core::AbiType for FrozenRef<'a> {
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
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::Described for FrozenMut<'a> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = (::vtable_api_core::lifetimes::Life<'a>, Tail);
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("&mut dyn ", "golden/frozen", "");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/frozen",
                    package: "expansion-recorded",
                    state: ::vtable_api_core::describe::State::Frozen,
                },
            ));
    }
    unsafe impl<'a> ::vtable_api_core::AbiType for FrozenMut<'a> {
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
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::Described for FrozenBox {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = Tail;
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("Box<dyn ", "golden/frozen", ">");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/frozen",
                    package: "expansion-recorded",
                    state: ::vtable_api_core::describe::State::Frozen,
                },
            ));
    }
    unsafe impl ::vtable_api_core::AbiType for FrozenBox {
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
    unsafe impl ::vtable_api_core::convert::Element for FrozenRef<'_> {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Element for FrozenBox {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for FrozenBox {
        type Way = ::vtable_api_core::convert::AsCopy;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::copied::Part for FrozenBox {
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
            unsafe { ::vtable_api_core::handle::check_owned::<FrozenBox>(__vt_wire, __vt_walk) }
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
pub unsafe trait __FrozenErased {
    fn __vt_raw(&self) -> ::vtable_api_core::raw::RawObject;
    fn __vt_raw_mut(&mut self) -> ::vtable_api_core::raw::RawObject;
    fn __vt_into_raw(self: ::vtable_api_core::__private::Box<Self>) -> ::vtable_api_core::raw::RawObject;
    fn __vt_agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64;
}
#[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
const _: () = {
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::handle::Stands for FrozenObject {
        type Shared = FrozenRef<'static>;
        type Exclusive = FrozenMut<'static>;
        type Owned = FrozenBox;
        type Object = dyn Frozen;
    }
    unsafe impl<__VtT: Frozen> __FrozenErased for __VtT {
        fn __vt_raw(&self) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::exposed::<__VtT, FrozenObject>(self)
        }
        fn __vt_raw_mut(&mut self) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::exposed_mut::<__VtT, FrozenObject>(self)
        }
        fn __vt_into_raw(self: ::vtable_api_core::__private::Box<Self>) -> ::vtable_api_core::raw::RawObject {
            ::vtable_api_core::handle::given::<__VtT, FrozenObject>(self)
        }
        fn __vt_agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            ::vtable_api_core::handle::agreed::<__VtT, FrozenObject>(self)
        }
    }
    unsafe impl __FrozenErased for FrozenObject {
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
    impl<__VtT: __FrozenErased + ?::vtable_api_core::__private::core::marker::Sized> __VtAsked<__VtT> {
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
            ::vtable_api_core::asked::has_supertrait(<__VtAsked<dyn Frozen>>::__VT_ERASED)
        },
    >>::Is<__VtT>;
    unsafe impl<'x> ::vtable_api_core::handle::Api for dyn Frozen + 'x {
        const ID: &'static ::vtable_api_core::__private::core::primitive::str = "golden/frozen";
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = FrozenTable::__VT_SPEC;
        type Mut<'a> = FrozenMut<'a>;
        fn raw(&self) -> ::vtable_api_core::raw::RawObject {
            <__VtErased<Self> as __FrozenErased>::__vt_raw(self)
        }
        fn raw_mut(&mut self) -> ::vtable_api_core::raw::RawObject {
            <__VtErased<Self> as __FrozenErased>::__vt_raw_mut(self)
        }
        fn into_raw(self: ::vtable_api_core::__private::Box<Self>) -> ::vtable_api_core::raw::RawObject {
            <__VtErased<Self> as __FrozenErased>::__vt_into_raw(self)
        }
        fn agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            <__VtErased<Self> as __FrozenErased>::__vt_agreed(self)
        }
    }
    #[allow(dead_code)]
    impl<'x> dyn Frozen + 'x {
        #[doc = "The revisions that both sides have: bit n-1 for revision n. Of a provider in this program, all that this build knows."]
        #[inline]
        pub fn agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            <Self as ::vtable_api_core::handle::Api>::agreed(self)
        }
    }
    impl<'x> ::vtable_api_core::__private::core::fmt::Debug for dyn Frozen + 'x {
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
        ::vtable_api_core::__private::Box<dyn Frozen>,
        ::vtable_api_core::Fault,
    > {
        match unsafe { ::vtable_api_core::handle::received::<FrozenBox>(__vt_wire) } {
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
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::Described for ::vtable_api_core::__private::Box<dyn Frozen> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = Tail;
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("Box<dyn ", "golden/frozen", ">");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/frozen",
                    package: "expansion-recorded",
                    state: ::vtable_api_core::describe::State::Frozen,
                },
            ));
    }
    unsafe impl ::vtable_api_core::AbiType for ::vtable_api_core::__private::Box<dyn Frozen> {
        type Wire = ::vtable_api_core::raw::RawObject;
        type Arg = ::vtable_api_core::raw::RawObject;
        type Return = ::vtable_api_core::slot::ByValue<::vtable_api_core::raw::RawObject>;
        type Niche = ::vtable_api_core::convert::Tagged;
        #[inline]
        fn into_wire(self) -> ::vtable_api_core::raw::RawObject {
            let __vt_value = self;
            <__VtErased<dyn Frozen> as __FrozenErased>::__vt_into_raw(__vt_value)
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
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Element for ::vtable_api_core::__private::Box<dyn Frozen> {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Frozen::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for ::vtable_api_core::__private::Box<dyn Frozen> {
        type Way = ::vtable_api_core::convert::AsCopy;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::copied::Part for ::vtable_api_core::__private::Box<dyn Frozen> {
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
            <__VtErased<dyn Frozen> as __FrozenErased>::__vt_into_raw(__vt_value)
        }
        #[inline]
        unsafe fn check_part(
            __vt_wire: *const ::vtable_api_core::raw::RawObject,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            unsafe { ::vtable_api_core::handle::check_owned::<FrozenBox>(__vt_wire, __vt_walk) }
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
    use __vtable_api_of_Frozen::__private as __vt;
    const __VT_RECORD: ::vtable_api_core::record::TableRecord = ::vtable_api_core::record::TableRecord {
        package: "expansion-recorded",
        head: &[
            __vt::describe::Piece::Text("table\tgolden/frozen\0\tFrozen\t"),
            __vt::describe::Piece::Text("expansion_recorded"),
            __vt::describe::Piece::Text("\texpansion-recorded\tlib\t\tsnake\trecorded\n"),
        ],
        body: &[__vt::describe::Piece::Text(
            "slot\t1\tfn open(&self, handle: u32, at: *const Point) -> i32\t-\ntype\tPoint\texpansion_recorded\tstruct\t-\nfield\tx: i32\nfield\ty: i32\n",
        )],
        roots: &[],
        objects: false,
    };
    const __VT_REACHED: &::vtable_api_core::record::Reached =
        &::vtable_api_core::record::Reached::from(__VT_RECORD.roots, __VT_RECORD.package);
    const __VT_BODY: [::vtable_api_core::__private::core::primitive::u8;
        ::vtable_api_core::record::body_len(&__VT_RECORD, __VT_REACHED)] =
        ::vtable_api_core::record::body(&__VT_RECORD, __VT_REACHED);
    const __VT_RECORDED: &[::vtable_api_core::__private::core::primitive::u64] = &[4139480428959013308u64];
    const __VT_FINGERPRINTS: [::vtable_api_core::__private::core::primitive::u64; 1usize] = [4139480428959013308u64];
    const __VT_FRAME: ::vtable_api_core::__private::core::primitive::usize =
        ::vtable_api_core::record::frame_len(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
    #[used]
    #[unsafe(link_section = ".vtabapi")]
    static __VT_SECTION: [::vtable_api_core::__private::core::primitive::u8; __VT_FRAME] =
        ::vtable_api_core::record::frame(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
    static __VT_ID: &::vtable_api_core::__private::core::ffi::CStr = ::vtable_api_core::record::id(&__VT_SECTION);
    impl FrozenTable {
        #[doc(hidden)]
        pub const __VT_SPEC: &'static ::vtable_api_core::negotiate::TableSpec =
            &::vtable_api_core::negotiate::TableSpec::new(
                __VT_ID,
                "golden/frozen",
                &__VT_FINGERPRINTS,
                &[1u32],
                c"expansion-recorded/0.1.0",
            );
    }
    impl ::vtable_api_core::fault::Sited for FrozenTable {
        const NAMES: &'static ::vtable_api_core::fault::Names =
            &::vtable_api_core::fault::Names { table: "golden/frozen", slots: "open\t\thandle\tat\n" };
    }
    const _: () = if !(const {
        builtin # offset_of(FrozenTable, open)
    } == ::vtable_api_core::raw::HEADER_SIZE
        + 0usize * ::vtable_api_core::__private::core::mem::size_of::<fn()>())
    {
        ::core::panicking::panic(
            "assertion failed: ::vtable_api_core::__private::core::mem::offset_of!(FrozenTable, open) ==\n    ::vtable_api_core::raw::HEADER_SIZE +\n        0usize * ::vtable_api_core::__private::core::mem::size_of::<fn()>()",
        )
    };
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    type __VtCaller = __VtIsFrozen<::vtable_api_core::slot::Caller>;
    type __VtAt<__VtZ> = __VtIsFrozen<::vtable_api_core::slot::At<FrozenTable, __VtZ>>;
    const fn __vt_site(
        __vt_slot: ::vtable_api_core::__private::core::primitive::usize,
    ) -> ::vtable_api_core::fault::Site {
        ::vtable_api_core::fault::Site::of::<FrozenTable>(__vt_slot)
    }
    impl FrozenObject {
        #[doc = "The revisions that both sides have: bit n-1 for revision n."]
        #[inline]
        pub fn agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            ::vtable_api_core::handle::Object::agreed(&self.raw)
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    #[diagnostic::do_not_recommend]
    impl Frozen for FrozenObject {
        #[inline]
        fn open(&self, handle: Handle, at: *const Point) -> i32 {
            let __vt_slot =
                unsafe { &raw const (*::vtable_api_core::handle::Object::table::<FrozenTable>(&self.raw)).open };
            unsafe {
                __VtCaller::call(
                    __vt_slot,
                    (::vtable_api_core::slot::Object(::vtable_api_core::handle::Object::object(&self.raw)), handle, at),
                    __vt_site(0),
                )
            }
        }
    }
    impl FrozenObject {
        #[inline]
        pub fn open(&self, handle: Handle, at: *const Point) -> i32 {
            { <FrozenObject as Frozen>::open(self, handle, at) }
        }
    }
    #[diagnostic::do_not_recommend]
    impl<__VtH: ::vtable_api_core::__private::core::marker::Sized> Frozen for __VtH
    where
        FrozenObject: ::vtable_api_core::handle::Forwards<__VtH>,
        <FrozenObject as ::vtable_api_core::handle::Forwards<__VtH>>::To: Frozen,
    {
        #[inline]
        fn open(&self, handle: Handle, at: *const Point) -> i32 {
            {
                <<FrozenObject as ::vtable_api_core::handle::Forwards<__VtH>>::To as Frozen>::open(
                    <FrozenObject as ::vtable_api_core::handle::Forwards<__VtH>>::object(self),
                    handle,
                    at,
                )
            }
        }
    }
    impl ::vtable_api_core::handle::Forwards<FrozenMut<'_>> for FrozenObject {
        type To = FrozenObject;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt FrozenMut<'_>) -> &'__vt FrozenObject {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut FrozenMut<'_>) -> &'__vt mut FrozenObject {
            __vt_from
        }
    }
    impl ::vtable_api_core::handle::Forwards<FrozenBox> for FrozenObject {
        type To = FrozenObject;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt FrozenBox) -> &'__vt FrozenObject {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut FrozenBox) -> &'__vt mut FrozenObject {
            __vt_from
        }
    }
    impl ::vtable_api_core::handle::Forwards<FrozenRef<'_>> for FrozenObject {
        type To = FrozenObject;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt FrozenRef<'_>) -> &'__vt FrozenObject {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut FrozenRef<'_>) -> &'__vt mut FrozenObject {
            ::core::panicking::panic("internal error: entered unreachable code")
        }
    }
    impl<__VtT: Frozen + ?::vtable_api_core::__private::core::marker::Sized>
        ::vtable_api_core::handle::Forwards<::vtable_api_core::__private::Box<__VtT>> for FrozenObject
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
    impl<__VtT: Frozen + ?::vtable_api_core::__private::core::marker::Sized>
        ::vtable_api_core::handle::Forwards<&mut __VtT> for FrozenObject
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
    impl<__VtT: Frozen + ?::vtable_api_core::__private::core::marker::Sized> ::vtable_api_core::handle::Forwards<&__VtT>
        for FrozenObject
    {
        type To = __VtT;
        #[inline]
        fn object<'__vt>(__vt_from: &'__vt &__VtT) -> &'__vt __VtT {
            __vt_from
        }
        #[inline]
        fn object_mut<'__vt>(__vt_from: &'__vt mut &__VtT) -> &'__vt mut __VtT {
            ::core::panicking::panic("internal error: entered unreachable code")
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    struct __VtProvider<__VtT>(::vtable_api_core::__private::core::marker::PhantomData<__VtT>);
    impl<__VtT: Frozen> __VtProvider<__VtT> {
        const TABLE: &'static FrozenTable = &FrozenTable {
            __vt_header: FrozenTable::__VT_SPEC.header(::vtable_api_core::handle::release_of::<__VtT>()),
            open: __VtAt::<(::vtable_api_core::slot::D0,)>::method2(<__VtT as Frozen>::open),
        };
        const HEADER: *const ::vtable_api_core::raw::Header =
            ::vtable_api_core::__private::core::ptr::from_ref(Self::TABLE).cast();
    }
    unsafe impl<__VtT: Frozen> ::vtable_api_core::handle::Provide<__VtT> for FrozenRef<'_> {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Frozen> ::vtable_api_core::handle::Provide<__VtT> for FrozenMut<'_> {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Frozen> ::vtable_api_core::handle::Provide<__VtT> for FrozenBox {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    #[inline]
    fn __vt_object(__vt_object: &::vtable_api_core::handle::Object<FrozenObject>) -> &FrozenObject {
        unsafe { &*(::vtable_api_core::__private::core::ptr::from_ref(__vt_object) as *const FrozenObject) }
    }
    #[inline]
    fn __vt_object_mut(__vt_object: &mut ::vtable_api_core::handle::Object<FrozenObject>) -> &mut FrozenObject {
        unsafe { &mut *(::vtable_api_core::__private::core::ptr::from_mut(__vt_object) as *mut FrozenObject) }
    }
    impl ::vtable_api_core::__private::core::marker::Copy for FrozenTable {}
    impl ::vtable_api_core::__private::core::clone::Clone for FrozenTable {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    impl ::vtable_api_core::__private::core::marker::Copy for FrozenRef<'_> {}
    impl ::vtable_api_core::__private::core::clone::Clone for FrozenRef<'_> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<'a> FrozenRef<'a> {
        #[doc = "A handle on a provider in this program, which stays lent for as long as the handle is. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet shared = FrozenRef::new(&provider);\n```"]
        pub fn new<__VtT: Frozen>(__vt_provider: &'a __VtT) -> Self {
            FrozenRef { raw: ::vtable_api_core::handle::Shared::new::<FrozenRef<'a>, __VtT>(__vt_provider) }
        }
    }
    impl<'a> FrozenMut<'a> {
        #[doc = "A handle on a provider in this program, which nobody else has meanwhile. Of an exclusive handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet exclusive = FrozenMut::new(&mut provider);\n```"]
        pub fn new<__VtT: Frozen>(__vt_provider: &'a mut __VtT) -> Self {
            FrozenMut { raw: ::vtable_api_core::handle::Exclusive::new::<FrozenMut<'a>, __VtT>(__vt_provider) }
        }
    }
    impl FrozenBox {
        #[doc = "Takes a provider in, which is dropped with the handle. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet owned = FrozenBox::new(provider);\n```"]
        pub fn new<__VtT: Frozen + 'static>(__vt_provider: __VtT) -> Self {
            FrozenBox { raw: ::vtable_api_core::handle::Boxed::new::<FrozenBox, __VtT>(__vt_provider) }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for FrozenRef<'_> {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for FrozenRef<'_> {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = FrozenTable::__VT_SPEC;
        type Object = FrozenObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Shared::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Shared::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for FrozenRef<'_> {
        type Target = FrozenObject;
        #[inline]
        fn deref(&self) -> &FrozenObject {
            __vt_object(::vtable_api_core::handle::Shared::object(&self.raw))
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for FrozenMut<'_> {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for FrozenMut<'_> {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = FrozenTable::__VT_SPEC;
        type Object = FrozenObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Exclusive::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Exclusive::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for FrozenMut<'_> {
        type Target = FrozenObject;
        #[inline]
        fn deref(&self) -> &FrozenObject {
            __vt_object(::vtable_api_core::handle::Exclusive::object(&self.raw))
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for FrozenBox {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for FrozenBox {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = FrozenTable::__VT_SPEC;
        type Object = FrozenObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Boxed::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Boxed::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for FrozenBox {
        type Target = FrozenObject;
        #[inline]
        fn deref(&self) -> &FrozenObject {
            __vt_object(::vtable_api_core::handle::Boxed::object(&self.raw))
        }
    }
    impl ::vtable_api_core::__private::core::ops::DerefMut for FrozenMut<'_> {
        #[inline]
        fn deref_mut(&mut self) -> &mut FrozenObject {
            __vt_object_mut(::vtable_api_core::handle::Exclusive::object_mut(&mut self.raw))
        }
    }
    impl ::vtable_api_core::__private::core::ops::DerefMut for FrozenBox {
        #[inline]
        fn deref_mut(&mut self) -> &mut FrozenObject {
            __vt_object_mut(::vtable_api_core::handle::Boxed::object_mut(&mut self.raw))
        }
    }
    unsafe impl ::vtable_api_core::handle::Lent for FrozenRef<'_> {}
    unsafe impl ::vtable_api_core::handle::Owned for FrozenBox {}
    const _: () = __vt::record::check_names(__VT_REACHED, "expansion-recorded");
    const _: () = __vt::checks::is_recorded(
        <__VtIsFrozen<Handle> as __vt::Described>::NAME,
        "expansion-recorded",
        "u32",
        "[VT0004] slot 0 `Frozen::open` is frozen since revision 1: parameter `handle` changed type\n  recorded: u32            (abi.toml:25)\n  now:      ",
        "\n  help: restore it, and append the new form at the end of the trait:\n            #[revision(2)]\n            fn open_ex1(&self, handle: Handle, at: *const Point) -> i32 { .. }\n        if the text `Handle` is unchanged, its meaning has changed: restore that, and use a new name\n        for the new meaning",
    );
    const _: () = __vt::checks::is_recorded(
        <__VtIsFrozen<*const Point> as __vt::Described>::NAME,
        "expansion-recorded",
        "*const Point",
        "[VT0004] slot 0 `Frozen::open` is frozen since revision 1: parameter `at` changed type\n  recorded: *const Point   (abi.toml:25)\n  now:      ",
        "\n  help: restore it, and append the new form at the end of the trait:\n            #[revision(2)]\n            fn open_ex1(&self, handle: Handle, at: *const Point) -> i32 { .. }\n        if the text `*const Point` is unchanged, its meaning has changed: restore that, and use a new name\n        for the new meaning",
    );
    const _: () = __vt::checks::is_recorded(
        <__VtIsFrozen<i32> as __vt::Described>::NAME,
        "expansion-recorded",
        "i32",
        "[VT0005] slot 0 `Frozen::open` is frozen since revision 1: the return type changed\n  recorded: i32            (abi.toml:25)\n  now:      ",
        "\n  help: restore it, and append the new form at the end of the trait:\n            #[revision(2)]\n            fn open_ex1(&self, handle: Handle, at: *const Point) -> i32 { .. }",
    );
    const __VT_TYPES: [__vt::checks::RecordedType; 1usize] = [__vt::checks::RecordedType {
        key: 4337456165626765457u64,
        name: "Point",
        kind: "struct",
        repr: "-",
        lifetimes: "",
        traits: "",
        members: &["x: i32", "y: i32"],
        digest: 4396825841013917623u64,
        line: 12u32,
    }];
    const __VT_CHANGED: __vt::Option<__vt::checks::Changed> = __vt::checks::first_changed(
        &[<__VtIsFrozen<Handle> as __vt::Described>::TYPE, <__VtIsFrozen<*const Point> as __vt::Described>::TYPE],
        "expansion-recorded",
        false,
        &__VT_TYPES,
    );
    const _: () =
        __vt::checks::report(&__VT_CHANGED, 0usize, "slot 0 `Frozen::open`", "expansion-recorded", &__VT_TYPES);
    const _: () =
        __vt::checks::report(&__VT_CHANGED, 1usize, "slot 0 `Frozen::open`", "expansion-recorded", &__VT_TYPES);
};
const _: fn() = || {
    let _ =
                b"# The released ABI of this package: `cargo vtable-api freeze` appends to it. Never edit or delete a line; commit it.\nformat = 1\n\n[[table]]\nid = \"golden/frozen\"\ntrait = \"Frozen\"\nmodule = \"expansion_recorded\"\nobjects = \"\"\ndigest = \"876c6d98b7639e35\"\n\n[[type]]\nname = \"Point\"\nmodule = \"expansion_recorded\"\nkind = \"struct\"\nfields = [\n    \"x: i32\",\n    \"y: i32\",\n]\ndigest = \"201e3d3f0f04ea00\"\n\n[[slot]]\ntable = \"golden/frozen\"\nrevision = 1\nindex = 0\nsignature = \"fn open(&self, handle: u32, at: *const Point) -> i32\"\ndigest = \"1f80329fb6a9e653\"\n\n[[revision]]\ntable = \"golden/frozen\"\nnumber = 1\nfingerprint = \"39726384aac899bc\"\ndigest = \"d5f1c3fc17b50a9e\"\n";
};
const _: __vtable_api_of_Frozen::__private::Option<&__vtable_api_of_Frozen::__private::str> =
    ::core::option::Option::None::<&'static str>;
#[repr(C)]
pub struct Point {
    pub x: i32,
    pub y: i32,
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
            0
        },
    >>::Is<__VtT>;
    const __VT_VALUES: () = ();
    static __VT_TYPE: __vtable_api::__private::describe::TypeInfo = ::vtable_api_core::describe::TypeInfo {
        name: &[__vtable_api::__private::describe::Piece::Named { package: "expansion-recorded", name: "Point" }],
        definition: ::vtable_api_core::__private::core::option::Option::Some(::vtable_api_core::describe::Definition {
            key: 4337456165626765457u64,
            module: "expansion_recorded",
            place: ("src/lib.rs", 10u32, 10u32),
            kind: "struct",
            repr: "-",
            lifetimes: &[],
            traits: {
                #[allow(unused_imports)]
                use ::vtable_api_core::asked::Otherwise as _;
                ::vtable_api_core::facts::traits::<Point, (i32, i32)>(
                    [
                        <::vtable_api_core::asked::Asked<Point>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<Point>>::__VT_SYNC,
                    ],
                    [
                        <::vtable_api_core::asked::Asked<(i32, i32)>>::__VT_SEND,
                        <::vtable_api_core::asked::Asked<(i32, i32)>>::__VT_SYNC,
                    ],
                    <::vtable_api_core::asked::Asked<Point>>::__VT_DROP,
                )
            },
            owns: __vtable_api::__private::core::mem::needs_drop::<Point>(),
            members: &[
                __vtable_api::__private::describe::Member {
                    keyword: "field",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("x: "),
                        __vtable_api::__private::describe::Piece::Rope(<__VtIs<i32> as __vtable_api::Described>::NAME),
                    ],
                    notes: &[],
                },
                __vtable_api::__private::describe::Member {
                    keyword: "field",
                    text: &[
                        __vtable_api::__private::describe::Piece::Text("y: "),
                        __vtable_api::__private::describe::Piece::Rope(<__VtIs<i32> as __vtable_api::Described>::NAME),
                    ],
                    notes: &[],
                },
            ],
            notes: &[],
            checked: if __vtable_api::__private::checks::is_module("expansion_recorded", "") {
                4396825841013917623u64
            } else {
                0
            },
        }),
        reaches: &[<__VtIs<i32> as __vtable_api::Described>::TYPE],
        object: ::vtable_api_core::__private::core::option::Option::None,
    };
    unsafe impl __vtable_api::Described for Point {
        type Lifetimes<__VtTail: __vtable_api::__private::lifetimes::List> = __VtTail;
        const NAME: __vtable_api::__private::describe::Rope =
            &[__vtable_api::__private::describe::Piece::Named { package: "expansion-recorded", name: "Point" }];
        const TYPE: __vtable_api::__private::describe::TypeRef =
            __vtable_api::__private::describe::TypeRef::new(&__VT_TYPE);
    }
    const _: () = if __vtable_api::__private::checks::is_module("expansion_recorded", "") {
        __vtable_api::__private::checks::is_recorded(
            &[__vtable_api::__private::describe::Piece::Rope(<__VtIs<i32> as __vtable_api::Described>::NAME)],
            "expansion-recorded",
            "i32",
            "[VT0012] field `x` of `Point` is frozen since revision 1: it changed type\n  recorded: i32            (abi.toml:16)\n  now:      ",
            "\n  help: restore it, and put the new form in a new type `PointEx1` for a new slot at the end of the trait:\n            #[revision(2)]\n            fn open_ex1(&self, handle: u32, at: *const PointEx1) -> i32 { .. }",
        )
    };
    const _: () = if __vtable_api::__private::checks::is_module("expansion_recorded", "") {
        __vtable_api::__private::checks::is_recorded(
            &[__vtable_api::__private::describe::Piece::Rope(<__VtIs<i32> as __vtable_api::Described>::NAME)],
            "expansion-recorded",
            "i32",
            "[VT0012] field `y` of `Point` is frozen since revision 1: it changed type\n  recorded: i32            (abi.toml:17)\n  now:      ",
            "\n  help: restore it, and put the new form in a new type `PointEx1` for a new slot at the end of the trait:\n            #[revision(2)]\n            fn open_ex1(&self, handle: u32, at: *const PointEx1) -> i32 { .. }",
        )
    };
    const _: () = if __vtable_api::__private::checks::is_module("expansion_recorded", "") {
        __vtable_api::__private::checks::has_traits(
            __vtable_api::__private::facts::of(&__VT_TYPE),
            "",
            "[VT0025] type `Point` is frozen since revision 1: its `Send`, `Sync` or `Drop` changed\n  recorded: as its fields imply  (abi.toml:12)\n  now:      ",
            "\n  help: restore the markers, `Drop` and `unsafe impl`s that it had, and write the new form in a new type `PointEx1` for a new slot at the end of the trait:\n            #[revision(2)]\n            fn open_ex1(&self, handle: u32, at: *const PointEx1) -> i32 { .. }",
        )
    };
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::Pointee for Point {
        const ANY_BITS: ::vtable_api_core::__private::core::primitive::bool = {
            let mut __vt_place = ::vtable_api_core::__private::core::mem::MaybeUninit::<Self>::uninit();
            let __vt_place = ::vtable_api_core::__private::core::mem::MaybeUninit::as_mut_ptr(&mut __vt_place);
            let Self { x: __vt_field0, y: __vt_field1 } = unsafe { &mut *__vt_place };
            let __vt_layout = ::vtable_api_core::derived::Layout::NONE;
            let __vt_layout = unsafe {
                __vt_layout
                    .field::<Self, __VtIs<i32>>(__vt_place, ::vtable_api_core::derived::Field::<i32>::of(__vt_field0))
            };
            let __vt_layout = unsafe {
                __vt_layout
                    .field::<Self, __VtIs<i32>>(__vt_place, ::vtable_api_core::derived::Field::<i32>::of(__vt_field1))
            };
            __vt_layout.is_all_of::<Self>();
            true & ::vtable_api_core::derived::any_bits::<__VtIs<i32>>()
                & ::vtable_api_core::derived::any_bits::<__VtIs<i32>>()
        };
        const AFTER: ::vtable_api_core::follow::After = ::vtable_api_core::follow::After::Nothing
            .and(::vtable_api_core::derived::after::<__VtIs<i32>>())
            .and(::vtable_api_core::derived::after::<__VtIs<i32>>());
        const ENDS_AS_ZEROS: ::vtable_api_core::__private::core::primitive::bool =
            !::vtable_api_core::__private::core::mem::needs_drop::<Self>() || {
                #[allow(unused_imports)]
                use ::vtable_api_core::asked::Otherwise as _;
                !<::vtable_api_core::asked::Asked<Self>>::__VT_DROP
                    & true
                    & <::vtable_api_core::asked::Asked<i32>>::__VT_ENDS
                    & <::vtable_api_core::asked::Asked<i32>>::__VT_ENDS
            };
        #[inline]
        unsafe fn check(
            __vt_ptr: *const Self,
            __vt_walk: &mut ::vtable_api_core::follow::Walk,
        ) -> ::vtable_api_core::__private::core::result::Result<(), ::vtable_api_core::Fault> {
            let __vt_next = ::vtable_api_core::derived::Layout::NONE;
            let __vt_next = match unsafe { __vt_next.check::<__VtIs<i32>>(__vt_ptr.cast(), __vt_walk) } {
                ::vtable_api_core::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                    return ::vtable_api_core::__private::core::result::Result::Err(
                        ::vtable_api_core::Fault::in_field(__vt_fault, "x"),
                    );
                }
            };
            let __vt_next = match unsafe { __vt_next.check::<__VtIs<i32>>(__vt_ptr.cast(), __vt_walk) } {
                ::vtable_api_core::__private::core::result::Result::Ok(__vt_next) => __vt_next,
                ::vtable_api_core::__private::core::result::Result::Err(__vt_fault) => {
                    return ::vtable_api_core::__private::core::result::Result::Err(
                        ::vtable_api_core::Fault::in_field(__vt_fault, "y"),
                    );
                }
            };
            let _ = __vt_next;
            ::vtable_api_core::__private::core::result::Result::Ok(())
        }
    }
    unsafe impl ::vtable_api_core::Plain for Point {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for Point {
        type Way = ::vtable_api_core::convert::AsIs;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::convert::Element for Point where
        for<'__vt> (i32, (i32, ())): ::vtable_api_core::convert::ElementAt<'__vt>
    {
    }
    unsafe impl ::vtable_api_core::AbiType for Point {
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
    unsafe impl ::vtable_api_core::copied::Part for Point
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
    const _: () = __vtable_api::__private::derived::proved(<Point as __vtable_api::Pointee>::ANY_BITS);
    const _: fn() = || {
        let _ =
                        b"# The released ABI of this package: `cargo vtable-api freeze` appends to it. Never edit or delete a line; commit it.\nformat = 1\n\n[[table]]\nid = \"golden/frozen\"\ntrait = \"Frozen\"\nmodule = \"expansion_recorded\"\nobjects = \"\"\ndigest = \"876c6d98b7639e35\"\n\n[[type]]\nname = \"Point\"\nmodule = \"expansion_recorded\"\nkind = \"struct\"\nfields = [\n    \"x: i32\",\n    \"y: i32\",\n]\ndigest = \"201e3d3f0f04ea00\"\n\n[[slot]]\ntable = \"golden/frozen\"\nrevision = 1\nindex = 0\nsignature = \"fn open(&self, handle: u32, at: *const Point) -> i32\"\ndigest = \"1f80329fb6a9e653\"\n\n[[revision]]\ntable = \"golden/frozen\"\nnumber = 1\nfingerprint = \"39726384aac899bc\"\ndigest = \"d5f1c3fc17b50a9e\"\n";
    };
    const _: __vtable_api::__private::Option<&__vtable_api::__private::str> =
        ::core::option::Option::None::<&'static str>;
};
