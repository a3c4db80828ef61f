//! References to objects: borrowed, owned; and what is made of them.

use crate::capi::Python;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::marker::PhantomData;
use core::ptr::{NonNull, null_mut};
use py_api::Object;
use std::ffi::CString;

/// An object that is alive for `'a`, in which this thread holds the lock.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct Live<'a>(NonNull<Object>, PhantomData<&'a Object>);

impl Live<'_> {
    /// # Safety
    /// The object is alive for `'a`, and this thread holds the lock.
    pub(crate) unsafe fn new(object: NonNull<Object>) -> Self {
        Live(object, PhantomData)
    }

    pub(crate) fn as_raw(self) -> NonNull<Object> {
        self.0
    }

    pub(crate) fn is(self, other: Live<'_>) -> bool {
        self.0 == other.0
    }

    /// One reference more.
    pub(crate) fn own(self, python: Python<'_>) -> Owned {
        python.Py_IncRef(self);
        Owned(self.0)
    }
}

/// A reference that someone must end: whoever drops this.
#[repr(transparent)]
pub(crate) struct Owned(NonNull<Object>);

impl Owned {
    /// # Safety
    /// The caller owns a reference to the object; this thread holds the lock until this is dropped.
    pub(crate) unsafe fn new(object: *mut Object) -> Option<Self> {
        NonNull::new(object).map(Owned)
    }

    pub(crate) fn live(&self) -> Live<'_> {
        Live(self.0, PhantomData)
    }

    /// The reference, for someone else to end.
    pub(crate) fn into_raw(self) -> NonNull<Object> {
        let raw = self.0;
        core::mem::forget(self);
        raw
    }

    /// For as long as the process runs.
    pub(crate) fn forever(self) -> Live<'static> {
        Live(self.into_raw(), PhantomData)
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: an object is alive, so the lock is held (`Owned::new`).
        if let Some(python) = unsafe { Python::locked() } {
            // SAFETY: the reference is this one's own.
            unsafe { python.Py_DecRef(self.0.as_ptr()) }
        }
    }
}

/// A text that ends in NUL.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct Text<'a>(*const c_char, PhantomData<&'a CStr>);

impl<'a> From<&'a CStr> for Text<'a> {
    fn from(text: &'a CStr) -> Self {
        Text(text.as_ptr(), PhantomData)
    }
}

/// A text with NUL at its end and nowhere else.
pub(crate) fn c_string(text: &str) -> CString {
    CString::new(text).unwrap_or_else(|_| CString::new(text.replace('\0', "\u{fffd}")).unwrap_or_default())
}

impl<'a> Python<'a> {
    /// With what becomes of bytes that are not UTF-8.
    pub(crate) fn text(self, text: &[u8], errors: &CStr) -> Option<Owned> {
        // SAFETY: so many bytes are there, and `errors` ends in NUL.
        unsafe { self.PyUnicode_DecodeUTF8(text.as_ptr().cast(), text.len() as isize, errors.as_ptr()) }
    }

    pub(crate) fn bytes(self, bytes: &[u8]) -> Option<Owned> {
        // SAFETY: so many bytes are there.
        unsafe { self.PyBytes_FromStringAndSize(bytes.as_ptr().cast(), bytes.len() as isize) }
    }

