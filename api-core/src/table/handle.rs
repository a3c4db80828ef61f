//! What the macro builds handles from: `CodecRef`, `CodecMut`, `CodecBox`, objects of other tables, callbacks.

use super::same::is_same;
use crate::contract::known::negotiate_again;
use crate::contract::negotiate::Raw;
use crate::contract::raw::{Header, RawCallback, RawObject};
use crate::contract::spec::TableSpec;
use crate::describe::{Piece, Rope};
use crate::values::end::{guarded, release_panicked};
use crate::values::fault::Fault;
use crate::values::traits::AbiType;
pub use crate::values::vouched::{Vouched, vouch};
use crate::values::walk::Walk;
use alloc::boxed::Box;
use core::ffi::c_void;
use core::marker::PhantomData;
use core::panic::{RefUnwindSafe, UnwindSafe};

/// A handle: `CodecRef`, `CodecMut` or `CodecBox` of a table `Codec`. `#[vtable_api]` implements it.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// use vtable_api::module::Handle;
///
/// /// Whether both sides have revision 2.
/// fn is_new<H: Handle>(handle: &H) -> bool {
///     handle.revisions() & 0b10 != 0
/// }
/// ```
///
/// # Safety
/// `SPEC` is of the table whose slots `Object` calls; `raw` is what `from_raw` was given, or what a `new` of this module made.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handle of a table",
    label = "a table's `…Box`, `…Ref` or `…Mut` is",
    note = "of a table `Codec`, write `CodecBox` to give objects away, and `CodecRef` to lend one; if it is one, two copies of vtable-api are in this build: `cargo tree -d` shows them"
)]
pub unsafe trait Handle: Sized {
    /// The table, as this side knows it.
    #[doc(hidden)]
    const SPEC: &'static TableSpec;
    /// What has the slots as methods.
    #[doc(hidden)]
    type Object: ?Sized;

    /// A handle on a negotiated table.
    ///
    /// # Safety
    /// `raw` was negotiated with [`Handle::SPEC`]; the object is lent for the handle's lifetime, exclusive
    /// unless the handle is a [`Lent`], and given for good when it is an [`Owned`].
    #[doc(hidden)]
    unsafe fn from_raw(raw: Raw) -> Self;

    /// What it holds.
    #[doc(hidden)]
    fn raw(&self) -> Raw;

    /// The revisions that both sides have, bit n-1 for revision n.
    fn revisions(&self) -> u64 {
        self.raw().agreed()
    }
}

/// Writes what a handle holds: its table and the revisions that both sides have.
///
/// # Errors
/// Those of the formatter.
pub fn debug<H: Handle>(handle: &H, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
    let raw = handle.raw();
    shown(H::SPEC, raw.agreed(), raw.object(), f)
}

/// The same of an object behind `dyn Codec`.
///
/// # Errors
/// Those of the formatter.
#[inline]
pub fn debug_object<A: Api + ?Sized>(object: &A, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
    shown(A::SPEC, object.agreed(), object.raw().object, f)
}

fn shown(spec: &TableSpec, agreed: u64, object: *mut c_void, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
    write!(f, "{} (revisions {agreed:#b}) at {object:p}", spec.name)
}

// What is inside of handles. Handles expand in the user's module, which can name their fields: so each field is of one of
// these types, whose own fields it cannot name. Moved from one handle to another, they keep their lifetime, their table and
// their owner.

/// `Send` and `Sync` of a handle are those that the trait demands of every provider, and the expansion implements then. Else it has neither, by
/// this, whose name is in what rustc says.
pub trait NeedsSupertraitSendOrSync<Object: ?Sized>: Unpin + UnwindSafe + RefUnwindSafe {}

/// A table and an object that say nothing of threads.
#[derive(Clone, Copy)]
#[repr(transparent)]
struct Silent(Raw);
// SAFETY: beside it stands what has neither, in each struct that has it.
unsafe impl Send for Silent {}
// SAFETY: as above.
unsafe impl Sync for Silent {}

