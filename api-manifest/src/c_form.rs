//! What has no form in C, wherever it stands: known of a type alone, without the definitions of others.

use crate::canon;
use crate::model::Type;

pub(crate) const EMPTY_ARRAY: &str = "C has no empty arrays";

/// The first part of a type that C cannot have, and why.
pub(crate) fn missing(ty: &Type) -> Option<(String, &'static str)> {
    match ty {
        Type::Array { len: 0, .. } => Some((ty.to_string(), EMPTY_ARRAY)),
        // What a function may take, the compiler is asked, and `header` knows of resolved types.
        Type::Function { params, ret, .. } | Type::Closure { params, ret, .. } => {
            params.iter().chain([&**ret]).find_map(missing)
        }
        Type::Result(ok, err) => missing(ok).or_else(|| missing(err)),
        Type::Array { of, .. } | Type::Vec(of) | Type::Box(of) | Type::Option(of) | Type::NonNull(of) => missing(of),
        Type::Pointer { to, .. } | Type::Ref { to, .. } | Type::Slice { of: to, .. } => missing(to),
        Type::Named { args, .. } => args.iter().find_map(missing),
        // As far as its tokens are those of a builtin.
        Type::Unresolved(text) => canon::parse_type(text).ok().as_ref().and_then(missing),
        _ => None,
    }
}
