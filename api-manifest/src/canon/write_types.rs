//! [`Type`] to text.

use std::fmt::{self, Display, Formatter};

use super::names::{is_reserved, lent_os, owned_os};
use super::write::{Part, Text, arguments, array, borrowed, callback, function, generic, object, pointer, slice};
use crate::model::Type;

/// The canonical text.
///
/// ```
/// use vtable_api_manifest::model::Type;
/// let bytes = Type::Slice { mutable: true, of: Box::new(Type::Primitive("u8")) };
/// assert_eq!(bytes.to_string(), "&mut [u8]");
/// ```
impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        text.part(self);
        f.write_str(&text)
    }
}

impl Part<&Type> for String {
    fn part(&mut self, ty: &Type) {
        match ty {
            Type::Unit => self.text("()"),
            Type::Never => self.text("!"),
            Type::Primitive(name) | Type::CAlias(name) => self.text(name),
            Type::Void => self.text("c_void"),
            Type::Str => self.text("&str"),
            Type::String => self.text("String"),
            Type::OsStr(kind) => self.text(lent_os(*kind)),
            Type::OsString(kind) => self.text(owned_os(*kind)),
            Type::Unresolved(text) => self.text(text),
            Type::Pointer { mutable, to } => pointer(self, *mutable, &**to),
            Type::Ref { mutable, to } => borrowed(self, *mutable, &**to),
            Type::Slice { mutable, of } => slice(self, *mutable, &**of),
            Type::Array { of, len } => array(self, &**of, *len),
            Type::NonNull(to) => generic(self, "NonNull", [&**to]),
            Type::Vec(of) => generic(self, "Vec", [&**of]),
            Type::Box(of) => generic(self, "Box", [&**of]),
            Type::Option(of) => generic(self, "Option", [&**of]),
            Type::Result(ok, err) => generic(self, "Result", [&**ok, &**err]),
            Type::Function { is_unsafe, params, ret } => function(self, *is_unsafe, params, returned(ret)),
            Type::Closure { mutable, bounds, params, ret } => {
                callback(self, *mutable, *bounds, params, returned(ret));
            }
            Type::Object { kind, id } => object(self, *kind, id.as_str()),
            Type::Named { package, name, args } => named(self, package.as_deref(), name, args),
        }
    }
}

/// What stands behind `->`: never `()`.
pub(super) fn returned(ret: &Type) -> Option<&Type> {
    (*ret != Type::Unit).then_some(ret)
}

/// A type of the user's that has a builtin's name is written `r#Option`, unless its package says whose it is.
fn named(text: &mut String, package: Option<&str>, name: &str, args: &[Type]) {
    match package {
        Some(package) => text.push_str(&format!("{package}::")),
        None if is_reserved(name) => text.push_str("r#"),
        None => {}
    }
    text.push_str(name);
    arguments(text, args);
}
