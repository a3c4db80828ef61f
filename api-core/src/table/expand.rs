//! What every table's expansion has in common, as macros by example: rustc writes these tokens, and not the
//! procedural macro, which runs unoptimised in the user's build. What differs from table to table comes in as
//! tokens, with the user's spans; every path of ours starts at `$crate`, every name of std's, too.
//!
//! A slot comes in as `name SLOT [Index] self lend Object thunk [attributes] [signature] {before} (arguments) (lent) [unsafe]
//! [function]`:
//!
//! | part | example | is |
//! |---|---|---|
//! | `Index` | `D1 D2` | the digits of `SLOT`, as types |
//! | `lend` | `object_mut` | how a handle lends the object with the slot's receiver |
//! | `Object` | `[Object]` | empty without receiver |
//! | `thunk` | `method1` | what makes the C function: one for each number of parameters, `function1` without receiver |
//! | `signature` | `fn add(&mut self, by: u32) -> u64` | with plain names of parameters |
//! | `before` | `if !Object::has(&self.raw, 2) { return …; }` | what a method of the object does before the call |
//! | `arguments` | `by` | the parameters |
//! | `lent` | `by` | the same as what the slot's function takes |
//! | `function` | `<__VtT as Counter>::add` | the provider's function |
//!
//! Who calls one of them vouches for the tokens: with `{ unsafe { vouch() } }`, which a user's crate would have to write
//! itself, and cannot where it forbids `unsafe`.

/// The types beside the trait: table, object, handles.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_types {
    (
        $vis:vis trait $Trait:ident $Is:ident $Table:ident $Object:ident $Ref:ident $Mut:ident $Box:ident $doc:literal
        $($slot_doc:literal $slot:ident [$($object:ident)?] ($($param:tt)*) ($($ret:tt)*))*
    ) => {
        #[doc = $doc]
        #[repr(C)]
        #[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
        $vis struct $Table {
            #[doc = "Revisions, size, id, fingerprints, `negotiate`."]
            pub __vt_header: $crate::raw::Header,
            $(
                #[doc = $slot_doc]
                pub $slot: $crate::slot::SlotFn<$Is<$($ret)*>, ($($crate::slot::$object,)? $($param)*)>,
            )*
        }

        #[doc = $crate::__private::core::concat!(
            "The slots of [`", $crate::__private::core::stringify!($Trait),
            "`] as methods: what its handles lend. A slot that the provider lacks runs its default body."
        )]
        #[allow(dead_code)]
        #[repr(transparent)]
        $vis struct $Object {
            raw: $crate::handle::Object<$Object>,
        }

        #[doc = $crate::__private::core::concat!(
            "A shared handle on a provider of [`", $crate::__private::core::stringify!($Trait),
            "`], made from `&T` or lent by a module: the `&self` slots. A copy is the same object.\n\n```text\nlet shared = ",
            $crate::__private::core::stringify!($Ref), "::new(&provider);\nlet lent = module.get::<",
            $crate::__private::core::stringify!($Ref), ">(\"name\")?;\n```"
        )]
        #[allow(dead_code)]
        #[repr(transparent)]
        $vis struct $Ref<'a> {
            raw: $crate::handle::Shared<'a, $Object>,
        }

        #[doc = $crate::__private::core::concat!(
            "An exclusive handle on a provider of [`", $crate::__private::core::stringify!($Trait),
            "`], made from `&mut T`: all slots.\n\n```text\nlet exclusive = ",
            $crate::__private::core::stringify!($Mut), "::new(&mut provider);\n```"
        )]
        #[allow(dead_code)]
        #[repr(transparent)]
        $vis struct $Mut<'a> {
            raw: $crate::handle::Exclusive<'a, $Object>,
        }

        #[doc = $crate::__private::core::concat!(
            "An owned provider of [`", $crate::__private::core::stringify!($Trait),
            "`]: all slots. Dropping it releases the object where it was made.\n\n```text\nlet owned = ",
            $crate::__private::core::stringify!($Box), "::new(provider);\nlet created = module.create::<",
            $crate::__private::core::stringify!($Box), ">(\"name\")?;\n```"
        )]
        #[allow(dead_code)]
        #[repr(transparent)]
        $vis struct $Box {
            raw: $crate::handle::Boxed<$Object>,
        }
    };
}

