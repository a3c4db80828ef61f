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
//! | `before` | `if !self.raw.has(2) { return …; }` | what a method of the object does before the call |
//! | `arguments` | `by` | the parameters |
//! | `lent` | `by` | the same as what the slot's function takes |
//! | `function` | `<__VtT as Counter>::add` | the provider's function |

/// The types beside the trait: table, object, handles.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_types {
    (
        $vis:vis trait $Trait:ident $Table:ident $Object:ident $Ref:ident $Mut:ident $Box:ident $doc:literal
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
                pub $slot: $crate::slot::SlotFn<$($ret)*, ($($crate::slot::$object,)? $($param)*)>,
            )*
        }

        #[doc = $crate::__private::core::concat!(
            "The slots of [`", $crate::__private::core::stringify!($Trait),
            "`] as methods: what its handles lend. A slot that the provider lacks runs its default body."
        )]
        #[allow(dead_code)]
        #[repr(C)]
        $vis struct $Object {
            raw: $crate::negotiate::Raw,
            place: [()],
        }

        #[doc = $crate::__private::core::concat!(
            "A shared handle on a provider of [`", $crate::__private::core::stringify!($Trait),
            "`], made from `&T` or lent by a module: the `&self` slots."
        )]
        #[allow(dead_code)]
        #[repr(transparent)]
        $vis struct $Ref<'a> {
            raw: $crate::negotiate::Raw,
            object: $crate::__private::core::marker::PhantomData<&'a ()>,
        }

        #[doc = $crate::__private::core::concat!(
            "An exclusive handle on a provider of [`", $crate::__private::core::stringify!($Trait),
            "`], made from `&mut T`: all slots."
        )]
        #[allow(dead_code)]
        #[repr(transparent)]
        $vis struct $Mut<'a> {
            raw: $crate::negotiate::Raw,
            object: $crate::__private::core::marker::PhantomData<&'a mut ()>,
        }

        #[doc = $crate::__private::core::concat!(
            "An owned provider of [`", $crate::__private::core::stringify!($Trait),
            "`]: all slots. Dropping it releases the object where it was made."
        )]
        #[allow(dead_code)]
        #[repr(transparent)]
        $vis struct $Box {
            raw: $crate::negotiate::Raw,
        }
    };
}

/// What a table is made of inside of the anonymous constant: `own` are methods that are no slots; `whole` is there if
/// handles implement the trait.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_table {
    (
        $Trait:ident $Table:ident $Object:ident $Ref:ident $Mut:ident $Box:ident
        {$($own:tt)*} [$([$($whole:tt)*])?] $slots:tt
    ) => {
        const fn __vt_site(__vt_slot: $crate::__private::core::primitive::usize) -> $crate::fault::Site {
            $crate::fault::Site::of::<$Table>(__vt_slot)
        }
        $crate::__vt_methods!($Table $Object {$($own)*} $slots);
        $($crate::__vt_whole!($Trait $Object $($whole)* $slots);)?
        $crate::__vt_provider!($Trait $Table $Ref $Mut $Box $slots);
        $crate::__vt_handles!($Trait $Table $Object $Ref $Mut $Box);
    };
}

/// The slots as methods of the object.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_methods {
    (
        $Table:ident $Object:ident { $($own:tt)* }
        {$(
            $name:ident $slot:literal [$($digit:ident)*] $this:tt $lend:ident [$($object:ident)?] $thunk:ident [$($attr:tt)*] [$($sig:tt)*]
            {$($before:tt)*} ($($arg:tt)*) ($($lent:tt)*) [$($unsafety:tt)?] [$($function:tt)*]
        )*}
    ) => {
        impl $Object {
            $($own)*
            $(
                $($attr)*
                #[inline]
                pub $($sig)* {
                    $($before)*
                    // SAFETY: the revision is agreed, so `negotiate` checked that the table holds the slot.
                    let __vt_slot = unsafe { &raw const (*$this.raw.table::<$Table>()).$name };
                    // SAFETY: the arguments are what the slot's contract wants; they live during the call.
                    unsafe {
                        $crate::slot::call(
                            __vt_slot, ($($crate::slot::$object($this.raw.object()),)? $($lent)*), __vt_site($slot)
                        )
                    }
                }
            )*
        }
    };
}