/// What `CodecRef` holds: a negotiated table and an object, whose slots are methods of `T`, and which is lent for `'a`.
#[repr(transparent)]
pub struct Shared<'a, T: ?Sized> {
    raw: Silent,
    lent: PhantomData<&'a ()>,
    of: PhantomData<dyn NeedsSupertraitSendOrSync<T>>,
}

/// What `CodecMut` holds: the same, and the object is lent to it alone.
#[repr(transparent)]
pub struct Exclusive<'a, T: ?Sized> {
    raw: Silent,
    lent: PhantomData<&'a mut ()>,
    of: PhantomData<dyn NeedsSupertraitSendOrSync<T>>,
}

/// What `CodecBox` holds: the same, and the object is its own. Dropping it releases the object.
#[repr(transparent)]
pub struct Boxed<T: ?Sized> {
    raw: Silent,
    of: PhantomData<dyn NeedsSupertraitSendOrSync<T>>,
}

/// What `CodecObject` is, for which `T` stands: a negotiated table and its object, behind a reference to a handle's inside. It has no size, so
/// nobody can swap two of them.
#[repr(C)]
pub struct Object<T: ?Sized> {
    raw: Silent,
    of: PhantomData<dyn NeedsSupertraitSendOrSync<T>>,
    place: [()],
}

impl<T: ?Sized> Clone for Shared<'_, T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: ?Sized> Copy for Shared<'_, T> {}

macro_rules! insides {
    ($($inside:ident $(<$lifetime:lifetime> $lent:ident)?)*) => { $(
        impl<$($lifetime,)? T: ?Sized> $inside<$($lifetime,)? T> {
            /// Takes a negotiated table and its object.
            ///
            /// # Safety
            /// As [`Handle::from_raw`] of the handle that holds it.
            #[inline(always)]
            pub unsafe fn from_raw(raw: Raw) -> Self {
                $inside { raw: Silent(raw), $($lent: PhantomData,)? of: PhantomData }
            }

            /// The table and the object.
            #[inline(always)]
            pub fn raw(&self) -> Raw {
                self.raw.0
            }

            /// The object, to call `&self` slots.
            #[inline(always)]
            pub fn object(&self) -> &Object<T> {
                let raw = core::ptr::slice_from_raw_parts(core::ptr::from_ref(&self.raw).cast::<()>(), 0);
                // SAFETY: an `Object` is a `Raw`, which lies there, and no elements behind it.
                unsafe { &*(raw as *const Object<T>) }
            }
        }
    )* };
}
insides!(Shared<'a> lent Exclusive<'a> lent Boxed);

macro_rules! exclusive_insides {
    ($($inside:ident $(<$lifetime:lifetime>)?)*) => { $(
        impl<$($lifetime,)? T: ?Sized> $inside<$($lifetime,)? T> {
            /// The object, to call any slot.
            #[inline(always)]
            pub fn object_mut(&mut self) -> &mut Object<T> {
                let raw = core::ptr::slice_from_raw_parts_mut(core::ptr::from_mut(&mut self.raw).cast::<()>(), 0);
                // SAFETY: as in `object`; `self` is exclusive.
                unsafe { &mut *(raw as *mut Object<T>) }
            }
        }
    )* };
}
exclusive_insides!(Exclusive<'a> Boxed);

// A table of a provider in this program has every revision that its `SPEC` knows.
impl<'a, T: Standing + ?Sized> Shared<'a, T> {
    /// A provider in this program, or the one that it stands for.
    pub fn new<H: Lent + Provide<P> + Handle<Object = T>, P>(provider: &'a P) -> Self {
        let object = core::ptr::from_ref(provider).cast_mut().cast();
        let raw = T::shared(provider).unwrap_or(Raw::local(H::HEADER, object, H::SPEC));
        Shared { raw: Silent(raw), lent: PhantomData, of: PhantomData }
    }
}
impl<'a, T: Standing + ?Sized> Exclusive<'a, T> {
    /// A provider in this program, or the one that it stands for.
    pub fn new<H: Provide<P> + Handle<Object = T>, P>(provider: &'a mut P) -> Self {
        let object = core::ptr::from_mut(provider);
        // SAFETY: lent for `'a`; what is returned is used in its place.
        let raw = T::exclusive(unsafe { &mut *object });
        let raw = raw.unwrap_or(Raw::local(H::HEADER, object.cast(), H::SPEC));
        Exclusive { raw: Silent(raw), lent: PhantomData, of: PhantomData }
    }
}
impl<T: Standing + ?Sized> Boxed<T> {
    /// A provider in this program, or the one that it stands for.
    pub fn new<H: Owned + Provide<P> + Handle<Object = T>, P: 'static>(provider: P) -> Self {
        let raw = match T::owned(Box::new(provider)) {
            Ok(raw) => raw,
            Err(provider) => Raw::local(H::HEADER, Box::into_raw(provider).cast(), H::SPEC),
        };
        Boxed { raw: Silent(raw), of: PhantomData }
    }
}