/// What a table is made of inside of the anonymous constant: `own` are methods that are no slots; `whole` is there if
/// handles implement the trait.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_table {
    (
        $vouched:block $Trait:ident $Is:ident $Table:ident $Object:ident $Ref:ident $Mut:ident $Box:ident
        {$($own:tt)*} $asked:tt [$([$($whole:tt)*])?] $slots:tt
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        // What slots are called and made by, if all types of the table may cross.
        type __VtCaller = $Is<$crate::slot::Caller>;
        type __VtAt<__VtZ> = $Is<$crate::slot::At<$Table, __VtZ>>;
        const fn __vt_site(__vt_slot: $crate::__private::core::primitive::usize) -> $crate::fault::Site {
            $crate::fault::Site::of::<$Table>(__vt_slot)
        }
        impl $Object {
            $crate::__vt_asked!(@handle $asked);
            $($own)*
        }
        $crate::__vt_methods!($vouched [$([$($whole)*])?] $Trait $Table $Object $slots);
        $crate::__vt_provider!($vouched $Trait $Table $Ref $Mut $Box $slots);
        $crate::__vt_handles!($vouched $Trait $Table $Object $Ref $Mut $Box);
    };
}

/// What is agreed, and which later slots are there: as methods of what handles lend, or of what is behind `dyn`.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_asked {
    (@handle {$agreed:ident $($doc:literal $has:ident $revision:literal)*}) => {
        #[doc = "The revisions that both sides have: bit n-1 for revision n."]
        #[inline]
        pub fn $agreed(&self) -> $crate::__private::core::primitive::u64 {
            $crate::handle::Object::agreed(&self.raw)
        }
        $(
            #[doc = $doc]
            #[inline]
            pub fn $has(&self) -> $crate::__private::core::primitive::bool {
                $crate::handle::Object::has(&self.raw, $revision)
            }
        )*
    };
    (@object {$agreed:ident $($doc:literal $has:ident $revision:literal)*}) => {
        #[doc = "The revisions that both sides have: bit n-1 for revision n. Of a provider in this program, all that this build knows."]
        #[inline]
        pub fn $agreed(&self) -> $crate::__private::core::primitive::u64 {
            <Self as $crate::handle::Api>::agreed(self)
        }
        $(
            #[doc = $doc]
            #[inline]
            pub fn $has(&self) -> $crate::__private::core::primitive::bool {
                <Self as $crate::handle::Api>::has(self, $revision)
            }
        )*
    };
}

