//! The interpreter's own C API. It is found by name in the running process, so that one file serves every Python.
//!
//! What is used is in the stable ABI of CPython 3, in CPython 2.7 and in PyPy. Where they call the same thing by another
//! name, `spellings` has it.

use crate::object::{Live, Owned, Text};
use core::ffi::{CStr, c_char, c_double, c_int, c_long, c_longlong, c_void};
use core::marker::PhantomData;
use py_api::Object;
use std::sync::OnceLock;

/// What a method of `PyMethodDef` is.
#[repr(C)]
pub(crate) struct MethodDef {
    pub(crate) name: *const c_char,
    /// Of the type that the flags say.
    pub(crate) method: *const c_void,
    pub(crate) flags: c_int,
    pub(crate) doc: *const c_char,
}

/// Says that this thread holds the interpreter's lock, and that the functions were found.
#[derive(Clone, Copy)]
pub(crate) struct Python<'a>(&'static CApi, PhantomData<(&'a (), *mut ())>);

static C_API: OnceLock<CApi> = OnceLock::new();

impl Python<'_> {
    /// # Safety
    /// This thread holds the interpreter's lock for `'a`.
    pub(crate) unsafe fn locked() -> Option<Self> {
        C_API.get().map(|api| Python(api, PhantomData))
    }

    pub(crate) fn is_pypy(self) -> bool {
        self.0.is_pypy
    }

    /// Python 2, where a text is `unicode` and `str` has bytes.
    pub(crate) fn is_2(self) -> bool {
        self.0.Py_InitModule4_64.is_some()
    }
}

/// Finds every function.
///
/// # Errors
/// The name of the first that is not there.
pub(crate) fn find_all() -> Result<(), String> {
    if C_API.get().is_none() {
        let found = CApi::find(&system::Process::new()?)?;
        C_API.get_or_init(|| found);
    }
    Ok(())
}

/// What a name of CPython 3 is called elsewhere.
fn spellings(name: &str) -> [String; 5] {
    let (plain, rest) = if let Some(rest) = name.strip_prefix('_') { ("_", rest) } else { ("", name) };
    [
        format!("{plain}PyPy{}", &rest[2..]),
        name.to_owned(),
        name.replace("PyBytes_", "PyString_"),
        name.replace("PyUnicode_", "PyUnicodeUCS4_"),
        name.replace("PyUnicode_", "PyUnicodeUCS2_"),
    ]
}

fn find(process: &system::Process, name: &str) -> Option<*const c_void> {
    spellings(name).iter().find_map(|name| process.symbol(name))
}

/// `safe`: with arguments that are what they have to be, by their types. `unsafe`: with pointers.
macro_rules! functions {
    (
        safe { $(fn $safe:ident($($arg:ident: $ty:ty),*) $(-> $ret:ty)?;)* }
        unsafe { $(fn $raw:ident($($raw_arg:ident: $raw_ty:ty),*) $(-> $raw_ret:ty)?;)* }
        optional { $(fn $optional:ident($($optional_ty:ty),*) -> $optional_ret:ty;)* }
    ) => {
        #[allow(non_snake_case, reason = "the names of the C API")]
        struct CApi {
            is_pypy: bool,
            $($safe: unsafe extern "C" fn($($ty),*) $(-> $ret)?,)*
            $($raw: unsafe extern "C" fn($($raw_ty),*) $(-> $raw_ret)?,)*
            $($optional: Option<unsafe extern "C" fn($($optional_ty),*) -> $optional_ret>,)*
        }

        impl CApi {
            fn find(process: &system::Process) -> Result<Self, String> {
                let must = |name: &str| find(process, name).ok_or_else(|| format!("this process has no `{name}`"));
                Ok(CApi {
                    is_pypy: process.symbol("PyPyObject_Call").is_some(),
                    // SAFETY: the function of this name has this type, in every Python that has one.
                    $($safe: unsafe { core::mem::transmute::<*const c_void, unsafe extern "C" fn($($ty),*) $(-> $ret)?>(must(stringify!($safe))?) },)*
                    // SAFETY: as above.
                    $($raw: unsafe { core::mem::transmute::<*const c_void, unsafe extern "C" fn($($raw_ty),*) $(-> $raw_ret)?>(must(stringify!($raw))?) },)*
                    // SAFETY: as above; null is `None`.
                    $($optional: unsafe { core::mem::transmute::<*const c_void, Option<unsafe extern "C" fn($($optional_ty),*) -> $optional_ret>>(find(process, stringify!($optional)).unwrap_or_default()) },)*
                })
            }
        }

        #[allow(non_snake_case, reason = "the names of the C API")]
        impl Python<'_> {
            $(pub(crate) fn $safe(self, $($arg: $ty),*) $(-> $ret)? {
                // SAFETY: the lock is held (`self`); objects are alive and texts end in NUL, by their types.
                unsafe { (self.0.$safe)($($arg),*) }
            })*
            /// # Safety
            /// As the C API says.
            $(pub(crate) unsafe fn $raw(self, $($raw_arg: $raw_ty),*) $(-> $raw_ret)? {
                // SAFETY: the lock is held (`self`); for the rest the caller's word.
                unsafe { (self.0.$raw)($($raw_arg),*) }
            })*
            $(pub(crate) fn $optional(self) -> Option<unsafe extern "C" fn($($optional_ty),*) -> $optional_ret> {
                self.0.$optional
            })*
        }
    };
}

