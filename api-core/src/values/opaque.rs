//! What stands behind a reference and is known to its maker only.

use core::marker::{PhantomData, PhantomPinned};

/// What no safe code can make: the field of a struct that stands for data of its maker.
///
/// A type with `#[abi(opaque)]` that has this field may stand behind `&` and `&mut`. Without it, safe code could write down a
/// `Db` of its own, and lend that to a maker who reads data where none is. It has no bytes; the address is all that crosses.
/// Whoever keeps the data lends it with an `unsafe` cast of a pointer. Where all is safe Rust, let a
/// `#[vtable_api]` trait stand for the object instead: `&dyn Api`.
///
/// It is not `Send`, `Sync`, `Unpin`, `Clone`, `Copy` or `Default`, and neither is a struct that has it, unless its author vouches for
/// that with an `unsafe impl`.
///
/// # Whose it is
///
/// Every maker's `Db` is of the same type, so safe code can lend to one maker what another one lent. A reference says that its
/// maker still lends it, and not who that is. Whoever looks inside has to know: compare the address with those that you
/// lend, as below, which takes no `unsafe`; or make the slot an `unsafe fn`, whose caller vouches for it. Memory at an
/// unknown address is not yours to read, not even to look for a mark there. Where this is a burden, an object of a
/// `#[vtable_api]` trait brings the functions of its maker along.
///
/// # Examples
///
/// How a maker lends what it keeps, and finds it again. The address is all that it relies on: a reference to a type without bytes
/// reaches none.
///
/// ```
/// use vtable_api_core::Opaque; // or of `vtable_api`
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