/// The slots as methods of the object: of the trait where handles implement it, and in any case of its own.
///
/// The macro read the signatures, and rustc the trait, which another macro may have changed in between. So what a user calls
/// goes through the trait's own method, or through a function of the same signature that calls it: it compiles only if
/// the signature promises no more than the trait does of every provider.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_methods {
    (
        $vouched:block [[[$($hint:tt)*] [$($bounds:tt)*] [$($Handle:ident $(<$lifetime:lifetime>)? $how:ident)*] [$($through:ident)*]]] $Trait:ident $Table:ident $Object:ident
        {$(
            $name:ident $slot:literal [$($digit:ident)*] $this:tt $lend:ident [$($object:ident)?] $thunk:ident [$($attr:tt)*] [$($sig:tt)*]
            {$($before:tt)*} ($($arg:tt)*) ($($lent:tt)*) [$($unsafety:tt)?] [$($function:tt)*]
        )*}
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        $($hint)*
        impl $Trait for $Object {
            $(
                #[inline]
                $($sig)* {
                    $($before)*
                    // SAFETY: the revision is agreed, so `negotiate` checked that the table holds the slot.
                    let __vt_slot = unsafe { &raw const (*$crate::handle::Object::table::<$Table>(&$this.raw)).$name };
                    // SAFETY: the arguments are what the slot's contract wants; they live during the call.
                    unsafe {
                        __VtCaller::call(
                            __vt_slot, ($($crate::slot::$object($crate::handle::Object::object(&$this.raw)),)? $($lent)*), __vt_site($slot)
                        )
                    }
                }
            )*
        }
        impl $Object {
            $(
                $($attr)*
                #[inline]
                pub $($sig)* {
                    $($unsafety)? { <$Object as $Trait>::$name($this, $($arg)*) }
                }
            )*
        }
        $($hint)*
        impl<__VtH: $crate::__private::core::marker::Sized $($bounds)*> $Trait for __VtH
        where
            $Object: $crate::handle::Forwards<__VtH>,
            <$Object as $crate::handle::Forwards<__VtH>>::To: $Trait,
        {
            $(
                #[inline]
                $($sig)* {
                    $($unsafety)? {
                        <<$Object as $crate::handle::Forwards<__VtH>>::To as $Trait>::$name(
                            <$Object as $crate::handle::Forwards<__VtH>>::$lend($this), $($arg)*
                        )
                    }
                }
            )*
        }
        $( $crate::__vt_methods!(@forwards [] $Object, $Handle $(<$lifetime>)?, $Object, $how); )*
        $( $crate::__vt_methods!(@$through $Trait $Object); )*
    };
    (
        $vouched:block [] $Trait:ident $Table:ident $Object:ident
        {$(
            $name:ident $slot:literal [$($digit:ident)*] $this:tt $lend:ident [$($object:ident)?] $thunk:ident [$($attr:tt)*] [$($sig:tt)*]
            {$($before:tt)*} ($($arg:tt)*) ($($lent:tt)*) [$($unsafety:tt)?] [$($function:tt)*]
        )*}
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        impl $Object {
            $(
                $($attr)*
                #[inline]
                pub $($sig)* {
                    $($before)*
                    // SAFETY: the revision is agreed, so `negotiate` checked that the table holds the slot.
                    let __vt_slot = unsafe { &raw const (*$crate::handle::Object::table::<$Table>(&$this.raw)).$name };
                    // SAFETY: the arguments are what the slot's contract wants; they live during the call.
                    unsafe {
                        __VtCaller::call(
                            __vt_slot, ($($crate::slot::$object($crate::handle::Object::object(&$this.raw)),)? $($lent)*), __vt_site($slot)
                        )
                    }
                }
            )*
        }
        // SAFETY: it finds nothing.
        unsafe impl $crate::handle::Standing for $Object {}
        struct __VtDeclared<__VtT>(__VtT);
        impl<__VtT: $Trait> __VtDeclared<__VtT> {
            $($($sig)* {
                $($unsafety)? {
                    <__VtT as $Trait>::$name($($crate::__vt_methods!(@$object $lend $this),)? $($arg)*)
                }
            })*
        }
    };
    (@behind_box $Trait:ident $Object:ident) => {
        $crate::__vt_methods!(
            @forwards [__VtT: $Trait + ?$crate::__private::core::marker::Sized]
            $Object, $crate::__private::Box<__VtT>, __VtT, exclusive
        );
    };
    (@behind_mut $Trait:ident $Object:ident) => {
        $crate::__vt_methods!(
            @forwards [__VtT: $Trait + ?$crate::__private::core::marker::Sized] $Object, &mut __VtT, __VtT, exclusive
        );
    };
    (@behind_ref $Trait:ident $Object:ident) => {
        $crate::__vt_methods!(
            @forwards [__VtT: $Trait + ?$crate::__private::core::marker::Sized] $Object, &__VtT, __VtT, shared
        );
    };
    (@forwards [$($params:tt)*] $Object:ident, $from:ty, $to:ty, $how:ident) => {
        impl<$($params)*> $crate::handle::Forwards<$from> for $Object {
            type To = $to;
            #[inline]
            fn object<'__vt>(__vt_from: &'__vt $from) -> &'__vt $to {
                __vt_from
            }
            #[inline]
            fn object_mut<'__vt>(__vt_from: &'__vt mut $from) -> &'__vt mut $to {
                $crate::__vt_methods!(@$how __vt_from)
            }
        }
    };
    // The trait has no `&mut self` slot where what is shared implements it.
    (@shared $from:ident) => { $crate::__private::core::unreachable!() };
    (@exclusive $from:ident) => { $from };
    (@Object object $this:ident) => { &$this.0 };
    (@Object object_mut $this:ident) => { &mut $this.0 };
}

