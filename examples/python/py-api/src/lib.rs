//! What a Python offers to binary modules: [`PyApi`], a table that is only ever extended.
//!
//! A module is built once, by any compiler, against this table. It links no Python and includes no `Python.h`: the
//! same file runs in every interpreter that has a bridge. C and C++ use the header that
//! `cargo vtable-api header -p py-api` writes; modules in Rust use [`module`], which needs no `unsafe`.
//!
//! # Rules of all slots
//!
//! * **References.** What a slot returns is *owned*: the caller ends it with `decref`. What it takes is *borrowed*:
//!   it stays the caller's, and what the slot keeps of it, it has counted itself. No slot steals.
//! * **Failure** is NULL or `false`, and then an exception is raised, which stays raised until the module returns to
//!   Python or takes it (`raised_take`). While one is raised, only `incref`, `decref` and the slots whose names begin
//!   with `raise` may be called.
//! * **The lock.** Slots are called by the thread that holds the interpreter's lock: in `init`, and in functions
//!   that Python calls. Nothing here lets go of it, but what Python code that is called may do.
//! * **Re-entrance.** `call`, and whatever runs code of objects (`len`, `item_get`, `iter_next`, `str_of`, `decref`…),
//!   may come back into the module before it returns.
#![allow(
    clippy::missing_safety_doc,
    reason = "one contract for all slots: it is in the crate's and in the trait's docs"
)]

mod fallback;
pub mod module;

use core::ffi::c_void;
use core::ptr::NonNull;
use vtable_api::{AbiType, Str, vtable_api};

/// What [`py_module!`] expands to.
#[doc(hidden)]
pub mod __private {
    pub use vtable_api::{HostExports, module};
}

/// An object of Python's. Nothing can be said of what is behind the pointer.
#[derive(AbiType)]
#[abi(opaque)]
pub struct Object(());

/// What an object is an instance of; of a subclass, what the base is.
#[derive(AbiType, Clone, Copy, Debug, PartialEq, Eq)]
#[abi(open)]
#[repr(u32)]
pub enum Kind {
    /// None of the others.
    Other = 0,
    /// `None`
    None = 1,
    /// `True` or `False`; `int_get` reads it
    Bool = 2,
    /// `int`, in Python 2 also `long`
    Int = 3,
    /// `float`
    Float = 4,
    /// Text: `str`, in Python 2 `unicode`
    Str = 5,
    /// `bytes`, in Python 2 `str`
    Bytes = 6,
    /// `tuple`
    Tuple = 7,
    /// `list`
    List = 8,
    /// `dict`
    Dict = 9,
    /// A kind that a newer bridge knows.
    Unknown(u32),
}

/// A class of exceptions.
#[derive(AbiType, Clone, Copy, Debug, PartialEq, Eq)]
#[abi(open)]
#[repr(u32)]
pub enum Exception {
    /// `TypeError`
    Type = 1,
    /// `ValueError`
    Value = 2,
    /// `IndexError`
    Index = 3,
    /// `KeyError`
    Key = 4,
    /// `AttributeError`
    Attribute = 5,
    /// `OverflowError`
    Overflow = 6,
    /// `ZeroDivisionError`
    ZeroDivision = 7,
    /// `RuntimeError`
    Runtime = 8,
    /// `StopIteration`
    StopIteration = 9,
    /// `MemoryError`
    Memory = 10,
    /// One that a newer module knows: an older bridge raises and matches `RuntimeError`.
    Unknown(u32),
}

/// What becomes of bytes that are not UTF-8.
#[derive(AbiType, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Policy {
    /// `UnicodeDecodeError`, a `ValueError`
    Strict = 0,
    /// U+FFFD in their place
    Replace = 1,
    /// Nothing in their place
    Ignore = 2,
}

/// An argument that is passed by name.
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct Keyword<'a> {
    /// Its name.
    pub name: Str<'a>,
    /// Borrowed.
    pub value: NonNull<Object>,
}

/// What a Python offers to binary modules.
///
/// What a slot returns is owned: end it with decref. What it takes is borrowed. NULL, false and None: an exception
/// is raised, unless the slot says otherwise. Call slots in init, and in functions while Python calls them.
///
/// # Safety
/// Of all slots: objects are alive; this thread holds the interpreter's lock; no exception is raised, but for the
/// slots whose names begin with raise, incref and decref.
#[vtable_api(id = "python/py-api")]
pub trait PyApi: Send + Sync {
    // -- references --------------------------------------------------------------------------------

