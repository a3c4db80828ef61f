//! The bridge of the Python example: an extension module that fills [`py_api::PyApi`] from the interpreter that imports
//! it, and loads binary modules. `vtmodule/__init__.py` is its front.
//!
//! One file for every Python: nothing is linked, the interpreter's functions are found by their names.
//!
//! | file | has |
//! |---|---|
//! | `capi.rs` | the interpreter's functions |
//! | `object.rs` | references, and what is made of them |
//! | `classes.rs` | classes that the bridge asks for |
//! | `provider.rs` | `PyApi` |
//! | `function.rs` | how Python calls the functions of a module |
//! | `load.rs` | `load` and `hold` |

mod capi;
mod classes;
mod function;
mod load;
mod object;
mod provider;

use capi::{MethodDef, Python, find_all};
use core::ffi::{CStr, c_void};
use core::ptr::{NonNull, null, null_mut};
use object::{Live, Owned};
use py_api::Object;

const NAME: &CStr = c"_bridge";

/// CPython 3 and PyPy call it when the bridge is imported.
///
/// # Safety
/// The caller holds the interpreter's lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInit__bridge() -> *mut Object {
    // SAFETY: passed on to the caller.
    let module = unsafe { start() };
    module.map_or(null_mut(), |module| module.into_raw().as_ptr())
}

/// CPython 2.7 does.
///
/// # Safety
/// The caller holds the interpreter's lock.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn init_bridge() {
    // SAFETY: passed on to the caller. Python 2 has the module, or an exception is raised.
    drop(unsafe { start() });
}

/// `None`: an exception is raised.
unsafe fn start() -> Option<Owned> {
    if let Err(line) = find_all() {
        // No function of the interpreter's can be called to raise this.
        eprintln!("vtmodule: {line}");
        return None;
    }
    // SAFETY: the caller holds the lock.
    let python = unsafe { Python::locked() }?;
    let module = create(python)?;
    let name = python.attribute(module.live(), c"__name__")?;
    let lent = load::lend(python, module.live().own(python), name)?;
    load::fill(lent).then_some(module)
}

/// An empty module object, as an import must give it.
fn create(python: Python<'_>) -> Option<Owned> {
    if python.version().contains("free-threading") {
        let class = classes::builtins(python).and_then(|all| python.attribute(all.live(), c"ImportError"))?;
        python.raise(class.live(), "vtmodule needs an interpreter with its lock: this is a free-threaded build");
        return None;
    }
    if let Some(create) = python.Py_InitModule4_64() {
        let methods = Box::leak(Box::new(MethodDef { name: null(), method: null(), flags: 0, doc: null() }));
        // SAFETY: an empty list of methods, which stays.
        let module = unsafe { create(NAME.as_ptr(), methods, null(), null_mut(), 1013) };
        // SAFETY: Python 2 lends it.
        return NonNull::new(module).map(|module| unsafe { Live::new(module) }.own(python));
    }
    let create = python.PyModule_Create2()?;
    // SAFETY: a definition, which stays; 3 is the number of the stable ABI.
    let module = unsafe { create(definition(python), 3) };
    // SAFETY: it gives it.
    unsafe { Owned::new(module) }
}

/// A `PyModuleDef`. It begins with an object's own fields, of which PyPy has one more.
fn definition(python: Python<'_>) -> *mut c_void {
    const WORDS: usize = 16;
    let words: &mut [*const c_void; WORDS] = Box::leak(Box::new([null(); WORDS]));
    words[0] = core::ptr::without_provenance(1); // its count
    let fields = if python.is_pypy() { 3 } else { 2 };
    let name = fields + 3; // behind m_init, m_index, m_copy
    words[name] = NAME.as_ptr().cast();
    words[name + 2] = core::ptr::without_provenance(-1_isize as usize); // m_size: global state
    words.as_mut_ptr().cast()
}
