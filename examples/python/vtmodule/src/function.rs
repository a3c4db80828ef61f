//! Functions of modules, as Python calls them.

use crate::capi::{MethodDef, Python};
use crate::object::{Live, Owned, c_string};
use crate::provider::now_own;
use core::ffi::{c_int, c_void};
use core::ptr::NonNull;
use py_api::{Keyword, Object};

/// What `add_function` takes.
pub(crate) type Plain = unsafe extern "C" fn(*mut c_void, *const NonNull<Object>, usize) -> Option<NonNull<Object>>;

/// What `add_function_ex1` takes.
pub(crate) type Named = unsafe extern "C" fn(
    *mut c_void,
    *const NonNull<Object>,
    usize,
    *const Keyword<'_>,
    usize,
) -> Option<NonNull<Object>>;

type Args = *const NonNull<Object>;

/// A function of a module, and what it is called with first.
pub(crate) struct Call {
    function: Function,
    context: *mut c_void,
}

#[derive(Clone, Copy)]
enum Function {
    Plain(Plain),
    Named(Named),
}

const VARARGS: c_int = 1;
const KEYWORDS: c_int = 2;
/// Arguments as an array. In the stable ABI since CPython 3.10.
const FASTCALL: c_int = 0x80;

impl Call {
    pub(crate) fn plain(function: Plain, context: *mut c_void) -> Self {
        Call { function: Function::Plain(function), context }
    }

    pub(crate) fn named(function: Named, context: *mut c_void) -> Self {
        Call { function: Function::Named(function), context }
    }

    /// A function object. The call, its name and its doc stay for as long as the process runs.
    pub(crate) fn register(self, python: Python<'_>, name: &str, doc: &str, module: Live<'_>) -> Option<Owned> {
        let (method, flags): (*const c_void, c_int) = match (&self.function, has_arrays(python)) {
            (Function::Plain(_), true) => (plain_array as ArrayCall as *const c_void, FASTCALL),
            (Function::Plain(_), false) => (plain_tuple as TupleCall as *const c_void, VARARGS),
            (Function::Named(_), true) => (named_array as NamedArrayCall as *const c_void, FASTCALL | KEYWORDS),
            (Function::Named(_), false) => (named_tuple as NamedTupleCall as *const c_void, VARARGS | KEYWORDS),
        };
        let [name, doc] = [name, doc].map(|text| c_string(text).into_raw().cast_const());
        let def = Box::leak(Box::new(MethodDef { name, method, flags, doc }));
        let this = python.capsule(NonNull::from(Box::leak(Box::new(self))).cast())?;
        if let Some(new) = python.PyCFunction_NewEx() {
            // SAFETY: the definition stays, and its flags are those of its function; the objects are alive.
            return unsafe { new(def, this.live(), module) };
        }
        // SAFETY: as above.
        python.PyCMethod_New().and_then(|new| unsafe { new(def, this.live(), module, None) })
    }
}

fn has_arrays(python: Python<'_>) -> bool {
    let minor =
        python.version().strip_prefix("3.").and_then(|rest| rest.split(['.', ' ', '+']).next()?.parse::<u32>().ok());
    !python.is_pypy() && minor.is_some_and(|minor| minor >= 10)
}

/// # Safety
/// `this` is the capsule of [`Call::register`]; the caller holds the lock.
unsafe fn call_of<'a>(this: *mut Object) -> (Python<'a>, &'static Call) {
    // SAFETY: Python calls, and holds the lock.
    let python = unsafe { Python::locked() }.expect("the functions were found before one was registered");
    // SAFETY: the capsule without a name that was made above.
    let call = unsafe { python.PyCapsule_GetPointer(this, core::ptr::null()) };
    // SAFETY: leaked.
    (python, unsafe { &*call.cast::<Call>() })
}