/// A table for any implementor.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_provider {
    (
        $vouched:block $Trait:ident $Table:ident $Ref:ident $Mut:ident $Box:ident
        {$(
            $name:ident $slot:literal [$($digit:ident)*] $this:tt $lend:ident [$($object:ident)?] $thunk:ident [$($attr:tt)*] [$($sig:tt)*]
            {$($before:tt)*} ($($arg:tt)*) ($($lent:tt)*) [$($unsafety:tt)?] [$($function:tt)*]
        )*}
    ) => {
        const _: $crate::handle::Vouched = $vouched;
        struct __VtProvider<__VtT>($crate::__private::core::marker::PhantomData<__VtT>);
        impl<__VtT: $Trait> __VtProvider<__VtT> {
            const TABLE: &'static $Table = &$Table {
                __vt_header: $Table::__VT_SPEC.header($crate::handle::release_of::<__VtT>()),
                $($name: __VtAt::<($($crate::slot::$digit,)*)>::$thunk($($function)*),)*
            };
            const HEADER: *const $crate::raw::Header = $crate::__private::core::ptr::from_ref(Self::TABLE).cast();
        }
        // SAFETY: the thunks take a pointer to the implementor.
        unsafe impl<__VtT: $Trait> $crate::handle::Provide<__VtT> for $Ref<'_> {
            const HEADER: *const $crate::raw::Header = __VtProvider::<__VtT>::HEADER;
        }
        // SAFETY: the thunks take a pointer to the implementor.
        unsafe impl<__VtT: $Trait> $crate::handle::Provide<__VtT> for $Mut<'_> {
            const HEADER: *const $crate::raw::Header = __VtProvider::<__VtT>::HEADER;
        }
        // SAFETY: the thunks take a pointer to the implementor, `release` one from a `Box`.
        unsafe impl<__VtT: $Trait> $crate::handle::Provide<__VtT> for $Box {
            const HEADER: *const $crate::raw::Header = __VtProvider::<__VtT>::HEADER;
        }
    };
}

/// Constructors, `Deref`, and what the core needs of a handle.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_handles {
    ($vouched:block $Trait:ident $Table:ident $Object:ident $Ref:ident $Mut:ident $Box:ident) => {
        const _: $crate::handle::Vouched = $vouched;
        #[inline]
        fn __vt_object(__vt_object: &$crate::handle::Object<$Object>) -> &$Object {
            // SAFETY: a transparent struct around it.
            unsafe { &*($crate::__private::core::ptr::from_ref(__vt_object) as *const $Object) }
        }
        #[inline]
        fn __vt_object_mut(__vt_object: &mut $crate::handle::Object<$Object>) -> &mut $Object {
            // SAFETY: a transparent struct around it.
            unsafe { &mut *($crate::__private::core::ptr::from_mut(__vt_object) as *mut $Object) }
        }
        impl $crate::__private::core::marker::Copy for $Table {}
        impl $crate::__private::core::clone::Clone for $Table {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        impl $crate::__private::core::marker::Copy for $Ref<'_> {}
        impl $crate::__private::core::clone::Clone for $Ref<'_> {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<'a> $Ref<'a> {
            #[doc = $crate::__private::core::concat!(
                "A handle on a provider in this program, which stays lent for as long as the handle is. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet shared = ",
                $crate::__private::core::stringify!($Ref), "::new(&provider);\n```"
            )]
            pub fn new<__VtT: $Trait>(__vt_provider: &'a __VtT) -> Self {
                $Ref { raw: $crate::handle::Shared::new::<$Ref<'a>, __VtT>(__vt_provider) }
            }
        }
        impl<'a> $Mut<'a> {
            #[doc = $crate::__private::core::concat!(
                "A handle on a provider in this program, which nobody else has meanwhile. Of an exclusive handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet exclusive = ",
                $crate::__private::core::stringify!($Mut), "::new(&mut provider);\n```"
            )]
            pub fn new<__VtT: $Trait>(__vt_provider: &'a mut __VtT) -> Self {
                $Mut { raw: $crate::handle::Exclusive::new::<$Mut<'a>, __VtT>(__vt_provider) }
            }
        }
        impl $Box {
            #[doc = $crate::__private::core::concat!(
                "Takes a provider in, which is dropped with the handle. Of a handle, or of what a slot returned, it is the provider that this stands for.\n\n```text\nlet owned = ",
                $crate::__private::core::stringify!($Box), "::new(provider);\n```"
            )]
            pub fn new<__VtT: $Trait + 'static>(__vt_provider: __VtT) -> Self {
                $Box { raw: $crate::handle::Boxed::new::<$Box, __VtT>(__vt_provider) }
            }
        }
        $crate::__vt_handle!($vouched $Table $Object Shared $Ref<'_>);
        $crate::__vt_handle!($vouched $Table $Object Exclusive $Mut<'_>);
        $crate::__vt_handle!($vouched $Table $Object Boxed $Box);
        impl $crate::__private::core::ops::DerefMut for $Mut<'_> {
            #[inline]
            fn deref_mut(&mut self) -> &mut $Object {
                __vt_object_mut($crate::handle::Exclusive::object_mut(&mut self.raw))
            }
        }
        impl $crate::__private::core::ops::DerefMut for $Box {
            #[inline]
            fn deref_mut(&mut self) -> &mut $Object {
                __vt_object_mut($crate::handle::Boxed::object_mut(&mut self.raw))
            }
        }
        // SAFETY: it lends `&CodecObject`, which has the `&self` slots.
        unsafe impl $crate::handle::Lent for $Ref<'_> {}
        // SAFETY: `Boxed` releases it.
        unsafe impl $crate::handle::Owned for $Box {}
        // Nothing, unless feature `abi_stable` is on.
        $crate::__stable_handles! { $vouched $Ref, $Mut, $Box }
    };
}

