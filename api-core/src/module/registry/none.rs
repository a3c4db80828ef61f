//! Without std nothing is kept of what is open: each opening stands for itself.

use super::error::Error;
use super::state::{Key, State};
use alloc::string::String;
use alloc::sync::Arc;

pub(super) type Start<'a> = dyn FnMut(&Turn) -> Result<State, Error> + 'a;

pub(super) type CalledBy<'a> = dyn Fn() -> String + 'a;

#[inline]
pub(super) fn once(_: Key, _: &CalledBy<'_>, start: &mut Start<'_>) -> Result<Arc<State>, Error> {
    start(&Turn).map(Arc::new)
}

#[inline]
pub(super) fn to_close(_: Key, _: &CalledBy<'_>) -> Result<Turn, Error> {
    Ok(Turn)
}

/// Nobody else is known of.
pub(super) struct Turn;

impl Turn {
    #[inline]
    pub(super) fn is_open(&self) -> bool {
        false
    }

    #[inline]
    pub(super) fn forget(&self, _: usize) {}
}
