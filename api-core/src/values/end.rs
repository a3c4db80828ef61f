//! How the process ends when code of this side must not go on, and whose code it is: the module that this copy of the crate belongs to.

use core::ffi::CStr;
use core::fmt;
use core::sync::atomic::{AtomicPtr, Ordering};

/// Ends the process: no panic may cross the boundary.
#[cold]
#[inline(never)]
pub(crate) fn end(line: fmt::Arguments<'_>) -> ! {
    #[cfg(feature = "std")]
    {
        std::eprintln!("vtable-api: {line}");
        std::process::abort()
    }
    #[cfg(not(feature = "std"))]
    {
        // Without std there is no abort: a panic that would leave an `extern "C"` function aborts.
        extern "C" fn no_unwind(line: &fmt::Arguments<'_>) -> ! {
            panic!("vtable-api: {line}")
        }
        no_unwind(&line)
    }
}

/// The result of code of this side that the other side calls; a panic in it ends the process, as `ends` does.
///
/// It is caught, and not only seen as it passes: where nobody above catches it, because the program is not in Rust,
/// an unwinder does not even begin.
#[inline(always)]
pub(crate) fn guarded<R>(body: impl FnOnce() -> R, ends: impl FnOnce()) -> R {
    #[cfg(feature = "std")]
    match std::panic::catch_unwind(core::panic::AssertUnwindSafe(body)) {
        Ok(result) => result,
        Err(panic) => {
            // Dropping what the panic carries could panic again.
            core::mem::forget(panic);
            ends();
            std::process::abort()
        }
    }
    #[cfg(not(feature = "std"))]
    {
        struct Guard<E: FnOnce()>(Option<E>);
        impl<E: FnOnce()> Drop for Guard<E> {
            #[cold]
            fn drop(&mut self) {
                if let Some(ends) = self.0.take() {
                    ends();
                }
            }
        }
        let mut guard = Guard(Some(ends));
        let result = body();
        guard.0 = None;
        result
    }
}

/// The end of the process because the `Drop` of an object panicked.
#[cold]
#[inline(never)]
pub(crate) fn release_panicked<T>() -> ! {
    let (module, object) = (Within(""), core::any::type_name::<T>());
    end(format_args!("{module}an object of `{object}` panicked while it was released; {NO_PANIC}"))
}

/// The end of the process because the `Display` of a value panicked.
#[cold]
#[inline(never)]
pub(crate) fn show_panicked<T>() -> ! {
    let (module, value) = (Within(""), core::any::type_name::<T>());
    end(format_args!(
        "{module}the `Display` of `{value}` panicked while a binary that does not know the variant showed it; {NO_PANIC}"
    ))
}

/// How a line about a panic ends.
pub(crate) const NO_PANIC: &str = "a panic cannot cross the boundary";

/// The name of the module that all code of this copy of the crate belongs to, when that is known: the copy is in the
/// module's own file, because a host elsewhere called its `init`.
static OWNER: AtomicPtr<&'static CStr> = AtomicPtr::new(core::ptr::null_mut());

/// What [`OWNER`] points to when this copy is that of a program, or of several modules.
static SEVERAL: &CStr = c"";

/// The address of the owner's name.
pub(crate) fn owner() -> *const &'static CStr {
    OWNER.load(Ordering::Acquire)
}

/// A host calls the `init` of a module in this binary.
#[inline]
pub(crate) fn belongs_to(name: &'static &'static CStr) {
    if is_several(owner()) {
        return;
    }
    let name = core::ptr::from_ref(name).cast_mut();
    let before = OWNER.swap(name, Ordering::AcqRel);
    if !before.is_null() && before != name {
        belongs_to_several();
    }
}

/// This copy of the crate is not one module's alone.
#[inline]
pub(crate) fn belongs_to_several() {
    OWNER.store((&raw const SEVERAL).cast_mut(), Ordering::Release);
}

pub(super) fn is_several(owner: *const &'static CStr) -> bool {
    core::ptr::eq(owner, &raw const SEVERAL)
}

/// The module that this copy belongs to, for the beginning of a line; nothing when that is not known.
pub(super) struct Within(pub(super) &'static str);

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let owner = owner();
        if owner.is_null() || is_several(owner) {
            return Ok(());
        }
        // SAFETY: from a `&'static` in `belongs_to`, the only place that stores another one.
        let name = unsafe { *owner };
        write!(f, "{}module `{}`: ", self.0, name.to_str().unwrap_or("?"))
    }
}

/// Writes which modules are open and export a table of this id: ` of module …`, or nothing.
pub(crate) type Exporters = fn(table: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result;

/// Set by what opens modules, which is built on this.
static EXPORTERS: AtomicPtr<Exporters> = AtomicPtr::new(core::ptr::null_mut());

/// Who is asked from now on.
#[cfg(feature = "std")]
#[inline]
pub(crate) fn ask_for_exporters(ask: &'static Exporters) {
    EXPORTERS.store(core::ptr::from_ref(ask).cast_mut(), Ordering::Release);
}

/// The table of a slot that was called, and the open modules that export it: one of them most likely has that slot.
pub(super) struct Called(pub(super) &'static str);

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)?;
        let ask = EXPORTERS.load(Ordering::Acquire);
        if ask.is_null() {
            return Ok(());
        }
        // SAFETY: from a `&'static` in `ask_for_exporters`, the only place that stores another one.
        let ask = unsafe { *ask };
        ask(self.0, f)
    }
}