    /// One reference more to `value`.
    unsafe fn incref(&self, value: NonNull<Object>);

    /// Ends an owned reference, which is not used again.
    unsafe fn decref(&self, value: NonNull<Object>);

    /// What `value` is. Does not fail.
    unsafe fn kind(&self, value: NonNull<Object>) -> Kind;

    // -- values ------------------------------------------------------------------------------------

    /// `None`: owned, like everything.
    unsafe fn none(&self) -> Option<NonNull<Object>>;

    /// `True` or `False`.
    unsafe fn bool_new(&self, value: bool) -> Option<NonNull<Object>>;

    /// An `int`.
    unsafe fn int_new(&self, value: i64) -> Option<NonNull<Object>>;

    /// The value of an `int` or `bool`. `TypeError` for anything else, `OverflowError` beyond 64 bits. On false
    /// nothing is written.
    unsafe fn int_get(&self, value: NonNull<Object>, out: &mut i64) -> bool;

    /// A `float`.
    unsafe fn float_new(&self, value: f64) -> Option<NonNull<Object>>;

    /// The value of a `float`, `int` or `bool`. `TypeError` for anything else, `OverflowError` for an `int` that
    /// is too large. On false nothing is written.
    unsafe fn float_get(&self, value: NonNull<Object>, out: &mut f64) -> bool;

    /// A text: `str`, in Python 2 `unicode`.
    unsafe fn str_new(&self, text: &str) -> Option<NonNull<Object>>;

    /// The text of a `str`, in Python 2 also of a byte string that is UTF-8. `TypeError` for anything else,
    /// `UnicodeEncodeError` for lone surrogates. The caller frees it.
    unsafe fn str_get(&self, value: NonNull<Object>) -> Option<String>;

    /// A `bytes`.
    unsafe fn bytes_new(&self, bytes: &[u8]) -> Option<NonNull<Object>>;

    /// The bytes of a `bytes`. `TypeError` for anything else. The caller frees them.
    unsafe fn bytes_get(&self, value: NonNull<Object>) -> Option<Vec<u8>>;

    // -- containers --------------------------------------------------------------------------------

    /// A `tuple` of these objects, which it counts itself.
    unsafe fn tuple_new(&self, items: &[NonNull<Object>]) -> Option<NonNull<Object>>;

    /// A `list` of these objects, which it counts itself.
    unsafe fn list_new(&self, items: &[NonNull<Object>]) -> Option<NonNull<Object>>;

    /// Appends to a `list`. `TypeError` when it is none.
    unsafe fn list_append(&self, list: NonNull<Object>, item: NonNull<Object>) -> bool;

    /// An empty `dict`.
    unsafe fn dict_new(&self) -> Option<NonNull<Object>>;

    /// `len(value)`. On false nothing is written.
    unsafe fn len(&self, value: NonNull<Object>, out: &mut usize) -> bool;

    /// `sequence[index]` of a tuple, a list or another sequence; `IndexError` behind its end.
    unsafe fn index_get(&self, sequence: NonNull<Object>, index: usize) -> Option<NonNull<Object>>;

    /// `container[key]`; of a `dict`, `KeyError` when it is not there.
    unsafe fn item_get(&self, container: NonNull<Object>, key: NonNull<Object>) -> Option<NonNull<Object>>;

    /// `container[key] = value`.
    unsafe fn item_set(&self, container: NonNull<Object>, key: NonNull<Object>, value: NonNull<Object>) -> bool;

    /// `iter(value)`.
    unsafe fn iter(&self, value: NonNull<Object>) -> Option<NonNull<Object>>;

    /// The next item; NULL at the end, too: ask `raised` which it is.
    unsafe fn iter_next(&self, iterator: NonNull<Object>) -> Option<NonNull<Object>>;

    // -- code --------------------------------------------------------------------------------------

    /// `value.name`.
    unsafe fn attr_get(&self, value: NonNull<Object>, name: &str) -> Option<NonNull<Object>>;