    /// What is in a `bytes`. `None`: it is none, and an exception is raised.
    pub(crate) fn bytes_of(self, value: Live<'a>) -> Option<&'a [u8]> {
        let (mut bytes, mut len) = (null_mut(), 0);
        // SAFETY: the object is alive; both places can be written.
        let failed = unsafe { self.PyBytes_AsStringAndSize(value, &raw mut bytes, &raw mut len) };
        // SAFETY: the object lends them; nobody writes to a `bytes`.
        (failed == 0).then(|| unsafe { core::slice::from_raw_parts(bytes.cast_const().cast(), len as usize) })
    }

    pub(crate) fn tuple(self, items: impl ExactSizeIterator<Item = Owned>) -> Option<Owned> {
        let tuple = self.PyTuple_New(items.len() as isize)?;
        for (index, item) in (0..).zip(items) {
            // SAFETY: alive; it takes the reference over.
            if unsafe { self.PyTuple_SetItem(tuple.live(), index, item.into_raw().as_ptr()) } != 0 {
                return None;
            }
        }
        Some(tuple)
    }

    pub(crate) fn list(self, items: impl ExactSizeIterator<Item = Owned>) -> Option<Owned> {
        let list = self.PyList_New(items.len() as isize)?;
        for (index, item) in (0..).zip(items) {
            // SAFETY: alive; it takes the reference over.
            if unsafe { self.PyList_SetItem(list.live(), index, item.into_raw().as_ptr()) } != 0 {
                return None;
            }
        }
        Some(list)
    }

    /// An item of a tuple, for as long as the tuple has it.
    pub(crate) fn tuple_item(self, tuple: Live<'a>, index: isize) -> Option<Live<'a>> {
        // SAFETY: alive; an index that is not there is an exception.
        let item = unsafe { self.PyTuple_GetItem(tuple, index) };
        // SAFETY: the tuple has a reference, and does not change.
        NonNull::new(item).map(|item| unsafe { Live::new(item) })
    }

    /// The next entry of a dictionary that nobody changes meanwhile.
    pub(crate) fn dict_entry(self, dict: Live<'a>, at: &mut isize) -> Option<(Live<'a>, Live<'a>)> {
        let (mut key, mut value) = (null_mut(), null_mut());
        // SAFETY: the dictionary is alive; the places can be written.
        if unsafe { self.PyDict_Next(dict, at, &raw mut key, &raw mut value) } == 0 {
            return None;
        }
        let (key, value) = (NonNull::new(key)?, NonNull::new(value)?);
        // SAFETY: the dictionary has a reference.
        let key = unsafe { Live::new(key) };
        // SAFETY: as above.
        Some((key, unsafe { Live::new(value) }))
    }

    pub(crate) fn raise(self, class: Live<'_>, message: &str) {
        self.PyErr_SetString(class, c_string(message).as_c_str().into());
    }

    /// Takes what is raised, as an instance of its class.
    pub(crate) fn take_raised(self) -> Option<Owned> {
        let (mut class, mut value, mut trace) = (null_mut(), null_mut(), null_mut());
        // SAFETY: the places can be written.
        unsafe { self.PyErr_Fetch(&raw mut class, &raw mut value, &raw mut trace) };
        // SAFETY: what was fetched, or null.
        unsafe { self.PyErr_NormalizeException(&raw mut class, &raw mut value, &raw mut trace) };
        // SAFETY: fetched references are the caller's own.
        drop(unsafe { Owned::new(class) });
        // SAFETY: as above.
        let trace = unsafe { Owned::new(trace) };
        // SAFETY: as above.
        let value = unsafe { Owned::new(value) }?;
        if let (Some(trace), Some(set)) = (trace, self.PyException_SetTraceback()) {
            // SAFETY: both are alive, and the first is an exception.
            unsafe { set(value.live(), trace.live()) };
        }
        Some(value)
    }

    /// Raises an instance of an exception, with the trace that it has.
    pub(crate) fn raise_instance(self, value: Owned) {
        let trace = self.PyException_GetTraceback().and_then(|get| {
            // SAFETY: it is alive, and an exception.
            unsafe { get(value.live()) }
        });
        let Some(class) = self.PyObject_Type(value.live()) else { return };
        let trace = trace.map_or(null_mut(), |trace| trace.into_raw().as_ptr());
        // SAFETY: it takes the three references over.
        unsafe { self.PyErr_Restore(class.into_raw().as_ptr(), value.into_raw().as_ptr(), trace) }
    }

    /// A capsule for a pointer that stays for good.
    pub(crate) fn capsule(self, pointer: NonNull<c_void>) -> Option<Owned> {
        // SAFETY: not null; no name, and nothing to free.
        unsafe { self.PyCapsule_New(pointer.as_ptr(), core::ptr::null(), core::ptr::null()) }
    }

    /// `value.name`
    pub(crate) fn attribute(self, value: Live<'_>, name: &CStr) -> Option<Owned> {
        self.PyObject_GetAttrString(value, name.into())
    }

    /// Whether it is an instance; what an object's own code raises when it is asked is a no.
    pub(crate) fn is_instance(self, value: Live<'_>, class: Live<'_>) -> bool {
        let found: c_int = self.PyObject_IsInstance(value, class);
        if found < 0 {
            self.PyErr_Clear();
        }
        found > 0
    }
}
