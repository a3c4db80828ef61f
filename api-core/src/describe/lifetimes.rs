//! The lifetimes of a type as the compiler resolves them, against those that its tokens show.
//!
//! What a macro reads is tokens, and an alias may hide lifetimes behind them, drop them or swap them. So each type
//! lists its own ([`Described::Lifetimes`]), and what the macro read is compared with
//! that list in the user's crate: how many there are by [`Written`], which is which by [`shown`]. Nothing here runs.

use super::flatten::{Piece, Rope};
use super::info::Described;
pub use super::list::{Life, List};
use core::marker::PhantomData;

/// The list is the one that was read from the tokens.
///
/// # Safety
/// It is: the record rests on it.
#[diagnostic::on_unimplemented(
    message = "[VT0102] not all lifetimes of this type are written here, so the record could not tell them apart",
    label = "an alias or a macro hides some of its lifetimes here, or shows some that it does not have",
    note = "write the type out, or give the alias the lifetimes of the type in their order, each once: \
            `type Text<'a> = &'a str;` and `Text<'_>`"
)]
pub unsafe trait Written<Tokens> {}
// SAFETY: they are one list.
unsafe impl<L: List> Written<L> for L {}

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

macro_rules! names {
    ($($name:literal)*) => {
        &[$(Piece::Text(concat!(" '", $name)),)* $(Piece::Text(concat!(" '", $name, "1")),)*]
    };
}

/// The names of lifetimes in canonical text, each behind a space.
const NAMES: Rope =
    names!("a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l" "m" "n" "o" "p" "q" "r" "s" "t" "u" "v" "w" "x" "y" "z");

/// The lifetimes `L` that a type parameter stands for, in the text of a definition: they are numbered behind those of
/// `Before`. Without any, all texts are empty.
#[derive(Debug)]
pub struct Numbers<Before, L>(PhantomData<(Before, L)>);

impl<Before: List, L: List> Numbers<Before, L> {
    /// ` 'b 'c`
    pub const NAMES: Rope = {
        assert!(
            Before::LEN + L::LEN <= NAMES.len(),
            "a generic type has at most 52 lifetimes, those of its arguments counted"
        );
        NAMES.split_at(Before::LEN).1.split_at(L::LEN).0
    };
    const REST: Rope = if L::LEN == 0 { &[] } else { Self::NAMES.split_at(1).1 };
    /// The same, where the first of all has no space in front.
    pub const LISTED: Rope = if L::LEN == 0 {
        &[]
    } else if Before::LEN == 0 {
        &[Piece::Text("'a"), Piece::Rope(Self::REST)]
    } else {
        Self::NAMES
    };
}

/// `, 'b 'c: 'a`: all of `L` outlive one lifetime of the definition, or `'static` without a number.
#[derive(Debug)]
pub struct Bounded<Before, L, const SHORTER: usize>(PhantomData<(Before, L)>);

impl<Before: List, L: List, const SHORTER: usize> Bounded<Before, L, SHORTER> {
    const SHORTER_NAME: Piece = if SHORTER < NAMES.len() { NAMES[SHORTER] } else { Piece::Text(" 'static") };
    /// The text.
    pub const TEXT: Rope = if L::LEN == 0 {
        &[]
    } else {
        &[Piece::Text(","), Piece::Rope(Numbers::<Before, L>::NAMES), Piece::Text(":"), Self::SHORTER_NAME]
    };
}

/// What stands in a field's text where `L`, all that follows, has lifetimes, and else does not.
#[derive(Debug)]
pub struct Where<L>(PhantomData<L>);

impl<L: List> Where<L> {
    /// The start of all.
    pub const START: Rope = if L::LEN == 0 { &[] } else { &[Piece::Text(" where")] };
    /// A place for `'static`.
    pub const LEFT_OUT: Rope = if L::LEN == 0 { &[] } else { &[Piece::Text(" _")] };
}