impl<T: ?Sized> Drop for Boxed<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `from_raw` was given the object for good, and it is gone after this.
        unsafe { self.raw.0.release() }
    }
}

impl<T: ?Sized> Object<T> {
    /// The table; only the slots of agreed revisions may be read.
    #[inline(always)]
    pub fn table<Table>(&self) -> *const Table {
        self.raw.0.table()
    }

    /// The object.
    #[inline(always)]
    pub fn object(&self) -> *mut c_void {
        self.raw.0.object()
    }

    /// Bit n-1: revision n is agreed.
    #[inline(always)]
    pub fn agreed(&self) -> u64 {
        self.raw.0.agreed()
    }

    /// Whether the revision is agreed.
    #[inline(always)]
    pub fn has(&self, revision: u32) -> bool {
        self.raw.0.has(revision)
    }

    /// The table and the object, to pass on.
    pub fn to_object(&self) -> RawObject {
        self.raw.0.to_object()
    }
}

/// How what has every slot of a table, the methods of which are `Self`, has them: it lends a [`Forwards::To`] that has. A handle lends the
/// methods, `Box<T>` and `&mut T` a `T`; `&T` does where all slots take `&self`.
#[diagnostic::on_unimplemented(
    message = "`{H}` does not implement the trait whose slots `{Self}` has",
    label = "is not a provider of this table",
    note = "implement the trait for `{H}`"
)]
pub trait Forwards<H: ?Sized> {
    /// What has the slots.
    type To: ?Sized;
    /// Lends it.
    fn object(from: &H) -> &Self::To;
    /// Lends it.
    fn object_mut(from: &mut H) -> &mut Self::To;
}

/// A handle like `&T`: `CodecRef`. It is what modules and hosts lend.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// use vtable_api::module::{Lent, Module};
///
/// /// The first of these exports that the module lends.
/// fn first<H: Lent>(module: &Module, names: &[&str]) -> Option<H> {
///     names.iter().find_map(|name| module.get(name).ok())
/// }
/// ```
///
/// # Safety
/// The handle calls only `&self` slots.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handle that can be lent",
    label = "a table's `…Ref` is",
    note = "write the `…Ref` of the table; what is given away comes from `create`, with its `…Box`"
)]
pub unsafe trait Lent: Handle {}

/// A handle that owns its object: `CodecBox`. It is what modules and hosts create.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// use vtable_api::module::{Error, Module, Owned};
///
/// /// Two of a kind.
/// fn pair<H: Owned>(module: &Module, name: &str) -> Result<[H; 2], Error> {
///     Ok([module.create(name)?, module.create(name)?])
/// }
/// ```
///
/// # Safety
/// Dropping the handle releases the object.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handle that owns its object",
    label = "a table's `…Box` is",
    note = "write the `…Box` of the table; one object for every host comes from `lend`, with its `…Ref`"
)]
pub unsafe trait Owned: Handle {}

