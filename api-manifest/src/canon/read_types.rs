//! Text to [`Type`]: recursive descent, one function per form.

use super::CanonError;
use super::cursor::{Cursor, Parsed, start, starts_with_digit};
use super::names::{builtin, in_name, is_reserved, os_named};
use crate::model::{Bounds, ObjectKind, Type};

/// Reads a type, the inverse of its `Display`.
///
/// ```
/// use vtable_api_manifest::canon::parse_type;
/// let ty = parse_type("Option<&mut [Frame]>")?;
/// assert_eq!(ty.to_string(), "Option<&mut [Frame]>");
/// # Ok::<(), vtable_api_manifest::canon::CanonError>(())
/// ```
pub fn parse_type(text: &str) -> Result<Type, CanonError> {
    Cursor::whole(text, ty)
}

pub(super) fn ty(c: &mut Cursor<'_>) -> Parsed<Type> {
    c.nested(|c| match c.rest().chars().next() {
        Some('(') => word(c, "()", Type::Unit),
        Some('!') => word(c, "!", Type::Never),
        Some('*') => pointer(c),
        Some('&') => reference(c),
        Some('[') => array(c),
        _ if c.eat("extern \"C\" fn(") => function(c, false),
        _ if c.eat("unsafe extern \"C\" fn(") => function(c, true),
        _ => path(c),
    })
}

fn boxed(c: &mut Cursor<'_>) -> Parsed<Box<Type>> {
    Ok(Box::new(ty(c)?))
}

fn word(c: &mut Cursor<'_>, word: &str, ty: Type) -> Parsed<Type> {
    c.expect(word)?;
    Ok(ty)
}

/// What follows `(`: types and `)`.
fn parameters(c: &mut Cursor<'_>) -> Parsed<Vec<Type>> {
    if c.eat(")") { Ok(Vec::new()) } else { c.list(")", ty) }
}

/// What follows `)`. `()` is written as nothing, so that each type has one text.
pub(super) fn result(c: &mut Cursor<'_>) -> Parsed<Type> {
    if !c.eat(" -> ") {
        return Ok(Type::Unit);
    }
    let at = c.position();
    match ty(c)? {
        Type::Unit => Err(c.expected_at(at, "a return type, or no `->` for `()`")),
        ret => Ok(ret),
    }
}

fn pointer(c: &mut Cursor<'_>) -> Parsed<Type> {
    let mutable = c.eat("*mut ");
    if !mutable && !c.eat("*const ") {
        return Err(c.expected("`*const ` or `*mut `"));
    }
    Ok(Type::Pointer { mutable, to: boxed(c)? })
}

fn array(c: &mut Cursor<'_>) -> Parsed<Type> {
    c.expect("[")?;
    let of = boxed(c)?;
    array_length(c, of)
}

fn array_length(c: &mut Cursor<'_>, of: Box<Type>) -> Parsed<Type> {
    c.expect("; ")?;
    let at = c.position();
    let Ok(len) = u64::try_from(c.number("a length")?) else {
        return Err(c.expected_at(at, "a length"));
    };
    c.expect("]")?;
    Ok(Type::Array { of, len })
}

fn function(c: &mut Cursor<'_>, is_unsafe: bool) -> Parsed<Type> {
    let params = parameters(c)?;
    Ok(Type::Function { is_unsafe, params, ret: Box::new(result(c)?) })
}

fn reference(c: &mut Cursor<'_>) -> Parsed<Type> {
    c.expect("&")?;
    let mutable = c.eat("mut ");
    if c.eat("(dyn ") {
        return bounded_closure(c, mutable);
    }
    if c.eat("dyn \"") {
        let kind = if mutable { ObjectKind::Mut } else { ObjectKind::Ref };
        return object(c, kind);
    }
    if c.eat("dyn ") {
        return closure(c, mutable);
    }
    if c.rest().starts_with('[') {
        return slice_or_array(c, mutable);
    }
    if !mutable && is_str(c.rest()) {
        return word(c, "str", Type::Str);
    }
    let to = boxed(c)?;
    Ok(match lent_os(&to) {
        Some(lent) if !mutable => lent,
        _ => Type::Ref { mutable, to },
    })
}

/// `&core::Path` is no reference to a type that could stand elsewhere.
fn lent_os(to: &Type) -> Option<Type> {
    match to {
        Type::Named { package: Some(package), name, args } if package == "core" && args.is_empty() => {
            os_named(name, true)
        }
        _ => None,
    }
}

/// `str`, and neither `strange` nor a package `str::`.
fn is_str(rest: &str) -> bool {
    match rest.strip_prefix("str").map(|after| after.chars().next()) {
        None => false,
        Some(None) => true,
        Some(Some(next)) => !in_name(next) && next != '-' && next != ':',
    }
}

