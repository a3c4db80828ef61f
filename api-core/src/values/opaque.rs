//! What stands behind a reference and is known to its maker only.

use core::marker::{PhantomData, PhantomPinned};

/// A value that safe code cannot make: the field of a struct that stands for its maker's data.
///
/// A type with `#[abi(opaque)]` that has this field may be behind `&` and `&mut`. Without the field, safe code could make its
/// own `Db` and lend it to a maker, which would read data where there is none. The type has no bytes; only the address crosses.
/// The maker keeps the data elsewhere and lends it with an `unsafe` pointer cast. If everything is in safe Rust, use an object of
/// a `#[vtable_api]` trait instead: `&dyn Api`.
///
/// It is not `Send`, `Sync`, `Unpin`, `Clone`, `Copy` or `Default`, and neither is a struct that contains it, unless its author
/// vouches for that with an `unsafe impl`.
///
/// # Whose it is
///
/// Every maker's `Db` has the same type, so safe code can lend to one maker what another one lent. A reference says that its
/// maker still lends it, but not who the maker is. Code that looks inside has to know: compare the address with those you
/// lend, as below, which needs no `unsafe`; or make the slot an `unsafe fn`, whose caller vouches for it. Do not read memory at an
/// unknown address, not even to look for a mark there. If this is too much of a burden, use an object of a
/// `#[vtable_api]` trait, which brings along its maker's functions.
///
/// # Examples
///
/// A maker lends what it keeps, and finds it again. It relies only on the address: a reference to a zero-sized type gives access to
/// no bytes.
///
/// ```
/// # use vtable_api_core as vtable_api;
/// use vtable_api::Opaque;
///
/// // With `#[derive(AbiType)]` and `#[abi(opaque)]` in the interface.
/// pub struct Db {
///     _opaque: Opaque,
/// }
///
/// struct Rows(u64);
///
/// struct Store {
///     kept: Vec<Box<Rows>>,
/// }
///
/// impl Store {
///     fn lend(&self, index: usize) -> Option<&Db> {
///         let address = &raw const **self.kept.get(index)? as usize;
///         // SAFETY: aligned, not null and lent as long as `self`; a `Db` has no bytes.
///         Some(unsafe { &*(address as *const Db) })
///     }
///
///     /// `None`: another maker lent it.
///     fn find(&self, db: &Db) -> Option<&Rows> {
///         let address = &raw const *db as usize;
///         self.kept.iter().map(|rows| &**rows).find(|rows| &raw const **rows as usize == address)
///     }
/// }
///
/// let (store, other) = (Store { kept: vec![Box::new(Rows(7))] }, Store { kept: vec![Box::new(Rows(8))] });
/// let db = store.lend(0).unwrap();
/// assert_eq!(store.find(db).map(|rows| rows.0), Some(7));
/// assert!(other.find(db).is_none());
/// ```
#[derive(Debug)]
pub struct Opaque {
    _nobody: PhantomData<*mut ()>,
    _pinned: PhantomPinned,
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Opaque {}
}

/// [`Opaque`], and nothing else.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "[VT0104] `{Self}` is not `vtable_api::Opaque`, so safe code could make a value of this opaque type",
    label = "write `vtable_api::Opaque`"
)]
pub trait Unmade: sealed::Sealed {}
impl Unmade for Opaque {}