/// A handle that a `T` can be put behind: `T` implements the trait of its table.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
/// use vtable_api::module::Provide;
///
/// fn is_provided<H: Provide<T>, T>() {}
/// # fn main() {
/// is_provided::<CounterBox, Steps>(); // there is an `impl Counter for Steps`
/// # }
/// ```
///
/// # Safety
/// `HEADER` starts a table of `SPEC` whose slots take a `*mut T`; its `release` takes what `Box::<T>::into_raw` gives when
/// the handle is an [`Owned`].
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be put behind `{Self}`",
    label = "its trait is not implemented for `{T}`",
    note = "implement the trait of the table for `{T}`"
)]
pub unsafe trait Provide<T>: Handle {
    /// The table of `T`, a constant.
    #[doc(hidden)]
    const HEADER: *const Header;
}

/// What `dyn Codec` is at the boundary.
///
/// # Safety
/// `raw` returns a table of [`Api::SPEC`] and an object for it.
#[diagnostic::on_unimplemented(
    message = "[VT0105] `{Self}` is not a `#[vtable_api]` trait object, so it cannot cross a binary boundary",
    note = "put `#[vtable_api]` on the trait; all its methods must take `&self` or `&mut self`; if it has the attribute, two copies of vtable-api are in this build: `cargo tree -d` shows them"
)]
pub unsafe trait Api {
    /// The table's id: apart from `SPEC`, so that two tables can name each other.
    const ID: &'static str;
    /// The table.
    const SPEC: &'static TableSpec;
    /// The handle with every slot.
    type Mut<'a>: Handle;

    /// The table and object of an implementor; a handle gives what it holds.
    fn raw(&self) -> RawObject;

    /// The same, to be used exclusively.
    fn raw_mut(&mut self) -> RawObject;

    /// The same of an owned one.
    fn into_raw(self: Box<Self>) -> RawObject;

    /// The revisions that its slots have: those that a handle agreed on, or else all.
    fn agreed(&self) -> u64;

    /// Whether they are among them.
    #[inline]
    fn has(&self, revision: u32) -> bool {
        self.agreed() & (1 << (revision - 1)) != 0
    }
}

/// The handles of a table, and its trait object: what implements the trait and stands for another provider. `CodecObject` implements it.
///
/// # Safety
/// All of them are of the table that the implementor is the object of.
pub unsafe trait Stands {
    /// `CodecRef`.
    type Shared: Handle;
    /// `CodecMut`.
    type Exclusive: Handle;
    /// `CodecBox`.
    type Owned: Owned;
    /// `dyn Codec`.
    type Object: Api + ?Sized;
}

/// What finds the provider that another one stands for. Where nothing but providers implements the trait, there is none.
///
/// # Safety
/// What is found is a table that was negotiated with the one that the implementor is the object of, and an object that is lent or
/// given as `provider` is.
pub unsafe trait Standing {
    /// For who shares it.
    #[inline(always)]
    fn shared<T>(_provider: &T) -> Option<Raw> {
        None
    }
    /// For who has it to himself.
    #[inline(always)]
    fn exclusive<T>(_provider: &mut T) -> Option<Raw> {
        None
    }
    /// For who owns it.
    ///
    /// # Errors
    /// The provider, which stands for itself.
    #[inline(always)]
    fn owned<T>(provider: Box<T>) -> Result<Raw, Box<T>> {
        Err(provider)
    }
}

// SAFETY: what a handle holds, or what an object says of itself: of the one table, by the word of `Stands`.
unsafe impl<S: Stands + ?Sized> Standing for S {
    fn shared<T>(provider: &T) -> Option<Raw> {
        handle_in::<T, S>(provider).or_else(|| object_in::<T, S::Object>(provider).map(raw_of))
    }

