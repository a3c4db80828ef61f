//! `PyApi` for one module that is being loaded.

use crate::capi::Python;
use crate::classes::Classes;
use crate::function::{Call, Named, Plain};
use crate::object::{Live, Owned, c_string};
use core::ffi::c_void;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicIsize, Ordering};
use py_api::{Exception, Keyword, Kind, Object, Policy, PyApi};

/// What is lent to a module: the interpreter, and where the module's functions go.
pub(crate) struct Lent {
    pub(crate) classes: &'static Classes,
    /// Python's module object, and its name.
    pub(crate) module: Live<'static>,
    pub(crate) name: Live<'static>,
}

// SAFETY: every slot is called by who holds the lock (`PyApi`).
unsafe impl Send for Lent {}
// SAFETY: as above.
unsafe impl Sync for Lent {}

type New = Option<NonNull<Object>>;

/// # Safety
/// The caller holds the lock: every slot's contract.
unsafe fn locked<'a>() -> Python<'a> {
    // SAFETY: passed on to the caller.
    unsafe { Python::locked() }.expect("the functions were found before a module was loaded")
}

/// # Safety
/// The caller holds the lock, and the object is alive: every slot's contract.
unsafe fn live<'a>(value: NonNull<Object>) -> Live<'a> {
    // SAFETY: passed on to the caller.
    unsafe { Live::new(value) }
}

/// How many references modules own. Whoever holds the lock writes it, so it is no counter for several writers.
static OWNED: AtomicIsize = AtomicIsize::new(0);

/// Modules own so many references more.
pub(crate) fn now_own(more: isize) -> isize {
    let now = OWNED.load(Ordering::Relaxed) + more;
    OWNED.store(now, Ordering::Relaxed);
    now
}

/// A reference that the module owns from now on.
pub(crate) fn new(owned: Option<Owned>) -> New {
    owned.map(|owned| {
        now_own(1);
        owned.into_raw()
    })
}

impl Lent {
    fn type_error(&self, python: Python<'_>, wanted: &str, found: Live<'_>) {
        let name = python.PyObject_Type(found).and_then(|class| python.attribute(class.live(), c"__name__"));
        let name = name.and_then(|name| self.read_text(python, name.live())).unwrap_or_else(|| "?".into());
        python.raise(self.classes.exception(Exception::Type), &format!("expected {wanted}, got {name}"));
    }

    /// The text of a `str`, in Python 2 of a byte string, too.
    fn read_text(&self, python: Python<'_>, value: Live<'_>) -> Option<String> {
        if python.is_instance(value, self.classes.text) {
            let encoded = python.PyUnicode_AsUTF8String(value)?;
            return python.bytes_of(encoded.live()).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        }
        if python.is_2() && python.is_instance(value, self.classes.bytes) {
            let text = python.text(python.bytes_of(value)?, c"strict")?;
            return self.read_text(python, text.live());
        }
        self.type_error(python, "str", value);
        None
    }

    fn read_float(&self, python: Python<'_>, value: Live<'_>) -> Option<f64> {
        if !python.is_instance(value, self.classes.float) && !self.classes.is_int(python, value) {
            self.type_error(python, "float", value);
            return None;
        }
        let found = python.PyFloat_AsDouble(value);
        (found != -1.0 || python.PyErr_Occurred().is_none()).then_some(found)
    }

    fn call(&self, python: Python<'_>, callable: Live<'_>, args: &[NonNull<Object>], named: Option<Owned>) -> New {
        let args = python.tuple(counted(python, args))?;
        new(python.PyObject_Call(callable, args.live(), named.as_ref().map(Owned::live)))
    }

    fn add(&self, python: Python<'_>, name: &str, doc: &str, call: Call) -> bool {
        let function = call.register(python, name, doc, self.name);
        function.is_some_and(|function| self.set(python, name, function.live()))
    }

    fn set(&self, python: Python<'_>, name: &str, value: Live<'_>) -> bool {
        python.PyObject_SetAttrString(self.module, c_string(name).as_c_str().into(), value) == 0
    }
}

/// A reference more to each.
fn counted<'a>(python: Python<'a>, items: &'a [NonNull<Object>]) -> impl ExactSizeIterator<Item = Owned> + use<'a> {
    // SAFETY: objects that a module passes are alive: every slot's contract.
    items.iter().map(move |item| unsafe { live(*item) }.own(python))
}

// SAFETY of all that follows, unless something else is said: the slot's contract.
#[allow(clippy::undocumented_unsafe_blocks, reason = "one contract for all slots: the line above")]
impl PyApi for Lent {
    unsafe fn incref(&self, value: NonNull<Object>) {
        let python = unsafe { locked() };
        python.Py_IncRef(unsafe { live(value) });
        now_own(1);
    }

