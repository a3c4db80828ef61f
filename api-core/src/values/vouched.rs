//! That tokens are an expansion's: macros of this crate write `unsafe impl`s, and a user's crate could call them.

/// Says that the tokens which a macro of this crate is called with are of an expansion.
pub struct Vouched(());

/// Those in this crate.
// SAFETY: each call names a type and its parameters.
pub(crate) const VOUCHED: Vouched = unsafe { vouch() };

/// See `expand.rs`.
///
/// # Safety
/// The tokens are what a macro of this crate, or `vtable-api-macros`, made of an item.
pub const unsafe fn vouch() -> Vouched {
    Vouched(())
}
