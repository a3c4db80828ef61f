//! The lifetimes of a type, as a list that the compiler keeps.

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
