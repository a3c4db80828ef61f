//! The lifetimes of a type as the compiler resolves them, against those that its tokens show.
//!
//! What a macro reads is tokens, and an alias may hide lifetimes behind them, drop them or swap them. So each type
//! lists its own ([`Described::Lifetimes`](crate::Described::Lifetimes)), and what the macro read is compared with
//! that list in the user's crate: how many there are by [`Written`], which is which by [`shown`]. Nothing here runs.

use crate::describe::Described;
use core::marker::PhantomData;

/// One lifetime. Two are one type only if they are equal.
#[derive(Debug)]
pub struct Life<'a>(PhantomData<*mut &'a ()>);

/// The lifetimes of a type in the order in which its tokens show them: `()`, or `(Life<'a>, rest)`.
pub trait List {
    /// How many there are.
    const LEN: usize;
}
impl List for () {
    const LEN: usize = 0;
}
impl<L: List> List for (Life<'_>, L) {
    const LEN: usize = 1 + L::LEN;
}

/// The list is the one that was read from the tokens.
#[diagnostic::on_unimplemented(
    message = "not all lifetimes of this type are written where it stands, so the record could not tell them apart",
    label = "an alias or a macro hides some of its lifetimes here, or shows some that it does not have",
    note = "write the type out, or give the alias the lifetimes of the type in their order, each once: \
            `type Text<'a> = &'a str;` and `Text<'_>`"
)]
pub trait Written<Tokens> {}
impl<L: List> Written<L> for L {}

/// A type that stands for its lifetimes, all of them invariant.
#[derive(Debug)]
pub struct AsWritten<T: ?Sized>(PhantomData<*mut T>);

/// Compiles where the lifetimes of `T` are those of `L`, one by one.
#[inline]
pub const fn shown<L: List, T: Described>() -> AsWritten<T>
where
    T::Lifetimes<()>: Written<L>,
{
    AsWritten(PhantomData)
}
