//! Functions of a module, and how Python comes to them.

use super::{Python, Raised, Result, Value};
use crate::{Exception, Keyword, Object, PyApi, PyApiRef};
use core::ffi::c_void;
use core::mem::ManuallyDrop;
use core::ops::Deref;
use core::ptr::NonNull;
use std::panic::{AssertUnwindSafe, catch_unwind};
use vtable_api::HostExports;

/// A function that Python can call.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name in Python.
    pub name: &'static str,
    /// Its docstring.
    pub doc: &'static str,
    /// What it does.
    pub call: for<'py> fn(Python<'py>, &Args<'py>) -> Result<'py, Value<'py>>,
}

/// What a function was called with: lent by Python until the function returns.
#[derive(Clone, Copy)]
pub struct Args<'py> {
    python: Python<'py>,
    function: &'static str,
    positional: &'py [NonNull<Object>],
    named: &'py [Keyword<'py>],
}

/// An argument: a [`Value`] that is not counted, because Python holds it.
pub struct Arg<'py>(ManuallyDrop<Value<'py>>);

impl<'py> Deref for Arg<'py> {
    type Target = Value<'py>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// The name of a parameter, and whether it may be left out.
type Parameter<'a> = (&'a str, bool);

impl<'py> Args<'py> {
    /// Exactly so many arguments, none by name; `TypeError` otherwise.
    pub fn positional<const N: usize>(&self) -> Result<'py, [Arg<'py>; N]> {
        if let Some(keyword) = self.named.first() {
            return Err(self.wrong(&format!("got an unexpected keyword argument '{}'", &*keyword.name)));
        }
        let Ok(all) = <&[_; N]>::try_from(self.positional) else {
            return Err(self.wrong(&format!("takes {N} arguments ({} given)", self.positional.len())));
        };
        Ok(all.map(|object| self.lent(object)))
    }

    /// Arguments by position or name, in the order of the parameters; `TypeError` when one is missing that must be
    /// there, is there twice, or is none of them.
    pub fn bind<const N: usize>(&self, parameters: [Parameter<'_>; N]) -> Result<'py, [Option<Arg<'py>>; N]> {
        let count = self.positional.len();
        if count > N {
            return Err(self.wrong(&format!("takes at most {N} arguments ({count} given)")));
        }
        let mut bound: [_; N] =
            core::array::from_fn(|index| self.positional.get(index).map(|object| self.lent(*object)));
        for Keyword { name, value } in self.named {
            let name: &str = name;
            let Some(index) = parameters.iter().position(|(parameter, _)| *parameter == name) else {
                return Err(self.wrong(&format!("got an unexpected keyword argument '{name}'")));
            };
            if bound[index].replace(self.lent(*value)).is_some() {
                return Err(self.wrong(&format!("got multiple values for argument '{name}'")));
            }
        }
        let missing = parameters.iter().zip(&bound).find(|((_, optional), value)| value.is_none() && !optional);
        match missing {
            Some(((name, _), _)) => Err(self.wrong(&format!("missing required argument '{name}'"))),
            None => Ok(bound),
        }
    }

    fn lent(&self, object: NonNull<Object>) -> Arg<'py> {
        // SAFETY: Python holds its arguments until the function returns, and `Arg` never ends the reference.
        Arg(ManuallyDrop::new(unsafe { Value::new(self.python, object) }))
    }

    fn wrong(&self, line: &str) -> Raised<'py> {
        self.python.error(Exception::Type, &format!("{}() {line}", self.function))
    }
}

/// A function, and the interpreter that it was registered with. It stays for as long as the process runs.
struct Registered {
    api: PyApiRef<'static>,
    function: &'static Function,
}

/// Registers the functions of a module: its `init`.
///
/// # Errors
/// What is wrong with the host, or the name of the function that could not be added; then an exception is raised.
#[doc(hidden)]
pub fn start(host: &HostExports, functions: &'static [Function]) -> core::result::Result<(), String> {
    let api = host.get::<PyApiRef<'static>>("python").map_err(|error| error.to_string())?;
    for function in functions {
        let context = core::ptr::from_mut(Box::leak(Box::new(Registered { api, function }))).cast();
        // SAFETY: `init` is called by a thread that holds the lock (the crate's rules); function and context stay.
        if !unsafe { api.add_function_ex1(function.name, function.doc, enter, context) } {
            return Err(format!("the function `{}` could not be added", function.name));
        }
    }
    Ok(())
}

unsafe extern "C" fn enter(
    context: *mut c_void,
    args: *const NonNull<Object>,
    count: usize,
    keywords: *const Keyword<'_>,
    keyword_count: usize,
) -> Option<NonNull<Object>> {
    // SAFETY: `start` registered it, and it stays.
    let Registered { api, function } = unsafe { &*context.cast::<Registered>() };
    // SAFETY: Python calls, so this thread holds the lock, and nothing is raised.
    let python = unsafe { Python::new(*api) };
    // SAFETY: so many arguments are at `args`, by the slot's contract.
    let args = unsafe { slice(args, count) };
    // SAFETY: as above.
    let keywords = unsafe { slice(keywords, keyword_count) };
    let args = Args { python, function: function.name, positional: args, named: keywords };
    // A panic cannot cross. What it leaves half done is the module's own.
    let called = catch_unwind(AssertUnwindSafe(|| (function.call)(python, &args)));
    let result = called.unwrap_or_else(|panic| {
        let why = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let line = format!("{} panicked: {}", function.name, why.unwrap_or("no reason given"));
        Err(python.error(Exception::Runtime, &line))
    });
    match result {
        Ok(value) => Some(value.into_raw()),
        Err(raised) => {
            raised.restore();
            None
        }
    }
}

/// # Safety
/// `count` elements are at `start`, for `'a`; none where `count` is 0.
unsafe fn slice<'a, T>(start: *const T, count: usize) -> &'a [T] {
    // SAFETY: the caller's word.
    if count == 0 { &[] } else { unsafe { core::slice::from_raw_parts(start, count) } }
}

/// Makes the crate a module of functions; `crate-type = ["cdylib"]`.
///
/// A panic in a function is a `RuntimeError` in Python. The example is at [`module`](crate::module).
#[macro_export]
macro_rules! py_module {
    ($($name:literal: $doc:literal => $function:expr;)*) => {
        $crate::__private::module! {
            require "python" => $crate::PyApiRef, revision 1;
            init = |host: &$crate::__private::HostExports| {
                static FUNCTIONS: &[$crate::module::Function] = &[$(
                    $crate::module::Function { name: $name, doc: $doc, call: $function },
                )*];
                $crate::module::start(host, FUNCTIONS)
            };
            export = true;
        }
    };
}