functions! {
    safe {
        fn Py_IncRef(value: Live<'_>);
        fn PyObject_GetAttrString(value: Live<'_>, name: Text<'_>) -> Option<Owned>;
        fn PyObject_SetAttrString(value: Live<'_>, name: Text<'_>, to: Live<'_>) -> c_int;
        fn PyObject_Call(callable: Live<'_>, args: Live<'_>, keywords: Option<Live<'_>>) -> Option<Owned>;
        fn PyObject_IsInstance(value: Live<'_>, class: Live<'_>) -> c_int;
        fn PyObject_Type(value: Live<'_>) -> Option<Owned>;
        fn PyObject_GetItem(container: Live<'_>, key: Live<'_>) -> Option<Owned>;
        fn PyObject_SetItem(container: Live<'_>, key: Live<'_>, value: Live<'_>) -> c_int;
        fn PyObject_Size(value: Live<'_>) -> isize;
        fn PyObject_GetIter(value: Live<'_>) -> Option<Owned>;
        fn PyObject_Str(value: Live<'_>) -> Option<Owned>;
        fn PyIter_Next(iterator: Live<'_>) -> Option<Owned>;
        fn PySequence_GetItem(sequence: Live<'_>, index: isize) -> Option<Owned>;
        fn PyLong_FromLongLong(value: c_longlong) -> Option<Owned>;
        fn PyLong_AsLongLong(value: Live<'_>) -> c_longlong;
        fn PyFloat_FromDouble(value: c_double) -> Option<Owned>;
        fn PyFloat_AsDouble(value: Live<'_>) -> c_double;
        fn PyUnicode_AsUTF8String(text: Live<'_>) -> Option<Owned>;
        fn PyTuple_New(len: isize) -> Option<Owned>;
        fn PyTuple_Size(tuple: Live<'_>) -> isize;
        fn PyList_New(len: isize) -> Option<Owned>;
        fn PyList_Append(list: Live<'_>, item: Live<'_>) -> c_int;
        fn PyDict_New() -> Option<Owned>;
        fn PyErr_SetString(class: Live<'_>, message: Text<'_>);
        fn PyErr_Occurred() -> Option<Live<'static>>;
        fn PyErr_ExceptionMatches(class: Live<'_>) -> c_int;
        fn PyErr_Clear();
        fn PyImport_ImportModule(name: Text<'_>) -> Option<Owned>;
        fn PyModule_New(name: Text<'_>) -> Option<Owned>;
    }
    unsafe {
        fn Py_DecRef(value: *mut Object);
        fn PyUnicode_DecodeUTF8(text: *const c_char, len: isize, errors: *const c_char) -> Option<Owned>;
        fn PyBytes_FromStringAndSize(bytes: *const c_char, len: isize) -> Option<Owned>;
        fn PyBytes_AsStringAndSize(value: Live<'_>, bytes: *mut *mut c_char, len: *mut isize) -> c_int;
        fn PyTuple_GetItem(tuple: Live<'_>, index: isize) -> *mut Object;
        fn PyTuple_SetItem(tuple: Live<'_>, index: isize, item: *mut Object) -> c_int;
        fn PyList_SetItem(list: Live<'_>, index: isize, item: *mut Object) -> c_int;
        fn PyDict_Next(dict: Live<'_>, at: *mut isize, key: *mut *mut Object, value: *mut *mut Object) -> c_int;
        fn PyErr_Fetch(class: *mut *mut Object, value: *mut *mut Object, trace: *mut *mut Object);
        fn PyErr_NormalizeException(class: *mut *mut Object, value: *mut *mut Object, trace: *mut *mut Object);
        fn PyErr_Restore(class: *mut Object, value: *mut Object, trace: *mut Object);
        fn PyCapsule_New(pointer: *mut c_void, name: *const c_char, free: *const c_void) -> Option<Owned>;
        fn PyCapsule_GetPointer(capsule: *mut Object, name: *const c_char) -> *mut c_void;
        fn Py_GetVersion() -> *const c_char;
    }
    optional {
        fn PyInt_FromLong(c_long) -> Option<Owned>;
        fn PyObject_Unicode(Live<'_>) -> Option<Owned>;
        fn PyException_GetTraceback(Live<'_>) -> Option<Owned>;
        fn PyException_SetTraceback(Live<'_>, Live<'_>) -> c_int;
        fn PyException_SetCause(Live<'_>, *mut Object) -> ();
        fn PyCFunction_NewEx(*mut MethodDef, Live<'_>, Live<'_>) -> Option<Owned>;
        fn PyCMethod_New(*mut MethodDef, Live<'_>, Live<'_>, Option<Live<'_>>) -> Option<Owned>;
        fn PyModule_Create2(*mut c_void, c_int) -> *mut Object;
        fn Py_InitModule4_64(*const c_char, *mut MethodDef, *const c_char, *mut Object, c_int) -> *mut Object;
    }
}

impl<'a> Python<'a> {
    /// `3.11.7 (main, …) [GCC …]`
    pub(crate) fn version(self) -> &'static str {
        // SAFETY: it takes nothing.
        let text = unsafe { self.Py_GetVersion() };
        // SAFETY: a constant of the interpreter's, which ends in NUL.
        unsafe { CStr::from_ptr(text) }.to_str().unwrap_or_default()
    }
}

#[cfg(not(windows))]
mod system {
    use core::ffi::c_void;
    use libloading::os::unix::Library;

    /// All that was loaded for everyone to see.
    pub(super) struct Process(Library);

    impl Process {
        pub(super) fn new() -> Result<Self, String> {
            Ok(Process(Library::this()))
        }

        pub(super) fn symbol(&self, name: &str) -> Option<*const c_void> {
            // SAFETY: only the address is taken.
            let found = unsafe { self.0.get::<*const c_void>(name.as_bytes()) };
            found.ok().map(|symbol| symbol.as_raw_ptr().cast_const())
        }
    }
}

#[cfg(windows)]
mod system {
    use core::ffi::c_void;
    use libloading::os::windows::Library;

    /// The interpreter's DLL.
    pub(super) struct Process(Library);

    impl Process {
        pub(super) fn new() -> Result<Self, String> {
            let names = (6..40).map(|minor| format!("python3{minor}.dll")).chain(["python27.dll".into()]);
            names
                .filter_map(|name| Library::open_already_loaded(name).ok())
                .map(Process)
                .next()
                .ok_or_else(|| "this process has no Python from 3.6 to 3.39, nor 2.7".into())
        }

        pub(super) fn symbol(&self, name: &str) -> Option<*const c_void> {
            // SAFETY: only the address is taken.
            let found = unsafe { self.0.get::<*const c_void>(name.as_bytes()) };
            found.ok().map(|symbol| (*symbol).cast())
        }
    }
}
