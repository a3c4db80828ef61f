//! What a module gets from a bridge that predates a slot: the same by the slots of revision 1, the long way round.

use crate::{Keyword, Object, Policy, PyApi};
use core::ffi::c_void;
use core::ptr::NonNull;

/// A reference that ends with the scope.
struct Owned<'a, P: PyApi + ?Sized>(&'a P, NonNull<Object>);

impl<P: PyApi + ?Sized> Drop for Owned<'_, P> {
    fn drop(&mut self) {
        // SAFETY: made from what a slot returned, which was owned; the lock is held as it was then.
        unsafe { self.0.decref(self.1) }
    }
}

/// `callable(*args, **keywords)`, by a function that Python makes of text.
///
/// # Safety
/// That of the slots.
pub(crate) unsafe fn call<P: PyApi + ?Sized>(
    python: &P,
    callable: NonNull<Object>,
    args: &[NonNull<Object>],
    keywords: &[Keyword<'_>],
) -> Option<NonNull<Object>> {
    if keywords.is_empty() {
        // SAFETY: the caller's word.
        return unsafe { python.call(callable, args) };
    }
    // SAFETY: as above.
    let apply = unsafe { evaluate(python, "lambda function, args, keywords: function(*args, **keywords)") }?;
    // SAFETY: as above.
    let args = Owned(python, unsafe { python.tuple_new(args) }?);
    // SAFETY: as above.
    let named = Owned(python, unsafe { python.dict_new() }?);
    for keyword in keywords {
        // SAFETY: as above.
        let name = Owned(python, unsafe { python.str_new(keyword.name.as_str()) }?);
        // SAFETY: as above.
        if !unsafe { python.item_set(named.1, name.1, keyword.value) } {
            return None;
        }
    }
    // SAFETY: as above.
    unsafe { python.call(apply.1, &[callable, args.1, named.1]) }
}

/// `eval(source)`
///
/// # Safety
/// That of the slots.
unsafe fn evaluate<'a, P: PyApi + ?Sized>(python: &'a P, source: &str) -> Option<Owned<'a, P>> {
    // SAFETY: the caller's word.
    let builtins = match unsafe { python.module_import("builtins") } {
        Some(module) => Owned(python, module),
        None => {
            // SAFETY: as above. Python 2 has another name for it.
            drop(unsafe { python.raised_take() }.map(|raised| Owned(python, raised)));
            // SAFETY: as above.
            Owned(python, unsafe { python.module_import("__builtin__") }?)
        }
    };
    // SAFETY: as above.
    let eval = Owned(python, unsafe { python.attr_get(builtins.1, "eval") }?);
    // SAFETY: as above.
    let source = Owned(python, unsafe { python.str_new(source) }?);
    // SAFETY: as above.
    unsafe { python.call(eval.1, &[source.1]) }.map(|value| Owned(python, value))
}

/// `bytes.decode("utf-8", policy)`
///
/// # Safety
/// That of the slots.
pub(crate) unsafe fn decode<P: PyApi + ?Sized>(python: &P, bytes: &[u8], policy: Policy) -> Option<NonNull<Object>> {
    let policy = match policy {
        Policy::Strict => "strict",
        Policy::Replace => "replace",
        Policy::Ignore => "ignore",
    };
    // SAFETY: the caller's word.
    let bytes = Owned(python, unsafe { python.bytes_new(bytes) }?);
    // SAFETY: as above.
    let decode = Owned(python, unsafe { python.attr_get(bytes.1, "decode") }?);
    // SAFETY: as above.
    let encoding = Owned(python, unsafe { python.str_new("utf-8") }?);
    // SAFETY: as above.
    let policy = Owned(python, unsafe { python.str_new(policy) }?);
    // SAFETY: as above.
    unsafe { python.call(decode.1, &[encoding.1, policy.1]) }
}

/// What `add_function_ex1` takes.
pub(crate) type Named = unsafe extern "C" fn(
    *mut c_void,
    *const NonNull<Object>,
    usize,
    *const Keyword<'_>,
    usize,
) -> Option<NonNull<Object>>;

/// A function that can take keyword arguments, where nobody can pass any.
struct Unnamed {
    function: Named,
    context: *mut c_void,
}

unsafe extern "C" fn without_keywords(
    context: *mut c_void,
    args: *const NonNull<Object>,
    count: usize,
) -> Option<NonNull<Object>> {
    // SAFETY: `add_function` registers this with what it leaked.
    let Unnamed { function, context } = unsafe { context.cast::<Unnamed>().read() };
    // SAFETY: by its contract, with the arguments that Python gave.
    unsafe { function(context, args, count, NonNull::dangling().as_ptr(), 0) }
}

/// Registers a function that gets no keyword arguments: Python says so to who passes one.
///
/// # Safety
/// That of the slots.
pub(crate) unsafe fn add_function<P: PyApi + ?Sized>(
    python: &P,
    name: &str,
    doc: &str,
    function: Named,
    context: *mut c_void,
) -> bool {
    // It stays for as long as the process runs, as the function does.
    let context = Box::into_raw(Box::new(Unnamed { function, context })).cast();
    // SAFETY: the caller's word.
    unsafe { python.add_function(name, doc, without_keywords, context) }
}

/// Each item on its own.
///
/// # Safety
/// That of the slots.
pub(crate) unsafe fn floats<P: PyApi + ?Sized>(python: &P, sequence: NonNull<Object>) -> Option<Vec<f64>> {
    let mut len = 0;
    // SAFETY: the caller's word.
    if !unsafe { python.len(sequence, &mut len) } {
        return None;
    }
    let mut values = Vec::with_capacity(len);
    for index in 0..len {
        // SAFETY: as above.
        let item = Owned(python, unsafe { python.index_get(sequence, index) }?);
        let mut value = 0.0;
        // SAFETY: as above.
        if !unsafe { python.float_get(item.1, &mut value) } {
            return None;
        }
        values.push(value);
    }
    Some(values)
}