    /// The module of this name, imported if it was not: `importlib.import_module(name)`.
    unsafe fn module_import(&self, name: &str) -> Option<NonNull<Object>>;

    /// `callable(*args)`.
    unsafe fn call(&self, callable: NonNull<Object>, args: &[NonNull<Object>]) -> Option<NonNull<Object>>;

    /// `str(value)`, in Python 2 `unicode(value)`.
    unsafe fn str_of(&self, value: NonNull<Object>) -> Option<NonNull<Object>>;

    // -- exceptions --------------------------------------------------------------------------------

    /// Raises: the function then returns NULL, or false where it says so.
    unsafe fn raise(&self, exception: Exception, message: &str);

    /// Raises an exception that `raised_take` gave, or any other instance. `TypeError` when it is none.
    unsafe fn raise_object(&self, exception: NonNull<Object>);

    /// Whether an exception is raised.
    unsafe fn raised(&self) -> bool;

    /// Whether one is raised that an `except` of this class would catch.
    unsafe fn raised_is(&self, exception: Exception) -> bool;

    /// Takes the raised exception: none is raised any more. NULL when there was none.
    unsafe fn raised_take(&self) -> Option<NonNull<Object>>;

    // -- the module itself -------------------------------------------------------------------------

    /// Adds a function to the module that is being loaded.
    ///
    /// Python calls it with `context` and its arguments, borrowed, `count` of them. It returns an owned object, or
    /// NULL with an exception raised. It takes no keyword arguments. The function, and what it needs of `context`, stay
    /// for as long as the process runs.
    unsafe fn add_function(
        &self,
        name: &str,
        doc: &str,
        function: unsafe extern "C" fn(
            context: *mut c_void,
            args: *const NonNull<Object>,
            count: usize,
        ) -> Option<NonNull<Object>>,
        context: *mut c_void,
    ) -> bool;

    /// Adds an object to the module that is being loaded, as a global of this name.
    unsafe fn add_object(&self, name: &str, value: NonNull<Object>) -> bool;

    // -- revision 2 --------------------------------------------------------------------------------

    /// `callable(*args, **keywords)`.
    #[revision(2)]
    unsafe fn call_ex1(
        &self,
        callable: NonNull<Object>,
        args: &[NonNull<Object>],
        keywords: &[Keyword<'_>],
    ) -> Option<NonNull<Object>> {
        // SAFETY: the slot's own contract.
        unsafe { fallback::call(self, callable, args, keywords) }
    }

    /// A text from bytes that may not be UTF-8.
    #[revision(2)]
    unsafe fn str_new_ex1(&self, bytes: &[u8], policy: Policy) -> Option<NonNull<Object>> {
        // SAFETY: the slot's own contract.
        unsafe { fallback::decode(self, bytes, policy) }
    }

    /// Adds a function that takes keyword arguments, too: `keyword_count` of them, borrowed, in the order of the call.
    #[revision(2)]
    unsafe fn add_function_ex1(
        &self,
        name: &str,
        doc: &str,
        function: unsafe extern "C" fn(
            context: *mut c_void,
            args: *const NonNull<Object>,
            count: usize,
            keywords: *const Keyword<'_>,
            keyword_count: usize,
        ) -> Option<NonNull<Object>>,
        context: *mut c_void,
    ) -> bool {
        // SAFETY: the slot's own contract.
        unsafe { fallback::add_function(self, name, doc, function, context) }
    }

    // -- revision 3 --------------------------------------------------------------------------------

    /// The values of a sequence of `float`s, `int`s and `bool`s, all at once. `TypeError` at the first that is
    /// anything else. The caller frees them.
    #[revision(3)]
    unsafe fn floats_get(&self, sequence: NonNull<Object>) -> Option<Vec<f64>> {
        // SAFETY: the slot's own contract.
        unsafe { fallback::floats(self, sequence) }
    }

    /// Raises with a cause, as `raise … from cause` does; Python 2 has no causes and drops it.
    #[revision(3)]
    unsafe fn raise_ex1(&self, exception: Exception, message: &str, cause: Option<NonNull<Object>>) {
        let _ = cause; // a bridge that predates revision 3 raises without it
        // SAFETY: the slot's own contract.
        unsafe { self.raise(exception, message) }
    }
}

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}
