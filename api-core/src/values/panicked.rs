//! A panic in a slot as the slot's error, where the trait says `panic = "error"`.

use super::fault::Fault;
use super::traits::AbiType;
use super::walk::After;
use crate::describe::flatten::Rope;
use crate::describe::list::List;
use crate::describe::{Described, TypeRef};
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

/// A panic in a provider's slot, where the trait says `#[vtable_api(panic = "error")]`.
///
/// A slot that returns `Result<T, E>` then returns it as an `E`, made by `From<Panicked>`, in place of ending the process; `String` is such an
/// `E`. So does a default body that runs in the caller, because the provider lacks its revision. A value that cannot be sent, because memory
/// in it owns memory too deeply, is a panic as well; it is lost, and nothing in it is dropped. The object stays as the panic left it: nothing of it is locked or poisoned but what std's locks protect.
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
                    drop_payload(other);
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

/// What a slot returns. Of a `Result`, by whatever name, a panic is the error; of anything else it is none ([`Uncaught`]).
#[derive(Debug)]
pub struct Returned<R>(PhantomData<R>);

impl<T, E> Returned<Result<T, E>> {
    /// Whether it has an error.
    pub const __VT_IS_RESULT: bool = true;
}

impl<T, E: From<Panicked>> Returned<Result<T, E>> {
    /// Whether a panic can be that error.
    pub const __VT_IS_CAUGHT: bool = true;

    /// The result of a default body that runs in the caller. Out of line: a call of a slot that is there pays nothing for it.
    ///
    /// # Errors
    /// That of the body, or the one that is made of a panic.
    #[cold]
    #[inline(never)]
    pub fn __vt_here(body: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        match caught(body) {
            Ok(result) => result,
            Err(panic) => Err(panic.into()),
        }
    }
}

impl<T, E: From<Panicked>> Returned<Result<T, E>>
where
    Result<T, E>: AbiType,
{
    /// The result of a provider's slot, as it is sent: a value that cannot be sent is a panic, too.
    #[inline]
    pub fn __vt_sent(slot: impl FnOnce() -> Result<T, E>) -> Sent<Result<T, E>> {
        match caught(|| Sent::of(slot())) {
            Ok(sent) => sent,
            Err(panic) => Sent::of(Err(panic.into())),
        }
    }
}

/// Of what is no `Result`, or has an error that is made of no panic.
pub trait Uncaught<R> {
    /// As [`Returned::__VT_IS_RESULT`].
    const __VT_IS_RESULT: bool = false;
    /// As [`Returned::__VT_IS_CAUGHT`].
    const __VT_IS_CAUGHT: bool = false;

    /// The result.
    #[inline]
    fn __vt_here(body: impl FnOnce() -> R) -> R {
        body()
    }

    /// The result.
    #[inline]
    fn __vt_sent(slot: impl FnOnce() -> R) -> Sent<R>
    where
        R: AbiType,
    {
        Sent::of(slot())
    }
}
impl<R> Uncaught<R> for Returned<R> {}

/// What a slot returns, when it has become its wire form already.
pub struct Sent<R: AbiType>(R::Wire);

impl<R: AbiType> Sent<R> {
    #[inline]
    fn of(value: R) -> Self {
        Sent(value.into_wire())
    }
}

impl<R: AbiType> fmt::Debug for Sent<R> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sent(..)")
    }
}

/// Finds [`Sent`], so that an expansion can name it through [`Holds`](crate::asked::Holds).
pub trait Sends<R> {
    /// It.
    type Sent;
}

/// The only one that does.
pub struct Sender;

impl<R: AbiType> Sends<R> for Sender {
    type Sent = Sent<R>;
}

// SAFETY: name, definition and lifetimes are those of `R`, which crosses.
unsafe impl<R: AbiType> Described for Sent<R> {
    type Lifetimes<Tail: List> = R::Lifetimes<Tail>;
    const NAME: Rope = R::NAME;
    const TYPE: TypeRef = R::TYPE;
}

// SAFETY: all forms are those of `R`, and so is the check.
unsafe impl<R: AbiType> AbiType for Sent<R> {
    type Wire = R::Wire;
    type Arg = R::Arg;
    type Return = R::Return;
    type Niche = R::Niche;
    const USABLE: bool = R::USABLE;
    const AFTER: After = R::AFTER;

    #[inline(always)]
    fn into_wire(self) -> R::Wire {
        self.0
    }
    #[inline]
    unsafe fn from_wire(wire: R::Wire) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { R::from_wire(wire) }.map(Sent::of)
    }
    #[inline]
    fn arg(wire: &R::Wire) -> R::Arg {
        R::arg(wire)
    }
    #[inline]
    unsafe fn from_arg(arg: R::Arg) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { R::from_arg(arg) }.map(Sent::of)
    }
    #[inline]
    unsafe fn recheck(wire: &R::Wire) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        unsafe { R::recheck(wire) }
    }
}

/// What this returns, or its panic. Without std a panic ends the process.
#[inline]
fn caught<R>(body: impl FnOnce() -> R) -> Result<R, Panicked> {
    #[cfg(feature = "std")]
    return std::panic::catch_unwind(core::panic::AssertUnwindSafe(body)).map_err(Panicked::of);
    #[cfg(not(feature = "std"))]
    Ok(body())
}

/// Drops what a panic carries. If that panics, what the second one carries is left: nothing says that it would not panic again.
#[cfg(feature = "std")]
#[inline]
fn drop_payload(payload: alloc::boxed::Box<dyn core::any::Any + Send>) {
    if let Err(again) = std::panic::catch_unwind(core::panic::AssertUnwindSafe(|| drop(payload))) {
        core::mem::forget(again);
    }
}

/// Nothing with std, and these tokens without it: they warn that no panic can be caught.
#[cfg(feature = "std")]
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_uncaught {
    ($($warning:tt)*) => {};
}

/// Nothing with std, and these tokens without it: they warn that no panic can be caught.
#[cfg(not(feature = "std"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __vt_uncaught {
    ($($warning:tt)*) => { $($warning)* };
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use core::sync::atomic::{AtomicUsize, Ordering};
    use std::panic::panic_any;

    #[test]
    fn what_a_panic_carries_is_dropped() {
        static DROPPED: AtomicUsize = AtomicUsize::new(0);
        struct Carried {
            panics: bool,
        }
        impl Drop for Carried {
            fn drop(&mut self) {
                DROPPED.fetch_add(1, Ordering::Relaxed);
                if self.panics {
                    panic_any(Carried { panics: true });
                }
            }
        }
        let nothing = Err::<(), _>(Panicked { message: String::new() });
        assert_eq!(caught(|| panic_any(Carried { panics: false })), nothing);
        assert_eq!(DROPPED.load(Ordering::Relaxed), 1);
        assert_eq!(caught(|| panic_any(Carried { panics: true })), nothing);
        assert_eq!(DROPPED.load(Ordering::Relaxed), 2, "the second one is left");
    }

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
