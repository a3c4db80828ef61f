//! [`Type`] to text.

use std::fmt::{self, Display, Formatter};

use super::names::is_reserved;
use super::write_items::bounds;
use crate::model::{ObjectKind, Type};

/// The canonical text.
///
/// ```
/// use vtable_api_manifest::model::Type;
/// let bytes = Type::Slice { mutable: true, of: Box::new(Type::Primitive("u8")) };
/// assert_eq!(bytes.to_string(), "&mut [u8]");
/// ```
impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Type::Unit => f.write_str("()"),
            Type::Never => f.write_str("!"),
            Type::Primitive(name) | Type::CAlias(name) => f.write_str(name),
            Type::Void => f.write_str("c_void"),
            Type::Str => f.write_str("&str"),
            Type::String => f.write_str("String"),
            Type::Unresolved(text) => f.write_str(text),
            Type::Pointer { mutable, to } => {
                write!(f, "{}{to}", if *mutable { "*mut " } else { "*const " })
            }
            Type::Ref { mutable, to } => write!(f, "{}{to}", and(*mutable)),
            Type::Slice { mutable, of } => write!(f, "{}[{of}]", and(*mutable)),
            Type::Array { of, len } => write!(f, "[{of}; {len}]"),
            _ => write_compound(f, self),
        }
    }
}

fn and(mutable: bool) -> &'static str {
    if mutable { "&mut " } else { "&" }
}

fn write_compound(f: &mut Formatter<'_>, ty: &Type) -> fmt::Result {
    match ty {
        Type::NonNull(to) => write!(f, "NonNull<{to}>"),
        Type::Vec(of) => write!(f, "Vec<{of}>"),
        Type::Box(of) => write!(f, "Box<{of}>"),
        Type::Option(of) => write!(f, "Option<{of}>"),
        Type::Result(ok, err) => write!(f, "Result<{ok}, {err}>"),
        Type::Function { is_unsafe, params, ret } => {
            f.write_str(if *is_unsafe { "unsafe extern \"C\" fn" } else { "extern \"C\" fn" })?;
            write_callable(f, params, ret)
        }
        Type::Closure { .. } => write_closure(f, ty),
        Type::Object { kind: ObjectKind::Ref, id } => write!(f, "&dyn \"{id}\""),
        Type::Object { kind: ObjectKind::Mut, id } => write!(f, "&mut dyn \"{id}\""),
        Type::Object { kind: ObjectKind::Box, id } => write!(f, "Box<dyn \"{id}\">"),
        Type::Named { package, name, args } => write_named(f, package.as_deref(), name, args),
        // All others are written by the caller.
        _ => Ok(()),
    }
}

fn write_callable(f: &mut Formatter<'_>, params: &[Type], ret: &Type) -> fmt::Result {
    f.write_str("(")?;
    write_list(f, params)?;
    f.write_str(")")?;
    write_result(f, ret)
}

fn write_result(f: &mut Formatter<'_>, ret: &Type) -> fmt::Result {
    if *ret == Type::Unit { Ok(()) } else { write!(f, " -> {ret}") }
}

fn write_list(f: &mut Formatter<'_>, types: &[Type]) -> fmt::Result {
    for (index, ty) in types.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { ", " })?;
        ty.fmt(f)?;
    }
    Ok(())
}

fn write_closure(f: &mut Formatter<'_>, ty: &Type) -> fmt::Result {
    let Type::Closure { mutable, bounds: of_closure, params, ret } = ty else {
        return Ok(());
    };
    let bounds = bounds(*of_closure);
    write!(f, "{}{}dyn ", and(*mutable), if bounds.is_empty() { "" } else { "(" })?;
    f.write_str(if *mutable { "FnMut" } else { "Fn" })?;
    write_callable(f, params, ret)?;
    if bounds.is_empty() { Ok(()) } else { write!(f, " + {bounds})") }
}

fn write_named(f: &mut Formatter<'_>, package: Option<&str>, name: &str, args: &[Type]) -> fmt::Result {
    match package {
        Some(package) => write!(f, "{package}::{name}")?,
        None if is_reserved(name) => write!(f, "r#{name}")?,
        None => f.write_str(name)?,
    }
    if args.is_empty() {
        return Ok(());
    }
    f.write_str("<")?;
    write_list(f, args)?;
    f.write_str(">")
}
