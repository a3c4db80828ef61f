//! Which types a type holds: a walk through types goes by [`parts`], and so does not change when a form of type is added.

use crate::model::Type;

/// The arms of [`parts`] and [`parts_mut`], which differ in how they borrow.
macro_rules! parts {
    ($ty:expr, $as_ref:ident, $iter:ident) => {
        match $ty {
            Type::Pointer { to: part, .. }
            | Type::Ref { to: part, .. }
            | Type::NonNull(part)
            | Type::Array { of: part, .. }
            | Type::Slice { of: part, .. }
            | Type::Vec(part)
            | Type::Box(part)
            | Type::Option(part) => vec![part.$as_ref()],
            Type::Result(ok, err) => vec![ok.$as_ref(), err.$as_ref()],
            Type::Function { params, ret, .. } | Type::Closure { params, ret, .. } => {
                params.$iter().chain([ret.$as_ref()]).collect()
            }
            Type::Named { args, .. } => args.$iter().collect(),
            Type::Unit
            | Type::Never
            | Type::Primitive(_)
            | Type::CAlias(_)
            | Type::Void
            | Type::Str
            | Type::String
            | Type::OsStr(_)
            | Type::OsString(_)
            | Type::Object { .. }
            | Type::Unresolved(_) => Vec::new(),
        }
    };
}

/// The types that a type is written with, in order; not those in them.
pub(crate) fn parts(ty: &Type) -> Vec<&Type> {
    parts!(ty, as_ref, iter)
}

/// The same, to be changed.
pub(crate) fn parts_mut(ty: &mut Type) -> Vec<&mut Type> {
    parts!(ty, as_mut, iter_mut)
}

/// What a type says beside its parts: each of them is `()`.
pub(crate) fn form(ty: &Type) -> Type {
    let mut form = ty.clone();
    for part in parts_mut(&mut form) {
        *part = Type::Unit;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canon::parse_type;

    #[test]
    fn the_parts_are_those_that_the_text_shows() {
        let cases: [(&str, &[&str]); 9] = [
            ("u8", &[]),
            ("&mut [Frame]", &["Frame"]),
            ("*const [u8; 4]", &["[u8; 4]"]),
            ("[u8; 4]", &["u8"]),
            ("Option<Vec<u8>>", &["Vec<u8>"]),
            ("Result<(), Box<Frame>>", &["()", "Box<Frame>"]),
            ("extern \"C\" fn(u8, &Frame) -> i8", &["u8", "&Frame", "i8"]),
            ("&dyn Fn(u8)", &["u8", "()"]),
            ("Pair<u8, Buf<u16>>", &["u8", "Buf<u16>"]),
        ];
        for (text, wanted) in cases {
            let mut ty = parse_type(text).expect(text);
            let found: Vec<String> = parts(&ty).iter().map(|part| part.to_string()).collect();
            assert_eq!(found, wanted, "{text}");
            let changed = parts_mut(&mut ty).len();
            assert_eq!(changed, wanted.len(), "{text}");
        }
    }

    #[test]
    fn a_form_is_what_is_left_without_parts() {
        let form = |text| form(&parse_type(text).expect(text));
        assert_eq!(form("&[u8]"), form("&[Vec<Frame>]"));
        assert_eq!(form("Result<u8, u16>"), form("Result<String, Frame>"));
        for (one, other) in [
            ("&[u8]", "&mut [u8]"),
            ("[u8; 4]", "[u8; 5]"),
            ("&dyn Fn(u8)", "&dyn Fn(u8, u8)"),
            ("&dyn Fn(u8)", "&(dyn Fn(u8) + Send)"),
            ("Buf<u8>", "Bufs<u8>"),
        ] {
            assert_ne!(form(one), form(other), "{one}, {other}");
        }
    }
}
