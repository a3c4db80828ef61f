//! A panic in a slot as the slot's error, where the trait says `panic = "error"`.

use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

/// A panic in a provider's slot, where the trait says `#[vtable_api(panic = "error")]`.
///
/// A slot that returns `Result<T, E>` then returns it as an `E`, made by `From<Panicked>`, in place of ending the process; `String` is such an
/// `E`. The object stays as the panic left it: nothing of it is locked or poisoned but what std's locks protect.
///
/// ```
/// # use vtable_api_core as vtable_api;
/// use vtable_api::Panicked;
///
/// #[derive(Debug, PartialEq)]
/// enum Failure {
///     Damaged,
///     Internal(String),
/// }
///
/// impl From<Panicked> for Failure {
///     fn from(panic: Panicked) -> Self {
///         Failure::Internal(panic.message().into())
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    message: String,
}

impl Panicked {
    /// What the panic said, without the place in the source; empty if it was no text.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// fn shown(panic: vtable_api::Panicked) -> String {
    ///     format!("the codec failed: {}", panic.message())
    /// }
    /// ```
    #[inline]
    pub fn message(&self) -> &str {
        &self.message
    }

    #[cfg(feature = "std")]
    #[inline]
    fn of(panic: alloc::boxed::Box<dyn core::any::Any + Send>) -> Self {
        let message = match panic.downcast::<&'static str>() {
            Ok(text) => (*text).into(),
            Err(panic) => panic.downcast::<String>().map_or_else(
                |other| {
                    // Dropping what the panic carries could panic again.
                    core::mem::forget(other);
                    String::new()
                },
                |text| *text,
            ),
        };
        Panicked { message }
    }
}

impl fmt::Display for Panicked {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a slot panicked: {}", self.message)
    }
}

impl core::error::Error for Panicked {}

impl From<Panicked> for String {
    #[inline]
    fn from(panic: Panicked) -> Self {
        alloc::format!("{panic}")
    }
}

/// What a slot returns. Of a `Result`, by whatever name, a panic is the error; of anything else it ends the process ([`Uncaught`]).
#[derive(Debug)]
pub struct Returned<R>(PhantomData<R>);

impl<T, E> Returned<Result<T, E>> {
    /// The result, or the error that is made of a panic.
    ///
    /// # Errors
    /// The slot's own, or that.
    #[inline]
    pub fn __vt_of(slot: impl FnOnce() -> Result<T, E>, made: impl FnOnce(Panicked) -> E) -> Result<T, E> {
        match caught(slot) {
            Ok(result) => result,
            Err(panic) => Err(made(panic)),
        }
    }
}

/// Of what is no `Result`.
pub trait Uncaught<R> {
    /// The result.
    #[inline]
    fn __vt_of(slot: impl FnOnce() -> R, _: impl FnOnce(Panicked) -> NoError) -> R {
        slot()
    }
}
impl<R> Uncaught<R> for Returned<R> {}

/// Made of no panic.
#[derive(Debug)]
pub struct NoError;

impl From<Panicked> for NoError {
    #[inline]
    fn from(_: Panicked) -> Self {
        NoError
    }
}

/// What a slot returns, or its panic. Without std a panic ends the process.
#[inline]
fn caught<R>(slot: impl FnOnce() -> R) -> Result<R, Panicked> {
    #[cfg(feature = "std")]
    return std::panic::catch_unwind(core::panic::AssertUnwindSafe(slot)).map_err(Panicked::of);
    #[cfg(not(feature = "std"))]
    Ok(slot())
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use std::panic::panic_any;

    #[test]
    fn what_a_panic_says_is_kept() {
        let text = |message: &str| Err::<(), _>(Panicked { message: message.into() });
        assert_eq!(caught(|| 7), Ok(7));
        assert_eq!(caught(|| panic!("no row")), text("no row"));
        assert_eq!(caught(|| panic!("no row {}", 3)), text("no row 3"));
        assert_eq!(caught(|| panic_any(3)), text(""));
        assert_eq!(String::from(Panicked { message: "no row".into() }), "a slot panicked: no row");
    }
}
