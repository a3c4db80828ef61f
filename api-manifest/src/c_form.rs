//! What has no form in C, wherever it stands: known of a type alone, without the definitions of others.

use crate::canon;
use crate::model::Type;
use crate::visit::parts;

pub(crate) const EMPTY_ARRAY: &str = "C has no empty arrays";

/// The first part of a type that C cannot have: an empty array.
pub(crate) fn missing(ty: &Type) -> Option<String> {
    match ty {
        Type::Array { len: 0, .. } => return Some(ty.to_string()),
        // As far as its tokens are those of a builtin.
        Type::Unresolved(text) => return missing(&canon::parse_type(text).ok()?),
        _ => {}
    }
    // What a function may take, the compiler is asked, and `header` knows of resolved types.
    parts(ty).into_iter().find_map(missing)
}