    // What a shared handle holds is shared, whoever has the handle to himself: it stays behind a layer, whose table has the slots that this
    // build knows, and no later one that needs `&mut self`.
    fn exclusive<T>(provider: &mut T) -> Option<Raw> {
        let raw = held::<T, S::Exclusive>(provider).or_else(|| held::<T, S::Owned>(provider));
        if raw.is_some() || !(is_same::<T, &mut S::Object>() || is_same::<T, Box<S::Object>>()) {
            return raw;
        }
        let object = core::ptr::from_mut(provider).cast::<&mut S::Object>();
        // SAFETY: both are a pointer to such an object, which is lent exclusively as long as `provider` is; lifetimes as in `object_in`.
        let object = unsafe { &mut **object };
        let agreed = object.agreed();
        Some(agreed_on(object.raw_mut(), agreed))
    }

    fn owned<T>(provider: Box<T>) -> Result<Raw, Box<T>> {
        if let Some(raw) = held::<T, S::Owned>(&provider) {
            core::mem::forget(*provider);
            return Ok(raw);
        }
        if !is_same::<T, Box<S::Object>>() {
            return Err(provider);
        }
        let object = Box::into_raw(provider).cast::<Box<S::Object>>();
        // SAFETY: a `T` is that, but for lifetimes, of which nothing is left in what is returned; it was in a `Box`.
        let object = unsafe { Box::from_raw(object) };
        let agreed = object.agreed();
        Ok(agreed_on((*object).into_raw(), agreed))
    }
}

/// An object and what is agreed with its table. A layer around it has more, which nobody calls.
fn agreed_on(object: RawObject, agreed: u64) -> Raw {
    Raw { table: object.table, object: object.object, agreed }
}

fn raw_of<A: Api + ?Sized>(object: &A) -> Raw {
    agreed_on(object.raw(), object.agreed())
}

/// An implementor of type `T` as the far side gets it through `&dyn Codec`: what stands for another provider gives that, not a layer on
/// top.
pub fn exposed<T, S: Stands<Owned: Provide<T>> + ?Sized>(provider: &T) -> RawObject {
    let object = core::ptr::from_ref(provider).cast_mut().cast();
    S::shared(provider).map_or(RawObject { table: S::Owned::HEADER, object }, Raw::to_object)
}

/// The same through `&mut dyn Codec`.
pub fn exposed_mut<T, S: Stands<Owned: Provide<T>> + ?Sized>(provider: &mut T) -> RawObject {
    let object = core::ptr::from_mut(provider);
    // SAFETY: lent to the caller; what is returned is used in its place.
    let raw = S::exclusive(unsafe { &mut *object });
    raw.map_or(RawObject { table: S::Owned::HEADER, object: object.cast() }, Raw::to_object)
}

/// The same for an owned implementor.
pub fn given<T, S: Stands<Owned: Provide<T>> + ?Sized>(provider: Box<T>) -> RawObject {
    match S::owned(provider) {
        Ok(raw) => raw.to_object(),
        Err(provider) => RawObject { table: S::Owned::HEADER, object: Box::into_raw(provider).cast() },
    }
}

/// The revisions of an implementor: those of what it stands for, or else all that this program knows.
pub fn agreed<T, S: Stands + ?Sized>(provider: &T) -> u64 {
    S::shared(provider).map_or(S::Owned::SPEC.revisions(), |raw| raw.agreed())
}

/// What a handle holds, if `T` is one.
fn handle_in<T, S: Stands + ?Sized>(provider: &T) -> Option<Raw> {
    held::<T, S::Shared>(provider)
        .or_else(|| held::<T, S::Exclusive>(provider))
        .or_else(|| held::<T, S::Owned>(provider))
}

/// The object behind `&dyn Codec`, `&mut dyn Codec` or `Box<dyn Codec>`, if `T` is one.
fn object_in<T, A: Api + ?Sized>(provider: &T) -> Option<&A> {
    if !is_same::<T, &A>() && !is_same::<T, &mut A>() && !is_same::<T, Box<A>>() {
        return None;
    }
    // SAFETY: each of the three is a pointer to an `A` that is lent as long as `provider` is, and is read as what it can do least; a lifetime
    // in `A` may be another one, and nothing that it bounds is in what is returned of it.
    Some(unsafe { *core::ptr::from_ref(provider).cast::<&A>() })
}

