#![feature(prelude_import)]
//! Without a receiver: no handle implements the trait.
extern crate std;
#[prelude_import]
use std::prelude::rust_2024::*;

#[doc(hidden)]
#[allow(unused_extern_crates)]
extern crate vtable_api as __vtable_api_of_Version;
#[doc(hidden)]
#[allow(unused_imports, unused_parens, unused_qualifications, dead_code, deprecated, non_camel_case_types)]
type __VtIsVersion<__VtT> = <() as __vtable_api_of_Version::__private::asked::Holds<
    {
        use __vtable_api_of_Version::__private::asked::Otherwise as _;
        type __VT_ASKED0 = [__vtable_api_of_Version::__private::u8;
            __vtable_api_of_Version::__private::asked::may_cross(
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
                <__vtable_api_of_Version::__private::asked::Asked<u32>>::__VT_LIFETIMES,
                0usize,
            )];
        type __VT_ASKED1 = [__vtable_api_of_Version::__private::u8;
            __vtable_api_of_Version::__private::asked::may_cross(
                &[::vtable_api_core::asked::Part {
                    text: "&str",
                    place: ::vtable_api_core::asked::Place::Slot,
                    is_first: true,
                    is_new: true,
                    known: <::vtable_api_core::asked::Asked<&'static str>>::__VT_KNOWN,
                    answer: <::vtable_api_core::asked::Asked<&'static str>>::__VT_SLOT,
                    copied: <::vtable_api_core::asked::Asked<&'static str>>::__VT_PART,
                    advice: <::vtable_api_core::asked::Asked<&'static str>>::__VT_ADVICE,
                    lacks: <::vtable_api_core::asked::Asked<&'static str>>::__VT_LACKS,
                }],
                <__vtable_api_of_Version::__private::asked::Asked<&'static str>>::__VT_LIFETIMES,
                1usize,
            )];
        type __VT_ASKED2 = [__vtable_api_of_Version::__private::u8;
            __vtable_api_of_Version::__private::asked::may_be_lent_on(
                <__vtable_api_of_Version::__private::asked::Asked<&'static str>>::__VT_AFTER,
                &[],
                "&str",
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
        <__VtIsVersion<u32> as __vtable_api_of_Version::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Version::__private::lifetimes::Written<()>,
        <__VtIsVersion<&'static str> as __vtable_api_of_Version::__private::Described>::Lifetimes<()>:
            __vtable_api_of_Version::__private::lifetimes::Written<(
                    __vtable_api_of_Version::__private::lifetimes::Life<'static>,
                    (),
                )>,
    {
    }
};
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Version`",
    label = "implement `Version` for `{Self}`"
)]
pub trait Version {
    fn number() -> u32
    where
        Self: Sized;
    fn name(&self) -> &str;
}
#[doc = "The table of [`Version`]: `golden/version`, revisions 1 to 1. Append-only: released slots keep their place for ever."]
#[repr(C)]
#[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
pub struct VersionTable {
    #[doc = "Revisions, size, id, fingerprints, `negotiate`."]
    pub __vt_header: ::vtable_api_core::raw::Header,
    #[doc = "Slot `number`, since revision 1."]
    pub number: ::vtable_api_core::slot::SlotFn<__VtIsVersion<u32>, ()>,
    #[doc = "Slot `name`, since revision 1."]
    pub name: ::vtable_api_core::slot::SlotFn<__VtIsVersion<&'static str>, (::vtable_api_core::slot::Object,)>,
}
#[doc = "The slots of [`Version`] as methods: what its handles lend. A slot that the provider lacks runs its default body."]
#[allow(dead_code)]
#[repr(transparent)]
pub struct VersionObject {
    raw: ::vtable_api_core::handle::Object<VersionObject>,
}
#[doc = "A shared handle on a provider of [`Version`], made from `&T` or lent by a module: the `&self` slots. A copy is the same object.\n\n```text\nlet shared = VersionRef::new(&provider);\nlet lent = module.get::<VersionRef>(\"name\")?;\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct VersionRef<'a> {
    raw: ::vtable_api_core::handle::Shared<'a, VersionObject>,
}
#[doc = "An exclusive handle on a provider of [`Version`], made from `&mut T`: all slots.\n\n```text\nlet exclusive = VersionMut::new(&mut provider);\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct VersionMut<'a> {
    raw: ::vtable_api_core::handle::Exclusive<'a, VersionObject>,
}
#[doc = "An owned provider of [`Version`]: all slots. Dropping it releases the object where it was made.\n\n```text\nlet owned = VersionBox::new(provider);\nlet created = module.create::<VersionBox>(\"name\")?;\n```"]
#[allow(dead_code)]
#[repr(transparent)]
pub struct VersionBox {
    raw: ::vtable_api_core::handle::Boxed<VersionObject>,
}
const _: () = {
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Version::__private::handle::vouch() } };
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Version::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::Described for VersionRef<'a> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = (::vtable_api_core::lifetimes::Life<'a>, Tail);
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("&dyn ", "golden/version", "");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/version",
                    package: "expansion-no-receiver",
                    state: ::vtable_api_core::describe::State::Unrecorded,
                },
            ));
    }
    unsafe impl<'a> ::vtable_api_core::AbiType for VersionRef<'a> {
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
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Version::__private::handle::vouch() } };
    unsafe impl<'a> ::vtable_api_core::Described for VersionMut<'a> {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = (::vtable_api_core::lifetimes::Life<'a>, Tail);
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("&mut dyn ", "golden/version", "");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/version",
                    package: "expansion-no-receiver",
                    state: ::vtable_api_core::describe::State::Unrecorded,
                },
            ));
    }
    unsafe impl<'a> ::vtable_api_core::AbiType for VersionMut<'a> {
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
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Version::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::Described for VersionBox {
        type Lifetimes<Tail: ::vtable_api_core::lifetimes::List> = Tail;
        const NAME: ::vtable_api_core::describe::Rope =
            &::vtable_api_core::handle::object_name("Box<dyn ", "golden/version", ">");
        const HANDLE: ::vtable_api_core::__private::core::primitive::bool = true;
        const TYPE: ::vtable_api_core::describe::TypeRef =
            ::vtable_api_core::describe::TypeRef::new(&::vtable_api_core::describe::TypeInfo::object(
                <Self as ::vtable_api_core::Described>::NAME,
                ::vtable_api_core::describe::ObjectOf {
                    id: "golden/version",
                    package: "expansion-no-receiver",
                    state: ::vtable_api_core::describe::State::Unrecorded,
                },
            ));
    }
    unsafe impl ::vtable_api_core::AbiType for VersionBox {
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
    unsafe impl ::vtable_api_core::convert::Element for VersionRef<'_> {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Version::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Element for VersionBox {}
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vtable_api_of_Version::__private::handle::vouch() } };
    unsafe impl ::vtable_api_core::convert::Lend for VersionBox {
        type Way = ::vtable_api_core::convert::AsCopy;
        type InOption = ::vtable_api_core::convert::AsCopy;
    }
    unsafe impl ::vtable_api_core::copied::Part for VersionBox {
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
            unsafe { ::vtable_api_core::handle::check_owned::<VersionBox>(__vt_wire, __vt_walk) }
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
    use __vtable_api_of_Version::__private as __vt;
    const __vt_Name0: &::vtable_api_core::__private::core::primitive::str = {
        const __VT_BYTES: [::vtable_api_core::__private::core::primitive::u8;
            ::vtable_api_core::flatten::len(<__VtIsVersion<u32> as __vt::Described>::NAME, "expansion-no-receiver")] =
            ::vtable_api_core::flatten::flat(<__VtIsVersion<u32> as __vt::Described>::NAME, "expansion-no-receiver");
        ::vtable_api_core::flatten::text(&__VT_BYTES)
    };
    const __vt_Name1: &::vtable_api_core::__private::core::primitive::str = {
        const __VT_BYTES: [::vtable_api_core::__private::core::primitive::u8;
            ::vtable_api_core::flatten::len(
                <__VtIsVersion<&'static str> as __vt::Described>::NAME,
                "expansion-no-receiver",
            )] = ::vtable_api_core::flatten::flat(
            <__VtIsVersion<&'static str> as __vt::Described>::NAME,
            "expansion-no-receiver",
        );
        ::vtable_api_core::flatten::text(&__VT_BYTES)
    };
    const __VT_RECORD: ::vtable_api_core::record::TableRecord = ::vtable_api_core::record::TableRecord {
        package: "expansion-no-receiver",
        head: &[
            __vt::describe::Piece::Text("table\tgolden/version\0\tVersion\t"),
            __vt::describe::Piece::Text("expansion_no_receiver"),
            __vt::describe::Piece::Text("\texpansion-no-receiver\tlib\t\tsnake\tunrecorded\n"),
        ],
        body: &[
            __vt::describe::Piece::Text("slot\t1\tfn number() -> "),
            __vt::describe::Piece::Text(__vt_Name0),
            __vt::describe::Piece::Text("\t-\nslot\t1\tfn name(&self) -> "),
            __vt::describe::Piece::Text(__vt_Name1),
            __vt::describe::Piece::Text("\t-\n"),
        ],
        roots: &[<__VtIsVersion<u32> as __vt::Described>::TYPE, <__VtIsVersion<&'static str> as __vt::Described>::TYPE],
        objects: false,
    };
    const __VT_REACHED: &::vtable_api_core::record::Reached =
        &::vtable_api_core::record::Reached::from(__VT_RECORD.roots, __VT_RECORD.package);
    const __VT_BODY: [::vtable_api_core::__private::core::primitive::u8;
        ::vtable_api_core::record::body_len(&__VT_RECORD, __VT_REACHED)] =
        ::vtable_api_core::record::body(&__VT_RECORD, __VT_REACHED);
    const __VT_RECORDED: &[::vtable_api_core::__private::core::primitive::u64] = &[];
    static __VT_HASHED: [::vtable_api_core::__private::core::primitive::u64; 1usize] =
        ::vtable_api_core::record::fingerprints(__VT_RECORDED, "", &__VT_BODY);
    const __VT_FINGERPRINTS: [::vtable_api_core::__private::core::primitive::u64; 1usize] = __VT_HASHED;
    const __VT_FRAME: ::vtable_api_core::__private::core::primitive::usize =
        ::vtable_api_core::record::frame_len(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
    #[used]
    #[unsafe(link_section = ".vtabapi")]
    static __VT_SECTION: [::vtable_api_core::__private::core::primitive::u8; __VT_FRAME] =
        ::vtable_api_core::record::frame(&__VT_RECORD, &__VT_FINGERPRINTS, __VT_RECORDED.len(), &__VT_BODY);
    static __VT_ID: &::vtable_api_core::__private::core::ffi::CStr = ::vtable_api_core::record::id(&__VT_SECTION);
    impl VersionTable {
        #[doc(hidden)]
        pub const __VT_SPEC: &'static ::vtable_api_core::negotiate::TableSpec =
            &::vtable_api_core::negotiate::TableSpec::new(
                __VT_ID,
                "golden/version",
                &__VT_FINGERPRINTS,
                &[2u32],
                c"expansion-no-receiver/0.1.0",
            );
    }
    impl ::vtable_api_core::fault::Sited for VersionTable {
        const NAMES: &'static ::vtable_api_core::fault::Names =
            &::vtable_api_core::fault::Names { table: "golden/version", slots: "number\nname\t\n" };
    }
    const _: () = if !(const {
        builtin # offset_of(VersionTable, name)
    } == ::vtable_api_core::raw::HEADER_SIZE
        + 1usize * ::vtable_api_core::__private::core::mem::size_of::<fn()>())
    {
        ::core::panicking::panic(
            "assertion failed: ::vtable_api_core::__private::core::mem::offset_of!(VersionTable, name) ==\n    ::vtable_api_core::raw::HEADER_SIZE +\n        1usize * ::vtable_api_core::__private::core::mem::size_of::<fn()>()",
        )
    };
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    type __VtCaller = __VtIsVersion<::vtable_api_core::slot::Caller>;
    type __VtAt<__VtZ> = __VtIsVersion<::vtable_api_core::slot::At<VersionTable, __VtZ>>;
    const fn __vt_site(
        __vt_slot: ::vtable_api_core::__private::core::primitive::usize,
    ) -> ::vtable_api_core::fault::Site {
        ::vtable_api_core::fault::Site::of::<VersionTable>(__vt_slot)
    }
    impl VersionObject {
        #[doc = "The revisions that both sides have: bit n-1 for revision n."]
        #[inline]
        pub fn agreed(&self) -> ::vtable_api_core::__private::core::primitive::u64 {
            ::vtable_api_core::handle::Object::agreed(&self.raw)
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl VersionObject {
        #[inline]
        pub fn number(&self) -> u32 {
            let __vt_slot =
                unsafe { &raw const (*::vtable_api_core::handle::Object::table::<VersionTable>(&self.raw)).number };
            unsafe { __VtCaller::call(__vt_slot, (), __vt_site(0)) }
        }
        #[inline]
        pub fn name(&self) -> &str {
            let __vt_slot =
                unsafe { &raw const (*::vtable_api_core::handle::Object::table::<VersionTable>(&self.raw)).name };
            unsafe {
                __VtCaller::call(
                    __vt_slot,
                    (::vtable_api_core::slot::Object(::vtable_api_core::handle::Object::object(&self.raw)),),
                    __vt_site(1),
                )
            }
        }
    }
    unsafe impl ::vtable_api_core::handle::Standing for VersionObject {}
    struct __VtDeclared<__VtT>(__VtT);
    impl<__VtT: Version> __VtDeclared<__VtT> {
        fn number(&self) -> u32 {
            { <__VtT as Version>::number() }
        }
        fn name(&self) -> &str {
            { <__VtT as Version>::name(&self.0) }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    struct __VtProvider<__VtT>(::vtable_api_core::__private::core::marker::PhantomData<__VtT>);
    impl<__VtT: Version> __VtProvider<__VtT> {
        const TABLE: &'static VersionTable = &VersionTable {
            __vt_header: VersionTable::__VT_SPEC.header(::vtable_api_core::handle::release_of::<__VtT>()),
            number: __VtAt::<(::vtable_api_core::slot::D0,)>::function0(<__VtT as Version>::number),
            name: __VtAt::<(::vtable_api_core::slot::D1,)>::method0(<__VtT as Version>::name),
        };
        const HEADER: *const ::vtable_api_core::raw::Header =
            ::vtable_api_core::__private::core::ptr::from_ref(Self::TABLE).cast();
    }
    unsafe impl<__VtT: Version> ::vtable_api_core::handle::Provide<__VtT> for VersionRef<'_> {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Version> ::vtable_api_core::handle::Provide<__VtT> for VersionMut<'_> {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    unsafe impl<__VtT: Version> ::vtable_api_core::handle::Provide<__VtT> for VersionBox {
        const HEADER: *const ::vtable_api_core::raw::Header = __VtProvider::<__VtT>::HEADER;
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    #[inline]
    fn __vt_object(__vt_object: &::vtable_api_core::handle::Object<VersionObject>) -> &VersionObject {
        unsafe { &*(::vtable_api_core::__private::core::ptr::from_ref(__vt_object) as *const VersionObject) }
    }
    #[inline]
    fn __vt_object_mut(__vt_object: &mut ::vtable_api_core::handle::Object<VersionObject>) -> &mut VersionObject {
        unsafe { &mut *(::vtable_api_core::__private::core::ptr::from_mut(__vt_object) as *mut VersionObject) }
    }
    impl ::vtable_api_core::__private::core::marker::Copy for VersionTable {}
    impl ::vtable_api_core::__private::core::clone::Clone for VersionTable {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    impl ::vtable_api_core::__private::core::marker::Copy for VersionRef<'_> {}
    impl ::vtable_api_core::__private::core::clone::Clone for VersionRef<'_> {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<'a> VersionRef<'a> {
        #[doc = "A handle on a provider in this program, which stays lent for as long as the handle is. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet shared = VersionRef::new(&provider);\n```"]
        pub fn new<__VtT: Version>(__vt_provider: &'a __VtT) -> Self {
            VersionRef { raw: ::vtable_api_core::handle::Shared::new::<VersionRef<'a>, __VtT>(__vt_provider) }
        }
    }
    impl<'a> VersionMut<'a> {
        #[doc = "A handle on a provider in this program, which nobody else has meanwhile. Of an exclusive handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet exclusive = VersionMut::new(&mut provider);\n```"]
        pub fn new<__VtT: Version>(__vt_provider: &'a mut __VtT) -> Self {
            VersionMut { raw: ::vtable_api_core::handle::Exclusive::new::<VersionMut<'a>, __VtT>(__vt_provider) }
        }
    }
    impl VersionBox {
        #[doc = "Takes a provider in, which is dropped with the handle. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet owned = VersionBox::new(provider);\n```"]
        pub fn new<__VtT: Version + 'static>(__vt_provider: __VtT) -> Self {
            VersionBox { raw: ::vtable_api_core::handle::Boxed::new::<VersionBox, __VtT>(__vt_provider) }
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for VersionRef<'_> {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for VersionRef<'_> {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = VersionTable::__VT_SPEC;
        type Object = VersionObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Shared::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Shared::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for VersionRef<'_> {
        type Target = VersionObject;
        #[inline]
        fn deref(&self) -> &VersionObject {
            __vt_object(::vtable_api_core::handle::Shared::object(&self.raw))
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for VersionMut<'_> {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for VersionMut<'_> {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = VersionTable::__VT_SPEC;
        type Object = VersionObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Exclusive::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Exclusive::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for VersionMut<'_> {
        type Target = VersionObject;
        #[inline]
        fn deref(&self) -> &VersionObject {
            __vt_object(::vtable_api_core::handle::Exclusive::object(&self.raw))
        }
    }
    const _: ::vtable_api_core::handle::Vouched = { unsafe { __vt::handle::vouch() } };
    impl ::vtable_api_core::__private::core::fmt::Debug for VersionBox {
        fn fmt(
            &self,
            __vt_f: &mut ::vtable_api_core::__private::core::fmt::Formatter<'_>,
        ) -> ::vtable_api_core::__private::core::fmt::Result {
            ::vtable_api_core::handle::debug::<Self>(self, __vt_f)
        }
    }
    unsafe impl ::vtable_api_core::handle::Handle for VersionBox {
        const SPEC: &'static ::vtable_api_core::negotiate::TableSpec = VersionTable::__VT_SPEC;
        type Object = VersionObject;
        #[inline]
        unsafe fn from_raw(__vt_raw: ::vtable_api_core::negotiate::Raw) -> Self {
            Self { raw: unsafe { ::vtable_api_core::handle::Boxed::from_raw(__vt_raw) } }
        }
        #[inline]
        fn raw(&self) -> ::vtable_api_core::negotiate::Raw {
            ::vtable_api_core::handle::Boxed::raw(&self.raw)
        }
    }
    impl ::vtable_api_core::__private::core::ops::Deref for VersionBox {
        type Target = VersionObject;
        #[inline]
        fn deref(&self) -> &VersionObject {
            __vt_object(::vtable_api_core::handle::Boxed::object(&self.raw))
        }
    }
    impl ::vtable_api_core::__private::core::ops::DerefMut for VersionMut<'_> {
        #[inline]
        fn deref_mut(&mut self) -> &mut VersionObject {
            __vt_object_mut(::vtable_api_core::handle::Exclusive::object_mut(&mut self.raw))
        }
    }
    impl ::vtable_api_core::__private::core::ops::DerefMut for VersionBox {
        #[inline]
        fn deref_mut(&mut self) -> &mut VersionObject {
            __vt_object_mut(::vtable_api_core::handle::Boxed::object_mut(&mut self.raw))
        }
    }
    unsafe impl ::vtable_api_core::handle::Lent for VersionRef<'_> {}
    unsafe impl ::vtable_api_core::handle::Owned for VersionBox {}
    const _: () = __vt::record::check_names(__VT_REACHED, "expansion-no-receiver");
};
const _: __vtable_api_of_Version::__private::Option<&__vtable_api_of_Version::__private::str> =
    ::core::option::Option::None::<&'static str>;