    unsafe fn decref(&self, value: NonNull<Object>) {
        now_own(-1);
        drop(unsafe { Owned::new(value.as_ptr()) });
    }

    unsafe fn kind(&self, value: NonNull<Object>) -> Kind {
        let python = unsafe { locked() };
        self.classes.kind(python, unsafe { live(value) })
    }

    unsafe fn none(&self) -> New {
        let python = unsafe { locked() };
        new(Some(self.classes.none.own(python)))
    }

    unsafe fn bool_new(&self, value: bool) -> New {
        let python = unsafe { locked() };
        new(Some(self.classes.truth[usize::from(value)].own(python)))
    }

    #[allow(clippy::useless_conversion, reason = "a long of C's has 32 bits elsewhere")]
    unsafe fn int_new(&self, value: i64) -> New {
        let python = unsafe { locked() };
        if let (Some(small), Ok(value)) = (python.PyInt_FromLong(), value.try_into()) {
            return new(unsafe { small(value) });
        }
        new(python.PyLong_FromLongLong(value))
    }

    unsafe fn int_get(&self, value: NonNull<Object>, out: &mut i64) -> bool {
        let python = unsafe { locked() };
        let value = unsafe { live(value) };
        if !self.classes.is_int(python, value) {
            self.type_error(python, "int", value);
            return false;
        }
        let found = python.PyLong_AsLongLong(value);
        if found == -1 && python.PyErr_Occurred().is_some() {
            return false;
        }
        *out = found;
        true
    }

    unsafe fn float_new(&self, value: f64) -> New {
        let python = unsafe { locked() };
        new(python.PyFloat_FromDouble(value))
    }

    unsafe fn float_get(&self, value: NonNull<Object>, out: &mut f64) -> bool {
        let python = unsafe { locked() };
        let found = self.read_float(python, unsafe { live(value) });
        found.map(|found| *out = found).is_some()
    }

    unsafe fn str_new(&self, text: &str) -> New {
        let python = unsafe { locked() };
        new(python.text(text.as_bytes(), c"strict"))
    }

    unsafe fn str_get(&self, value: NonNull<Object>) -> Option<String> {
        let python = unsafe { locked() };
        self.read_text(python, unsafe { live(value) })
    }

    unsafe fn bytes_new(&self, bytes: &[u8]) -> New {
        let python = unsafe { locked() };
        new(python.bytes(bytes))
    }

    unsafe fn bytes_get(&self, value: NonNull<Object>) -> Option<Vec<u8>> {
        let python = unsafe { locked() };
        let value = unsafe { live(value) };
        if !python.is_instance(value, self.classes.bytes) {
            self.type_error(python, "bytes", value);
            return None;
        }
        python.bytes_of(value).map(<[u8]>::to_vec)
    }

    unsafe fn tuple_new(&self, items: &[NonNull<Object>]) -> New {
        let python = unsafe { locked() };
        new(python.tuple(counted(python, items)))
    }

    unsafe fn list_new(&self, items: &[NonNull<Object>]) -> New {
        let python = unsafe { locked() };
        new(python.list(counted(python, items)))
    }

    unsafe fn list_append(&self, list: NonNull<Object>, item: NonNull<Object>) -> bool {
        let python = unsafe { locked() };
        let list = unsafe { live(list) };
        if !python.is_instance(list, self.classes.list) {
            self.type_error(python, "list", list);
            return false;
        }
        python.PyList_Append(list, unsafe { live(item) }) == 0
    }

    unsafe fn dict_new(&self) -> New {
        let python = unsafe { locked() };
        new(python.PyDict_New())
    }

    unsafe fn len(&self, value: NonNull<Object>, out: &mut usize) -> bool {
        let python = unsafe { locked() };
        let len = usize::try_from(python.PyObject_Size(unsafe { live(value) }));
        len.map(|len| *out = len).is_ok()
    }

    unsafe fn index_get(&self, sequence: NonNull<Object>, index: usize) -> New {
        let python = unsafe { locked() };
        // An index beyond isize is behind the end of everything.
        let index = index.try_into().unwrap_or(isize::MAX);
        new(python.PySequence_GetItem(unsafe { live(sequence) }, index))
    }

    unsafe fn item_get(&self, container: NonNull<Object>, key: NonNull<Object>) -> New {
        let python = unsafe { locked() };
        let container = unsafe { live(container) };
        new(python.PyObject_GetItem(container, unsafe { live(key) }))
    }

    unsafe fn item_set(&self, container: NonNull<Object>, key: NonNull<Object>, value: NonNull<Object>) -> bool {
        let python = unsafe { locked() };
        let [container, key, value] = [container, key, value].map(|value| unsafe { live(value) });
        python.PyObject_SetItem(container, key, value) == 0
    }

    unsafe fn iter(&self, value: NonNull<Object>) -> New {
        let python = unsafe { locked() };
        new(python.PyObject_GetIter(unsafe { live(value) }))
    }