/// What a handle holds, if `T` is the handle `H`.
fn held<T, H: Handle>(provider: &T) -> Option<Raw> {
    if !is_same::<T, H>() {
        return None;
    }
    let handle = core::ptr::from_ref(provider).cast::<H>();
    // SAFETY: a `T` is an `H`, but for lifetimes, of which nothing is left in what is returned.
    let handle = unsafe { &*handle };
    Some(handle.raw())
}

/// That every provider of a trait is `Send`, as its handles are.
pub const fn is_send<T: Send + ?Sized>() {}

/// That every provider of a trait is `Sync`, as its handles are.
pub const fn is_sync<T: Sync + ?Sized>() {}

/// The name of `&dyn Api`, `&mut dyn Api` or `Box<dyn Api>`, from its id in quotes.
pub const fn object_name(before: &'static str, id: &'static str, after: &'static str) -> [Piece; 5] {
    [Piece::Text(before), Piece::Text("\""), Piece::Text(id), Piece::Text("\""), Piece::Text(after)]
}

/// A handle on an object that came in as a parameter.
///
/// # Errors
/// What is wrong with its table.
///
/// # Safety
/// The object is lent for `'a`, exclusive if it is used so.
pub unsafe fn receive<'a, A: Api + ?Sized>(object: RawObject) -> Result<A::Mut<'a>, Fault> {
    // SAFETY: a caller of the contract passes a table of it.
    let raw = unsafe { arrived(object, A::SPEC) }?;
    // SAFETY: negotiated with the same spec; lent by the caller's word.
    Ok(unsafe { A::Mut::from_raw(raw) })
}

/// The same for a parameter that may be null.
///
/// # Errors
/// What is wrong with its table.
///
/// # Safety
/// As [`receive`].
pub unsafe fn receive_optional<'a, A: Api + ?Sized>(object: RawObject) -> Result<Option<A::Mut<'a>>, Fault> {
    if object.table.is_null() {
        return Ok(None);
    }
    // SAFETY: passed on to the caller.
    unsafe { receive::<A>(object) }.map(Some)
}

/// What a handle holds, to be passed with all that the handle may do.
#[inline]
pub fn into_object<H: Handle>(handle: H) -> RawObject {
    let object = handle.raw().to_object();
    core::mem::forget(handle);
    object
}

/// A handle on an object that came in.
///
/// # Errors
/// What is wrong with its table.
///
/// # Safety
/// As [`Handle::from_raw`] says of the object.
pub unsafe fn received<H: Handle>(object: RawObject) -> Result<H, Fault> {
    // SAFETY: a provider of the contract passes a table of it.
    let raw = unsafe { arrived(object, H::SPEC) }?;
    // SAFETY: negotiated with the same spec; lent or given by the caller's word.
    Ok(unsafe { H::from_raw(raw) })
}

/// Whether an object that is a part of what is copied can be received. Memory that is nobody's holds none: it may be given out twice.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`Part::check_part`](crate::copied::Part::check_part).
pub unsafe fn check_owned<H: Owned>(wire: *const RawObject, walk: &mut Walk) -> Result<(), Fault> {
    walk.check_holder()?;
    // SAFETY: readable, by the caller's word; any bits are a pair of pointers.
    let object = unsafe { wire.read() };
    // SAFETY: a provider of the contract passes a table of it.
    unsafe { arrived(object, H::SPEC) }.map(drop)
}

/// Takes an object that was checked, and leaves none. `None`: it was taken before.
///
/// # Safety
/// As [`Part::take`](crate::copied::Part::take).
pub unsafe fn take_owned<T: AbiType<Wire = RawObject>>(wire: *mut RawObject) -> Option<T> {
    // SAFETY: memory that is somebody's, by the caller's word.
    let object = unsafe { wire.replace(NO_OBJECT) };
    if object.table.is_null() {
        return None;
    }
    // SAFETY: given with what it is a part of; negotiated when it was checked or made.
    unsafe { T::from_wire(object) }.ok()
}