/// One handle.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_handle {
    ($vouched:block $Table:ident $Object:ident $inside:ident $Handle:ident $(<$lifetime:lifetime>)?) => {
        const _: $crate::handle::Vouched = $vouched;
        impl $crate::__private::core::fmt::Debug for $Handle $(<$lifetime>)? {
            fn fmt(&self, __vt_f: &mut $crate::__private::core::fmt::Formatter<'_>) -> $crate::__private::core::fmt::Result {
                $crate::handle::debug::<Self>(self, __vt_f)
            }
        }
        // SAFETY: the spec is of the table whose slots the object calls.
        unsafe impl $crate::handle::Handle for $Handle $(<$lifetime>)? {
            const SPEC: &'static $crate::negotiate::TableSpec = $Table::__VT_SPEC;
            type Object = $Object;
            #[inline]
            unsafe fn from_raw(__vt_raw: $crate::negotiate::Raw) -> Self {
                // SAFETY: passed on to the caller.
                Self { raw: unsafe { $crate::handle::$inside::from_raw(__vt_raw) } }
            }
            #[inline]
            fn raw(&self) -> $crate::negotiate::Raw {
                $crate::handle::$inside::raw(&self.raw)
            }
        }
        impl $crate::__private::core::ops::Deref for $Handle $(<$lifetime>)? {
            type Target = $Object;
            #[inline]
            fn deref(&self) -> &$Object {
                __vt_object($crate::handle::$inside::object(&self.raw))
            }
        }
    };
}

