//! The classes of the interpreter that the bridge asks for, found once.

use crate::capi::Python;
use crate::object::{Live, Owned, c_string};
use py_api::{Exception, Kind};

/// They stay for as long as the process runs.
pub(crate) struct Classes {
    pub(crate) none: Live<'static>,
    pub(crate) int: Live<'static>,
    /// Python 2 has a second class of whole numbers.
    pub(crate) long: Option<Live<'static>>,
    pub(crate) float: Live<'static>,
    pub(crate) text: Live<'static>,
    pub(crate) bytes: Live<'static>,
    pub(crate) list: Live<'static>,
    pub(crate) base_exception: Live<'static>,
    pub(crate) import_error: Live<'static>,
    pub(crate) truth: [Live<'static>; 2],
    kinds: Vec<(Kind, Live<'static>)>,
    exceptions: Vec<(Exception, Live<'static>)>,
}

// SAFETY: they are used by who holds the lock, on whatever thread (`Python`).
unsafe impl Send for Classes {}
// SAFETY: as above.
unsafe impl Sync for Classes {}

/// `builtins`, by either name.
pub(crate) fn builtins(python: Python<'_>) -> Option<Owned> {
    let name = if python.is_2() { c"__builtin__" } else { c"builtins" };
    python.PyImport_ImportModule(name.into())
}

impl Classes {
    /// `None` with an exception raised when one is missing.
    pub(crate) fn find(python: Python<'_>) -> Option<Self> {
        let builtins = builtins(python)?;
        let get = |name: &str| python.attribute(builtins.live(), &c_string(name)).map(Owned::forever);
        let (text, bytes) = if python.is_2() { ("unicode", "str") } else { ("str", "bytes") };
        let (text, bytes) = (get(text)?, get(bytes)?);
        let (int, float, list) = (get("int")?, get("float")?, get("list")?);
        let long = if python.is_2() { Some(get("long")?) } else { None };
        let mut kinds = vec![(Kind::Bool, get("bool")?), (Kind::Int, int), (Kind::Float, float), (Kind::Str, text)];
        kinds.extend([
            (Kind::Bytes, bytes),
            (Kind::Tuple, get("tuple")?),
            (Kind::List, list),
            (Kind::Dict, get("dict")?),
        ]);
        kinds.extend(long.map(|long| (Kind::Int, long)));
        let mut exceptions = Vec::new();
        for (exception, name) in EXCEPTIONS {
            exceptions.push((exception, get(name)?));
        }
        Some(Classes {
            none: get("None")?,
            int,
            long,
            float,
            text,
            bytes,
            list,
            base_exception: get("BaseException")?,
            import_error: get("ImportError")?,
            truth: [get("False")?, get("True")?],
            kinds,
            exceptions,
        })
    }

    pub(crate) fn kind(&self, python: Python<'_>, value: Live<'_>) -> Kind {
        if value.is(self.none) {
            return Kind::None;
        }
        let found = self.kinds.iter().find(|(_, class)| python.is_instance(value, *class));
        found.map_or(Kind::Other, |(kind, _)| *kind)
    }

    pub(crate) fn is_int(&self, python: Python<'_>, value: Live<'_>) -> bool {
        python.is_instance(value, self.int) || self.long.is_some_and(|long| python.is_instance(value, long))
    }

    /// What this bridge does not know is a `RuntimeError`.
    pub(crate) fn exception(&self, exception: Exception) -> Live<'static> {
        let find = |wanted| self.exceptions.iter().find(|(known, _)| *known == wanted);
        find(exception).or_else(|| find(Exception::Runtime)).map_or(self.base_exception, |(_, class)| *class)
    }
}

const EXCEPTIONS: [(Exception, &str); 10] = [
    (Exception::Type, "TypeError"),
    (Exception::Value, "ValueError"),
    (Exception::Index, "IndexError"),
    (Exception::Key, "KeyError"),
    (Exception::Attribute, "AttributeError"),
    (Exception::Overflow, "OverflowError"),
    (Exception::ZeroDivision, "ZeroDivisionError"),
    (Exception::Runtime, "RuntimeError"),
    (Exception::StopIteration, "StopIteration"),
    (Exception::Memory, "MemoryError"),
];
