//! Objects that count themselves.

use super::{Python, Raised, Result, slot};
use crate::{Keyword, Kind, Object};
use core::fmt;
use core::ptr::NonNull;

/// An object, owned: a clone is one reference more, a drop one less.
pub struct Value<'py> {
    python: Python<'py>,
    object: NonNull<Object>,
}

/// The objects of values, which stay the values'.
pub(super) fn raw(values: &[Value<'_>]) -> Vec<NonNull<Object>> {
    values.iter().map(Value::as_raw).collect()
}

impl<'py> Value<'py> {
    /// # Safety
    /// The caller owns a reference to `object`, and gives it away.
    pub(super) unsafe fn new(python: Python<'py>, object: NonNull<Object>) -> Self {
        Value { python, object }
    }

    pub(super) fn python(&self) -> Python<'py> {
        self.python
    }

    pub(super) fn as_raw(&self) -> NonNull<Object> {
        self.object
    }

    /// The reference, for Python to end.
    pub(super) fn into_raw(self) -> NonNull<Object> {
        let object = self.object;
        core::mem::forget(self);
        object
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        slot!(self.python, kind(self.object))
    }

    /// The value of an `int` or `bool`.
    pub fn to_int(&self) -> Result<'py, i64> {
        let mut value = 0;
        let done = slot!(self.python, int_get(self.object, &mut value));
        self.python.succeed(done).map(|()| value)
    }

    /// The value of a `float`, `int` or `bool`.
    pub fn to_float(&self) -> Result<'py, f64> {
        let mut value = 0.0;
        let done = slot!(self.python, float_get(self.object, &mut value));
        self.python.succeed(done).map(|()| value)
    }

    /// The values of a sequence of numbers.
    pub fn to_floats(&self) -> Result<'py, Vec<f64>> {
        slot!(self.python, floats_get(self.object)).ok_or_else(|| Raised::take(self.python))
    }

    /// The text of a `str`.
    pub fn to_text(&self) -> Result<'py, String> {
        slot!(self.python, str_get(self.object)).ok_or_else(|| Raised::take(self.python))
    }

    /// The bytes of a `bytes`.
    pub fn to_bytes(&self) -> Result<'py, Vec<u8>> {
        slot!(self.python, bytes_get(self.object)).ok_or_else(|| Raised::take(self.python))
    }

    /// `str(value)`
    pub fn shown(&self) -> Result<'py, Value<'py>> {
        self.python.own(slot!(self.python, str_of(self.object)))
    }

    /// `len(value)`
    pub fn count(&self) -> Result<'py, usize> {
        let mut len = 0;
        let done = slot!(self.python, len(self.object, &mut len));
        self.python.succeed(done).map(|()| len)
    }

    /// `value[index]` of a sequence.
    pub fn at(&self, index: usize) -> Result<'py, Value<'py>> {
        self.python.own(slot!(self.python, index_get(self.object, index)))
    }

    /// `value[key]`
    pub fn get(&self, key: &Value<'py>) -> Result<'py, Value<'py>> {
        self.python.own(slot!(self.python, item_get(self.object, key.object)))
    }

    /// `value[key] = to`
    pub fn set(&self, key: &Value<'py>, to: &Value<'py>) -> Result<'py, ()> {
        let done = slot!(self.python, item_set(self.object, key.object, to.object));
        self.python.succeed(done)
    }

    /// `value.append(item)` of a `list`.
    pub fn append(&self, item: &Value<'py>) -> Result<'py, ()> {
        let done = slot!(self.python, list_append(self.object, item.object));
        self.python.succeed(done)
    }

    /// `iter(value)`
    pub fn items(&self) -> Result<'py, Items<'py>> {
        self.python.own(slot!(self.python, iter(self.object))).map(Items)
    }

    /// `value.name`
    pub fn attribute(&self, name: &str) -> Result<'py, Value<'py>> {
        self.python.own(slot!(self.python, attr_get(self.object, name)))
    }

    /// `value(*args)`
    pub fn call(&self, args: &[Value<'py>]) -> Result<'py, Value<'py>> {
        self.python.own(slot!(self.python, call(self.object, &raw(args))))
    }

    /// `value(*args, **named)`
    pub fn call_with(&self, args: &[Value<'py>], named: &[(&str, Value<'py>)]) -> Result<'py, Value<'py>> {
        let named: Vec<_> =
            named.iter().map(|(name, value)| Keyword { name: (*name).into(), value: value.object }).collect();
        self.python.own(slot!(self.python, call_ex1(self.object, &raw(args), &named)))
    }
}

impl Clone for Value<'_> {
    fn clone(&self) -> Self {
        slot!(self.python, incref(self.object));
        Value { ..*self }
    }
}

impl Drop for Value<'_> {
    fn drop(&mut self) {
        slot!(self.python, decref(self.object));
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {:p}", self.kind(), self.object)
    }
}

/// What an iterator of Python's gives; after an error, nothing more.
#[derive(Debug)]
pub struct Items<'py>(Value<'py>);

impl<'py> Iterator for Items<'py> {
    type Item = Result<'py, Value<'py>>;

    fn next(&mut self) -> Option<Self::Item> {
        let python = self.0.python;
        let next = slot!(python, iter_next(self.0.object));
        if next.is_none() && !slot!(python, raised()) {
            return None;
        }
        Some(python.own(next))
    }
}
