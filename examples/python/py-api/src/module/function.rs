//! Functions of a module, and how Python comes to them.

use super::{Python, Result, Value};
use crate::{Exception, Keyword, Object, PyApi, PyApiRef};
use core::ffi::c_void;
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

/// What a function was called with.
#[derive(Debug)]
pub struct Args<'py> {
    positional: Vec<Value<'py>>,
    named: Vec<(String, Value<'py>)>,
}

/// The names of parameters, and whether each may be left out.
type Parameter<'a> = (&'a str, bool);

impl<'py> Args<'py> {
    /// Exactly so many arguments, none by name; `TypeError` otherwise.
    pub fn positional<const N: usize>(&self, python: Python<'py>, function: &str) -> Result<'py, &[Value<'py>; N]> {
        if let (Ok(all), []) = (<&[_; N]>::try_from(&*self.positional), &*self.named) {
            return Ok(all);
        }
        let line = match self.named.first() {
            Some((name, _)) => format!("{function}() got an unexpected keyword argument '{name}'"),
            None => format!("{function}() takes {N} arguments ({} given)", self.positional.len()),
        };
        Err(python.error(Exception::Type, &line))
    }

    /// Arguments by position or name, in the order of the parameters; `TypeError` when one is missing that must be
    /// there, is there twice, or is none of them.
    pub fn bind<const N: usize>(
        &self,
        python: Python<'py>,
        function: &str,
        parameters: [Parameter<'_>; N],
    ) -> Result<'py, [Option<Value<'py>>; N]> {
        let fail = |line: String| Err(python.error(Exception::Type, &format!("{function}() {line}")));
        if self.positional.len() > N {
            return fail(format!("takes at most {N} arguments ({} given)", self.positional.len()));
        }
        let mut bound: [_; N] = core::array::from_fn(|index| self.positional.get(index).cloned());
        for (name, value) in &self.named {
            let Some(index) = parameters.iter().position(|(parameter, _)| parameter == name) else {
                return fail(format!("got an unexpected keyword argument '{name}'"));
            };
            if bound[index].replace(value.clone()).is_some() {
                return fail(format!("got multiple values for argument '{name}'"));
            }
        }
        for ((name, optional), value) in parameters.iter().zip(&bound) {
            if value.is_none() && !optional {
                return fail(format!("missing required argument '{name}'"));
            }
        }
        Ok(bound)
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
    // A panic cannot cross. What it leaves half done is the module's own.
    let called = catch_unwind(AssertUnwindSafe(|| {
        let positional = args.iter().map(|arg| borrowed(python, *arg)).collect();
        let named = keywords.iter().map(|each| ((*each.name).to_owned(), borrowed(python, each.value))).collect();
        (function.call)(python, &Args { positional, named })
    }));
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

/// An argument, which is the caller's.
fn borrowed<'py>(python: Python<'py>, object: NonNull<Object>) -> Value<'py> {
    super::slot!(python, incref(object));
    // SAFETY: counted just now.
    unsafe { Value::new(python, object) }
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
