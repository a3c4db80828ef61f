//! `Open<E>`: an `#[abi(open)]` enum in a field.

use super::fault::Fault;
use super::traits::{AbiType, AnyBits, Element, Plain, Pointee, Tagged};
use super::vouched::VOUCHED;
use super::walk::Walk;
use crate::describe::list::List;
use crate::describe::{Described, Rope, TypeRef};
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

/// An enum without fields, open or not: so much is known where `Open<E>` stands.
#[diagnostic::on_unimplemented(
    message = "[VT0103] `Open<{Self}>` requires an `#[abi(open)]` enum",
    label = "not an enum that derives `vtable_api::AbiType`"
)]
pub trait Numbered {
    /// The integer that crosses.
    type Value: AnyBits + Copy;
}

/// An enum that may grow, with values that this build may not know.
///
/// # Safety
/// `from_value` accepts every value, and `value` is its inverse.
pub unsafe trait OpenEnum: Numbered + AbiType<Wire = Self::Value> {
    /// The integer.
    fn value(self) -> Self::Value;
    /// The variant, `Unknown(n)` for a value that this build does not know.
    fn from_value(value: Self::Value) -> Self;
}

/// An `#[abi(open)]` enum in memory. It stores the integer, so an unknown newer value survives being passed on.
///
/// ```
/// # use vtable_api_core as vtable_api;
/// use vtable_api::Open;
/// # fn example<E: vtable_api::open::OpenEnum>(value: E) -> E {
/// let field: Open<E> = Open::new(value);
/// field.get()
/// # }
/// ```
#[repr(transparent)]
pub struct Open<E: Numbered>(E::Value);

impl<E: OpenEnum> Open<E> {
    /// Stores the value.
    pub fn new(value: E) -> Self {
        Open(value.value())
    }
    /// The variant, or `Unknown(n)`.
    pub fn get(self) -> E {
        E::from_value(self.0)
    }
}

impl<E: Numbered> Open<E> {
    /// The variant with this value, or `Unknown(value)`: in constants and statics too.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::Open;
    /// # fn example<E: vtable_api::open::OpenEnum<Value = u16>>() -> E {
    /// struct Picture<E: vtable_api::open::OpenEnum<Value = u16>>(Open<E>);
    /// impl<E: vtable_api::open::OpenEnum<Value = u16>> Picture<E> {
    ///     const PNG: Self = Picture(Open::from_value(1));
    /// }
    /// # Picture::PNG.0.get()
    /// # }
    /// ```
    #[inline]
    pub const fn from_value(value: E::Value) -> Self {
        Open(value)
    }
    /// The integer, which is the same for values that this build does not know.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::Open;
    /// # fn example<E: vtable_api::open::OpenEnum<Value = u16>>() -> E {
    /// let newer = Open::<E>::from_value(99);
    /// assert_eq!(newer.value(), 99);
    /// # newer.get()
    /// # }
    /// ```
    #[inline]
    pub const fn value(self) -> E::Value {
        self.0
    }
}

impl<E: Numbered> Clone for Open<E> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<E: Numbered> Copy for Open<E> {}
impl<E: OpenEnum + fmt::Debug> fmt::Debug for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
impl<E: OpenEnum + fmt::Display> fmt::Display for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
impl<E: OpenEnum + Default> Default for Open<E> {
    fn default() -> Self {
        Open::new(E::default())
    }
}
impl<E: OpenEnum> From<E> for Open<E> {
    fn from(value: E) -> Self {
        Open::new(value)
    }
}
impl<E: OpenEnum + PartialEq> PartialEq for Open<E> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}
impl<E: OpenEnum + PartialEq> PartialEq<E> for Open<E> {
    fn eq(&self, other: &E) -> bool {
        self.get() == *other
    }
}
impl<E: OpenEnum + Eq> Eq for Open<E> {}
impl<E: OpenEnum + PartialOrd> PartialOrd for Open<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.get().partial_cmp(&other.get())
    }
}
impl<E: OpenEnum + Ord> Ord for Open<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.get().cmp(&other.get())
    }
}
impl<E: OpenEnum + Hash> Hash for Open<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.get().hash(state);
    }
}

// SAFETY: what is said of the enum is true of it.
unsafe impl<E: OpenEnum> Described for Open<E> {
    type Lifetimes<Tail: List> = E::Lifetimes<Tail>;
    const NAME: Rope = E::NAME;
    const TYPE: TypeRef = E::TYPE;
}
lend!([E: OpenEnum] Open<E>, AsIs);
// SAFETY: an integer; every value is one of the enum.
unsafe impl<E: OpenEnum> Pointee for Open<E> {
    const ANY_BITS: bool = true;
    #[inline(always)]
    unsafe fn check(_: *const Self, _: &mut Walk) -> Result<(), Fault> {
        Ok(())
    }
}
// SAFETY: as above.
unsafe impl<E: OpenEnum> Plain for Open<E> {}
// SAFETY: as above.
unsafe impl<E: OpenEnum> Element for Open<E> {}
__abi_direct!({ VOUCHED } [E: OpenEnum] Open<E>, Tagged);
