//! Whether a type is still the recorded one.

use super::substitute::in_type;
use crate::canon;
use crate::model::{ObjectKind, Type};
use crate::visit::{form, parts};

/// The answer of [`compare`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Comparison {
    /// The same on every target.
    Same,
    /// Another type: the break is certain.
    Differs,
    /// A [`Type::Unresolved`] decides; only the compiler knows.
    Unknown,
}

use Comparison::{Differs, Same, Unknown};

impl Comparison {
    /// Both must hold: one certain difference is enough, and one unknown spoils sameness.
    fn and(self, other: Comparison) -> Comparison {
        match (self, other) {
            (Differs, _) | (_, Differs) => Differs,
            (Unknown, _) | (_, Unknown) => Unknown,
            (Same, Same) => Same,
        }
    }
}

/// Compares a recorded type with the tokens of one. Derived types compare by name: what is behind the name is a
/// finding of its own, at the definition.
///
/// ```
/// use vtable_api_manifest::model::Type;
/// use vtable_api_manifest::rules::{Comparison, compare};
///
/// let path = Type::Unresolved("Bytes".into());
/// let shared = Type::Ref { mutable: false, to: Box::new(path.clone()) };
/// let exclusive = Type::Ref { mutable: true, to: Box::new(path) };
/// assert_eq!(compare(&Type::Str, &shared), Comparison::Unknown); // `type Bytes = str`?
/// assert_eq!(compare(&Type::Str, &exclusive), Comparison::Differs);
/// ```
pub fn compare_tokens(recorded: &Type, now: &Type) -> Comparison {
    let mut recorded = recorded.clone();
    in_type(&mut recorded, &token);
    compare(&recorded, now)
}

/// A type of the user's own may be called `u32`, and its token is all that a macro sees: it stays open which it is.
pub(super) fn token(named: &Type) -> Option<Type> {
    match named {
        Type::Named { name, args, .. } if args.is_empty() => {
            let is_primitive = matches!(canon::builtin(name), Some(Type::Primitive(_)));
            is_primitive.then(|| Type::Unresolved(named.to_string()))
        }
        _ => None,
    }
}

/// Compares a recorded type with a resolved one.
pub(super) fn compare(recorded: &Type, now: &Type) -> Comparison {
    match (recorded, now) {
        (_, Type::Unresolved(_)) => Unknown,
        (Type::Unresolved(named), Type::Primitive(word)) if named.ends_with(word) => Unknown,
        _ if form(recorded) == form(now) => {
            let pairs = parts(recorded).into_iter().zip(parts(now));
            pairs.fold(Same, |all, (recorded, now)| all.and(compare(recorded, now)))
        }
        _ if alias_target(recorded, now) => Unknown,
        _ => Differs,
    }
}

/// Whether `now` is a reference or a box whose unresolved target may be an alias for the unsized thing
/// that the record spells out: `type Bytes = [u8]`, `type Api = dyn Codec`.
fn alias_target(recorded: &Type, now: &Type) -> bool {
    let (wanted, target) = match now {
        Type::Ref { mutable, to } => (Some(*mutable), to),
        Type::Box(of) => (None, of),
        _ => return false,
    };
    let recorded = match recorded {
        Type::Str | Type::OsStr(_) => Some(false),
        Type::Slice { mutable, .. } | Type::Closure { mutable, .. } => Some(*mutable),
        Type::Object { kind: ObjectKind::Ref, .. } => Some(false),
        Type::Object { kind: ObjectKind::Mut, .. } => Some(true),
        Type::Object { kind: ObjectKind::Box, .. } => None,
        _ => return false,
    };
    matches!(**target, Type::Unresolved(_)) && wanted == recorded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canon::parse_type;

    /// `?` stands for something unresolved.
    fn ty(text: &str) -> Type {
        let mut parsed = parse_type(&text.replace('?', "Unknown")).unwrap();
        in_type(&mut parsed, &|named| match named {
            Type::Named { name, .. } if name == "Unknown" => Some(Type::Unresolved("?".into())),
            _ => None,
        });
        parsed
    }

    #[test]
    fn what_an_alias_may_hide_is_unknown() {
        for (recorded, now) in [
            ("u32", "?"),
            ("&[u8]", "&?"),
            ("&mut [u8]", "&mut ?"),
            ("&str", "&?"),
            ("&dyn \"a/b\"", "&?"),
            ("&mut dyn \"a/b\"", "&mut ?"),
            ("Box<dyn \"a/b\">", "Box<?>"),
            ("&dyn Fn(u8)", "&?"),
            ("Result<u32, Error>", "Result<u32, ?>"),
            ("extern \"C\" fn(u8) -> u8", "extern \"C\" fn(?) -> u8"),
            ("Buf<u8>", "Buf<?>"),
        ] {
            assert_eq!(compare(&ty(recorded), &ty(now)), Unknown, "{recorded} and {now}");
        }
    }

    #[test]
    fn a_certain_difference_outweighs_what_is_unknown() {
        for (recorded, now) in [
            ("&[u8]", "&mut ?"),
            ("&str", "Box<?>"),
            ("Box<dyn \"a/b\">", "&?"),
            ("u32", "&?"),
            ("u32", "Option<?>"),
            ("Result<u32, Error>", "Result<u64, ?>"),
            ("extern \"C\" fn(u8)", "extern \"C\" fn(?, u8)"),
            ("extern \"C\" fn(u8)", "unsafe extern \"C\" fn(?)"),
            ("&dyn Fn(u8)", "&(dyn Fn(?) + Send)"),
            ("Buf<u8>", "Bag<?>"),
        ] {
            assert_eq!(compare(&ty(recorded), &ty(now)), Differs, "{recorded} and {now}");
        }
    }

    #[test]
    fn a_type_that_is_called_like_a_primitive_one_is_another() {
        assert_eq!(compare(&ty("r#u32"), &ty("u32")), Differs);
        assert_eq!(compare_tokens(&ty("*const r#u32"), &ty("*const u32")), Unknown); // one token, to a macro
        assert_eq!(compare_tokens(&ty("r#u32"), &ty("u64")), Differs);
    }

    #[test]
    fn the_same_text_is_the_same_type() {
        for text in ["()", "u32", "&mut [u8]", "Option<&Frame>", "[[u8; 4]; 2]", "Box<dyn \"a/b\">", "other::Frame"] {
            assert_eq!(compare(&ty(text), &ty(text)), Same, "{text}");
        }
    }
}
