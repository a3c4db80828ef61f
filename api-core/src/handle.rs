//! What the macro builds handles from: `CodecRef`, `CodecMut`, `CodecBox`, objects of other tables, callbacks.

use crate::describe::{Piece, Rope};
use crate::fault::Fault;
use crate::known::negotiate_again;
use crate::negotiate::{Raw, TableSpec};
use crate::raw::{Header, RawCallback, RawObject};
use alloc::boxed::Box;
use core::ffi::c_void;

/// A generated handle type.
///
/// # Safety
/// `SPEC` is of the table whose slots the handle calls.
pub unsafe trait Handle: Sized {
    /// The table.
    const SPEC: &'static TableSpec;

    /// A handle on a negotiated table.
    ///
    /// # Safety
    /// `raw` was negotiated with [`Handle::SPEC`]; the object is lent for the handle's lifetime, exclusive
    /// unless the handle is a [`Lent`], and given for good when it is an [`Owned`].
    unsafe fn from_raw(raw: Raw) -> Self;

    /// What it holds.
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
    write!(f, "{} (revisions {:#b}) at {:p}", H::SPEC.name, raw.agreed(), raw.object())
}

/// A handle that has every slot of `Object`, the methods of a table: it implements the table's trait.
pub trait Whole<Object: ?Sized> {
    /// The slots.
    fn object(&self) -> &Object;
    /// The slots.
    fn object_mut(&mut self) -> &mut Object;
    /// How the provider is held.
    fn held(&self) -> Held;
}

/// A handle like `&T`: `CodecRef`.
///
/// # Safety
/// The handle calls only `&self` slots.
pub unsafe trait Lent: Handle {}

/// A handle that owns its object: `CodecBox`.
///
/// # Safety
/// Dropping the handle releases the object.
pub unsafe trait Owned: Handle {}

/// A handle that a `T` can be put behind.
///
/// # Safety
/// `HEADER` starts a table whose slots take a `*mut T`; its `release` takes what `Box::<T>::into_raw` gives when
/// the handle is an [`Owned`].
pub unsafe trait Provide<T>: Handle {
    /// The table of `T`, a constant.
    const HEADER: *const Header;
}

/// What `dyn Codec` is at the boundary.
///
/// # Safety
/// `raw` returns a table of [`Api::SPEC`] and an object for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `#[vtable_api]` trait object, so it cannot cross a binary boundary",
    note = "put `#[vtable_api]` on the trait; all its methods must take `&self` or `&mut self`"
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
}

/// What a handle tells of itself when it is handed on: the far side gets what it holds, not a layer on top.
pub enum Held {
    /// Not a handle.
    No,
    /// Lent to the handle.
    Lent(RawObject),
    /// Owned by the handle.
    Owned(RawObject),
}

/// The table and object for an implementor of type `T` at `object`.
pub fn exposed<T, H: Provide<T>>(held: Held, object: *mut c_void) -> RawObject {
    match held {
        Held::No => RawObject { table: H::HEADER, object },
        Held::Lent(raw) | Held::Owned(raw) => raw,
    }
}

/// The same for an owned implementor; a handle that owns is unwrapped.
pub fn given<T, H: Provide<T>>(held: Held, object: Box<T>) -> RawObject {
    if let Held::Owned(raw) = held {
        core::mem::forget(*object);
        return raw;
    }
    RawObject { table: H::HEADER, object: Box::into_raw(object).cast() }
}

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
    let raw = unsafe { negotiate_again(object, A::SPEC) }.map_err(Fault::Table)?;
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

/// An owned handle on an object that came in.
///
/// # Errors
/// What is wrong with its table.
///
/// # Safety
/// The object is given for good.
pub unsafe fn receive_owned<H: Owned>(object: RawObject) -> Result<H, Fault> {
    // SAFETY: a provider of the contract passes a table of it.
    let raw = unsafe { negotiate_again(object, H::SPEC) }.map_err(Fault::Table)?;
    // SAFETY: negotiated with the same spec; given by the caller's word.
    Ok(unsafe { H::from_raw(raw) })
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
    crate::fault::guarded(|| drop(owned), || crate::fault::release_panicked::<T>());
}

/// The `release` of a table of `T`s.
pub const fn release_of<T>() -> Option<crate::raw::Release> {
    Some(release::<T>)
}

/// A function pointer as the address that crosses.
#[inline(always)]
pub const fn erase<F: Copy>(function: F) -> *const c_void {
    const { assert!(size_of::<F>() == size_of::<*const c_void>()) }
    // SAFETY: of one size; a function pointer's bits are an address.
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
