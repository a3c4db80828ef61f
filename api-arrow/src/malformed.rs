//! What is wrong with Arrow data, and where.

use core::fmt;
use std::borrow::Cow;

/// Steps that an error shows of each end of a long path.
const SHOWN: usize = 4;

/// A struct that is not as Arrow's C data interface says: at which node, what was wanted there, and what was found.
///
/// ```
/// use vtable_api_arrow::{RawSchema, Schema};
///
/// unsafe extern "C" fn release(schema: *mut RawSchema) {
///     // SAFETY: whoever releases a struct says where it is.
///     unsafe { (*schema).release = None };
/// }
/// // A list of nothing.
/// let list = RawSchema { format: c"+l".as_ptr(), release: Some(release), ..RawSchema::EMPTY };
/// // SAFETY: it leads nowhere but to a constant, and `release` frees nothing.
/// let malformed = unsafe { Schema::from_raw(list) }.check().unwrap_err();
/// assert_eq!(malformed.path(), "schema");
/// assert_eq!(malformed.wanted(), "1 child, as format \"+l\" has");
/// assert_eq!(malformed.found(), "`n_children` 0");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// From the node outwards.
    steps: Vec<Cow<'static, str>>,
    wanted: Cow<'static, str>,
    found: Cow<'static, str>,
}

impl Malformed {
    pub(crate) fn new(wanted: impl Into<Cow<'static, str>>, found: impl Into<Cow<'static, str>>) -> Self {
        Malformed { steps: Vec::new(), wanted: wanted.into(), found: found.into() }
    }

    /// The same, found in a node of this one.
    pub(crate) fn within(mut self, step: impl Into<Cow<'static, str>>) -> Self {
        self.steps.push(step.into());
        self
    }

    /// The node: `array.children[2].dictionary`.
    pub fn path(&self) -> String {
        let steps: Vec<_> = self.steps.iter().rev().map(|step| &**step).collect();
        steps.join(".")
    }

    /// What the interface asks for there.
    pub fn wanted(&self) -> &str {
        &self.wanted
    }

    /// What is there.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// The path, without the middle of a long one.
    fn shown(&self) -> String {
        let left_out = self.steps.len().saturating_sub(2 * SHOWN);
        if left_out == 0 {
            return self.path();
        }
        let mut steps: Vec<_> = self.steps.iter().rev().map(|step| &**step).collect();
        let dots = format!("({left_out} more)");
        steps.splice(SHOWN..SHOWN + left_out, [&*dots]);
        steps.join(".")
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Malformed { wanted, found, .. } = self;
        write!(f, "malformed Arrow data: at `{}`, wanted {wanted}, found {found}; ", self.shown())?;
        f.write_str("whoever made it must follow the Arrow C data interface")
    }
}

impl core::error::Error for Malformed {}
