//! Modules in Rust, without `unsafe`: values that count themselves, exceptions as errors, and [`py_module!`](crate::py_module).
//!
//! ```
//! use py_api::module::{Args, Python, Result, Value};
//!
//! fn add<'py>(python: Python<'py>, args: &Args<'py>) -> Result<'py, Value<'py>> {
//!     let [a, b] = args.positional()?;
//!     python.int(a.to_int()?.wrapping_add(b.to_int()?))
//! }
//!
//! py_api::py_module! {
//!     "add": "add(a, b): their sum, modulo 2 to the 64" => add;
//! }
//! # fn main() {}
//! ```

mod function;
mod value;

pub use function::{Arg, Args, Function, start};
pub use value::{Items, Value};

use crate::{Exception, Object, Policy, PyApiRef};
use core::fmt;
use core::marker::PhantomData;
use core::ptr::NonNull;

/// Calls a slot; each failure must be taken at once.
macro_rules! slot {
    ($python:expr, $slot:ident($($arg:expr),*)) => {
        // SAFETY: `Python` is there only while this thread holds the lock, and a `Value` counts its object. Nothing is
        // raised, because what a slot raises is taken at once (`Raised::take`).
        unsafe { $python.api.$slot($($arg),*) }
    };
}
use slot;

/// The interpreter, for as long as it calls a function of the module: this thread holds its lock.
#[derive(Clone, Copy)]
pub struct Python<'py> {
    api: PyApiRef<'static>,
    /// Not `Send`: another thread has no lock.
    _lock: PhantomData<(&'py (), *mut ())>,
}

/// A result of Python's.
pub type Result<'py, T> = core::result::Result<T, Raised<'py>>;

/// An exception. What a function returns it with raises it.
#[derive(Clone, Debug)]
pub struct Raised<'py>(Value<'py>);

impl<'py> Python<'py> {
    /// # Safety
    /// This thread holds the interpreter's lock for `'py`, and nothing is raised.
    unsafe fn new(api: PyApiRef<'static>) -> Self {
        Python { api, _lock: PhantomData }
    }

    /// What a slot returned; `None` is what it raised.
    fn own(self, object: Option<NonNull<Object>>) -> Result<'py, Value<'py>> {
        match object {
            // SAFETY: slots return references that are the caller's own.
            Some(object) => Ok(unsafe { Value::new(self, object) }),
            None => Err(Raised::take(self)),
        }
    }

    /// The same for slots that say whether they succeeded.
    fn succeed(self, done: bool) -> Result<'py, ()> {
        if done { Ok(()) } else { Err(Raised::take(self)) }
    }

    /// The revisions of `PyApi` that the bridge has, too: bit n-1 for revision n. Without them, slots do it the long way.
    pub fn revisions(self) -> u64 {
        self.api.agreed()
    }

    /// `None`
    pub fn none(self) -> Result<'py, Value<'py>> {
        self.own(slot!(self, none()))
    }

    /// `True` or `False`
    pub fn bool(self, value: bool) -> Result<'py, Value<'py>> {
        self.own(slot!(self, bool_new(value)))
    }

    /// An `int`.
    pub fn int(self, value: i64) -> Result<'py, Value<'py>> {
        self.own(slot!(self, int_new(value)))
    }

    /// A `float`.
    pub fn float(self, value: f64) -> Result<'py, Value<'py>> {
        self.own(slot!(self, float_new(value)))
    }

    /// A text.
    pub fn text(self, text: &str) -> Result<'py, Value<'py>> {
        self.own(slot!(self, str_new(text)))
    }

    /// A text from bytes that may not be UTF-8.
    pub fn decode(self, bytes: &[u8], policy: Policy) -> Result<'py, Value<'py>> {
        self.own(slot!(self, str_new_ex1(bytes, policy)))
    }

    /// A `bytes`.
    pub fn bytes(self, bytes: &[u8]) -> Result<'py, Value<'py>> {
        self.own(slot!(self, bytes_new(bytes)))
    }

    /// A `tuple`.
    pub fn tuple(self, items: &[Value<'py>]) -> Result<'py, Value<'py>> {
        self.own(slot!(self, tuple_new(&value::raw(items))))
    }

    /// A `list`.
    pub fn list(self, items: &[Value<'py>]) -> Result<'py, Value<'py>> {
        self.own(slot!(self, list_new(&value::raw(items))))
    }

    /// An empty `dict`.
    pub fn dict(self) -> Result<'py, Value<'py>> {
        self.own(slot!(self, dict_new()))
    }

    /// A module, imported if it was not.
    pub fn import(self, name: &str) -> Result<'py, Value<'py>> {
        self.own(slot!(self, module_import(name)))
    }

    /// An exception, to be returned as an error.
    pub fn error(self, exception: Exception, message: &str) -> Raised<'py> {
        slot!(self, raise(exception, message));
        Raised::take(self)
    }

    /// An exception that another one led to.
    pub fn error_from(self, exception: Exception, message: &str, cause: &Raised<'py>) -> Raised<'py> {
        slot!(self, raise_ex1(exception, message, Some(cause.0.as_raw())));
        Raised::take(self)
    }
}

impl fmt::Debug for Python<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Python").field(&self.api).finish()
    }
}

impl<'py> Raised<'py> {
    /// What a slot raised.
    fn take(python: Python<'py>) -> Self {
        let mut taken = slot!(python, raised_take());
        if taken.is_none() {
            // A slot failed and raised nothing: a bug of the bridge.
            slot!(python, raise(Exception::Runtime, "a slot of PyApi failed, and raised nothing"));
            taken = slot!(python, raised_take());
        }
        // SAFETY: what was taken is the caller's own.
        Raised(unsafe { Value::new(python, taken.expect("an exception was just raised")) })
    }

    /// Raises it, at the end of a function.
    fn restore(self) {
        slot!(self.0.python(), raise_object(self.0.as_raw()));
    }

    /// Whether an `except` of this class would catch it.
    pub fn is(&self, exception: Exception) -> bool {
        let python = self.0.python();
        self.clone().restore();
        let is = slot!(python, raised_is(exception));
        drop(Raised::take(python));
        is
    }

    /// The exception itself.
    pub fn value(&self) -> &Value<'py> {
        &self.0
    }
}
