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
/// fn lent(rows: &Rows) -> &Db {
///     let address = &raw const *rows as usize;
///     // SAFETY: aligned, not null and lent as long as `rows`; a `Db` has no bytes.
///     unsafe { &*(address as *const Db) }
/// }
///
/// /// # Safety
/// /// `db` is of [`lent`].
/// unsafe fn found(db: &Db) -> u64 {
///     let address = &raw const *db as usize;
///     // SAFETY: the caller's word.
///     unsafe { (*(address as *const Rows)).0 }
/// }
///
/// let rows = Rows(7);
/// let db = lent(&rows);
/// // SAFETY: lent above, and `rows` lives.
/// assert_eq!(unsafe { found(db) }, 7);
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
    message = "[VT0104] `{Self}` is not `vtable_api::Opaque`, so safe code may make what this opaque type stands for",
    label = "write `vtable_api::Opaque`"
)]
pub trait Unmade: sealed::Sealed {}
impl Unmade for Opaque {}