/// `dyn Codec` at the boundary: the hidden supertrait by which a trait object tells its provider's table, `&dyn Codec`
/// and `&mut dyn Codec` as parameters, `Box<dyn Codec>` anywhere.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_dyn {
    ($vouched:block $vis:vis trait $Trait:ident $Erased:ident $Table:ident $Object:ident $Ref:ident $Mut:ident $Box:ident $id:literal $package:literal $state:ident $asked:tt) => {
        // What crosses for a `dyn` is what this says of it: by the implementations below, which the compiler puts behind `dyn` of a trait
        // that has it for a supertrait.
        #[doc = "# Safety\nWhat it returns is a table of the trait and an object for it."]
        #[doc(hidden)]
        $vis unsafe trait $Erased {
            fn __vt_raw(&self) -> $crate::raw::RawObject;
            fn __vt_raw_mut(&mut self) -> $crate::raw::RawObject;
            fn __vt_into_raw(self: $crate::__private::Box<Self>) -> $crate::raw::RawObject;
            fn __vt_agreed(&self) -> $crate::__private::core::primitive::u64;
        }
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        const _: () = {
            const _: $crate::handle::Vouched = $vouched;
            // SAFETY: one macro writes all of them.
            unsafe impl $crate::handle::Stands for $Object {
                type Shared = $Ref<'static>;
                type Exclusive = $Mut<'static>;
                type Owned = $Box;
                type Object = dyn $Trait;
            }
            // SAFETY: the provider's own table, and the provider; or those of the provider that it stands for.
            unsafe impl<__VtT: $Trait> $Erased for __VtT {
                fn __vt_raw(&self) -> $crate::raw::RawObject {
                    $crate::handle::exposed::<__VtT, $Object>(self)
                }
                fn __vt_raw_mut(&mut self) -> $crate::raw::RawObject {
                    $crate::handle::exposed_mut::<__VtT, $Object>(self)
                }
                fn __vt_into_raw(self: $crate::__private::Box<Self>) -> $crate::raw::RawObject {
                    $crate::handle::given::<__VtT, $Object>(self)
                }
                fn __vt_agreed(&self) -> $crate::__private::core::primitive::u64 {
                    $crate::handle::agreed::<__VtT, $Object>(self)
                }
            }
            // SAFETY: what a handle holds.
            unsafe impl $Erased for $Object {
                fn __vt_raw(&self) -> $crate::raw::RawObject {
                    $crate::handle::Object::to_object(&self.raw)
                }
                fn __vt_raw_mut(&mut self) -> $crate::raw::RawObject {
                    $crate::handle::Object::to_object(&self.raw)
                }
                fn __vt_into_raw(self: $crate::__private::Box<Self>) -> $crate::raw::RawObject {
                    $crate::handle::Object::to_object(&self.raw)
                }
                fn __vt_agreed(&self) -> $crate::__private::core::primitive::u64 {
                    $crate::handle::Object::agreed(&self.raw)
                }
            }
            // Whether the compiled trait has it, or another macro took it away: then there is one error, and what asks for it has none.
            struct __VtAsked<__VtT: ?$crate::__private::core::marker::Sized>($crate::__private::core::marker::PhantomData<__VtT>);
            impl<__VtT: $Erased + ?$crate::__private::core::marker::Sized> __VtAsked<__VtT> {
                const __VT_ERASED: $crate::__private::core::primitive::bool = true;
            }
            impl<__VtT: ?$crate::__private::core::marker::Sized> $crate::asked::Otherwise for __VtAsked<__VtT> {}
            type __VtErased<__VtT> = <() as $crate::asked::Holds<
                {
                    #[allow(unused_imports)]
                    use $crate::asked::Otherwise as _;
                    $crate::asked::has_supertrait(<__VtAsked<dyn $Trait>>::__VT_ERASED)
                },
            >>::Is<__VtT>;
            // SAFETY: table and object of a provider, from its own supertrait.
            unsafe impl<'x> $crate::handle::Api for dyn $Trait + 'x {
                const ID: &'static $crate::__private::core::primitive::str = $id;
                const SPEC: &'static $crate::negotiate::TableSpec = $Table::__VT_SPEC;
                type Mut<'a> = $Mut<'a>;
                fn raw(&self) -> $crate::raw::RawObject {
                    <__VtErased<Self> as $Erased>::__vt_raw(self)
                }
                fn raw_mut(&mut self) -> $crate::raw::RawObject {
                    <__VtErased<Self> as $Erased>::__vt_raw_mut(self)
                }
                fn into_raw(self: $crate::__private::Box<Self>) -> $crate::raw::RawObject {
                    <__VtErased<Self> as $Erased>::__vt_into_raw(self)
                }
                fn agreed(&self) -> $crate::__private::core::primitive::u64 {
                    <__VtErased<Self> as $Erased>::__vt_agreed(self)
                }
            }
            // What a handle has beside its slots, of what a slot returned or a field holds.
            #[allow(dead_code)]
            impl<'x> dyn $Trait + 'x {
                $crate::__vt_asked!(@object $asked);
            }
            impl<'x> $crate::__private::core::fmt::Debug for dyn $Trait + 'x {
                fn fmt(&self, __vt_f: &mut $crate::__private::core::fmt::Formatter<'_>) -> $crate::__private::core::fmt::Result {
                    $crate::handle::debug_object::<Self>(self, __vt_f)
                }
            }
            // `dyn` of it is `'static` here. The far side gets a `CodecBox` in a box.
            /// # Safety
            /// The contract: the object is given for good.
            #[inline]
            unsafe fn __vt_received(
                __vt_wire: $crate::raw::RawObject,
            ) -> $crate::__private::core::result::Result<$crate::__private::Box<dyn $Trait>, $crate::Fault> {
                // SAFETY: passed on to the caller.
                match unsafe { $crate::handle::received::<$Box>(__vt_wire) } {
                    $crate::__private::core::result::Result::Ok(__vt_owned) => {
                        $crate::__private::core::result::Result::Ok($crate::__private::Box::new(__vt_owned))
                    }
                    $crate::__private::core::result::Result::Err(__vt_fault) => {
                        $crate::__private::core::result::Result::Err(__vt_fault)
                    }
                }
            }
            $crate::__vt_passed!(@passed $vouched [] $crate::__private::Box<dyn $Trait>, ["Box<dyn " $id ">"] $package $state, Tagged,
                |__vt_value| <__VtErased<dyn $Trait> as $Erased>::__vt_into_raw(__vt_value), |__vt_wire| __vt_received(__vt_wire));
            $crate::__vt_passed!(@part $vouched $crate::__private::Box<dyn $Trait>, $Box,
                |__vt_value| <__VtErased<dyn $Trait> as $Erased>::__vt_into_raw(__vt_value));
        };
    };
}