/// What arrived, negotiated. No object is NULL.
///
/// # Safety
/// As [`negotiate_again`].
#[inline(always)]
unsafe fn arrived(object: RawObject, spec: &'static TableSpec) -> Result<Raw, Fault> {
    if object.object.is_null() && !object.table.is_null() {
        return Err(Fault::Null);
    }
    // SAFETY: passed on to the caller.
    unsafe { negotiate_again(object, spec) }.map_err(Fault::Table)
}

/// No object: `None` of `Option<&dyn Api>`.
pub const NO_OBJECT: RawObject = RawObject { table: core::ptr::null(), object: core::ptr::null_mut() };

/// Frees an object that `CodecBox::new` or a module's `create` made.
///
/// # Safety
/// `object` is from `Box::into_raw` of a `Box<T>`, and is not used again.
pub unsafe extern "C" fn release<T>(object: *mut c_void) {
    // SAFETY: the caller's word.
    let owned = unsafe { alloc::boxed::Box::from_raw(object.cast::<T>()) };
    guarded(|| drop(owned), || release_panicked::<T>());
}

/// The `release` of a table of `T`s.
pub const fn release_of<T>() -> Option<crate::contract::raw::Release> {
    Some(release::<T>)
}

/// A function pointer as the address that crosses.
///
/// # Safety
/// `F` is a function pointer.
#[inline(always)]
pub const unsafe fn erase<F: Copy>(function: F) -> *const c_void {
    const { assert!(size_of::<F>() == size_of::<*const c_void>()) }
    // SAFETY: of one size; a function pointer's bits are an address, and it is one by the caller's word.
    unsafe { core::mem::transmute_copy(&function) }
}

/// A callback that came in as a parameter; `Send` and `Sync` as the signature says.
#[derive(Clone, Copy)]
pub struct Callback<const SEND: bool, const SYNC: bool>(RawCallback);

// SAFETY: the signature demands `Send` of whoever passes the closure.
unsafe impl<const SYNC: bool> Send for Callback<true, SYNC> {}
// SAFETY: the signature demands `Sync` of whoever passes the closure.
unsafe impl<const SEND: bool> Sync for Callback<SEND, true> {}

impl<const SEND: bool, const SYNC: bool> Callback<SEND, SYNC> {
    /// Takes a callback in.
    ///
    /// # Errors
    /// When its function is null.
    pub fn new(raw: RawCallback) -> Result<Self, Fault> {
        if raw.call.is_null() { Err(Fault::Null) } else { Ok(Callback(raw)) }
    }

    /// What it is called with first.
    #[inline(always)]
    pub fn context(&self) -> *mut c_void {
        self.0.context
    }

    /// Its function.
    ///
    /// # Safety
    /// `F` is the function type of the callback's signature.
    #[inline(always)]
    pub unsafe fn function<F: Copy>(&self) -> F {
        const { assert!(size_of::<F>() == size_of::<*const c_void>()) }
        // SAFETY: of one size, not null (`new`), of that type by the caller's word.
        unsafe { core::mem::transmute_copy(&self.0.call) }
    }
}

/// A function pointer with its lifetimes as they are in the signature.
///
/// # Safety
/// `W` is `N` with lifetimes made general.
#[inline(always)]
pub unsafe fn widen<N: Copy, W: Copy>(function: N) -> W {
    const { assert!(size_of::<N>() == size_of::<W>()) }
    // SAFETY: function pointers that differ in lifetimes only are the same bits.
    unsafe { core::mem::transmute_copy(&function) }
}

/// The arrow and type of a return in a name.
pub const fn arrow(name: Rope) -> [Piece; 2] {
    [Piece::Text(" -> "), Piece::Rope(name)]
}