/// The trait for the object and, through it, for every handle that has all slots.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_whole {
    (
        $Trait:ident $Object:ident [$($bounds:tt)*]
        [$($Handle:ident $(<$lifetime:lifetime>)? $held:ident)*]
        {$(
            $name:ident $slot:literal [$($digit:ident)*] $this:tt $lend:ident [$($object:ident)?] $thunk:ident [$($attr:tt)*] [$($sig:tt)*]
            {$($before:tt)*} ($($arg:tt)*) ($($lent:tt)*) [$($unsafety:tt)?] [$($function:tt)*]
        )*}
    ) => {
        impl $Trait for $Object {
            $(
                #[inline]
                $($sig)* {
                    $($unsafety)? { $Object::$name($this, $($arg)*) }
                }
            )*
            fn __vt_held(&self) -> $crate::handle::Held {
                $crate::handle::Held::Lent(self.raw.to_object())
            }
        }
        impl<__VtH: $crate::handle::Whole<$Object> $($bounds)*> $Trait for __VtH {
            $(
                #[inline]
                $($sig)* {
                    $($unsafety)? { $Object::$name($crate::handle::Whole::$lend($this), $($arg)*) }
                }
            )*
            fn __vt_held(&self) -> $crate::handle::Held {
                $crate::handle::Whole::held(self)
            }
        }
        $(
            impl $crate::handle::Whole<$Object> for $Handle $(<$lifetime>)? {
                #[inline]
                fn object(&self) -> &$Object {
                    self
                }
                #[inline]
                fn object_mut(&mut self) -> &mut $Object {
                    __vt_object_mut(&mut self.raw)
                }
                fn held(&self) -> $crate::handle::Held {
                    $crate::handle::Held::$held(self.raw.to_object())
                }
            }
        )*
    };
}

/// A table for any implementor.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_provider {
    (
        $Trait:ident $Table:ident $Ref:ident $Mut:ident $Box:ident
        {$(
            $name:ident $slot:literal [$($digit:ident)*] $this:tt $lend:ident [$($object:ident)?] $thunk:ident [$($attr:tt)*] [$($sig:tt)*]
            {$($before:tt)*} ($($arg:tt)*) ($($lent:tt)*) [$($unsafety:tt)?] [$($function:tt)*]
        )*}
    ) => {
        struct __VtProvider<__VtT>($crate::__private::core::marker::PhantomData<__VtT>);
        impl<__VtT: $Trait> __VtProvider<__VtT> {
            const TABLE: &'static $Table = &$Table {
                __vt_header: $Table::__VT_SPEC.header($crate::handle::release_of::<__VtT>()),
                $($name: $crate::slot::At::<$Table, ($($crate::slot::$digit,)*)>::$thunk($($function)*),)*
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
    ($Trait:ident $Table:ident $Object:ident $Ref:ident $Mut:ident $Box:ident) => {
        #[inline]
        fn __vt_object(__vt_raw: &$crate::negotiate::Raw) -> &$Object {
            let __vt_raw = $crate::__private::core::ptr::from_ref(__vt_raw).cast::<()>();
            let __vt_raw = $crate::__private::core::ptr::slice_from_raw_parts(__vt_raw, 0);
            // SAFETY: a `Raw` and no elements behind it, which is what the object is.
            unsafe { &*(__vt_raw as *const $Object) }
        }
        #[inline]
        fn __vt_object_mut(__vt_raw: &mut $crate::negotiate::Raw) -> &mut $Object {
            let __vt_raw = $crate::__private::core::ptr::from_mut(__vt_raw).cast::<()>();
            let __vt_raw = $crate::__private::core::ptr::slice_from_raw_parts_mut(__vt_raw, 0);
            // SAFETY: a `Raw` and no elements behind it, which is what the object is.
            unsafe { &mut *(__vt_raw as *mut $Object) }
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
            #[doc = "A handle on a provider in this program."]
            pub fn new<__VtT: $Trait>(__vt_provider: &'a __VtT) -> Self {
                let __vt_object = $crate::__private::core::ptr::from_ref(__vt_provider).cast_mut().cast();
                $Ref {
                    raw: $crate::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, $Table::__VT_SPEC),
                    object: $crate::__private::core::marker::PhantomData,
                }
            }
        }
        impl<'a> $Mut<'a> {
            #[doc = "A handle on a provider in this program."]
            pub fn new<__VtT: $Trait>(__vt_provider: &'a mut __VtT) -> Self {
                let __vt_object = $crate::__private::core::ptr::from_mut(__vt_provider).cast();
                $Mut {
                    raw: $crate::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, $Table::__VT_SPEC),
                    object: $crate::__private::core::marker::PhantomData,
                }
            }
        }
        impl $Box {
            #[doc = "Takes a provider in."]
            pub fn new<__VtT: $Trait + 'static>(__vt_provider: __VtT) -> Self {
                let __vt_object = $crate::__private::Box::into_raw($crate::__private::Box::new(__vt_provider)).cast();
                $Box { raw: $crate::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, $Table::__VT_SPEC) }
            }
        }
        impl $crate::__private::core::ops::Drop for $Box {
            fn drop(&mut self) {
                // SAFETY: the object is owned by this handle, which is gone after this.
                unsafe { self.raw.release() }
            }
        }
        $crate::__vt_handle!($Table $Object $Ref<'_> [object: $crate::__private::core::marker::PhantomData]);
        $crate::__vt_handle!($Table $Object $Mut<'_> [object: $crate::__private::core::marker::PhantomData]);
        $crate::__vt_handle!($Table $Object $Box []);
        impl $crate::__private::core::ops::DerefMut for $Mut<'_> {
            #[inline]
            fn deref_mut(&mut self) -> &mut $Object {
                __vt_object_mut(&mut self.raw)
            }
        }
        impl $crate::__private::core::ops::DerefMut for $Box {
            #[inline]
            fn deref_mut(&mut self) -> &mut $Object {
                __vt_object_mut(&mut self.raw)
            }
        }
        // SAFETY: it lends `&CodecObject`, which has the `&self` slots.
        unsafe impl $crate::handle::Lent for $Ref<'_> {}
        // SAFETY: `Drop` above.
        unsafe impl $crate::handle::Owned for $Box {}
        // Nothing, unless feature `abi_stable` is on.
        $crate::__stable_handles! { $Ref, $Mut, $Box }
    };
}

