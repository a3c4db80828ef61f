//! Whether a type may cross, asked once of each type that an interface names, and what the build says if it may not. Only expansions call
//! this folder. It calls `table`, `values` and `describe`.
//!
//! A bound that does not hold is an error wherever it is asked for, and a table asks in thirty places. So an expansion asks here
//! first: for the answers ([`Asked`]), and then whether they will do ([`may_cross`] and its like). What fails ends the build with one text.
//! All else that the expansion says of its types goes through [`Holds`].
//!
//! Nothing rests on these answers but texts: what crosses is bound by the traits of [`convert`](crate::convert) everywhere.
//! `__VT_SEND`, `__VT_SYNC` and `__VT_DROP` are asked in the same way, for the record: see [`facts`].

mod advice;
mod answers;
mod ask;
mod beside;
pub mod facts;
mod without_std;

pub use answers::{Advice, Answer, Asked, Known, Otherwise, Part, Place};
pub use ask::{
    Holds, StdOption, has_lifetime, has_supertrait, is_option, is_so, may_be_caught, may_be_lent, may_be_lent_on,
    may_cross,
};
