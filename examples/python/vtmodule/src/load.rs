//! `load`, `hold` and `owned`.

use crate::capi::Python;
use crate::classes::Classes;
use crate::object::{Live, Owned, c_string};
use crate::provider::{self, Lent};
use core::ffi::c_void;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicU32, Ordering};
use py_api::{Exception, Object, PyApi, PyApiRef};
use std::sync::OnceLock;
use vtable_api::Host;

/// The revisions of `PyApi` that this bridge was built with.
pub(crate) const REVISIONS: u32 = 3;

/// The last revision that is lent.
static HELD: AtomicU32 = AtomicU32::new(REVISIONS);

static CLASSES: OnceLock<Classes> = OnceLock::new();

/// What a module named `name` is lent; `module` is its object.
pub(crate) fn lend(python: Python<'_>, module: Owned, name: Owned) -> Option<&'static Lent> {
    if CLASSES.get().is_none() {
        let found = Classes::find(python)?;
        CLASSES.get_or_init(|| found);
    }
    // Functions of the module may use it for as long as the process runs.
    let lent = Lent { classes: CLASSES.get()?, module: module.forever(), name: name.forever() };
    Some(Box::leak(Box::new(lent)))
}

/// Gives the bridge's own module its functions, the way that modules do.
pub(crate) fn fill(lent: &'static Lent) -> bool {
    let context = core::ptr::from_ref(lent).cast_mut().cast();
    let functions: [(&str, &str, _); 3] = [
        ("load", "load(path, name): the module in this file, as a new module object of that name", load as Function),
        (
            "hold",
            "hold(revision): modules that are loaded from now on get this revision of PyApi; returns what it was",
            hold,
        ),
        (
            "owned",
            "owned(): how many references modules own; a function that ends what it owns leaves it as it was",
            owned,
        ),
    ];
    // SAFETY: the lock is held: the interpreter imports this.
    functions.iter().all(|&(name, doc, function)| unsafe { lent.add_function(name, doc, function, context) })
}

type Function = unsafe extern "C" fn(*mut c_void, *const NonNull<Object>, usize) -> Option<NonNull<Object>>;

/// What the bridge's own functions are called with: the arguments, and `Lent` as their context.
///
/// # Safety
/// Those of a function that [`fill`] registered.
unsafe fn enter<'a>(
    context: *mut c_void,
    args: *const NonNull<Object>,
    count: usize,
) -> (Python<'a>, &'static Lent, &'a [NonNull<Object>]) {
    // SAFETY: Python calls, and holds the lock.
    let python = unsafe { Python::locked() }.expect("found before this was registered");
    // SAFETY: `fill` registered it.
    let lent = unsafe { &*context.cast::<Lent>() };
    // SAFETY: so many arguments.
    let args = if count == 0 { &[] } else { unsafe { core::slice::from_raw_parts(args, count) } };
    (python, lent, args)
}

unsafe extern "C" fn hold(context: *mut c_void, args: *const NonNull<Object>, count: usize) -> Option<NonNull<Object>> {
    // SAFETY: called with what it was registered with.
    let (_, lent, args) = unsafe { enter(context, args, count) };
    let mut revision = 0;
    let &[wanted] = args else {
        // SAFETY: the lock is held.
        unsafe { lent.raise(Exception::Type, "hold(revision) takes one argument") };
        return None;
    };
    // SAFETY: the lock is held, and arguments are alive.
    if !unsafe { lent.int_get(wanted, &mut revision) } {
        return None;
    }
    match u32::try_from(revision) {
        Ok(revision @ 1..=REVISIONS) => {
            let was = HELD.swap(revision, Ordering::Relaxed);
            // SAFETY: the lock is held.
            unsafe { lent.int_new(was.into()) }
        }
        _ => {
            let line = format!("this bridge has revisions 1 to {REVISIONS} of PyApi, not {revision}");
            // SAFETY: the lock is held.
            unsafe { lent.raise(Exception::Value, &line) };
            None
        }
    }
}

unsafe extern "C" fn owned(
    context: *mut c_void,
    args: *const NonNull<Object>,
    count: usize,
) -> Option<NonNull<Object>> {
    // SAFETY: called with what it was registered with.
    let (_, lent, _) = unsafe { enter(context, args, count) };
    // SAFETY: the lock is held.
    unsafe { lent.int_new(provider::now_own(0) as i64) }
}

unsafe extern "C" fn load(context: *mut c_void, args: *const NonNull<Object>, count: usize) -> Option<NonNull<Object>> {
    // SAFETY: called with what it was registered with.
    let (python, lent, args) = unsafe { enter(context, args, count) };
    let &[path, name] = args else {
        // SAFETY: the lock is held.
        unsafe { lent.raise(Exception::Type, "load(path, name) takes two arguments") };
        return None;
    };
    // SAFETY: the lock is held, and arguments are alive.
    let path = unsafe { lent.str_get(path) }?;
    // SAFETY: as above.
    let name = unsafe { lent.str_get(name) }?;
    provider::new(open(python, lent.classes, &path, &name))
}

/// A new module object, with what the file's `init` adds to it.
fn open(python: Python<'_>, classes: &'static Classes, path: &str, name: &str) -> Option<Owned> {
    let module = python.PyModule_New(c_string(name).as_c_str().into())?;
    let own_name = python.attribute(module.live(), c"__name__")?;
    let file = python.text(path.as_bytes(), c"strict")?;
    if python.PyObject_SetAttrString(module.live(), c"__file__".into(), file.live()) != 0 {
        return None;
    }
    let lent = lend(python, module.live().own(python), own_name)?;
    let host = Host::new(&host_name(python)).lend_up_to("python", PyApiRef::new(lent), HELD.load(Ordering::Relaxed));
    let opened = host.open(path);
    let raised = python.PyErr_Occurred().and_then(|_| python.take_raised());
    match (opened, raised) {
        (Ok(_), None) => return Some(module),
        // It went on after a slot had failed.
        (Ok(_), Some(raised)) => python.raise_instance(raised),
        (Err(error), cause) => raise_from(python, classes.import_error, &error.to_string(), cause),
    }
    None
}

/// `CPython/3.11.7`
fn host_name(python: Python<'_>) -> String {
    let number = python.version().split(' ').next().unwrap_or_default();
    format!("{}/{number}", if python.is_pypy() { "PyPy" } else { "CPython" })
}

/// An `ImportError` of one line; what the module itself raised is its cause.
fn raise_from(python: Python<'_>, class: Live<'_>, line: &str, cause: Option<Owned>) {
    python.raise(class, line);
    let (Some(cause), Some(set)) = (cause, python.PyException_SetCause()) else { return };
    if let Some(raised) = python.take_raised() {
        // SAFETY: alive; it takes the cause's reference over.
        unsafe { set(raised.live(), cause.into_raw().as_ptr()) };
        python.raise_instance(raised);
    }
}