impl Call {
    /// # Safety
    /// Python's arguments, while it holds the lock.
    unsafe fn run(&self, args: Args, count: usize, keywords: &[Keyword<'_>]) -> *mut Object {
        let result = match self.function {
            // SAFETY: the module's function by its contract, which is in `add_function`.
            Function::Plain(function) => unsafe { function(self.context, args, count) },
            // SAFETY: as above.
            Function::Named(function) => unsafe {
                function(self.context, args, count, keywords.as_ptr(), keywords.len())
            },
        };
        let Some(object) = result else { return core::ptr::null_mut() };
        now_own(-1); // it is Python's now
        object.as_ptr()
    }
}

type ArrayCall = unsafe extern "C" fn(*mut Object, Args, isize) -> *mut Object;
type NamedArrayCall = unsafe extern "C" fn(*mut Object, Args, isize, *mut Object) -> *mut Object;
type TupleCall = unsafe extern "C" fn(*mut Object, *mut Object) -> *mut Object;
type NamedTupleCall = unsafe extern "C" fn(*mut Object, *mut Object, *mut Object) -> *mut Object;

unsafe extern "C" fn plain_array(this: *mut Object, args: Args, count: isize) -> *mut Object {
    // SAFETY: Python calls what was registered.
    let (_, call) = unsafe { call_of(this) };
    // SAFETY: its arguments.
    unsafe { call.run(args, count as usize, &[]) }
}

/// `names` is null, or a tuple of the names of the arguments behind the first `count`.
unsafe extern "C" fn named_array(this: *mut Object, args: Args, count: isize, names: *mut Object) -> *mut Object {
    // SAFETY: Python calls what was registered.
    let (python, call) = unsafe { call_of(this) };
    let count = count as usize;
    let Some(names) = NonNull::new(names) else {
        // SAFETY: its arguments.
        return unsafe { call.run(args, count, &[]) };
    };
    // SAFETY: alive during the call.
    let names = unsafe { Live::new(names) };
    let value = |index: isize| {
        let name = python.tuple_item(names, index)?;
        // SAFETY: as many values as names follow the positional ones.
        let value = unsafe { args.add(count + index as usize) };
        // SAFETY: as above.
        let value = unsafe { value.read() };
        // SAFETY: alive during the call.
        Some((name, unsafe { Live::new(value) }))
    };
    let pairs = (0..python.PyTuple_Size(names)).map(value).collect::<Option<Vec<_>>>();
    // SAFETY: its arguments.
    with_keywords(python, pairs, |keywords| unsafe { call.run(args, count, keywords) })
}

unsafe extern "C" fn plain_tuple(this: *mut Object, args: *mut Object) -> *mut Object {
    // SAFETY: Python calls what was registered.
    let (python, call) = unsafe { call_of(this) };
    // SAFETY: its arguments.
    with_items(python, args, |args, count| unsafe { call.run(args, count, &[]) })
}

/// `keywords` is null or a dictionary.
unsafe extern "C" fn named_tuple(this: *mut Object, args: *mut Object, keywords: *mut Object) -> *mut Object {
    // SAFETY: Python calls what was registered.
    let (python, call) = unsafe { call_of(this) };
    let mut pairs = Vec::new();
    if let Some(keywords) = NonNull::new(keywords) {
        // SAFETY: alive during the call, and nobody else's.
        let keywords = unsafe { Live::new(keywords) };
        let mut at = 0;
        pairs.extend(core::iter::from_fn(|| python.dict_entry(keywords, &mut at)));
    }
    with_keywords(python, Some(pairs), |keywords| {
        // SAFETY: its arguments.
        with_items(python, args, |args, count| unsafe { call.run(args, count, keywords) })
    })
}

/// The items of the tuple that Python calls with, as an array: on the stack when they are few.
fn with_items(python: Python<'_>, args: *mut Object, run: impl FnOnce(Args, usize) -> *mut Object) -> *mut Object {
    const FEW: usize = 6;
    let Some(args) = NonNull::new(args) else { return core::ptr::null_mut() };
    // SAFETY: alive during the call.
    let args = unsafe { Live::new(args) };
    let count = python.PyTuple_Size(args) as usize;
    let item = |index: usize| python.tuple_item(args, index as isize).map(Live::as_raw);
    if count <= FEW {
        let mut few = [NonNull::dangling(); FEW];
        for (index, place) in few.iter_mut().take(count).enumerate() {
            let Some(found) = item(index) else { return core::ptr::null_mut() };
            *place = found;
        }
        return run(few.as_ptr(), count);
    }
    match (0..count).map(item).collect::<Option<Vec<_>>>() {
        Some(items) => run(items.as_ptr(), count),
        None => core::ptr::null_mut(),
    }
}

/// `None`: an exception is raised.
fn with_keywords(
    python: Python<'_>,
    pairs: Option<Vec<(Live<'_>, Live<'_>)>>,
    run: impl FnOnce(&[Keyword<'_>]) -> *mut Object,
) -> *mut Object {
    let Some(pairs) = pairs else { return core::ptr::null_mut() };
    let mut names = Vec::with_capacity(pairs.len());
    for (name, _) in &pairs {
        let Some(name) = encoded(python, *name) else { return core::ptr::null_mut() };
        names.push(name);
    }
    let values = pairs.iter().map(|(_, value)| value.as_raw());
    let keywords: Vec<_> =
        names.iter().zip(values).map(|(name, value)| Keyword { name: name.as_str().into(), value }).collect();
    run(&keywords)
}

/// A name, which in Python 2 is a byte string.
fn encoded(python: Python<'_>, name: Live<'_>) -> Option<String> {
    let text = if python.is_2() { None } else { Some(python.PyUnicode_AsUTF8String(name)?) };
    let bytes = python.bytes_of(text.as_ref().map_or(name, Owned::live))?;
    Some(String::from_utf8_lossy(bytes).into_owned())
}