    unsafe fn iter_next(&self, iterator: NonNull<Object>) -> New {
        let python = unsafe { locked() };
        new(python.PyIter_Next(unsafe { live(iterator) }))
    }

    unsafe fn attr_get(&self, value: NonNull<Object>, name: &str) -> New {
        let python = unsafe { locked() };
        new(python.attribute(unsafe { live(value) }, &c_string(name)))
    }

    unsafe fn module_import(&self, name: &str) -> New {
        let python = unsafe { locked() };
        new(python.PyImport_ImportModule(c_string(name).as_c_str().into()))
    }

    unsafe fn call(&self, callable: NonNull<Object>, args: &[NonNull<Object>]) -> New {
        let python = unsafe { locked() };
        Lent::call(self, python, unsafe { live(callable) }, args, None)
    }

    unsafe fn str_of(&self, value: NonNull<Object>) -> New {
        let python = unsafe { locked() };
        let value = unsafe { live(value) };
        new(match python.PyObject_Unicode() {
            Some(unicode) => unsafe { unicode(value) },
            None => python.PyObject_Str(value),
        })
    }

    unsafe fn raise(&self, exception: Exception, message: &str) {
        let python = unsafe { locked() };
        python.raise(self.classes.exception(exception), message);
    }

    unsafe fn raise_object(&self, exception: NonNull<Object>) {
        let python = unsafe { locked() };
        let exception = unsafe { live(exception) };
        if python.is_instance(exception, self.classes.base_exception) {
            python.raise_instance(exception.own(python));
        } else {
            self.type_error(python, "an exception", exception);
        }
    }

    unsafe fn raised(&self) -> bool {
        let python = unsafe { locked() };
        python.PyErr_Occurred().is_some()
    }

    unsafe fn raised_is(&self, exception: Exception) -> bool {
        let python = unsafe { locked() };
        let class = self.classes.exception(exception);
        python.PyErr_Occurred().is_some() && python.PyErr_ExceptionMatches(class) != 0
    }

    unsafe fn raised_take(&self) -> New {
        let python = unsafe { locked() };
        new(python.PyErr_Occurred().and_then(|_| python.take_raised()))
    }

    unsafe fn add_function(&self, name: &str, doc: &str, function: Plain, context: *mut c_void) -> bool {
        let python = unsafe { locked() };
        self.add(python, name, doc, Call::plain(function, context))
    }

    unsafe fn add_object(&self, name: &str, value: NonNull<Object>) -> bool {
        let python = unsafe { locked() };
        self.set(python, name, unsafe { live(value) })
    }

    unsafe fn call_ex1(&self, callable: NonNull<Object>, args: &[NonNull<Object>], keywords: &[Keyword<'_>]) -> New {
        let python = unsafe { locked() };
        let named = if keywords.is_empty() { None } else { Some(python.PyDict_New()?) };
        for keyword in keywords {
            let name = python.text(keyword.name.as_bytes(), c"strict")?;
            let dict = named.as_ref()?.live();
            if python.PyObject_SetItem(dict, name.live(), unsafe { live(keyword.value) }) != 0 {
                return None;
            }
        }
        Lent::call(self, python, unsafe { live(callable) }, args, named)
    }

    unsafe fn str_new_ex1(&self, bytes: &[u8], policy: Policy) -> New {
        let python = unsafe { locked() };
        let errors = match policy {
            Policy::Strict => c"strict",
            Policy::Replace => c"replace",
            Policy::Ignore => c"ignore",
        };
        new(python.text(bytes, errors))
    }

    unsafe fn add_function_ex1(&self, name: &str, doc: &str, function: Named, context: *mut c_void) -> bool {
        let python = unsafe { locked() };
        self.add(python, name, doc, Call::named(function, context))
    }

    unsafe fn floats_get(&self, sequence: NonNull<Object>) -> Option<Vec<f64>> {
        let python = unsafe { locked() };
        let sequence = unsafe { live(sequence) };
        let len = python.PyObject_Size(sequence);
        if len < 0 {
            return None;
        }
        let item = |index| self.read_float(python, python.PySequence_GetItem(sequence, index)?.live());
        (0..len).map(item).collect()
    }

    unsafe fn raise_ex1(&self, exception: Exception, message: &str, cause: Option<NonNull<Object>>) {
        let python = unsafe { locked() };
        python.raise(self.classes.exception(exception), message);
        let (Some(cause), Some(set)) = (cause, python.PyException_SetCause()) else { return };
        let cause = unsafe { live(cause) }.own(python);
        if let Some(raised) = python.take_raised() {
            // It takes the cause's reference over.
            unsafe { set(raised.live(), cause.into_raw().as_ptr()) };
            python.raise_instance(raised);
        }
    }
}