/// One handle.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_handle {
    ($Table:ident $Object:ident $Handle:ident $(<$lifetime:lifetime>)? [$($rest:tt)*]) => {
        impl $crate::__private::core::fmt::Debug for $Handle $(<$lifetime>)? {
            fn fmt(&self, __vt_f: &mut $crate::__private::core::fmt::Formatter<'_>) -> $crate::__private::core::fmt::Result {
                $crate::handle::debug::<Self>(self, __vt_f)
            }
        }
        // SAFETY: the spec is of the table whose slots the object calls.
        unsafe impl $crate::handle::Handle for $Handle $(<$lifetime>)? {
            const SPEC: &'static $crate::negotiate::TableSpec = $Table::__VT_SPEC;
            #[inline]
            unsafe fn from_raw(__vt_raw: $crate::negotiate::Raw) -> Self {
                Self { raw: __vt_raw, $($rest)* }
            }
            #[inline]
            fn raw(&self) -> $crate::negotiate::Raw {
                self.raw
            }
        }
        impl $crate::__private::core::ops::Deref for $Handle $(<$lifetime>)? {
            type Target = $Object;
            #[inline]
            fn deref(&self) -> &$Object {
                __vt_object(&self.raw)
            }
        }
    };
}

/// `dyn Codec` at the boundary: the hidden supertrait by which a trait object tells its provider's table, `&dyn Codec`
/// and `&mut dyn Codec` as parameters, `Box<dyn Codec>` anywhere.
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_dyn {
    ($vis:vis trait $Trait:ident $Erased:ident $Table:ident $Object:ident $Mut:ident $Box:ident $id:literal) => {
        #[doc(hidden)]
        $vis trait $Erased {
            fn __vt_raw(&self) -> $crate::raw::RawObject;
            fn __vt_raw_mut(&mut self) -> $crate::raw::RawObject;
            fn __vt_into_raw(self: $crate::__private::Box<Self>) -> $crate::raw::RawObject;
        }
        impl<__VtT: $Trait> $Erased for __VtT {
            fn __vt_raw(&self) -> $crate::raw::RawObject {
                let __vt_object = $crate::__private::core::ptr::from_ref(self).cast_mut().cast();
                $crate::handle::exposed::<__VtT, $Box>($Trait::__vt_held(self), __vt_object)
            }
            fn __vt_raw_mut(&mut self) -> $crate::raw::RawObject {
                let __vt_held = $Trait::__vt_held(self);
                $crate::handle::exposed::<__VtT, $Box>(__vt_held, $crate::__private::core::ptr::from_mut(self).cast())
            }
            fn __vt_into_raw(self: $crate::__private::Box<Self>) -> $crate::raw::RawObject {
                let __vt_held = <__VtT as $Trait>::__vt_held(&*self);
                $crate::handle::given::<__VtT, $Box>(__vt_held, self)
            }
        }
        impl $Erased for $Object {
            fn __vt_raw(&self) -> $crate::raw::RawObject {
                self.raw.to_object()
            }
            fn __vt_raw_mut(&mut self) -> $crate::raw::RawObject {
                self.raw.to_object()
            }
            fn __vt_into_raw(self: $crate::__private::Box<Self>) -> $crate::raw::RawObject {
                self.raw.to_object()
            }
        }
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        const _: () = {
            // SAFETY: table and object of a provider, from its own supertrait.
            unsafe impl<'x> $crate::handle::Api for dyn $Trait + 'x {
                const ID: &'static $crate::__private::core::primitive::str = $id;
                const SPEC: &'static $crate::negotiate::TableSpec = $Table::__VT_SPEC;
                type Mut<'a> = $Mut<'a>;
                fn raw(&self) -> $crate::raw::RawObject {
                    $Erased::__vt_raw(self)
                }
                fn raw_mut(&mut self) -> $crate::raw::RawObject {
                    $Erased::__vt_raw_mut(self)
                }
            }
            // SAFETY: its name by the id of the table; `dyn` of it is `'static` here.
            unsafe impl $crate::Described for $crate::__private::Box<dyn $Trait> {
                type Lifetimes<Tail: $crate::lifetimes::List> = Tail;
                const NAME: $crate::describe::Rope = &$crate::handle::object_name("Box<dyn ", $id, ">");
                const TYPE: $crate::describe::TypeRef =
                    $crate::describe::TypeRef::new(&$crate::describe::TypeInfo::plain(Self::NAME, &[]));
            }
            // SAFETY: a table and an object; the table is negotiated. It crosses as the pair that it is; the far side gets a
            // `CodecBox` in a box.
            // Inline, so that a crate that has no use for them does not compile every slot for `dyn`.
            unsafe impl $crate::AbiType for $crate::__private::Box<dyn $Trait> {
                type Wire = $crate::raw::RawObject;
                type Arg = $crate::raw::RawObject;
                type Return = $crate::slot::ByValue<$crate::raw::RawObject>;
                type Niche = $crate::convert::Tagged;
                #[inline]
                fn into_wire(self) -> $crate::raw::RawObject {
                    $Erased::__vt_into_raw(self)
                }
                #[inline]
                unsafe fn from_wire(
                    __vt_wire: $crate::raw::RawObject,
                ) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                    // SAFETY: the contract: the object is given for good.
                    match unsafe { $crate::handle::receive_owned::<$Box>(__vt_wire) } {
                        $crate::__private::core::result::Result::Ok(__vt_owned) => {
                            $crate::__private::core::result::Result::Ok($crate::__private::Box::new(__vt_owned))
                        }
                        $crate::__private::core::result::Result::Err(__vt_fault) => {
                            $crate::__private::core::result::Result::Err(__vt_fault)
                        }
                    }
                }
                #[inline]
                fn arg(__vt_wire: &$crate::raw::RawObject) -> $crate::raw::RawObject {
                    *__vt_wire
                }
                #[inline]
                unsafe fn from_arg(
                    __vt_arg: $crate::raw::RawObject,
                ) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                    // SAFETY: passed on to the caller.
                    unsafe { <Self as $crate::AbiType>::from_wire(__vt_arg) }
                }
            }
        };
    };
}