fn slice_or_array(c: &mut Cursor<'_>, mutable: bool) -> Parsed<Type> {
    c.expect("[")?;
    let of = boxed(c)?;
    if c.eat("]") {
        return Ok(Type::Slice { mutable, of });
    }
    if !c.rest().starts_with(';') {
        return Err(c.expected("`]`"));
    }
    Ok(Type::Ref { mutable, to: Box::new(array_length(c, of)?) })
}

fn closure(c: &mut Cursor<'_>, mutable: bool) -> Parsed<Type> {
    c.expect(if mutable { "FnMut(" } else { "Fn(" })?;
    let params = parameters(c)?;
    let ret = Box::new(result(c)?);
    Ok(Type::Closure { mutable, bounds: Default::default(), params, ret })
}

fn bounded_closure(c: &mut Cursor<'_>, mutable: bool) -> Parsed<Type> {
    let mut ty = closure(c, mutable)?;
    c.expect(" + ")?;
    if let Type::Closure { bounds: of_closure, .. } = &mut ty {
        *of_closure = bounds(c)?;
    }
    c.expect(")")?;
    Ok(ty)
}

/// At least one bound.
pub(super) fn bounds(c: &mut Cursor<'_>) -> Parsed<Bounds> {
    let send = c.eat("Send");
    let sync = if send { c.eat(" + Sync") } else { c.eat("Sync") };
    if send || sync { Ok(Bounds { send, sync }) } else { Err(c.expected("`Send` or `Sync`")) }
}

/// What follows the opening quote.
fn object(c: &mut Cursor<'_>, kind: ObjectKind) -> Parsed<Type> {
    let id = c.run(|c| c != '"' && !c.is_control());
    if id.is_empty() {
        return Err(c.expected("the id of a table"));
    }
    c.expect("\"")?;
    Ok(Type::Object { kind, id: id.into() })
}

fn path(c: &mut Cursor<'_>) -> Parsed<Type> {
    let at = c.position();
    if c.eat("r#") {
        return raw(c, at);
    }
    let word = package_or_name(c);
    if word.is_empty() {
        return Err(c.expected("a type"));
    }
    if c.eat("::") {
        let name = c.name("a type's name")?;
        return named(c, Some(word), name);
    }
    if starts_with_digit(word) || word.contains('-') {
        return Err(c.expected_at(at, "a type"));
    }
    if let Some(ty) = builtin(word) {
        return Ok(ty);
    }
    if is_reserved(word) { container(c, at, word) } else { named(c, None, word) }
}

/// Packages keep their `-`; the one of `->` is none.
fn package_or_name<'a>(c: &mut Cursor<'a>) -> &'a str {
    let rest = c.rest();
    let mut name = start(rest, |c| in_name(c) || c == '-');
    if rest[name.len()..].starts_with('>') {
        name = name.strip_suffix('-').unwrap_or(name);
    }
    c.eat(name);
    name
}

fn raw(c: &mut Cursor<'_>, at: usize) -> Parsed<Type> {
    let name = c.name("a type's name")?;
    if !is_reserved(name) {
        return Err(c.expected_at(at, &format!("`{name}` without `r#`")));
    }
    named(c, None, name)
}

fn named(c: &mut Cursor<'_>, package: Option<&str>, name: &str) -> Parsed<Type> {
    let args = if c.eat("<") { c.list(">", ty)? } else { Vec::new() };
    if package == Some("core")
        && args.is_empty()
        && let Some(owned) = os_named(name, false)
    {
        return Ok(owned);
    }
    Ok(Type::Named { package: package.map(str::to_owned), name: name.to_owned(), args })
}

/// A builtin with arguments.
fn container(c: &mut Cursor<'_>, at: usize, word: &str) -> Parsed<Type> {
    let make: fn(Box<Type>) -> Type = match word {
        "Vec" => Type::Vec,
        "Box" => Type::Box,
        "Option" => Type::Option,
        "NonNull" => Type::NonNull,
        "Result" => return outcome(c),
        _ => return Err(c.expected_at(at, "a type")),
    };
    c.expect("<")?;
    let inner = if word == "Box" && c.eat("dyn \"") { object(c, ObjectKind::Box)? } else { make(boxed(c)?) };
    c.expect(">")?;
    Ok(inner)
}

fn outcome(c: &mut Cursor<'_>) -> Parsed<Type> {
    c.expect("<")?;
    let ok = boxed(c)?;
    c.expect(", ")?;
    let err = boxed(c)?;
    c.expect(">")?;
    Ok(Type::Result(ok, err))
}
